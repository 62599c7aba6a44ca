import { Type } from 'typebox';
import { VOLUNTARY_REGISTRATION_STATUSES } from '../../domain/voluntary-registration/voluntary-registration.ts';
import {
  REGISTRATION_CATEGORIES,
  REGISTRATION_MARKS,
} from '../../domain/voluntary-registration/voluntary-registration-info.ts';
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
import { ContactSchema } from './signing.ts';

/** What a subject says of itself. */
const Content = {
  category: OneOf(REGISTRATION_CATEGORIES, '信息类别 · kind of information'),
  title: Line(LONGEST.name, '名称，公开 · what it is, shown to everybody'),
  text: Paragraphs(LONGEST.text, '内容，公开 · what it says, shown to everybody'),
  party: Type.Optional(
    Nullable(Line(LONGEST.name, '发证、对方或者受益单位 · who issued or received it, or the other side')),
  ),
  documentNumber: Type.Optional(Nullable(Line(LONGEST.name, '证照或者合同编号 · number of certificate or contract'))),
  on: Type.Optional(Nullable(DaySchema)),
  evidence: Type.Optional(
    Nullable(Paragraphs(LONGEST.text, '佐证材料，不公开 · evidence by its references, never shown')),
  ),
  validUntil: DaySchema,
};

/** A promise of truth as it was signed: always online, by the subject itself. */
const SignedSchema = Strict({
  version: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  sha256: Type.String({ pattern: PATTERNS.sha256.pattern }),
  signer: Line(LONGEST.name),
  agreed: Type.Unsafe<true>({ type: 'boolean', enum: [true] }),
  means: OneOf(['online']),
});

const Where = { subjectId: IdSchema, window: Type.Optional(Nullable(CodeSchema)) };

export const RegistrationPreviewBody = Strict({ ...Where, ...Content });
export const RegistrationBody = Strict({ ...Where, ...Content, contact: ContactSchema, commitment: SignedSchema });
export const RegistrationCorrectionPreviewBody = Strict(Content);
export const RegistrationCorrectionBody = Strict({ ...Content, commitment: SignedSchema });

export const RegistrationPreviewAnswer = Type.Object({
  passes: Type.Boolean(),
  refusals: Type.Array(
    Type.Object({ code: Type.String(), clause: Type.String(), text: Type.String() }, { additionalProperties: true }),
  ),
  commitment: Type.Object({ version: Type.Integer(), text: Type.String(), sha256: Type.String() }),
  shownAs: Type.String({ description: '公开时的标注 · what stands beside it when it is shown' }),
  verifyBy: DaySchema,
});

export const RegistrationOpenedSchema = Type.Object({
  number: Type.String(),
  status: OneOf(VOLUNTARY_REGISTRATION_STATUSES),
  statusText: Type.String(),
  next: Nullable(NextDeadlineSchema),
});

export const VerifyRegistrationBody = Strict({ how: Paragraphs(LONGEST.text, '如何核实 · how it was verified') });

export const DoubtRegistrationBody = Strict({
  reason: Paragraphs(LONGEST.text, '疑点，告知当事人 · what is doubted, as the subject is told'),
  evidence: Type.Optional(Nullable(Paragraphs(LONGEST.text, '依据 · what it rests on'))),
});

export const StateOnRegistrationBody = Strict({
  text: Paragraphs(LONGEST.text, '陈述、申辩 · the statement'),
  evidence: Type.Optional(Nullable(Paragraphs())),
  receivedOn: Type.Optional(
    Nullable(
      Type.String({
        format: 'day',
        description: '纸质陈述的收件日，仅由工作人员填写 · day a paper statement was received; for officers only',
        examples: ['2026-09-18'],
      }),
    ),
  ),
  final: Type.Optional(
    Type.Boolean({
      description: '陈述完毕，不再等待期限届满 · this is all; nobody need wait for the end of the period',
    }),
  ),
});

export const ClearRegistrationBody = Strict({ reason: Paragraphs() });

export const FindFalseBody = Strict({
  reason: Paragraphs(),
  answerToStatement: Type.Optional(
    Nullable(Paragraphs(LONGEST.text, '对陈述、申辩的复核意见 · what is said to the statement')),
  ),
});

export const WithdrawRegistrationBody = Strict({ reason: Type.Optional(Nullable(Paragraphs())) });

export const MakeRegistrationGoodBody = Strict({
  how: Paragraphs(LONGEST.text, '如何补救 · how it was put right'),
  receivedOn: Type.Optional(Nullable(DaySchema)),
});

export const PublicRegistrationsQuery = Strict({
  code: Type.String({
    minLength: 1,
    maxLength: LONGEST.code,
    description: '统一社会信用代码 · unified social credit code',
    examples: ['91330122MA2A0B1C31'],
  }),
});

const Mark = OneOf(REGISTRATION_MARKS);

export const PublicRegistrations = Type.Object({
  asOf: InstantSchema,
  note: Type.String({ description: '自主申报信息的性质 · what this is, and what it is not' }),
  items: Type.Array(
    Type.Object({
      number: Type.String(),
      category: OneOf(REGISTRATION_CATEGORIES),
      categoryText: Type.String(),
      title: Type.String(),
      text: Type.String(),
      party: Nullable(Type.String()),
      documentNumber: Nullable(Type.String()),
      on: Nullable(DaySchema),
      mark: Mark,
      markText: Type.String(),
      promise: Type.String({ description: '真实性承诺 · the promise that it is true' }),
      signedOn: DaySchema,
      verifiedOn: Nullable(DaySchema),
      validUntil: DaySchema,
      authority: Type.String(),
    }),
  ),
});

const Free = Nullable(Type.String());

/** What only a registration shows. Free texts are null for who is not of the case. */
export const VoluntaryRegistrationSection = Type.Object({
  category: OneOf(REGISTRATION_CATEGORIES),
  categoryText: Type.String(),
  clause: Type.String(),
  mark: Nullable(Mark),
  markText: Nullable(Type.String()),
  shown: Type.Boolean({ description: '是否展示 · whether it is shown to the public now' }),
  validUntil: DaySchema,
  contact: Type.Object({ name: Type.String(), email: Free, phone: Free }),
  versions: Type.Array(
    Type.Object({
      version: Type.Integer(),
      title: Free,
      text: Free,
      party: Free,
      documentNumber: Free,
      on: Nullable(DaySchema),
      evidence: Free,
      validUntil: DaySchema,
      signedAt: InstantSchema,
      commitmentText: Free,
      commitmentSha256: Type.String(),
    }),
  ),
  verification: Nullable(Type.Object({ on: DaySchema, by: Free, how: Free })),
  doubt: Nullable(
    Type.Object({ on: DaySchema, by: Free, reason: Free, evidence: Free, saidAllOn: Nullable(DaySchema) }),
  ),
  statements: Type.Array(
    Type.Object({
      version: Type.Integer(),
      receivedOn: DaySchema,
      onPaper: Type.Boolean(),
      text: Free,
      evidence: Free,
    }),
  ),
  finding: Nullable(Type.Object({ decidedAt: InstantSchema, by: Free, reason: Free, answerToStatement: Free })),
  madeGood: Nullable(Type.Object({ by: Free, how: Free })),
});
