import { isUndoing, PUBLICITY } from '../../domain/publicity/publicity.ts';
import { withdrawByLedger } from '../../domain/publicity/publicity-deadlines.ts';
import { isOpen } from '../../domain/case/case-kind.ts';
import type { Day } from '../../domain/time.ts';
import { beginDeadline } from '../case/case-deadlines.ts';
import type { PublicityInHand } from './publicity-course.ts';

/**
 * The authority has the rule's working days to withdraw the record (行政处罚法第四十八条). One that is over already goes
 * on, for this alone: its rows say so, and a workflow that has closed is for the caller to start again.
 * @param since the day on which the record lost what it rests on
 * @returns the last day for it
 */
export function beginWithdrawal(hand: PublicityInHand, since: Day): Day {
  const { file } = hand;
  if (!isOpen(PUBLICITY, file.status) || isUndoing(file.status)) {
    file.round += 1;
    Object.assign(file, { status: 'annulment-check', closedAt: null, outcome: null });
  }
  return beginDeadline(hand, 'withdraw-by', withdrawByLedger(since, hand.rule)).due;
}
