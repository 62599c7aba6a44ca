/** What a scenario file may say. `docs/scenario.schema.json` is made from here; `docs/scenarios.md` explains it. */
import { type Static, type TProperties, Type } from 'typebox';
import { OneOf, Strict } from '../../api/schemas/common.ts';
import { MESSAGE_KINDS } from '../../domain/messages/messages.ts';
import { ROLES } from '../../domain/case/roles.ts';

/** A name that steps refer to: no blank, no dot, no dollar sign. */
const NAME = '^[^\\s.$]+$';

const about = (description: string) => ({ description });
/** Keys that do not fit the pattern would pass unseen. */
const NO_OTHERS = { additionalProperties: false } as const;
const Text = (description: string) => Type.String({ minLength: 1, description });
const Name = (description: string) => Type.String({ pattern: NAME, description });

/** A moment in Shanghai; a day alone means nine in the morning. */
const When = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}( \\d{2}:\\d{2})?$',
  description:
    '北京时间，只写日期即当日9时 · time in Shanghai; a day alone means nine in the morning: 2026-09-18 or 2026-09-18 14:30',
});

/** Written as the API's own body; the API checks it. */
const Body = Type.Record(Type.String(), Type.Any(), about('接口请求体，字段见 --acts · as the API asks for it'));
const Values = Type.Record(
  Type.String(),
  Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Array(Type.String())]),
  about('地址和查询参数 · parameters of the address and the query'),
);
/** Years of one's own beside the official ones. */
export const Calendars = Strict({
  until: Type.Optional(Type.Integer(about('官方日历载入至该年 · the official calendar, up to this year'))),
  years: Type.Optional(
    Type.Record(Type.String({ pattern: '^\\d{4}$' }), Body, {
      ...about('自拟某年放假安排 · a year’s calendar of one’s own'),
      ...NO_OTHERS,
    }),
  ),
});

const Subject = Strict({
  kind: Type.Optional(OneOf(['organisation', 'person'])),
  identifier: Text('统一社会信用代码或者身份号码 · credit code or identity number'),
  name: Text('名称或者姓名 · name'),
});

const Person = Strict({
  role: OneOf(ROLES, '角色 · role'),
  authority: Type.Optional(Text('所属机关代码 · code of the authority')),
  email: Type.Optional(Type.String()),
  for: Type.Optional(Type.Array(Type.String(), about('所代表的主体 · subjects that are represented'))),
  as: Type.Optional(OneOf(['self', 'legal-representative', 'agent', 'administrator'], '代表身份 · in which capacity')),
});

/** How the system of a credit service agency answers a push. */
export const AGENCY_MANNERS = ['prompt', 'silent'] as const;

const Given = Strict({ by: Text('由谁录入 · who enters it'), body: Body });

/** An expected value of a field. */
const Value = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]);

const Refused = Type.String({ description: '应被拒绝，代码为 · is to be refused, with this code' });

const OnOperation = {
  on: Type.Optional(Text('所办事项的名称 · name of what it is done on')),
  params: Type.Optional(Values),
};

export const Act = Strict({
  at: When,
  as: Text('谁 · who'),
  do: Text('办理的操作（接口 operationId） · the operation of the API'),
  ...OnOperation,
  body: Type.Optional(Body),
  sign: Type.Optional(Text('签署人：先取应签文本再签 · signer: the text is asked for, then signed')),
  name: Type.Optional(Name('给所得结果起名，后文以 $名称 引用 · a name for the answer')),
  refused: Type.Optional(Refused),
});

export const Message = Strict({
  at: When,
  as: Text('法院、机构系统 · the system of a court or an agency'),
  message: OneOf(MESSAGE_KINDS, '消息种类 · kind of message'),
  data: Body,
  occurred: Type.Optional(When),
  name: Type.Optional(Name('给所涉案件起名 · a name for the case it is taken by')),
  refused: Type.Optional(Refused),
});

const expectation = <K extends string, T extends TProperties>(kind: K, description: string, more: T) =>
  Strict({ at: When, expect: Type.Literal(kind, about(description)), ...more });

const of = Text('事项名称 · name of the case');
const equals = Type.String({ description: '应为 · is to be' });

/** What may be expected, by its kind. */
export const EXPECTATIONS = {
  status: expectation('status', '案件状态 · status of a case', { of, equals }),
  part: expectation('part', '修复申请中某一单位部分的状态 · status of an authority’s part of a repair', {
    of,
    authority: Text('机关代码 · code of the authority'),
    equals,
  }),
  next: expectation('next', '下一期限的届满日，没有则为 none · the day of the next deadline, or none', {
    of,
    equals,
    kind: Type.Optional(Type.String({ description: '期限种类 · kind of deadline' })),
  }),
  timeline: expectation('timeline', '经过中有（或者没有）某一记载 · the timeline has an entry, or has it not', {
    of,
    contains: Type.Optional(Type.String({ description: '应有 · has' })),
    absent: Type.Optional(Type.String({ description: '应无 · has not' })),
    occurred: Type.Optional(When),
    recorded: Type.Optional(When),
    words: Type.Optional(Text('该记载的文字中有 · what its text contains')),
    times: Type.Optional(Type.Integer({ minimum: 1, description: '恰有几次 · exactly so often' })),
  }),
  nothing: expectation('nothing', '自某时起无任何新记载 · nothing new on the timeline since then', {
    of: Type.Optional(of),
    since: When,
  }),
  shown: expectation('shown', '信息是否公示 · whether a record is shown to the public', { of, equals: Type.Boolean() }),
  notice: expectation('notice', '某人收到（或者未收到）某种通知 · a notice in somebody’s inbox, or none', {
    to: Text('谁 · who'),
    of: Type.Optional(of),
    contains: Type.Optional(Type.String({ description: '通知种类 · kind of notice' })),
    absent: Type.Optional(Type.String({ description: '没有的通知种类 · kind that is not there' })),
  }),
  answer: expectation('answer', '查询接口的答复 · what the API answers to a question', {
    get: Text('查询操作（operationId） · the operation that reads'),
    as: Type.Optional(Text('谁，缺省为审计人员 · who; the auditor if absent')),
    ...OnOperation,
    body: Type.Optional(Body),
    path: Type.Optional(Type.String({ pattern: '^(/.*)?$', description: 'JSON pointer' })),
    equals: Type.Optional(Value),
    contains: Type.Optional(Value),
    absent: Type.Optional(Type.Boolean({ description: '该处没有内容 · there is nothing there' })),
    refused: Type.Optional(Refused),
  }),
} as const;

const Head = {
  title: Text('标题 · title'),
  about: Text('依据条款和所演练的内容 · clause, and what is rehearsed'),
  rows: Type.Optional(
    Type.Array(Type.String({ pattern: '^S([1-9]|1\\d|2[0-6])$' }), about('政策要求编号 · policy rows')),
  ),
  start: When,
  county: Type.Optional(OneOf(['demo', 'none'], '以演示县为底，或者从空白开始 · on the demo county, or on nothing')),
  calendar: Type.Optional(Type.Union([Type.Literal('official'), Calendars])),
  authorities: Type.Optional(Type.Record(Type.String(), Body, about('按代码 · by code'))),
  agencies: Type.Optional(
    Type.Record(
      Type.String(),
      OneOf(
        AGENCY_MANNERS,
        '当即确认，或者收到后始终不确认 · confirms its copy at once, or receives each push and never confirms',
      ),
      about('按代码，信用服务机构如何答复推送，缺省 prompt · by code, how an agency answers; prompt if absent'),
    ),
  ),
  procedures: Type.Optional(Type.Record(Type.String(), Body, about('按代码，text 为承诺书 · by code'))),
  subjects: Type.Optional(Type.Record(Type.String({ pattern: NAME }), Subject, NO_OTHERS)),
  people: Type.Optional(Type.Record(Type.String({ pattern: NAME }), Person, NO_OTHERS)),
  records: Type.Optional(
    Type.Record(Type.String({ pattern: NAME }), Given, {
      ...about('起始时录入 · entered at the start'),
      ...NO_OTHERS,
    }),
  ),
};

/** The head alone, with a calendar and steps of any form: each is then checked by its own kind, so that complaints are to the point. */
export const ScenarioHead = Strict({
  ...Head,
  calendar: Type.Optional(Type.Unsafe<Static<typeof Head.calendar>>(Type.Any())),
  steps: Type.Array(Type.Record(Type.String(), Type.Any()), { minItems: 1 }),
});

/** The whole, as it is published. */
export const ScenarioSchema = Strict({
  ...Head,
  steps: Type.Array(Type.Union([Act, Message, ...Object.values(EXPECTATIONS)]), { minItems: 1 }),
});

export type ActStep = Static<typeof Act>;
export type MessageStep = Static<typeof Message>;
export type Expectation = {
  [K in keyof typeof EXPECTATIONS]: Static<(typeof EXPECTATIONS)[K]>;
}[keyof typeof EXPECTATIONS];
export type Step = ActStep | MessageStep | Expectation;
export type Scenario = Omit<Static<typeof ScenarioHead>, 'steps'> & { readonly steps: readonly Step[] };

/** The published schema, as text with a newline at its end. */
export function scenarioSchemaText(): string {
  const head = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: '践诺情景文件 · a scenario of jiannuo',
  };
  return `${JSON.stringify({ ...head, ...ScenarioSchema }, null, 2)}\n`;
}
