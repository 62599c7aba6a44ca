import { madeGoodNotice, reopenedNotice } from '../../domain/accept-first/accept-first-notices.ts';
import type { AcceptFirstOutcome } from '../../domain/accept-first/accept-first.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { shanghaiDay } from '../../domain/time.ts';
import type { MakeGoodAct, ReopenAct } from '../../workflows/messages/accept-first.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { handIn } from './accept-first-supplies.ts';
import { type AcceptFirstInHand, acceptFirstCourse } from './accept-first-course.ts';
import { lateReceiptOf, receiptOf } from './accept-first-receipt.ts';
import { goOn } from './accept-first-moves.ts';
import { reportMakingGood } from '../rectification/rectification-made-good.ts';
import { takeBackRectification } from '../rectification/rectification-take-back.ts';
import { recordPerformance } from '../case/performance.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { serveApplicant, serveHandler } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';

/**
 * A receipt in time that was registered only after the case had ended: the ending is annulled, the
 * performance result corrected, and the case goes on; both dates are on the timeline.
 */
export function recordReopening(deps: ActivityDeps, input: ActInput<ReopenAct>): Promise<ActResult> {
  return act(acceptFirstCourse, deps, input, 'reopen', async (hand) => {
    const receipt = receiptOf(hand, input.act);
    if ('refusals' in receipt) return receipt.refusals;
    const endedOn = shanghaiDay(hand.file.closedAt ?? hand.now);
    const supplied = new Set(input.act.items.map(({ material }) => material));
    if (staysIncomplete(hand, supplied)) return [incomplete(hand)];

    hand.file.round += 1;
    hand.file.outcome = null;
    const previous = hand.performance?.result ?? null;
    note(hand, { kind: 'reopened', endedOn, receivedOn: receipt.day, previous, reason: input.act.reason });
    recordPerformance(hand, 'annulled', shanghaiDay(hand.now));
    handIn(hand, input.act, receipt.day);
    goOn(hand);
    await takeBackRectification(hand);
    const text = reopenedNotice(noticeCase(hand), endedOn, receipt.day);
    serveApplicant(hand, text);
    serveHandler(hand, text);
    return [];
  });
}

/**
 * The papers came late but right: the promise that was not kept is made good (补救), which lifts the bar that the
 * procedure's data put on it. The ending itself stands.
 */
export function recordMakingGood(deps: ActivityDeps, input: ActInput<MakeGoodAct>): Promise<ActResult> {
  return act(acceptFirstCourse, deps, input, 'make-good', async (hand) => {
    const { performance } = hand;
    if (performance?.result !== 'not-kept' || (performance.madeGoodOn ?? null) !== null)
      return [nothingToMakeGood(hand)];
    const receipt = lateReceiptOf(hand, input.act);
    if ('refusals' in receipt) return receipt.refusals;
    const supplied = new Set(input.act.items.map(({ material }) => material));
    if (staysIncomplete(hand, supplied)) return [incomplete(hand)];

    handIn(hand, input.act, receipt.day, false);
    performance.madeGoodOn = receipt.day;
    note(hand, { kind: 'made-good', on: receipt.day });
    serveApplicant(hand, madeGoodNotice(noticeCase(hand), receipt.day));
    await reportMakingGood(hand, input.act, receipt.day);
    return [];
  });
}

/** Whether something would still be missing or wrong after this receipt: then the ending stands. */
function staysIncomplete(hand: AcceptFirstInHand, supplied: ReadonlySet<string>): boolean {
  const outcome = hand.file.outcome as AcceptFirstOutcome | null | undefined;
  if (outcome?.kind !== 'late') return false;
  return [...outcome.missing, ...outcome.wrong].some((code) => !supplied.has(code));
}

function incomplete(hand: AcceptFirstInHand): Refusal {
  return {
    code: 'still-incomplete',
    clause: hand.procedure.acceptFirst?.clause ?? '',
    text: {
      zh: '除本次登记的材料外，仍有所缺材料，请一并登记。',
      en: 'Other materials are still missing; register all of them at once.',
    },
  };
}

function nothingToMakeGood(hand: AcceptFirstInHand): Refusal {
  return {
    code: 'nothing-to-make-good',
    clause: hand.procedure.acceptFirst?.clause ?? '',
    text: { zh: '本件没有待补救的未履行承诺。', en: 'The case has no broken promise that waits to be made good.' },
  };
}
