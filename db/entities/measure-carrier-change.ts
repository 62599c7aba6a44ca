import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { id, instant } from './columns.ts';
import { Measure } from './measure.ts';

/** 实施单位变更: who carries a measure out was changed; its workflow takes it to every record that stands. */
export const MeasureCarrierChange = defineEntity({
  name: 'MeasureCarrierChange',
  tableName: 'measure_carrier_change',
  properties: {
    id: id(),
    measure: p.manyToOne(Measure).mapToPk().fieldName('measure'),
    at: instant(),
    startedAt: instant().nullable(),
    /** The last case that it has reached; they are gone through in the order of their ids. */
    reachedCase: p.uuid().nullable(),
    finishedAt: instant().nullable(),
  },
});
export type MeasureCarrierChange = InferEntity<typeof MeasureCarrierChange>;
