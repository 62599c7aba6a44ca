import type { EntityManager } from '@mikro-orm/postgresql';
import { ApplicationFailure } from '@temporalio/common';
import { Authority } from '../../db/entities/authority.ts';
import { Subject } from '../../db/entities/subject.ts';
import { findRepresentation } from '../../db/queries/representation.ts';
import { findRectificationSource } from '../../db/queries/rectification-source.ts';
import { RECUSAL } from '../../domain/case/recusal.ts';
import { reasonsAgainstRectification } from '../../domain/rectification/rectification-door.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import { CASE_UNKNOWN } from '../../workflows/messages/case.ts';
import type { OrderAnswer, RectificationOrder } from '../../workflows/messages/rectification.ts';
import { throwWhatCanNeverWork } from '../case/act.ts';
import { type CaseState, nextDeadlineOf, stateOf, writeDown } from '../case/case-course.ts';
import { audit } from '../case/case-in-hand.ts';
import { lockSubject } from '../case/open-case.ts';
import { type ActivityDeps, once } from '../case/transaction.ts';
import { rectificationCourse } from './rectification-course.ts';
import { registerRectification } from './rectification-start.ts';

export interface OrderResult {
  /** null: nothing was registered. */
  state: CaseState | null;
  answer: OrderAnswer;
}

/**
 * Opens a rectification that an officer orders after an inspection or a broken promise: refused with every reason at
 * once and not registered, or written with its notice to the subject and its date, in one transaction.
 */
export async function openRectification(
  deps: ActivityDeps,
  { caseId, application, now }: { caseId: string; application: RectificationOrder; now: Instant },
): Promise<OrderResult> {
  const step = { caseId, key: application.id, now };
  return await once<OrderResult>(deps, step, async (em) => {
    await lockSubject(em, application.subjectId);
    const authority = await getOwnAuthority(em, application);
    const refusals = await refusalsOf(em, application, authority);
    if (refusals.length > 0) {
      return { answer: { state: null, answer: { outcome: 'not-registered', refusals } }, keep: false };
    }
    const { by, subjectId, sourceCaseId, inspectedOn, title, facts, clause, toDo, rectifyBy } = application;
    const receivedOn = shanghaiDay(application.receivedAt);
    const hand = await registerRectification(
      { em, now, by, requestId: application.requestId ?? null },
      { caseId, subjectId, authority, sourceCaseId, inspectedOn, title, facts, clause, toDo, receivedOn },
      rectifyBy,
    );
    audit(hand, 'rectification.open', { origin: hand.rectification.origin });
    const { number, status } = hand.file;
    const next = nextDeadlineOf(rectificationCourse, hand);
    const state = stateOf(rectificationCourse, hand);
    await writeDown(rectificationCourse, hand);
    return { answer: { state, answer: { outcome: 'opened', number, status, next } }, keep: true };
  }).catch(throwWhatCanNeverWork);
}

async function getOwnAuthority(em: EntityManager, { by, subjectId }: RectificationOrder): Promise<Authority> {
  const authority = await em.findOne(Authority, { code: by.authority ?? '' });
  if (authority === null || (await em.count(Subject, { id: subjectId })) === 0)
    throw ApplicationFailure.nonRetryable('There is no such authority or subject', CASE_UNKNOWN);
  return authority;
}

/** 回避 first: who acts for the subject opens nothing about it. */
async function refusalsOf(
  em: EntityManager,
  { by, subjectId, sourceCaseId, inspectedOn, rectifyBy, receivedAt }: RectificationOrder,
  { id: authorityId }: Authority,
): Promise<Refusal[]> {
  const today = shanghaiDay(receivedAt);
  if ((await findRepresentation(em, by.sub, subjectId, today)) !== null) return [RECUSAL];
  const source = sourceCaseId === null ? null : await findRectificationSource(em, sourceCaseId, authorityId);
  return reasonsAgainstRectification({ inspectedOn, rectifyBy, today, source, subjectId });
}
