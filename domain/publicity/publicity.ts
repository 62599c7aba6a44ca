import { type ActsOfRoles, type CaseTable, DESK_ACTS } from '../case/case-kind.ts';
import { AUTHORITY_ROLES as HANDLERS, type Role, SUBJECT_OR_DESK } from '../case/roles.ts';
import type { MeasureWait } from '../joint-action/measure-deadlines.ts';
import type { WithdrawalGround } from '../judgment-debtor/judgment-debtor-messages.ts';
import type { Bilingual } from '../text.ts';
import { DESK_STEPS, type WaitCourse } from '../case/waits.ts';

/**
 * Publicity (公示): a record, from the day it is entered until it stands no more. Whether it is shown at a moment never
 * depends on this case, but on the record's own days (`recordState`); the case writes down what its days bring, tells
 * who must know, and takes what the authority registers.
 * Source: 信用修复管理办法 (order 36 of 2025), 国办发〔2025〕22号, 行政处罚法第四十八条.
 */
export const PUBLICITY_STATUSES = [
  'opening',
  'never-opened',
  'running',
  'measures-only',
  'annulment-check',
  'undoing',
  'undoing-void',
  'ended-by-time',
  'repaired',
  'annulled',
  'corrected',
  'withdrawn',
] as const;
export type PublicityStatus = (typeof PUBLICITY_STATUSES)[number];

export const PUBLICITY_ACTS = [
  'duties-done',
  'report-annulment',
  'dismiss-annulment',
  'annul',
  'withdraw',
  'declare',
  'withdraw-declaration',
  'respond-measure',
  'execute-measure',
  'feed-back-measure',
  'decline-measure',
  'withdraw-measure-request',
  'claim',
  'assign',
  'hand-back',
] as const;
export type PublicityAct = (typeof PUBLICITY_ACTS)[number];

/** What authorities say of the measures that they carry out, by their people or their systems (国发〔2016〕33号（十八）). */
const CARRIERS = [...HANDLERS, 'agency', 'court'] as const satisfies readonly Role[];
const OF_MEASURES = {
  'respond-measure': CARRIERS,
  'execute-measure': CARRIERS,
  'feed-back-measure': CARRIERS,
} as const satisfies ActsOfRoles<PublicityAct>;

const WHILE_IT_STANDS = {
  ...DESK_ACTS,
  ...OF_MEASURES,
  // Not its own to carry out; who determined the record may then do without it.
  'decline-measure': CARRIERS,
  'withdraw-measure-request': HANDLERS,
  'duties-done': HANDLERS,
  'report-annulment': SUBJECT_OR_DESK,
  'dismiss-annulment': HANDLERS,
  annul: HANDLERS,
  // A record that should never have been entered: not for the one who entered it alone to say.
  withdraw: ['supervisor'],
  // What the subject itself says beside it (本人声明); the desk only writes down what it was handed on paper.
  declare: SUBJECT_OR_DESK,
  'withdraw-declaration': SUBJECT_OR_DESK,
} as const satisfies ActsOfRoles<PublicityAct>;

/**
 * A decision may be annulled, or found to be somebody else's, when its record has run out or is repaired: who was
 * entered is entitled to a record that says so (行政处罚法第四十八条).
 */
const AFTER_ITS_END = {
  // Applied before its request was called off, and told only now: it must still be undone.
  'execute-measure': CARRIERS,
  'report-annulment': SUBJECT_OR_DESK,
  annul: HANDLERS,
  withdraw: ['supervisor'],
} as const satisfies ActsOfRoles<PublicityAct>;

const ALWAYS_HEARD = { 'execute-measure': CARRIERS } as const satisfies ActsOfRoles<PublicityAct>;

/** Status → act → roles. What is not listed is not allowed; a new status does not compile until placed. */
export const PUBLICITY_TABLE = {
  opening: {},
  'never-opened': {},
  running: WHILE_IT_STANDS,
  // Shown no longer; a measure to which the law gives a term of its own still runs.
  'measures-only': WHILE_IT_STANDS,
  // It had run out, or was repaired, and the decision is said to be annulled, or lost its basis.
  'annulment-check': WHILE_IT_STANDS,
  // Ended, repaired or run out, while an authority that applied a measure has not said that it is undone.
  undoing: { ...DESK_ACTS, ...AFTER_ITS_END, ...OF_MEASURES, 'duties-done': HANDLERS },
  // Likewise, where the record is void: nothing more is found out about it.
  'undoing-void': { ...DESK_ACTS, ...OF_MEASURES },
  // Duties still open then are a flag, until they are registered after all.
  'ended-by-time': { ...AFTER_ITS_END, 'duties-done': HANDLERS },
  repaired: AFTER_ITS_END,
  annulled: ALWAYS_HEARD,
  corrected: ALWAYS_HEARD,
  withdrawn: ALWAYS_HEARD,
} as const satisfies Record<PublicityStatus, ActsOfRoles<PublicityAct>>;

/** The acts of an assigned case that only its handler or a supervisor may do. */
export const PUBLICITY_HANDLER_ACTS = ['hand-back'] as const satisfies readonly PublicityAct[];

export type PublicityDeadline =
  | 'minimum-end'
  | 'maximum-end'
  | 'measure-end'
  | 'duties-by'
  | 'withdraw-by'
  | MeasureWait;

/** The steps that the service takes by itself on a record's publicity. */
export const PUBLICITY_STEPS = [...DESK_STEPS, 'minimum-ended', 'maximum-ended', 'measure-ended'] as const;
export type PublicityStep = (typeof PUBLICITY_STEPS)[number];

/** What each wait is for. A period never moves for a day off, and nobody is reminded of its end beforehand. */
export const PUBLICITY_WAITS = {
  'minimum-end': {
    text: { zh: '最短公示期届满', en: 'end of the minimum publicity period' },
    remind: null,
    atDue: 'minimum-ended',
    repeats: 'once',
  },
  'maximum-end': {
    text: { zh: '公示期届满', en: 'end of the publicity period' },
    remind: null,
    atDue: 'maximum-ended',
    repeats: 'once',
  },
  'measure-end': {
    text: { zh: '惩戒措施期满', en: 'end of a measure' },
    remind: null,
    atDue: 'measure-ended',
    repeats: 'once',
  },
  'withdraw-by': {
    text: {
      zh: '核实并撤回决定被撤销或者失去依据的信息',
      en: 'checking and taking back a record whose decision was annulled, or lost its basis',
    },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
  },
  // Shown past its maximum until the duties are done: the authority is told again and again, and nothing else happens.
  'duties-by': {
    text: { zh: '督促履行法定义务并登记', en: 'seeing that the duties are done, and registering them' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
    internal: true,
  },
  // Of the authority that carries the measure out, whose silence changes nothing for the subject.
  'execute-by': {
    text: { zh: '采取惩戒措施并反馈', en: 'applying a measure, and feedback on it' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
  },
  'undo-by': {
    text: { zh: '解除惩戒措施并反馈', en: 'undoing a measure, and feedback on it' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
  },
  'suspend-by': {
    text: { zh: '暂停执行惩戒措施并反馈', en: 'suspending a measure, and feedback on it' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
  },
  'resume-by': {
    text: { zh: '恢复执行惩戒措施并反馈', en: 'resuming a measure, and feedback on it' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
  },
} as const satisfies Record<PublicityDeadline, WaitCourse<PublicityStep> & { text: Bilingual }>;

/** The wait that ends each status if nobody acts; a record without a fixed term runs without one. */
export const PUBLICITY_WAIT_OF_STATUS = {
  opening: 'opening',
  'never-opened': null,
  running: 'maximum-end',
  'measures-only': 'measure-end',
  'annulment-check': 'withdraw-by',
  undoing: 'undo-by',
  'undoing-void': 'undo-by',
  'ended-by-time': null,
  repaired: null,
  annulled: null,
  corrected: null,
  withdrawn: null,
} as const satisfies Record<PublicityStatus, PublicityDeadline | 'opening' | null>;

export const PUBLICITY_STATUS_TEXT = {
  opening: { zh: '正在登记', en: 'being opened' },
  'never-opened': { zh: '未登记成功', en: 'never opened' },
  running: { zh: '公示期内', en: 'within its period' },
  'measures-only': { zh: '公示期已满，惩戒措施未满期', en: 'shown no longer, a measure still runs' },
  'annulment-check': {
    zh: '已终止公示，撤销或者失去依据的情况处理中',
    en: 'ended; to be taken back if its decision was annulled, or lost its basis',
  },
  undoing: { zh: '已终止，惩戒措施待解除', en: 'ended, measures still to be undone' },
  'undoing-void': { zh: '信息已撤回，惩戒措施待解除', en: 'void, measures still to be undone' },
  'ended-by-time': { zh: '期满终止公示', en: 'ended by time' },
  repaired: { zh: '已修复', en: 'repaired' },
  annulled: { zh: '决定已撤销，信息已撤回', en: 'decision annulled, record withdrawn' },
  corrected: { zh: '已更正', en: 'corrected' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const satisfies Record<PublicityStatus, Bilingual>;

export const PUBLICITY = {
  kind: 'publicity',
  statuses: PUBLICITY_STATUSES,
  acts: PUBLICITY_ACTS,
  table: PUBLICITY_TABLE,
  waitOf: PUBLICITY_WAIT_OF_STATUS,
  handlerActs: PUBLICITY_HANDLER_ACTS,
  decides: ['dismiss-annulment', 'annul', 'withdraw'],
  statusText: PUBLICITY_STATUS_TEXT,
  waits: PUBLICITY_WAITS,
} as const satisfies CaseTable<PublicityStatus, PublicityAct>;

/** How the publicity of a record ended; kept in the case row. */
export type PublicityOutcome =
  | { kind: 'ended-by-time'; dutiesOpen: boolean }
  | { kind: 'repaired' | 'corrected'; on: string }
  | { kind: 'annulled'; on: string; documentNumber: string | null; ground?: WithdrawalGround }
  /** `ground`: of a court's entry, why the court deleted it. */
  | { kind: 'withdrawn'; on: string; ground?: WithdrawalGround };

/**
 * The status of a record that is over, by whether an authority has still to undo a measure that it applied: it is closed
 * only when nothing of it is applied anywhere (2025年意见（十三）协同联动).
 */
export function statusWhileUndoing(
  ended: PublicityOutcome['kind'],
): Extract<PublicityStatus, 'undoing' | 'undoing-void'> {
  return ended === 'repaired' || ended === 'ended-by-time' ? 'undoing' : 'undoing-void';
}

/** Over, but for the measures that are still to be undone. */
export function isUndoing(status: string): boolean {
  return UNDOING_STATUSES.some((one) => one === status);
}

/** Statuses of a record that is over, but for the measures that are still to be undone. */
export const UNDOING_STATUSES = ['undoing', 'undoing-void'] as const satisfies readonly PublicityStatus[];
