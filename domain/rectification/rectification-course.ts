import type { SupplyPhase } from '../accept-first/accept-first-supply.ts';
import type { Pace } from '../case/waits.ts';
import { addWorkingDays, type Calendar } from '../deadline/calendar.ts';
import type { DeadlineRule, DeadlineState, Extension, Ledger } from '../deadline/ledger.ts';
import type { RuleLookup } from '../deadline/rule-value.ts';
import type { RuleCode, RuleValues } from '../rule-sets/rule-set.ts';
import type { Bilingual } from '../text.ts';
import { type Day, daysBetween } from '../time.ts';
import {
  type InterviewKind,
  interviewOf,
  RECTIFICATION_CLAUSE,
  type RectificationDeadline,
  type RectificationStatus,
  type Rung,
} from './rectification.ts';

const FORCE_MAJEURE = '民法典第一百八十条；国办发〔2020〕49号（十六）';

/** Where the ladder stands in its rows: what the status follows from, whatever came first. */
export interface LadderStanding {
  /** The rung whose date was the last to begin. */
  rung: Rung;
  /** A report was confirmed. */
  confirmed: boolean;
  /** A report that came by the date waits for its verdict. */
  reportedInTime: boolean;
  /** A report waits for its verdict, whenever it came. */
  reported: boolean;
  /** Where the date stands: running, over with reports still to be registered, or past both. */
  phase: SupplyPhase;
  /** The interview after this rung has its day. */
  called: boolean;
}

/**
 * The status that follows from the rows. A report in time holds the ladder until it is answered, on whichever day it
 * was written down: the authority's silence moves nothing on. One that came late holds nothing but the end: nobody is told
 * that it was not put right while it lies unread. Source: 35号 (9).
 */
export function statusOfLadder({
  rung,
  confirmed,
  reportedInTime,
  reported,
  phase,
  called,
}: LadderStanding): OpenedStatus {
  if (confirmed) return 'rectified';
  if (phase === 'running') return 'rectifying';
  if (reportedInTime) return 'checking';
  if (phase === 'registration') return 'registering';
  if (rung === 0) return called ? 'reminder-called' : 'reminder-due';
  if (rung === 1) return called ? 'warning-called' : 'warning-due';
  return reported ? 'checking' : 'not-rectified';
}

/** The next rung of the ladder; null on the last. */
export function nextRung(rung: Rung): Rung | null {
  return rung === 0 ? 1 : rung === 1 ? 2 : null;
}

/** The interview that follows a rung; null on the last. */
export function interviewAfter(rung: Rung): InterviewKind | null {
  const next = nextRung(rung);
  return next === null ? null : interviewOf(next);
}

/**
 * How each deadline stands in each status; the check of a report is apart, for it runs whenever a report waits.
 * Called off or out of place, a deadline of the authority is closed, never missed.
 */
export const RECTIFICATION_DEADLINES_IN_STATUS = {
  rectifying: { 'rectification-by': 'running', ...others() },
  registering: { ...others(), 'rectification-by': 'missed', 'rectification-registration': 'running' },
  checking: { 'rectification-by': 'met', ...others() },
  'reminder-due': toCall(),
  'reminder-called': called(),
  'warning-due': toCall(),
  'warning-called': called(),
  rectified: { 'rectification-by': 'met', ...others() },
  'not-rectified': { ...others(), 'rectification-by': 'missed', 'rectification-registration': 'missed' },
  cancelled: { 'rectification-by': 'closed', ...others() },
} as const satisfies Record<
  Exclude<RectificationStatus, 'opening' | 'never-opened'>,
  Record<Exclude<RectificationDeadline, 'rectification-confirm-by'>, DeadlineState>
>;

export type OpenedStatus = keyof typeof RECTIFICATION_DEADLINES_IN_STATUS;

function others() {
  return {
    'rectification-registration': 'closed',
    'interview-by': 'closed',
    'interview-minutes-by': 'closed',
  } as const;
}

function toCall() {
  return {
    'rectification-by': 'missed',
    'rectification-registration': 'missed',
    'interview-by': 'running',
    'interview-minutes-by': 'closed',
  } as const;
}

function called() {
  return { ...toCall(), 'interview-by': 'met', 'interview-minutes-by': 'running' } as const;
}

/**
 * Rectify-by (整改期限), from the day on which it was asked for, or on which the interview was held or missed. The
 * officer may name a day; a last day off moves to the next working day, in favour of the subject (民法典第203条).
 */
export function rectificationByLedger(
  from: { rung: Rung; on: Day },
  named: Day | null,
  own: OwnTerm | null,
  rule: RuleLookup,
): Ledger {
  const start =
    from.rung === 0
      ? { zh: '责令限期整改', en: 'rectification was asked for' }
      : { zh: '约谈后重新确定整改期限', en: 'a new date was set after the interview' };
  const code: RectificationDeadline = 'rectification-by';
  const set = { code, last: 'act', isDefault: false } as const;
  if (named !== null) {
    const count = daysBetween(from.on, named);
    return ledger(start, from.on, { ...set, count, unit: 'calendar-days', clause: RECTIFICATION_CLAUSE });
  }
  if (from.rung === 0 && own !== null) {
    const { workingDays: count, clause } = own;
    return ledger(start, from.on, { ...set, count, unit: 'working-days', clause });
  }
  return ledger(start, from.on, byRule(code, 'rectification.rectify-within-working-days', rule));
}

/** The term to rectify of the place's own rule. */
export interface OwnTerm {
  workingDays: number;
  clause: string;
}

/** Registration grace (登记宽限): what came in time may be written down until it ends. */
export function rectificationRegistrationLedger(from: Day, rule: RuleLookup): Ledger {
  const start = { zh: '整改期限届满', en: 'the date passed' };
  return ledger(
    start,
    from,
    byRule('rectification-registration', 'rectification.registration-grace-working-days', rule),
  );
}

/** Confirm-by (核实期限), from the day on which the authority had the report. */
export function rectificationConfirmByLedger(from: Day, rule: RuleLookup): Ledger {
  const start = { zh: '机关收到整改报告', en: 'report received by the authority' };
  return ledger(start, from, byRule('rectification-confirm-by', 'rectification.confirm-within-working-days', rule));
}

/** Interview-by (安排约谈期限): within it the authority tells the subject of the interview. */
export function interviewByLedger(from: Day, rule: RuleLookup): Ledger {
  const start = { zh: '整改期限届满未整改', en: 'not rectified by the date' };
  return ledger(start, from, byRule('interview-by', 'rectification.interview-called-within-working-days', rule));
}

/** Interview-minutes-by (约谈记录登记期限), from the day for which the interview is called. */
export function interviewMinutesByLedger(calledFor: Day, rule: RuleLookup): Ledger {
  const start = { zh: '约谈之日', en: 'the day of the interview' };
  return ledger(start, calledFor, byRule('interview-minutes-by', 'rectification.minutes-within-working-days', rule));
}

/** A date moved by the authority for force majeure (不可抗力), with its reason and proof. */
export function rectificationExtension(
  until: Day,
  { reason, proof }: { reason: string; proof: string },
  by: string,
  on: Day,
): Extension {
  return { until, reason: `${reason}（证明：${proof}）`, clause: FORCE_MAJEURE, by, on };
}

/**
 * The authority rejected a report after its own term, and the date had passed meanwhile: its lateness is not the
 * subject's, so some days are left to report anew.
 */
export function anewAfterLateCheck(on: Day, by: string, calendar: Calendar, rule: RuleLookup): Extension {
  const { value, clause } = rule('rectification.anew-after-late-check-working-days');
  return { until: addWorkingDays(calendar, on, value), reason: '机关逾期核实，重新留出整改时间', clause, by, on };
}

/** Who must act is reminded: the subject by a rule of its own, the authority as in every case. */
export function rectificationPace(kind: string, rule: RuleLookup): Pace {
  const reminders =
    kind === 'rectification-by'
      ? rule('rectification.reminders-before-working-days')
      : rule('case.officer-reminders-before-working-days');
  return {
    reminderWorkingDays: reminders.value,
    escalateEveryWorkingDays: rule('case.escalate-every-working-days').value,
    reminderHour: rule('case.reminder-hour').value,
  };
}

type NumberRule = { [Code in RuleCode]: RuleValues[Code] extends number ? Code : never }[RuleCode];

function byRule(code: RectificationDeadline, of: NumberRule, rule: RuleLookup): DeadlineRule {
  const { value, clause, isDefault } = rule(of);
  return { code, count: value, unit: 'working-days', last: 'act', clause, isDefault };
}

function ledger(startEvent: Bilingual, startDay: Day, rule: DeadlineRule): Ledger {
  return { startEvent, startDay, rule, pauses: [], extensions: [] };
}
