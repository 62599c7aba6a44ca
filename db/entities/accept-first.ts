import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { ProcedureTerms } from '../../domain/accept-first/accept-first.ts';
import { CaseFile } from './case-file.ts';
import { day, encryptedJson, encryptedText, instant } from './columns.ts';
import { CommitmentText } from './commitment-text.ts';

export const SIGNING_MEANS = ['online', 'paper'] as const;

export interface Contact {
  name: string;
  email: string | null;
  phone: string | null;
}

/** 容缺受理: what was promised, by whom, and the procedure as it was then. Never changed. */
export const AcceptFirst = defineEntity({
  name: 'AcceptFirst',
  tableName: 'accept_first',
  properties: {
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id').primary(),
    procedureData: p.json<ProcedureTerms>(),
    commitmentTextId: p.manyToOne(CommitmentText).mapToPk().fieldName('commitment_text_id'),
    commitmentText: encryptedText(),
    commitmentSha256: p.text().fieldName('commitment_sha256'),
    signer: encryptedText(),
    signedAt: instant(),
    signingMeans: p.enum(SIGNING_MEANS),
    contact: encryptedJson<Contact>(),
    registeredBy: p.text().nullable(),
    noticeHandedOn: day().nullable(),
  },
});
export type AcceptFirst = InferEntity<typeof AcceptFirst>;
