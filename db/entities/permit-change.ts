import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { PERMIT_CHANGES } from '../../domain/permit/permit.ts';
import { day, encryptedText, id, instant } from './columns.ts';
import { Permit } from './permit.ts';

/** 许可变动: what became of a permit, in the order in which it was written down. Never changed. */
export const PermitChange = defineEntity({
  name: 'PermitChange',
  tableName: 'permit_change',
  properties: {
    id: id(),
    permitId: p.manyToOne(Permit).mapToPk().fieldName('permit_id'),
    seq: p.integer(),
    kind: p.enum(PERMIT_CHANGES),
    on: day().fieldName('on_day'),
    document: p.text().nullable(),
    reason: encryptedText().nullable(),
    by: p.text(),
    at: instant(),
  },
});
export type PermitChange = InferEntity<typeof PermitChange>;
