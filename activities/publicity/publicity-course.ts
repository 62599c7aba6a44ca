import { CreditRecord } from '../../db/entities/record.ts';
import { RecordHoldRow } from '../../db/entities/record-hold.ts';
import type { CaseDeadline } from '../../db/entities/deadline.ts';
import { RecordMeasureRow } from '../../db/entities/record-measure.ts';
import { factsOf, type RecordRows, stateOfRecord } from '../../db/queries/records.ts';
import { type ExecutionOf, executionsOfRecord } from '../../db/queries/measure-executions.ts';
import { MEASURE_WAITS } from '../../domain/joint-action/measure-deadlines.ts';
import { isUndoing, PUBLICITY } from '../../domain/publicity/publicity.ts';
import { publicityPace } from '../../domain/publicity/publicity-deadlines.ts';
import { recordDates, type RecordQuestion } from '../../domain/record/record-dates.ts';
import { RECORD_KIND_TEXT } from '../../domain/record/record-kind.ts';
import type { RecordFacts, RecordState } from '../../domain/record/record.ts';
import type { CaseCourse } from '../case/case-course.ts';
import type { CaseInHand, ServedCase } from '../case/case-in-hand.ts';
import { runningDeadline } from '../case/case-deadlines.ts';
import { deskOf } from '../case/serve.ts';

/** The publicity of one record inside one transaction. */
export interface PublicityInHand extends ServedCase {
  record: CreditRecord;
  measures: RecordMeasureRow[];
  holds: RecordHoldRow[];
  /** What authorities were asked about the measures, in the order in which each was. */
  executions: ExecutionOf[];
}

/** The source of it all, for refusals. */
export const PUBLICITY_CLAUSE = '信用修复管理办法（国家发展改革委令2025年第36号）';

/** What the common steps must know of publicity. */
export const publicityCourse: CaseCourse<PublicityInHand> = {
  table: PUBLICITY,
  nobodyApplied: true,
  take: takePublicity,
  paceOf: ({ rule }, { kind }) => publicityPace(rule, kind),
  clauseOf: () => PUBLICITY_CLAUSE,
  reminder: (_, { kind }) => {
    throw new Error(`nobody who acts for the subject is reminded of "${kind}"`);
  },
  // Who carries out a measure has the desk for it, whoever determined the record.
  deskOf: (hand, { about }) => {
    const carrier = hand.executions.find(({ row }) => row.id === about)?.authority;
    return carrier === undefined ? deskOf(hand) : { authority: carrier, assignedTo: null };
  },
  // What its own authority must do comes before what happens by itself, and that before what others must do.
  shownDeadline: (hand) =>
    runningDeadline(hand, 'withdraw-by') ??
    runningDeadline(hand, 'maximum-end') ??
    earliest(hand, (deadline) => isOfMeasure(deadline) === isUndoing(hand.file.status)) ??
    earliest(hand, () => true),
};

function earliest({ deadlines }: PublicityInHand, isMeant: (deadline: CaseDeadline) => boolean): CaseDeadline | null {
  const running = deadlines.filter((deadline) => deadline.state === 'running' && isMeant(deadline));
  return running.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0] ?? null;
}

function isOfMeasure({ kind }: CaseDeadline): boolean {
  return MEASURE_WAITS.some((wait) => wait === kind);
}

async function takePublicity(common: CaseInHand): Promise<PublicityInHand> {
  const { em, file } = common;
  const record = await em.findOneOrFail(CreditRecord, { caseId: file.id });
  return {
    ...common,
    record,
    measures: await em.find(RecordMeasureRow, { recordId: record.id }, { orderBy: { code: 'asc' } }),
    holds: await em.find(RecordHoldRow, { recordId: record.id }, { orderBy: { from: 'asc', id: 'asc' } }),
    executions: await executionsOfRecord(em, record.id),
    matter: matterOf(record),
    applicantEmail: null,
  };
}

/** What notices call a record's publicity. */
export function matterOf({ kind, documentNumber }: Pick<CreditRecord, 'kind' | 'documentNumber'>): string {
  return `${RECORD_KIND_TEXT[kind].zh}信息公示（${documentNumber}）`;
}

/** The record as its rows stand, what this step changed included. */
export function rowsOf({ record, measures, holds }: PublicityInHand): RecordRows {
  return { row: record, measures, holds };
}

export function factsInHand({ record }: PublicityInHand): RecordFacts {
  return factsOf(record);
}

/** What counts of the record at this step's moment. */
export function stateInHand(hand: PublicityInHand): RecordState {
  return stateOfRecord(rowsOf(hand), hand.now);
}

/** Reckons the days of a stored record anew, from a day of correction or of restart. Throws where they cannot be. */
export function datesAnew(record: CreditRecord) {
  const question: RecordQuestion = {
    kind: record.kind,
    decidedOn: record.decidedOn,
    severity: record.severity,
    sector: record.sector,
    publishedFrom: record.publishedFrom,
    published: record.published,
    warningOnly: !record.published,
    correctedOn: record.correctedOn ?? null,
    ...(record.restartedOn == null ? {} : { restartedOn: record.restartedOn }),
  };
  const answer = recordDates(question);
  if (!answer.ok) throw new Error(`The days of record ${record.id} cannot be reckoned: ${answer.refusal.code}`);
  return answer;
}
