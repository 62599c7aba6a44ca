import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { HOLD_REASONS } from '../../domain/record/record-hold.ts';
import { id, instant } from './columns.ts';
import { CreditRecord } from './record.ts';

/** 暂停: what stops parts of a record's effect for a time. `sourceId`: the case or message that set it. */
export const RecordHoldRow = defineEntity({
  name: 'RecordHoldRow',
  tableName: 'record_hold',
  properties: {
    id: id(),
    recordId: p.manyToOne(CreditRecord).mapToPk().fieldName('record_id'),
    reason: p.enum(HOLD_REASONS),
    sourceId: p.uuid(),
    stopsPublicity: p.boolean(),
    stopsSharing: p.boolean(),
    stopsMeasures: p.boolean(),
    onlyMeasures: p.json<readonly string[]>().nullable(),
    from: instant().fieldName('from_at'),
    until: instant().fieldName('until_at').nullable(),
  },
});
export type RecordHoldRow = InferEntity<typeof RecordHoldRow>;
