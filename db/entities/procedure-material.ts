import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { id } from './columns.ts';
import { Procedure } from './procedure.ts';

export const MATERIAL_KINDS = ['main', 'secondary'] as const;

/** 申请材料: one material on a procedure's list. */
export const ProcedureMaterial = defineEntity({
  name: 'ProcedureMaterial',
  tableName: 'procedure_material',
  properties: {
    id: id(),
    procedureId: p.manyToOne(Procedure).mapToPk().fieldName('procedure_id'),
    code: p.text(),
    name: p.text(),
    kind: p.enum(MATERIAL_KINDS),
    mayBeMissing: p.boolean(),
    form: p.text(),
    position: p.integer(),
  },
});
export type ProcedureMaterial = InferEntity<typeof ProcedureMaterial>;
