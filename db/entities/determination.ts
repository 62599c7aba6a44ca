import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { DOCUMENT_KINDS } from '../../domain/determination/determination-document.ts';
import { DETERMINED_KINDS, RESPONSIBILITIES } from '../../domain/determination/determination-door.ts';
import { LENIENCIES } from '../../domain/determination/determination-leniency.ts';
import { SERVICE_MEANS } from '../../domain/hearing/service.ts';
import { SECTORS } from '../../domain/record/sectors.ts';
import { SEVERITIES } from '../../domain/record/severity.ts';
import { CaseFile } from './case-file.ts';
import { day, encryptedText, instant } from './columns.ts';
import { CreditRecord } from './record.ts';

/** 失信认定: where the draft came from, what was completed and told, its service, a waiver, and its decision. */
export const Determination = defineEntity({
  name: 'Determination',
  tableName: 'determination',
  properties: {
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id').primary(),
    originCaseId: p.manyToOne(CaseFile).mapToPk().fieldName('origin_case_id').nullable(),
    proposedBy: p.text().nullable(),
    draftedOn: day(),
    draftFacts: encryptedText(),
    actOn: day().nullable(),
    draftClause: p.text().nullable(),
    madeOn: day().nullable(),
    completedBy: p.text().nullable(),
    documentKind: p.enum(DOCUMENT_KINDS).nullable(),
    documentNumber: p.text().nullable(),
    documentIssuedOn: day().nullable(),
    documentIssuer: p.text().nullable(),
    documentReference: encryptedText().nullable(),
    documentSha256: p.text().fieldName('document_sha256').nullable(),
    documentLaw: p.text().nullable(),
    facts: encryptedText().nullable(),
    summary: encryptedText().nullable(),
    basis: p.text().nullable(),
    recordKind: p.enum(DETERMINED_KINDS).nullable(),
    sector: p.enum(SECTORS).nullable(),
    severity: p.enum(SEVERITIES).nullable(),
    measures: p.json<readonly string[]>(),
    organisationCaseId: p.uuid().nullable(),
    responsibility: p.enum(RESPONSIBILITIES).nullable(),
    asNamed: encryptedText().nullable(),
    serviceMeans: p.enum(SERVICE_MEANS).nullable(),
    serviceOn: day().nullable(),
    servedOn: day().nullable(),
    serviceProof: encryptedText().nullable(),
    serviceConsent: encryptedText().nullable(),
    serviceRegisteredBy: p.text().nullable(),
    waivedOn: day().nullable(),
    waiver: encryptedText().nullable(),
    waiverRegisteredBy: p.text().nullable(),
    reviewedOn: day().nullable(),
    extendedOn: day().nullable(),
    extendedBy: p.text().nullable(),
    extensionReason: encryptedText().nullable(),
    decidedBy: p.text().nullable(),
    decidedAt: instant().nullable(),
    decisionDocument: p.text().nullable(),
    reason: encryptedText().nullable(),
    decidedSeverity: p.enum(SEVERITIES).nullable(),
    decidedMeasures: p.json<readonly string[]>().nullable(),
    leniency: p.enum(LENIENCIES).nullable(),
    leniencyConsidered: encryptedText().nullable(),
    recordId: p.manyToOne(CreditRecord).mapToPk().fieldName('record_id').nullable(),
  },
});
export type Determination = InferEntity<typeof Determination>;
