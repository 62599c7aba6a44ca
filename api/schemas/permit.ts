import { Type } from 'typebox';
import { PERMIT_STATES, PERMIT_WITHHELD } from '../../domain/permit/permit.ts';
import { ENTERED_CHANGES } from '../../domain/permit/permit-change.ts';
import { DaySchema, IdSchema, InstantSchema, Line, LONGEST, Nullable, OneOf, Paragraphs, Strict } from './common.ts';

/** 行政许可公示: what was granted, and how it stands. */

const PermitFields = {
  id: IdSchema,
  document: Nullable(Type.String({ description: '决定文书号 · number of the decision' })),
  onPromise: Type.Boolean({
    description: '告知承诺：当场决定、事后核查 · decided at once on a promise, checked after',
  }),
  decidedOn: DaySchema,
  publishedOn: Type.String({ ...DaySchema, description: '公示日，即录入之日 · public since, entered on' }),
  publishBy: Nullable(Type.String({ ...DaySchema, description: '应公示日 · last day to publish it' })),
  late: Nullable(
    Type.Boolean({
      description: '是否逾期公示；null 为应公示日不能确定 · published late; null: its last day is not certain',
    }),
  ),
  state: OneOf(PERMIT_STATES),
  stateText: Type.String(),
  since: Nullable(Type.String({ ...DaySchema, description: '最近一次变动之日 · day of the last change' })),
};

export const PublicPermit = Type.Object({
  ...PermitFields,
  holder: Type.String({ description: '被许可人名称 · name of its holder' }),
  procedure: Type.String({ description: '准予时的事项名称 · name of the procedure when it was granted' }),
  authority: Type.Object({ code: Type.String(), name: Type.String() }),
});

export const PublicPermitsQuery = Strict({
  code: Type.String({ minLength: 1, maxLength: LONGEST.code, description: '统一社会信用代码 · credit code' }),
});
export const PublicPermits = Type.Object({
  asOf: InstantSchema,
  items: Type.Array(PublicPermit),
  note: Nullable(
    Type.String({
      description: '没有公示信息时，说明该结果的含义 · what an empty list means; null where there are items',
    }),
  ),
});

/** What the parties see of what their case granted: published, or why not. */
export const PermitAnswer = Type.Object({
  ...PermitFields,
  published: Type.Boolean(),
  withheld: Nullable(OneOf(PERMIT_WITHHELD)),
  withheldText: Nullable(Type.String()),
});
export const PermitOfCase = Nullable(PermitAnswer);

export const PermitChangeBody = Strict({
  kind: OneOf(ENTERED_CHANGES),
  on: DaySchema,
  document: Line(LONGEST.name, '所依据文书的文号 · number of the document it rests on'),
  reason: Paragraphs(),
});
