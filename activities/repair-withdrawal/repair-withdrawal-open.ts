import type { EntityManager } from '@mikro-orm/postgresql';
import { ApplicationFailure } from '@temporalio/common';
import { Authority } from '../../db/entities/authority.ts';
import { CaseFile } from '../../db/entities/case-file.ts';
import { CreditRecord } from '../../db/entities/record.ts';
import { RepairWithdrawal } from '../../db/entities/repair-withdrawal.ts';
import { RepairWithdrawalRecord } from '../../db/entities/repair-withdrawal-record.ts';
import { loadCalendar } from '../../db/queries/calendar.ts';
import { findRepresentation } from '../../db/queries/representation.ts';
import { loadRules } from '../../db/queries/rules.ts';
import { findRepairedRecords } from '../../db/queries/withdrawable-records.ts';
import { RECUSAL } from '../../domain/case/recusal.ts';
import { computeDeadline } from '../../domain/deadline/deadline.ts';
import { type NoticeDating, reasonsAgainstWithdrawal } from '../../domain/repair-withdrawal/repair-withdrawal-door.ts';
import { serveByLedger } from '../../domain/repair-withdrawal/repair-withdrawal-course.ts';
import { toServeNotice } from '../../domain/hearing/hearing-notices.ts';
import { WITHDRAWAL_WORDS, withdrawalNotice } from '../../domain/repair-withdrawal/repair-withdrawal-notices.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { ruleSetForCase } from '../../domain/rule-sets/index.ts';
import { sectorRules } from '../../domain/record/sector-rules.ts';
import { type Day, type Instant, shanghaiDay } from '../../domain/time.ts';
import { CASE_UNKNOWN } from '../../workflows/messages/case.ts';
import {
  type ProposalAnswer,
  repairWithdrawalWorkflowId,
  type WithdrawalProposal,
} from '../../workflows/messages/repair-withdrawal.ts';
import { throwWhatCanNeverWork } from '../case/act.ts';
import { beginDeadline } from '../case/case-deadlines.ts';
import { type CaseState, nextDeadlineOf, stateOf, writeDown } from '../case/case-course.ts';
import { audit, note, noticeCase, takeInHand } from '../case/case-in-hand.ts';
import { fileCase, lockSubject } from '../case/open-case.ts';
import { backdatingLimit } from '../case/received.ts';
import { noticeRecords, repairWithdrawalCourse, type WithdrawalInHand } from './repair-withdrawal-course.ts';
import { serveHandler, serveSubject } from '../case/serve.ts';
import { type ActivityDeps, once } from '../case/transaction.ts';

export interface ProposalResult {
  /** null: nothing was registered. */
  state: CaseState | null;
  answer: ProposalAnswer;
}

/**
 * Opens a withdrawal that an officer proposes: refused with every reason at once and not registered, or written with
 * its notice to the subject and the officer's term to serve it, in one transaction.
 */
export async function proposeWithdrawal(
  deps: ActivityDeps,
  { caseId, application, now }: { caseId: string; application: WithdrawalProposal; now: Instant },
): Promise<ProposalResult> {
  const step = { caseId, key: application.id, now };
  return await once<ProposalResult>(deps, step, async (em) => {
    await lockSubject(em, application.subjectId);
    const proposed = await readProposal(em, application);
    const { repair } = proposed;
    const refusals = await refusalsOf(em, application, proposed, now);
    if (refusals.length > 0) {
      return { answer: { state: null, answer: { outcome: 'not-registered', refusals } }, keep: false };
    }
    const hand = await register(em, caseId, application, now, proposed);
    await tellSubject(hand);
    audit(hand, 'repair-withdrawal.open', { repair: repair.number });
    const { number, status } = hand.file;
    const next = nextDeadlineOf(repairWithdrawalCourse, hand);
    const state = stateOf(repairWithdrawalCourse, hand);
    await writeDown(repairWithdrawalCourse, hand);
    return { answer: { state, answer: { outcome: 'opened', number, status, next } }, keep: true };
  }).catch(throwWhatCanNeverWork);
}

/** What a proposal is judged by, all read in the transaction that registers it. */
interface Proposed {
  repair: CaseFile;
  authority: Authority;
}

async function readProposal(em: EntityManager, { repairCaseId, by }: WithdrawalProposal): Promise<Proposed> {
  const repair = await em.findOne(CaseFile, { id: repairCaseId, kind: 'repair' });
  const authority = await em.findOne(Authority, { code: by.authority ?? '' });
  if (repair === null || authority === null)
    throw ApplicationFailure.nonRetryable('There is no such repair, or no such authority', CASE_UNKNOWN);
  return { repair, authority };
}

/** 回避 first: who acts for the subject opens nothing about it. */
async function refusalsOf(
  em: EntityManager,
  application: WithdrawalProposal,
  { repair, authority }: Proposed,
  now: Instant,
): Promise<Refusal[]> {
  const { by, subjectId, records, receivedAt } = application;
  const today = shanghaiDay(receivedAt);
  // Of the repair's own subject as well, where another was named.
  for (const id of new Set([subjectId, repair.subjectId]))
    if ((await findRepresentation(em, by.sub, id, today)) !== null) return [RECUSAL];
  return reasonsAgainstWithdrawal({
    authority: authority.code,
    subjectId,
    repairSubjectId: repair.subjectId,
    records,
    found: await findRepairedRecords(em, repair.id, records),
    notice: await datingOf(em, application, now),
  });
}

/** The day of the notice, and how far back an officer may date it. */
async function datingOf(em: EntityManager, application: WithdrawalProposal, now: Instant): Promise<NoticeDating> {
  const today = shanghaiDay(application.receivedAt);
  const rule = await loadRules(em, ruleSetForCase(today).id, today, now);
  const { officerFrom, clause } = backdatingLimit(await loadCalendar(em), rule, application.receivedAt);
  return { madeOn: madeOnOf(application), today, by: application.by.role, officerFrom, backdatingClause: clause };
}

function madeOnOf({ madeOn, receivedAt }: WithdrawalProposal): Day {
  return madeOn ?? shanghaiDay(receivedAt);
}

async function register(
  em: EntityManager,
  caseId: string,
  application: WithdrawalProposal,
  now: Instant,
  { repair, authority }: Proposed,
): Promise<WithdrawalInHand> {
  const madeOn = madeOnOf(application);
  const ruleSet = ruleSetForCase(madeOn).id;
  const ledger = serveByLedger(madeOn, await loadRules(em, ruleSet, madeOn, now));
  const serveBy = computeDeadline(ledger, await loadCalendar(em));
  const file = {
    id: caseId,
    kind: 'repair-withdrawal' as const,
    workflowId: repairWithdrawalWorkflowId(caseId),
    status: 'awaiting-service',
    subjectId: repair.subjectId,
    authorityId: authority.id,
    receivedOn: madeOn,
    // Who proposed serves the notice, unless it is given to somebody else.
    assignedTo: application.by.sub,
    nextKind: 'serve-by',
    nextDue: serveBy.due,
    nextAt: serveBy.dueAt,
    nextProvisional: serveBy.provisional,
  };
  await fileCase(em, file, now);
  const { ground, findings, evidence, by } = application;
  em.create(RepairWithdrawal, {
    caseId,
    repairCaseId: repair.id,
    ground,
    findings,
    evidence,
    proposedBy: by.sub,
    madeOn,
  });
  await createRecords(em, caseId, application.records, madeOn);
  await em.flush();
  const common = await takeInHand(em, caseId, by, now, application.requestId ?? null);
  const hand = await repairWithdrawalCourse.take(common);
  beginDeadline(hand, 'serve-by', ledger);
  return hand;
}

/** What becomes of each record's period is its sector's rule of today, told in the notice and kept. */
async function createRecords(em: EntityManager, caseId: string, ids: readonly string[], on: Day): Promise<void> {
  const records = await em.find(
    CreditRecord,
    { id: { $in: [...new Set(ids)] } },
    { orderBy: { documentNumber: 'asc' } },
  );
  records.forEach(({ id, sector }, position) => {
    const { value, clause } = sectorRules(sector, on).falseRepair;
    em.create(RepairWithdrawalRecord, {
      caseId,
      recordId: id,
      position,
      period: value,
      periodClause: clause,
      open: true,
      restoredOn: null,
      repair: null,
    });
  });
}

async function tellSubject(hand: WithdrawalInHand): Promise<void> {
  const { withdrawal, repairNumber, records, rule } = hand;
  const { ground, findings, evidence } = withdrawal;
  note(hand, {
    kind: 'withdrawal-proposed',
    ground,
    records: records.map(({ recordId }) => recordId),
    repair: repairNumber,
  });
  const told = {
    repair: repairNumber,
    ground,
    findings,
    evidence,
    records: noticeRecords(hand),
    barYears: rule('repair.false-materials-bar-years').value,
    statementDays: rule('repair-withdrawal.statement-within-working-days').value,
  };
  await serveSubject(hand, withdrawalNotice(noticeCase(hand), told));
  const due = nextDeadlineOf(repairWithdrawalCourse, hand)?.due ?? hand.withdrawal.madeOn;
  serveHandler(hand, toServeNotice(WITHDRAWAL_WORDS, noticeCase(hand), due));
}
