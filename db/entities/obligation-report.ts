import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { SUPPLY_MEANS } from '../../domain/accept-first/accept-first-supply.ts';
import { CaseFile } from './case-file.ts';
import { day, encryptedText, id, instant } from './columns.ts';
import { Obligation } from './obligation.ts';

export const REPORT_VERDICTS = ['accepted', 'rejected'] as const;

/** 履约报告: one report of fulfilment, of an obligation or a part of it; only its verdict is added later. */
export const ObligationReport = defineEntity({
  name: 'ObligationReport',
  tableName: 'obligation_report',
  properties: {
    id: id(),
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id'),
    obligationId: p.manyToOne(Obligation).mapToPk().fieldName('obligation_id'),
    seq: p.integer(),
    receivedOn: day(),
    receivedAt: instant(),
    means: p.enum(SUPPLY_MEANS),
    dispatchedOn: day().nullable(),
    quantity: p.decimal('number').nullable(),
    complete: p.boolean(),
    note: encryptedText().nullable(),
    reference: encryptedText().nullable(),
    registeredBy: p.text(),
    inTime: p.boolean(),
    verdict: p.enum(REPORT_VERDICTS).nullable(),
    verdictReason: encryptedText().nullable(),
    verdictBy: p.text().nullable(),
    verdictAt: instant().nullable(),
    actId: p.text(),
  },
});
export type ObligationReport = InferEntity<typeof ObligationReport>;
