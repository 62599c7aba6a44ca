import type { EntityManager } from '@mikro-orm/postgresql';
import { ApplicationFailure } from '@temporalio/common';
import type { Authority } from '../../db/entities/authority.ts';
import { Subject } from '../../db/entities/subject.ts';
import { VoluntaryRegistration } from '../../db/entities/voluntary-registration.ts';
import { loadRules } from '../../db/queries/rules.ts';
import {
  findFalseRegistration,
  findRegistrationTextToSign,
  findSameRegistration,
  type RegistrationTextToSign,
} from '../../db/queries/voluntary-registrations.ts';
import { findWindow } from '../../db/queries/window.ts';
import { reasonsAgainstSigned } from '../../domain/case/signed-text.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { ruleSetForCase } from '../../domain/rule-sets/index.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import { VOLUNTARY_REGISTRATION_CLAUSE } from '../../domain/voluntary-registration/voluntary-registration.ts';
import { reasonsAgainstRegistration } from '../../domain/voluntary-registration/voluntary-registration-door.ts';
import { CASE_UNKNOWN } from '../../workflows/messages/case.ts';
import {
  type RegistrationApplication,
  type RegistrationOpening,
  voluntaryRegistrationWorkflowId,
} from '../../workflows/messages/voluntary-registration.ts';
import { throwWhatCanNeverWork } from '../case/act.ts';
import { type CaseState, nextDeadlineOf, stateOf, writeDown } from '../case/case-course.ts';
import { audit, note, takeInHand } from '../case/case-in-hand.ts';
import { fileCase, lockSubject } from '../case/open-case.ts';
import { type ActivityDeps, once } from '../case/transaction.ts';
import {
  enterRegistration,
  type RegistrationInHand,
  voluntaryRegistrationCourse,
} from './voluntary-registration-course.ts';
import { addVersion, NOTHING_FOUND, tellRegistered } from './voluntary-registration-version.ts';

export interface RegistrationOpened {
  /** null: nothing was registered. */
  state: CaseState | null;
  answer: RegistrationOpening;
}

/** What a registration is judged and written down by, read in its transaction. */
interface HandedIn {
  subject: Subject;
  window: Authority;
  toSign: RegistrationTextToSign | null;
}

/**
 * Takes what a subject registers of itself: shown from now on as unverified, and its desk told, in one transaction; or
 * not registered, with every reason.
 */
export async function openRegistration(
  deps: ActivityDeps,
  { caseId, application, now }: { caseId: string; application: RegistrationApplication; now: Instant },
): Promise<RegistrationOpened> {
  return await once<RegistrationOpened>(deps, { caseId, key: application.id, now }, async (em) => {
    // Two registrations of one subject are decided one after the other, and so see each other.
    await lockSubject(em, application.subjectId);
    const handedIn = await readHandedIn(em, application);
    const refusals = await reasonsAgainst(em, application, handedIn, now);
    if (refusals.length > 0 || handedIn.toSign === null)
      return { answer: { state: null, answer: { outcome: 'not-registered', refusals } }, keep: false };
    const hand = await register(em, caseId, application, now, { ...handedIn, toSign: handedIn.toSign });
    enterRegistration(hand, 'unverified');
    const { category } = application.content;
    const { validUntil, verifyBy } = tellRegistered(hand, false);
    note(hand, { kind: 'voluntary-registered', category, validUntil, verifyBy }, application.receivedAt);
    audit(hand, 'voluntary-registration.open');
    const state = stateOf(voluntaryRegistrationCourse, hand);
    const next = nextDeadlineOf(voluntaryRegistrationCourse, hand);
    const { number, status } = hand.file;
    await writeDown(voluntaryRegistrationCourse, hand);
    return { answer: { state, answer: { outcome: 'registered', number, status, next } }, keep: true };
  }).catch(throwWhatCanNeverWork);
}

async function readHandedIn(em: EntityManager, application: RegistrationApplication): Promise<HandedIn> {
  const { subjectId, content, validUntil, commitment } = application;
  const subject = await em.findOne(Subject, { id: subjectId });
  const window = await findWindow(em, application.window);
  if (subject === null || window === null)
    throw ApplicationFailure.nonRetryable('There is no such subject, or no such window', CASE_UNKNOWN);
  const standard = { version: commitment.version };
  const toSign = await findRegistrationTextToSign(em, {
    subjectId,
    windowId: window.id,
    content,
    validUntil,
    standard,
  });
  return { subject, window, toSign };
}

async function reasonsAgainst(
  em: EntityManager,
  { receivedAt, subjectId, content, validUntil, commitment }: RegistrationApplication,
  { subject, toSign }: HandedIn,
  now: Instant,
): Promise<Refusal[]> {
  const today = shanghaiDay(receivedAt);
  const rule = await loadRules(em, ruleSetForCase(today).id, today, now);
  const question = {
    content,
    validUntil,
    today,
    subjectKind: subject.kind,
    sameOpen: await findSameRegistration(em, subjectId, content),
    foundFalse: await findFalseRegistration(em, subjectId),
  };
  return [
    ...reasonsAgainstRegistration(question, rule),
    ...reasonsAgainstSigned(commitment, toSign, VOLUNTARY_REGISTRATION_CLAUSE),
  ];
}

async function register(
  em: EntityManager,
  caseId: string,
  application: RegistrationApplication,
  now: Instant,
  { window, toSign }: HandedIn & { toSign: RegistrationTextToSign },
): Promise<RegistrationInHand> {
  const { by, receivedAt, subjectId, content, validUntil, contact, requestId = null } = application;
  await fileCase(
    em,
    {
      id: caseId,
      kind: 'voluntary-registration',
      workflowId: voluntaryRegistrationWorkflowId(caseId),
      // What it stands at, and what it waits for, is written with its first terms.
      status: 'opening',
      subjectId,
      authorityId: window.id,
      applicantSub: by.sub,
      receivedOn: shanghaiDay(receivedAt),
    },
    now,
  );
  em.create(VoluntaryRegistration, {
    caseId,
    category: content.category,
    version: 1,
    validUntil,
    contact,
    ...NOTHING_FOUND,
    decidedBy: null,
    decidedAt: null,
    reason: null,
    answerToStatement: null,
    madeGoodBy: null,
    madeGoodHow: null,
  });
  addVersion(em, caseId, 1, application, toSign);
  await em.flush();
  return await voluntaryRegistrationCourse.take(await takeInHand(em, caseId, by, now, requestId));
}
