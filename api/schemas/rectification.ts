import { Type } from 'typebox';
import {
  INTERVIEW_KINDS,
  RECTIFICATION_ORIGINS,
  RECTIFICATION_STATUSES,
  RUNGS,
} from '../../domain/rectification/rectification.ts';
import { INTERVIEW_RESULTS, MINUTES_SIGNED } from '../../domain/rectification/rectification-interview.ts';
import { RECTIFICATION_VERDICTS } from '../../domain/rectification/rectification-report.ts';
import { CaseNumberParams } from './acts.ts';
import { DaySchema, IdSchema, InstantSchema, Line, LONGEST, Nullable, OneOf, Paragraphs, Strict } from './common.ts';
import { NextDeadlineSchema } from './deadline.ts';

function OptionalDay(description: string) {
  return Type.Optional(Nullable(Type.String({ format: 'day', description, examples: ['2026-10-20'] })));
}

const RectifyBy = OptionalDay(
  '整改期限；缺省按规则计算 · day by which it is to be put right; by the rule where left out',
);

const Report = {
  text: Paragraphs(LONGEST.text, '已整改的内容 · what was put right'),
  evidence: Type.Optional(Nullable(Paragraphs(LONGEST.text, '佐证材料及其编号 · evidence, by its references'))),
  receivedOn: OptionalDay('纸质报告的收件日，仅由工作人员填写 · day the authority had the paper; for officers only'),
};

export const OrderBody = Strict({
  subjectId: IdSchema,
  promise: Type.Optional(
    Nullable(
      Type.String({
        ...CaseNumberParams.properties.number,
        description:
          '未履行的承诺所在案件；检查发现的不填 · case of the promise that was not kept; none for an inspection',
      }),
    ),
  ),
  inspectedOn: OptionalDay('检查日期；据未履行的承诺立案的不填 · day of the inspection; none for a broken promise'),
  title: Line(LONGEST.name, '事项 · what it is about'),
  facts: Paragraphs(LONGEST.text, '事实，将写入通知书 · the facts, as the subject is told'),
  clause: Line(LONGEST.line, '依据 · the rule that was broken'),
  toDo: Paragraphs(LONGEST.text, '整改要求 · what is to be put right'),
  rectifyBy: RectifyBy,
});

export const OrderAnswerSchema = Type.Object({
  number: Type.String(),
  status: OneOf(RECTIFICATION_STATUSES),
  statusText: Type.String(),
  next: Nullable(NextDeadlineSchema),
});

export const ReportRectifiedBody = Strict(Report);

export const ConfirmRectifiedBody = Strict({
  verdict: OneOf(RECTIFICATION_VERDICTS, '已整改到位、尚未到位 · put right, or not yet'),
  reason: Type.Optional(Nullable(Paragraphs(LONGEST.text, '尚未到位的，须说明理由 · required where it is not'))),
});

export const CallInterviewBody = Strict({
  document: Line(LONGEST.name, '约谈通知书文号 · number of the notice'),
  reason: Paragraphs(LONGEST.text, '约谈事由 · why'),
  on: DaySchema,
  time: Line(LONGEST.code, '时间，如“上午九时” · time of day'),
  place: Line(LONGEST.name),
  people: Paragraphs(LONGEST.line, '参加人员 · who is to come'),
  purpose: Paragraphs(LONGEST.text, '约谈目的 · what for'),
  papers: Paragraphs(LONGEST.text, '携带材料 · papers to bring'),
});

export const MinuteInterviewBody = Strict({
  result: OneOf(INTERVIEW_RESULTS, '已约谈、未到 · held, or missed'),
  on: DaySchema,
  participants: Paragraphs(LONGEST.line, '到场人员 · who took part'),
  content: Paragraphs(LONGEST.text, '约谈内容；未到的，写明经过 · what was said; how it was missed'),
  promises: Type.Optional(Nullable(Paragraphs(LONGEST.text, '当事人的承诺 · what the subject promised'))),
  signed: Type.Optional(Nullable(OneOf(MINUTES_SIGNED, '双方签字、当事人拒签 · signed by both, or refused'))),
  signedNote: Type.Optional(Nullable(Paragraphs(LONGEST.line, '拒签的经过 · how it was refused'))),
  rectifyBy: RectifyBy,
});

export const ExtendRectificationBody = Strict({
  until: DaySchema,
  reason: Paragraphs(LONGEST.line, '不可抗力的情况 · what happened'),
  proof: Line(LONGEST.line, '证明 · its proof'),
});

export const CancelRectificationBody = Strict({ reason: Paragraphs(LONGEST.text) });

export const ReopenRectificationBody = Strict({
  ...Report,
  reason: Paragraphs(LONGEST.text, '当时未登记的原因 · why it was not registered then'),
});

const Interview = Type.Object({
  kind: OneOf(INTERVIEW_KINDS),
  kindText: Type.String(),
  calledFor: DaySchema,
  time: Nullable(Type.String()),
  place: Nullable(Type.String()),
  document: Nullable(Type.String()),
  reason: Nullable(Type.String()),
  people: Nullable(Type.String()),
  purpose: Nullable(Type.String()),
  papers: Nullable(Type.String()),
  minutes: Nullable(
    Type.Object({
      result: OneOf(INTERVIEW_RESULTS),
      resultText: Type.String(),
      on: DaySchema,
      participants: Nullable(Type.String()),
      content: Nullable(Type.String()),
      promises: Nullable(Type.String()),
      signed: Nullable(OneOf(MINUTES_SIGNED)),
      signedNote: Nullable(Type.String()),
    }),
  ),
});

/** What only a rectification shows. Free texts are null for who is not of the case. */
export const RectificationSection = Type.Object({
  origin: OneOf(RECTIFICATION_ORIGINS),
  originText: Type.String(),
  promise: Nullable(Type.String({ description: '承诺所在案件 · number of the case of the promise' })),
  inspectedOn: Nullable(DaySchema),
  title: Nullable(Type.String()),
  facts: Nullable(Type.String()),
  clause: Type.String(),
  toDo: Nullable(Type.String()),
  rung: Type.Unsafe<(typeof RUNGS)[number]>({
    type: 'integer',
    enum: [...RUNGS],
    description:
      '阶梯：0 首次期限，1 提示约谈后，2 警示约谈后 · rung: the first date, after the reminder, after the warning',
  }),
  interviews: Type.Array(Interview),
  reports: Type.Array(
    Type.Object({
      receivedOn: DaySchema,
      receivedAt: InstantSchema,
      onPaper: Type.Boolean(),
      inTime: Type.Boolean(),
      text: Nullable(Type.String()),
      evidence: Nullable(Type.String()),
      verdict: Nullable(OneOf(RECTIFICATION_VERDICTS)),
      verdictReason: Nullable(Type.String()),
      verdictAt: Nullable(InstantSchema),
    }),
  ),
  cancelReason: Nullable(Type.String()),
});
