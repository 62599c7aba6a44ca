import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { day, encryptedText, id, instant } from './columns.ts';
import { VoluntaryRegistration } from './voluntary-registration.ts';

/** 自主申报陈述: what the subject says to what is doubted. Never changed. */
export const VoluntaryRegistrationStatement = defineEntity({
  name: 'VoluntaryRegistrationStatement',
  tableName: 'voluntary_registration_statement',
  properties: {
    id: id(),
    caseId: p.manyToOne(VoluntaryRegistration).mapToPk().fieldName('case_id'),
    seq: p.integer(),
    version: p.integer(),
    body: encryptedText(),
    evidence: encryptedText().nullable(),
    receivedOn: day(),
    receivedAt: instant(),
    onPaper: p.boolean(),
    registeredBy: p.text(),
  },
});
export type VoluntaryRegistrationStatement = InferEntity<typeof VoluntaryRegistrationStatement>;
