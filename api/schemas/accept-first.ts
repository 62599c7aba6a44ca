import { Type } from 'typebox';
import { ACCEPT_FIRST_STATUSES } from '../../domain/accept-first/accept-first.ts';
import { GREEN_GROUNDS } from '../../domain/green-channel/green-channel.ts';
import { MATERIAL_STANDINGS, SUPPLY_MEANS } from '../../domain/accept-first/accept-first-supply.ts';
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
  RefusalSchema,
  Strict,
} from './common.ts';
import { CountedDeadlineSchema, NextDeadlineSchema } from './deadline.ts';
import { PermitOfCase } from './permit.ts';
import { ContactSchema, SignedCommitmentSchema } from './signing.ts';

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
  noticeHandedOn: Type.Optional(
    Nullable(
      Type.String({
        format: 'day',
        examples: ['2026-09-18'],
        description:
          '纸质申请：容缺受理通知书交付日，补交期限自次日起算；登记前未交付为 null · paper only: the day on which the notice was handed over, from which supply-by runs; null: not before the registration',
      }),
    ),
  ),
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
    contact: ContactSchema,
    commitment: SignedCommitmentSchema,
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

export const DecideBody = Strict({
  granted: Type.Boolean(),
  reason: Type.Optional(Nullable(Paragraphs())),
  document: Type.Optional(
    Nullable(Line(LONGEST.line, '决定文书号；准予行政许可的一并公示 · number of the written decision')),
  ),
  decidedOn: Type.Optional(
    Nullable(
      Type.String({
        ...DaySchema,
        description:
          '已在纸上作出决定的，填写其日期；缺省为今天 · day of a decision made on paper before; today unless given',
      }),
    ),
  ),
});
export const ExtendBody = Strict({ until: DaySchema, reason: Paragraphs(), proof: Line() });
export const WithdrawBody = Strict({ reason: Type.Optional(Nullable(Paragraphs())) });
export const ReopenBody = Strict({ ...HandIn, reason: Paragraphs() });

export const PreviewAnswer = Type.Object({
  offered: Type.Boolean({ description: '没有不予受理的理由 · no reason speaks against it' }),
  refusals: Type.Array(RefusalSchema),
  ordinaryWay: Type.String({ description: '普通程序始终可用 · the ordinary way stays open' }),
  supplyBy: Nullable(CountedDeadlineSchema),
  greenChannel: Nullable(
    Type.Object(
      {
        granted: Type.Boolean(),
        ground: Nullable(OneOf(GREEN_GROUNDS)),
        lines: Type.Array(Type.String(), { description: '适用的便利 · what is granted' }),
        refusals: Type.Array(RefusalSchema),
      },
      { description: '绿色通道；该事项未设的为 null · the green channel; null where the procedure has none' },
    ),
  ),
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

const SupplySchema = Type.Object({
  receivedOn: DaySchema,
  receivedAt: InstantSchema,
  means: OneOf(SUPPLY_MEANS),
  dispatchedOn: Nullable(DaySchema),
  reference: Nullable(Type.String()),
  inTime: Type.Boolean(),
  verdict: Nullable(OneOf(['accepted', 'wrong'])),
  verdictReason: Nullable(Type.String()),
});

const MaterialSchema = Type.Object({
  code: Type.String(),
  name: Type.String(),
  form: Type.String(),
  kind: OneOf(['main', 'secondary']),
  standing: OneOf(['present', ...MATERIAL_STANDINGS], 'present：申请时已交 · handed in with the application'),
  supplies: Type.Array(SupplySchema),
});

/** What only an accept-first case has. */
export const AcceptFirstSection = Type.Object({
  registeredBy: Nullable(Type.String({ description: '登记纸质申请的工作人员 · who registered it from paper' })),
  noticeHandedOn: Nullable(DaySchema),
  contact: Type.Object({ name: Type.String(), email: Nullable(Type.String()), phone: Nullable(Type.String()) }),
  commitment: Type.Object({
    text: Type.String(),
    sha256: Type.String(),
    signer: Type.String(),
    signedAt: InstantSchema,
    means: OneOf(['online', 'paper']),
  }),
  materials: Type.Array(MaterialSchema),
  permit: PermitOfCase,
});
