import type { CaseInHand } from '../case/case-in-hand.ts';
import { tellWhoAnswersFor } from '../determination/determination-voided.ts';
import { undoWithdrawal } from '../repair-withdrawal/repair-withdrawal-undone.ts';
import { endRecord, type EndOrder } from './record-effects.ts';
import { lockRecord } from './record-in-hand.ts';

/**
 * Ends a record that never should have counted, as `endRecord` does, and in the same transaction what its decision set
 * in motion elsewhere: of a withdrawal of a repair the records that it brought back are repaired again; of a determination
 * the persons who answer for its subject, and their desks, are told.
 */
export async function voidRecord(
  hand: CaseInHand,
  order: EndOrder & { how: 'annulled' | 'corrected' | 'withdrawn' },
): Promise<'ended' | 'already-over'> {
  const ended = await endRecord(hand, order);
  const { row } = await lockRecord(hand, order.recordId);
  if (row.kind === 'false-repair') await undoWithdrawal(hand, row.id);
  if (ended === 'ended') await tellWhoAnswersFor(hand, row.id);
  return ended;
}
