import { Type } from 'typebox';
import { WITHDRAWAL_GROUNDS_STATED } from '../../domain/record/record-withdrawal.ts';
import { RECORD_KINDS } from '../../domain/record/record-kind.ts';
import { DaySchema, IdSchema, Nullable, OneOf } from './common.ts';

/** 撤回说明: that a record was taken back because its decision stands no more, and why (行政处罚法第四十八条第二款). */
export const WithdrawalSchema = Type.Object({
  ground: OneOf(WITHDRAWAL_GROUNDS_STATED),
  groundText: Type.String(),
  groundOn: Type.Unsafe<string>({
    ...DaySchema,
    description:
      '撤销等文书的日期；作出机关自行撤销、失去依据的，为其当日 · day of the document that annulled it; of setting it aside, or of the fall of its basis, that day',
  }),
  groundDocument: Nullable(
    Type.String({
      description:
        '撤销等文书的文号；自然人的不公开 · number of the document that annulled it; not shown of a person, null: there is none',
    }),
  ),
  withdrawnOn: DaySchema,
  reason: Nullable(
    Type.String({
      description:
        '经办人员所写的理由；自然人的不公开，没有的为 null · in the officer’s words; not shown of a person, null where there are none',
    }),
  ),
  shownUntil: Type.Unsafe<string | null>({
    ...Nullable(DaySchema),
    description:
      '公开的最后一日，不晚于该信息原公示期届满之日；null：不公开 · last day on which it is public, no later than the record would have been; null: it is not',
  }),
  statement: Type.String({
    description: '撤回说明 · which decision was withdrawn, when, why and by which document, in one sentence',
  }),
});

export const PublicWithdrawalSchema = Type.Object({
  id: IdSchema,
  kind: OneOf(RECORD_KINDS),
  kindText: Type.String(),
  documentKind: Type.String(),
  documentNumber: Type.String(),
  decidedOn: DaySchema,
  authority: Type.Object({ code: Type.String(), name: Type.String() }),
  subject: Type.Object({
    kind: OneOf(['organisation', 'person']),
    identifier: Type.String(),
    name: Type.String(),
  }),
  ...WithdrawalSchema.properties,
});
