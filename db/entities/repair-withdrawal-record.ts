import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { UndoneRepair } from '../../domain/record/undone-repair.ts';
import { day } from './columns.ts';
import { CreditRecord } from './record.ts';
import { RepairWithdrawal } from './repair-withdrawal.ts';

/** 拟恢复的记录: one record of a withdrawal, with what the notice said of its period. */
export const RepairWithdrawalRecord = defineEntity({
  name: 'RepairWithdrawalRecord',
  tableName: 'repair_withdrawal_record',
  properties: {
    caseId: p.manyToOne(RepairWithdrawal).mapToPk().fieldName('case_id').primary(),
    recordId: p.manyToOne(CreditRecord).mapToPk().fieldName('record_id').primary(),
    position: p.integer(),
    period: p.enum(['restarts', 'goes-on'] as const),
    periodClause: p.text(),
    open: p.boolean(),
    restoredOn: day().nullable(),
    repair: p.json<UndoneRepair>().nullable(),
  },
});
export type RepairWithdrawalRecord = InferEntity<typeof RepairWithdrawalRecord>;
