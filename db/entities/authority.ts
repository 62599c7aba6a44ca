import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { id, instant } from './columns.ts';

export const AUTHORITY_KINDS = ['authority', 'court', 'credit-agency', 'window'] as const;

/** 主管部门: whoever handles cases or receives their effects. */
export const Authority = defineEntity({
  name: 'Authority',
  tableName: 'authority',
  properties: {
    id: id(),
    code: p.text(),
    name: p.text(),
    kind: p.enum(AUTHORITY_KINDS),
    superiorId: p.uuid().nullable(),
    creditCode: p.text().nullable(),
    officerMailbox: p.text().nullable(),
    supervisorMailbox: p.text().nullable(),
    createdAt: instant(),
  },
});
export type Authority = InferEntity<typeof Authority>;
