import type { Static } from 'typebox';
import { getRepairWithdrawalDetail, type RepairWithdrawalDetail } from '../../db/queries/repair-withdrawal-detail.ts';
import { WITHDRAWAL_CLAUSE, WITHDRAWAL_GROUND_TEXT } from '../../domain/repair-withdrawal/repair-withdrawal.ts';
import type { KindView } from '../case-view.ts';
import type { RepairWithdrawalSection } from '../schemas/repair-withdrawal.ts';
import { actsOfHeard, heardView, type Written } from './hearing-view.ts';

type Section = Static<typeof RepairWithdrawalSection>;

/** What a withdrawal shows beside what every case does: to an auditor without what somebody wrote freely. */
export const repairWithdrawalView: KindView<RepairWithdrawalDetail> = {
  section: 'repairWithdrawal',
  read: getRepairWithdrawalDetail,
  names: ({ records }) => new Map(records.map(({ recordId, documentNumber }) => [recordId, documentNumber])),
  show: (own, _detail, { sight, language }): Section => {
    const { withdrawal, repairNumber, records } = own;
    const written = <T>(text: T): T | null => (sight === 'auditor' ? null : text);
    return {
      repair: repairNumber,
      ground: withdrawal.ground,
      groundText: WITHDRAWAL_GROUND_TEXT[withdrawal.ground][language],
      clause: WITHDRAWAL_CLAUSE,
      findings: written(withdrawal.findings),
      evidence: written(withdrawal.evidence),
      proposedBy: sight === 'applicant' ? null : withdrawal.proposedBy,
      records: records.map(({ recordId, documentNumber, period, periodClause, restoredOn }) => ({
        recordId,
        documentNumber,
        period,
        periodClause,
        restoredOn: restoredOn ?? null,
      })),
      ...heardView({ ...own, heard: withdrawal }, written, sight !== 'applicant'),
      decision: decisionView(own, written, sight !== 'applicant'),
    };
  },
  acts: ({ withdrawal }, detail, onlooker) =>
    actsOfHeard(detail, onlooker, { involved: [withdrawal.proposedBy], decisions: ['uphold', 'drop'] }),
};

function decisionView(
  { withdrawal, bar }: RepairWithdrawalDetail,
  written: Written,
  showsPeople: boolean,
): Section['decision'] {
  const { decidedAt = null, decidedBy = null, decisionDocument = null } = withdrawal;
  if (decidedAt === null || decidedBy === null) return null;
  return {
    upheld: decisionDocument !== null,
    document: decisionDocument,
    decidedAt,
    decidedBy: showsPeople ? decidedBy : null,
    reason: written(withdrawal.reason ?? null),
    answerToStatement: written(withdrawal.answerToStatement ?? null),
    falseRepairRecordId: withdrawal.falseRepairRecordId ?? null,
    // Of a decision that was set aside it bars no more.
    barredUntil: decisionDocument === null ? null : (bar?.untilDay ?? null),
    undoneOn: withdrawal.undoneOn ?? null,
  };
}
