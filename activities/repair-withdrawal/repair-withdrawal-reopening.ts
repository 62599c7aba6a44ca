import { findRepairedRecords } from '../../db/queries/withdrawable-records.ts';
import type { RepairWithdrawalOutcome } from '../../domain/repair-withdrawal/repair-withdrawal.ts';
import { withdrawalOpen } from '../../domain/repair-withdrawal/repair-withdrawal-door.ts';
import type { ReopenedCourse } from '../hearing/reopening.ts';
import type { WithdrawalInHand } from './repair-withdrawal-course.ts';
import { withdrawalHearing } from './repair-withdrawal-moves.ts';

/**
 * What reopening must know of a withdrawal: its decision, which goes with the record that it made. The bar falls with it
 * (`findRepairBar`), and the repair stands again until it is decided anew (`undoWithdrawal`).
 */
export const reopenedWithdrawal: ReopenedCourse<WithdrawalInHand> = {
  hearing: withdrawalHearing,
  decisionOf: ({ withdrawal, file }) => {
    const {
      decidedBy,
      decidedAt,
      decisionDocument,
      reason,
      falseRepairRecordId,
      answerToStatement = null,
    } = withdrawal;
    const outcome = file.outcome as RepairWithdrawalOutcome | null | undefined;
    if (decidedBy == null || decidedAt == null || reason == null || decisionDocument == null || outcome == null)
      throw new Error(`The withdrawal of case ${file.number} was not upheld`);
    if (falseRepairRecordId == null || outcome.kind !== 'upheld')
      throw new Error(`The withdrawal of case ${file.number} was not upheld`);
    const decided = { kind: 'upheld', records: [...outcome.records] } as const;
    const recordId = falseRepairRecordId;
    return { decidedBy, decidedAt, document: decisionDocument, reason, answer: answerToStatement, recordId, decided };
  },
  // Repaired once more since, a record may be in another withdrawal by now: that one ends first.
  alsoAgainst: async ({ em, withdrawal, records }) => {
    const ids = records.map(({ recordId }) => recordId);
    const found = await findRepairedRecords(em, withdrawal.repairCaseId, ids);
    return found.flatMap(({ documentNumber, openWithdrawal }) =>
      openWithdrawal === null ? [] : [withdrawalOpen(documentNumber, openWithdrawal)],
    );
  },
  takeOff: ({ withdrawal, records }) => {
    Object.assign(withdrawal, {
      decidedBy: null,
      decidedAt: null,
      reason: null,
      decisionDocument: null,
      answerToStatement: null,
      falseRepairRecordId: null,
      undoneOn: null,
    });
    for (const row of records) Object.assign(row, { open: true, restoredOn: null, repair: null });
  },
};
