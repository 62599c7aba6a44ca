import type { CaseTable } from './case-kind.ts';
import { type Calendar, isWorkingDay, nextWorkingDay } from '../deadline/calendar.ts';
import { pauseOn } from '../deadline/deadline-count.ts';
import { computeDeadline, deadlineState } from '../deadline/deadline.ts';
import type { Deadline, DeadlineRule, DeadlineState, Floor, Ledger } from '../deadline/ledger.ts';
import { addDays, type Day, type Instant, shanghaiDay } from '../time.ts';

/** A deadline as stored. */
export interface StoredDeadline {
  readonly kind: string;
  readonly state: DeadlineState;
  /** Id of the part of the case that it is of; empty: the case itself. */
  readonly about: string;
  readonly ledger: Ledger;
  readonly due: Day;
  readonly dueAt: Instant;
  readonly provisional: boolean;
}

/** A deadline that a changed calendar moves, or settles: where it stood, and what it is now. */
export interface Recounted<D extends StoredDeadline = StoredDeadline> {
  readonly deadline: D;
  readonly ledger: Ledger;
  readonly counted: Deadline;
}

/** How a term must end (`DeadlineRule.last`) for a calendar to move it: a period lasts as long as it lasts. */
export const MOVABLE_LAST = 'act' satisfies DeadlineRule['last'];

/**
 * Whether a calendar may move a deadline that ends so: it runs; or it was met in time and may run again, and then it is not
 * to come back as it was counted before. In a case that has ended nothing runs again.
 */
export function isMovable(
  waits: CaseTable['waits'],
  { kind, state }: Pick<StoredDeadline, 'kind' | 'state'>,
  isOpen: boolean,
): boolean {
  if (state !== 'met') return state === 'running';
  return isOpen && waits[kind]?.restsWhenMet === true;
}

const TOLD = { zh: '已告知当事人的日期，不提前', en: 'the day already told is never made earlier' };
const ADDED_TO_TOLD = {
  zh: '已告知当事人的期限，其后延长的时间照加，中止前剩余的时间不减少',
  en: 'what was added to, or left of, the term already told is never made less',
};
const HEARD_LATE = {
  zh: '放假安排载入后方能告知的日期',
  en: 'the first day that could be told after the calendar was loaded',
};

/**
 * The deadlines of one case that the calendar as it is now puts on another day, or makes certain. A day that was told never comes earlier, whoever must act by it (the later one counts); what serves
 * another date of the same part goes with that date.
 */
export function recountMovable<D extends StoredDeadline>(
  { waits }: Pick<CaseTable, 'waits'>,
  { closedAt, deadlines }: { closedAt?: Instant | null; deadlines: readonly D[] },
  calendar: Calendar,
  now: Instant,
): Recounted<D>[] {
  const isOpen = (closedAt ?? null) === null;
  const movable = deadlines.filter((one) => one.ledger.rule.last === MOVABLE_LAST && isMovable(waits, one, isOpen));
  const recounted: Recounted<D>[] = [];
  const cappedBy = ({ kind }: D) => waits[kind]?.cappedBy ?? null;
  const capsFirst = movable.toSorted((a, b) => Number(cappedBy(a) !== null) - Number(cappedBy(b) !== null));
  for (const deadline of capsFirst) {
    const cap = movable.find(({ kind, about }) => kind === cappedBy(deadline) && about === deadline.about);
    const capped = recounted.find((one) => one.deadline === cap)?.counted.due ?? cap?.due ?? null;
    const anew = recountTold(withCap(deadline.ledger, capped), deadline, calendar, now);
    if (anew === null) continue;
    const { due, provisional } = anew.counted;
    if (due === deadline.due && provisional === deadline.provisional) continue;
    recounted.push({ deadline, ...anew });
  }
  return recounted;
}

/**
 * Counts a date anew that somebody was told: never earlier than that day. One that was provisional and is over must
 * leave a day to whoever hears of it only now, however early the calendar was loaded.
 * @returns null where a pause has stopped the clock
 */
export function recountTold(
  ledger: Ledger,
  told: Pick<StoredDeadline, 'ledger' | 'due' | 'dueAt' | 'provisional'>,
  calendar: Calendar,
  now: Instant,
): { ledger: Ledger; counted: Deadline } | null {
  const held = goOnFromTold(ledger, told, calendar);
  const counted = deadlineState(held, calendar);
  if (!counted.running) return null;
  const today = shanghaiDay(now);
  const isOverUnheard = told.provisional && !counted.provisional && now >= told.dueAt && counted.due <= today;
  if (!isOverUnheard) return { ledger: held, counted };
  const later = { ...held, notEarlierThan: { day: nextWorkingDay(calendar, today), reason: HEARD_LATE } };
  return { ledger: later, counted: computeDeadline(later, calendar) };
}

/**
 * The ledger of a date that goes on from the one that was told: counted anew, extended, or begun again after a pause.
 * Where a calendar changed since would end it earlier, the day told is its floor: an extension in working days is added to
 * that day, and what was left up to it when a pause began is left after the pause. A limit on the term limits that too.
 * A date that the calendar did not shorten keeps its ledger.
 * @param ledger as it is now: the pauses and extensions of the told one, in their order, and those that came after
 * @param told the date as it was told before
 */
export function goOnFromTold(ledger: Ledger, told: Pick<StoredDeadline, 'ledger' | 'due'>, calendar: Calendar): Ledger {
  const state = deadlineState(ledger, calendar);
  if (!state.running || ledger.rule.last === 'period') return ledger;
  const withFloor = (notEarlierThan: Floor): Ledger => ({ ...ledger, notEarlierThan });
  const isLater = (one: Ledger) => computeDeadline(one, calendar).due > state.due;
  const least = leastFromTold(ledger, told, calendar);
  const cap = ledger.notLaterThan;
  if (least !== null) {
    const held = withFloor({ day: told.due, reason: ADDED_TO_TOLD, least });
    const isWithin = cap === undefined || ('day' in cap && computeDeadline(held, calendar).due <= cap.day);
    if (isWithin) return isLater(held) ? held : ledger;
  }
  const held = withFloor({ day: told.due, reason: TOLD });
  return isLater(held) ? held : ledger;
}

/** The least time that pauses and extensions since a date was told leave; null: none is to be counted. */
function leastFromTold(
  { startDay, rule, pauses, extensions }: Ledger,
  { due, ledger: before }: Pick<StoredDeadline, 'ledger' | 'due'>,
  calendar: Calendar,
): Required<Floor>['least'] | null {
  const added = extensions
    .slice(before.extensions.length)
    .reduce((sum, one) => sum + ('unit' in one && one.unit === 'working-days' ? one.count : 0), 0);
  const paused = rule.unit === 'working-days' ? pauses[before.pauses.length] : undefined;
  if (paused === undefined || paused.from > due) return added === 0 ? null : { from: due, workingDays: added };
  // The day on which it is paused is not counted before the pause, nor is the day of the event.
  const from = paused.from > startDay ? addDays(paused.from, -1) : startDay;
  let left = 0;
  for (let day = addDays(from, 1); day <= due; day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day) && pauseOn(before.pauses, day) === null) left += 1;
  }
  return { from, workingDays: left + added };
}

/** What serves another date is never later than that; it does not stay behind where that moves on. */
function withCap(ledger: Ledger, day: Day | null): Ledger {
  const cap = ledger.notLaterThan;
  if (day === null || cap === undefined || !('day' in cap) || cap.day >= day) return ledger;
  return { ...ledger, notLaterThan: { ...cap, day } };
}
