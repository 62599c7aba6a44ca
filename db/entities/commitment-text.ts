import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { day, id } from './columns.ts';
import { Procedure } from './procedure.ts';

/** 承诺书文本: one version of a procedure's standard commitment; never changed once written. */
export const CommitmentText = defineEntity({
  name: 'CommitmentText',
  tableName: 'commitment_text',
  properties: {
    id: id(),
    procedureId: p.manyToOne(Procedure).mapToPk().fieldName('procedure_id'),
    version: p.integer(),
    text: p.text(),
    sha256: p.text(),
    validFrom: day(),
  },
});
export type CommitmentText = InferEntity<typeof CommitmentText>;
