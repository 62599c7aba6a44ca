import type { CaseDeadline } from '../../db/entities/deadline.ts';
import { countUnansweredActs } from '../../db/queries/request-key.ts';
import { addWorkingDays } from '../../domain/deadline/calendar.ts';
import { interviewAfter } from '../../domain/rectification/rectification-course.ts';
import { rectificationProlongedNotice } from '../../domain/rectification/rectification-notices.ts';
import { shanghaiDay } from '../../domain/time.ts';
import type { CaseState } from '../case/case-course.ts';
import { recountDeadline } from '../case/case-deadlines.ts';
import { note, noticeCase, SERVICE } from '../case/case-in-hand.ts';
import { step, type StepInput } from '../case/case-steps.ts';
import { serveHandler, serveSubject } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import { currentRung, rectificationCourse, type RectificationInHand } from './rectification-course.ts';
import { endNotRectified } from './rectification-end.ts';
import { getRectifyBy, goOnRectification } from './rectification-moves.ts';

/** The rectify-by date has passed; what came in time may still be written down. */
export function closeRectification(deps: ActivityDeps, input: StepInput): Promise<CaseState> {
  return step(rectificationCourse, deps, input, (hand) => goOnRectification(hand));
}

/**
 * Nothing came in time: the interview follows, or after the last date the end, once a report that came late is answered.
 * Once more it waits where a report reached
 * the service in time and was never answered: the outage is not the subject's.
 */
export function passRung(deps: ActivityDeps, input: StepInput): Promise<CaseState> {
  return step(rectificationCourse, deps, input, async (hand, grace) => {
    const prolonged = grace.ledger.extensions.length > 0;
    if (!prolonged && (await countUnansweredActs(hand.em, hand.file.id, { before: grace.dueAt })) > 0) {
      return await prolong(hand, grace);
    }
    const { due } = getRectifyBy(hand);
    const interview = interviewAfter(hand.rectification.rung);
    // The day after the registration ended, as it is stored: however late this step runs, the authority's term is the same.
    currentRung(hand).passedOn = shanghaiDay(grace.dueAt);
    note(hand, { kind: 'rectification-rung-passed', due, interview });
    await goOnRectification(hand);
    if (hand.file.status === 'not-rectified') await endNotRectified(hand);
  });
}

async function prolong(hand: RectificationInHand, grace: CaseDeadline): Promise<void> {
  const on = shanghaiDay(hand.now);
  const { value, clause } = hand.rule('rectification.registration-grace-working-days');
  const until = addWorkingDays(hand.calendar, on, value);
  const extension = { until, reason: '期限内收到的请求未办结', clause, by: SERVICE.sub, on };
  recountDeadline(hand, grace, { ...grace.ledger, extensions: [extension] });
  note(hand, { kind: 'rectification-registration-prolonged', until: grace.due });
  const text = rectificationProlongedNotice(noticeCase(hand), grace.due);
  await serveSubject(hand, text);
  serveHandler(hand, text);
}
