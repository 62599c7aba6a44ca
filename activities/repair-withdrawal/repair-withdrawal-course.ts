import { CaseFile } from '../../db/entities/case-file.ts';
import { CreditRecord } from '../../db/entities/record.ts';
import { RepairWithdrawal } from '../../db/entities/repair-withdrawal.ts';
import { RepairWithdrawalHearing } from '../../db/entities/repair-withdrawal-hearing.ts';
import { RepairWithdrawalRecord } from '../../db/entities/repair-withdrawal-record.ts';
import { RepairWithdrawalStatement } from '../../db/entities/repair-withdrawal-statement.ts';
import { REPAIR_WITHDRAWAL, WITHDRAWAL_CLAUSE } from '../../domain/repair-withdrawal/repair-withdrawal.ts';
import { withdrawalPaceOf } from '../../domain/repair-withdrawal/repair-withdrawal-course.ts';
import { statementReminder } from '../../domain/hearing/hearing-notices.ts';
import {
  type NoticeRecord,
  type Returned,
  WITHDRAWAL_WORDS,
} from '../../domain/repair-withdrawal/repair-withdrawal-notices.ts';
import type { CaseCourse } from '../case/case-course.ts';
import { type CaseInHand, noticeCase } from '../case/case-in-hand.ts';
import type { HeardCase } from '../hearing/heard-case.ts';

/** One withdrawal of a repair inside one transaction. */
export interface WithdrawalInHand extends HeardCase {
  withdrawal: RepairWithdrawal;
  /** Number of the repair that is to be withdrawn. */
  repairNumber: string;
  /** In the order of the notice. */
  records: RepairWithdrawalRecord[];
  /** The credit records themselves, by id. */
  credit: ReadonlyMap<string, CreditRecord>;
  statements: RepairWithdrawalStatement[];
  hearing: RepairWithdrawalHearing | null;
}

/** What the common steps must know of a withdrawal. */
export const repairWithdrawalCourse: CaseCourse<WithdrawalInHand> = {
  table: REPAIR_WITHDRAWAL,
  take: takeWithdrawal,
  paceOf: ({ rule }, { kind }) => withdrawalPaceOf(kind, rule),
  clauseOf: () => WITHDRAWAL_CLAUSE,
  reminder: (hand, { due }) => statementReminder(WITHDRAWAL_WORDS, noticeCase(hand), due),
  nobodyApplied: true,
};

async function takeWithdrawal(common: CaseInHand): Promise<WithdrawalInHand> {
  const { em, file } = common;
  const caseId = file.id;
  const withdrawal = await em.findOneOrFail(RepairWithdrawal, { caseId });
  const repair = await em.findOneOrFail(CaseFile, { id: withdrawal.repairCaseId });
  const records = await em.find(RepairWithdrawalRecord, { caseId }, { orderBy: { position: 'asc' } });
  const credit = await em.find(CreditRecord, { id: { $in: records.map(({ recordId }) => recordId) } });
  return {
    ...common,
    withdrawal,
    heard: withdrawal,
    repairNumber: repair.number,
    records,
    credit: new Map(credit.map((record) => [record.id, record])),
    statements: await em.find(RepairWithdrawalStatement, { caseId }, { orderBy: { seq: 'asc' } }),
    hearing: await em.findOne(RepairWithdrawalHearing, { caseId }),
    matter: `撤销信用修复（原案件${repair.number}）`,
    applicantEmail: null,
  };
}

/**
 * The records as notices name them.
 * @param returned what of each came back, by its id: of those alone; absent: all, before anything is decided
 */
export function noticeRecords(
  { records, credit }: WithdrawalInHand,
  returned?: ReadonlyMap<string, Returned>,
): NoticeRecord[] {
  return records
    .filter(({ recordId }) => returned?.has(recordId) ?? true)
    .map(({ recordId, period, periodClause }) => ({
      document: credit.get(recordId)?.documentNumber ?? '',
      period,
      clause: periodClause,
      returned: returned?.get(recordId) ?? null,
    }));
}
