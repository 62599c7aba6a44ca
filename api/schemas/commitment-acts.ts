import { Type } from 'typebox';
import { REPORT_VERDICTS } from '../../db/entities/obligation-report.ts';
import { SUPPLY_MEANS } from '../../domain/accept-first/accept-first-supply.ts';
import { DaySchema, Line, LONGEST, Nullable, OneOf, Paragraphs, Strict } from './common.ts';
import { MOST_OBLIGATIONS, ObligationCode, Obligations, Quantity } from './obligation.ts';

/** What is sent with each act on a commitment. */

const Reported = {
  items: Type.Array(
    Strict({
      obligation: ObligationCode,
      complete: Type.Boolean({ description: '已全部履行 · all of it is done' }),
      quantity: Type.Optional(Nullable(Quantity)),
      note: Type.Optional(Nullable(Paragraphs())),
      reference: Type.Optional(
        Nullable(Line(LONGEST.line, '证据：文件名、文号等 · evidence: a file, a document number …')),
      ),
    }),
    { minItems: 1, maxItems: MOST_OBLIGATIONS, 'x-unique-by': 'obligation' },
  ),
  means: OneOf(SUPPLY_MEANS),
  receivedOn: Type.Optional(Nullable(DaySchema)),
  dispatchedOn: Type.Optional(Nullable(DaySchema)),
};

export const ReportBody = Strict(Reported);
export const ReportEventBody = Strict({ obligation: ObligationCode, on: DaySchema, proof: Line() });
export const ConcedeBody = Strict({
  obligations: Type.Array(ObligationCode, { minItems: 1, maxItems: MOST_OBLIGATIONS, uniqueItems: true }),
  statement: Paragraphs(
    LONGEST.text,
    '承诺人的确认；登记纸质确认书的，写明文件及签名人 · what the promisor says; of a paper: which, and who signed it',
  ),
  receivedOn: Type.Optional(Nullable(DaySchema)),
});
export const ConfirmBody = Strict({
  items: Type.Array(
    Strict({ obligation: ObligationCode, verdict: OneOf(REPORT_VERDICTS), reason: Type.Optional(Nullable(Line())) }),
    { minItems: 1, maxItems: MOST_OBLIGATIONS, 'x-unique-by': 'obligation' },
  ),
});
export const CheckBody = Strict({
  items: Type.Array(
    Strict({ obligation: ObligationCode, found: OneOf(['true', 'untrue']), reason: Type.Optional(Nullable(Line())) }),
    { minItems: 1, maxItems: MOST_OBLIGATIONS, 'x-unique-by': 'obligation' },
  ),
  rectifyBy: Type.Optional(Nullable(DaySchema)),
});
export const ExtendObligationBody = Strict({
  obligation: ObligationCode,
  until: DaySchema,
  reason: Paragraphs(),
  proof: Line(),
});
export const AmendBody = Strict({ obligations: Obligations, reason: Paragraphs() });
export const AnswerAmendmentBody = Strict({ consented: Type.Boolean(), reason: Type.Optional(Nullable(Paragraphs())) });
export const ReleaseBody = Strict({
  obligations: Type.Optional(
    Nullable(Type.Array(ObligationCode, { minItems: 1, maxItems: MOST_OBLIGATIONS, uniqueItems: true })),
  ),
  reason: Paragraphs(),
});
export const WithdrawCommitmentBody = Strict({ reason: Type.Optional(Nullable(Paragraphs())) });
export const DecideApprovalBody = Strict({
  revoked: Type.Boolean(),
  wilful: Type.Optional(Type.Boolean({ default: false, description: '故意作不实承诺 · untrue on purpose' })),
  reason: Paragraphs(),
});
export const LateReportBody = Strict({ ...Reported, reason: Line() });
export const GradeBody = Strict({ wilful: Type.Boolean(), reason: Paragraphs() });
