import type { CommitmentDeadline } from './commitment.ts';
import type { ApprovalTerms } from './commitment-kinds.ts';
import { addWorkingDays, type Calendar } from '../deadline/calendar.ts';
import type { DeadlineRule, Extension, Ledger } from '../deadline/ledger.ts';
import type { ObligationTerm } from './obligation.ts';
import type { RuleAnswer, RuleLookup } from '../deadline/rule-value.ts';
import type { Bilingual } from '../text.ts';
import { type Day, daysBetween } from '../time.ts';
import type { Pace } from '../case/waits.ts';

/** Where a promised term stands: in the promise itself, which the authority accepted or was told of. */
const THE_PROMISE = '承诺书；2025年意见（十五）';
const FORCE_MAJEURE = '民法典第一百八十条；国办发〔2020〕49号（十六）';

/**
 * Fulfil-by (履行期限) of an obligation whose day the promise names: a last day off moves to the next working day,
 * in favour of the promisor (民法典第203条).
 */
export function namedDayLedger(due: Day, promisedOn: Day): Ledger {
  return {
    startEvent: { zh: '作出承诺', en: 'the promise was made' },
    startDay: promisedOn,
    rule: promised('fulfil-by', daysBetween(promisedOn, due), 'calendar-days'),
    pauses: [],
    extensions: [],
  };
}

/**
 * Fulfil-by of an obligation whose term runs from an event.
 * @param toldByAuthorityOn the authority told of the event: so much time is left from that day at least
 */
export function afterEventLedger(
  term: Extract<ObligationTerm, { kind: 'event' }>,
  eventOn: Day,
  toldByAuthorityOn: Day | null,
  calendar: Calendar,
  rule: RuleLookup,
): Ledger {
  const ledger: Ledger = {
    startEvent: { zh: '起算事由发生', en: 'the starting event' },
    startDay: eventOn,
    rule: promised('fulfil-by', term.count, term.unit),
    pauses: [],
    extensions: [],
  };
  if (toldByAuthorityOn === null) return ledger;
  const { value } = rule('commitment.least-after-event-working-days');
  const reason = {
    zh: `自机关告知之日起至少留${value}个工作日`,
    en: `at least ${value} working days from the day on which the authority told of it`,
  };
  const day = addWorkingDays(calendar, toldByAuthorityOn, value);
  return { ...ledger, notEarlierThan: { day, reason, least: { from: toldByAuthorityOn, workingDays: value } } };
}

/** Event-by: the day by which the starting event of an obligation was expected; then the handler asks after it. */
export function eventByLedger(expectedBy: Day, promisedOn: Day): Ledger {
  return {
    startEvent: { zh: '作出承诺', en: 'the promise was made' },
    startDay: promisedOn,
    rule: promised('event-by', daysBetween(promisedOn, expectedBy), 'calendar-days'),
    pauses: [],
    extensions: [],
  };
}

/** Rectify-by (整改期限), from the day on which the promise was found untrue; the officer may name a later day. */
export function rectifyByLedger(
  foundOn: Day,
  named: { until: Day; by: string } | null,
  terms: ApprovalTerms | null,
  rule: RuleLookup,
): Ledger {
  const own = terms?.rectifyWithinWorkingDays ?? null;
  const extensions: Extension[] =
    named === null
      ? []
      : [
          {
            until: named.until,
            reason: '核查时确定的整改期限',
            clause: '国办发〔2020〕42号',
            by: named.by,
            on: foundOn,
          },
        ];
  return {
    startEvent: { zh: '核查发现承诺不实', en: 'found untrue by the check' },
    startDay: foundOn,
    rule: ownOrDefault('rectify-by', own, terms, rule('commitment.rectify-within-working-days')),
    pauses: [],
    extensions,
  };
}

/** Approval-check-by (事后核查期限), from the day on which it was decided on the promise. */
export function approvalCheckLedger(decidedOn: Day, terms: ApprovalTerms | null, rule: RuleLookup): Ledger {
  const own = terms?.checkWithinWorkingDays ?? null;
  const start = { zh: '凭承诺作出决定', en: 'decided on the promise' };
  return of(
    start,
    decidedOn,
    ownOrDefault('approval-check-by', own, terms, rule('commitment.check-within-working-days')),
  );
}

/** Registration grace (登记宽限): what came in time may be written down until it ends. */
export function fulfilRegistrationLedger(from: Day, rule: RuleLookup): Ledger {
  const start = { zh: '履行期限届满', en: 'the date passed' };
  return of(start, from, byRule('fulfil-registration', rule('commitment.registration-grace-working-days')));
}

/** Confirm-by (确认期限), from the day on which the authority had the report. */
export function confirmByLedger(from: Day, rule: RuleLookup): Ledger {
  const start = { zh: '机关收到履约报告', en: 'report received by the authority' };
  return of(start, from, byRule('confirm-by', rule('commitment.confirm-within-working-days')));
}

/** Consent-by: the authority's answer to an amendment that was asked for. */
export function consentByLedger(from: Day, rule: RuleLookup): Ledger {
  const start = { zh: '机关收到变更申请', en: 'amendment received by the authority' };
  return of(start, from, byRule('consent-by', rule('commitment.consent-within-working-days')));
}

/** Revoke-by: the decision on what was granted on a promise that was untrue and was not put right. */
export function revokeByLedger(from: Day, rule: RuleLookup): Ledger {
  const start = { zh: '承诺不实且未整改', en: 'untrue and not rectified' };
  return of(start, from, byRule('revoke-by', rule('commitment.revoke-within-working-days')));
}

/** A date moved by the authority for force majeure, with proof (不可抗力). */
export function forceMajeure(until: Day, by: string, on: Day): Extension {
  return { until, reason: '不可抗力，已附证明', clause: FORCE_MAJEURE, by, on };
}

/**
 * The authority rejected a report after its own term, and the date had passed meanwhile: its lateness is nobody's
 * broken promise, so some days are left to report anew.
 */
export function anewAfterLateVerdict(on: Day, by: string, calendar: Calendar, rule: RuleLookup): Extension {
  const { value, clause } = rule('commitment.anew-after-late-verdict-working-days');
  return { until: addWorkingDays(calendar, on, value), reason: '机关逾期核实，重新留出报告时间', clause, by, on };
}

/** How the steps of a wait are spaced: the promisor's reminders come earlier than the handler's. */
export function commitmentPace(remind: 'remind-applicant' | 'remind-handler' | null, rule: RuleLookup): Pace {
  const reminders =
    remind === 'remind-applicant'
      ? rule('commitment.reminders-before-working-days')
      : rule('case.officer-reminders-before-working-days');
  return {
    reminderWorkingDays: reminders.value,
    escalateEveryWorkingDays: rule('case.escalate-every-working-days').value,
    reminderHour: rule('case.reminder-hour').value,
  };
}

function of(startEvent: Bilingual, startDay: Day, rule: DeadlineRule): Ledger {
  return { startEvent, startDay, rule, pauses: [], extensions: [] };
}

function promised(code: CommitmentDeadline, count: number, unit: DeadlineRule['unit']): DeadlineRule {
  return { code, count, unit, last: 'act', clause: THE_PROMISE, isDefault: false };
}

function byRule(code: CommitmentDeadline, { value, clause, isDefault }: RuleAnswer<number>): DeadlineRule {
  return { code, count: value, unit: 'working-days', last: 'act', clause, isDefault };
}

function ownOrDefault(
  code: CommitmentDeadline,
  own: number | null,
  terms: ApprovalTerms | null,
  fallback: RuleAnswer<number>,
): DeadlineRule {
  if (own === null || terms === null) return byRule(code, fallback);
  return { code, count: own, unit: 'working-days', last: 'act', clause: terms.clause, isDefault: false };
}
