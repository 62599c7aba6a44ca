import { randomUUID } from 'node:crypto';
import { CaseStep } from '../../db/entities/case-step.ts';
import { findOpenObjection } from '../../db/queries/objections.ts';
import { objectionEndedForDesk, objectionMootNotice } from '../../domain/objection/objection-notices.ts';
import { showNext } from '../case/case-course.ts';
import { type CaseInHand, note, noticeCase, takeAlongside } from '../case/case-in-hand.ts';
import { serveApplicant, serveHandler } from '../case/serve.ts';
import { endObjection, noticedObjection, objectionCourse } from './objection-course.ts';

/**
 * A record that never should have counted was ended by somebody else, while an objection to it was open: there is
 * nothing left that could be wrong, so the objection ends with it, in the same transaction, and its workflow is told.
 * The objection's own correction is no such case. An act on the objection locks it first and the record then: should
 * both wait for each other, PostgreSQL lets one fail, and its activity comes again.
 */
export async function endOpenObjection(
  hand: CaseInHand,
  recordId: string,
  how: 'annulled' | 'withdrawn' | 'corrected',
): Promise<void> {
  const { em, now } = hand;
  const open = await findOpenObjection(em, recordId);
  if (open === null || open.caseId === hand.file.id) return;
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [open.caseId]);
  const own = await objectionCourse.take(await takeAlongside(hand, open.caseId));
  // It was answered while this transaction waited.
  if (!own.objection.open) return;
  endObjection(own, 'moot', { kind: 'moot', how });
  note(own, { kind: 'objection-moot', how });
  serveApplicant(own, objectionMootNotice(noticeCase(own), noticedObjection(own), how));
  serveHandler(own, objectionEndedForDesk(noticeCase(own), noticedObjection(own), 'moot'));
  showNext(objectionCourse, own);
  em.create(CaseStep, { caseId: own.file.id, key: `told:${hand.file.id}:${randomUUID()}`, result: {}, at: now });
  hand.deliveries.push(...own.deliveries.splice(0));
  hand.tell.push(own.file.workflowId);
}
