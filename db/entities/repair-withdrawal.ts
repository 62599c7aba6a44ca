import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { WITHDRAWAL_GROUNDS } from '../../domain/repair-withdrawal/repair-withdrawal.ts';
import { SERVICE_MEANS } from '../../domain/hearing/service.ts';
import { CaseFile } from './case-file.ts';
import { day, encryptedText, instant } from './columns.ts';
import { CreditRecord } from './record.ts';
import { Repair } from './repair.ts';

/** 撤销修复: what was proposed and told, never changed; its service, its decision and that it fell, each added once; a waiver, until it is taken back. */
export const RepairWithdrawal = defineEntity({
  name: 'RepairWithdrawal',
  tableName: 'repair_withdrawal',
  properties: {
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id').primary(),
    repairCaseId: p.manyToOne(Repair).mapToPk().fieldName('repair_case_id'),
    ground: p.enum(WITHDRAWAL_GROUNDS),
    findings: encryptedText(),
    evidence: encryptedText(),
    proposedBy: p.text(),
    madeOn: day(),
    serviceMeans: p.enum(SERVICE_MEANS).nullable(),
    serviceOn: day().nullable(),
    servedOn: day().nullable(),
    serviceProof: encryptedText().nullable(),
    serviceConsent: encryptedText().nullable(),
    serviceRegisteredBy: p.text().nullable(),
    waivedOn: day().nullable(),
    waiver: encryptedText().nullable(),
    waiverRegisteredBy: p.text().nullable(),
    decidedBy: p.text().nullable(),
    decidedAt: instant().nullable(),
    decisionDocument: p.text().nullable(),
    reason: encryptedText().nullable(),
    answerToStatement: encryptedText().nullable(),
    falseRepairRecordId: p.manyToOne(CreditRecord).mapToPk().fieldName('false_repair_record_id').nullable(),
    undoneOn: day().nullable(),
  },
});
export type RepairWithdrawal = InferEntity<typeof RepairWithdrawal>;
