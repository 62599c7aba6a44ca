import type { Bilingual } from '../domain/text.ts';
import { INPUT_YEARS, type Instant, readDay } from '../domain/time.ts';

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const EMAIL = /^[^\s@<>"(),;:\\]{1,64}@[^\s@<>"(),;:\\.]+(?:\.[^\s@<>"(),;:\\.]+)+$/u;

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
      zh: `请填写${INPUT_YEARS.first}至${INPUT_YEARS.last}年间真实存在的日期，格式为 YYYY-MM-DD，不带时间`,
      en: `give a real calendar day from ${INPUT_YEARS.first} to ${INPUT_YEARS.last} as YYYY-MM-DD, without a time`,
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

/** What `\s` holds that is no control character. */
const BLANKS = ' \\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\uFEFF';

/** The patterns of our own schemas, each with what to write instead. */
export const PATTERNS = {
  caseNumber: {
    pattern: '^JN-[0-9]{4}-[0-9]{6,9}$',
    expected: { zh: '案件编号形如 JN-2026-000123', en: 'a case number looks like JN-2026-000123' },
  },
  reportNumber: {
    pattern: '^BG-[0-9]{4}-[0-9]{6,9}$',
    expected: { zh: '报告编号形如 BG-2026-000123', en: 'the number of a report looks like BG-2026-000123' },
  },
  verificationCode: {
    pattern: '^[0-9A-HJKMNP-TV-Z]{5}(?:-[0-9A-HJKMNP-TV-Z]{5}){3}$',
    expected: {
      zh: '核验码为四组、每组五位大写字母或数字，形如 7K2QD-9XW4R-0FZ3T-M8B1C',
      en: 'a verification code is four groups of five capitals or digits, like 7K2QD-9XW4R-0FZ3T-M8B1C',
    },
  },
  code: {
    pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$',
    expected: {
      zh: '代码由字母、数字及“.”“_”“-”组成，以字母或数字开头，形如 water-permit',
      en: 'a code is of letters, digits and . _ -, begins with a letter or a digit, and looks like water-permit',
    },
  },
  /** No two neighbours of it share a character: read in one pass, however long a text is. */
  line: {
    pattern: `^[${BLANKS}]*[^\\s\\x00-\\x1F\\x7F][^\\x00-\\x1F\\x7F]*$`,
    expected: {
      zh: '请填写一行文字，不得为空白，不含换行等控制字符',
      en: 'write one line of text, not blank, without line breaks or other control characters',
    },
  },
  paragraphs: { pattern: '\\S', expected: { zh: '不得为空白', en: 'it may not be blank' } },
  measure: {
    pattern: '^[A-Z][0-9]{2}$',
    expected: { zh: '惩戒措施代码形如 B08', en: 'the code of a measure looks like B08' },
  },
  phone: {
    pattern: '^\\+?[0-9][0-9 -]{4,28}$',
    expected: { zh: '电话号码形如 0571-88880000', en: 'a telephone number looks like 0571-88880000' },
  },
  sha256: {
    pattern: '^[0-9a-f]{64}$',
    expected: { zh: 'SHA-256 为64位小写十六进制数', en: 'a SHA-256 is 64 hexadecimal digits in lower case' },
  },
} as const satisfies Record<string, { pattern: string; expected: Bilingual }>;

/** For the serializer, which is told of them and does not check what we write ourselves. */
export const OWN_FORMATS: Readonly<Record<string, true>> = Object.fromEntries(
  Object.keys(FORMATS).map((name) => [name, true]),
);
