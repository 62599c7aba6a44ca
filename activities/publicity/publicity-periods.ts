import { computeDeadline } from '../../domain/deadline/deadline.ts';
import {
  maximumLedger,
  measureLedger,
  minimumLedger,
  publishByLedger,
} from '../../domain/publicity/publicity-deadlines.ts';
import type { LongestPeriod } from '../../domain/publicity/publicity-terms.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import { beginDeadline, closeDeadline } from '../case/case-deadlines.ts';
import type { PublicityInHand } from './publicity-course.ts';

/**
 * Begins the waits of a record: for the end of its minimum, where that is still to come, of its maximum, and of each
 * measure that has a last day of its own. Nothing of what is shown depends on them.
 */
export function beginPeriods(hand: PublicityInHand, period: LongestPeriod): void {
  const maximum = maximumLedger(period);
  if (maximum !== null) beginDeadline(hand, 'maximum-end', maximum);
  beginMinimum(hand, period);
  for (const { id, basis, from, until, liftedOn } of hand.measures) {
    // One that was over before, when a repair is withdrawn, was told then.
    const isOver = liftedOn != null || (until != null && until < shanghaiDay(hand.now));
    const ledger = until == null || isOver ? null : measureLedger({ basis, from, until });
    if (ledger !== null) beginDeadline(hand, 'measure-end', ledger, id);
  }
}

/**
/**
 * The last day on which the decision of a record was to be published; null: it is not published, the day is not certain,
 * for its year's calendar is not loaded, or rules that count from another day say when: a court's, which listed it, or
 * its sector's.
 */
export function publishByOf({ record, rule, calendar }: PublicityInHand): Day | null {
  if (!record.published || record.kind === 'judgment-debtor') return null;
  const ledger = publishByLedger(record, rule);
  if (ledger === null) return null;
  const { due, provisional } = computeDeadline(ledger, calendar);
  return provisional ? null : due;
}

/** The end of the minimum, once it is known; one that has passed was told when the record was entered. */
export function beginMinimum(hand: PublicityInHand, period: LongestPeriod): void {
  const ledger = minimumLedger(period);
  const { minimumEnds = null } = hand.record;
  if (ledger === null || minimumEnds === null || minimumEnds < shanghaiDay(hand.now)) return;
  closeDeadline(hand, 'minimum-end', 'closed');
  beginDeadline(hand, 'minimum-end', ledger);
}

/** Whether a measure with a term of its own still runs. */
export function hasRunningMeasure({ deadlines }: PublicityInHand): boolean {
  return deadlines.some(({ kind, state }) => kind === 'measure-end' && state === 'running');
}
