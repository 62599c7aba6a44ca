import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Rung } from '../../domain/rectification/rectification.ts';
import { RECTIFICATION_VERDICTS } from '../../domain/rectification/rectification-report.ts';
import { day, encryptedText, id, instant } from './columns.ts';
import { Rectification } from './rectification.ts';

/** 整改报告: what the subject says was put right, and what the authority found. */
export const RectificationReport = defineEntity({
  name: 'RectificationReport',
  tableName: 'rectification_report',
  properties: {
    id: id(),
    caseId: p.manyToOne(Rectification).mapToPk().fieldName('case_id'),
    seq: p.integer(),
    rung: p.integer().$type<Rung>(),
    body: encryptedText(),
    evidence: encryptedText().nullable(),
    receivedOn: day(),
    receivedAt: instant(),
    onPaper: p.boolean(),
    inTime: p.boolean(),
    registeredBy: p.text(),
    verdict: p.enum(RECTIFICATION_VERDICTS).nullable(),
    verdictReason: encryptedText().nullable(),
    verdictBy: p.text().nullable(),
    verdictAt: instant().nullable(),
    actId: p.text(),
  },
});
export type RectificationReport = InferEntity<typeof RectificationReport>;
