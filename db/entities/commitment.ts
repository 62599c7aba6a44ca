import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { type ApprovalTerms, COMMITMENT_KINDS } from '../../domain/commitment/commitment-kinds.ts';
import { type Contact, SIGNING_MEANS } from './accept-first.ts';
import { Authority } from './authority.ts';
import { CaseFile } from './case-file.ts';
import { encryptedJson, encryptedText, instant } from './columns.ts';
import { CommitmentStandardText } from './commitment-standard-text.ts';

/** 信用承诺: who promised, in which words, and what was decided on it. The obligations stand in `obligation`. */
export const Commitment = defineEntity({
  name: 'Commitment',
  tableName: 'commitment',
  properties: {
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id').primary(),
    kind: p.enum(COMMITMENT_KINDS),
    title: encryptedText(),
    approvalTerms: p.json<ApprovalTerms>().nullable(),
    promisorAuthorityId: p.manyToOne(Authority).mapToPk().fieldName('promisor_authority_id').nullable(),
    standardTextId: p.manyToOne(CommitmentStandardText).mapToPk().fieldName('standard_text_id'),
    commitmentText: encryptedText(),
    commitmentSha256: p.text().fieldName('commitment_sha256'),
    signer: encryptedText(),
    signedAt: instant(),
    signingMeans: p.enum(SIGNING_MEANS),
    contact: encryptedJson<Contact>(),
    registeredBy: p.text().nullable(),
    version: p.integer().default(1),
    checkedBy: p.text().nullable(),
    revoked: p.boolean().nullable(),
    decisionReason: encryptedText().nullable(),
    wilful: p.boolean().default(false),
    gradeReason: encryptedText().nullable(),
  },
});
export type Commitment = InferEntity<typeof Commitment>;
