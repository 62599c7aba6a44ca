import { type TSchema, Type } from 'typebox';
import { MESSAGE_SORTS } from '../../db/queries/message-list.ts';
import { DEBTOR_SITUATION_TEXT, DEBTOR_SITUATIONS, LISTED_AS } from '../../domain/judgment-debtor/judgment-debtor.ts';
import { WITHDRAWAL_GROUNDS } from '../../domain/judgment-debtor/judgment-debtor-messages.ts';
import { DIRECTIONS } from '../../domain/joint-action/measure-execution.ts';
import { MEASURE_STEPS } from '../../domain/joint-action/measure-steps.ts';
import {
  MESSAGE_KINDS,
  MESSAGE_STATES,
  MESSAGES,
  type MessageData,
  type MessageKind,
} from '../../domain/messages/messages.ts';
import { PATTERNS } from '../formats.ts';
import {
  CodeSchema,
  DaySchema,
  IdSchema,
  InstantSchema,
  Line,
  LONGEST,
  NextCursor,
  Nullable,
  OneOf,
  PageQuery,
  Paragraphs,
  Strict,
} from './common.ts';

const EventId = Type.String({
  pattern: '^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$',
  description: '发送方对该事件的唯一编号，重发时不变 · the sender’s own id of what happened; the same when sent again',
  examples: ['court-2026-000417'],
});
const caseNumber = Type.String({ pattern: PATTERNS.caseNumber.pattern, examples: ['JN-2026-000123'] });
const documentNumber = Line(LONGEST.name);
const identifier = Line(LONGEST.code);
const rulingNumber = Line(LONGEST.name);
const record = { documentNumber, identifier };
const reason = Line(LONGEST.line);

const Answer = Strict({
  documentNumber,
  result: OneOf(['repaired', 'refused']),
  reason: Type.Optional(Nullable(Paragraphs())),
  clause: Type.Optional(Nullable(Line())),
  whatToDo: Type.Optional(Nullable(Paragraphs())),
  earliest: Type.Optional(
    Type.Unsafe<string | null>({
      ...Nullable(DaySchema),
      description: '建议再次申请之日，仅为建议，不限制申请 · from when to apply again; advice, and no bar',
    }),
  ),
});

const SITUATIONS = [
  '法释〔2017〕7号第一条的情形 · the situation of article 1',
  ...DEBTOR_SITUATIONS.map((each) => `${each} ${DEBTOR_SITUATION_TEXT[each].zh} · ${DEBTOR_SITUATION_TEXT[each].en}`),
].join('\n');

/** What each kind of message says; what may be left out is filled in by `wholeData`. */
const DATA = {
  'repair.accepted': Strict({ caseNumber, reference: Type.Optional(Nullable(Line(LONGEST.name))) }),
  'repair.not-accepted': Strict({ caseNumber, reason: Paragraphs(), clause: Line() }),
  'repair.completion-asked': Strict({
    caseNumber,
    missing: Type.Array(Line(), { minItems: 1, maxItems: 50, uniqueItems: true }),
  }),
  'repair.answered': Strict({
    caseNumber,
    answers: Type.Array(Answer, { minItems: 1, maxItems: 100, 'x-unique-by': 'documentNumber' }),
  }),
  'debtor.listed': Strict({
    documentNumber,
    subject: Strict({ kind: OneOf(['organisation', 'person']), identifier, name: Line(LONGEST.name) }),
    decidedOn: DaySchema,
    situation: Type.Integer({ minimum: 1, maximum: 6, description: SITUATIONS }),
    extraYears: Type.Integer({
      minimum: 0,
      maximum: 3,
      description:
        '依法释〔2017〕7号第二条延长的年数，不延长为0 · years by which article 2 makes the period longer, or 0',
    }),
    facts: Paragraphs(),
    listedAs: Type.Optional(OneOf(LISTED_AS)),
    fullTimeStudent: Type.Optional(Type.Boolean()),
  }),
  'debtor.masked': Strict({ ...record, reason }),
  'debtor.unmasked': Strict({ ...record, reason }),
  'debtor.paused': Strict({ ...record, agreementOn: DaySchema }),
  'debtor.resumed': Strict({ ...record, reason }),
  'debtor.withdrawn': Strict({ ...record, ground: OneOf(WITHDRAWAL_GROUNDS) }),
  'reorganisation.approved': Strict({
    rulingNumber,
    kind: OneOf(['plan', 'settlement']),
    identifier,
    ruledOn: DaySchema,
    planUntil: Type.Optional(Nullable(DaySchema)),
  }),
  'reorganisation.carried-out': Strict({ rulingNumber }),
  'reorganisation.failed': Strict({ rulingNumber, reason: Paragraphs() }),
  'reorganisation.not-approved': Strict({ rulingNumber, reason: Paragraphs() }),
  'reorganisation.statement': Strict({ rulingNumber, text: Paragraphs() }),
  'copy.updated': Strict({ pushId: IdSchema, receipt: Line(LONGEST.name) }),
  'measure.feedback': Strict({
    caseNumber,
    measure: Type.String({ pattern: PATTERNS.measure.pattern, examples: ['B08'] }),
    direction: OneOf(DIRECTIONS, 'apply 采取；undo 解除；suspend 暂停执行；resume 恢复执行'),
    step: OneOf(
      MEASURE_STEPS,
      'respond 响应；execute 执行；feed-back 反馈；decline 退回，不属于本单位职责，note 写明理由 · decline: not one’s own, note says why',
    ),
    executedOn: Type.Optional(
      Type.Unsafe<string | null>({
        ...Nullable(DaySchema),
        description:
          '执行日期；execute 不写为收到之日。同一措施、同一事项曾经要求过的，execute 和 feed-back 必须写明，feed-back 与已登记的一致 · day on which it was carried out; execute without it: the day of receipt. Where the same was asked about the measure before, execute and feed-back must give it, feed-back as it is registered',
      }),
    ),
    note: Type.Optional(Nullable(Paragraphs())),
  }),
} as const satisfies Record<MessageKind, TSchema>;

const NO_REASONS = { reason: null, clause: null, whatToDo: null, earliest: null };

/** A message's data with what its sender may leave out. */
export function wholeData(kind: MessageKind, data: object): MessageData[MessageKind] {
  const whole: Record<string, unknown> = { ...DEFAULTS[kind], ...data };
  if (kind === 'repair.answered' && Array.isArray(whole['answers'])) {
    whole['answers'] = whole['answers'].map((answer: object) => ({ ...NO_REASONS, ...answer }));
  }
  // The schema of its kind has checked it.
  return whole as unknown as MessageData[MessageKind];
}

const DEFAULTS: Partial<Record<MessageKind, object>> = {
  'repair.accepted': { reference: null },
  'debtor.listed': { listedAs: 'debtor', fullTimeStudent: false },
  'reorganisation.approved': { planUntil: null },
  'measure.feedback': { executedOn: null, note: null },
};

interface MessageBody {
  eventId?: string;
  kind: MessageKind;
  occurredAt: string;
  data: object;
}

const EXAMPLE = {
  eventId: 'court-2026-000417',
  kind: 'debtor.listed',
  occurredAt: '2026-09-18T01:00:00.000Z',
  data: {
    documentNumber: '（2026）浙0199执1号',
    subject: { kind: 'organisation', identifier: '91330199MADEM0222L', name: '明信县宝丰贸易有限公司' },
    decidedOn: '2026-09-17',
    situation: 3,
    extraYears: 0,
    facts: '转移财产，规避执行',
  },
};

/** A message as it is sent: one schema for each kind, told apart by `kind`. */
function bodyOf(eventId: TSchema) {
  return Type.Unsafe<MessageBody>({
    type: 'object',
    discriminator: { propertyName: 'kind' },
    examples: [EXAMPLE],
    oneOf: MESSAGE_KINDS.map((kind) => ({
      title: kind,
      description: `${MESSAGES[kind].text.zh} · ${MESSAGES[kind].text.en}`,
      ...Strict({ eventId, kind: Type.Literal(kind), occurredAt: InstantSchema, data: DATA[kind] }),
    })),
  });
}

export const MessageByToken = bodyOf(EventId);
/** Where the body has no id of its own, the event's id is that of its signature. */
export const MessageBySignature = bodyOf(Type.Optional(EventId));

export const WebhookHeaders = Type.Object({
  'webhook-id': EventId,
  'webhook-timestamp': Type.String({
    pattern: '^[0-9]{1,12}$',
    description: '发送时刻，Unix 秒 · sent at, Unix seconds',
  }),
  'webhook-signature': Type.String({ maxLength: 2000, examples: ['v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='] }),
});

export const MessageReceipt = Type.Object({
  id: IdSchema,
  eventId: Type.String(),
  kind: OneOf(MESSAGE_KINDS),
  receivedAt: InstantSchema,
});

const OutcomeSchema = Type.Object({
  code: Type.String(),
  text: Type.String(),
  clause: Type.Optional(Type.String()),
});

const State = OneOf(
  MESSAGE_STATES,
  'stored 已收到，待处理；taken 已处理；refused 处理时未予接受，原因见 outcome；unknown-case 没有对应案件，已列入管理员待办清单；closed-case 案件已办结，已列入管理员待办清单 · stored: received, not yet taken up; taken: taken up by its case; refused: looked at and not taken, see outcome; unknown-case and closed-case: kept, on the operator’s list',
);

const message = {
  ...MessageReceipt.properties,
  occurredAt: InstantSchema,
  state: State,
  caseNumber: Nullable(Type.String()),
  takenAt: Nullable(InstantSchema),
  outcome: Nullable(OutcomeSchema),
};

export const MessageSchema = Type.Object(message);

export const MessageListQuery = Strict({
  state: Type.Optional(State),
  kind: Type.Optional(OneOf(MESSAGE_KINDS)),
  sender: Type.Optional(CodeSchema),
  eventId: Type.Optional(EventId),
  caseNumber: Type.Optional(caseNumber),
  sort: Type.Optional(OneOf(MESSAGE_SORTS, '按收到时间，缺省先到者在前 · by receipt; left out: the oldest first')),
  ...PageQuery,
});

export const MessageListAnswer = Type.Object({
  items: Type.Array(
    Type.Object({
      ...message,
      sender: Type.String(),
      reference: Nullable(
        Type.String({ description: '消息所称的案号或文书号 · what it names: a case, a document, a ruling' }),
      ),
    }),
  ),
  next: NextCursor,
});
