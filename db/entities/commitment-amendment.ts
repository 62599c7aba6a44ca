import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { ObligationText } from '../../domain/commitment/obligation.ts';
import { ROLES } from '../../domain/case/roles.ts';
import type { Day } from '../../domain/time.ts';
import { CaseFile } from './case-file.ts';
import { encryptedJson, encryptedText, id, instant } from './columns.ts';

export const AMENDMENT_KINDS = ['amendment', 'extension'] as const;
export const AMENDMENT_STATES = ['proposed', 'in-force', 'refused', 'lapsed'] as const;

/** What a change concerns, in full: the words of each obligation, and the day it is due where it has one. */
export type AmendedObligation = ObligationText & { due: Day | null };

/** 承诺变更: a change that was asked for, and what became of it. The words before it are kept for ever. */
export const CommitmentAmendment = defineEntity({
  name: 'CommitmentAmendment',
  tableName: 'commitment_amendment',
  properties: {
    id: id(),
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id'),
    seq: p.integer(),
    kind: p.enum(AMENDMENT_KINDS),
    askedBy: p.text(),
    askedRole: p.enum(ROLES),
    askedAt: instant(),
    before: encryptedJson<AmendedObligation[]>(),
    after: encryptedJson<AmendedObligation[]>(),
    reason: encryptedText(),
    proof: encryptedText().nullable(),
    state: p.enum(AMENDMENT_STATES),
    version: p.integer().nullable(),
    answeredBy: p.text().nullable(),
    answeredAt: instant().nullable(),
    answerReason: encryptedText().nullable(),
    actId: p.text(),
  },
});
export type CommitmentAmendment = InferEntity<typeof CommitmentAmendment>;
