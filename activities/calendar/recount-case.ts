import { everAllowed } from '../../domain/case/case-kind.ts';
import { recountedForHandler, recountedNotice } from '../../domain/case/desk-notices.ts';
import { type Recounted, recountMovable } from '../../domain/case/recount.ts';
import type { CaseDeadline } from '../../db/entities/deadline.ts';
import { type CaseCourse, deskFor, shownDeadline, writeDown } from '../case/case-course.ts';
import { audit, noticeCase, type ServedCase, SERVICE, takeInHand } from '../case/case-in-hand.ts';
import { takeRecounted, tell } from '../case/case-steps.ts';
import type { ChangedCase } from '../case/left-to-people.ts';
import { serveHandler } from '../case/serve.ts';
import { type ActivityDeps, once } from '../case/transaction.ts';

/** Names the step by which a case takes a calendar change. */
export function recountKey(changeId: string): string {
  return `calendar/${changeId}`;
}

/**
 * One case counts its deadlines anew, by the calendar as it is now, in one transaction of its own: both dates on the
 * timeline, and told to whoever must act by them and whoever sees them. Where none moves, nothing is written.
 * @returns the workflows that wait for the case's dates, to be told that its rows changed
 */
export function recountCase<H extends ServedCase>(
  course: CaseCourse<H>,
  deps: ActivityDeps,
  { changeId, caseId, now }: ChangedCase,
): Promise<string[]> {
  return once<string[]>(deps, { caseId, key: recountKey(changeId), now }, async (em) => {
    const hand = await course.take(await takeInHand(em, caseId, SERVICE, now));
    const { file, deadlines, calendar } = hand;
    const moved = recountMovable(course.table, { closedAt: file.closedAt ?? null, deadlines }, calendar, now);
    if (moved.length === 0) return { answer: [], keep: false };
    const shown = shownDeadline(course, hand);
    for (const one of moved) await move(course, hand, one, one.deadline === shown);
    audit(hand, 'calendar.recount', { change: changeId });
    await writeDown(course, hand);
    const waiting = moved.flatMap(({ deadline }) => course.alsoWaitingFor?.(deadline) ?? []);
    return { answer: [...new Set([file.workflowId, ...waiting])], keep: true };
  });
}

/**
 * Who must act by the date is told, and who applied where it is the date that they see. Of a case that nobody applied
 * for the subject is told of its own dates only: it may not have been told of the case yet. Of a date that rests nobody
 * is told: nobody has to act by it, and who finds something wrong says then until when.
 */
async function move<H extends ServedCase>(
  course: CaseCourse<H>,
  hand: H,
  recounted: Recounted<CaseDeadline>,
  isShown: boolean,
): Promise<void> {
  const { deadline } = recounted;
  const date = takeRecounted(course, hand, deadline, recounted);
  const { kind, state } = deadline;
  if (state !== 'running') return;
  const { table } = course;
  const isTheirs = table.waits[kind]?.remind === 'remind-applicant';
  const hasApplicant = course.nobodyApplied !== true && table.acts.some((act) => everAllowed(table, 'applicant', act));
  if (isTheirs || (isShown && hasApplicant)) {
    await tell(course, hand, recountedNotice(noticeCase(hand), kind, date));
  }
  if (!isTheirs) serveHandler(hand, recountedForHandler(noticeCase(hand), kind, date), deskFor(course, hand, deadline));
}
