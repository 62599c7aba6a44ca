import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { type DecidedBefore, PAPER_MEANS } from '../../domain/hearing/reopening.ts';
import { CaseFile } from './case-file.ts';
import { day, encryptedText, instant } from './columns.ts';
import { CreditRecord } from './record.ts';

/** 已撤销的决定: one that had not heard what the subject said in time, as it was. Never changed. */
export const DecisionSetAside = defineEntity({
  name: 'DecisionSetAside',
  tableName: 'decision_set_aside',
  properties: {
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id').primary(),
    round: p.integer().primary(),
    setAsideAt: instant(),
    setAsideBy: p.text(),
    cause: encryptedText(),
    handedInOn: day(),
    means: p.enum(PAPER_MEANS),
    decidedBy: p.text(),
    decidedAt: instant(),
    document: p.text(),
    reason: encryptedText(),
    answer: encryptedText().nullable(),
    decided: p.json<DecidedBefore>(),
    recordId: p.manyToOne(CreditRecord).mapToPk().fieldName('record_id'),
  },
});
export type DecisionSetAside = InferEntity<typeof DecisionSetAside>;
