import { Ajv, type ErrorObject, type Options } from 'ajv';
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import type { Bilingual } from '../domain/text.ts';
import { FORMATS, PATTERNS } from './formats.ts';
import { type FieldError, Problem } from './problems.ts';

/** A person corrects a few at a time; a body of a million faults is not read to its end. */
const MOST_ERRORS_TOLD = 20;

function createAjv(options: Options): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    discriminator: true,
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
  return ({ schema, httpPart }) => {
    if (httpPart === 'body') return strict.compile(schema);
    const validate = coercing.compile(schema);
    const numbers = namesOfNumbers(schema);
    const check = (data: Record<string, unknown>): boolean => {
      for (const name of numbers) refuseOddNumber(data, name);
      const isValid = validate(data);
      check.errors = validate.errors ?? null;
      return isValid;
    };
    check.errors = null as ErrorObject[] | null;
    return check;
  };
}

function namesOfNumbers(schema: { properties?: Record<string, { type?: unknown }> }): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, { type }]) => (type === 'integer' ? [name] : []));
}

/** `0x5`, `1e2` and ` 5` are numbers to JavaScript; to a person they are slips. */
function refuseOddNumber(data: Record<string, unknown>, name: string): void {
  const text = data[name];
  if (typeof text === 'string' && !/^-?\d{1,15}$/.test(text)) data[name] = 'no number';
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

/**
 * What a schema found wrong, in words that name the field and say what to do; of alternatives only that none fits, not
 * why each does not. Linear in the number of errors: a large body may hold very many.
 */
export function fieldErrors(errors: readonly ErrorObject[], part: Part): FieldError[] {
  const alternatives = new Set(errors.filter(({ keyword }) => keyword === 'anyOf').map(({ schemaPath }) => schemaPath));
  const isTold = ({ schemaPath }: ErrorObject) => ![...alternatives].some((path) => schemaPath.startsWith(`${path}/`));
  const told: ErrorObject[] = [];
  for (const error of errors) {
    if (told.length === MOST_ERRORS_TOLD) break;
    if (isTold(error)) told.push(error);
  }
  return told.map((error) => {
    const { code, text } = describe(error);
    const pointer = `${PART_POINTER[part]}${error.instancePath}${ownName(error)}`;
    const field = pointer === '' ? { zh: '请求内容', en: 'the body' } : { zh: `“${pointer}”`, en: `"${pointer}"` };
    return { pointer, code, message: { zh: `${field.zh}${text.zh}。`, en: `${field.en} ${text.en}.` } };
  });
}

function ownName({ keyword, params }: ErrorObject): string {
  const name: unknown =
    keyword === 'required'
      ? params['missingProperty']
      : keyword === 'additionalProperties'
        ? params['additionalProperty']
        : keyword === 'discriminator'
          ? params['tag']
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
        text: describeTypes(String(params['type']).split(',')),
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
    case 'discriminator':
      return {
        code: 'not-in-list',
        text: { zh: '须填写列表中的一个种类', en: 'must be one of the kinds in the list' },
      };
    case 'pattern':
      return { code: 'wrong-form', text: describePattern(String(params['pattern'])) };
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

const TYPES: Readonly<Record<string, Bilingual>> = {
  boolean: { zh: ' true 或 false', en: 'true or false' },
  integer: { zh: '整数', en: 'a whole number' },
  number: { zh: '数字', en: 'a number' },
  string: { zh: '文字', en: 'a text' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '对象', en: 'an object' },
  null: { zh: ' null', en: 'null' },
};

function describeTypes(types: readonly string[]): Bilingual {
  const names = types.map((type) => TYPES[type] ?? { zh: ` ${type}`, en: type });
  return {
    zh: `应为${names.map(({ zh }) => zh).join('或')}`,
    en: `must be ${names.map(({ en }) => en).join(' or ')}`,
  };
}

/** A person is told what to write, not the expression that it is checked with. */
function describePattern(pattern: string): Bilingual {
  const expected = Object.values(PATTERNS).find((own) => own.pattern === pattern)?.expected;
  if (expected === undefined)
    return { zh: '的格式不正确，请对照接口说明核对', en: 'has a wrong form; compare it with the API description' };
  return { zh: `的格式不正确：${expected.zh}`, en: `has a wrong form: ${expected.en}` };
}

function listed(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)).join(', ') : '';
}

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
