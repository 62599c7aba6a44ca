import { reopenedNotice } from '../domain/notices.ts';
import type { Refusal } from '../domain/refusal.ts';
import { shanghaiDay } from '../domain/time.ts';
import type { ReopenAct } from '../workflows/messages/accept-first.ts';
import { act, type ActInput, type ActResult, handIn } from './accept-first-acts.ts';
import { recordPerformance } from './accept-first-endings.ts';
import { receiptOf } from './accept-first-receipt.ts';
import { enter, statusAtHand } from './accept-first-state.ts';
import { type CaseInHand, note, noticeCase, serveApplicant, serveHandler } from './case-in-hand.ts';
import type { ActivityDeps } from './transaction.ts';

/**
 * A receipt in time that was registered only after the case had ended: the ending is annulled, the
 * performance result corrected, and the case goes on; both dates are on the timeline.
 */
export function recordReopening(deps: ActivityDeps, input: ActInput<ReopenAct>): Promise<ActResult> {
  return act(deps, input, 'reopen', (hand) => {
    const receipt = receiptOf(hand, input.act);
    if ('refusals' in receipt) return receipt.refusals;
    const endedOn = shanghaiDay(hand.file.closedAt ?? hand.now);
    const supplied = new Set(input.act.items.map(({ material }) => material));
    if (staysIncomplete(hand, supplied)) return [incomplete(hand)];

    hand.file.round += 1;
    hand.file.outcome = null;
    note(hand, { kind: 'reopened', endedOn, receivedOn: receipt.day, previous: hand.performance?.result ?? null });
    recordPerformance(hand, 'annulled');
    handIn(hand, input.act, receipt.day);
    enter(hand, statusAtHand(hand));
    const text = reopenedNotice(noticeCase(hand), endedOn, receipt.day);
    serveApplicant(hand, text);
    serveHandler(hand, text);
    return [];
  });
}

/** Whether something would still be missing or wrong after this receipt: then the ending stands. */
function staysIncomplete(hand: CaseInHand, supplied: ReadonlySet<string>): boolean {
  const { outcome } = hand.file;
  if (outcome?.kind !== 'late') return false;
  return [...outcome.missing, ...outcome.wrong].some((code) => !supplied.has(code));
}

function incomplete(hand: CaseInHand): Refusal {
  return {
    code: 'still-incomplete',
    clause: hand.procedure.acceptFirst?.clause ?? '',
    text: {
      zh: '除本次登记的材料外，仍有材料未在期限内提交，终止不变。请一并登记全部期限内收到的材料。',
      en: 'Other materials were not supplied in time, so the ending stands. Register everything that came in time at once.',
    },
  };
}
