import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { day, encryptedText, id, instant } from './columns.ts';
import { Determination } from './determination.ts';

/** 陈述申辩: what the subject said, never changed; how it was reviewed, added once. */
export const DeterminationStatement = defineEntity({
  name: 'DeterminationStatement',
  tableName: 'determination_statement',
  properties: {
    id: id(),
    caseId: p.manyToOne(Determination).mapToPk().fieldName('case_id'),
    seq: p.integer(),
    body: encryptedText(),
    evidence: encryptedText().nullable(),
    receivedOn: day(),
    receivedAt: instant(),
    onPaper: p.boolean(),
    inTime: p.boolean(),
    registeredBy: p.text(),
    actId: p.text(),
    answer: encryptedText().nullable(),
    answeredOn: day().nullable(),
    answeredBy: p.text().nullable(),
  },
});
export type DeterminationStatement = InferEntity<typeof DeterminationStatement>;
