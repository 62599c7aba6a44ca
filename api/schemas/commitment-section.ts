import { Type } from 'typebox';
import { AMENDMENT_KINDS, AMENDMENT_STATES } from '../../db/entities/commitment-amendment.ts';
import { REPORT_VERDICTS } from '../../db/entities/obligation-report.ts';
import { SUPPLY_MEANS } from '../../domain/accept-first/accept-first-supply.ts';
import { COMMITMENT_KINDS } from '../../domain/commitment/commitment-kinds.ts';
import { OBLIGATION_STANDINGS } from '../../domain/commitment/obligation.ts';
import { DaySchema, InstantSchema, Nullable, OneOf } from './common.ts';
import { PermitOfCase } from './permit.ts';

const ReportSchema = Type.Object({
  receivedOn: DaySchema,
  receivedAt: InstantSchema,
  means: OneOf(SUPPLY_MEANS),
  dispatchedOn: Nullable(DaySchema),
  quantity: Nullable(Type.Number()),
  complete: Type.Boolean(),
  note: Nullable(Type.String()),
  reference: Nullable(Type.String()),
  inTime: Type.Boolean(),
  verdict: Nullable(OneOf(REPORT_VERDICTS)),
  verdictReason: Nullable(Type.String()),
});

const WordsSchema = {
  code: Type.String(),
  title: Type.String(),
  content: Nullable(Type.String()),
  evidence: Nullable(Type.String()),
  event: Nullable(Type.String()),
  quantity: Nullable(Type.Object({ amount: Type.Number(), unit: Type.String() })),
  term: Type.Unsafe<object>({ type: 'object', additionalProperties: true, properties: { kind: { type: 'string' } } }),
  due: Nullable(DaySchema),
};

/** What only a commitment has. */
export const CommitmentSection = Type.Object({
  kind: OneOf(COMMITMENT_KINDS),
  kindText: Type.String(),
  clause: Type.String(),
  title: Type.String(),
  promisorAuthority: Nullable(Type.Object({ code: Type.String(), name: Type.String() })),
  registeredBy: Nullable(Type.String({ description: '登记纸质承诺的工作人员 · who registered it from paper' })),
  contact: Type.Object({ name: Type.String(), email: Nullable(Type.String()), phone: Nullable(Type.String()) }),
  letter: Type.Object({
    text: Type.String(),
    sha256: Type.String(),
    signer: Type.String(),
    signedAt: InstantSchema,
    means: OneOf(['online', 'paper']),
  }),
  version: Type.Integer({ description: '承诺内容的版本，每次变更加一 · rises with every change in force' }),
  revoked: Nullable(Type.Boolean()),
  decisionReason: Nullable(Type.String()),
  wilful: Type.Boolean(),
  obligations: Type.Array(
    Type.Object({
      ...WordsSchema,
      provisional: Nullable(Type.Boolean()),
      standing: OneOf(OBLIGATION_STANDINGS),
      standingText: Type.String(),
      share: Type.Number({ description: '已确认履行的份额，0 至 1 · how much of it is confirmed, 0 to 1' }),
      sinceVersion: Type.Integer(),
      eventOn: Nullable(DaySchema),
      eventProof: Nullable(Type.String()),
      found: Nullable(OneOf(['true', 'untrue'])),
      foundReason: Nullable(Type.String()),
      releasedOn: Nullable(DaySchema),
      releaseReason: Nullable(Type.String()),
      notKeptOn: Nullable(DaySchema),
      madeGoodOn: Nullable(DaySchema),
      concededOn: Nullable(DaySchema),
      concession: Nullable(Type.String()),
      reports: Type.Array(ReportSchema),
    }),
  ),
  amendments: Type.Array(
    Type.Object({
      kind: OneOf(AMENDMENT_KINDS),
      state: OneOf(AMENDMENT_STATES),
      version: Nullable(Type.Integer()),
      askedAt: InstantSchema,
      answeredAt: Nullable(InstantSchema),
      reason: Nullable(Type.String()),
      proof: Nullable(Type.String()),
      answerReason: Nullable(Type.String()),
      before: Type.Array(Type.Object(WordsSchema)),
      after: Type.Array(Type.Object(WordsSchema)),
    }),
  ),
  permit: PermitOfCase,
});
