import { Type } from 'typebox';
import { EXECUTION_FILTERS } from '../../db/queries/measure-execution-list.ts';
import { DIRECTIONS, EXECUTION_STATES } from '../../domain/joint-action/measure-execution.ts';
import { PATTERNS } from '../formats.ts';
import {
  CodeSchema,
  DaySchema,
  IdSchema,
  InstantSchema,
  LONGEST,
  NextCursor,
  Nullable,
  OneOf,
  PageQuery,
  Paragraphs,
  Strict,
} from './common.ts';

/** Joint action: what authorities are asked about the measures of a record, and what they say. */

const MeasureCode = Type.String({ pattern: PATTERNS.measure.pattern, examples: ['B08'] });
const DirectionSchema = OneOf(DIRECTIONS, 'apply 采取；undo 解除；suspend 暂停执行；resume 恢复执行');
const Named = Type.Object({ code: Type.String(), name: Type.String() });

const OfMeasure = { measure: MeasureCode, direction: DirectionSchema };
export const RespondMeasureBody = Strict(OfMeasure);
export const ExecuteMeasureBody = Strict({
  ...OfMeasure,
  executedOn: Type.Optional(
    Type.Unsafe<string | null>({
      ...Nullable(DaySchema),
      description: '执行日期，不写为今天 · day on which it was carried out; left out: today',
    }),
  ),
});
export const FeedBackMeasureBody = Strict({
  ...OfMeasure,
  note: Paragraphs(LONGEST.text, '执行情况 · what came of it; read by both authorities'),
});
export const DeclineMeasureBody = Strict({
  measure: MeasureCode,
  direction: OneOf(
    ['apply'],
    'apply 采取；暂停、恢复、解除的要求不能退回 · what is to be suspended, resumed or undone cannot be declined',
  ),
  reason: Paragraphs(
    LONGEST.text,
    '不属于本单位职责的理由；认定单位、管理员可见 · why it is not one’s own; read by who determined the record and who names carriers',
  ),
});
export const WithdrawRequestBody = Strict({
  measure: MeasureCode,
  authority: Type.Unsafe<string>({ ...CodeSchema, description: '退回措施的单位 · the authority that declined' }),
});

const execution = {
  authority: Named,
  named: Type.Boolean({
    description:
      '由管理员指定为实施单位；否则由认定单位自行实施，不催办 · named for the measure; else it determined the record, and is not chased',
  }),
  direction: DirectionSchema,
  directionText: Type.String(),
  round: Type.Integer(),
  state: OneOf(EXECUTION_STATES),
  stateText: Type.String(),
  askedAt: InstantSchema,
  respondedAt: Nullable(InstantSchema),
  executedOn: Nullable(DaySchema),
  executedAt: Nullable(InstantSchema),
  fedBackAt: Nullable(InstantSchema),
  heldAt: Nullable(InstantSchema),
  calledOffAt: Nullable(InstantSchema),
  declinedAt: Nullable(InstantSchema),
  feedBackBy: Nullable(DaySchema),
};
const Measure = Type.Object({ code: Type.String(), name: Type.String() });

/** Of one record: who has done what, per measure and authority. */
export const ExecutionSchema = Type.Object({
  measure: Measure,
  ...execution,
  note: Type.Unsafe<string | null>({
    ...Nullable(Type.String()),
    description: '反馈内容，仅认定单位和实施单位可见 · what was fed back, for the two authorities alone',
  }),
  declinedBecause: Type.Unsafe<string | null>({
    ...Nullable(Type.String()),
    description: '退回理由，仅认定单位和实施单位可见 · why it was declined, for the two authorities alone',
  }),
});

export const ExecutionListQuery = Strict({
  state: Type.Optional(
    OneOf(
      EXECUTION_FILTERS,
      'outstanding 待办（缺省）；overdue 逾期；held 暂不执行、暂停执行；declined 被退回、尚未另行指定；all 全部 · what is still to be done or said, with what others declined (the default); what is past its day; what is held or suspended; what was declined and is not settled; everything',
    ),
  ),
  direction: Type.Optional(DirectionSchema),
  of: Type.Optional(
    OneOf(
      ['own', 'determined'],
      'own 本单位实施的（缺省）；determined 本单位认定、由他单位实施的 · carried out by one’s own authority (the default), or of the records that it determined',
    ),
  ),
  authority: Type.Optional(
    Type.Unsafe<string>({ ...CodeSchema, description: '实施单位，供审计 · who carries out; for auditors' }),
  ),
  ...PageQuery,
});

export const ExecutionList = Type.Object({
  items: Type.Array(
    Type.Object({
      caseNumber: Type.String(),
      record: Type.Object({ id: IdSchema, documentNumber: Type.String() }),
      determinedBy: Named,
      measure: Measure,
      ...execution,
    }),
  ),
  next: NextCursor,
});

export const CarriersBody = Strict({
  authorities: Type.Array(CodeSchema, {
    maxItems: 50,
    uniqueItems: true,
    description:
      '实施该措施的机关；空为由认定单位自行实施 · who carries the measure out; none: who determined the record',
  }),
});
export const MeasureParams = Type.Object({ code: MeasureCode });
export const CarriersSchema = Type.Object({ measure: Type.String(), carriers: Type.Array(Named) });
