import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Refusal } from '../../domain/refusal.ts';
import { ITEM_OUTCOMES } from '../../domain/repair/repair.ts';
import { day, encryptedText, id, instant } from './columns.ts';
import { CreditRecord } from './record.ts';
import { Repair } from './repair.ts';
import { RepairPart } from './repair-part.ts';

/** 申请修复的信息: one record of an application, and what became of it. */
export const RepairItem = defineEntity({
  name: 'RepairItem',
  tableName: 'repair_item',
  properties: {
    id: id(),
    caseId: p.manyToOne(Repair).mapToPk().fieldName('case_id'),
    partId: p.manyToOne(RepairPart).mapToPk().fieldName('part_id').nullable(),
    recordId: p.manyToOne(CreditRecord).mapToPk().fieldName('record_id'),
    position: p.integer(),
    outcome: p.enum(ITEM_OUTCOMES).nullable(),
    refusals: p.json<readonly Refusal[]>(),
    reason: encryptedText().nullable(),
    clause: p.text().nullable(),
    whatToDo: encryptedText().nullable(),
    earliest: day().nullable(),
    decidedAt: instant().nullable(),
    decidedBy: p.text().nullable(),
  },
});
export type RepairItem = InferEntity<typeof RepairItem>;
