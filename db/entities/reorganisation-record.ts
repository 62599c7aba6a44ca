import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { instant } from './columns.ts';
import { CreditRecord } from './record.ts';
import { Reorganisation } from './reorganisation.ts';

/** 屏蔽的记录: a record that a ruling shields, and which of its measures were lifted for the time being. */
export const ReorganisationRecord = defineEntity({
  name: 'ReorganisationRecord',
  tableName: 'reorganisation_record',
  properties: {
    caseId: p.manyToOne(Reorganisation).mapToPk().fieldName('case_id').primary(),
    recordId: p.manyToOne(CreditRecord).mapToPk().fieldName('record_id').primary(),
    shieldedAt: instant(),
    liftedMeasures: p.json<readonly string[]>(),
  },
});
export type ReorganisationRecord = InferEntity<typeof ReorganisationRecord>;
