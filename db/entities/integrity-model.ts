import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Authority } from './authority.ts';
import { day, id, instant } from './columns.ts';
import { Subject } from './subject.ts';

/** 诚信典型: whom an authority named an integrity model, in which document, from when until when. */
export const IntegrityModelRow = defineEntity({
  name: 'IntegrityModelRow',
  tableName: 'integrity_model',
  properties: {
    id: id(),
    subjectId: p.manyToOne(Subject).mapToPk().fieldName('subject_id'),
    authorityId: p.manyToOne(Authority).mapToPk().fieldName('authority_id'),
    title: p.text(),
    documentNumber: p.text(),
    validFrom: day(),
    validUntil: day(),
    endedOn: day().nullable(),
    enteredBy: p.text(),
    at: instant(),
  },
});
export type IntegrityModelRow = InferEntity<typeof IntegrityModelRow>;
