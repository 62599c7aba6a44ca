import { CaseDeadline } from '../db/entities/deadline.ts';
import { type AcceptFirstStatus, type DeadlineKind, WAIT_OF_STATUS } from '../domain/accept-first.ts';
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
import { type MaterialStanding, statusOfMaterials } from '../domain/accept-first-supply.ts';
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
  /** Grows with every change. */
  version: number;
  next: DueStep | null;
  /** Deliveries made by the step that returned this, to be started. */
  deliveries: string[];
}

/** Where each missing material stands, in the order of the notice's list. */
export function standingsOf({ missing, supplies }: CaseInHand): { code: string; name: string; standing: MaterialStanding }[] {
  return missing.map(({ code, name }) => {
    const last = supplies.findLast((supply) => supply.materialCode === code && supply.inTime);
    return { code, name, standing: last === undefined ? 'missing' : (last.verdict ?? 'handed-in') };
  });
}

/** The latest deadline of a kind; a registration grace only where it belongs to the supply-by date as it is now. */
export function deadlineOf(hand: CaseInHand, kind: DeadlineKind): CaseDeadline | null {
  const row = hand.deadlines.findLast((deadline) => deadline.kind === kind) ?? null;
  if (kind !== 'registration-grace' || row === null) return row;
  return row.ledger.startDay === getDeadline(hand, 'supply-by').due ? row : null;
}

/** As `deadlineOf`, where the case cannot be without one. */
export function getDeadline(hand: CaseInHand, kind: DeadlineKind): CaseDeadline {
  const deadline = deadlineOf(hand, kind);
  if (deadline === null) throw new Error(`Case ${hand.file.number} has no deadline "${kind}"`);
  return deadline;
}

/** Begins a deadline: the due date is computed once, from the ledger, and stored. */
export function beginDeadline(hand: CaseInHand, kind: DeadlineKind, ledger: Ledger): CaseDeadline {
  const { due, dueAt, provisional, calendarVersion } = computeDeadline(ledger, hand.calendar);
  const row = hand.em.create(CaseDeadline, {
    caseId: hand.file.id,
    kind,
    ledger,
    due,
    dueAt,
    provisional,
    calendarVersion,
    state: 'running',
    openedAt: hand.now,
    closedAt: null,
    round: hand.file.round,
    remindersSent: 0,
    escalationsSent: 0,
  });
  hand.deadlines.push(row);
  return row;
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

/** Puts the case into a status: the deadlines that belong to it run, the others are closed as they ended. */
export function enter(hand: CaseInHand, status: OpenedStatus): void {
  const { file } = hand;
  file.status = status;
  file.closedAt = WAIT_OF_STATUS[status] === null ? hand.now : null;
  const wanted = DEADLINES_IN_STATUS[status];
  setDeadline(hand, 'supply-by', wanted['supply-by'], null);
  setDeadline(hand, 'registration-grace', wanted['registration-grace'], () =>
    registrationGraceLedger(hand.procedure, getDeadline(hand, 'supply-by').due, hand.rule),
  );
  setDeadline(hand, 'decide-by', wanted['decide-by'], () => decideBy(hand));
  const owed = awaitsVerification(status, standingsOf(hand).map(({ standing }) => standing));
  setVerifyBy(hand, owed);
}

/** The steps and the answer: what the workflow waits for, and the one next deadline that people see. */
export function stateOf(hand: CaseInHand): AcceptFirstState {
  const { file } = hand;
  const running = hand.deadlines
    .filter((deadline) => deadline.state === 'running')
    .map(runningWait);
  const next = nextStep(running, (kind) => paceOf(hand.procedure, kind, hand.rule), hand.calendar);
  const shown = shownDeadline(hand);
  file.nextKind = shown?.kind ?? null;
  file.nextDue = shown?.due ?? null;
  file.nextAt = shown?.dueAt ?? null;
  file.nextProvisional = shown?.provisional ?? null;
  return {
    number: file.number,
    status: file.status,
    assignedTo: file.assignedTo ?? null,
    version: hand.seq,
    next: next === null ? null : dueStep(hand, next, next.wait.id, next.wait.kind),
    deliveries: hand.deliveries,
  };
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

function runningWait({ id, kind, ledger, due, dueAt, provisional, remindersSent, escalationsSent }: CaseDeadline) {
  return { id, kind, startDay: ledger.startDay, due, dueAt, provisional, remindersSent, escalationsSent };
}

function dueStep(hand: CaseInHand, { step, at }: NextStep, deadlineId: string, kind: DeadlineKind): DueStep {
  const wakeAt = spreadWake(at, hand.file.id, hand.rule('case.wake-spread-seconds').value);
  return { round: hand.file.round, step, at, kind, deadlineId, wakeAt };
}

function setDeadline(hand: CaseInHand, kind: DeadlineKind, state: DeadlineState, ledger: (() => Ledger) | null): void {
  const row = deadlineOf(hand, kind);
  if (row === null) {
    if (state === 'running' && ledger !== null) beginDeadline(hand, kind, ledger());
    return;
  }
  if (row.state === state || (row.state !== 'running' && state === 'closed')) return;
  row.state = state;
  row.closedAt = state === 'running' ? null : hand.now;
}

/** The handler's term runs from the first hand-in that waits; each wait has a row of its own. */
function setVerifyBy(hand: CaseInHand, owed: boolean): void {
  const row = deadlineOf(hand, 'verify-by');
  const runs = row !== null && row.state === 'running';
  if (owed && !runs) {
    beginDeadline(hand, 'verify-by', verifyByLedger(hand.procedure, verifyFrom(hand), hand.rule));
  } else if (!owed && runs) {
    row.state = row.dueAt <= hand.now ? 'missed' : 'met';
    row.closedAt = hand.now;
  }
}

/** The day the authority had the first paper that waits, registered late or not; a reopened case begins anew. */
function verifyFrom({ file, supplies, now }: CaseInHand): Day {
  const today = shanghaiDay(now);
  if (file.round > 0) return today;
  const waiting = supplies.filter(({ inTime, verdict }) => inTime && (verdict ?? null) === null);
  return waiting.reduce((first, { receivedOn }) => (receivedOn < first ? receivedOn : first), today);
}

function decideBy(hand: CaseInHand): Ledger {
  const on = shanghaiDay(hand.now);
  const leastDue = addWorkingDays(hand.calendar, on, hand.rule('accept-first.decide-within-working-days').value);
  return decideByLedger(hand.procedure, hand.file.receivedOn, { on, leastDue }, hand.rule);
}
