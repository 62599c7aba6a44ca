/** What is said and shown while a subject is heard: the same in every kind of case that hears one. */
import { Type } from 'typebox';
import { HEARING_RESULTS } from '../../domain/hearing/hearing.ts';
import { PAPER_MEANS } from '../../domain/hearing/reopening.ts';
import { SERVICE_MEANS } from '../../domain/hearing/service.ts';
import { DaySchema, IdSchema, InstantSchema, Line, LONGEST, Nullable, OneOf, Paragraphs, Strict } from './common.ts';

const ReceivedOn = Type.Optional(
  Nullable(
    Type.String({
      format: 'day',
      description: '纸质材料的收件日，仅由工作人员填写 · day the authority had the paper; for officers only',
      examples: ['2026-09-18'],
    }),
  ),
);

const DispatchedOn = Type.Optional(
  Nullable(
    Type.String({
      format: 'day',
      description:
        '邮寄材料的邮戳日，以该日计是否逾期，仅由工作人员填写 · postmark of a posted paper, by which it is in time; for officers only',
      examples: ['2026-09-17'],
    }),
  ),
);

export const ServeBody = Strict({
  means: OneOf(SERVICE_MEANS, '直接、邮寄、公告、电子 · by hand, by post, by public notice, electronically'),
  on: DaySchema,
  proof: Line(LONGEST.line, '送达回证、回执、公告载体、系统记录 · receipt, return slip, place of publication, log'),
  consent: Type.Optional(
    Nullable(Line(LONGEST.line, '当事人同意电子送达的文书 · where the subject agreed to electronic service')),
  ),
});

export const StateBody = Strict({
  text: Paragraphs(LONGEST.text, '陈述、申辩的内容 · what the subject says'),
  evidence: Type.Optional(Nullable(Paragraphs(LONGEST.text, '证据 · evidence, by its references'))),
  receivedOn: ReceivedOn,
  dispatchedOn: DispatchedOn,
});

export const AskHearingBody = Strict({ receivedOn: ReceivedOn, dispatchedOn: DispatchedOn });

export const ReopenHearingBody = Strict({
  text: Type.Optional(
    Nullable(Paragraphs(LONGEST.text, '期限内提出的陈述、申辩；仅申请听证的不填 · what the subject stated in time')),
  ),
  evidence: Type.Optional(Nullable(Paragraphs(LONGEST.text, '证据 · evidence, by its references'))),
  asksHearing: Type.Optional(Type.Boolean({ description: '当事人申请听证 · the subject asks for a hearing in it' })),
  means: OneOf(PAPER_MEANS, '窗口、邮寄 · at the counter, by post'),
  receivedOn: DaySchema,
  dispatchedOn: DispatchedOn,
  reason: Paragraphs(
    LONGEST.text,
    '决定时未登记的原因和收件日的凭证 · why it was not on file when it was decided, and how its day is known',
  ),
});

export const WaiveBody = Strict({
  text: Paragraphs(
    LONGEST.text,
    '声明内容；登记纸质声明的，写明文件及签名人。提交即声明：除在卷的以外，未以书面或者其他方式提交，也没有在途的；纸质声明须载明此点 · what is declared; of a paper: which, and who signed it. Sent, it declares that nothing beside what is on file was handed in or is on its way; a paper must say so',
  ),
  receivedOn: ReceivedOn,
});

export const CallHearingBody = Strict({
  on: DaySchema,
  time: Line(LONGEST.code, '时间，如“上午九时” · time of day'),
  place: Line(LONGEST.name),
  presiding: Line(LONGEST.name, '主持人在身份认证服务中的编号 · who presides, at the identity provider'),
  presidingName: Line(
    LONGEST.name,
    '主持人姓名，写入听证通知书，当事人据以申请回避 · the name of who presides, told to the subject, which may ask for another',
  ),
});

export const RecordHearingBody = Strict({
  result: OneOf(HEARING_RESULTS, '已举行、已放弃 · held, or given up'),
  on: DaySchema,
  minutes: Paragraphs(LONGEST.text, '听证笔录及其编号；放弃的，写明经过 · the minutes, or how it was given up'),
  declaration: Type.Optional(
    Nullable(
      Paragraphs(
        LONGEST.text,
        '当事人签名的书面放弃声明，写明文件及签名人；没有的，须在通知的听证日过后当事人未出席时登记 · the subject’s signed paper that gives the hearing up: which, and who signed it; without one only once the day of the call has passed and the subject stayed away',
      ),
    ),
  ),
});

/** Service, statements, waiver and hearing, as a case shows them. Free texts are null for who is not of the case. */
export const HeardSection = {
  service: Nullable(
    Type.Object({
      means: OneOf(SERVICE_MEANS),
      on: DaySchema,
      servedOn: DaySchema,
      proof: Nullable(Type.String()),
    }),
  ),
  statements: Type.Array(
    Type.Object({
      receivedOn: DaySchema,
      receivedAt: InstantSchema,
      onPaper: Type.Boolean(),
      inTime: Type.Boolean(),
      text: Nullable(Type.String()),
      evidence: Nullable(Type.String()),
    }),
  ),
  waiver: Nullable(
    Type.Object(
      { waivedOn: DaySchema, text: Nullable(Type.String()) },
      {
        description: '放弃陈述、申辩和听证的声明；撤回后为 null · statement and hearing given up; null once taken back',
      },
    ),
  ),
  hearing: Nullable(
    Type.Object({
      askedOn: DaySchema,
      calledFor: Nullable(DaySchema),
      time: Nullable(Type.String()),
      place: Nullable(Type.String()),
      presidingName: Nullable(Type.String()),
      result: Nullable(OneOf(HEARING_RESULTS)),
      endedOn: Nullable(DaySchema),
      minutes: Nullable(Type.String()),
      declaration: Nullable(Type.String()),
    }),
  ),
  setAside: Type.Array(
    Type.Object({
      setAsideAt: InstantSchema,
      handedInOn: DaySchema,
      means: OneOf(PAPER_MEANS),
      cause: Nullable(Type.String()),
      document: Type.String(),
      decidedAt: InstantSchema,
      decidedBy: Nullable(Type.String()),
      reason: Nullable(Type.String()),
      answerToStatement: Nullable(Type.String()),
      recordId: IdSchema,
    }),
    { description: '因漏登期限内的材料而撤销的决定 · decisions set aside, for they had not heard what came in time' },
  ),
};
