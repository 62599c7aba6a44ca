import type { CaseDeadline } from '../../db/entities/deadline.ts';
import { ACCEPT_FIRST, type AcceptFirstDeadline } from '../../domain/accept-first/accept-first.ts';
import {
  awaitsVerification,
  DEADLINES_IN_STATUS,
  type OpenedStatus,
  supplyPhase,
} from '../../domain/accept-first/accept-first-course.ts';
import {
  decideByLedger,
  registrationGraceLedger,
  verifyByLedger,
} from '../../domain/accept-first/accept-first-deadlines.ts';
import { decideTargetLedger } from '../../domain/green-channel/green-channel-terms.ts';
import { statusOfMaterials } from '../../domain/accept-first/accept-first-supply.ts';
import { addWorkingDays } from '../../domain/deadline/calendar.ts';
import { isOpen } from '../../domain/case/case-kind.ts';
import type { DeadlineState, Ledger } from '../../domain/deadline/ledger.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import { type AcceptFirstInHand, standingsOf } from './accept-first-course.ts';
import { beginDeadline, closeDeadline, endDeadline, latestDeadline, runningDeadline } from '../case/case-deadlines.ts';

/** The latest deadline of a kind; a registration grace only where it belongs to the supply-by date as it is now. */
export function deadlineOf(hand: AcceptFirstInHand, kind: AcceptFirstDeadline): CaseDeadline | null {
  const row = latestDeadline(hand, kind);
  if (kind !== 'registration-grace' || row === null) return row;
  return row.ledger.startDay >= getDeadline(hand, 'supply-by').due ? row : null;
}

/** As `deadlineOf`, where the case cannot be without one. */
export function getDeadline(hand: AcceptFirstInHand, kind: AcceptFirstDeadline): CaseDeadline {
  const deadline = deadlineOf(hand, kind);
  if (deadline === null) throw new Error(`Case ${hand.file.number} has no deadline "${kind}"`);
  return deadline;
}

/** The status that the materials and the stored dates ask for at `now`. */
export function statusAtHand(hand: AcceptFirstInHand): OpenedStatus {
  const standings = standingsOf(hand).map(({ standing }) => standing);
  const phase = supplyPhase(getDeadline(hand, 'supply-by'), deadlineOf(hand, 'registration-grace'), hand.now);
  return statusOfMaterials(standings, phase);
}

/**
 * Puts the case into a status: the deadlines that belong to it run, the others are closed as they ended.
 * @param registerFrom where the registration of receipts begins anew on a day of its own, not with the supply-by date
 */
export function enter(hand: AcceptFirstInHand, status: OpenedStatus, registerFrom: Day | null = null): void {
  const { file } = hand;
  file.status = status;
  file.closedAt = isOpen(ACCEPT_FIRST, status) ? null : hand.now;
  const wanted = DEADLINES_IN_STATUS[status];
  setDeadline(hand, 'supply-by', wanted['supply-by']);
  if (wanted['registration-grace'] === 'running') runRegistration(hand, registerFrom);
  else closeDeadline(hand, 'registration-grace', wanted['registration-grace']);
  if (wanted['decide-by'] === 'running') beginDecision(hand);
  else for (const kind of ['decide-by', 'decide-target']) closeDeadline(hand, kind, wanted['decide-by']);
  const owed = awaitsVerification(
    status,
    standingsOf(hand).map(({ standing }) => standing),
  );
  setVerifyBy(hand, owed);
}

function setDeadline(hand: AcceptFirstInHand, kind: AcceptFirstDeadline, state: DeadlineState): void {
  const row = getDeadline(hand, kind);
  if (row.state === state || (row.state !== 'running' && state === 'closed')) return;
  row.state = state;
  row.closedAt = state === 'running' ? null : hand.now;
}

function runRegistration(hand: AcceptFirstInHand, from: Day | null): void {
  const row = deadlineOf(hand, 'registration-grace');
  if (from === null && row !== null) {
    Object.assign(row, { state: 'running', closedAt: null });
    return;
  }
  closeDeadline(hand, 'registration-grace', 'closed');
  const { due } = getDeadline(hand, 'supply-by');
  const startDay = from !== null && from > due ? from : due;
  beginDeadline(hand, 'registration-grace', registrationGraceLedger(hand.procedure, startDay, hand.rule));
}

/** The handler's term runs from the first hand-in that waits; when another becomes the first, a new term runs. */
function setVerifyBy(hand: AcceptFirstInHand, owed: boolean): void {
  const row = runningDeadline(hand, 'verify-by');
  const from = verifyFrom(hand);
  if (row !== null && (!owed || row.ledger.startDay !== from)) {
    const unverified = !owed && standingsOf(hand).some(({ standing }) => standing === 'handed-in');
    endDeadline(hand, row, unverified ? 'closed' : 'met');
  }
  if (owed && row?.state !== 'running') {
    beginDeadline(hand, 'verify-by', verifyByLedger(hand.procedure, from, hand.rule));
  }
}

/** The day the authority had the first paper that waits, registered late or not; in a reopened case the day of registering. */
function verifyFrom({ file, supplies, now }: AcceptFirstInHand): Day {
  const waiting = supplies.filter(({ inTime, verdict }) => inTime && (verdict ?? null) === null);
  const days = waiting.map(({ receivedOn, receivedAt }) => (file.round > 0 ? shanghaiDay(receivedAt) : receivedOn));
  return days.reduce((first, day) => (day < first ? day : first), shanghaiDay(now));
}

/** The term by which it must be decided; and in the green channel the authority's own shorter one beside it. */
function beginDecision(hand: AcceptFirstInHand): void {
  const { due } = beginDeadline(hand, 'decide-by', decideBy(hand));
  const terms = hand.file.greenChannel == null ? null : (hand.procedure.greenChannel ?? null);
  const count = terms?.decideWithinWorkingDays ?? null;
  if (terms === null || count === null) return;
  const ledger = decideTargetLedger({ ...terms, decideWithinWorkingDays: count }, shanghaiDay(hand.now), due);
  beginDeadline(hand, 'decide-target', ledger);
}

function decideBy(hand: AcceptFirstInHand): Ledger {
  const on = shanghaiDay(hand.now);
  const leastDue = addWorkingDays(hand.calendar, on, hand.rule('accept-first.decide-within-working-days').value);
  return decideByLedger(hand.procedure, hand.file.receivedOn, { on, leastDue }, hand.rule);
}
