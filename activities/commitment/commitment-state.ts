import type { CaseDeadline } from '../../db/entities/deadline.ts';
import type { Obligation } from '../../db/entities/obligation.ts';
import { supplyPhase } from '../../domain/accept-first/accept-first-course.ts';
import type { SupplyPhase } from '../../domain/accept-first/accept-first-supply.ts';
import { DATES_OF_STANDING, statusOfObligations } from '../../domain/commitment/commitment-course.ts';
import {
  approvalCheckLedger,
  confirmByLedger,
  consentByLedger,
  eventByLedger,
  fulfilRegistrationLedger,
  namedDayLedger,
  revokeByLedger,
} from '../../domain/commitment/commitment-deadlines.ts';
import { toBeRevokedNotice } from '../../domain/commitment/commitment-check-notices.ts';
import { obligationPassedNotice, reportsToRegister } from '../../domain/commitment/commitment-notices.ts';
import type { DeadlineState } from '../../domain/deadline/ledger.ts';
import { awaitsVerdict, standingOf } from '../../domain/commitment/obligation.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import { beginDeadline, closeDeadline, latestDeadline, runningDeadline } from '../case/case-deadlines.ts';
import { note, noticeCase, SERVICE } from '../case/case-in-hand.ts';
import {
  type CommitmentInHand,
  dateOf,
  factsOf,
  getDate,
  proposedAmendment,
  standingIn,
  titlesOf,
} from './commitment-course.ts';
import { finish, haveItRectified, tellThoseAbove } from './commitment-endings.ts';
import { serveApplicant, serveOfficers, serveSupervisors } from '../case/serve.ts';

/**
 * Puts the case where its obligations and stored dates put it at `now`: every deadline that belongs to a standing
 * runs, the others are closed as they ended, and the case ends where nothing is owed any more. It never breaks an
 * obligation: that is the last step of the registration of reports.
 * @param anew obligations whose report was just rejected, or whose amendment refused: once their date has passed, what
 * came in time can be registered from today on, since until now the promisor had every reason to think all was well
 */
export async function settle(hand: CommitmentInHand, anew: readonly Obligation[] = []): Promise<void> {
  for (const obligation of hand.obligations) settleObligation(hand, obligation, anew.includes(obligation));
  enter(hand);
  await tellThoseAbove(hand);
  await haveItRectified(hand);
}

/** How the date of an obligation stands now. A provisional date has not passed. */
export function phaseOf(hand: CommitmentInHand, obligation: Obligation): SupplyPhase {
  const date = dateOf(hand, obligation);
  if (date === null) return 'running';
  return supplyPhase(date, runningDeadline(hand, 'fulfil-registration', obligation.id), hand.now);
}

/** Begins what an obligation waits for as it was promised, or as it was amended. */
export function beginTerm(hand: CommitmentInHand, obligation: Obligation): void {
  const { term, id } = obligation;
  const promisedOn = hand.file.receivedOn;
  if (term.kind === 'day') beginDeadline(hand, 'fulfil-by', namedDayLedger(term.due, promisedOn), id);
  if (term.kind === 'event') beginDeadline(hand, 'event-by', eventByLedger(term.expectedBy, promisedOn), id);
}

function settleObligation(hand: CommitmentInHand, obligation: Obligation, anew: boolean): void {
  const { id } = obligation;
  const facts = factsOf(hand, obligation);
  const standing = standingOf(facts);
  const wanted = DATES_OF_STANDING[standing];
  if (wanted.event !== 'running') closeDeadline(hand, 'event-by', wanted.event, id);
  setConfirmBy(hand, obligation, awaitsVerdict(facts));
  if (standing === 'due') return followDate(hand, obligation, anew);
  setDate(dateOf(hand, obligation), wanted.date, hand);
  closeDeadline(hand, 'fulfil-registration', standing === 'not-kept' ? 'missed' : 'closed', id);
}

/** What is owed runs to its date; past it, what came in time can be registered for a while. */
function followDate(hand: CommitmentInHand, obligation: Obligation, anew: boolean): void {
  const date = getDate(hand, obligation);
  const phase = phaseOf(hand, obligation);
  if (phase === 'running') {
    setDate(date, 'running', hand);
    closeDeadline(hand, 'fulfil-registration', 'closed', obligation.id);
    return;
  }
  setDate(date, 'missed', hand);
  if (runningDeadline(hand, 'fulfil-registration', obligation.id) !== null || waitsForAnswer(hand, obligation)) return;
  const from = anew ? laterOf(date.due, shanghaiDay(hand.now)) : date.due;
  const grace = beginDeadline(hand, 'fulfil-registration', fulfilRegistrationLedger(from, hand.rule), obligation.id);
  tellThatDatePassed(hand, obligation, date, grace.due);
}

/** An amendment asked for in time keeps the obligation open until the authority answers: its silence breaks nothing. */
export function waitsForAnswer(hand: CommitmentInHand, obligation: Obligation): boolean {
  const proposed = proposedAmendment(hand);
  if (proposed === null || !proposed.after.some(({ code }) => code === obligation.code)) return false;
  const registering = latestDeadline(hand, 'fulfil-registration', obligation.id);
  // While what came in time can still be registered, that goes first.
  return registering !== null && registering.state !== 'running';
}

function tellThatDatePassed(hand: CommitmentInHand, obligation: Obligation, date: CaseDeadline, until: Day): void {
  const { code, title } = obligation;
  const { due, dueAt } = date;
  note(hand, { kind: 'obligation-passed', obligation: code, due, registrationUntil: until }, dueAt, SERVICE);
  serveApplicant(hand, obligationPassedNotice(noticeCase(hand), { title, due }, until));
  serveOfficers(hand, reportsToRegister(noticeCase(hand), { title, due }, until));
}

function setDate(row: CaseDeadline | null, state: DeadlineState, { now }: CommitmentInHand): void {
  if (row === null || row.state === state || (row.state !== 'running' && state === 'closed')) return;
  Object.assign(row, { state, closedAt: state === 'running' ? null : now });
}

/** The handler's term runs from the first report that waits; when another becomes the first, a new term runs. */
function setConfirmBy(hand: CommitmentInHand, obligation: Obligation, owed: boolean): void {
  const row = runningDeadline(hand, 'confirm-by', obligation.id);
  const from = confirmFrom(hand, obligation);
  if (row !== null && owed && row.ledger.startDay === from) return;
  closeDeadline(hand, 'confirm-by', 'met', obligation.id);
  if (owed) beginDeadline(hand, 'confirm-by', confirmByLedger(from, hand.rule), obligation.id);
}

/** The day the authority had the first report that waits, registered late or not; in a reopened case the day of registering. */
function confirmFrom({ file, reports, now }: CommitmentInHand, { id }: Obligation): Day {
  const days = reports
    .filter(({ obligationId, verdict }) => obligationId === id && (verdict ?? null) === null)
    .map(({ receivedOn, receivedAt }) => (file.round > 0 ? shanghaiDay(receivedAt) : receivedOn));
  return days.reduce((first, day) => (day < first ? day : first), shanghaiDay(now));
}

/** The status that follows from the obligations, with the deadlines of the case itself. */
function enter(hand: CommitmentInHand): void {
  const { file, commitment } = hand;
  const facts = hand.obligations.map((obligation) => factsOf(hand, obligation));
  const status = statusOfObligations(facts, (commitment.revoked ?? null) !== null);
  file.status = status;
  setCheckBy(hand, status === 'checking');
  setConsentBy(hand, proposedAmendment(hand) !== null);
  setRevokeBy(hand, status === 'revoking');
  if (status === 'kept' || status === 'broken' || status === 'released') finish(hand, status);
  else file.closedAt = null;
}

function setCheckBy(hand: CommitmentInHand, owed: boolean): void {
  if (!owed) return closeDeadline(hand, 'approval-check-by', 'met');
  if (runningDeadline(hand, 'approval-check-by') !== null) return;
  const terms = hand.commitment.approvalTerms ?? null;
  beginDeadline(hand, 'approval-check-by', approvalCheckLedger(hand.file.receivedOn, terms, hand.rule));
}

function setConsentBy(hand: CommitmentInHand, owed: boolean): void {
  if (!owed) return closeDeadline(hand, 'consent-by', 'met');
  if (runningDeadline(hand, 'consent-by') !== null) return;
  beginDeadline(hand, 'consent-by', consentByLedger(shanghaiDay(hand.now), hand.rule));
}

function setRevokeBy(hand: CommitmentInHand, owed: boolean): void {
  if (!owed) return closeDeadline(hand, 'revoke-by', 'met');
  if (runningDeadline(hand, 'revoke-by') !== null) return;
  const { due } = beginDeadline(hand, 'revoke-by', revokeByLedger(shanghaiDay(hand.now), hand.rule));
  const untrue = standingIn(hand, 'not-kept').filter(({ term }) => term.kind === 'approval');
  serveSupervisors(hand, toBeRevokedNotice(noticeCase(hand), titlesOf(untrue), due));
}

function laterOf(a: Day, b: Day): Day {
  return a > b ? a : b;
}
