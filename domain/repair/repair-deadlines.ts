import type { Calendar } from '../deadline/calendar.ts';
import { computeDeadline, deadlineState } from '../deadline/deadline.ts';
import type { Cap, DeadlineRule, Extension, Ledger, Pause } from '../deadline/ledger.ts';
import type { RepairDeadline } from './repair-waits.ts';
import type { RuleAnswer, RuleLookup } from '../deadline/rule-value.ts';
import { repairTerms } from '../record/sector-rules.ts';
import type { Sector } from '../record/sectors.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

/** A number of working days, with what a ledger says of it. */
export interface Term {
  workingDays: number;
  clause: string;
  isDefault: boolean;
}

/** The terms of one authority's part, as they were when the application was received: kept for life. */
export interface PartTerms {
  /** From the push. */
  accept: Term;
  /** The applicant's, from the request to complete. */
  complete: Term;
  /** From acceptance. */
  check: Term;
  /** The whole answer. */
  answer: Term;
  answerFrom: 'receipt' | 'acceptance';
  /** The one extension. */
  extension: Term;
}

/**
 * The terms of a part with records of these sectors: of several, the shortest of each, for the applicant who asked
 * one authority waits for one answer.
 */
export function partTerms(sectors: readonly [Sector, ...Sector[]], receivedOn: Day, rule: RuleLookup): PartTerms {
  const each = sectors.map((sector) => repairTerms(sector, receivedOn, rule));
  const shortest = (of: (terms: (typeof each)[number]) => RuleAnswer<number>): Term =>
    termOf(each.map(of).reduce((least, term) => (term.value < least.value ? term : least)));
  return {
    accept: shortest(({ accept }) => accept),
    complete: termOf(rule('repair.complete-within-working-days')),
    check: shortest(({ check }) => check),
    answer: shortest(({ answer }) => answer),
    answerFrom: each.some(({ answerFrom }) => answerFrom === 'receipt') ? 'receipt' : 'acceptance',
    extension: shortest(({ extension }) => extension),
  };
}

/** All that the clocks of a part follow from. */
export interface PartFacts {
  terms: PartTerms;
  /** The day the window received the application: the whole answer counts from it. */
  receivedOn: Day;
  /** The day it was passed on: acceptance counts from it. */
  forwardedOn: Day;
  /** What is left to the authority to accept, however late the application was passed on. */
  leastToAccept: Term;
  acceptedOn: Day | null;
  completionAskedOn: Day | null;
  /** 补正, hearings and checks; the last one may still go on. */
  pauses: readonly Pause[];
  extensions: readonly Extension[];
}

/**
 * Accept-by (受理期限): from the push; the time in which the applicant completes is not counted. The whole answer contains
 * it (国办发〔2025〕22号: 10 working days from receipt, the 3 of acceptance among them), so it is never later than the
 * answer. A paper that the window registered late may reach the authority when the answer is almost due, or was: the
 * answer still counts from receipt, for the applicant has waited since; to accept, the authority is left the least
 * that the rule gives. Cap and floor stand on the ledger with their reasons.
 * @param answerBy due day of the whole answer; null: it runs from acceptance
 */
export function acceptByLedger(facts: PartFacts, answerBy: Day | null, calendar: Calendar): Ledger {
  const { terms, forwardedOn, pauses } = facts;
  const count = (term: Term) => workingDaysLedger('accept-by', PUSHED, forwardedOn, term, pauses);
  const whole = count(terms.accept);
  if (answerBy === null) return whole;
  const capped = { ...whole, notLaterThan: notAfterAnswer(answerBy, terms.answer) };
  const least = deadlineState(count(facts.leastToAccept), calendar);
  if (!least.running || least.due <= answerBy) return capped;
  const { workingDays } = facts.leastToAccept;
  return {
    ...capped,
    notEarlierThan: { day: least.due, reason: PUSHED_LATE, least: { from: forwardedOn, workingDays } },
  };
}

/** Complete-by (补正期限), from the request. Throws where nothing was asked. */
export function completeByLedger({ terms, completionAskedOn }: PartFacts): Ledger {
  if (completionAskedOn === null) throw new Error('nothing was asked to be completed');
  return workingDaysLedger(
    'complete-by',
    { zh: '通知补正', en: 'completion asked' },
    completionAskedOn,
    terms.complete,
  );
}

/**
 * Answer-by (答复期限): the whole answer, from receipt or acceptance as the sector says, extended once, hearings,
 * checks and completion not counted (行政许可法 45). null: it runs from acceptance, which is not yet.
 */
export function findAnswerByLedger(facts: PartFacts): Ledger | null {
  const { terms, receivedOn, acceptedOn, pauses, extensions } = facts;
  if (terms.answerFrom === 'receipt') {
    return workingDaysLedger(
      'answer-by',
      { zh: '收到申请', en: 'application received' },
      receivedOn,
      terms.answer,
      pauses,
      extensions,
    );
  }
  if (acceptedOn === null) return null;
  return workingDaysLedger('answer-by', { zh: '受理', en: 'accepted' }, acceptedOn, terms.answer, pauses, extensions);
}

/**
 * Check-by (核查期限), the handler's own, from acceptance; never later than the whole answer, which it serves. Throws
 * where the part is not accepted.
 * @param answerBy due day of the whole answer
 */
export function checkByLedger({ terms, acceptedOn, pauses, extensions }: PartFacts, answerBy: Day): Ledger {
  if (acceptedOn === null) throw new Error('the part is not accepted');
  return {
    ...workingDaysLedger('check-by', { zh: '受理', en: 'accepted' }, acceptedOn, terms.check, pauses, extensions),
    notLaterThan: notAfterAnswer(answerBy, terms.answer),
  };
}

/** A part's day to be answered by, and accepted by, as the applicant is told at once. */
export function firstDates(facts: PartFacts, calendar: Calendar): { acceptBy: Day; answerBy: Day | null } {
  const ledger = findAnswerByLedger(facts);
  const answerBy = ledger === null ? null : computeDeadline(ledger, calendar).due;
  return { acceptBy: computeDeadline(acceptByLedger(facts, answerBy, calendar), calendar).due, answerBy };
}

const PUSHED: Bilingual = { zh: '推送认定单位', en: 'pushed to the authority' };

const PUSHED_LATE: Bilingual = {
  zh: '推送时答复期限（自收到申请之日起计算）已过或者将届满，仍给认定单位留出决定是否受理的时间',
  en: 'when it was pushed the answer, which counts from receipt, was due or almost; the authority is left time to accept',
};

function notAfterAnswer(day: Day, { clause }: Term): Cap {
  return { day, clause, reason: { zh: '不晚于答复期限', en: 'not later than the answer' } };
}

/** A number of the rules as a term in working days. */
export function termOf({ value, clause, isDefault }: RuleAnswer<number>): Term {
  return { workingDays: value, clause, isDefault };
}

/** A term in working days in which an act is due, as every clock of a part is. */
export function workingDaysLedger(
  code: RepairDeadline,
  startEvent: Bilingual,
  startDay: Day,
  { workingDays, clause, isDefault }: Term,
  pauses: readonly Pause[] = [],
  extensions: readonly Extension[] = [],
): Ledger {
  const rule: DeadlineRule = { code, count: workingDays, unit: 'working-days', last: 'act', clause, isDefault };
  return { startEvent, startDay, rule, pauses, extensions };
}
