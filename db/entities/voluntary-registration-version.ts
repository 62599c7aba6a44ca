import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { RegisteredContent } from '../../domain/voluntary-registration/voluntary-registration-info.ts';
import { day, encryptedJson, encryptedText, id, instant } from './columns.ts';
import { VoluntaryRegistration } from './voluntary-registration.ts';

/** 自主申报版本: what a subject said of itself, and the exact promise of truth that it signed. Never changed. */
export const VoluntaryRegistrationVersion = defineEntity({
  name: 'VoluntaryRegistrationVersion',
  tableName: 'voluntary_registration_version',
  properties: {
    id: id(),
    caseId: p.manyToOne(VoluntaryRegistration).mapToPk().fieldName('case_id'),
    version: p.integer(),
    content: encryptedJson<RegisteredContent>(),
    validUntil: day(),
    commitmentVersion: p.integer(),
    commitmentText: encryptedText(),
    commitmentSha256: p.text().fieldName('commitment_sha256'),
    signer: encryptedText(),
    signedAt: instant(),
    signedBy: p.text(),
  },
});
export type VoluntaryRegistrationVersion = InferEntity<typeof VoluntaryRegistrationVersion>;
