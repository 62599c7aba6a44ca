import { randomUUID } from 'node:crypto';
import { CaseDeadline } from '../db/entities/deadline.ts';
import { pendingDeliveries } from '../db/queries/pending-deliveries.ts';
import { type AcceptFirstStatus, type DeadlineKind, isOpen, WAIT_OF_STATUS } from '../domain/accept-first.ts';
import {
  DEADLINES_IN_STATUS,
  awaitsVerification,
  type DeadlineState,
  type OpenedStatus,
  supplyPhase,
} from '../domain/accept-first-course.ts';
import {
  decideByLedger,
  paceOf,
  registrationGraceLedger,
  supplyByLedger,
  verifyByLedger,
} from '../domain/accept-first-deadlines.ts';
import { type MaterialStanding, standingOf, statusOfMaterials } from '../domain/accept-first-supply.ts';
import { nextStep, type NextStep, spreadWake } from '../domain/accept-first-waits.ts';
import { addWorkingDays } from '../domain/calendar.ts';
import { computeDeadline } from '../domain/deadline.ts';
import type { Ledger } from '../domain/ledger.ts';
import { type Day, type Instant, shanghaiDay } from '../domain/time.ts';
import type { NextDeadline } from '../workflows/messages/case.ts';
import type { CaseInHand } from './case-in-hand.ts';

/** A step that the service takes by itself, as the workflow waits for it. */
export interface DueStep extends NextStep {
  /** A reopened case may come to the same step of the same deadline again. */
  round: number;
  deadlineId: string;
  kind: DeadlineKind;
  /** When to wake: `at`, spread over a window so that a thousand equal deadlines do not wake as one. */
  wakeAt: Instant;
}

/** What the workflow knows of its case: no personal data, and nothing to compute from. */
export interface AcceptFirstState {
  number: string;
  status: AcceptFirstStatus;
  assignedTo: string | null;
  /** Whether it still waits for something. */
  open: boolean;
  /** Grows with every step that was written. */
  version: number;
  next: DueStep | null;
  /** Deliveries made by the step that returned this, to be started. */
  deliveries: string[];
}

/** Where each missing material stands, in the order of the notice's list. */
export function standingsOf({
  missing,
  supplies,
}: CaseInHand): { code: string; name: string; standing: MaterialStanding }[] {
  return missing.map(({ code, name }) => {
    return { code, name, standing: standingOf(supplies.filter(({ materialCode }) => materialCode === code)) };
  });
}

/** The latest deadline of a kind; a registration grace only where it belongs to the supply-by date as it is now. */
export function deadlineOf(hand: CaseInHand, kind: DeadlineKind): CaseDeadline | null {
  const row = hand.deadlines.findLast((deadline) => deadline.kind === kind) ?? null;
  if (kind !== 'registration-grace' || row === null) return row;
  return row.ledger.startDay >= getDeadline(hand, 'supply-by').due ? row : null;
}

/** As `deadlineOf`, where the case cannot be without one. */
export function getDeadline(hand: CaseInHand, kind: DeadlineKind): CaseDeadline {
  const deadline = deadlineOf(hand, kind);
  if (deadline === null) throw new Error(`Case ${hand.file.number} has no deadline "${kind}"`);
  return deadline;
}

/** Begins a deadline: the due date is computed once, from the ledger; `writeDown` stores it. */
export function beginDeadline(hand: CaseInHand, kind: DeadlineKind, ledger: Ledger): CaseDeadline {
  const { due, dueAt, provisional, calendarVersion } = computeDeadline(ledger, hand.calendar);
  const begun = {
    id: randomUUID(),
    caseId: hand.file.id,
    kind,
    ledger,
    due,
    dueAt,
    provisional,
    calendarVersion,
    state: 'running' as const,
    openedAt: hand.now,
    closedAt: null,
    round: hand.file.round,
    remindersSent: 0,
    escalationsSent: 0,
  };
  const row = hand.em.create(CaseDeadline, begun, { persist: false });
  hand.deadlines.push(row);
  hand.begun.push(row);
  return row;
}

/**
 * Stores what a step changed, with the one next deadline that people see in the case's row: first the deadlines it
 * closed, then those it began, for of a kind only one may run.
 */
export async function writeDown(hand: CaseInHand): Promise<void> {
  const { em, file, begun } = hand;
  const shown = shownDeadline(hand);
  file.nextKind = shown?.kind ?? null;
  file.nextDue = shown?.due ?? null;
  file.nextAt = shown?.dueAt ?? null;
  file.nextProvisional = shown?.provisional ?? null;
  await em.flush();
  em.persist(begun.splice(0));
  await em.flush();
}

/** Begins the supply-by date of a case that was accepted at the door. */
export function beginSupplyBy(hand: CaseInHand): CaseDeadline {
  return beginDeadline(hand, 'supply-by', supplyByLedger(hand.procedure, hand.file.receivedOn, hand.rule));
}

/** The status that the materials and the stored dates ask for at `now`. */
export function statusAtHand(hand: CaseInHand): OpenedStatus {
  const standings = standingsOf(hand).map(({ standing }) => standing);
  const phase = supplyPhase(getDeadline(hand, 'supply-by'), deadlineOf(hand, 'registration-grace'), hand.now);
  return statusOfMaterials(standings, phase);
}

/**
 * Puts the case into a status: the deadlines that belong to it run, the others are closed as they ended.
 * @param registerFrom where the registration of receipts begins anew on a day of its own, not with the supply-by date
 */
export function enter(hand: CaseInHand, status: OpenedStatus, registerFrom: Day | null = null): void {
  const { file } = hand;
  file.status = status;
  file.closedAt = WAIT_OF_STATUS[status] === null ? hand.now : null;
  const wanted = DEADLINES_IN_STATUS[status];
  setDeadline(hand, 'supply-by', wanted['supply-by']);
  if (wanted['registration-grace'] === 'running') runRegistration(hand, registerFrom);
  else closeRunning(hand, 'registration-grace', wanted['registration-grace']);
  if (wanted['decide-by'] === 'running') beginDeadline(hand, 'decide-by', decideBy(hand));
  else closeRunning(hand, 'decide-by', wanted['decide-by']);
  const owed = awaitsVerification(
    status,
    standingsOf(hand).map(({ standing }) => standing),
  );
  setVerifyBy(hand, owed);
}

/** What the workflow waits for after this step. */
export function stateOf(hand: CaseInHand): AcceptFirstState {
  const { file } = hand;
  const running = hand.deadlines.filter((deadline) => deadline.state === 'running').map(waitOf);
  const next = nextStep(running, (kind) => paceOf(hand.procedure, kind, hand.rule), hand.calendar);
  return {
    number: file.number,
    status: file.status,
    assignedTo: file.assignedTo ?? null,
    open: isOpen(file.status),
    version: hand.steps + 1,
    next: next === null ? null : dueStep(hand, next, next.wait.id, next.wait.kind),
    deliveries: hand.deliveries,
  };
}

/** Where the case stands without a step: as its rows say, with the deliveries that are still to be started. */
export async function whereItStands(hand: CaseInHand): Promise<AcceptFirstState> {
  return { ...stateOf(hand), version: hand.steps, deliveries: await pendingDeliveries(hand.em, hand.file.id) };
}

/** Names of what is still owed: not handed in, or wrong. */
export function owedNames(hand: CaseInHand): string[] {
  return standingsOf(hand)
    .filter(({ standing }) => standing === 'missing' || standing === 'wrong')
    .map(({ name }) => name);
}

/** The next deadline of the answer to an act. */
export function nextDeadlineOf(hand: CaseInHand): NextDeadline | null {
  const shown = shownDeadline(hand);
  return shown === null ? null : { kind: shown.kind, due: shown.due, provisional: shown.provisional };
}

/** The deadline that ends the status, not the handler's private one beside it. */
function shownDeadline(hand: CaseInHand): CaseDeadline | null {
  const kind = WAIT_OF_STATUS[hand.file.status];
  return hand.deadlines.findLast((deadline) => deadline.kind === kind && deadline.state === 'running') ?? null;
}

/** A stored deadline as a wait that can be asked for its steps. */
export function waitOf({ id, kind, ledger, due, dueAt, provisional, remindersSent, escalationsSent }: CaseDeadline) {
  return { id, kind, startDay: ledger.startDay, due, dueAt, provisional, remindersSent, escalationsSent };
}

function dueStep(hand: CaseInHand, { step, at }: NextStep, deadlineId: string, kind: DeadlineKind): DueStep {
  const wakeAt = spreadWake(at, hand.file.id, hand.rule('case.wake-spread-seconds').value);
  return { round: hand.file.round, step, at, kind, deadlineId, wakeAt };
}

function setDeadline(hand: CaseInHand, kind: DeadlineKind, state: DeadlineState): void {
  const row = getDeadline(hand, kind);
  if (row.state === state || (row.state !== 'running' && state === 'closed')) return;
  row.state = state;
  row.closedAt = state === 'running' ? null : hand.now;
}

/** Every running deadline of the kind, also one that belongs to a supply-by date that has moved since. */
function closeRunning(hand: CaseInHand, kind: DeadlineKind, state: Exclude<DeadlineState, 'running'>): void {
  for (const row of hand.deadlines.filter((deadline) => deadline.kind === kind && deadline.state === 'running')) {
    // Done after its day is done too late.
    const reached = state === 'met' && row.dueAt <= hand.now ? 'missed' : state;
    Object.assign(row, { state: reached, closedAt: hand.now });
  }
}

function runRegistration(hand: CaseInHand, from: Day | null): void {
  const row = deadlineOf(hand, 'registration-grace');
  if (from === null && row !== null) {
    Object.assign(row, { state: 'running', closedAt: null });
    return;
  }
  closeRunning(hand, 'registration-grace', 'closed');
  const { due } = getDeadline(hand, 'supply-by');
  const startDay = from !== null && from > due ? from : due;
  beginDeadline(hand, 'registration-grace', registrationGraceLedger(hand.procedure, startDay, hand.rule));
}

/** The handler's term runs from the first hand-in that waits; when another becomes the first, a new term runs. */
function setVerifyBy(hand: CaseInHand, owed: boolean): void {
  const row = hand.deadlines.findLast(({ kind, state }) => kind === 'verify-by' && state === 'running') ?? null;
  const from = verifyFrom(hand);
  if (row !== null && (!owed || row.ledger.startDay !== from)) {
    const unverified = !owed && standingsOf(hand).some(({ standing }) => standing === 'handed-in');
    const state = row.dueAt <= hand.now ? 'missed' : unverified ? 'closed' : 'met';
    Object.assign(row, { state, closedAt: hand.now });
  }
  if (owed && row?.state !== 'running') {
    beginDeadline(hand, 'verify-by', verifyByLedger(hand.procedure, from, hand.rule));
  }
}

/** The day the authority had the first paper that waits, registered late or not; in a reopened case the day of registering. */
function verifyFrom({ file, supplies, now }: CaseInHand): Day {
  const waiting = supplies.filter(({ inTime, verdict }) => inTime && (verdict ?? null) === null);
  const days = waiting.map(({ receivedOn, receivedAt }) => (file.round > 0 ? shanghaiDay(receivedAt) : receivedOn));
  return days.reduce((first, day) => (day < first ? day : first), shanghaiDay(now));
}

function decideBy(hand: CaseInHand): Ledger {
  const on = shanghaiDay(hand.now);
  const leastDue = addWorkingDays(hand.calendar, on, hand.rule('accept-first.decide-within-working-days').value);
  return decideByLedger(hand.procedure, hand.file.receivedOn, { on, leastDue }, hand.rule);
}
