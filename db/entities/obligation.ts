import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { ObligationTerm } from '../../domain/commitment/obligation.ts';
import { CaseFile } from './case-file.ts';
import { day, encryptedText, id } from './columns.ts';

export const CHECK_FINDINGS = ['true', 'untrue'] as const;

/** 履约事项: one point of what was promised, as it stands now; earlier words are in `commitment_amendment`. */
export const Obligation = defineEntity({
  name: 'Obligation',
  tableName: 'obligation',
  properties: {
    id: id(),
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id'),
    code: p.text(),
    position: p.integer(),
    title: encryptedText(),
    content: encryptedText().nullable(),
    evidence: encryptedText().nullable(),
    event: encryptedText().nullable(),
    amount: p.decimal('number').nullable(),
    unit: p.text().nullable(),
    term: p.json<ObligationTerm>(),
    sinceVersion: p.integer(),
    eventOn: day().nullable(),
    eventProof: encryptedText().nullable(),
    found: p.enum(CHECK_FINDINGS).nullable(),
    foundReason: encryptedText().nullable(),
    releasedOn: day().nullable(),
    releaseReason: encryptedText().nullable(),
    notKeptOn: day().nullable(),
    madeGoodOn: day().nullable(),
    concededOn: day().nullable(),
    concession: encryptedText().nullable(),
  },
});
export type Obligation = InferEntity<typeof Obligation>;
