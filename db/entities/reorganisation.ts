import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { REORGANISATION_KINDS, REORGANISATION_OPENERS } from '../../domain/reorganisation/reorganisation.ts';
import type { Contact } from './accept-first.ts';
import { Authority } from './authority.ts';
import { CaseFile } from './case-file.ts';
import { day, encryptedJson, encryptedText, instant } from './columns.ts';

/** 破产重整、和解: the ruling that a case follows. */
export const Reorganisation = defineEntity({
  name: 'Reorganisation',
  tableName: 'reorganisation',
  properties: {
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id').primary(),
    kind: p.enum(REORGANISATION_KINDS),
    courtId: p.manyToOne(Authority).mapToPk().fieldName('court_id'),
    rulingNumber: p.text(),
    ruledOn: day(),
    planUntil: day().nullable(),
    openedBy: p.enum(REORGANISATION_OPENERS),
    contact: encryptedJson<Contact>().nullable(),
    confirmedAt: instant().nullable(),
    endedOn: day().nullable(),
    endReason: encryptedText().nullable(),
  },
});
export type Reorganisation = InferEntity<typeof Reorganisation>;
