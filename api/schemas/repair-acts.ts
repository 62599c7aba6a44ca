import { Type } from 'typebox';
import { PAUSE_CAUSES } from '../../domain/repair/repair-pause.ts';
import { REPAIR_MATERIAL_KINDS } from '../../domain/repair/repair-door.ts';
import { CodeSchema, DaySchema, IdSchema, Line, LONGEST, Nullable, OneOf, Paragraphs, Strict } from './common.ts';
import * as examples from './repair-examples.ts';

export const MOST_RECORDS = 50;
export const MOST_MATERIALS = 100;
/** Against slips of the hand; how long pauses may take is the rule set's. */
const LONGEST_PAUSE = 250;

/** A paper that is handed in, or a reference to one. */
export const Material = Strict({
  kind: OneOf(REPAIR_MATERIAL_KINDS),
  recordId: Type.Optional(Nullable(IdSchema)),
  name: Line(LONGEST.name),
  reference: Type.Optional(Nullable(Line(LONGEST.line, '文件名、编号等 · file name, number …'))),
});

/** Whose part an act is on. */
const OfPart = { authority: CodeSchema };
const Reason = Paragraphs();

export const AcceptBody = Strict(OfPart, { examples: [examples.ACCEPT_EXAMPLE] });
export const NotAcceptBody = Strict(
  { ...OfPart, reason: Reason, clause: Line(), whatToDo: Paragraphs() },
  { examples: [examples.NOT_ACCEPT_EXAMPLE] },
);
export const AskCompletionBody = Strict(
  {
    ...OfPart,
    items: Type.Array(Line(), {
      minItems: 1,
      maxItems: MOST_MATERIALS,
      description: '一次性告知需补正的全部内容 · all that is missing, told once',
    }),
  },
  { examples: [examples.ASK_COMPLETION_EXAMPLE] },
);
export const CompleteBody = Strict(
  {
    ...OfPart,
    materials: Type.Array(Material, { minItems: 1, maxItems: MOST_MATERIALS }),
  },
  { examples: [examples.COMPLETE_EXAMPLE] },
);
/** No rule lets an authority bar a new application; what bars is decided in a case of its own (撤销修复). */
const AdvisedDay = Type.Unsafe<string | null>({
  ...Nullable(DaySchema),
  description:
    '建议申请人再次申请之日，须晚于今天；仅为建议，提前申请的同样受理，申请时予以提醒；不填为次日 · from when to apply again, after today; advice, and no bar: who applies earlier is taken, and reminded of it; left out: from the next day',
});

export const AnswerBody = Strict(
  {
    ...OfPart,
    answers: Type.Array(
      Strict({
        recordId: IdSchema,
        result: OneOf(['repaired', 'refused']),
        reason: Type.Optional(Nullable(Paragraphs())),
        clause: Type.Optional(Nullable(Line())),
        whatToDo: Type.Optional(Nullable(Paragraphs())),
        earliest: Type.Optional(AdvisedDay),
      }),
      { minItems: 1, maxItems: MOST_RECORDS, 'x-unique-by': 'recordId' },
    ),
  },
  {
    examples: [examples.ANSWER_EXAMPLE],
  },
);
export const ExtendAnswerBody = Strict(
  {
    ...OfPart,
    workingDays: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 250 }))),
    reason: Reason,
  },
  { examples: [examples.EXTEND_ANSWER_EXAMPLE] },
);
export const PauseBody = Strict(
  {
    ...OfPart,
    cause: OneOf(PAUSE_CAUSES),
    workingDays: Type.Integer({
      minimum: 1,
      maximum: LONGEST_PAUSE,
      description: '所需时间（工作日），书面告知申请人 · the time it needs, told in writing',
    }),
    reason: Reason,
  },
  { examples: [examples.PAUSE_EXAMPLE] },
);
export const PartBody = Strict(OfPart, { examples: [examples.PART_EXAMPLE] });
export const AssignPartBody = Strict(
  {
    ...OfPart,
    to: Line(LONGEST.name, '本单位经办人在身份认证服务中的编号 · the handler there, at the identity provider'),
  },
  { examples: [examples.ASSIGN_PART_EXAMPLE] },
);
export const WithdrawRepairBody = Strict(
  {
    authorities: Type.Optional(
      Nullable(Type.Array(CodeSchema, { minItems: 1, maxItems: MOST_RECORDS, uniqueItems: true })),
    ),
    reason: Type.Optional(Nullable(Paragraphs())),
  },
  { examples: [examples.WITHDRAW_EXAMPLE] },
);
