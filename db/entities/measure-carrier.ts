import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Authority } from './authority.ts';
import { id, instant } from './columns.ts';
import { Measure } from './measure.ts';

/** 措施实施单位: an authority that carries a measure out, as an administrator entered it; what ended stays. */
export const MeasureCarrier = defineEntity({
  name: 'MeasureCarrier',
  tableName: 'measure_carrier',
  properties: {
    id: id(),
    measure: p.manyToOne(Measure).mapToPk().fieldName('measure'),
    authorityId: p.manyToOne(Authority).mapToPk().fieldName('authority_id'),
    at: instant(),
    endedAt: instant().nullable(),
  },
});
export type MeasureCarrier = InferEntity<typeof MeasureCarrier>;
