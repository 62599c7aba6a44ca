import type { EntityManager } from '@mikro-orm/postgresql';
import { CaseFile } from '../entities/case-file.ts';
import { DecisionSetAside } from '../entities/decision-set-aside.ts';
import { CreditRecord } from '../entities/record.ts';
import { RepairBarRow } from '../entities/repair-bar.ts';
import { RepairWithdrawal } from '../entities/repair-withdrawal.ts';
import { RepairWithdrawalHearing } from '../entities/repair-withdrawal-hearing.ts';
import { RepairWithdrawalRecord } from '../entities/repair-withdrawal-record.ts';
import { RepairWithdrawalStatement } from '../entities/repair-withdrawal-statement.ts';

/** What only a withdrawal has, personal data in clear. */
export interface RepairWithdrawalDetail {
  readonly withdrawal: RepairWithdrawal;
  readonly repairNumber: string;
  /** In the order of the notice. */
  readonly records: readonly (RepairWithdrawalRecord & { readonly documentNumber: string })[];
  /** In the order in which they were written down. */
  readonly statements: readonly RepairWithdrawalStatement[];
  readonly hearing: RepairWithdrawalHearing | null;
  /** Decisions that were set aside, oldest first. */
  readonly setAside: readonly DecisionSetAside[];
  readonly bar: RepairBarRow | null;
}

/** Proposal, service, statements, hearing and decision of a withdrawal. Eight statements. */
export async function getRepairWithdrawalDetail(em: EntityManager, caseId: string): Promise<RepairWithdrawalDetail> {
  const withdrawal = await em.findOneOrFail(RepairWithdrawal, { caseId });
  const repair = await em.findOneOrFail(CaseFile, { id: withdrawal.repairCaseId });
  const records = await em.find(RepairWithdrawalRecord, { caseId }, { orderBy: { position: 'asc' } });
  const credit = await em.find(CreditRecord, { id: { $in: records.map(({ recordId }) => recordId) } });
  return {
    withdrawal,
    repairNumber: repair.number,
    records: records.map((record) => ({
      ...record,
      documentNumber: credit.find(({ id }) => id === record.recordId)?.documentNumber ?? '',
    })),
    statements: await em.find(RepairWithdrawalStatement, { caseId }, { orderBy: { seq: 'asc' } }),
    hearing: await em.findOne(RepairWithdrawalHearing, { caseId }),
    setAside: await em.find(DecisionSetAside, { caseId }, { orderBy: { round: 'asc' } }),
    bar: await em.findOne(RepairBarRow, { caseId }),
  };
}
