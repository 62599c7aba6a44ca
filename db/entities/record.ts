import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { SEVERITIES } from '../../domain/severity.ts';
import { Authority } from './authority.ts';
import { day, id, instant } from './columns.ts';
import { Subject } from './subject.ts';

/** 失信记录: as much of a dishonesty record as the door of accept-first must know. */
export const CreditRecord = defineEntity({
  name: 'CreditRecord',
  tableName: 'record',
  properties: {
    id: id(),
    subjectId: p.manyToOne(Subject).mapToPk().fieldName('subject_id'),
    authorityId: p.manyToOne(Authority).mapToPk().fieldName('authority_id'),
    kind: p.text(),
    documentNumber: p.text(),
    decidedOn: day(),
    severity: p.enum(SEVERITIES),
    repairedOn: day().nullable(),
    at: instant(),
  },
});
export type CreditRecord = InferEntity<typeof CreditRecord>;
