import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { HEARING_RESULTS } from '../../domain/hearing/hearing.ts';
import { day, encryptedText } from './columns.ts';
import { RepairWithdrawal } from './repair-withdrawal.ts';

/** 听证: asked for by the subject, called, and held or given up. One a case. */
export const RepairWithdrawalHearing = defineEntity({
  name: 'RepairWithdrawalHearing',
  tableName: 'repair_withdrawal_hearing',
  properties: {
    caseId: p.manyToOne(RepairWithdrawal).mapToPk().fieldName('case_id').primary(),
    askedOn: day(),
    askedBy: p.text(),
    calledFor: day().nullable(),
    calledTime: p.text().nullable(),
    place: p.text().nullable(),
    presiding: p.text().nullable(),
    presidingName: encryptedText().nullable(),
    result: p.enum(HEARING_RESULTS).nullable(),
    endedOn: day().nullable(),
    minutes: encryptedText().nullable(),
    declaration: encryptedText().nullable(),
    recordedBy: p.text().nullable(),
    recordedOn: day().nullable(),
  },
});
export type RepairWithdrawalHearing = InferEntity<typeof RepairWithdrawalHearing>;
