import type { EntityManager } from '@mikro-orm/postgresql';
import { ApplicationFailure } from '@temporalio/common';
import { Authority } from '../../db/entities/authority.ts';
import { Objection } from '../../db/entities/objection.ts';
import { CreditRecord } from '../../db/entities/record.ts';
import { RecordMeasureRow } from '../../db/entities/record-measure.ts';
import { loadCalendar } from '../../db/queries/calendar.ts';
import { findOpenObjection, findRejectedObjection } from '../../db/queries/objections.ts';
import { loadRules } from '../../db/queries/rules.ts';
import { answerByLedger, forwardByLedger, objectionTerms } from '../../domain/objection/objection-deadlines.ts';
import { reasonsAgainstObjection } from '../../domain/objection/objection-door.ts';
import {
  objectionReceivedNotice,
  objectionToCheck,
  objectionToForward,
} from '../../domain/objection/objection-notices.ts';
import { isLiftedForGood } from '../../domain/record/record-ending.ts';
import { sectorRules } from '../../domain/record/sector-rules.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { ruleSetForCase } from '../../domain/rule-sets/index.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import { CASE_UNKNOWN } from '../../workflows/messages/case.ts';
import { type ObjectionAct, type ObjectionOpening, objectionWorkflowId } from '../../workflows/messages/objection.ts';
import { throwWhatCanNeverWork } from '../case/act.ts';
import { type CaseState, nextDeadlineOf, stateOf, writeDown } from '../case/case-course.ts';
import { beginDeadline } from '../case/case-deadlines.ts';
import { audit, note, noticeCase, takeInHand } from '../case/case-in-hand.ts';
import { fileCase, lockSubject } from '../case/open-case.ts';
import { reasonsAgainstReceived } from '../case/received.ts';
import { serveApplicant, serveOfficers } from '../case/serve.ts';
import { type ActivityDeps, once } from '../case/transaction.ts';
import { holdRecord } from '../record/record-effects.ts';
import { noticedObjection, objectionCourse, type ObjectionInHand } from './objection-course.ts';

export interface ObjectionOpened {
  /** null: nothing was registered. */
  state: CaseState | null;
  answer: ObjectionOpening;
}

/** What an objection is judged and registered by, read in its transaction. */
interface HandedIn {
  record: CreditRecord;
  determinedBy: Authority;
  window: Authority | null;
}

/**
 * Takes an objection: registered with its number, the record marked and held for as long as it is checked, and its desk
 * told, in one transaction; or not registered, with every reason.
 */
export async function openObjection(
  deps: ActivityDeps,
  { caseId, application, now }: { caseId: string; application: ObjectionAct; now: Instant },
): Promise<ObjectionOpened> {
  return await once<ObjectionOpened>(deps, { caseId, key: application.id, now }, async (em) => {
    const handedIn = await readHandedIn(em, application);
    // Two objections to one record are decided one after the other, and so see each other.
    await lockSubject(em, handedIn.record.subjectId);
    const refusals = await reasonsAgainst(em, application, handedIn, now);
    if (refusals.length > 0)
      return { answer: { state: null, answer: { outcome: 'not-registered', refusals } }, keep: false };
    const hand = await register(em, caseId, application, now, handedIn);
    await holdRecord(hand, {
      recordId: handedIn.record.id,
      reason: 'objection',
      stops: hand.objection.stops,
      sourceId: caseId,
      from: now,
    });
    beginFirstTerm(hand);
    audit(hand, 'objection.open', { record: handedIn.record.id });
    const state = stateOf(objectionCourse, hand);
    const next = nextDeadlineOf(objectionCourse, hand);
    const { number, status } = hand.file;
    await writeDown(objectionCourse, hand);
    return { answer: { state, answer: { outcome: 'registered', number, status, next } }, keep: true };
  }).catch(throwWhatCanNeverWork);
}

async function readHandedIn(em: EntityManager, { recordId, window: code }: ObjectionAct): Promise<HandedIn> {
  const record = await em.findOne(CreditRecord, { id: recordId });
  const window = code === null ? null : await em.findOne(Authority, { code });
  if (record === null || (code !== null && window === null))
    throw ApplicationFailure.nonRetryable('There is no such record, or no such window', CASE_UNKNOWN);
  const determinedBy = await em.findOneOrFail(Authority, { id: record.authorityId });
  // Where the window determined the record itself there is nobody to pass the objection on to.
  return { record, determinedBy, window: window?.id === determinedBy.id ? null : window };
}

async function reasonsAgainst(
  em: EntityManager,
  application: ObjectionAct,
  { record }: HandedIn,
  now: Instant,
): Promise<Refusal[]> {
  const { receivedAt, about, measure, newFacts } = application;
  const today = shanghaiDay(receivedAt);
  const rule = await loadRules(em, ruleSetForCase(today).id, today, now);
  const { id: recordId, kind, documentNumber, endedHow = null } = record;
  const measures = await em.find(RecordMeasureRow, { recordId });
  return [
    ...reasonsAgainstReceived(application, await loadCalendar(em), rule),
    ...reasonsAgainstObjection({
      kind,
      documentNumber,
      endedHow,
      about,
      measure,
      measuresStanding: measures.filter(({ liftedHow }) => !isLiftedForGood(liftedHow ?? null)).map(({ code }) => code),
      openObjection: (await findOpenObjection(em, recordId))?.number ?? null,
      rejectedBefore: await findRejectedObjection(em, { recordId, about, measure }),
      newFacts,
    }),
  ];
}

async function register(
  em: EntityManager,
  caseId: string,
  application: ObjectionAct,
  now: Instant,
  { record, determinedBy, window }: HandedIn,
): Promise<ObjectionInHand> {
  const { by, receivedAt, about, measure, reasons, evidence, newFacts, contact, applicantSub } = application;
  const receivedOn = application.receivedOn ?? shanghaiDay(receivedAt);
  await fileCase(
    em,
    {
      id: caseId,
      kind: 'objection',
      workflowId: objectionWorkflowId(caseId),
      // What it stands at, and what it waits for, is written with its first term.
      status: 'opening',
      subjectId: record.subjectId,
      authorityId: (window ?? determinedBy).id,
      applicantSub,
      receivedOn,
    },
    now,
  );
  const rule = await loadRules(em, ruleSetForCase(receivedOn).id, receivedOn, now);
  em.create(Objection, {
    caseId,
    recordId: record.id,
    about,
    measure,
    reasons,
    evidence,
    newFacts,
    contact,
    registeredBy: by.role === 'applicant' ? null : by.sub,
    windowId: window?.id ?? null,
    checkFrom: window === null ? receivedOn : null,
    terms: objectionTerms(record.sector, receivedOn, rule),
    stops: sectorRules(record.sector, receivedOn).underObjection.value,
    pauses: [],
    inspectedWorkingDays: 0,
    extensions: [],
    open: true,
    decidedBy: null,
    decidedAt: null,
    reason: null,
    correction: null,
  });
  await em.flush();
  const common = await takeInHand(em, caseId, by, now, application.requestId ?? null);
  const hand = await objectionCourse.take(common);
  const onPaper = by.role !== 'applicant';
  note(hand, { kind: 'objection-received', about, measure, onPaper, on: receivedOn }, receivedAt);
  return hand;
}

/** The window's term to pass it on; or the authority's to answer, where it was handed in there. */
function beginFirstTerm(hand: ObjectionInHand): void {
  const { file, objection, window, rule } = hand;
  const noticed = noticedObjection(hand);
  file.status = window === null ? 'in-check' : 'awaiting-forwarding';
  if (window !== null) {
    const { due } = beginDeadline(hand, 'objection-forward-by', forwardByLedger(file.receivedOn, rule));
    serveApplicant(hand, objectionReceivedNotice(noticeCase(hand), noticed, { forwarded: false, by: due }));
    serveOfficers(hand, objectionToForward(noticeCase(hand), noticed, due));
    return;
  }
  const facts = { ...objection, checkFrom: file.receivedOn, forwarded: false };
  const { due } = beginDeadline(hand, 'objection-answer-by', answerByLedger(facts));
  serveApplicant(hand, objectionReceivedNotice(noticeCase(hand), noticed, { forwarded: true, by: due }));
  serveOfficers(hand, objectionToCheck(noticeCase(hand), noticed, due));
}
