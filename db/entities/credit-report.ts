import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { ReportListed } from '../../domain/report/report-standing.ts';
import { Authority } from './authority.ts';
import { day, encryptedText, id, instant } from './columns.ts';
import { Subject } from './subject.ts';

/** In which role a report is asked for: by who acts for the subject, or at the counter. */
export const REPORT_ASKERS = ['applicant', 'officer', 'supervisor'] as const;

/** 专项信用报告: as it was issued. Whether it still holds is computed at reading (`reportStanding`). */
export const CreditReport = defineEntity({
  name: 'CreditReport',
  tableName: 'credit_report',
  properties: {
    id: id(),
    number: p.text(),
    subjectId: p.manyToOne(Subject).mapToPk().fieldName('subject_id'),
    authorityId: p.manyToOne(Authority).mapToPk().fieldName('authority_id'),
    askedBy: p.text(),
    askedAs: p.enum(REPORT_ASKERS),
    proof: encryptedText().nullable(),
    periodFrom: day(),
    periodUntil: day(),
    issuedAt: instant(),
    validUntil: day(),
    code: encryptedText(),
    codeHash: p.text(),
    document: encryptedText(),
    page: encryptedText(),
    sha256: p.text().fieldName('sha256'),
    listed: p.json<ReportListed>(),
  },
});
export type CreditReport = InferEntity<typeof CreditReport>;
