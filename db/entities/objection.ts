import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Extension, Pause } from '../../domain/deadline/ledger.ts';
import { OBJECTION_ABOUT } from '../../domain/objection/objection.ts';
import type { Correction } from '../../domain/objection/objection-correction.ts';
import type { ObjectionTerms } from '../../domain/objection/objection-deadlines.ts';
import type { Contact } from './accept-first.ts';
import { Authority } from './authority.ts';
import { CaseFile } from './case-file.ts';
import { day, encryptedJson, encryptedText, instant } from './columns.ts';
import { CreditRecord } from './record.ts';

/** 异议: what was said of a record, never changed; where its check stands, and its answer, added once. */
export const Objection = defineEntity({
  name: 'Objection',
  tableName: 'objection',
  properties: {
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id').primary(),
    recordId: p.manyToOne(CreditRecord).mapToPk().fieldName('record_id'),
    about: p.enum(OBJECTION_ABOUT),
    measure: p.text().nullable(),
    reasons: encryptedText(),
    evidence: encryptedText().nullable(),
    newFacts: encryptedText().nullable(),
    contact: encryptedJson<Contact>().nullable(),
    registeredBy: p.text().nullable(),
    windowId: p.manyToOne(Authority).mapToPk().fieldName('window_id').nullable(),
    checkFrom: day().nullable(),
    terms: p.json<ObjectionTerms>(),
    stops: p.json<{ publicity: boolean; sharing: boolean; measures: boolean }>(),
    pauses: p.json<readonly Pause[]>(),
    inspectedWorkingDays: p.integer(),
    extensions: p.json<readonly Extension[]>(),
    open: p.boolean(),
    decidedBy: p.text().nullable(),
    decidedAt: instant().nullable(),
    reason: encryptedText().nullable(),
    correction: encryptedJson<Correction>().nullable(),
  },
});
export type Objection = InferEntity<typeof Objection>;
