import type { AcceptFirstDeadline, AcceptFirstTerms, ProcedureTerms } from './accept-first.ts';
import { supplyByWorkingDays } from './accept-first-door.ts';
import type { Pace } from '../case/waits.ts';
import { addWorkingDays, type Calendar } from '../deadline/calendar.ts';
import type { DeadlineRule, Ledger } from '../deadline/ledger.ts';
import type { RuleLookup } from '../deadline/rule-value.ts';
import type { Day } from '../time.ts';

const LICENSING_TERMS = '行政许可法第八十二条';

/** How an application came: what its supply-by date runs from. */
export interface ApplicationDays {
  readonly receivedOn: Day;
  /** On paper: the day on which the 容缺受理通知书 was handed over; null: only the registration sends it. */
  readonly noticeHandedOn: Day | null;
  readonly registeredOn: Day;
}

/**
 * Supply-by (补交期限) at the door: from the day of the notice, which is that of receipt unless the desk says when the
 * notice was handed over. What is missing is told by the notice: where that goes out only with a later registration, so
 * many working days are left from then, though never more than the whole term.
 * Source: rules of the places (term from acceptance, the day of the notice); the least is a default.
 */
export function supplyByAtDoor(
  procedure: ProcedureTerms,
  { receivedOn, noticeHandedOn, registeredOn }: ApplicationDays,
  rule: RuleLookup,
  calendar: Calendar,
): Ledger {
  const ledger = supplyByLedger(procedure, noticeHandedOn ?? receivedOn, rule);
  if (noticeHandedOn !== null)
    return { ...ledger, startEvent: { zh: '交付容缺受理通知书', en: 'the notice was handed over' } };
  if (registeredOn <= receivedOn) return ledger;
  const least = Math.min(rule('accept-first.least-after-registration-working-days').value, ledger.rule.count);
  const reason = {
    zh: `登记前未交付容缺受理通知书，自登记之日起至少留${least}个工作日`,
    en: `at least ${least} working days from the registration, before which no notice was handed over`,
  };
  const day = addWorkingDays(calendar, registeredOn, least);
  return { ...ledger, notEarlierThan: { day, reason, least: { from: registeredOn, workingDays: least } } };
}

/**
 * Supply-by (补交期限), from the day of the notice. Longer than the procedure's own handling term it never is;
 * with extensions never longer than the place's rule allows in all.
 * Throws where the procedure does not offer accept-first: ask the door first.
 */
export function supplyByLedger(procedure: ProcedureTerms, noticeOn: Day, rule: RuleLookup): Ledger {
  const terms = termsOf(procedure);
  const count = supplyByWorkingDays(procedure, rule);
  if (count === null) throw new Error(`"${procedure.code}" does not offer accept-first`);
  const fallback = rule('accept-first.supply-by-at-most-working-days');
  const isDefault = terms.supplyBy === null;
  const monthsInAll = terms.extension.monthsInAll;
  return {
    startEvent: { zh: '容缺受理', en: 'accepted first' },
    startDay: noticeOn,
    rule: workingDays('supply-by', count, isDefault ? fallback.clause : terms.clause, isDefault),
    pauses: [],
    extensions: [],
    ...(monthsInAll === null
      ? {}
      : {
          notLaterThan: {
            count: monthsInAll,
            unit: 'months',
            clause: terms.clause,
            reason: { zh: `连同延期最长不超过${monthsInAll}个月`, en: `not longer than ${monthsInAll} months in all` },
          },
        }),
  };
}

/** Registration grace (登记宽限): what came in time may be written down until the end of the next working day. */
export function registrationGraceLedger(procedure: ProcedureTerms, supplyByDue: Day, rule: RuleLookup): Ledger {
  const { registrationGraceWorkingDays: own, receiptByPost } = termsOf(procedure);
  const fallback =
    receiptByPost === 'dispatch'
      ? rule('accept-first.registration-grace-when-dispatch-counts-working-days')
      : rule('accept-first.registration-grace-working-days');
  return {
    startEvent: { zh: '补交期限届满', en: 'supply-by date passed' },
    startDay: supplyByDue,
    rule: ownOrDefault('registration-grace', procedure, own, fallback),
    pauses: [],
    extensions: [],
  };
}

/** Verify-by (核验期限), from the day on which the authority had the paper, even where it was registered later. */
export function verifyByLedger(procedure: ProcedureTerms, from: Day, rule: RuleLookup): Ledger {
  const own = termsOf(procedure).verifyWithinWorkingDays;
  return {
    startEvent: { zh: '机关收到补交材料', en: 'materials received by the authority' },
    startDay: from,
    rule: ownOrDefault('verify-by', procedure, own, rule('accept-first.verify-within-working-days')),
    pauses: [],
    extensions: [],
  };
}

/**
 * Decide-by (决定期限): the procedure's handling term from acceptance, and never less than the default
 * from the day everything was verified.
 * Source: 行政许可法 42, 82; Shenzhen (term runs from acceptance).
 */
export function decideByLedger(
  procedure: ProcedureTerms,
  receivedOn: Day,
  verified: { on: Day; leastDue: Day },
  rule: RuleLookup,
): Ledger {
  const least = rule('accept-first.decide-within-working-days');
  const handling = procedure.handlingDays ?? 0;
  if (handling <= 0) {
    return {
      startEvent: { zh: '材料核验齐全', en: 'all materials verified' },
      startDay: verified.on,
      rule: workingDays('decide-by', least.value, least.clause, least.isDefault),
      pauses: [],
      extensions: [],
    };
  }
  return {
    startEvent: { zh: '容缺受理', en: 'accepted first' },
    startDay: receivedOn,
    rule: workingDays('decide-by', handling, `${procedure.name}办理期限；${LICENSING_TERMS}`, false),
    pauses: [],
    extensions: [],
    notEarlierThan: {
      day: verified.leastDue,
      least: { from: verified.on, workingDays: least.value },
      reason: {
        zh: `材料齐全后至少留${least.value}个工作日决定`,
        en: `at least ${least.value} working days to decide after everything was verified`,
      },
    },
  };
}

/** How the steps of a wait are spaced: the applicant's by the procedure's data, the authority's by the rule set. */
export function paceOf(procedure: ProcedureTerms, kind: string, rule: RuleLookup): Pace {
  const reminders =
    kind === 'supply-by'
      ? (termsOf(procedure).reminderWorkingDays ?? rule('accept-first.reminders-before-working-days').value)
      : rule('case.officer-reminders-before-working-days').value;
  return {
    reminderWorkingDays: reminders,
    escalateEveryWorkingDays: rule('case.escalate-every-working-days').value,
    reminderHour: rule('case.reminder-hour').value,
  };
}

function termsOf(procedure: ProcedureTerms): AcceptFirstTerms {
  if (procedure.acceptFirst === null) throw new Error(`"${procedure.code}" does not offer accept-first`);
  return procedure.acceptFirst;
}

function ownOrDefault(
  code: AcceptFirstDeadline,
  procedure: ProcedureTerms,
  own: number | null,
  fallback: { value: number; clause: string; isDefault: boolean },
): DeadlineRule {
  if (own !== null) return workingDays(code, own, termsOf(procedure).clause, false);
  return workingDays(code, fallback.value, fallback.clause, fallback.isDefault);
}

function workingDays(code: AcceptFirstDeadline, count: number, clause: string, isDefault: boolean): DeadlineRule {
  return { code, count, unit: 'working-days', last: 'act', clause, isDefault };
}
