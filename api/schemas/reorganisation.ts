import { Type } from 'typebox';
import { STATEMENT_AUTHORS } from '../../db/entities/record-statement.ts';
import {
  REORGANISATION_KINDS,
  REORGANISATION_OPENERS,
  REORGANISATION_STATUSES,
} from '../../domain/reorganisation/reorganisation.ts';
import { PATTERNS } from '../formats.ts';
import {
  CodeSchema,
  DaySchema,
  IdSchema,
  InstantSchema,
  Line,
  LONGEST,
  Nullable,
  OneOf,
  Paragraphs,
  Strict,
} from './common.ts';
import { NextDeadlineSchema } from './deadline.ts';

export const ReorganisationBody = Type.Object(
  {
    subjectId: IdSchema,
    court: CodeSchema,
    kind: OneOf(REORGANISATION_KINDS, '重整计划或和解协议 · plan or settlement'),
    rulingNumber: Line(LONGEST.name, '裁定案号 · number of the ruling'),
    ruledOn: DaySchema,
    planUntil: Type.Optional(Nullable(DaySchema)),
    contact: Strict({
      name: Line(LONGEST.name),
      email: Nullable(Type.String({ format: 'email', maxLength: LONGEST.name })),
      phone: Nullable(Type.String({ pattern: PATTERNS.phone.pattern, maxLength: 30 })),
    }),
  },
  {
    additionalProperties: false,
    examples: [
      {
        subjectId: '0d5f0c9e-3a0a-4c4e-9a52-3f1d5f6b7a10',
        court: 'county-court',
        kind: 'plan',
        rulingNumber: '（2026）浙0199破3号',
        ruledOn: '2026-05-11',
        planUntil: '2027-05-11',
        contact: { name: '某律师事务所', email: 'administrator@example.cn', phone: null },
      },
    ],
  },
);

export const ReorganisationOpenedSchema = Type.Object(
  {
    number: Type.String(),
    status: OneOf(REORGANISATION_STATUSES),
    statusText: Type.String(),
    next: Nullable(NextDeadlineSchema),
  },
  {
    headers: { location: { type: 'string', description: '案件地址 · address of the case' } },
    examples: [
      {
        number: 'JN-2026-000123',
        status: 'awaiting-ruling',
        statusText: "awaiting the court's confirmation of the ruling",
        next: { kind: 'ruling-confirmed-by', due: '2026-05-25', provisional: false },
      },
    ],
  },
);

export const WithdrawReorganisationBody = Strict({ reason: Type.Optional(Nullable(Paragraphs())) });
export const StatementBody = Strict({ text: Paragraphs() });

/** What only a reorganisation has. */
export const ReorganisationSection = Type.Object({
  kind: OneOf(REORGANISATION_KINDS),
  kindText: Type.String(),
  rulingNumber: Type.String(),
  ruledOn: DaySchema,
  planUntil: Nullable(DaySchema),
  openedBy: OneOf(REORGANISATION_OPENERS),
  confirmedAt: Nullable(InstantSchema),
  endedOn: Nullable(DaySchema),
  endReason: Nullable(Type.String()),
  contact: Nullable(
    Type.Object({ name: Type.String(), email: Nullable(Type.String()), phone: Nullable(Type.String()) }),
  ),
  records: Type.Array(
    Type.Object({
      id: IdSchema,
      documentNumber: Type.String(),
      authority: Type.Object({ code: Type.String(), name: Type.String() }),
      decidedOn: DaySchema,
      shieldedAt: InstantSchema,
      liftedMeasures: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
    }),
  ),
  statements: Type.Array(
    Type.Object({ by: OneOf(STATEMENT_AUTHORS), text: Nullable(Type.String()), at: InstantSchema }),
  ),
});
