import { type Static, type TSchema, Type, type TUnsafe } from 'typebox';
import { PATTERNS } from '../formats.ts';

/** Building blocks of the schemas. Every text has a limit; every object refuses fields it does not know. */

export const LONGEST = { code: 60, name: 200, line: 500, text: 5000, document: 50_000 } as const;

/** A calendar day in Asia/Shanghai. */
export const DaySchema = Type.String({
  format: 'day',
  description: '北京时间的日历日 · calendar day in Asia/Shanghai',
  examples: ['2026-09-18'],
});

/** A moment that the service wrote down. */
export const InstantSchema = Type.String({
  format: 'instant',
  description: '时刻（UTC） · instant in UTC',
  examples: ['2026-09-18T01:00:00.000Z'],
});

export const IdSchema = Type.String({ format: 'uuid', examples: ['0d5f0c9e-3a0a-4c4e-9a52-3f1d5f6b7a10'] });

export const CodeSchema = Type.String({
  minLength: 1,
  maxLength: LONGEST.code,
  pattern: PATTERNS.code.pattern,
  description: '机关、事项等的代码 · code of an authority, a procedure …',
  examples: ['water-permit', 'market'],
});

/** A text of one line that somebody must be able to read: not empty, not blank. */
export function Line(maxLength: number = LONGEST.line, description?: string) {
  return Type.String({
    minLength: 1,
    maxLength,
    pattern: PATTERNS.line.pattern,
    ...(description === undefined ? {} : { description }),
  });
}

/** A text of several lines, not blank. */
export function Paragraphs(maxLength: number = LONGEST.text, description?: string) {
  return Type.String({
    minLength: 1,
    maxLength,
    pattern: PATTERNS.paragraphs.pattern,
    ...(description === undefined ? {} : { description }),
  });
}

/** The same schema, or null; written as JSON Schema's own list of types, so that an error names the field once. */
export function Nullable<T extends TSchema>(schema: T): TUnsafe<Static<T> | null> {
  const {
    type,
    enum: values,
    const: only,
    ...rest
  } = schema as TSchema & { type?: string; enum?: unknown[]; const?: unknown };
  if (type === undefined || only !== undefined) throw new Error('only a schema with one type can be made nullable');
  return Type.Unsafe<Static<T> | null>({
    ...rest,
    type: [type, 'null'],
    ...(values === undefined ? {} : { enum: [...values, null] }),
  });
}

/** One of a list of texts. */
export function OneOf<const T extends readonly string[]>(values: T, description?: string): TUnsafe<T[number]> {
  return Type.Unsafe<T[number]>({
    type: 'string',
    enum: [...values],
    ...(description === undefined ? {} : { description }),
  });
}

/** An object that refuses fields it does not know: for bodies, queries and paths. */
export function Strict<T extends Parameters<typeof Type.Object>[0]>(
  properties: T,
  more: { readonly examples?: readonly object[] } = {},
) {
  return Type.Object(properties, { ...more, additionalProperties: false });
}

/** Our own texts, in both languages. */
export const BilingualSchema = Type.Object({ zh: Type.String(), en: Type.String() });

export const RefusalSchema = Type.Object({
  code: Type.String(),
  clause: Type.String(),
  text: Type.String(),
  earliest: Type.Optional(
    Type.String({ description: '最早可再次提出的日期 · first day on which the same request can succeed' }),
  ),
});

/** A page of a list, and where it goes on. */
export const PageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  cursor: Type.Optional(
    Type.String({ minLength: 1, maxLength: 400, description: '上一页的 next · `next` of the page before' }),
  ),
};
export const NextCursor = Nullable(
  Type.String({ description: '下一页的 cursor；没有则为 null · cursor of the next page, null at the end' }),
);

/** Header of acting requests; the check of its form is the idempotency plugin's, which comes before. */
export const IdempotencyHeader = Type.Object({
  'idempotency-key': Type.String({
    maxLength: 202,
    description: '同一请求的唯一编号，重复提交得到同一答复 · the same key gives the same answer',
    examples: ['"0d5f0c9e-3a0a-4c4e-9a52-3f1d5f6b7a10"'],
  }),
});
