import type { EntityManager } from '@mikro-orm/postgresql';
import { ApplicationFailure } from '@temporalio/common';
import { Authority } from '../../db/entities/authority.ts';
import { Reorganisation } from '../../db/entities/reorganisation.ts';
import { Subject } from '../../db/entities/subject.ts';
import { findOpenReorganisation } from '../../db/queries/reorganisation.ts';
import { findRepresentation } from '../../db/queries/representation.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { ReorganisationOpener } from '../../domain/reorganisation/reorganisation.ts';
import { rulingConfirmedByLedger } from '../../domain/reorganisation/reorganisation-deadlines.ts';
import { reasonsAgainstReorganisation } from '../../domain/reorganisation/reorganisation-door.ts';
import { rulingAwaitedNotice, rulingToConfirm } from '../../domain/reorganisation/reorganisation-notices.ts';
import { type Day, type Instant, shanghaiDay } from '../../domain/time.ts';
import { CASE_UNKNOWN } from '../../workflows/messages/case.ts';
import {
  type ReorganisationApplication,
  type ReorganisationOpening,
  reorganisationWorkflowId,
} from '../../workflows/messages/reorganisation.ts';
import { throwWhatCanNeverWork } from '../case/act.ts';
import { type CaseState, nextDeadlineOf, stateOf, writeDown } from '../case/case-course.ts';
import { beginDeadline } from '../case/case-deadlines.ts';
import { audit, type CaseInHand, note, noticeCase, takeInHand } from '../case/case-in-hand.ts';
import { fileCase, lockSubject } from '../case/open-case.ts';
import {
  noticedRuling,
  reorganisationCourse,
  type ReorganisationInHand,
  reorganisationStatus,
} from './reorganisation-course.ts';
import { serveApplicant, serveOfficers } from '../case/serve.ts';
import { type ActivityDeps, once } from '../case/transaction.ts';

export interface ReorganisationOpened {
  /** null: nothing was registered. */
  state: CaseState | null;
  answer: ReorganisationOpening;
}

/** A ruling as it is brought here, by whom ever. */
export interface BroughtRuling {
  caseId: string;
  subjectId: string;
  court: Authority;
  kind: Reorganisation['kind'];
  rulingNumber: string;
  ruledOn: Day;
  planUntil: Day | null;
  openedBy: ReorganisationOpener;
  contact: Reorganisation['contact'];
  applicantSub: string | null;
  receivedAt: Instant;
  by: CaseInHand['by'];
  requestId: string | null;
}

/**
 * Takes the application of an enterprise or its administrator: registered with its number, and the court is asked to
 * confirm the ruling that it names; or not registered, with every reason.
 */
export async function openReorganisation(
  deps: ActivityDeps,
  { caseId, application, now }: { caseId: string; application: ReorganisationApplication; now: Instant },
): Promise<ReorganisationOpened> {
  return await once<ReorganisationOpened>(deps, { caseId, key: application.id, now }, async (em) => {
    await lockSubject(em, application.subjectId);
    const brought = await readApplication(em, caseId, application);
    const refusals = await reasonsAgainst(em, brought);
    if (refusals.length > 0) {
      return { answer: { state: null, answer: { outcome: 'not-registered', refusals } }, keep: false };
    }
    const hand = await register(em, brought, now);
    const { due } = beginDeadline(
      hand,
      'ruling-confirmed-by',
      rulingConfirmedByLedger(hand.file.receivedOn, hand.rule),
    );
    hand.file.status = 'awaiting-ruling';
    serveApplicant(hand, rulingAwaitedNotice(noticeCase(hand), noticedRuling(hand), due));
    serveOfficers(hand, rulingToConfirm(noticeCase(hand), noticedRuling(hand), due));
    audit(hand, 'reorganisation.open');
    const state = stateOf(reorganisationCourse, hand);
    const next = nextDeadlineOf(reorganisationCourse, hand);
    const status = reorganisationStatus(hand);
    await writeDown(reorganisationCourse, hand);
    return { answer: { state, answer: { outcome: 'registered', number: hand.file.number, status, next } }, keep: true };
  }).catch(throwWhatCanNeverWork);
}

async function readApplication(
  em: EntityManager,
  caseId: string,
  application: ReorganisationApplication,
): Promise<BroughtRuling> {
  const { subjectId, court: code, by, receivedAt } = application;
  const court = await em.findOne(Authority, { code });
  if (court === null) throw ApplicationFailure.nonRetryable(`There is no authority ${code}`, CASE_UNKNOWN);
  const actsAs = await findRepresentation(em, by.sub, subjectId, shanghaiDay(receivedAt));
  const { kind, rulingNumber, ruledOn, planUntil, contact } = application;
  return {
    caseId,
    subjectId,
    court,
    kind,
    rulingNumber,
    ruledOn,
    planUntil,
    openedBy: actsAs === 'administrator' ? 'administrator' : 'debtor',
    contact,
    applicantSub: by.sub,
    receivedAt,
    by,
    requestId: application.requestId ?? null,
  };
}

/** Every reason against registering a ruling, from the rows of this transaction. The subject is locked. */
export async function reasonsAgainst(em: EntityManager, brought: BroughtRuling): Promise<Refusal[]> {
  const { subjectId, court, rulingNumber, openedBy, ruledOn, planUntil, receivedAt } = brought;
  const { kind: subjectKind } = await em.findOneOrFail(Subject, { id: subjectId });
  const open = await findOpenReorganisation(em, { subjectId, courtId: court.id, rulingNumber });
  return reasonsAgainstReorganisation({
    openedBy,
    subjectKind,
    isCourt: court.kind === 'court',
    ruledOn,
    planUntil,
    receivedOn: shanghaiDay(receivedAt),
    openCase: open.ofSubject,
    rulingOfAnother: open.ofRuling !== null && open.ofRuling.subjectId !== subjectId,
  });
}

/** Writes the case as it came in; its status and deadlines are the caller's to set, before `writeDown`. */
export async function register(em: EntityManager, brought: BroughtRuling, now: Instant): Promise<ReorganisationInHand> {
  const { caseId, court, receivedAt, by, openedBy } = brought;
  const receivedOn = shanghaiDay(receivedAt);
  const file = {
    id: caseId,
    kind: 'reorganisation' as const,
    workflowId: reorganisationWorkflowId(caseId),
    status: 'opening',
    subjectId: brought.subjectId,
    authorityId: court.id,
    applicantSub: brought.applicantSub,
    receivedOn,
  };
  await fileCase(em, file, now);
  em.create(Reorganisation, {
    caseId,
    kind: brought.kind,
    courtId: court.id,
    rulingNumber: brought.rulingNumber,
    ruledOn: brought.ruledOn,
    planUntil: brought.planUntil,
    openedBy,
    contact: brought.contact,
    confirmedAt: null,
    endedOn: null,
    endReason: null,
  });
  await em.flush();
  const hand = await reorganisationCourse.take(await takeInHand(em, caseId, by, now, brought.requestId));
  note(hand, { kind: 'reorganisation-received', openedBy, on: receivedOn }, receivedAt);
  return hand;
}
