import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { RECTIFICATION_ORIGINS, type Rung } from '../../domain/rectification/rectification.ts';
import type { OwnTerm } from '../../domain/rectification/rectification-course.ts';
import { CaseFile } from './case-file.ts';
import { day, encryptedText } from './columns.ts';

/** 整改: what is to be put right, never changed; the rung that the ladder is on, and why it was taken back. */
export const Rectification = defineEntity({
  name: 'Rectification',
  tableName: 'rectification',
  properties: {
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id').primary(),
    origin: p.enum(RECTIFICATION_ORIGINS),
    sourceCaseId: p.manyToOne(CaseFile).mapToPk().fieldName('source_case_id').nullable(),
    inspectedOn: day().nullable(),
    title: encryptedText(),
    facts: encryptedText(),
    clause: p.text(),
    toDo: encryptedText(),
    ownTerm: p.json<OwnTerm>().nullable(),
    openedBy: p.text(),
    rung: p.integer().$type<Rung>(),
    cancelledBy: p.text().nullable(),
    cancelReason: encryptedText().nullable(),
  },
});
export type Rectification = InferEntity<typeof Rectification>;
