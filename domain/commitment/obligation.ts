import type { TermUnit } from '../deadline/ledger.ts';
import type { Day } from '../time.ts';

/**
 * When an obligation (履约事项) is due. `day`: a day named in the promise. `event`: so long after an event, which
 * is expected by a day and reported when it has happened. `approval`: what was promised holds at the moment of the
 * decision itself, and is checked afterwards (告知承诺).
 */
export type ObligationTerm =
  | { kind: 'day'; due: Day }
  | { kind: 'event'; count: number; unit: TermUnit; expectedBy: Day }
  | { kind: 'approval' };

/** What is promised, in one point. */
export interface ObligationText {
  /** Unique within the commitment; what timeline, outcome and acts name it by. */
  code: string;
  title: string;
  /** What exactly is owed; null: the title says it all. */
  content: string | null;
  /** What shows that it was done. */
  evidence: string | null;
  /** The starting event, in words; only where the term runs from one. */
  event: string | null;
  /** How much is owed in all, where it can be counted. */
  quantity: { amount: number; unit: string } | null;
  term: ObligationTerm;
}

/** One report of fulfilment (履约情况报告), of the whole or of a part. */
export interface ReportFacts {
  /** It counts on a day that was in time. One that came late can only make good what was broken. */
  inTime: boolean;
  /** The part that it reports, in the obligation's own unit. */
  quantity: number | null;
  /** It says that the obligation is fulfilled in whole. */
  complete: boolean;
  verdict: 'accepted' | 'rejected' | null;
}

/** What one obligation's standing follows from. */
export interface ObligationFacts {
  term: ObligationTerm['kind'];
  /** How much is owed in all; null: it cannot be counted, and a report says itself whether it is complete. */
  amount: number | null;
  eventOn: Day | null;
  /** Of a promise that was to hold at the decision: what the check has found. */
  found: 'true' | 'untrue' | null;
  releasedOn: Day | null;
  /** The date, and the registration of what came in time, passed without it. */
  notKeptOn: Day | null;
  /** In the order in which they were written down. */
  reports: readonly ReportFacts[];
}

/**
 * Where an obligation stands. `pending`: its event has not happened; `in-check`: decided on it, not yet checked;
 * `due`: to be fulfilled; `reported`: all of it reported in time, to be confirmed.
 */
export const OBLIGATION_STANDINGS = [
  'pending',
  'in-check',
  'due',
  'reported',
  'confirmed',
  'not-kept',
  'released',
] as const;
export type ObligationStanding = (typeof OBLIGATION_STANDINGS)[number];

export const OBLIGATION_STANDING_TEXT = {
  pending: { zh: '待起算', en: 'waits for its event' },
  'in-check': { zh: '待核查', en: 'to be checked' },
  due: { zh: '待履行', en: 'to be fulfilled' },
  reported: { zh: '已报告，待确认', en: 'reported, to be confirmed' },
  confirmed: { zh: '已履行', en: 'fulfilled' },
  'not-kept': { zh: '未履行', en: 'not kept' },
  released: { zh: '已解除', en: 'released' },
} as const satisfies Record<ObligationStanding, { zh: string; en: string }>;

/** Where one obligation stands, whatever the order in which acts and timers arrived. */
export function standingOf(facts: ObligationFacts): ObligationStanding {
  if (facts.releasedOn !== null) return 'released';
  const inTime = facts.reports.filter((report) => report.inTime);
  const accepted = inTime.filter(({ verdict }) => verdict === 'accepted');
  if (facts.found === 'true' || isWhole(facts.amount, accepted)) return 'confirmed';
  if (facts.notKeptOn !== null) return 'not-kept';
  if (facts.term === 'approval' && facts.found === null) return 'in-check';
  if (facts.term === 'event' && facts.eventOn === null) return 'pending';
  const standing = inTime.filter(({ verdict }) => verdict !== 'rejected');
  return isWhole(facts.amount, standing) ? 'reported' : 'due';
}

/** Whether an obligation that was not kept is made good by what was accepted since, in time or late. */
export function isMadeGood(facts: Pick<ObligationFacts, 'amount' | 'reports'>): boolean {
  return isWhole(
    facts.amount,
    facts.reports.filter(({ verdict }) => verdict === 'accepted'),
  );
}

/** Whether a handler owes a verdict: something was reported and nobody has said what it is worth. */
export function awaitsVerdict({ releasedOn, reports }: Pick<ObligationFacts, 'releasedOn' | 'reports'>): boolean {
  return releasedOn === null && reports.some(({ verdict }) => verdict === null);
}

/** How much of an obligation was accepted, 0 to 1; what cannot be counted is done or not. */
export function shareDone({ amount, reports }: Pick<ObligationFacts, 'amount' | 'reports'>): number {
  const accepted = reports.filter(({ verdict, inTime }) => inTime && verdict === 'accepted');
  if (isWhole(amount, accepted)) return 1;
  return amount === null ? 0 : stepsOf(accepted) / stepsIn(amount);
}

/** Quantities are given to the thousandth, and added as such: 0.3 + 0.6 is 0.9. */
const STEPS_IN_ONE = 1000;

/** Whether a quantity is more than nothing and given to the thousandth at most. */
export function isQuantity(amount: number): boolean {
  return amount > 0 && Math.abs(amount - stepsIn(amount) / STEPS_IN_ONE) < 1e-9;
}

function isWhole(amount: number | null, reports: readonly ReportFacts[]): boolean {
  return reports.some(({ complete }) => complete) || (amount !== null && stepsOf(reports) >= stepsIn(amount));
}

function stepsOf(reports: readonly ReportFacts[]): number {
  return reports.reduce((sum, { quantity }) => sum + stepsIn(quantity ?? 0), 0);
}

function stepsIn(amount: number): number {
  return Math.round(amount * STEPS_IN_ONE);
}
