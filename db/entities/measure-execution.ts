import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { DIRECTIONS } from '../../domain/joint-action/measure-execution.ts';
import { Authority } from './authority.ts';
import { day, encryptedText, id, instant } from './columns.ts';
import { Measure } from './measure.ts';
import { CreditRecord } from './record.ts';

/** 惩戒措施的执行: what one authority was asked to do about one measure of a record, and what it said of it. */
export const MeasureExecutionRow = defineEntity({
  name: 'MeasureExecutionRow',
  tableName: 'measure_execution',
  properties: {
    id: id(),
    recordId: p.manyToOne(CreditRecord).mapToPk().fieldName('record_id'),
    measure: p.manyToOne(Measure).mapToPk().fieldName('measure'),
    authorityId: p.manyToOne(Authority).mapToPk().fieldName('authority_id'),
    direction: p.enum(DIRECTIONS),
    round: p.integer(),
    named: p.boolean(),
    pushedAt: instant(),
    respondedAt: instant().nullable(),
    executedOn: day().nullable(),
    executedAt: instant().nullable(),
    fedBackAt: instant().nullable(),
    note: encryptedText().nullable(),
    heldAt: instant().nullable(),
    calledOffAt: instant().nullable(),
    declinedAt: instant().nullable(),
    declinedBecause: encryptedText().nullable(),
  },
});
export type MeasureExecutionRow = InferEntity<typeof MeasureExecutionRow>;
