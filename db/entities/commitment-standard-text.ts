import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { COMMITMENT_KINDS } from '../../domain/commitment/commitment-kinds.ts';
import { day, id } from './columns.ts';

/** 标准承诺文本: one version of the standard text of a kind of commitment; public, and never changed once written. */
export const CommitmentStandardText = defineEntity({
  name: 'CommitmentStandardText',
  tableName: 'commitment_standard_text',
  properties: {
    id: id(),
    kind: p.enum(COMMITMENT_KINDS),
    version: p.integer(),
    title: p.text(),
    text: p.text(),
    sha256: p.text().fieldName('sha256'),
    validFrom: day(),
  },
});
export type CommitmentStandardText = InferEntity<typeof CommitmentStandardText>;
