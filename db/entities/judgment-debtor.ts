import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { DebtorSituation } from '../../domain/judgment-debtor/judgment-debtor.ts';
import { WITHDRAWAL_GROUNDS } from '../../domain/judgment-debtor/judgment-debtor-messages.ts';
import { CreditRecord } from './record.ts';

/** 失信被执行人: what the court's listing says beside its record, and why the court withdrew it. */
export const JudgmentDebtor = defineEntity({
  name: 'JudgmentDebtor',
  tableName: 'judgment_debtor',
  properties: {
    recordId: p.manyToOne(CreditRecord).mapToPk().fieldName('record_id').primary(),
    situation: p.integer().$type<DebtorSituation>(),
    extraYears: p.integer(),
    ground: p.enum(WITHDRAWAL_GROUNDS).nullable(),
  },
});
export type JudgmentDebtor = InferEntity<typeof JudgmentDebtor>;
