import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { day, encryptedText, id, instant } from './columns.ts';
import { Objection } from './objection.ts';

/** 异议补充: what was added to an objection while it was open. Never changed. */
export const ObjectionSupplement = defineEntity({
  name: 'ObjectionSupplement',
  tableName: 'objection_supplement',
  properties: {
    id: id(),
    caseId: p.manyToOne(Objection).mapToPk().fieldName('case_id'),
    seq: p.integer(),
    body: encryptedText(),
    evidence: encryptedText().nullable(),
    receivedOn: day(),
    receivedAt: instant(),
    at: instant(),
    onPaper: p.boolean(),
    registeredBy: p.text(),
    actId: p.text(),
  },
});
export type ObjectionSupplement = InferEntity<typeof ObjectionSupplement>;
