import { Type } from 'typebox';
import { TERM_UNITS } from '../../domain/deadline/ledger.ts';
import { DaySchema, Line, LONGEST, Nullable, OneOf, Paragraphs, Strict } from './common.ts';

/** What is promised, one by one. */

export const MOST_OBLIGATIONS = 50;

export const ObligationCode = Type.String({
  minLength: 1,
  maxLength: LONGEST.code,
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  description: '履约事项代码，本承诺内不重复 · code of the obligation, its own within the commitment',
  examples: ['road-section-1'],
});
export const Quantity = Type.Number({ minimum: 0.001, maximum: 1_000_000_000 });

const TermSchema = Type.Union(
  [
    Strict({ kind: Type.Unsafe<'day'>({ const: 'day' }), due: DaySchema }),
    Strict({
      kind: Type.Unsafe<'event'>({ const: 'event' }),
      count: Type.Integer({ minimum: 1, maximum: 3660 }),
      unit: OneOf(TERM_UNITS),
      expectedBy: DaySchema,
    }),
    Strict({ kind: Type.Unsafe<'approval'>({ const: 'approval' }) }),
  ],
  { description: '指定日期、自事由起算、作出决定时即符合 · a day, so long after an event, or as at the decision' },
);

const ObligationSchema = Strict({
  code: ObligationCode,
  title: Line(LONGEST.name),
  content: Type.Optional(Nullable(Paragraphs())),
  evidence: Type.Optional(Nullable(Line(LONGEST.line, '以何证明 · what shows that it was done'))),
  event: Type.Optional(Nullable(Line(LONGEST.line, '起算事由 · the starting event, where the term runs from one'))),
  quantity: Type.Optional(Nullable(Strict({ amount: Quantity, unit: Line(30) }))),
  term: TermSchema,
});

export const Obligations = Type.Array(ObligationSchema, {
  minItems: 1,
  maxItems: MOST_OBLIGATIONS,
  'x-unique-by': 'code',
});
