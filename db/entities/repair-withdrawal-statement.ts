import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { day, encryptedText, id, instant } from './columns.ts';
import { RepairWithdrawal } from './repair-withdrawal.ts';

/** 陈述申辩: what the subject said. Never changed. */
export const RepairWithdrawalStatement = defineEntity({
  name: 'RepairWithdrawalStatement',
  tableName: 'repair_withdrawal_statement',
  properties: {
    id: id(),
    caseId: p.manyToOne(RepairWithdrawal).mapToPk().fieldName('case_id'),
    seq: p.integer(),
    body: encryptedText(),
    evidence: encryptedText().nullable(),
    receivedOn: day(),
    receivedAt: instant(),
    onPaper: p.boolean(),
    inTime: p.boolean(),
    registeredBy: p.text(),
    actId: p.text(),
  },
});
export type RepairWithdrawalStatement = InferEntity<typeof RepairWithdrawalStatement>;
