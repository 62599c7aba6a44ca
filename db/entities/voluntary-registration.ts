import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { REGISTRATION_CATEGORIES } from '../../domain/voluntary-registration/voluntary-registration-info.ts';
import type { Contact } from './accept-first.ts';
import { CaseFile } from './case-file.ts';
import { day, encryptedJson, encryptedText, instant } from './columns.ts';

/** 自主申报信息: which version of what a subject registered counts, and what was found of it. */
export const VoluntaryRegistration = defineEntity({
  name: 'VoluntaryRegistration',
  tableName: 'voluntary_registration',
  properties: {
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id').primary(),
    category: p.enum(REGISTRATION_CATEGORIES),
    version: p.integer(),
    validUntil: day(),
    contact: encryptedJson<Contact>(),
    verifiedOn: day().nullable(),
    verifiedBy: p.text().nullable(),
    verification: encryptedText().nullable(),
    doubtedOn: day().nullable(),
    doubtedBy: p.text().nullable(),
    doubt: encryptedText().nullable(),
    doubtEvidence: encryptedText().nullable(),
    saidAllOn: day().nullable(),
    decidedBy: p.text().nullable(),
    decidedAt: instant().nullable(),
    reason: encryptedText().nullable(),
    answerToStatement: encryptedText().nullable(),
    madeGoodBy: p.text().nullable(),
    madeGoodHow: encryptedText().nullable(),
  },
});
export type VoluntaryRegistration = InferEntity<typeof VoluntaryRegistration>;
