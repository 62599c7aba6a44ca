import { caseNotChangedNotice, type ChangeOfMany } from '../../domain/case/desk-notices.ts';
import type { Instant } from '../../domain/time.ts';
import { canNeverWork } from './act.ts';
import type { CaseCourse } from './case-course.ts';
import { audit, noticeCase, SERVICE, takeInHand } from './case-in-hand.ts';
import { serveAdmin } from './serve.ts';
import { type ActivityDeps, once } from './transaction.ts';

/** One case, in a change that goes over many. */
export interface ChangedCase {
  changeId: string;
  caseId: string;
  now: Instant;
}

/**
 * Changes one case, and tells the workflows that `change` names. Where its rows do not bear the change, whoever runs the
 * service is told, once: the case is left to people, and does not keep the others from the change.
 */
export async function changeOrLeave(
  deps: ActivityDeps,
  course: CaseCourse,
  { changeId, caseId, now }: ChangedCase,
  what: ChangeOfMany,
  change: () => Promise<string[]>,
): Promise<void> {
  let tell: string[];
  try {
    tell = await change();
  } catch (error) {
    if (!canNeverWork(error) && !(error instanceof RangeError)) throw error;
    tell = await once(deps, { caseId, key: `left/${changeId}`, now }, async (em) => {
      const hand = await course.take(await takeInHand(em, caseId, SERVICE, now));
      serveAdmin(hand, caseNotChangedNotice(noticeCase(hand), what));
      audit(hand, `${what}-failed`, { change: changeId });
      return { answer: [hand.file.workflowId], keep: true };
    });
  }
  for (const workflowId of tell) await deps.workflows.tellCase(workflowId);
}
