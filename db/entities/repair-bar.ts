import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { day, instant } from './columns.ts';
import { RepairWithdrawal } from './repair-withdrawal.ts';
import { Subject } from './subject.ts';

/**
 * 禁止申请修复: the days on which a subject cannot apply for repair, by the withdrawal that made them. Changed only where
 * that is decided anew.
 */
export const RepairBarRow = defineEntity({
  name: 'RepairBarRow',
  tableName: 'repair_bar',
  properties: {
    caseId: p.manyToOne(RepairWithdrawal).mapToPk().fieldName('case_id').primary(),
    subjectId: p.manyToOne(Subject).mapToPk().fieldName('subject_id'),
    fromDay: day(),
    untilDay: day(),
    clause: p.text(),
    at: instant(),
  },
});
export type RepairBarRow = InferEntity<typeof RepairBarRow>;
