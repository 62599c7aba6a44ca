import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Rung } from '../../domain/rectification/rectification.ts';
import { INTERVIEW_RESULTS, MINUTES_SIGNED } from '../../domain/rectification/rectification-interview.ts';
import { day, encryptedText } from './columns.ts';
import { Rectification } from './rectification.ts';

/** 整改阶梯: one rung: the interview that opens it, called and minuted, none on the first; and whether its date passed. */
export const RectificationRung = defineEntity({
  name: 'RectificationRung',
  tableName: 'rectification_rung',
  properties: {
    caseId: p.manyToOne(Rectification).mapToPk().fieldName('case_id').primary(),
    rung: p.integer().primary().$type<Rung>(),
    passedOn: day().nullable(),
    document: p.text().nullable(),
    reason: encryptedText().nullable(),
    calledFor: day().nullable(),
    calledTime: p.text().nullable(),
    place: p.text().nullable(),
    people: encryptedText().nullable(),
    purpose: encryptedText().nullable(),
    papers: encryptedText().nullable(),
    calledBy: p.text().nullable(),
    result: p.enum(INTERVIEW_RESULTS).nullable(),
    heldOn: day().nullable(),
    participants: encryptedText().nullable(),
    content: encryptedText().nullable(),
    promises: encryptedText().nullable(),
    signed: p.enum(MINUTES_SIGNED).nullable(),
    signedNote: encryptedText().nullable(),
    minutedBy: p.text().nullable(),
  },
});
export type RectificationRung = InferEntity<typeof RectificationRung>;
