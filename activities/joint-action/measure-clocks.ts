import { executionLedger, waitOfDirection } from '../../domain/joint-action/measure-deadlines.ts';
import { freesSubject, isOpenExecution, latestExecutions } from '../../domain/joint-action/measure-execution.ts';
import type { MeasureExecutionRow } from '../../db/entities/measure-execution.ts';
import { executionOf } from '../../db/queries/measure-executions.ts';
import { shanghaiDay } from '../../domain/time.ts';
import { beginDeadline, closeDeadline, runningDeadline } from '../case/case-deadlines.ts';
import type { PublicityInHand } from '../publicity/publicity-course.ts';

/**
 * Runs a clock for whatever is to be done, and for nothing else. Held, it stands still, and begins anew when the measure
 * is applied again. Who determined the record, and was named by nobody, is listed with what it has not said of its own
 * measures but not chased; what is to be undone, or suspended, is chased at whoever has applied it, for the subject's sake.
 */
export function keepClocks(hand: PublicityInHand): void {
  const latest = latestExecutions(hand.executions.map(({ row }) => executionOf(row)));
  for (const { row } of hand.executions) {
    const one = executionOf(row);
    const isChased = one.named || freesSubject(one.direction);
    const isHeld = !freesSubject(one.direction) && one.heldAt !== null;
    const runs = isChased && isOpenExecution(one) && !isHeld && latest.some(({ id }) => id === one.id);
    const wait = waitOfDirection(one.direction);
    const running = runningDeadline(hand, wait, row.id);
    if (runs && running === null) {
      const ledger = executionLedger(one.direction, startDay(hand, row), hand.rule);
      beginDeadline(hand, wait, ledger, row.id, row.authorityId);
    }
    if (!runs && running !== null) closeDeadline(hand, wait, one.fedBackAt === null ? 'closed' : 'met', row.id);
  }
}

/** A measure that has yet to begin cannot be applied before. */
function startDay(hand: PublicityInHand, { measure, direction }: MeasureExecutionRow): string {
  const today = shanghaiDay(hand.now);
  const from = hand.measures.find(({ code }) => code === measure)?.from ?? today;
  return direction === 'apply' && from > today ? from : today;
}
