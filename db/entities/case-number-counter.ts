import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** 案号计数: the last case number given out in a year. */
export const CaseNumberCounter = defineEntity({
  name: 'CaseNumberCounter',
  tableName: 'case_number_counter',
  properties: {
    year: p.integer().primary().autoincrement(false),
    last: p.integer(),
  },
});
export type CaseNumberCounter = InferEntity<typeof CaseNumberCounter>;
