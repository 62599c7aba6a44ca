import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { RECORD_ENDINGS } from '../../domain/record/record-ending.ts';
import { RECORD_KINDS } from '../../domain/record/record-kind.ts';
import { DUTIES_OPEN_AT_MAXIMUM, SECTORS } from '../../domain/record/sectors.ts';
import { SEVERITIES } from '../../domain/record/severity.ts';
import { Authority } from './authority.ts';
import { CaseFile } from './case-file.ts';
import { day, encryptedText, id, instant } from './columns.ts';
import { Subject } from './subject.ts';

/** 失信记录: its days and its ending. What counts of it at a moment is computed at reading (`recordState`). */
export const CreditRecord = defineEntity({
  name: 'CreditRecord',
  tableName: 'record',
  properties: {
    id: id(),
    subjectId: p.manyToOne(Subject).mapToPk().fieldName('subject_id'),
    authorityId: p.manyToOne(Authority).mapToPk().fieldName('authority_id'),
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id').nullable(),
    kind: p.enum(RECORD_KINDS),
    documentKind: p.text(),
    documentNumber: p.text(),
    decidedOn: day(),
    severity: p.enum(SEVERITIES),
    sector: p.enum(SECTORS),
    facts: encryptedText().nullable(),
    published: p.boolean(),
    publishedFrom: day(),
    minimumEnds: day().nullable(),
    applyFrom: day().nullable(),
    endsBy: day().nullable(),
    publishBy: day().nullable(),
    ruleSet: p.text(),
    restartedOn: day().nullable(),
    correctedOn: day().nullable(),
    dutiesDoneOn: day().nullable(),
    dutiesProof: encryptedText().nullable(),
    dutiesOpenAtMaximum: p.enum(DUTIES_OPEN_AT_MAXIMUM).nullable(),
    endedOn: day().nullable(),
    endedHow: p.enum(RECORD_ENDINGS).nullable(),
    voidedOn: day().nullable(),
    enteredBy: p.text(),
    at: instant(),
    version: p.integer().version(),
  },
});
export type CreditRecord = InferEntity<typeof CreditRecord>;
