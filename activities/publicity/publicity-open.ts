import type { EntityManager } from '@mikro-orm/postgresql';
import { ApplicationFailure } from '@temporalio/common';
import { Authority } from '../../db/entities/authority.ts';
import { Subject } from '../../db/entities/subject.ts';
import { CASE_UNKNOWN } from '../../workflows/messages/case.ts';
import type { EnterRecordAct, RecordEntered } from '../../workflows/messages/publicity.ts';
import { reasonsAgainstUnheard } from '../../domain/record/heard-before.ts';
import { reasonsAgainstListedAs } from '../../domain/record/serious-list.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import { throwWhatCanNeverWork } from '../case/act.ts';
import { type CaseState, nextDeadlineOf, stateOf, writeDown } from '../case/case-course.ts';
import { audit } from '../case/case-in-hand.ts';
import { publicityCourse } from './publicity-course.ts';
import { enterRecord, type RecordEntry } from '../record/record-entry.ts';
import { type ActivityDeps, once } from '../case/transaction.ts';

export interface RecordOpening {
  /** null: nothing was registered. */
  state: CaseState | null;
  answer: RecordEntered;
}

/**
 * Enters a record for the authority that determined it, and opens the case that follows its publicity: the days it is
 * shown by, its measures from the list, and the repair notice in one transaction. The record has the id of its case.
 */
export async function openRecord(
  deps: ActivityDeps,
  { caseId, application, now }: { caseId: string; application: EnterRecordAct; now: Instant },
): Promise<RecordOpening> {
  const step = { caseId, key: application.id, now };
  return await once<RecordOpening>(deps, step, async (em) => {
    const entry = await entryOf(em, caseId, application);
    const { by, requestId = null } = application;
    const entered = await enterRecord({ em, now, by, requestId }, entry);
    if (!entered.ok) {
      return {
        answer: { state: null, answer: { outcome: 'not-registered', refusals: entered.refusals } },
        keep: false,
      };
    }
    const hand = entered.publicity;
    audit(hand, 'publicity.open', { record: caseId, severity: entry.severity });
    const state = stateOf(publicityCourse, hand);
    const { number, status } = hand.file;
    const next = nextDeadlineOf(publicityCourse, hand);
    await writeDown(publicityCourse, hand);
    return { answer: { state, answer: { outcome: 'entered', number, recordId: caseId, status, next } }, keep: true };
  }).catch(throwWhatCanNeverWork);
}

async function entryOf(em: EntityManager, caseId: string, act: EnterRecordAct): Promise<RecordEntry> {
  const authority = await em.findOne(Authority, { code: act.by.authority ?? '' });
  const subject = await em.findOne(Subject, { id: act.subjectId });
  if (authority === null || subject === null)
    throw ApplicationFailure.nonRetryable(`There is no such authority or subject`, CASE_UNKNOWN);
  const receivedOn = shanghaiDay(act.receivedAt);
  const { heard = null } = act;
  return {
    id: caseId,
    subjectId: subject.id,
    authority,
    kind: act.kind,
    documentKind: act.documentKind,
    documentNumber: act.documentNumber,
    decidedOn: act.decidedOn,
    severity: act.severity,
    sector: act.sector,
    facts: act.facts,
    receivedOn,
    publishedFrom: act.publishedFrom ?? receivedOn,
    foundNecessary: act.foundNecessary,
    warningOnly: act.warningOnly,
    measures: act.measures,
    heard,
    against: [...reasonsAgainstListedAs(act.kind, act.severity), ...reasonsAgainstUnheard(act, heard)],
  };
}
