import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { type Contact, SIGNING_MEANS } from './accept-first.ts';
import { CaseFile } from './case-file.ts';
import { encryptedJson, encryptedText, instant } from './columns.ts';
import { REPRESENTATION_KINDS } from './representation.ts';

/** In which capacity somebody applies; `on-paper`: the window registered it, and looked at the proof. */
export const APPLICANT_CAPACITIES = [...REPRESENTATION_KINDS, 'on-paper'] as const;
export type ApplicantCapacity = (typeof APPLICANT_CAPACITIES)[number];

/** 信用修复: who applied in which capacity, and what was signed. Never changed. */
export const Repair = defineEntity({
  name: 'Repair',
  tableName: 'repair',
  properties: {
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id').primary(),
    representation: p.enum(APPLICANT_CAPACITIES),
    commitmentVersion: p.integer(),
    commitmentText: encryptedText(),
    commitmentSha256: p.text().fieldName('commitment_sha256'),
    signer: encryptedText(),
    signedAt: instant(),
    signingMeans: p.enum(SIGNING_MEANS),
    contact: encryptedJson<Contact>(),
    registeredBy: p.text().nullable(),
  },
});
export type Repair = InferEntity<typeof Repair>;
