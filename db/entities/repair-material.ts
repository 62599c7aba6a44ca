import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { REPAIR_MATERIAL_KINDS } from '../../domain/repair/repair-door.ts';
import { encryptedText, id, instant } from './columns.ts';
import { Repair } from './repair.ts';
import { RepairPart } from './repair-part.ts';

/** 修复申请材料: handed in with the application, or to complete one authority's part of it. Never changed. */
export const RepairMaterialRow = defineEntity({
  name: 'RepairMaterialRow',
  tableName: 'repair_material',
  properties: {
    id: id(),
    caseId: p.manyToOne(Repair).mapToPk().fieldName('case_id'),
    partId: p.manyToOne(RepairPart).mapToPk().fieldName('part_id').nullable(),
    recordId: p.uuid().nullable(),
    position: p.integer(),
    kind: p.enum(REPAIR_MATERIAL_KINDS),
    name: encryptedText(),
    reference: encryptedText().nullable(),
    receivedAt: instant(),
    registeredBy: p.text(),
    actId: p.text(),
  },
});
export type RepairMaterialRow = InferEntity<typeof RepairMaterialRow>;
