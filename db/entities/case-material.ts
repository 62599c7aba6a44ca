import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { CaseFile } from './case-file.ts';
import { id } from './columns.ts';
import { MATERIAL_KINDS } from './procedure-material.ts';

/** 案件材料: one material of a case, and whether it was missing at the door. */
export const CaseMaterial = defineEntity({
  name: 'CaseMaterial',
  tableName: 'case_material',
  properties: {
    id: id(),
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id'),
    code: p.text(),
    name: p.text(),
    form: p.text(),
    kind: p.enum(MATERIAL_KINDS),
    missing: p.boolean(),
    position: p.integer(),
  },
});
export type CaseMaterial = InferEntity<typeof CaseMaterial>;
