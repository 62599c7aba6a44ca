import { type ActsOfRoles, type CaseTable, DESK_ACTS } from '../case/case-kind.ts';
import { AUTHORITY_ROLES as HANDLERS, SUBJECT_OR_DESK } from '../case/roles.ts';
import { DESK_STEPS, type WaitCourse } from '../case/waits.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

/**
 * Rectification (整改约谈): something was not done that had to be, a promise or what an inspection asks for. It is to be
 * put right by a date; if it is not, the authority that found it interviews the subject, first to remind (提示约谈), then
 * to warn (警示约谈), each time with a new date; after that it ends, and a person considers a determination of dishonesty.
 * Source: 国办发〔2019〕35号 (9): 谁认定、谁约谈, recorded.
 *
 * This file says which statuses a case can have, who may do what in each, and which wait runs in each. The rules:
 * `rectification-door.ts` (what can be opened), `rectification-course.ts` (where the rows put the case, and its
 * deadlines), `rectification-interview.ts` (appointed ahead, minuted), `rectification-report.ts` (reports and verdicts).
 */
export const RECTIFICATION_STATUSES = [
  'opening',
  'never-opened',
  'rectifying',
  'registering',
  'checking',
  'reminder-due',
  'reminder-called',
  'warning-due',
  'warning-called',
  'rectified',
  'not-rectified',
  'cancelled',
] as const;
export type RectificationStatus = (typeof RECTIFICATION_STATUSES)[number];

export const RECTIFICATION_ACTS = [
  'report',
  'confirm',
  'call',
  'minute',
  'extend',
  'cancel',
  'reopen',
  'claim',
  'assign',
  'hand-back',
] as const;
export type RectificationAct = (typeof RECTIFICATION_ACTS)[number];

/** At any rung it may be reported rectified, and confirmed; what was opened in error is taken back at once. */
const ON_EVERY_RUNG = {
  ...DESK_ACTS,
  report: SUBJECT_OR_DESK,
  confirm: HANDLERS,
  cancel: HANDLERS,
} as const satisfies ActsOfRoles;
const WITH_DATE = { ...ON_EVERY_RUNG, extend: HANDLERS } as const satisfies ActsOfRoles;
const TO_CALL = { ...ON_EVERY_RUNG, call: HANDLERS } as const satisfies ActsOfRoles;
const CALLED = { ...TO_CALL, minute: HANDLERS } as const satisfies ActsOfRoles;

/** Status → act → roles. What is not listed is not allowed; a new status does not compile until placed. */
export const RECTIFICATION_TABLE = {
  opening: {},
  'never-opened': {},
  rectifying: WITH_DATE,
  registering: WITH_DATE,
  checking: ON_EVERY_RUNG,
  'reminder-due': TO_CALL,
  'reminder-called': CALLED,
  'warning-due': TO_CALL,
  'warning-called': CALLED,
  rectified: {},
  // A report that came in time all along may come to light when the case has ended.
  'not-rectified': { reopen: ['supervisor'] },
  cancelled: {},
} as const satisfies Record<RectificationStatus, ActsOfRoles<RectificationAct>>;

/** The acts of an assigned case that only its handler or a supervisor may do. */
export const RECTIFICATION_HANDLER_ACTS = [
  'confirm',
  'call',
  'minute',
  'extend',
  'cancel',
  'hand-back',
] as const satisfies readonly RectificationAct[];

export type RectificationDeadline =
  | 'rectification-by'
  | 'rectification-registration'
  | 'rectification-confirm-by'
  | 'interview-by'
  | 'interview-minutes-by';

/** The steps that the service takes by itself on a rectification. */
export const RECTIFICATION_STEPS = [...DESK_STEPS, 'close-rectification', 'pass-rung'] as const;
export type RectificationStep = (typeof RECTIFICATION_STEPS)[number];

/** What each wait is for, and what happens when nobody acts: only the subject's own date moves the ladder on. */
export const RECTIFICATION_WAITS = {
  'rectification-by': {
    text: { zh: '完成整改', en: 'rectification' },
    remind: 'remind-applicant',
    atDue: 'close-rectification',
    repeats: 'once',
    restsWhenMet: true,
  },
  'rectification-registration': {
    text: { zh: '登记期限内的整改报告', en: 'registration of reports of rectification that came in time' },
    remind: null,
    atDue: 'pass-rung',
    repeats: 'once',
  },
  'rectification-confirm-by': {
    text: { zh: '核实整改报告', en: 'check of a report of rectification' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
  },
  'interview-by': {
    text: { zh: '安排约谈', en: 'appointment of the interview' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
  },
  'interview-minutes-by': {
    text: { zh: '登记约谈记录', en: 'minutes of the interview' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
  },
} as const satisfies Record<RectificationDeadline, WaitCourse<RectificationStep> & { text: Bilingual }>;

/** The wait that ends each status if nobody acts. An open status without one does not compile. */
export const RECTIFICATION_WAIT_OF_STATUS = {
  opening: 'opening',
  'never-opened': null,
  rectifying: 'rectification-by',
  registering: 'rectification-registration',
  checking: 'rectification-confirm-by',
  'reminder-due': 'interview-by',
  'reminder-called': 'interview-minutes-by',
  'warning-due': 'interview-by',
  'warning-called': 'interview-minutes-by',
  rectified: null,
  'not-rectified': null,
  cancelled: null,
} as const satisfies Record<RectificationStatus, RectificationDeadline | 'opening' | null>;

export const RECTIFICATION_STATUS_TEXT = {
  opening: { zh: '正在登记', en: 'being opened' },
  'never-opened': { zh: '未登记成功', en: 'never opened' },
  rectifying: { zh: '限期整改', en: 'to be rectified by a date' },
  registering: { zh: '整改期限已过，待登记在途报告', en: 'date passed, awaiting registration of reports' },
  checking: { zh: '已报告整改，待核实', en: 'reported rectified, awaiting the check' },
  'reminder-due': { zh: '待安排提示约谈', en: 'awaiting the appointment of the reminder interview' },
  'reminder-called': { zh: '已通知提示约谈', en: 'reminder interview appointed' },
  'warning-due': { zh: '待安排警示约谈', en: 'awaiting the appointment of the warning interview' },
  'warning-called': { zh: '已通知警示约谈', en: 'warning interview appointed' },
  rectified: { zh: '已整改', en: 'rectified' },
  'not-rectified': { zh: '未整改', en: 'not rectified' },
  cancelled: { zh: '已撤销立案', en: 'cancelled, opened in error or without its ground any more' },
} as const satisfies Record<RectificationStatus, Bilingual>;

/** Where a rectification comes from. */
export const RECTIFICATION_ORIGINS = ['broken-promise', 'inspection'] as const;
export type RectificationOrigin = (typeof RECTIFICATION_ORIGINS)[number];

export const RECTIFICATION_ORIGIN_TEXT = {
  'broken-promise': { zh: '承诺未履行', en: 'a promise that was not kept' },
  inspection: { zh: '检查发现', en: 'an inspection' },
} as const satisfies Record<RectificationOrigin, Bilingual>;

/** The rungs of the ladder: the first date, and the dates after each interview. */
export const RUNGS = [0, 1, 2] as const;
export type Rung = (typeof RUNGS)[number];

/** The interview with which a rung begins; none on the first. */
export const INTERVIEW_KINDS = ['reminder', 'warning'] as const;
export type InterviewKind = (typeof INTERVIEW_KINDS)[number];

export const INTERVIEW_TEXT = {
  reminder: { zh: '提示约谈', en: 'reminder interview' },
  warning: { zh: '警示约谈', en: 'warning interview' },
} as const satisfies Record<InterviewKind, Bilingual>;

/** The interview that opens a rung. Throws for the first, which none opens. */
export function interviewOf(rung: Rung): InterviewKind {
  const kind = INTERVIEW_KINDS[rung - 1];
  if (kind === undefined) throw new RangeError('no interview opens the first rung');
  return kind;
}

/** The ladder's clause. Source: 35号 (9), read in a county's bundle of the rules; the terms in days are ours. */
export const RECTIFICATION_CLAUSE = '国办发〔2019〕35号（九）';

/** How a rectification ended; kept in the case row, without what people wrote. */
export type RectificationOutcome =
  | { kind: 'rectified'; rung: Rung; on: Day }
  | { kind: 'not-rectified'; since: Day; reported: boolean }
  | { kind: 'cancelled'; cause: 'in-error' | 'promise-kept' };

export const RECTIFICATION = {
  kind: 'rectification',
  statuses: RECTIFICATION_STATUSES,
  acts: RECTIFICATION_ACTS,
  table: RECTIFICATION_TABLE,
  waitOf: RECTIFICATION_WAIT_OF_STATUS,
  handlerActs: RECTIFICATION_HANDLER_ACTS,
  decides: ['confirm', 'extend', 'cancel'],
  statusText: RECTIFICATION_STATUS_TEXT,
  waits: RECTIFICATION_WAITS,
} as const satisfies CaseTable<RectificationStatus, RectificationAct>;
