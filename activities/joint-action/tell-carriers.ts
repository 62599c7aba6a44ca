import type { Authority } from '../../db/entities/authority.ts';
import type { MeasureExecutionRow } from '../../db/entities/measure-execution.ts';
import { waitOfDirection } from '../../domain/joint-action/measure-deadlines.ts';
import { DIRECTIONS, type Direction, freesSubject } from '../../domain/joint-action/measure-execution.ts';
import { LEFT_AS, type LeftAs } from '../../domain/joint-action/execution-plan.ts';
import {
  type AskedMeasure,
  measureDeclinedNotice,
  measuresAskedNotice,
  measuresCalledOffNotice,
  measuresHeldNotice,
  measuresResumedNotice,
} from '../../domain/joint-action/measure-notices.ts';
import type { NoticeText } from '../../domain/case/notice.ts';
import type { PushKind } from '../../domain/messages/pushes.ts';
import type { Day } from '../../domain/time.ts';
import { runningDeadline } from '../case/case-deadlines.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { serveAdmin, serveHandler, serveOfficers } from '../case/serve.ts';
import type { PublicityInHand } from '../publicity/publicity-course.ts';
import { pushTo } from '../push/pushes.ts';
import { describeForPush } from '../record/record-in-hand.ts';

/** What changed for one authority, as it is told. */
export interface CarrierChange {
  kind: 'asked' | 'called-off' | 'held' | 'resumed';
  execution: MeasureExecutionRow;
  authority: Authority;
  /** How its measure is left by the same step. */
  left: LeftAs;
}

/** One telling: what changed in one way for one authority. */
interface Telling {
  kind: CarrierChange['kind'];
  direction: Direction;
  authority: Authority;
  left: LeftAs;
  executions: MeasureExecutionRow[];
}

/**
 * Tells each authority what changed for it: its officers by a notice, its system by a signed push, everybody on the
 * timeline; one telling for all measures that changed alike. Who determined the record and applies its own measures
 * because nobody is named for them knows that already: it is told only of what is to be undone or suspended.
 */
export async function tellCarriers(hand: PublicityInHand, changes: readonly CarrierChange[]): Promise<void> {
  for (const telling of tellingsOf(changes)) {
    const { kind, direction, authority } = telling;
    const codes = telling.executions.map(({ measure }) => measure);
    const measures = codes.map((code) => describeMeasure(hand, code));
    const due = dueOf(hand, telling);
    if (kind === 'asked' && due !== null)
      note(hand, { kind: 'measures-asked', authority: authority.code, direction, measures: codes, by: due });
    if (kind === 'called-off')
      note(hand, { kind: 'measures-called-off', authority: authority.code, direction, measures: codes });
    serveOfficers(hand, noticeOf(hand, telling, measures, due), { authority, assignedTo: null });
    await push(hand, telling, measures, due);
  }
}

/** Whoever names carriers is told that one declined, and so is the handler of who determined the record. */
export function tellOfDeclining(hand: PublicityInHand, by: Authority, measure: string, reason: string): void {
  const told = { authority: by.name, reason };
  const text = measureDeclinedNotice(noticeCase(hand), describeMeasure(hand, measure), told);
  serveAdmin(hand, text);
  if (by.id !== hand.authority.id) serveHandler(hand, text);
}

function tellingsOf(changes: readonly CarrierChange[]): Telling[] {
  const told = changes.filter(({ execution }) => execution.named || freesSubject(execution.direction));
  return (['called-off', 'held', 'resumed', 'asked'] as const).flatMap((kind) =>
    DIRECTIONS.flatMap((direction) => {
      const alike = told.filter((one) => one.kind === kind && one.execution.direction === direction);
      const authorities = new Set(alike.map(({ authority }) => authority));
      return [...authorities].flatMap((authority) => {
        const own = alike.filter((one) => one.authority === authority);
        return tellingsOfOne({ kind, direction, authority }, own);
      });
    }),
  );
}

/** What is called off is told apart by how it is left; everything else in one telling. */
function tellingsOfOne(of: Omit<Telling, 'left' | 'executions'>, changes: readonly CarrierChange[]): Telling[] {
  if (of.kind !== 'called-off')
    return [{ ...of, left: 'stands', executions: changes.map(({ execution }) => execution) }];
  return LEFT_AS.flatMap((left) => {
    const executions = changes.filter((one) => one.left === left).map(({ execution }) => execution);
    return executions.length === 0 ? [] : [{ ...of, left, executions }];
  });
}

/** The latest day of those that were asked together: of measures that begin later, later. */
function dueOf(hand: PublicityInHand, { direction, executions }: Telling): Day | null {
  const days = executions.flatMap(({ id }) => runningDeadline(hand, waitOfDirection(direction), id)?.due ?? []);
  return days.sort().at(-1) ?? null;
}

function noticeOf(
  hand: PublicityInHand,
  { kind, direction, left }: Telling,
  measures: readonly AskedMeasure[],
  due: Day | null,
): NoticeText {
  const file = noticeCase(hand);
  if (kind === 'called-off') return measuresCalledOffNotice(file, direction, left, measures);
  if (kind === 'held') return measuresHeldNotice(file, direction, measures);
  if (kind === 'resumed' || due === null) return measuresResumedNotice(file, measures);
  return measuresAskedNotice(file, direction, measures, due);
}

async function push(
  hand: PublicityInHand,
  { kind, direction, authority }: Telling,
  measures: readonly AskedMeasure[],
  due: Day | null,
): Promise<void> {
  const { documentNumber, authority: determinedBy, subject } = await describeForPush(hand.em, hand.record);
  await pushTo(hand, {
    authorityId: authority.id,
    kind: pushKindOf(kind, direction),
    recordId: hand.record.id,
    payload: {
      caseNumber: hand.file.number,
      record: { documentNumber, authority: determinedBy, subject },
      direction,
      measures: measures.map((measure) => ({ ...measure, ...periodOf(hand, measure.code) })),
      feedBackBy: due,
    },
    confirm: false,
  });
}

function pushKindOf(kind: CarrierChange['kind'], direction: Direction): PushKind {
  return kind === 'asked' ? `measure.to-${direction}` : `measure.${kind}`;
}

function describeMeasure({ measures }: PublicityInHand, code: string): AskedMeasure {
  const { name, basis } = getMeasure(measures, code);
  return { code, name, basis };
}

function periodOf({ measures }: PublicityInHand, code: string): { from: Day; until: Day | null } {
  const { from, until = null } = getMeasure(measures, code);
  return { from, until };
}

function getMeasure(measures: PublicityInHand['measures'], code: string): PublicityInHand['measures'][number] {
  const measure = measures.find((one) => one.code === code);
  if (measure === undefined) throw new Error(`the record has no measure ${code}`);
  return measure;
}
