import { type TSchema, Type } from 'typebox';
import { CASE_KINDS } from '../../domain/case/case-kind.ts';
import { DEADLINE_KINDS } from '../../domain/case/case-kinds.ts';
import { PUBLISHED_KINDS } from '../../domain/statistics/published.ts';
import { FIGURES } from '../../domain/statistics/figures.ts';
import {
  CodeSchema,
  DaySchema,
  IdSchema,
  InstantSchema,
  NextCursor,
  Nullable,
  OneOf,
  PageQuery,
  Strict,
} from './common.ts';

/** Figures of how promises and repairs are carried out (国发〔2016〕33号（二十三）). */

const Format = Type.Optional(
  OneOf(['json', 'csv'], 'csv：逗号分隔表格（UTF-8） · a table for a spreadsheet, in UTF-8'),
);
const OfAuthority = Type.Optional(
  Type.String({
    ...CodeSchema,
    description: '机关代码；主管人员只能查询本机关 · an authority; a supervisor’s own only',
  }),
);

export const OutstandingQuery = Strict({ authority: OfAuthority, format: Format });
const From = Type.Optional(
  Type.String({ ...DaySchema, description: '自该日起；缺省为本年1月1日 · from this day on; 1 January of this year' }),
);
const Before = Type.Optional(
  Type.String({ ...DaySchema, description: '早于该日；缺省为明日 · before this day; tomorrow unless given' }),
);
export const StatisticsQuery = Strict({ from: From, before: Before, authority: OfAuthority, format: Format });

const Authority = Type.Object({ code: Type.String(), name: Type.String() });
const Count = Type.Integer();
const Withheld = Type.Boolean({
  description: '主体数过少，为免识别个别主体，不予显示 · too few subjects: no number is told of them',
});

const Head = {
  figure: OneOf(FIGURES),
  name: Type.String(),
  clause: Type.String(),
  counts: Type.String({ description: '统计口径 · what is counted' }),
  asOf: InstantSchema,
};
const answer = <Row extends TSchema>(row: Row) =>
  Type.Object({ ...Head, from: DaySchema, before: DaySchema, items: Type.Array(row) });

export const KeptRateAnswer = answer(
  Type.Object({
    authority: Authority,
    kind: OneOf(CASE_KINDS),
    withheld: Withheld,
    kept: Nullable(Count),
    notKept: Nullable(Count),
    madeGood: Nullable(Count),
    rate: Nullable(Type.Number({ description: '百分比 · percent' })),
  }),
);

export const OnTimeAnswer = answer(
  Type.Object({
    authority: Authority,
    step: OneOf(DEADLINE_KINDS),
    stepText: Type.String(),
    inTime: Count,
    late: Count,
    rate: Nullable(Type.Number({ description: '百分比 · percent' })),
  }),
);

export const PublicationAnswer = answer(
  Type.Object({
    authority: Authority,
    inTime: Count,
    late: Count,
    rate: Nullable(Type.Number({ description: '百分比 · percent' })),
  }),
);

export const LateEntriesQuery = Strict({ from: From, before: Before, authority: OfAuthority, ...PageQuery });
export const LateEntriesAnswer = Type.Object({
  items: Type.Array(
    Type.Object({
      authority: Authority,
      number: Type.String({
        description: '公示案件号；行政许可为办件号 · case of its publicity; of a permit, the case it was granted in',
      }),
      recordId: Nullable(Type.String({ ...IdSchema, description: '行政许可为 null · null: a permit' })),
      kind: OneOf(PUBLISHED_KINDS),
      kindText: Type.String(),
      documentKind: Type.String(),
      documentNumber: Nullable(Type.String()),
      decidedOn: DaySchema,
      publishBy: Type.String({ ...DaySchema, description: '应公示日 · last day on which it was to be published' }),
      enteredOn: Type.String({ ...DaySchema, description: '录入日 · entered on' }),
      publishedFrom: Type.String({
        ...DaySchema,
        description: '认定单位填报的公示起始日 · shown from, as its authority says',
      }),
      enteredBy: Type.String(),
    }),
  ),
  next: NextCursor,
});

export const RepairDurationAnswer = answer(
  Type.Object({
    authority: Authority,
    withheld: Withheld,
    ended: Nullable(Count),
    medianWorkingDays: Nullable(Type.Number()),
    ninetiethWorkingDays: Nullable(Type.Number()),
  }),
);

export const OutstandingAnswer = Type.Object({
  ...Head,
  items: Type.Array(
    Type.Object({
      authority: Authority,
      step: OneOf(DEADLINE_KINDS),
      stepText: Type.String(),
      count: Count,
      oldestDue: DaySchema,
    }),
  ),
});
