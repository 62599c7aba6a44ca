import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { WITHDRAWAL_GROUNDS_STATED } from '../../domain/record/record-withdrawal.ts';
import { day, encryptedText, instant } from './columns.ts';
import { CreditRecord } from './record.ts';

/** 撤回说明: why a record whose decision stands no more was taken back. `shownUntil` null: never said in public. */
export const RecordWithdrawal = defineEntity({
  name: 'RecordWithdrawal',
  tableName: 'record_withdrawal',
  properties: {
    recordId: p.manyToOne(CreditRecord).mapToPk().fieldName('record_id').primary(),
    ground: p.enum(WITHDRAWAL_GROUNDS_STATED),
    groundOn: day(),
    groundDocument: p.text().nullable(),
    reason: encryptedText().nullable(),
    withdrawnOn: day(),
    withdrawnBy: p.text(),
    shownUntil: day().nullable(),
    at: instant(),
  },
});
export type RecordWithdrawal = InferEntity<typeof RecordWithdrawal>;
