import { rectificationExtension } from '../../domain/rectification/rectification-course.ts';
import {
  rectificationCancelledNotice,
  rectificationExtendedNotice,
} from '../../domain/rectification/rectification-notices.ts';
import { reasonsAgainstRectificationExtension } from '../../domain/rectification/rectification-report.ts';
import type { RectificationOutcome } from '../../domain/rectification/rectification.ts';
import { shanghaiDay } from '../../domain/time.ts';
import type { CancelRectificationAct, ExtendRectificationAct } from '../../workflows/messages/rectification.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { recountDeadline } from '../case/case-deadlines.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { countReminders } from '../case/case-steps.ts';
import { serveSubject } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import { rectificationCourse, type RectificationInHand } from './rectification-course.ts';
import { callOff, cancelRectification, getRectifyBy, goOnRectification } from './rectification-moves.ts';
import { withdrawWhatFollowed } from './rectification-unfounded.ts';

/** The authority moves the date for force majeure, with its proof. */
export function recordExtension(deps: ActivityDeps, input: ActInput<ExtendRectificationAct>): Promise<ActResult> {
  const { until, reason, proof, by } = input.act;
  return act(rectificationCourse, deps, input, 'extend', async (hand) => {
    const date = getRectifyBy(hand);
    const { due: from } = date;
    const today = shanghaiDay(hand.now);
    const refusals = reasonsAgainstRectificationExtension({ until }, { due: from, today });
    if (refusals.length > 0) return refusals;
    const extension = rectificationExtension(until, { reason, proof }, by.sub, today);
    recountDeadline(hand, date, { ...date.ledger, extensions: [...date.ledger.extensions, extension] });
    countReminders(rectificationCourse, hand, date);
    note(hand, { kind: 'rectification-extended', from, to: date.due });
    await goOnRectification(hand);
    await serveSubject(hand, rectificationExtendedNotice(noticeCase(hand), from, date.due, reason));
    return [];
  });
}

/** The case was opened in error: it is taken back, and nothing of it is held against the subject. */
export function recordCancelling(deps: ActivityDeps, input: ActInput<CancelRectificationAct>): Promise<ActResult> {
  const { reason } = input.act;
  return act(rectificationCourse, deps, input, 'cancel', async (hand) => {
    await takeBack(hand, 'in-error', reason);
    return [];
  });
}

/** Takes the case back, with its interview where one is called, and what was recorded of the subject on it. */
export async function takeBack(
  hand: RectificationInHand,
  cause: Extract<RectificationOutcome, { kind: 'cancelled' }>['cause'],
  reason: string,
): Promise<void> {
  Object.assign(hand.rectification, { cancelledBy: hand.by.sub, cancelReason: reason });
  hand.file.outcome = { kind: 'cancelled', cause } satisfies RectificationOutcome;
  await callOff(hand);
  note(hand, { kind: 'rectification-cancelled', cause });
  cancelRectification(hand);
  await serveSubject(hand, rectificationCancelledNotice(noticeCase(hand), reason));
  await withdrawWhatFollowed(hand);
}
