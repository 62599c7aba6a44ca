import { Type } from 'typebox';
import { OBJECTION_ABOUT, OBJECTION_STATUSES } from '../../domain/objection/objection.ts';
import { INSPECTION_CAUSES } from '../../domain/objection/objection-check.ts';
import { SEVERITIES } from '../../domain/record/severity.ts';
import { PATTERNS } from '../formats.ts';
import {
  CodeSchema,
  DaySchema,
  IdSchema,
  InstantSchema,
  Line,
  LONGEST,
  Nullable,
  OneOf,
  Paragraphs,
  Strict,
} from './common.ts';
import { NextDeadlineSchema } from './deadline.ts';

const MeasureCode = Type.String({ pattern: PATTERNS.measure.pattern, examples: ['B08'] });

const ContactSchema = Strict({
  name: Line(LONGEST.name),
  email: Nullable(Type.String({ format: 'email', maxLength: LONGEST.name })),
  phone: Nullable(Type.String({ pattern: PATTERNS.phone.pattern, maxLength: 30 })),
});

export const ObjectionBody = Strict({
  recordId: IdSchema,
  about: OneOf(OBJECTION_ABOUT, '整条信息、事实、等级、日期或者一项措施 · the whole record, or what of it'),
  measure: Type.Optional(Nullable(MeasureCode)),
  reasons: Paragraphs(LONGEST.text, '异议理由 · why it is wrong'),
  evidence: Type.Optional(Nullable(Paragraphs(LONGEST.text, '证据及其编号 · evidence, by its references'))),
  newFacts: Type.Optional(
    Nullable(
      Paragraphs(
        LONGEST.text,
        '同一异议曾答复不成立的，新的事实或者证据 · what is new, where the same was answered as not founded before',
      ),
    ),
  ),
  contact: Type.Optional(Nullable(ContactSchema)),
  to: Type.Optional(
    OneOf(
      ['window', 'authority'],
      '向窗口（缺省）或者直接向认定单位提出 · handed in at the window (the default), or at the authority itself',
    ),
  ),
  window: Type.Optional(Nullable(CodeSchema)),
  receivedOn: Type.Optional(
    Nullable(
      Type.String({
        format: 'day',
        description: '纸质异议的收件日，仅由工作人员填写 · day a paper objection was received; for officers only',
        examples: ['2026-09-18'],
      }),
    ),
  ),
  applicantSub: Type.Optional(
    Nullable(
      Line(
        LONGEST.name,
        '纸质异议的异议人账号，仅由工作人员填写 · account of who objected on paper; for officers only',
      ),
    ),
  ),
});

export const ObjectionOpenedSchema = Type.Object({
  number: Type.String(),
  status: OneOf(OBJECTION_STATUSES),
  statusText: Type.String(),
  next: Nullable(NextDeadlineSchema),
});

export const SupplementObjectionBody = Strict({
  text: Paragraphs(LONGEST.text, '补充的理由 · the grounds that are added'),
  evidence: Type.Optional(Nullable(Paragraphs(LONGEST.text, '证据及其编号 · evidence, by its references'))),
  receivedOn: Type.Optional(
    Type.Unsafe<string | null>({
      ...Nullable(DaySchema),
      description: '书面补充的收件日，仅由工作人员填写 · day a paper was received; for officers only',
    }),
  ),
});

export const InspectBody = Strict({
  cause: OneOf(INSPECTION_CAUSES, '检验检测、鉴定、专家评审 · inspection, appraisal, expert review'),
  workingDays: Type.Integer({
    minimum: 1,
    maximum: 250,
    description: '所需工作日，书面告知 · the time needed, as told',
  }),
  reason: Paragraphs(),
});

export const ExtendObjectionBody = Strict({
  workingDays: Type.Optional(
    Nullable(
      Type.Integer({
        minimum: 1,
        maximum: 250,
        description: '缺省为允许的最长 · by as much as is allowed where left out',
      }),
    ),
  ),
  reason: Paragraphs(),
});

const SupplementsRead = Type.Optional(
  Type.Integer({
    minimum: 0,
    default: 0,
    description:
      '已查阅的异议补充份数，须与案件中的份数一致；不填即0 · how many supplements were read, which must be all that are on file; 0 where left out',
    examples: [2],
  }),
);

export const CorrectBody = Strict({
  scope: OneOf(['record', 'fields'], '整条撤回，或者更正个别内容 · the whole record, or single fields'),
  facts: Type.Optional(Nullable(Paragraphs(LONGEST.text, '更正后的事实 · the facts as they should read'))),
  severity: Type.Optional(Nullable(OneOf(SEVERITIES))),
  decidedOn: Type.Optional(Nullable(DaySchema)),
  measuresLifted: Type.Optional(
    Type.Array(MeasureCode, {
      maxItems: 100,
      uniqueItems: true,
      description:
        '不应采取、予以解除的措施；更正为较轻等级的，与该等级不相当的措施一并解除，无需列出 · measures that should not have been taken; those that a lighter class does not allow go with it and need not be named',
    }),
  ),
  reason: Paragraphs(),
  supplementsRead: SupplementsRead,
});

export const RejectObjectionBody = Strict({ reason: Paragraphs(), supplementsRead: SupplementsRead });

export const WithdrawObjectionBody = Strict({ reason: Type.Optional(Nullable(Paragraphs())) });

const Named = Type.Object({ code: Type.String(), name: Type.String() });

/** What only an objection shows. Free texts are null for who is not of the case. */
export const ObjectionSection = Type.Object({
  record: Type.Object({ id: IdSchema, documentNumber: Type.String() }),
  about: OneOf(OBJECTION_ABOUT),
  aboutText: Type.String(),
  measure: Nullable(Named),
  clause: Type.String(),
  reasons: Nullable(Type.String()),
  evidence: Nullable(Type.String()),
  newFacts: Nullable(Type.String()),
  supplements: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      text: Nullable(Type.String()),
      evidence: Nullable(Type.String()),
      receivedOn: DaySchema,
      onPaper: Type.Boolean(),
      at: InstantSchema,
    }),
    { description: '补充的理由、证据，按登记先后 · what was added while it is checked, in the order written down' },
  ),
  contact: Nullable(
    Type.Object({ name: Type.String(), email: Nullable(Type.String()), phone: Nullable(Type.String()) }),
  ),
  onPaper: Type.Boolean(),
  window: Nullable(Named),
  determinedBy: Named,
  checkFrom: Nullable(DaySchema),
  stops: Type.Object(
    { publicity: Type.Boolean(), sharing: Type.Boolean(), measures: Type.Boolean() },
    { description: '核查期间暂停的事项 · what stands still while it is checked' },
  ),
  inspectedWorkingDays: Type.Integer(),
  extended: Type.Boolean(),
  answer: Nullable(
    Type.Object({
      decidedAt: InstantSchema,
      decidedBy: Nullable(Type.String()),
      reason: Nullable(Type.String()),
      correction: Nullable(
        Type.Object({
          scope: OneOf(['record', 'fields']),
          facts: Nullable(Type.String()),
          severity: Nullable(OneOf(SEVERITIES)),
          decidedOn: Nullable(DaySchema),
          measuresLifted: Type.Array(Type.String(), {
            description: '解除的措施，含随等级更正解除的 · lifted by name, or with the class',
          }),
        }),
      ),
    }),
  ),
});
