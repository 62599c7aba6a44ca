import { Type } from 'typebox';
import { COMMITMENT_STATUSES } from '../../domain/commitment/commitment.ts';
import { COMMITMENT_KINDS } from '../../domain/commitment/commitment-kinds.ts';
import {
  BilingualSchema,
  CodeSchema,
  DaySchema,
  IdSchema,
  Line,
  LONGEST,
  Nullable,
  OneOf,
  RefusalSchema,
  Strict,
} from './common.ts';
import { NextDeadlineSchema } from './deadline.ts';
import { ContactSchema, SignedCommitmentSchema } from './signing.ts';
import { Obligations } from './obligation.ts';

/** What is promised; the same in the preview and in the opening. */
const Wish = {
  kind: OneOf(COMMITMENT_KINDS),
  subjectId: IdSchema,
  authority: CodeSchema,
  procedure: Type.Optional(Nullable(CodeSchema)),
  promisorAuthority: Type.Optional(Nullable(CodeSchema)),
  title: Line(LONGEST.name),
  obligations: Obligations,
  receivedOn: Type.Optional(Nullable(DaySchema)),
};

export const CommitmentPreviewBody = Strict(Wish);

export const CommitmentOpeningBody = Type.Object(
  {
    ...Wish,
    applicantSub: Type.Optional(
      Nullable(
        Line(
          LONGEST.name,
          '纸质承诺：承诺人在身份认证服务中的编号，没有账号为 null · paper only: the promisor at the identity provider, null without an account',
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
        kind: 'disclosure',
        subjectId: '0d5f0c9e-3a0a-4c4e-9a52-3f1d5f6b7a10',
        authority: 'market',
        title: '食品安全承诺',
        obligations: [
          { code: 'training', title: '全员食品安全培训', term: { kind: 'day', due: '2026-12-31' }, evidence: '签到表' },
        ],
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

export const CommitmentPreviewAnswer = Type.Object({
  offered: Type.Boolean({ description: '没有不予受理的理由 · no reason speaks against it' }),
  refusals: Type.Array(RefusalSchema),
  dates: Type.Array(
    Type.Object({
      obligation: Type.String(),
      due: DaySchema,
      provisional: Type.Boolean(),
      explanation: Type.Array(BilingualSchema),
    }),
    { description: '指定日期的事项的届满日 · due days of the obligations that name a day' },
  ),
  commitment: Type.Object({ version: Type.Integer(), text: Type.String(), sha256: Type.String() }),
});

export const CommitmentOpeningAnswerSchema = Type.Object(
  {
    number: Type.String(),
    status: OneOf(COMMITMENT_STATUSES),
    statusText: Type.String(),
    next: Nullable(NextDeadlineSchema),
    refusals: Type.Array(RefusalSchema),
  },
  {
    headers: { location: { type: 'string', description: '案件地址 · address of the case' } },
    examples: [
      {
        number: 'JN-2026-000123',
        status: 'running',
        statusText: '履行中',
        next: { kind: 'fulfil-by', due: '2026-12-31', provisional: false },
        refusals: [],
      },
    ],
  },
);
