import { Temporal } from 'temporal-polyfill';
import type { Bilingual } from './text.ts';

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. Days compare as strings. */
export type Day = string;

/** A moment, ISO 8601 in UTC with milliseconds: `YYYY-MM-DDTHH:mm:ss.sssZ`. Instants compare as strings. */
export type Instant = string;

// China has kept UTC+8 all year since 1991. A fixed offset keeps a due date from moving when somebody updates a
// time zone database; the summer times of 1986–1991 lie before every case.
const SHANGHAI = '+08:00';

const FIRST_YEAR = 1949;
const LAST_YEAR = 2199;
const DAY_PATTERN = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

const WEEKDAYS: readonly Bilingual[] = [
  { zh: '星期一', en: 'Monday' },
  { zh: '星期二', en: 'Tuesday' },
  { zh: '星期三', en: 'Wednesday' },
  { zh: '星期四', en: 'Thursday' },
  { zh: '星期五', en: 'Friday' },
  { zh: '星期六', en: 'Saturday' },
  { zh: '星期日', en: 'Sunday' },
];

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/**
 * Reads a calendar day strictly: a real date `YYYY-MM-DD` from 1949 to 2199, ASCII digits, no time part.
 * Anything else is null.
 */
export function parseDay(text: string): Day | null {
  if (!isRealDate(text)) return null;
  const year = Number(text.slice(0, 4));
  return year >= FIRST_YEAR && year <= LAST_YEAR ? text : null;
}

/** No case, term or paper that somebody types in lies outside these years; what is reckoned from it may. */
export const INPUT_YEARS = { first: FIRST_YEAR, last: 2100 } as const;

/** A calendar day of the years that input may name, through the API or on a command line; null otherwise. */
export function readDay(text: string): Day | null {
  const day = parseDay(text);
  return day === null || Number(day.slice(0, 4)) > INPUT_YEARS.last ? null : day;
}

/** Whether the text is a date `YYYY-MM-DD` of the calendar, of any year: dates of birth lie before `parseDay`'s years. */
export function isRealDate(text: string): boolean {
  if (!DAY_PATTERN.test(text)) return false;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  if (month < 1 || month > 12) return false;
  return day >= 1 && day <= Temporal.PlainYearMonth.from({ year, month }).daysInMonth;
}

/** The calendar day in Asia/Shanghai in which the instant lies. */
export function shanghaiDay(instant: Instant): Day {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(SHANGHAI).toPlainDate().toString();
}

/** 00:00 Asia/Shanghai of the day. */
export function startOfDay(day: Day): Instant {
  return midnight(Temporal.PlainDate.from(day));
}

/**
 * The exclusive end of the day: 00:00 Asia/Shanghai of the next one. An act received at `receivedAt` is in time
 * exactly if `receivedAt < endOfDay(due)` (民法典第203条: the last day ends at 24:00).
 */
export function endOfDay(day: Day): Instant {
  return midnight(Temporal.PlainDate.from(day).add({ days: 1 }));
}

/** The last moment of the day that an instant can tell: a millisecond before `endOfDay`. */
export function lastMomentOf(day: Day): Instant {
  return Temporal.Instant.from(endOfDay(day)).subtract({ milliseconds: 1 }).toString({ fractionalSecondDigits: 3 });
}

/** The day so many calendar days later (earlier if negative). RangeError outside 1949–2199. */
export function addDays(day: Day, count: number): Day {
  return inRange(Temporal.PlainDate.from(day).add({ days: count }));
}

/**
 * The same date so many months later, or that month's last day where it has no such date (民法典第202条).
 * RangeError outside 1949–2199.
 */
export function addMonths(day: Day, count: number): Day {
  return inRange(Temporal.PlainDate.from(day).add({ months: count }));
}

/** Calendar days from one day to another; negative if `to` comes first. */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
}

/** The day of the week, 1 Monday to 7 Sunday. */
export function weekday(day: Day): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

/** The name of the day of the week: 星期日, Sunday. */
export function weekdayName(day: Day): Bilingual {
  const name = WEEKDAYS[weekday(day) - 1];
  if (name === undefined) throw new RangeError(`not a day: ${day}`);
  return name;
}

/** A day as people write it: 2026年9月20日, 20 September 2026. Documents and notices name every day so. */
export function dayText(day: Day): Bilingual {
  const { year, month, day: date } = Temporal.PlainDate.from(day);
  return { zh: `${year}年${month}月${date}日`, en: `${date} ${MONTHS[month - 1]} ${year}` };
}

/** As `dayText`, with the day of the week: 2026年9月20日（星期日）, Sunday 20 September 2026. */
export function describeDay(day: Day): Bilingual {
  const [on, name] = [dayText(day), weekdayName(day)];
  return { zh: `${on.zh}（${name.zh}）`, en: `${name.en} ${on.en}` };
}

/** A run of days without their weekdays: 2026年10月1日至7日, 1–7 October 2026; one day alone if both are the same. */
export function describeDays(from: Day, to: Day): Bilingual {
  const [a, b] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
  const [first, last] = [dayText(from), dayText(to)];
  if (from === to) return first;
  if (a.year !== b.year) return { zh: `${first.zh}至${last.zh}`, en: `${first.en} to ${last.en}` };
  if (a.month !== b.month)
    return { zh: `${first.zh}至${b.month}月${b.day}日`, en: `${a.day} ${MONTHS[a.month - 1]} to ${last.en}` };
  return { zh: `${first.zh}至${b.day}日`, en: `${a.day}–${last.en}` };
}

function midnight(date: Temporal.PlainDate): Instant {
  return date.toZonedDateTime(SHANGHAI).toInstant().toString({ fractionalSecondDigits: 3 });
}

function inRange(date: Temporal.PlainDate): Day {
  if (date.year < FIRST_YEAR || date.year > LAST_YEAR) {
    throw new RangeError(`${date.toString()} lies outside ${FIRST_YEAR}–${LAST_YEAR}`);
  }
  return date.toString();
}
