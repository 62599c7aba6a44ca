import type { Calendar } from './calendar.ts';
import { explainDeadline, explainSuspension } from './deadline-explanation.ts';
import type { TermCount } from './deadline-count.ts';
import { countTerm, rollForward } from './deadline-count.ts';
import type { Cap, DayLine, Deadline, Extension, Floor, Ledger, Pause, SuspendedDeadline } from './ledger.ts';
import { asBilingual } from '../text.ts';
import type { Day } from '../time.ts';
import { describeDay, endOfDay } from '../time.ts';

/**
 * The due day of a ledger: a pure function of the ledger and the calendar.
 * Throws RangeError for a number that is no term (see `LONGEST_TERM`), and where a pause going on has stopped the
 * clock; where that can be, ask `deadlineState`.
 */
export function computeDeadline(ledger: Ledger, calendar: Calendar): Deadline {
  const state = deadlineState(ledger, calendar);
  if (!state.running)
    throw new RangeError(`the deadline does not run: paused since ${state.since} (${state.pause.reason})`);
  return state;
}

/** As `computeDeadline`, and says so where a pause going on has stopped the clock (行政许可法第45条). */
export function deadlineState(ledger: Ledger, calendar: Calendar): Deadline | SuspendedDeadline {
  const counted = count(ledger, calendar);
  const open = openPause(ledger.pauses);
  if (open !== null && open.from <= counted.due) {
    const days = counted.days.filter((line) => line.day < open.from);
    const explanation = explainSuspension(ledger, open, days);
    return { running: false, since: open.from, pause: open, calendarVersion: calendar.version, days, explanation };
  }
  const provisional = counted.unloaded.some((day) => day <= counted.due);
  return {
    running: true,
    due: counted.due,
    dueAt: endOfDay(counted.due),
    provisional,
    calendarVersion: calendar.version,
    days: counted.days,
    explanation: explainDeadline(ledger, counted, provisional, calendar),
  };
}

function count(ledger: Ledger, calendar: Calendar): TermCount {
  const { rule, notLaterThan: cap, notEarlierThan: floor } = ledger;
  const pauses = ledger.pauses.filter((pause) => pause.until !== null);
  const start = startLine(ledger.startDay);
  let counted = countTerm({ from: ledger.startDay, term: rule, part: 'term', pauses, calendar });
  const settle = (sum: TermCount): TermCount => (rule.last === 'act' ? rollForward(sum, pauses, calendar) : sum);
  counted = settle({ ...counted, days: [start, ...counted.days] });
  for (const extension of ledger.extensions) counted = settle(extend(counted, extension, pauses, calendar));
  if (cap !== undefined) counted = settle(limit(counted, cap, ledger.startDay, pauses, calendar));
  return floor === undefined ? counted : raiseTo(counted, floor, pauses, calendar, settle);
}

function extend(sum: TermCount, extension: Extension, pauses: readonly Pause[], calendar: Calendar): TermCount {
  if ('until' in extension) {
    if (extension.until <= sum.due) return sum;
    const day = describeDay(extension.until);
    const reason = { zh: `经批准延长至${day.zh}`, en: `extended to ${day.en}` };
    return {
      ...sum,
      due: extension.until,
      days: [...sum.days, { day: extension.until, counted: null, part: 'extension', reason }],
    };
  }
  const more = countTerm({ from: sum.due, term: extension, part: 'extension', pauses, calendar });
  return { due: more.due, days: [...sum.days, ...more.days], unloaded: [...sum.unloaded, ...more.unloaded] };
}

function limit(sum: TermCount, cap: Cap, from: Day, pauses: readonly Pause[], calendar: Calendar): TermCount {
  // A cap binds the person, so a last day off moves like that of any act (民法典第203条).
  const latest =
    'day' in cap
      ? { due: cap.day, days: [], unloaded: [] }
      : rollForward(countTerm({ from, term: cap, part: 'cap', pauses, calendar }), pauses, calendar);
  const unloaded = [...sum.unloaded, ...latest.unloaded];
  if (latest.due >= sum.due) return { ...sum, unloaded };
  const line: DayLine = { day: latest.due, counted: null, part: 'cap', reason: cap.reason };
  return { due: latest.due, days: [...sum.days.filter(({ day }) => day <= latest.due), line], unloaded };
}

/**
 * A floor that was counted is counted by the calendar as it is now, pauses left out as from the term; days not known on
 * its way make it provisional.
 */
function raiseTo(
  sum: TermCount,
  floor: Floor,
  pauses: readonly Pause[],
  calendar: Calendar,
  settle: (sum: TermCount) => TermCount,
): TermCount {
  const { least } = floor;
  const term = { count: least?.workingDays ?? 0, unit: 'working-days' } as const;
  const counted = least === undefined ? null : countTerm({ from: least.from, term, part: 'floor', pauses, calendar });
  const day = counted !== null && counted.due > floor.day ? counted.due : floor.day;
  if (day <= sum.due) return sum;
  const unloaded = [...sum.unloaded, ...(counted?.unloaded ?? [])];
  return settle({ due: day, days: [...sum.days, floorLine({ ...floor, day })], unloaded });
}

function openPause(pauses: readonly Pause[]): Pause | null {
  const open = pauses.filter((pause) => pause.until === null).sort((a, b) => (a.from < b.from ? -1 : 1));
  return open[0] ?? null;
}

function startLine(day: Day): DayLine {
  return {
    day,
    counted: null,
    part: 'start',
    reason: { zh: '起算事由发生当日，不计入', en: 'the day of the event, not counted' },
  };
}

function floorLine({ day, reason }: Floor): DayLine {
  return { day, counted: null, part: 'floor', reason: asBilingual(reason) };
}
