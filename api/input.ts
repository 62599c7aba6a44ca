import { Ajv, type ErrorObject, type Options } from 'ajv';
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import type { Bilingual } from '../domain/text.ts';
import { type Day, type Instant, parseDay } from '../domain/time.ts';
import { type FieldError, Problem } from './problems.ts';

/** No case, term or paper lies outside these years: what does is a slip of the keyboard. */
export const YEARS = { first: 1949, last: 2100 } as const;

const MOST_ERRORS_TOLD = 50;
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

const FORMATS = {
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

function createAjv(options: Options): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    removeAdditional: false,
    useDefaults: true,
    ...options,
  });
  for (const [name, { check }] of Object.entries(FORMATS)) ajv.addFormat(name, check);
  ajv.addKeyword({ keyword: 'x-unique-by', type: 'array', schemaType: 'string', validate: isUniqueBy, errors: false });
  return ajv;
}

function isUniqueBy(key: string, items: unknown[]): boolean {
  const values = items.map((item) =>
    typeof item === 'object' && item !== null ? (item as Record<string, unknown>)[key] : item,
  );
  return new Set(values).size === values.length;
}

/**
 * Checks bodies as they are and turns text into numbers only where an address cannot carry any: nothing is
 * dropped, nothing converted behind the caller's back.
 */
export function createValidatorCompiler(): FastifySchemaCompiler<TSchema> {
  const strict = createAjv({ coerceTypes: false });
  const coercing = createAjv({ coerceTypes: 'array' });
  return ({ schema, httpPart }) => (httpPart === 'body' ? strict : coercing).compile(schema);
}

/** Refuses texts that PostgreSQL or a reader could not take: NUL and lone surrogates, in names too. */
export function checkTexts(value: unknown, pointer: string): void {
  if (typeof value === 'string') checkText(value, pointer);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    checkText(key, pointer);
    checkTexts(inner, `${pointer}/${escapePointer(key)}`);
  }
}

function checkText(text: string, pointer: string): void {
  if (text.isWellFormed() && !text.includes('\0')) return;
  const message = {
    zh: '文字中含有空字符或不完整的字符，请删除后重新提交。',
    en: 'The text holds a NUL or half a character; remove it and send again.',
  };
  throw new Problem('invalid-text', message, { errors: [{ pointer, code: 'invalid-text', message }] });
}

type Part = 'body' | 'querystring' | 'params' | 'headers';
const PART_POINTER = {
  body: '',
  querystring: '/query',
  params: '/path',
  headers: '/headers',
} as const satisfies Record<Part, string>;

/** What a schema found wrong, in words that name the field and say what to do. */
export function fieldErrors(errors: readonly ErrorObject[], part: Part): FieldError[] {
  const told = errors.filter((error) => !isPartOfAlternative(error, errors)).slice(0, MOST_ERRORS_TOLD);
  return told.map((error) => {
    const { code, text } = describe(error);
    const pointer = `${PART_POINTER[part]}${error.instancePath}${ownName(error)}`;
    const field = pointer === '' ? { zh: '请求内容', en: 'the body' } : { zh: `“${pointer}”`, en: `"${pointer}"` };
    return { pointer, code, message: { zh: `${field.zh}${text.zh}。`, en: `${field.en} ${text.en}.` } };
  });
}

/** Of alternatives only that none fits is told, not why each does not. */
function isPartOfAlternative(error: ErrorObject, errors: readonly ErrorObject[]): boolean {
  return errors.some(
    (other) => other !== error && other.keyword === 'anyOf' && error.schemaPath.startsWith(`${other.schemaPath}/`),
  );
}

function ownName({ keyword, params }: ErrorObject): string {
  const name: unknown =
    keyword === 'required'
      ? params['missingProperty']
      : keyword === 'additionalProperties'
        ? params['additionalProperty']
        : undefined;
  return typeof name === 'string' ? `/${escapePointer(name)}` : '';
}

function describe({ keyword, params }: ErrorObject): { code: string; text: Bilingual } {
  const limit = String(params['limit']);
  switch (keyword) {
    case 'required':
      return { code: 'required', text: { zh: '必须填写', en: 'is required' } };
    case 'additionalProperties':
      return {
        code: 'unknown-field',
        text: { zh: '不是可填写的字段，请删除或核对名称', en: 'is not a known field; remove it or check its name' },
      };
    case 'type':
      return {
        code: 'wrong-type',
        text: { zh: `的类型应为 ${String(params['type'])}`, en: `must be of type ${String(params['type'])}` },
      };
    case 'format':
      return describeFormat(String(params['format']));
    case 'enum':
      return {
        code: 'not-in-list',
        text: {
          zh: `只能是：${listed(params['allowedValues'])}`,
          en: `must be one of: ${listed(params['allowedValues'])}`,
        },
      };
    case 'const':
      return {
        code: 'not-in-list',
        text: { zh: `只能是：${listed([params['allowedValue']])}`, en: `must be: ${listed([params['allowedValue']])}` },
      };
    case 'pattern':
      return {
        code: 'wrong-form',
        text: {
          zh: `的格式不正确，应符合 ${String(params['pattern'])}`,
          en: `has a wrong form; it must match ${String(params['pattern'])}`,
        },
      };
    case 'maxLength':
      return {
        code: 'too-long',
        text: { zh: `最多${limit}个字符，请缩短`, en: `may have at most ${limit} characters; shorten it` },
      };
    case 'minLength':
      return { code: 'too-short', text: { zh: '不得为空', en: 'may not be empty' } };
    case 'minItems':
      return { code: 'too-few', text: { zh: `至少需要${limit}项`, en: `needs at least ${limit}` } };
    case 'maxItems':
      return { code: 'too-many', text: { zh: `最多${limit}项`, en: `may have at most ${limit}` } };
    case 'uniqueItems':
    case 'x-unique-by':
      return {
        code: 'duplicate',
        text: { zh: '中有重复项，请各保留一项', en: 'holds the same entry twice; keep one of each' },
      };
    case 'minimum':
    case 'exclusiveMinimum':
      return { code: 'too-small', text: { zh: `不得小于${limit}`, en: `must be at least ${limit}` } };
    case 'maximum':
    case 'exclusiveMaximum':
      return { code: 'too-large', text: { zh: `不得大于${limit}`, en: `must be at most ${limit}` } };
    default:
      return {
        code: 'not-valid',
        text: { zh: '不符合要求，请对照接口说明核对', en: 'is not valid; compare it with the API description' },
      };
  }
}

function describeFormat(name: string): { code: string; text: Bilingual } {
  const format = Object.entries(FORMATS).find(([own]) => own === name)?.[1];
  if (format === undefined) return { code: 'wrong-form', text: { zh: '的格式不正确', en: 'has a wrong form' } };
  return { code: format.code, text: { zh: `有误：${format.expected.zh}`, en: `is wrong: ${format.expected.en}` } };
}

function listed(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)).join(', ') : '';
}

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
