import { RecordWithdrawal } from '../../db/entities/record-withdrawal.ts';
import { statedUntil, type StatedGround } from '../../domain/record/record-withdrawal.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import type { CaseInHand } from '../case/case-in-hand.ts';
import type { EndOrder } from './record-effects.ts';
import { inHand, lockRecord } from './record-in-hand.ts';
import { voidRecord } from './record-voiding.ts';

/** Why the decision of a record stands no more; the words are an officer's where a document annulled it. */
export type WithdrawalGround = { readonly on: Day } & (
  | { readonly ground: 'annulled'; readonly document: string; readonly reason: string }
  | { readonly ground: Exclude<StatedGround, 'annulled'> }
);

/**
 * Takes back a record whose decision stands no more, as `voidRecord` does, and writes down why, with the last day on which
 * that is said in public, in the same transaction (行政处罚法第四十八条第二款). Gives that day; null: it is not said.
 */
export async function takeBackRecord(
  hand: CaseInHand,
  order: EndOrder & { how: 'annulled' | 'withdrawn' },
  why: WithdrawalGround,
): Promise<Day | null> {
  const { em, by, now, rule } = hand;
  const { recordId } = order;
  const { row, facts, holds } = inHand(await lockRecord(hand, recordId), hand);
  const shownUntil = statedUntil({ facts, holds, enteredAt: row.at }, now, rule);
  const ended = await voidRecord(hand, order);
  if (ended === 'already-over') return null;
  const isAnnulled = why.ground === 'annulled';
  em.create(RecordWithdrawal, {
    recordId,
    ground: why.ground,
    groundOn: why.on,
    groundDocument: isAnnulled ? why.document : null,
    reason: isAnnulled ? why.reason : null,
    withdrawnOn: shanghaiDay(now),
    withdrawnBy: by.sub,
    shownUntil,
    at: now,
  });
  return shownUntil;
}
