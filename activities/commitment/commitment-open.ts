import type { EntityManager } from '@mikro-orm/postgresql';
import { ApplicationFailure } from '@temporalio/common';
import { Authority } from '../../db/entities/authority.ts';
import { Procedure } from '../../db/entities/procedure.ts';
import { Subject } from '../../db/entities/subject.ts';
import { loadCalendar } from '../../db/queries/calendar.ts';
import { getPromisorStanding } from '../../db/queries/commitment-standing.ts';
import { findLetterToSign } from '../../db/queries/commitment-texts.ts';
import { recordsInForce } from '../../db/queries/records-in-force.ts';
import { loadRules } from '../../db/queries/rules.ts';
import { reasonsAgainstSigned } from '../../domain/case/signed-text.ts';
import type { CommitmentStatus } from '../../domain/commitment/commitment.ts';
import { reasonsAgainstObligations, reasonsAgainstPromise } from '../../domain/commitment/commitment-door.ts';
import { kindTerms } from '../../domain/commitment/commitment-kinds.ts';
import { promiseRefusedNotice, promiseTakenNotice } from '../../domain/commitment/commitment-notices.ts';
import { reasonsAgainstPromisor } from '../../domain/commitment/promisor.ts';
import { reasonsAgainstGranting } from '../../domain/record/in-force.ts';
import { codesOfRefusals, type Refusal } from '../../domain/refusal.ts';
import { ruleSetForCase } from '../../domain/rule-sets/index.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import { CASE_UNKNOWN } from '../../workflows/messages/case.ts';
import type { CommitmentApplication, CommitmentOpeningAnswer } from '../../workflows/messages/commitment.ts';
import { throwWhatCanNeverWork } from '../case/act.ts';
import { type CaseState, nextDeadlineOf, stateOf, writeDown } from '../case/case-course.ts';
import { runningDeadline } from '../case/case-deadlines.ts';
import { audit, note, noticeCase, SERVICE } from '../case/case-in-hand.ts';
import { codesOf, type CommitmentInHand, commitmentCourse, lineOf } from './commitment-course.ts';
import { beginTerm, settle } from './commitment-state.ts';
import { keepLookUp } from '../case/look-up.ts';
import { lockSubject } from '../case/open-case.ts';
import { reasonsAgainstReceived } from '../case/received.ts';
import { serveApplicant } from '../case/serve.ts';
import { publishGrant } from '../permit/permit.ts';
import { type ActivityDeps, once } from '../case/transaction.ts';
import { type Door, register } from './commitment-register.ts';

export interface CommitmentOpening {
  /** null: nothing was registered. */
  state: CaseState | null;
  answer: CommitmentOpeningAnswer;
}

/**
 * Takes a promise at the door: draws the case number, decides with all reasons at once, and writes the case with its
 * letter, obligations, deadlines and notice in one transaction.
 */
export async function openCommitment(
  deps: ActivityDeps,
  { caseId, application, now }: { caseId: string; application: CommitmentApplication; now: Instant },
): Promise<CommitmentOpening> {
  const step = { caseId, key: application.id, now };
  return await once<CommitmentOpening>(deps, step, async (em) => {
    await lockSubject(em, application.subjectId);
    const door = await standAtTheDoor(em, caseId, application, now);
    const objections = reasonsNotToRegister(door);
    if (objections.length > 0) {
      return { answer: { state: null, answer: { outcome: 'not-registered', refusals: objections } }, keep: false };
    }
    const standing = await getPromisorStanding(em, application.subjectId, application.receivedAt);
    const approvalTerms = door.procedure?.commitmentTerms ?? null;
    const inForce = await recordsInForce(em, application.subjectId, now);
    const refusals = [
      ...reasonsAgainstPromise({ kind: application.kind, approvalTerms, standing }),
      ...reasonsAgainstGranting(inForce, approvalTerms?.barringMeasures ?? []),
    ];
    const hand = await register(em, door, refusals);
    // What is decided at once on a promise is decided by rule, whoever hands it in.
    if (kindTerms(application.kind).decidedAtOnce) keepLookUp({ ...hand, by: SERVICE }, 'open', inForce);
    const answer = refusals.length > 0 ? refuse(hand, refusals) : await take(hand, door.procedure);
    await writeDown(commitmentCourse, hand);
    return { answer, keep: true };
  }).catch(throwWhatCanNeverWork);
}

async function standAtTheDoor(
  em: EntityManager,
  caseId: string,
  application: CommitmentApplication,
  now: Instant,
): Promise<Door> {
  const { kind, title, obligations, procedure: procedureCode, promisorAuthority: promisorCode } = application;
  const authority = await getAuthority(em, application.authority);
  const procedure = procedureCode === null ? null : await getProcedure(em, procedureCode);
  const promisorAuthority = promisorCode === null ? null : await getAuthority(em, promisorCode);
  const subject = await em.findOneOrFail(Subject, { id: application.subjectId });
  const receivedOn = application.receivedOn ?? shanghaiDay(application.receivedAt);
  const rule = await loadRules(em, ruleSetForCase(receivedOn).id, receivedOn, application.receivedAt);
  const names = { authorityName: authority.name, promisorName: subject.name };
  const toSign = await findLetterToSign(em, application.commitment.version, { kind, title, obligations, ...names });
  if (toSign === null) throw unknown(`There is no such standard text of "${kind}"`);
  const calendar = await loadCalendar(em);
  const { identifier } = subject;
  return {
    caseId,
    application,
    now,
    receivedOn,
    authority,
    procedure,
    promisorAuthority,
    identifier,
    rule,
    calendar,
    toSign,
  };
}

async function getAuthority(em: EntityManager, code: string): Promise<Authority> {
  const authority = await em.findOne(Authority, { code });
  if (authority === null) throw unknown(`There is no authority ${code}`);
  return authority;
}

async function getProcedure(em: EntityManager, code: string): Promise<Procedure> {
  const procedure = await em.findOne(Procedure, { code });
  if (procedure === null) throw unknown(`There is no procedure ${code}`);
  return procedure;
}

function unknown(message: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(message, CASE_UNKNOWN);
}

async function take(hand: CommitmentInHand, procedure: Procedure | null): Promise<CommitmentOpening> {
  const { file, commitment, obligations } = hand;
  for (const obligation of obligations) beginTerm(hand, obligation);
  await settle(hand);
  note(hand, { kind: 'promise-taken', of: commitment.kind, obligations: codesOf(obligations) }, hand.now, SERVICE);
  const check = runningDeadline(hand, 'approval-check-by');
  if (check !== null) {
    const { due, provisional } = check;
    note(hand, { kind: 'decided-on-promise', checkBy: due, provisional }, hand.now, SERVICE);
  }
  // A promise in place of a certificate decides nothing of a procedure by itself.
  if (kindTerms(commitment.kind).needsProcedure && procedure !== null) {
    const { id: procedureId, name: procedureName, isPermit = null } = procedure;
    const grant = { procedureId, procedureName, isPermit, onPromise: true, document: null };
    await publishGrant(hand, { ...grant, decidedOn: file.receivedOn });
  }
  serveApplicant(hand, promiseTakenNotice(noticeCase(hand), commitment.kind, obligations.map(lineOf), check));
  audit(hand, 'commitment.open');
  const state = stateOf(commitmentCourse, hand);
  const status = file.status as CommitmentStatus;
  const next = nextDeadlineOf(commitmentCourse, hand);
  return { state, answer: { outcome: 'taken', number: file.number, status, next } };
}

function refuse(hand: CommitmentInHand, refusals: Refusal[]): CommitmentOpening {
  const codes = codesOfRefusals(refusals);
  note(hand, { kind: 'promise-refused', codes }, hand.now, SERVICE);
  serveApplicant(hand, promiseRefusedNotice(noticeCase(hand), refusals));
  audit(hand, 'commitment.open', { refused: codes });
  const { number } = hand.file;
  return {
    state: stateOf(commitmentCourse, hand),
    answer: { outcome: 'refused', number, status: 'refused', refusals },
  };
}

/** What keeps a promise from being registered at all: nothing that could be followed, or not what was signed. */
function reasonsNotToRegister(door: Door): Refusal[] {
  const { application, calendar, rule, toSign, receivedOn, authority, procedure, promisorAuthority, identifier } = door;
  const { receivedAt, commitment, kind, obligations } = application;
  const today = shanghaiDay(receivedAt);
  const promisor =
    promisorAuthority === null
      ? null
      : { code: promisorAuthority.code, creditCode: promisorAuthority.creditCode ?? null };
  const isProcedureWrong = procedure !== null && procedure.authorityId !== authority.id;
  return [
    ...reasonsAgainstReceived(application, calendar, rule),
    ...reasonsAgainstObligations({ kind, obligations, promisedOn: receivedOn, today }),
    ...reasonsAgainstPromisor({ kind, identifier, followedBy: authority.code, promisor }),
    ...(isProcedureWrong ? [procedureOfAnother] : []),
    ...reasonsAgainstSigned(commitment, toSign),
  ];
}

const procedureOfAnother: Refusal = {
  code: 'procedure-of-another-authority',
  clause: '国办发〔2020〕42号',
  text: {
    zh: '该事项不由受理机关办理，请核对事项或受理机关。',
    en: 'The procedure is not one of this authority; check the procedure or the authority.',
  },
};
