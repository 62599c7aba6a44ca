import {
  countsOn,
  type HandIn,
  reasonsAgainstReceipt,
  suppliedLate,
} from '../../domain/accept-first/accept-first-supply.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Day } from '../../domain/time.ts';
import type { SupplyAct } from '../../workflows/messages/accept-first.ts';
import { backdatingLimit } from '../case/received.ts';
import { type AcceptFirstInHand, standingsOf } from './accept-first-course.ts';
import { getDeadline } from './accept-first-state.ts';

/** The day a hand-in counts on, or every reason against writing it down. */
export function receiptOf(hand: AcceptFirstInHand, act: SupplyAct): { day: Day } | { refusals: Refusal[] } {
  const receipt = lateReceiptOf(hand, act);
  if ('refusals' in receipt) return receipt;
  const { due, provisional } = getDeadline(hand, 'supply-by');
  // A provisional date has not passed: the paper is taken.
  if (receipt.day <= due || provisional) return receipt;
  return { refusals: [suppliedLate(receipt.day, due, clauseOf(hand))] };
}

/** As `receiptOf`, for papers that come after the date. */
export function lateReceiptOf(hand: AcceptFirstInHand, act: SupplyAct): { day: Day } | { refusals: Refusal[] } {
  const { means, receivedAt, receivedOn, dispatchedOn } = act;
  const handIn: HandIn = { means, receivedAt, receivedOn, dispatchedOn, by: act.by.role };
  const refusals = [
    ...reasonsAgainstReceipt(handIn, backdatingLimit(hand.calendar, hand.rule, receivedAt)),
    ...act.items.flatMap(({ material }) => reasonsAgainstMaterial(hand, material, clauseOf(hand))),
  ];
  if (refusals.length > 0) return { refusals };
  return { day: countsOn(handIn, hand.procedure.acceptFirst ?? { receiptByPost: 'arrival' }) };
}

function clauseOf(hand: AcceptFirstInHand): string {
  return hand.procedure.acceptFirst?.clause ?? '';
}

/** Later materials are checked against the one list of the notice, and no second one. */
function reasonsAgainstMaterial(hand: AcceptFirstInHand, code: string, clause: string): Refusal[] {
  const listed = standingsOf(hand).find((material) => material.code === code);
  if (listed === undefined) {
    return [
      {
        code: 'not-on-the-list',
        clause,
        text: {
          zh: `“${code}”不在容缺受理通知书列明的材料之内，无需补交。`,
          en: `"${code}" is not on the list of the notice; it need not be supplied.`,
        },
      },
    ];
  }
  if (listed.standing !== 'accepted') return [];
  return [
    {
      code: 'already-accepted',
      clause,
      text: {
        zh: `“${listed.name}”已核验通过，无需再交。`,
        en: `"${listed.name}" is already verified; nothing is needed.`,
      },
    },
  ];
}
