import { Type } from 'typebox';
import { MEASURE_FORCES } from '../../domain/record/record.ts';
import { RECORD_KINDS } from '../../domain/record/record-kind.ts';
import { SEVERITIES } from '../../domain/record/severity.ts';
import { DaySchema, IdSchema, InstantSchema, Nullable, OneOf, RefusalSchema } from './common.ts';

/** 应查必查: what is in force of a case's subject, and what was when somebody decided. */

const Measure = Type.Object({
  code: Type.String(),
  name: Type.String(),
  basis: Type.String(),
  force: OneOf(MEASURE_FORCES),
  forceText: Type.String(),
  until: Nullable(DaySchema),
});

const RecordInForce = Type.Object({
  id: IdSchema,
  documentNumber: Type.String(),
  kind: OneOf(RECORD_KINDS),
  kindText: Type.String(),
  severity: OneOf(SEVERITIES),
  severityText: Type.String(),
  decidedOn: DaySchema,
  authority: Type.Object({ code: Type.String(), name: Type.String() }),
  shared: Type.Boolean({
    description: 'false：已期满，仅措施尚未满期 · false: ended by time, only its measures run on',
  }),
  measures: Type.Array(Measure),
});

const Advice = Type.Object({
  measure: Type.String(),
  documentNumber: Type.String(),
  clause: Type.String(),
  bars: Type.Boolean({ description: '事项规则规定不得准予 · the procedure’s data forbid granting under it' }),
  text: Type.String(),
});

export const StandingSchema = Type.Object(
  {
    records: Type.Array(RecordInForce),
    advice: Type.Array(Advice),
    withheld: Type.Union([RefusalSchema, Type.Null()], {
      description:
        '自然人：没有等待作出的决定时只列本机关作出的记录 · of a person: where no decision waits only your own authority’s records are listed',
    }),
  },
  {
    description:
      '主体现行有效的失信记录和措施，供经办机关决定前查看（国发〔2016〕33号（十八））；无可决定事项或者非经办机关为 null · what is in force of the subject, for who decides; null where nothing can be decided, and for others',
  },
);

export const LookUpSchema = Type.Object(
  {
    act: Type.String(),
    at: InstantSchema,
    by: Type.String(),
    role: Type.String({ description: 'system：依规则当场决定 · system: decided by rule, at once' }),
    authority: Nullable(Type.String()),
    found: Type.Array(
      Type.Object({ recordId: IdSchema, documentNumber: Type.String(), measures: Type.Array(Type.String()) }),
    ),
  },
  { description: '一次决定前的查询结果 · what was in force when a decision was made' },
);
