import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { RECORD_ENDINGS } from '../../domain/record/record-ending.ts';
import { MEASURE_FORCES } from '../../domain/record/record.ts';
import { day, id } from './columns.ts';
import { Measure } from './measure.ts';
import { CreditRecord } from './record.ts';

/** 失信惩戒措施 of one record, as the list named it when it was attached. */
export const RecordMeasureRow = defineEntity({
  name: 'RecordMeasureRow',
  tableName: 'record_measure',
  properties: {
    id: id(),
    recordId: p.manyToOne(CreditRecord).mapToPk().fieldName('record_id'),
    code: p.manyToOne(Measure).mapToPk().fieldName('code'),
    name: p.text(),
    basis: p.text(),
    force: p.enum(MEASURE_FORCES),
    from: day().fieldName('from_day'),
    until: day().fieldName('until_day').nullable(),
    liftedOn: day().nullable(),
    liftedHow: p.enum(RECORD_ENDINGS).nullable(),
  },
});
export type RecordMeasureRow = InferEntity<typeof RecordMeasureRow>;
