import type { Bilingual } from '../domain/text.ts';
import { type Day, type Instant, parseDay } from '../domain/time.ts';

/** No case, term or paper lies outside these years: what does is a slip of the keyboard. */
export const YEARS = { first: 1949, last: 2100 } as const;

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const EMAIL = /^[^\s@<>"(),;:\\]{1,64}@[^\s@<>"(),;:\\.]+(?:\.[^\s@<>"(),;:\\.]+)+$/u;

/** A calendar day of the years that input may name; null otherwise. */
export function readDay(text: string): Day | null {
  const day = parseDay(text);
  if (day === null) return null;
  const year = Number(day.slice(0, 4));
  return year >= YEARS.first && year <= YEARS.last ? day : null;
}

/** A moment with its offset from UTC, as an `Instant`; null otherwise. */
export function readInstant(text: string): Instant | null {
  const day = INSTANT.exec(text)?.[1];
  return day === undefined || readDay(day) === null ? null : new Date(text).toISOString();
}

/** The formats of our own schemas, each with what to write instead. */
export const FORMATS = {
  day: {
    check: (text: string) => readDay(text) !== null,
    code: 'not-a-day',
    expected: {
      zh: `请填写${YEARS.first}至${YEARS.last}年间真实存在的日期，格式为 YYYY-MM-DD，不带时间`,
      en: `give a real calendar day from ${YEARS.first} to ${YEARS.last} as YYYY-MM-DD, without a time`,
    },
  },
  instant: {
    check: (text: string) => readInstant(text) !== null,
    code: 'not-an-instant',
    expected: {
      zh: '请填写带时区偏移的时刻，例如 2026-09-18T09:00:00+08:00',
      en: 'give a moment with its offset, for example 2026-09-18T09:00:00+08:00',
    },
  },
  uuid: {
    check: (text: string) => UUID.test(text),
    code: 'not-an-id',
    expected: { zh: '请填写小写的 UUID 编号', en: 'give an id: a UUID in lower case' },
  },
  email: {
    check: (text: string) => EMAIL.test(text),
    code: 'not-an-email',
    expected: {
      zh: '请填写电子邮箱地址，例如 name@example.cn',
      en: 'give an e-mail address, for example name@example.cn',
    },
  },
} as const satisfies Record<string, { check: (text: string) => boolean; code: string; expected: Bilingual }>;

/** For the serializer, which is told of them and does not check what we write ourselves. */
export const OWN_FORMATS: Readonly<Record<string, true>> = Object.fromEntries(
  Object.keys(FORMATS).map((name) => [name, true]),
);
