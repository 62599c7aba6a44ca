import { Type } from 'typebox';
import { REPAIR_WITHDRAWAL_STATUSES, WITHDRAWAL_GROUNDS } from '../../domain/repair-withdrawal/repair-withdrawal.ts';
import { CaseNumberParams } from './acts.ts';
import { DaySchema, IdSchema, InstantSchema, Line, LONGEST, Nullable, OneOf, Paragraphs, Strict } from './common.ts';
import { NextDeadlineSchema } from './deadline.ts';
import { HeardSection } from './hearing.ts';

const MOST_RECORDS = 50;

const Records = Type.Array(IdSchema, {
  minItems: 1,
  maxItems: MOST_RECORDS,
  uniqueItems: true,
  description: '失信记录的编号 · ids of the records',
});

export const ProposalBody = Strict({
  repair: CaseNumberParams.properties.number,
  subjectId: IdSchema,
  ground: OneOf(WITHDRAWAL_GROUNDS),
  findings: Paragraphs(LONGEST.text, '查明的事实，将写入告知书 · what was found, as the subject is told'),
  evidence: Paragraphs(LONGEST.text, '证据及其编号 · the evidence, by its references'),
  records: Records,
  madeOn: Type.Optional(
    Nullable(
      Type.String({
        format: 'day',
        description: '告知书已在线下作出的，其日期 · day of a notice that was made on paper before it is entered here',
        examples: ['2026-09-18'],
      }),
    ),
  ),
});

export const ProposalAnswerSchema = Type.Object({
  number: Type.String(),
  status: OneOf(REPAIR_WITHDRAWAL_STATUSES),
  statusText: Type.String(),
  next: Nullable(NextDeadlineSchema),
});

export const UpholdBody = Strict({
  document: Line(LONGEST.name, '决定书文号 · number of the decision'),
  reason: Paragraphs(LONGEST.text),
  answerToStatement: Type.Optional(
    Nullable(
      Paragraphs(LONGEST.text, '对陈述、申辩的复核情况，已陈述的必填 · what is said to a statement made in time'),
    ),
  ),
  records: Type.Optional(
    Type.Array(IdSchema, {
      minItems: 1,
      maxItems: MOST_RECORDS,
      uniqueItems: true,
      description: '恢复的记录；缺省为告知书所列全部 · records that come back; all of the notice where left out',
    }),
  ),
});

export const DropBody = Strict({ reason: Paragraphs(LONGEST.text) });

/** What only a withdrawal shows. Free texts are null for who is not of the case. */
export const RepairWithdrawalSection = Type.Object({
  repair: Type.String({ description: '原信用修复案件 · number of the repair' }),
  ground: OneOf(WITHDRAWAL_GROUNDS),
  groundText: Type.String(),
  clause: Type.String(),
  findings: Nullable(Type.String()),
  evidence: Nullable(Type.String()),
  proposedBy: Nullable(Type.String()),
  records: Type.Array(
    Type.Object({
      recordId: IdSchema,
      documentNumber: Type.String(),
      period: OneOf(['restarts', 'goes-on']),
      periodClause: Type.String(),
      restoredOn: Nullable(DaySchema),
    }),
  ),
  ...HeardSection,
  decision: Nullable(
    Type.Object({
      upheld: Type.Boolean(),
      document: Nullable(Type.String()),
      decidedAt: InstantSchema,
      decidedBy: Nullable(Type.String()),
      reason: Nullable(Type.String()),
      answerToStatement: Nullable(Type.String()),
      falseRepairRecordId: Nullable(IdSchema),
      barredUntil: Nullable(DaySchema),
      undoneOn: Nullable(DaySchema),
    }),
  ),
});
