import type { AcceptFirstTerms, DeadlineKind, ProcedureTerms } from './accept-first.ts';
import { supplyByWorkingDays } from './accept-first-door.ts';
import type { Pace } from './accept-first-waits.ts';
import type { DeadlineRule, Ledger } from './ledger.ts';
import type { RuleLookup } from './rule-value.ts';
import type { Day } from './time.ts';

const LICENSING_TERMS = '行政许可法第八十二条';

/**
 * Supply-by (补交期限), from the day of receipt. Longer than the procedure's own handling term it never is;
 * with extensions never longer than the place's rule allows in all.
 * Throws where the procedure does not offer accept-first: ask the door first.
 */
export function supplyByLedger(procedure: ProcedureTerms, receivedOn: Day, rule: RuleLookup): Ledger {
  const terms = termsOf(procedure);
  const count = supplyByWorkingDays(procedure, rule);
  if (count === null) throw new Error(`"${procedure.code}" does not offer accept-first`);
  const fallback = rule('accept-first.supply-by-at-most-working-days');
  const isDefault = terms.supplyBy === null;
  const monthsInAll = terms.extension.monthsInAll;
  return {
    startEvent: { zh: '容缺受理', en: 'accepted first' },
    startDay: receivedOn,
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
      reason: {
        zh: `材料齐全后至少留${least.value}个工作日决定`,
        en: `at least ${least.value} working days to decide after everything was verified`,
      },
    },
  };
}

/** How the steps of a wait are spaced: the applicant's by the procedure's data, the authority's by the rule set. */
export function paceOf(procedure: ProcedureTerms, kind: DeadlineKind, rule: RuleLookup): Pace {
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
  code: DeadlineKind,
  procedure: ProcedureTerms,
  own: number | null,
  fallback: { value: number; clause: string; isDefault: boolean },
): DeadlineRule {
  if (own !== null) return workingDays(code, own, termsOf(procedure).clause, false);
  return workingDays(code, fallback.value, fallback.clause, fallback.isDefault);
}

function workingDays(code: DeadlineKind, count: number, clause: string, isDefault: boolean): DeadlineRule {
  return { code, count, unit: 'working-days', last: 'act', clause, isDefault };
}
