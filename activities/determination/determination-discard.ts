import { randomUUID } from 'node:crypto';
import { CaseStep } from '../../db/entities/case-step.ts';
import { Determination } from '../../db/entities/determination.ts';
import type { DeterminationOutcome } from '../../domain/determination/determination.ts';
import { draftUnfoundedNotice } from '../../domain/determination/determination-notices.ts';
import { showNext } from '../case/case-course.ts';
import { audit, type CaseInHand, note, noticeCase, SERVICE, takeAlongside } from '../case/case-in-hand.ts';
import { serveOfficers, serveSupervisors } from '../case/serve.ts';
import { determinationCourse, type DeterminationInHand } from './determination-course.ts';
import { enterDetermination } from './determination-moves.ts';

/**
 * The ending that a draft came from is annulled: the draft ends with it, in the same transaction, by a step of the
 * service's own, for nobody has decided anything. The subject never heard of it. One that an officer has completed, or
 * that has ended, is left to people. Its workflow is told after the commit; the lock is that of its own case.
 * @returns the number of the draft that was discarded; null where none lay on a desk
 */
export async function discardDraft(hand: CaseInHand): Promise<string | null> {
  const { em, file } = hand;
  // Of a case that ended more than once there may be several; only the last can still lie on a desk.
  const [draft] = await em.find(
    Determination,
    { originCaseId: file.id },
    { orderBy: { draftedOn: 'desc', caseId: 'asc' }, limit: 1 },
  );
  if (draft === undefined) return null;
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [draft.caseId]);
  await em.refresh(draft);
  const own = await determinationCourse.take(await takeAlongside(hand, draft.caseId, SERVICE));
  if (own.file.status !== 'draft') return null;
  discard(own, file.number);
  em.create(CaseStep, { caseId: own.file.id, key: `told:${file.id}:${randomUUID()}`, result: {}, at: hand.now });
  hand.deliveries.push(...own.deliveries.splice(0));
  hand.tell.push(own.file.workflowId);
  return own.file.number;
}

function discard(own: DeterminationInHand, from: string): void {
  own.file.outcome = { kind: 'discarded' } satisfies DeterminationOutcome;
  enterDetermination(own, 'discarded');
  note(own, { kind: 'determination-unfounded', from });
  serveOfficers(own, draftUnfoundedNotice(noticeCase(own), '经办人', from));
  serveSupervisors(own, draftUnfoundedNotice(noticeCase(own), '主管人员', from));
  audit(own, 'determination.discard', { from });
  showNext(determinationCourse, own);
}
