import type { Calendar } from './calendar.ts';
import { dayKind } from './calendar.ts';
import type { DayLine, Pause, TermUnit } from './ledger.ts';
import { LONGEST_TERM } from './ledger.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';
import { addDays, addMonths, daysBetween, weekdayName } from '../time.ts';

/** Where counting has got to: the day, the lines that led there, and the days outside the loaded years that decided. */
export interface TermCount {
  readonly due: Day;
  readonly days: readonly DayLine[];
  readonly unloaded: readonly Day[];
}

interface TermToCount {
  /** Counting starts on the next day (民法典第201条). */
  readonly from: Day;
  readonly term: { readonly count: number; readonly unit: TermUnit };
  readonly part: 'term' | 'extension' | 'cap' | 'floor';
  /** Ended pauses only: one without an end would be counted across for ever. */
  readonly pauses: readonly Pause[];
  readonly calendar: Calendar;
}

/**
 * Counts one term. Days inside a pause are passed over; a term in months or years ends later by each day of a pause
 * that falls inside it. RangeError for a count that is not a whole number from 0 to `LONGEST_TERM`.
 */
export function countTerm(toCount: TermToCount): TermCount {
  const { count, unit } = toCount.term;
  const most = LONGEST_TERM[unit];
  if (!Number.isInteger(count) || count < 0 || count > most) {
    throw new RangeError(`a term in ${unit} is a whole number from 0 to ${most}, not ${count}`);
  }
  switch (unit) {
    case 'working-days':
      return countDays(toCount, true);
    case 'calendar-days':
      return countDays(toCount, false);
    case 'months':
      return countMonths(toCount, 1);
    case 'years':
      return countMonths(toCount, 12);
    default:
      return unit satisfies never;
  }
}

/** Moves a last day off (or inside a pause) to the next working day (民法典第203条). */
export function rollForward(sum: TermCount, pauses: readonly Pause[], calendar: Calendar): TermCount {
  const days = [...sum.days];
  const unloaded = [...sum.unloaded];
  for (let due = sum.due; ; due = addDays(due, 1)) {
    const pause = pauseOn(pauses, due);
    const kind = dayKind(calendar, due);
    if (pause === null && !kind.loaded) unloaded.push(due);
    const moved = due !== sum.due;
    if (pause === null && kind.working) {
      if (moved)
        days.push({
          day: due,
          counted: null,
          part: 'moved',
          reason: suffix(kind.reason, '，期限顺延至本日', ': the term ends here'),
        });
      return { due, days, unloaded };
    }
    const why =
      pause === null ? suffix(kind.reason, '，期限最后一日顺延', ': the last day moves on') : pausedReason(pause);
    if (moved) days.push({ day: due, counted: null, part: 'moved', reason: why });
    else replaceLastReason(days, due, why);
  }
}

function countDays({ from, term, part, pauses, calendar }: TermToCount, workingOnly: boolean): TermCount {
  const days: DayLine[] = [];
  const unloaded: Day[] = [];
  let day = from;
  for (let counted = 0; counted < term.count; ) {
    day = addDays(day, 1);
    const pause = pauseOn(pauses, day);
    if (pause !== null) {
      days.push({ day, counted: null, part, reason: pausedReason(pause) });
      continue;
    }
    const kind = dayKind(calendar, day);
    if (workingOnly && !kind.loaded) unloaded.push(day);
    const counts = !workingOnly || kind.working;
    if (counts) counted += 1;
    // In calendar days the kind of the day decides nothing, so only its name is told.
    const reason = workingOnly ? kind.reason : weekdayName(day);
    days.push({ day, counted: counts ? counted : null, part, reason });
  }
  return { due: day, days, unloaded };
}

function countMonths({ from, term, part, pauses }: TermToCount, monthsEach: number): TermCount {
  const days: DayLine[] = [];
  let due = from;
  for (let counted = 1; counted <= term.count; counted += 1) {
    const date = addMonths(from, counted * monthsEach);
    const lost = daysLost(from, date, pauses);
    due = addDays(date, lost);
    days.push({ day: due, counted, part, reason: monthReason(from, due, counted, monthsEach, lost) });
  }
  return { due, days, unloaded: [] };
}

/** How many days pauses take out of a period that would end on `date`, days they move the end across included. */
function daysLost(from: Day, date: Day, pauses: readonly Pause[]): number {
  let lost = 0;
  let covered = from;
  for (const pause of pauses.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const until = pause.until ?? pause.from;
    const first = pause.from > covered ? pause.from : addDays(covered, 1);
    if (first > until || first > addDays(date, lost)) continue;
    lost += daysBetween(first, until) + 1;
    covered = until;
  }
  return lost;
}

function monthReason(from: Day, due: Day, counted: number, monthsEach: number, lost: number): Bilingual {
  const unit = monthsEach === 12 ? { zh: '年', en: 'year' } : { zh: '个月', en: 'month' };
  const sameDate = lost > 0 || due.slice(8) === from.slice(8);
  return {
    zh: `第${counted}${unit.zh}届满${sameDate ? '' : '（当月没有对应日，以月末日为届满日）'}${lost > 0 ? `（中止${lost}日，相应顺延）` : ''}`,
    en: `end of ${unit.en} ${counted}${sameDate ? '' : " (no such date: the month's last day)"}${lost > 0 ? ` (later by ${lost} paused days)` : ''}`,
  };
}

/** The pause that a day lies in; null: none. */
export function pauseOn(pauses: readonly Pause[], day: Day): Pause | null {
  return pauses.find(({ from, until }) => from <= day && (until === null || day <= until)) ?? null;
}

function pausedReason(pause: Pause): Bilingual {
  return { zh: `中止计算（${pause.reason}）`, en: `paused (${pause.reason})` };
}

function suffix(reason: Bilingual, zh: string, en: string): Bilingual {
  return { zh: reason.zh + zh, en: reason.en + en };
}

function replaceLastReason(days: DayLine[], day: Day, reason: Bilingual): void {
  const last = days.at(-1);
  if (last?.day === day && last.part !== 'start') days[days.length - 1] = { ...last, reason };
}
