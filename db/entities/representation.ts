import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { day, id, instant } from './columns.ts';
import { Subject } from './subject.ts';

export const REPRESENTATION_KINDS = ['self', 'legal-representative', 'agent', 'administrator'] as const;
export type RepresentationKind = (typeof REPRESENTATION_KINDS)[number];

/** 代表关系: which person may act for a subject, in which capacity and from when until when. */
export const Representation = defineEntity({
  name: 'Representation',
  tableName: 'representation',
  properties: {
    id: id(),
    personSub: p.text(),
    subjectId: p.manyToOne(Subject).mapToPk().fieldName('subject_id'),
    kind: p.enum(REPRESENTATION_KINDS),
    validFrom: day(),
    validUntil: day().nullable(),
    proof: p.text(),
    at: instant(),
  },
});
export type Representation = InferEntity<typeof Representation>;
