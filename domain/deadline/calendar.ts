import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';
import { addDays, weekday, weekdayName } from '../time.ts';

/** Where a year's days off come from: the State Council's notice, or a data set where its number is not known. */
export interface CalendarNotice {
  readonly year: number;
  /** Document number, for example 国办发明电〔2025〕7号. */
  readonly number: string | null;
  readonly issuedOn: Day | null;
  readonly source: string;
}

/** A day that differs from the plain week: `off` by holiday or swap, `workday` a weekend day worked (调休). */
export interface CalendarDay {
  readonly kind: 'off' | 'workday';
  /** The holiday it belongs to, in Chinese: 国庆节. */
  readonly name: string;
}

/** The State Council's calendar: years with a notice, and the days in which they differ from Monday to Friday. */
export interface Calendar {
  /** Kept with every deadline, so that it can be told what it was counted by. */
  readonly version: string;
  readonly years: readonly CalendarNotice[];
  readonly days: ReadonlyMap<Day, CalendarDay>;
}

/** What a day is, and whether a notice says so (`loaded`) or only the plain week (provisional). */
export interface DayKind {
  readonly working: boolean;
  readonly loaded: boolean;
  readonly reason: Bilingual;
}

const HOLIDAYS: Readonly<Record<string, string>> = {
  元旦: "New Year's Day",
  春节: 'the Spring Festival',
  清明: 'the Qingming Festival',
  劳动节: 'Labour Day',
  端午: 'the Dragon Boat Festival',
  中秋: 'the Mid-Autumn Festival',
  国庆节: 'National Day',
  中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日: 'the 70th anniversary of victory in the war',
};

/**
 * Puts a calendar together. `version` is the caller's: any text that changes whenever a notice or a day does.
 * A day given twice with different kinds throws.
 */
export function buildCalendar(
  version: string,
  years: readonly CalendarNotice[],
  days: Iterable<CalendarDay & { readonly day: Day }>,
): Calendar {
  const byDay = new Map<Day, CalendarDay>();
  for (const { day, kind, name } of days) {
    const before = byDay.get(day);
    if (before !== undefined && before.kind !== kind)
      throw new Error(`${day} is given as both ${before.kind} and ${kind}`);
    byDay.set(day, { kind, name });
  }
  return { version, years, days: byDay };
}

/**
 * Whether a day is worked, and why. Days of a year without a notice follow the plain week (Monday to Friday) and
 * say `loaded: false`: what rests on them is provisional. Basis: 全国年节及纪念日放假办法 and the year's notice.
 */
export function dayKind(calendar: Calendar, day: Day): DayKind {
  const listed = calendar.days.get(day);
  if (listed !== undefined)
    return { working: listed.kind === 'workday', loaded: true, reason: listedReason(day, listed) };
  const loaded = isLoaded(calendar, day);
  const working = isWorkingDay(calendar, day);
  const name = weekdayName(day);
  const week = working
    ? { zh: `${name.zh}，工作日`, en: `${name.en}, a working day` }
    : { zh: `${name.zh}，休息日`, en: `${name.en}, a day of rest` };
  return { working, loaded, reason: loaded ? week : withoutNotice(week, day) };
}

/** Whether a day is worked, without the reason: for who counts many of them. */
export function isWorkingDay(calendar: Calendar, day: Day): boolean {
  const listed = calendar.days.get(day);
  return listed === undefined ? weekday(day) <= 5 : listed.kind === 'workday';
}

/** Whether the calendar's notices cover the day. */
export function isLoaded(calendar: Calendar, day: Day): boolean {
  const year = Number(day.slice(0, 4));
  return calendar.days.has(day) || calendar.years.some((notice) => notice.year === year);
}

/** The first working day strictly after the day. */
export function nextWorkingDay(calendar: Calendar, day: Day): Day {
  return stepToWorkingDay(calendar, day, 1);
}

/**
 * The n-th working day after the day, which itself is never counted (民法典第201条); the n-th before it if n is
 * negative; the day itself, worked or not, if n is 0.
 */
export function addWorkingDays(calendar: Calendar, day: Day, count: number): Day {
  if (!Number.isInteger(count)) throw new RangeError(`working days must be a whole number, not ${count}`);
  let reached = day;
  for (let left = Math.abs(count); left > 0; left -= 1) reached = stepToWorkingDay(calendar, reached, Math.sign(count));
  return reached;
}

/** As `addWorkingDays` after the day, and whether notices cover every day on the way: else it may still move. */
export function workingDaysLater(calendar: Calendar, day: Day, count: number): { day: Day; provisional: boolean } {
  const reached = addWorkingDays(calendar, day, count);
  for (let passed = day; passed < reached; ) {
    passed = addDays(passed, 1);
    if (!isLoaded(calendar, passed)) return { day: reached, provisional: true };
  }
  return { day: reached, provisional: false };
}

/** A holiday's name as the notice gives it, and in English where we know one. */
export function holidayName(name: string): Bilingual {
  return { zh: name, en: HOLIDAYS[name] ?? name };
}

function stepToWorkingDay(calendar: Calendar, day: Day, step: number): Day {
  let reached = addDays(day, step);
  while (!isWorkingDay(calendar, reached)) reached = addDays(reached, step);
  return reached;
}

function listedReason(day: Day, { kind, name }: CalendarDay): Bilingual {
  const week = weekdayName(day);
  const holiday = holidayName(name);
  return kind === 'workday'
    ? {
        zh: `${week.zh}，${name}调休上班，工作日`,
        en: `${week.en}, worked to make up for ${holiday.en}, a working day`,
      }
    : { zh: `${week.zh}，${name}放假`, en: `${week.en}, off for ${holiday.en}` };
}

function withoutNotice(week: Bilingual, day: Day): Bilingual {
  const year = day.slice(0, 4);
  return {
    zh: `${week.zh}（${year}年放假安排尚未载入，暂按周一至周五推算）`,
    en: `${week.en} (the ${year} calendar is not loaded: counted Monday to Friday for now)`,
  };
}

/** Working days after one day up to another: the first is never counted, the last is (民法典第201条). 0 where it is not later. */
export function workingDaysBetween(calendar: Calendar, from: Day, until: Day): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= until; day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day)) count += 1;
  }
  return count;
}
