import type { EntityManager } from '@mikro-orm/postgresql';
import { ApplicationFailure } from '@temporalio/common';
import { AcceptFirst } from '../../db/entities/accept-first.ts';
import { CaseMaterial } from '../../db/entities/case-material.ts';
import { Procedure } from '../../db/entities/procedure.ts';
import { loadCalendar } from '../../db/queries/calendar.ts';
import { getStanding } from '../../db/queries/eligibility.ts';
import { greenChannelFacts } from '../../db/queries/green-channel.ts';
import { getProcedureTerms } from '../../db/queries/procedures.ts';
import { recordsInForce } from '../../db/queries/records-in-force.ts';
import { loadRules } from '../../db/queries/rules.ts';
import { findTextToSign, type TextToSign } from '../../db/queries/text-to-sign.ts';
import { consequenceOf, type ProcedureTerms } from '../../domain/accept-first/accept-first.ts';
import { reasonsAgainst } from '../../domain/accept-first/accept-first-door.ts';
import { type ApplicationDays, supplyByAtDoor } from '../../domain/accept-first/accept-first-deadlines.ts';
import { reasonsAgainstHanded } from '../../domain/accept-first/accept-first-handed.ts';
import { dated } from '../../domain/case/notice.ts';
import { reasonsAgainstSigned } from '../../domain/case/signed-text.ts';
import type { Calendar } from '../../domain/deadline/calendar.ts';
import { computeDeadline } from '../../domain/deadline/deadline.ts';
import type { Deadline, Ledger } from '../../domain/deadline/ledger.ts';
import { acceptFirstNotice, notAcceptedFirstNotice } from '../../domain/accept-first/accept-first-notices.ts';
import { greenChannel } from '../../domain/green-channel/green-channel.ts';
import {
  grantedGreenChannel,
  type GrantedGreenChannel,
  grantedLines,
  throughGreenChannel,
} from '../../domain/green-channel/green-channel-terms.ts';
import { codesOfRefusals, type Refusal } from '../../domain/refusal.ts';
import type { RuleLookup } from '../../domain/deadline/rule-value.ts';
import { ruleSetForCase } from '../../domain/rule-sets/index.ts';
import { asBilingual } from '../../domain/text.ts';
import { type Day, type Instant, shanghaiDay } from '../../domain/time.ts';
import { type Application, acceptFirstWorkflowId, type OpeningAnswer } from '../../workflows/messages/accept-first.ts';
import { CASE_UNKNOWN } from '../../workflows/messages/case.ts';
import { throwWhatCanNeverWork } from '../case/act.ts';
import { type AcceptFirstInHand, acceptFirstCourse, statusOf } from './accept-first-course.ts';
import { beginDeadline } from '../case/case-deadlines.ts';
import { enter } from './accept-first-state.ts';
import { type CaseState, nextDeadlineOf, stateOf, writeDown } from '../case/case-course.ts';
import { audit, note, noticeCase, SERVICE, takeInHand } from '../case/case-in-hand.ts';
import { fileCase, lockSubject, signedColumns } from '../case/open-case.ts';
import { reasonsAgainstReceived } from '../case/received.ts';
import { keepLookUp } from '../case/look-up.ts';
import { serveApplicant } from '../case/serve.ts';
import { type ActivityDeps, once } from '../case/transaction.ts';

export interface OpeningResult {
  /** null: nothing was registered. */
  state: CaseState | null;
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
    const { receivedOn, rule, calendar } = door;
    const green = await greenChannelOf(em, door);
    const terms = throughGreenChannel(door.terms, green);
    const standing = await getStanding(em, application.subjectId, now);
    const refusals = reasonsAgainst({ procedure: terms, missing: application.missing, standing, receivedOn }, rule);
    const ledger = refusals.length > 0 ? null : supplyByAtDoor(terms, daysOf(door), rule, calendar);
    const supplyBy = ledger === null ? null : computeDeadline(ledger, calendar);
    const hand = await register(em, { ...door, terms }, supplyBy === null ? null : { supplyBy, green }, refusals);
    // It is decided by rule, whoever hands it in, on what stands against the subject.
    keepLookUp({ ...hand, by: SERVICE }, 'open', await recordsInForce(em, application.subjectId, now));
    const handedOn = daysOf(door).noticeHandedOn;
    const answer = ledger === null ? refuse(hand, refusals) : accept(hand, ledger, { handedOn, green });
    await writeDown(acceptFirstCourse, hand);
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

/** The green channel that this application has, as its subject stands now; null where the procedure has none, or it may not. */
async function greenChannelOf(em: EntityManager, door: Door): Promise<GrantedGreenChannel | null> {
  const { terms, application, rule, now } = door;
  if ((terms.greenChannel ?? null) === null) return null;
  return grantedGreenChannel(terms, greenChannel(await greenChannelFacts(em, application.subjectId, now), rule));
}

/** The days that the supply-by date of this application follows from. */
function daysOf({ application, receivedOn }: Door): ApplicationDays {
  const { noticeHandedOn = null, receivedAt } = application;
  return { receivedOn, noticeHandedOn, registeredOn: shanghaiDay(receivedAt) };
}

function accept(
  hand: AcceptFirstInHand,
  terms: Ledger,
  { handedOn, green }: { handedOn: Day | null; green: GrantedGreenChannel | null },
): OpeningResult {
  const supplyBy = beginDeadline(hand, 'supply-by', terms);
  enter(hand, 'awaiting-materials');
  const { due, provisional, ledger } = supplyBy;
  note(
    hand,
    {
      kind: 'accepted-first',
      missing: hand.missing.map(({ code }) => code),
      supplyBy: due,
      provisional,
      ...(handedOn === null ? {} : { noticeHandedOn: handedOn }),
    },
    hand.now,
    SERVICE,
  );
  if (green !== null) {
    const { ground, terms: granted } = green;
    note(hand, { kind: 'green-channel', ground, first: granted.firstOnDesk }, hand.now, SERVICE);
  }
  const { startDay, rule, notEarlierThan: floor } = ledger;
  const least = floor === undefined ? '' : `；${asBilingual(floor.reason).zh}`;
  const counting = `自${dated(startDay)}次日起${rule.count}个工作日（${rule.clause}）${least}`;
  const late = consequenceOf(getTerms(hand.procedure));
  serveApplicant(
    hand,
    acceptFirstNotice(noticeCase(hand), hand.missing, { due, provisional, counting, handedOn }, late, {
      green: green === null ? [] : grantedLines(green, nameOfMaterial(hand.procedure)),
    }),
  );
  audit(hand, 'accept-first.open');
  const state = stateOf(acceptFirstCourse, hand);
  const next = nextDeadlineOf(acceptFirstCourse, hand);
  return { state, answer: { outcome: 'accepted-first', number: hand.file.number, status: statusOf(hand), next } };
}

function refuse(hand: AcceptFirstInHand, refusals: Refusal[]): OpeningResult {
  const codes = codesOfRefusals(refusals);
  note(hand, { kind: 'refused-at-door', codes }, hand.now, SERVICE);
  serveApplicant(hand, notAcceptedFirstNotice(noticeCase(hand), refusals));
  audit(hand, 'accept-first.open', { refused: codes });
  return {
    state: stateOf(acceptFirstCourse, hand),
    answer: { outcome: 'refused', number: hand.file.number, status: 'refused', refusals },
  };
}

/** What keeps an application from being registered at all: a receipt that cannot be, or another text than the one signed. */
function reasonsNotToRegister(door: Door): Refusal[] {
  const { application, calendar, rule, toSign } = door;
  return [
    ...reasonsAgainstReceived(application, calendar, rule),
    ...reasonsAgainstHanded(daysOf(door), application.by.role),
    ...reasonsAgainstSigned(application.commitment, toSign),
  ];
}

/**
 * Writes the case as it came in, in the status that the door decided.
 * @param acceptance when the missing materials are due, and by which green channel it goes; null: refused at the door
 */
async function register(
  em: EntityManager,
  { caseId, application, now, receivedOn, procedure, terms, toSign }: Door,
  acceptance: { supplyBy: Deadline; green: GrantedGreenChannel | null } | null,
  refusals: readonly Refusal[],
): Promise<AcceptFirstInHand> {
  const refused = {
    status: 'refused',
    closedAt: now,
    outcome: { kind: 'refused', codes: codesOfRefusals(refusals) },
  };
  const file = {
    id: caseId,
    kind: 'accept-first' as const,
    workflowId: acceptFirstWorkflowId(caseId),
    subjectId: application.subjectId,
    authorityId: procedure.authorityId,
    procedureId: procedure.id,
    applicantSub: application.applicantSub,
    receivedOn,
  };
  await fileCase(em, { ...file, ...(acceptance === null ? refused : accepted(acceptance)) }, now);
  const signed = signedColumns(application, toSign);
  const noticeHandedOn = application.noticeHandedOn ?? null;
  em.create(AcceptFirst, {
    caseId,
    procedureData: terms,
    commitmentTextId: toSign.standardTextId,
    noticeHandedOn,
    ...signed,
  });
  terms.materials.forEach(({ code, name, form, kind }, position) => {
    const missing = application.missing.includes(code);
    em.create(CaseMaterial, { caseId, code, name, form, kind, missing, position });
  });
  await em.flush();
  const common = await takeInHand(em, caseId, application.by, now, application.requestId ?? null);
  const hand = await acceptFirstCourse.take(common);
  note(
    hand,
    { kind: 'received', on: receivedOn, onPaper: application.by.role !== 'applicant' },
    application.receivedAt,
  );
  return hand;
}

function accepted({
  supplyBy: { due, dueAt, provisional },
  green,
}: {
  supplyBy: Deadline;
  green: GrantedGreenChannel | null;
}) {
  const next = { nextKind: 'supply-by', nextDue: due, nextAt: dueAt, nextProvisional: provisional };
  // Decided once, at the door: who handles the case sees it first however its subject stands later.
  const channel = { greenChannel: green?.ground ?? null, goesFirst: green?.terms.firstOnDesk ?? false };
  return { status: 'awaiting-materials', ...next, ...channel };
}

function nameOfMaterial({ materials }: ProcedureTerms): (code: string) => string {
  return (code) => materials.find((material) => material.code === code)?.name ?? code;
}

function getTerms(procedure: ProcedureTerms) {
  if (procedure.acceptFirst === null) throw new Error(`"${procedure.code}" does not offer accept-first`);
  return procedure.acceptFirst;
}
