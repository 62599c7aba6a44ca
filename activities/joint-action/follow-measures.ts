import { randomUUID } from 'node:crypto';
import type { Authority } from '../../db/entities/authority.ts';
import { MeasureExecutionRow } from '../../db/entities/measure-execution.ts';
import {
  carriersOf,
  executionOf,
  type ExecutionOf,
  keepCarriers,
  type NamedCarrier,
} from '../../db/queries/measure-executions.ts';
import { factsOf, holdOf, measureOf } from '../../db/queries/records.ts';
import { isOpen } from '../../domain/case/case-kind.ts';
import { type Carrier, type ExecutionPlan, leftAs, planExecutions } from '../../domain/joint-action/execution-plan.ts';
import {
  type Direction,
  isOpenExecution,
  latestExecutions,
  type MeasureExecution,
} from '../../domain/joint-action/measure-execution.ts';
import { isUndoing, PUBLICITY, type PublicityOutcome, statusWhileUndoing } from '../../domain/publicity/publicity.ts';
import { measureStandings } from '../../domain/record/record.ts';
import type { PublicityInHand } from '../publicity/publicity-course.ts';
import { keepClocks } from './measure-clocks.ts';
import { type CarrierChange, tellCarriers } from './tell-carriers.ts';

/**
 * Puts right what the authorities are asked about a record's measures, after anything about the record, or about who
 * carries its measures out, has changed: asked, called off, held, resumed, each with its clock, and told. Made again it
 * changes nothing. A record that is over stays open while an authority has still to undo what it applied.
 * @returns whether anything of what is asked of anybody has changed
 */
export async function followMeasures(hand: PublicityInHand): Promise<boolean> {
  const { record, measures, holds, executions, now } = hand;
  const standings = measureStandings(factsOf(record), holds.map(holdOf), measures.map(measureOf), now);
  const left = standings.filter(({ standing }) => standing !== 'over').map(({ code }) => code);
  const named = left.length === 0 ? new Map() : await readCarriers(hand, left);
  const rows = executions.map(({ row }) => executionOf(row));
  const plan = planExecutions(standings, rows, (code) => carriersFor(hand, named.get(code) ?? []));
  const known = [...named.values()].flat().map(({ authority }) => authority);
  const changes = [...write(hand, plan, standings), ...ask(hand, plan, known)];
  keepClocks(hand);
  await tellCarriers(hand, changes);
  closeOrKeepOpen(hand);
  return changes.length > 0 || plan.settle.length > 0;
}

async function readCarriers(
  { em }: PublicityInHand,
  measures: readonly string[],
): Promise<ReadonlyMap<string, readonly NamedCarrier[]>> {
  await keepCarriers(em, measures);
  return await carriersOf(em, measures);
}

/** Who determined the record carries its measures out itself where nobody is named for them. */
function carriersFor({ authority }: PublicityInHand, named: readonly NamedCarrier[]): Carrier[] {
  if (named.length === 0) return [{ authorityId: authority.id, named: false, since: null }];
  return named.map(({ authority: { id: authorityId }, since }) => ({ authorityId, named: true, since }));
}

function write(
  hand: PublicityInHand,
  plan: ExecutionPlan<MeasureExecution>,
  standings: Parameters<typeof leftAs>[1],
): CarrierChange[] {
  const changed = (
    of: readonly MeasureExecution[],
    kind: CarrierChange['kind'],
    change: Partial<MeasureExecutionRow>,
  ) =>
    of.map((one): CarrierChange => {
      const { row, authority } = getExecution(hand, one.id);
      Object.assign(row, change);
      return { kind, execution: row, authority, left: leftAs(one, standings, plan) };
    });
  // Nobody is told: who declined has nothing to do with it, and whoever is named in its place is asked.
  const ended = { calledOffAt: hand.now, heldAt: null };
  for (const { id } of plan.settle) Object.assign(getExecution(hand, id).row, ended);
  return [
    ...changed(plan.callOff, 'called-off', ended),
    ...changed(plan.hold, 'held', { heldAt: hand.now }),
    ...changed(plan.resume, 'resumed', { heldAt: null }),
  ];
}

function ask(
  hand: PublicityInHand,
  plan: ExecutionPlan<MeasureExecution>,
  named: readonly Authority[],
): CarrierChange[] {
  const known = [hand.authority, ...named, ...hand.executions.map(({ authority }) => authority)];
  return plan.ask.map((asked) => {
    const authority = known.find(({ id }) => id === asked.authorityId);
    if (authority === undefined) throw new Error(`There is no authority ${asked.authorityId}`);
    const execution = hand.em.create(MeasureExecutionRow, {
      id: randomUUID(),
      recordId: hand.record.id,
      ...asked,
      pushedAt: hand.now,
      respondedAt: null,
      executedOn: null,
      executedAt: null,
      fedBackAt: null,
      note: null,
      heldAt: null,
      calledOffAt: null,
      declinedAt: null,
      declinedBecause: null,
    });
    hand.executions.push({ row: execution, authority });
    return { kind: 'asked', execution, authority, left: 'asked-anew' };
  });
}

function getExecution({ executions, record }: PublicityInHand, id: string): ExecutionOf {
  const found = executions.find(({ row }) => row.id === id);
  if (found === undefined) throw new Error(`record ${record.id} has no execution ${id}`);
  return found;
}

/** What each authority was asked last, and has still something to do or to say about. */
export function openExecutions({ executions }: PublicityInHand, direction: Direction): ExecutionOf[] {
  const latest = latestExecutions(executions.map(({ row }) => executionOf(row)));
  const open = latest.filter((one) => one.direction === direction && isOpenExecution(one));
  return executions.filter(({ row }) => open.some(({ id }) => id === row.id));
}

function closeOrKeepOpen(hand: PublicityInHand): void {
  const { file, now } = hand;
  const toUndo = openExecutions(hand, 'undo').length > 0;
  const { outcome = null } = file;
  if (isUndoing(file.status)) {
    if (toUndo || outcome === null) return;
    Object.assign(file, { status: outcome.kind, closedAt: now });
    return;
  }
  if (!toUndo || isOpen(PUBLICITY, file.status) || outcome === null) return;
  // It had ended before this step: a new run goes on from here.
  if (file.closedAt !== now) file.round += 1;
  Object.assign(file, { status: statusWhileUndoing((outcome as PublicityOutcome).kind), closedAt: null });
}
