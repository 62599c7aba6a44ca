import { type CaseKind, rolesAllowed } from '../case/case-kind.ts';
import type { ListedAs } from '../judgment-debtor/judgment-debtor.ts';
import type { WithdrawalGround } from '../judgment-debtor/judgment-debtor-messages.ts';
import type { Role } from '../case/roles.ts';
import type { Direction } from '../joint-action/measure-execution.ts';
import type { MeasureStep } from '../joint-action/measure-steps.ts';
import { PUBLICITY } from '../publicity/publicity.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

/** Who speaks to the service without being a person: courts, and the systems of agencies and other authorities. */
export type Sender = Extract<Role, 'court' | 'agency'>;

/** Names a record as its court or authority does: one document may make a record of several subjects. */
export interface RecordName {
  documentNumber: string;
  /** Credit code or identity number of the subject. Personal data. */
  identifier: string;
}

/** What each kind of message says. `occurredAt`, when it happened at the sender, stands beside it in the envelope. */
export interface MessageData {
  'repair.accepted': { caseNumber: string; reference: string | null };
  'repair.not-accepted': { caseNumber: string; reason: string; clause: string };
  'repair.completion-asked': { caseNumber: string; missing: string[] };
  'repair.answered': { caseNumber: string; answers: RepairAnswer[] };
  'debtor.listed': DebtorListed;
  'debtor.masked': RecordName & { reason: string };
  'debtor.unmasked': RecordName & { reason: string };
  'debtor.paused': RecordName & { agreementOn: Day };
  'debtor.resumed': RecordName & { reason: string };
  'debtor.withdrawn': RecordName & { ground: WithdrawalGround };
  'reorganisation.approved': ReorganisationApproved;
  'reorganisation.carried-out': { rulingNumber: string };
  'reorganisation.failed': { rulingNumber: string; reason: string };
  /** To an application that named a ruling: the court made none, or another one. */
  'reorganisation.not-approved': { rulingNumber: string; reason: string };
  /** A statement that the court adds to the records that its ruling shields. */
  'reorganisation.statement': { rulingNumber: string; text: string };
  'copy.updated': { pushId: string; receipt: string };
  'measure.feedback': MeasureFeedback;
}
export type MessageKind = keyof MessageData;

/** One authority's answer on one record of a repair. */
export interface RepairAnswer {
  documentNumber: string;
  result: 'repaired' | 'refused';
  /** Of a refusal: why, by which clause, what to do, and when to try again. */
  reason: string | null;
  clause: string | null;
  whatToDo: string | null;
  earliest: Day | null;
}

/** 纳入失信被执行人名单的决定: a dishonest judgment debtor. Source: 法释〔2017〕7号第一、二、六条. */
export interface DebtorListed {
  documentNumber: string;
  subject: { kind: 'organisation' | 'person'; identifier: string; name: string };
  decidedOn: Day;
  /** Which of the six situations of article 1. */
  situation: 1 | 2 | 3 | 4 | 5 | 6;
  /** Article 2: the years by which the period is made longer. */
  extraYears: 0 | 1 | 2 | 3;
  facts: string;
  /** As whom the subject stands in the enforcement; only the debtor itself can be listed. */
  listedAs: ListedAs;
  fullTimeStudent: boolean;
}

/** What an authority's system says of a measure of a record that it was asked to apply or to undo. */
export interface MeasureFeedback {
  /** Of the record's publicity, as the push gave it. */
  caseNumber: string;
  measure: string;
  direction: Direction;
  step: MeasureStep;
  /**
   * The day on which it was carried out; null: not told, then with `execute` the day of the message. Where the same was
   * asked before, `execute` and `feed-back` give it: else they may be about the earlier request.
   */
  executedOn: Day | null;
  note: string | null;
}

/** 裁定批准重整计划、认可和解协议. */
export interface ReorganisationApproved {
  rulingNumber: string;
  kind: 'plan' | 'settlement';
  identifier: string;
  ruledOn: Day;
  /** Last day of the term in which the plan or settlement is to be carried out, where the ruling gives one. */
  planUntil: Day | null;
}

/** How the case of a message is found. */
export type Destination =
  /** By the number that the service gave it; the sender must have a part in it. */
  | { readonly by: 'case-number'; readonly case: 'repair' | 'publicity' }
  /** By a record of the sender's: its publicity case; `repair-first`: an open repair that holds the record, if there is one. */
  | { readonly by: 'record'; readonly case: 'publicity'; readonly first: 'repair' | null; readonly opens: boolean }
  /** By the number of the sender's ruling. */
  | { readonly by: 'ruling'; readonly case: 'reorganisation'; readonly opens: boolean }
  /** No case: the push that it confirms. */
  | { readonly by: 'push'; readonly case: null };

interface MessageRule {
  readonly senders: readonly [Sender, ...Sender[]];
  readonly to: Destination;
  readonly text: Bilingual;
}

const EITHER = ['court', 'agency'] as const;
const REPAIR = { by: 'case-number', case: 'repair' } as const;
const PUBLICITY_CASE = { by: 'case-number', case: 'publicity' } as const;
const RECORD = { by: 'record', case: 'publicity', first: null, opens: false } as const;
const RULING = { by: 'ruling', case: 'reorganisation', opens: false } as const;

/**
 * Every message that a court or an agency may send: who may send it, and which case it goes to; with `opens` it opens
 * one where there is none. A kind that is not here is refused.
 */
export const MESSAGES = {
  'repair.accepted': { senders: EITHER, to: REPAIR, text: { zh: '受理修复申请', en: 'repair accepted for checking' } },
  'repair.not-accepted': { senders: EITHER, to: REPAIR, text: { zh: '不予受理修复申请', en: 'repair not accepted' } },
  'repair.completion-asked': {
    senders: EITHER,
    to: REPAIR,
    text: { zh: '通知补正', en: 'completion of the application asked' },
  },
  'repair.answered': { senders: EITHER, to: REPAIR, text: { zh: '修复办理结果', en: 'answer on the repair' } },
  'debtor.listed': {
    senders: ['court'],
    to: { ...RECORD, opens: true },
    text: { zh: '纳入失信被执行人名单', en: 'listed as a dishonest judgment debtor' },
  },
  'debtor.masked': { senders: ['court'], to: RECORD, text: { zh: '屏蔽失信被执行人信息', en: 'debtor masked' } },
  'debtor.unmasked': { senders: ['court'], to: RECORD, text: { zh: '解除屏蔽', en: 'debtor no longer masked' } },
  'debtor.paused': { senders: ['court'], to: RECORD, text: { zh: '和解履行期间暂停', en: 'paused on an agreement' } },
  'debtor.resumed': { senders: ['court'], to: RECORD, text: { zh: '恢复执行', en: 'resumed' } },
  'debtor.withdrawn': {
    senders: ['court'],
    to: { ...RECORD, first: 'repair' },
    text: { zh: '撤销、删除失信被执行人信息', en: 'debtor withdrawn from the list' },
  },
  'reorganisation.approved': {
    senders: ['court'],
    to: { ...RULING, opens: true },
    text: { zh: '裁定批准重整计划、认可和解协议', en: 'plan or settlement approved' },
  },
  'reorganisation.carried-out': {
    senders: ['court'],
    to: RULING,
    text: { zh: '重整计划、和解协议执行完毕', en: 'plan or settlement carried out' },
  },
  'reorganisation.failed': {
    senders: ['court'],
    to: RULING,
    text: { zh: '终止重整计划、和解协议的执行', en: 'plan or settlement failed' },
  },
  'reorganisation.not-approved': {
    senders: ['court'],
    to: RULING,
    text: { zh: '未作出该批准、认可裁定', en: 'no such ruling was made' },
  },
  'reorganisation.statement': {
    senders: ['court'],
    to: RULING,
    text: { zh: '附加说明', en: 'statement added to the records' },
  },
  'copy.updated': {
    senders: ['agency'],
    to: { by: 'push', case: null },
    text: { zh: '副本已更新', en: 'copy brought up to date' },
  },
  'measure.feedback': {
    senders: EITHER,
    to: PUBLICITY_CASE,
    text: { zh: '响应、执行、反馈惩戒措施', en: 'response, execution or feedback on a measure' },
  },
} as const satisfies Record<MessageKind, MessageRule>;

export const MESSAGE_KINDS = Object.keys(MESSAGES) as readonly MessageKind[];

/** Whether the text names a kind of message. */
export function isMessageKind(text: string): text is MessageKind {
  return Object.hasOwn(MESSAGES, text);
}

/** Whether a sender in this role may send messages of this kind. */
export function maySend(role: Sender, kind: MessageKind): boolean {
  const { senders }: MessageRule = MESSAGES[kind];
  return senders.includes(role);
}

/** How the case of such a message is found. */
export function destinationOf(kind: MessageKind): Destination {
  return MESSAGES[kind].to;
}

/** The kind of case that a message opens where there is none; null: it opens none. */
export function openedBy(kind: MessageKind): CaseKind | null {
  const to = destinationOf(kind);
  return 'opens' in to && to.opens ? to.case : null;
}

/**
 * Whether a court says that the entry never should have been: heard also when it has run out or was repaired, as an
 * annulment is (法释〔2017〕7号第九条; 行政处罚法第四十八条).
 */
export function saysNeverListed({ kind, data }: { kind: MessageKind; data: MessageData[MessageKind] }): boolean {
  return kind === 'debtor.withdrawn' && 'ground' in data && data.ground === 'wrongly-listed';
}

/** Whether a message on a record may start its publicity anew, where that has ended. */
export function mayStartAnew(message: { kind: MessageKind; data: MessageData[MessageKind] }): boolean {
  return saysNeverListed(message) || message.kind === 'measure.feedback';
}

/**
 * Whether such a message is heard on publicity that has ended so: what has run out, or was repaired, is still annulled;
 * and a measure that was applied before its request was called off is still to be undone.
 */
export function isHeardAfterTheEnd(
  message: { kind: MessageKind; data: MessageData[MessageKind] },
  status: string,
): boolean {
  if (message.kind === 'measure.feedback') return rolesAllowed(PUBLICITY, status, 'execute-measure').length > 0;
  return saysNeverListed(message) && rolesAllowed(PUBLICITY, status, 'annul').length > 0;
}

/**
 * What became of a message. `stored`: for its case to take; `taken`: the case followed it; `refused`: the case could
 * not, by rule; the other two wait on the operator's list, and are looked at again when the message is sent again.
 */
export const MESSAGE_STATES = ['stored', 'taken', 'refused', 'unknown-case', 'closed-case'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** What its case answered. Without personal data: the sender reads it. */
export interface MessageOutcome {
  /** A word of the case's own: what it did, or why not. */
  readonly code: string;
  readonly text: Bilingual;
  /** Of a refusal by rule. */
  readonly clause?: string;
}

/** Where a message goes, as the stored rows say. */
export type MessageTarget =
  | { readonly found: 'case'; readonly caseId: string; readonly workflowId: string }
  | { readonly found: 'push'; readonly pushId: string }
  /** There is no such case, and the message opens one. */
  | { readonly found: 'opens'; readonly kind: 'publicity' | 'reorganisation' }
  | { readonly found: 'closed'; readonly caseId: string }
  | { readonly found: 'nothing' };
