import type { EntityManager } from '@mikro-orm/postgresql';
import { ApplicationFailure } from '@temporalio/common';
import { AcceptFirst } from '../db/entities/accept-first.ts';
import { CaseFile } from '../db/entities/case-file.ts';
import { CaseMaterial } from '../db/entities/case-material.ts';
import { Procedure } from '../db/entities/procedure.ts';
import { loadCalendar } from '../db/queries/calendar.ts';
import { getStanding } from '../db/queries/eligibility.ts';
import { getProcedureTerms } from '../db/queries/procedures.ts';
import { loadRules } from '../db/queries/rules.ts';
import { findTextToSign, type TextToSign } from '../db/queries/text-to-sign.ts';
import { consequenceOf, type ProcedureTerms } from '../domain/accept-first.ts';
import { reasonsAgainst } from '../domain/accept-first-door.ts';
import { reasonsAgainstReceipt } from '../domain/accept-first-supply.ts';
import { supplyByLedger } from '../domain/accept-first-deadlines.ts';
import type { Calendar } from '../domain/calendar.ts';
import { computeDeadline } from '../domain/deadline.ts';
import type { Deadline } from '../domain/ledger.ts';
import { acceptFirstNotice, notAcceptedFirstNotice } from '../domain/notices.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { RuleLookup } from '../domain/rule-value.ts';
import { ruleSetForCase } from '../domain/rule-sets/index.ts';
import { type Day, type Instant, shanghaiDay } from '../domain/time.ts';
import { type Application, acceptFirstWorkflowId, type OpeningAnswer } from '../workflows/messages/accept-first.ts';
import { CASE_UNKNOWN } from '../workflows/messages/case.ts';
import { throwWhatCanNeverWork } from './act.ts';
import { backdatingLimit } from './accept-first-receipt.ts';
import {
  type AcceptFirstState,
  beginSupplyBy,
  enter,
  nextDeadlineOf,
  stateOf,
  writeDown,
} from './accept-first-state.ts';
import { audit, type CaseInHand, note, noticeCase, SERVICE, serveApplicant, takeInHand } from './case-in-hand.ts';
import { type ActivityDeps, once } from './transaction.ts';

export interface OpeningResult {
  /** null: nothing was registered. */
  state: AcceptFirstState | null;
  answer: OpeningAnswer;
}

/**
 * Takes an application at the door: draws the case number, decides with all reasons at once, and writes the
 * case with its commitment, list of materials, deadline and notice in one transaction.
 */
export async function openApplication(
  deps: ActivityDeps,
  { caseId, application, now }: { caseId: string; application: Application; now: Instant },
): Promise<OpeningResult> {
  const step = { caseId, key: application.id, now };
  return await once<OpeningResult>(deps, step, async (em) => {
    await lockSubject(em, application.subjectId);
    const door = await standAtTheDoor(em, caseId, application, now);
    const objections = reasonsNotToRegister(door);
    if (objections.length > 0) {
      return { answer: { state: null, answer: { outcome: 'not-registered', refusals: objections } }, keep: false };
    }
    const { terms, receivedOn, rule, calendar } = door;
    const standing = await getStanding(em, application.subjectId);
    const refusals = reasonsAgainst({ procedure: terms, missing: application.missing, standing, receivedOn }, rule);
    const supplyBy = refusals.length > 0 ? null : computeDeadline(supplyByLedger(terms, receivedOn, rule), calendar);
    const hand = await register(em, door, supplyBy, refusals);
    const answer = supplyBy === null ? refuse(hand, refusals) : accept(hand);
    await writeDown(hand);
    return { answer, keep: true };
  }).catch(throwWhatCanNeverWork);
}

/** What an application is judged by, all read in the transaction that decides it. */
interface Door {
  caseId: string;
  application: Application;
  now: Instant;
  receivedOn: Day;
  procedure: Procedure;
  terms: ProcedureTerms;
  rule: RuleLookup;
  calendar: Calendar;
  toSign: TextToSign;
}

async function standAtTheDoor(
  em: EntityManager,
  caseId: string,
  application: Application,
  now: Instant,
): Promise<Door> {
  const procedure = await em.findOne(Procedure, { code: application.procedure });
  if (procedure === null)
    throw ApplicationFailure.nonRetryable(`There is no procedure ${application.procedure}`, CASE_UNKNOWN);
  const terms = await getProcedureTerms(em, procedure.id);
  const receivedOn = application.receivedOn ?? shanghaiDay(application.receivedAt);
  const rule = await loadRules(em, ruleSetForCase(receivedOn).id, receivedOn, application.receivedAt);
  const { subjectId, missing, commitment } = application;
  const question = { procedureId: procedure.id, terms, rule, subjectId, missing };
  const toSign = await findTextToSign(em, { ...question, version: commitment.version });
  if (toSign === null)
    throw ApplicationFailure.nonRetryable(`"${application.procedure}" has no such commitment text`, CASE_UNKNOWN);
  return { caseId, application, now, receivedOn, procedure, terms, rule, calendar: await loadCalendar(em), toSign };
}

function accept(hand: CaseInHand): OpeningResult {
  const supplyBy = beginSupplyBy(hand);
  enter(hand, 'awaiting-materials');
  const { due, provisional, ledger } = supplyBy;
  note(
    hand,
    { kind: 'accepted-first', missing: hand.missing.map(({ code }) => code), supplyBy: due, provisional },
    hand.now,
    SERVICE,
  );
  const counting = `自${ledger.startDay}次日起${ledger.rule.count}个工作日（${ledger.rule.clause}）`;
  const late = consequenceOf(getTerms(hand.procedure));
  serveApplicant(hand, acceptFirstNotice(noticeCase(hand), hand.missing, { due, provisional, counting }, late));
  audit(hand, 'accept-first.open');
  const state = stateOf(hand);
  const next = nextDeadlineOf(hand);
  return { state, answer: { outcome: 'accepted-first', number: hand.file.number, status: state.status, next } };
}

function refuse(hand: CaseInHand, refusals: Refusal[]): OpeningResult {
  const codes = codesOf(refusals);
  note(hand, { kind: 'refused-at-door', codes }, hand.now, SERVICE);
  serveApplicant(
    hand,
    notAcceptedFirstNotice(
      noticeCase(hand),
      refusals.map(({ text }) => text.zh),
    ),
  );
  audit(hand, 'accept-first.open', { refused: codes });
  return {
    state: stateOf(hand),
    answer: { outcome: 'refused', number: hand.file.number, status: 'refused', refusals },
  };
}

/** What keeps an application from being registered at all: a receipt that cannot be, or another text than the one signed. */
function reasonsNotToRegister({ application, calendar, rule, toSign }: Door): Refusal[] {
  const { receivedAt, receivedOn, by, commitment } = application;
  const means = by.role === 'applicant' ? 'online' : 'counter';
  const limit = backdatingLimit(calendar, rule, receivedAt);
  const receipt = reasonsAgainstReceipt({ means, receivedAt, receivedOn, dispatchedOn: null, by: by.role }, limit);
  return toSign.sha256 === commitment.sha256 ? receipt : [...receipt, textChanged];
}

const textChanged: Refusal = {
  code: 'commitment-text-changed',
  clause: '国办发〔2019〕35号（一）',
  text: {
    zh: '承诺书文本与现行版本不一致，请重新阅读并签署。',
    en: 'The commitment is not the text in force; read and sign it again.',
  },
};

/**
 * Writes the case as it came in, in the status that the door decided.
 * @param supplyBy null: refused at the door
 */
async function register(
  em: EntityManager,
  { caseId, application, now, receivedOn, procedure, terms, toSign }: Door,
  supplyBy: Deadline | null,
  refusals: readonly Refusal[],
): Promise<CaseInHand> {
  const onPaper = application.by.role !== 'applicant';
  em.create(CaseFile, {
    id: caseId,
    number: await drawNumber(em, shanghaiDay(now).slice(0, 4)),
    kind: 'accept-first',
    workflowId: acceptFirstWorkflowId(caseId),
    status: supplyBy === null ? 'refused' : 'awaiting-materials',
    subjectId: application.subjectId,
    authorityId: procedure.authorityId,
    procedureId: procedure.id,
    applicantSub: application.applicantSub,
    ruleSet: ruleSetForCase(receivedOn).id,
    round: 0,
    receivedOn,
    openedAt: now,
    closedAt: supplyBy === null ? now : null,
    assignedTo: null,
    nextKind: supplyBy === null ? null : 'supply-by',
    nextDue: supplyBy?.due ?? null,
    nextAt: supplyBy?.dueAt ?? null,
    nextProvisional: supplyBy?.provisional ?? null,
    outcome: supplyBy === null ? { kind: 'refused', codes: codesOf(refusals) } : null,
  });
  em.create(AcceptFirst, {
    caseId,
    procedureData: terms,
    commitmentTextId: toSign.standardTextId,
    commitmentText: toSign.text,
    commitmentSha256: toSign.sha256,
    signer: application.commitment.signer,
    signedAt: application.receivedAt,
    signingMeans: application.commitment.means,
    contact: application.contact,
    registeredBy: onPaper ? application.by.sub : null,
  });
  terms.materials.forEach(({ code, name, form, kind }, position) => {
    const missing = application.missing.includes(code);
    em.create(CaseMaterial, { caseId, code, name, form, kind, missing, position });
  });
  await em.flush();
  const hand = await takeInHand(em, caseId, application.by, now, application.requestId ?? null);
  note(hand, { kind: 'received', on: receivedOn, onPaper }, application.receivedAt);
  return hand;
}

/** The number that people read: JN-2026-000123, without gaps as long as nothing rolls back. */
async function drawNumber(em: EntityManager, year: string): Promise<string> {
  const [row] = await em.execute<{ last: number }[]>(
    `insert into case_number_counter (year, last) values (?, 1)
     on conflict (year) do update set last = case_number_counter.last + 1 returning last`,
    [Number(year)],
  );
  return `JN-${year}-${String(row?.last).padStart(6, '0')}`;
}

/** Two applications of one subject are decided one after the other, so that both see the other's case. */
async function lockSubject(em: EntityManager, subjectId: string): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 1))', [subjectId]);
}

function codesOf(refusals: readonly Refusal[]): string[] {
  return [...new Set(refusals.map(({ code }) => code))];
}

function getTerms(procedure: ProcedureTerms) {
  if (procedure.acceptFirst === null) throw new Error(`"${procedure.code}" does not offer accept-first`);
  return procedure.acceptFirst;
}
