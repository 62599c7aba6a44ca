import type { Instant } from '../time.ts';
import {
  type Direction,
  freesSubject,
  isDeclined,
  isSamePair,
  latestExecutions,
  type MeasureExecution,
} from './measure-execution.ts';

/** How a measure of a record stands: it may be applied (or will be, from its first day on), not now, or no more. */
export type MeasureStanding = 'stands' | 'held' | 'over';

/** An authority that carries out a measure. */
export interface Carrier {
  readonly authorityId: string;
  readonly named: boolean;
  /** Since when it is named for the measure; null: it determined the record, and nobody is named. */
  readonly since: Instant | null;
}

export interface AskedAnew {
  readonly authorityId: string;
  readonly named: boolean;
  readonly measure: string;
  readonly direction: Direction;
  readonly round: number;
}

/** What follows for the authorities from how a record's measures stand now. */
export interface ExecutionPlan<E extends MeasureExecution> {
  readonly ask: AskedAnew[];
  readonly callOff: E[];
  readonly hold: E[];
  readonly resume: E[];
  /**
   * Needed no more, and nobody has to be told: declined, and another authority is named since, or the one that declined
   * is named no more; or to be suspended or resumed, where it is now to be undone.
   */
  readonly settle: E[];
}

/** How a measure is left at an authority; `asked-anew`: something else is asked of it by the same step. */
export const LEFT_AS = ['stands', 'held', 'over', 'asked-anew'] as const;
export type LeftAs = (typeof LEFT_AS)[number];

/** What an authority has done of a measure, as far as it has said so. */
type Place = 'not-applied' | 'applied' | 'suspended';

const LEADS_TO: Readonly<Record<Direction, Place>> = {
  apply: 'applied',
  undo: 'not-applied',
  suspend: 'suspended',
  resume: 'applied',
};

/**
 * What is to be asked of whom, called off, held, resumed and settled, so that every authority does what the record's
 * measures now need: a pure comparison, so that it holds whatever changed the record or who carries its measures out,
 * however often it is made and in whatever order authorities say what they did. An undoing, and a suspension, is asked
 * only of who has applied; what was not applied is called off, or held. Of an authority that is named no more nothing
 * further is asked that burdens the subject, but what it has applied it suspends while the record is held, and undoes
 * when the measure is over (国发〔2016〕33号（十五）（十八）（二十二）). One that declined is asked again only where it is
 * named anew.
 * @param carriersOf the authorities that carry out a measure now; who determined the record where nobody is named
 */
export function planExecutions<E extends MeasureExecution>(
  measures: readonly { readonly code: string; readonly standing: MeasureStanding }[],
  executions: readonly E[],
  carriersOf: (measure: string) => readonly Carrier[],
): ExecutionPlan<E> {
  const latest = latestExecutions(executions);
  const plan: ExecutionPlan<E> = { ask: [], callOff: [], hold: [], resume: [], settle: [] };
  for (const { code, standing } of measures) {
    const own = latest.filter(({ measure }) => measure === code);
    const carriers = standing === 'over' ? [] : carriersOf(code);
    for (const { authorityId, named } of carriers) {
      const isNew = own.every((one) => !isSamePair(one, { measure: code, authorityId }));
      if (standing === 'stands' && isNew)
        plan.ask.push({ measure: code, authorityId, named, direction: 'apply', round: 1 });
    }
    for (const last of own) {
      if (isDeclined(last)) planDeclined(plan, last, standing, carriers);
      else planOne(plan, { last, place: placeOf(executions, last) }, standing, carriers);
    }
  }
  return plan;
}

/** How a plan leaves the measure of an execution at its authority. */
export function leftAs(
  one: MeasureExecution,
  measures: Parameters<typeof planExecutions>[0],
  { ask }: Pick<ExecutionPlan<MeasureExecution>, 'ask'>,
): LeftAs {
  if (ask.some((asked) => isSamePair(asked, one))) return 'asked-anew';
  return measures.find(({ code }) => code === one.measure)?.standing ?? 'over';
}

/** By the last that the authority has done, also where it reported it only after it was called off. */
function placeOf(executions: readonly MeasureExecution[], last: MeasureExecution): Place {
  const done = executions.filter((one) => isSamePair(one, last) && one.executedOn !== null);
  const latest = done.reduce<MeasureExecution | null>((a, b) => (a === null || b.round > a.round ? b : a), null);
  return latest === null ? 'not-applied' : LEADS_TO[latest.direction];
}

function planOne<E extends MeasureExecution>(
  plan: ExecutionPlan<E>,
  { last, place }: { last: E; place: Place },
  standing: MeasureStanding,
  carriers: readonly Carrier[],
): void {
  const carrier = carriers.find(({ authorityId }) => authorityId === last.authorityId) ?? null;
  const needed = neededAt(place, standing, carrier);
  const isPending = last.executedOn === null && last.calledOffAt === null;
  const ask = () => {
    if (needed !== null) plan.ask.push(anew(last, needed, freesSubject(needed) ? last.named : carrier?.named === true));
  };
  if (!isPending) {
    ask();
    return;
  }
  const rests = standing === 'held' && carrier !== null && !freesSubject(last.direction);
  if (last.direction !== needed && !rests) {
    const isOvertaken = needed === 'undo' && last.direction !== 'apply';
    plan[isOvertaken ? 'settle' : 'callOff'].push(last);
    ask();
    return;
  }
  // It determined the record, and is now named for the measure too: asked of it as of every other.
  if (carrier?.named === true && !last.named && !freesSubject(last.direction)) {
    plan.callOff.push(last);
    ask();
    return;
  }
  if (rests && last.heldAt === null) plan.hold.push(last);
  if (!rests && last.heldAt !== null) plan.resume.push(last);
}

/** What an authority has now to do, from where it is; null: nothing. */
function neededAt(place: Place, standing: MeasureStanding, carrier: Carrier | null): Direction | null {
  if (standing === 'over') return place === 'not-applied' ? null : 'undo';
  if (standing === 'held') return place === 'applied' ? 'suspend' : null;
  if (carrier === null || place === 'applied') return null;
  return place === 'suspended' ? 'resume' : 'apply';
}

function planDeclined<E extends MeasureExecution>(
  plan: ExecutionPlan<E>,
  last: E,
  standing: MeasureStanding,
  carriers: readonly Carrier[],
): void {
  if (standing === 'over') return;
  const carrier = carriers.find(({ authorityId }) => authorityId === last.authorityId);
  const isNamedSince = ({ since }: Carrier) => since !== null && last.declinedAt !== null && since > last.declinedAt;
  if (carrier !== undefined && isNamedSince(carrier)) {
    if (standing === 'stands') plan.ask.push(anew(last, 'apply', true));
  } else if (last.calledOffAt === null && (carrier === undefined || carriers.some(isNamedSince)))
    plan.settle.push(last);
}

function anew({ measure, authorityId, round }: MeasureExecution, direction: Direction, named: boolean): AskedAnew {
  return { measure, authorityId, named, direction, round: round + 1 };
}
