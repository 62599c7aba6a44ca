import { randomUUID } from 'node:crypto';
import { CaseStep } from '../../db/entities/case-step.ts';
import { Rectification } from '../../db/entities/rectification.ts';
import { showNext } from '../case/case-course.ts';
import { type CaseInHand, takeAlongside } from '../case/case-in-hand.ts';
import { rectificationCourse, type RectificationInHand } from './rectification-course.ts';

/**
 * The rectification that the broken promise of this case led to, locked until the transaction ends; null: there is none,
 * or it was cancelled. The lock is that of its own case.
 */
export async function takeRectificationOfPromise(hand: CaseInHand): Promise<RectificationInHand | null> {
  const { em, file } = hand;
  const opened = await em.findOne(Rectification, { sourceCaseId: file.id, cancelledBy: null });
  if (opened === null) return null;
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [opened.caseId]);
  await em.refresh(opened);
  return await rectificationCourse.take(await takeAlongside(hand, opened.caseId));
}

/**
 * Writes down what a step of the promise's case made of its rectification, as a step of that too. Its workflow is the
 * caller's to tell.
 */
export async function passToRectification(hand: CaseInHand, own: RectificationInHand): Promise<void> {
  const { em, now, file } = hand;
  showNext(rectificationCourse, own);
  const begun = own.begun.splice(0);
  // Of a kind of deadline only one may run: those that were closed are written first.
  if (begun.length > 0) await em.flush();
  em.persist(begun);
  em.create(CaseStep, { caseId: own.file.id, key: `told:${file.id}:${randomUUID()}`, result: {}, at: now });
  hand.deliveries.push(...own.deliveries.splice(0));
}
