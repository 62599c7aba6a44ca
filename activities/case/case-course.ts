import type { CaseDeadline } from '../../db/entities/deadline.ts';
import { pendingDeliveries } from '../../db/queries/pending-deliveries.ts';
import { type CaseTable, isOpen } from '../../domain/case/case-kind.ts';
import type { NoticeText } from '../../domain/case/notice.ts';
import type { Instant } from '../../domain/time.ts';
import { nextStep, type NextStep, type Pace, spreadWake } from '../../domain/case/waits.ts';
import type { NextDeadline } from '../../workflows/messages/case.ts';
import type { CaseInHand, ServedCase } from './case-in-hand.ts';
import { waitOf } from './case-deadlines.ts';
import { type Desk, deskOf } from './serve.ts';
import type { CaseStart } from './transaction.ts';

/** What the steps that every kind of case has in common must know of one kind. */
export interface CaseCourse<H extends ServedCase = ServedCase> {
  readonly table: CaseTable;
  /** Reads the kind's own rows. */
  take(common: CaseInHand): Promise<H>;
  /** How the steps of a wait are spaced. */
  paceOf(hand: H, deadline: CaseDeadline): Pace;
  /** The clause that a refusal of an overtaken act cites. */
  clauseOf(hand: H): string;
  /** What the applicant is reminded of. */
  reminder(hand: H, deadline: CaseDeadline): NoticeText;
  /** Nobody applied: what an applicant would be told goes to everybody who acts for the subject. */
  readonly nobodyApplied?: true;
  /** Who handles what a deadline waits for; absent: the desk of the case. */
  deskOf?(hand: H, deadline: CaseDeadline): Desk;
  /** The one next deadline that people see; absent: the one that ends the status, else the earliest that runs. */
  shownDeadline?(hand: H): CaseDeadline | null;
  /** Other workflows than that of the case that wait for a deadline: that of the part it belongs to. */
  alsoWaitingFor?(deadline: CaseDeadline): string[];
  /** Which deadlines this course waits for by itself; absent: all of the case. */
  waitsFor?(hand: H, deadline: CaseDeadline): boolean;
}

/** A step that the service takes by itself, as the workflow waits for it. */
export interface DueStep extends NextStep {
  /** A reopened case may come to the same step of the same deadline again. */
  round: number;
  deadlineId: string;
  kind: string;
  /** When to wake: `at`, spread over a window so that a thousand equal deadlines do not wake as one. */
  wakeAt: Instant;
}

/** Other cases that a step had to do with. */
export interface OtherCases {
  /** Opened by the step: to be started. */
  starts: CaseStart[];
  /** Workflows whose rows the step changed: to be told. */
  tell: string[];
}

/** What the workflow knows of its case: no personal data, and nothing to compute from. */
export interface CaseState {
  number: string;
  status: string;
  assignedTo: string | null;
  /** Whether it still waits for something. */
  open: boolean;
  /** Grows with every step that was written. */
  version: number;
  next: DueStep | null;
  /** Deliveries made by the step that returned this, to be started. */
  deliveries: string[];
  /** What the step asks of other cases. Absent in states that were stored before cases had to do with each other. */
  others?: OtherCases;
}

/** What the workflow waits for after this step. */
export function stateOf<H extends ServedCase>(course: CaseCourse<H>, hand: H): CaseState {
  const { file } = hand;
  return {
    number: file.number,
    status: file.status,
    assignedTo: file.assignedTo ?? null,
    open: isOpen(course.table, file.status),
    version: hand.steps + 1,
    next: nextStepOf(course, hand),
    deliveries: hand.deliveries,
    others: { starts: hand.starts, tell: hand.tell },
  };
}

/** Where the case stands without a step: as its rows say, with the deliveries that are still to be started. */
export async function whereItStands<H extends ServedCase>(course: CaseCourse<H>, hand: H): Promise<CaseState> {
  const deliveries = await pendingDeliveries(hand.em, hand.file.id);
  return { ...stateOf(course, hand), version: hand.steps, deliveries };
}

/** The earliest step that any of the deadlines of the course asks for. */
export function nextStepOf<H extends ServedCase>(course: CaseCourse<H>, hand: H): DueStep | null {
  const rows = hand.deadlines.filter((row) => row.state === 'running' && (course.waitsFor?.(hand, row) ?? true));
  const waits = rows.map((row) => ({ ...waitOf(row), row }));
  const next = nextStep(
    waits,
    ({ row }) => courseOfWait(course, row),
    ({ row }) => course.paceOf(hand, row),
    hand.calendar,
  );
  if (next === null) return null;
  const { step, at, wait } = next;
  const wakeAt = spreadWake(at, hand.file.id, hand.rule('case.wake-spread-seconds').value);
  return { round: hand.file.round, step, at, kind: wait.kind, deadlineId: wait.id, wakeAt };
}

/**
 * Stores what a step changed, with the one next deadline that people see in the case's row: first the deadlines it
 * closed, then those it began, for of a kind only one may run.
 */
export async function writeDown<H extends ServedCase>(course: CaseCourse<H>, hand: H): Promise<void> {
  const { em, begun } = hand;
  showNext(course, hand);
  await em.flush();
  em.persist(begun.splice(0));
  await em.flush();
}

/** Puts the one next deadline that people see into the case's row. */
export function showNext<H extends ServedCase>(course: CaseCourse<H>, hand: H): void {
  const { file } = hand;
  const shown = shownDeadline(course, hand);
  file.nextKind = shown?.kind ?? null;
  file.nextDue = shown?.due ?? null;
  file.nextAt = shown?.dueAt ?? null;
  file.nextProvisional = shown?.provisional ?? null;
}

/** The next deadline of the answer to an act. */
export function nextDeadlineOf<H extends ServedCase>(course: CaseCourse<H>, hand: H): NextDeadline | null {
  const shown = shownDeadline(course, hand);
  return shown === null ? null : { kind: shown.kind, due: shown.due, provisional: shown.provisional };
}

/** The desk that handles what a deadline waits for. */
export function deskFor<H extends ServedCase>(course: CaseCourse<H>, hand: H, deadline: CaseDeadline): Desk {
  return course.deskOf?.(hand, deadline) ?? deskOf(hand);
}

/** The deadline that ends the status, not the handler's private one beside it; else the earliest that runs. */
export function shownDeadline<H extends ServedCase>(course: CaseCourse<H>, hand: H): CaseDeadline | null {
  if (course.shownDeadline !== undefined) return course.shownDeadline(hand);
  if (!isOpen(course.table, hand.file.status)) return null;
  const running = hand.deadlines.filter(({ state }) => state === 'running');
  const kind = course.table.waitOf[hand.file.status];
  const ending = running.findLast((deadline) => deadline.kind === kind);
  return ending ?? running.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0] ?? null;
}

function courseOfWait({ table }: Pick<CaseCourse, 'table'>, { kind }: CaseDeadline) {
  const wait = table.waits[kind];
  if (wait === undefined) throw new Error(`A case of the kind "${table.kind}" has no deadline "${kind}"`);
  return wait;
}
