import { Type } from 'typebox';
import { ACCEPT_FIRST_STATUSES } from '../../domain/accept-first.ts';
import { SUPPLY_MEANS } from '../../domain/accept-first-supply.ts';
import {
  CodeSchema,
  DaySchema,
  IdSchema,
  Line,
  LONGEST,
  Nullable,
  OneOf,
  Paragraphs,
  RefusalSchema,
  Strict,
} from './common.ts';
import { CountedDeadlineSchema, NextDeadlineSchema } from './deadline.ts';

const MOST_MATERIALS = 50;

const Missing = Type.Array(CodeSchema, {
  minItems: 1,
  maxItems: MOST_MATERIALS,
  uniqueItems: true,
  description: '暂缺材料的编码 · codes of the materials that cannot be handed in now',
});

/** What is applied for; the same in the preview and in the opening. */
const Wish = {
  procedure: CodeSchema,
  subjectId: IdSchema,
  missing: Missing,
  receivedOn: Type.Optional(Nullable(DaySchema)),
};

export const PreviewBody = Strict(Wish);

export const OpeningBody = Type.Object(
  {
    ...Wish,
    applicantSub: Type.Optional(
      Nullable(
        Line(
          LONGEST.name,
          '纸质申请：申请人在身份认证服务中的编号，没有账号为 null · paper only: the applicant at the identity provider, null without an account',
        ),
      ),
    ),
    contact: Strict({
      name: Line(LONGEST.name),
      email: Nullable(Type.String({ format: 'email', maxLength: LONGEST.name })),
      phone: Nullable(Type.String({ pattern: '^\\+?[0-9][0-9 -]{4,28}$', maxLength: 30 })),
    }),
    commitment: Strict({
      version: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
      sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
      signer: Line(LONGEST.name),
      agreed: Type.Unsafe<true>({ type: 'boolean', enum: [true] }),
      means: OneOf(['online', 'paper']),
    }),
  },
  {
    additionalProperties: false,
    examples: [
      {
        procedure: 'water-permit',
        subjectId: '0d5f0c9e-3a0a-4c4e-9a52-3f1d5f6b7a10',
        missing: ['site-plan'],
        contact: { name: '张伟', email: 'zhang@example.cn', phone: '0571-00000000' },
        commitment: {
          version: 1,
          sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
          signer: '张伟',
          agreed: true,
          means: 'online',
        },
      },
    ],
  },
);

const HandIn = {
  items: Type.Array(
    Strict({
      material: CodeSchema,
      reference: Type.Optional(Nullable(Line(LONGEST.line, '文件名、快递单号等 · file name, parcel number …'))),
    }),
    { minItems: 1, maxItems: MOST_MATERIALS, 'x-unique-by': 'material' },
  ),
  means: OneOf(SUPPLY_MEANS),
  receivedOn: Type.Optional(Nullable(DaySchema)),
  dispatchedOn: Type.Optional(Nullable(DaySchema)),
};

export const SupplyBody = Strict(HandIn);

export const VerifyBody = Strict({
  items: Type.Array(
    Strict({ material: CodeSchema, verdict: OneOf(['accepted', 'wrong']), reason: Type.Optional(Nullable(Line())) }),
    { minItems: 1, maxItems: MOST_MATERIALS, 'x-unique-by': 'material' },
  ),
});

export const DecideBody = Strict({ granted: Type.Boolean(), reason: Type.Optional(Nullable(Paragraphs())) });
export const ExtendBody = Strict({ until: DaySchema, reason: Paragraphs(), proof: Line() });
export const WithdrawBody = Strict({ reason: Type.Optional(Nullable(Paragraphs())) });
export const ReopenBody = Strict({ ...HandIn, reason: Paragraphs() });
export const AssignBody = Strict({
  to: Line(LONGEST.name, '经办人在身份认证服务中的编号 · the handler at the identity provider'),
});
export const EmptyBody = Strict({});

export const CaseNumberParams = Type.Object({
  number: Type.String({ pattern: '^JN-[0-9]{4}-[0-9]{6,9}$', examples: ['JN-2026-000123'] }),
});

export const PreviewAnswer = Type.Object({
  offered: Type.Boolean({ description: '没有不予受理的理由 · no reason speaks against it' }),
  refusals: Type.Array(RefusalSchema),
  ordinaryWay: Type.String({ description: '普通程序始终可用 · the ordinary way stays open' }),
  supplyBy: Nullable(CountedDeadlineSchema),
  commitment: Type.Object({ version: Type.Integer(), text: Type.String(), sha256: Type.String() }),
});

export const OpeningAnswerSchema = Type.Object(
  {
    number: Type.String(),
    status: OneOf(ACCEPT_FIRST_STATUSES),
    statusText: Type.String(),
    next: Nullable(NextDeadlineSchema),
    refusals: Type.Array(RefusalSchema),
    ordinaryWay: Nullable(Type.String()),
  },
  {
    headers: { location: { type: 'string', description: '案件地址 · address of the case' } },
    examples: [
      {
        number: 'JN-2026-000123',
        status: 'awaiting-materials',
        statusText: '已容缺受理，待补交材料',
        next: { kind: 'supply-by', due: '2026-09-29', provisional: false },
        refusals: [],
        ordinaryWay: null,
      },
    ],
  },
);

export const ActAnswerSchema = Type.Object({
  number: Type.String(),
  status: OneOf(ACCEPT_FIRST_STATUSES),
  statusText: Type.String(),
  next: Nullable(NextDeadlineSchema),
});
