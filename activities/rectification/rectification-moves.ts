import type { CaseDeadline } from '../../db/entities/deadline.ts';
import type { RectificationRung } from '../../db/entities/rectification-rung.ts';
import type { SupplyPhase } from '../../domain/accept-first/accept-first-supply.ts';
import { isOpen } from '../../domain/case/case-kind.ts';
import type { DeadlineState, Ledger } from '../../domain/deadline/ledger.ts';
import {
  interviewAfter,
  interviewByLedger,
  interviewMinutesByLedger,
  type OpenedStatus,
  RECTIFICATION_DEADLINES_IN_STATUS,
  rectificationByLedger,
  rectificationConfirmByLedger,
  rectificationRegistrationLedger,
  statusOfLadder,
} from '../../domain/rectification/rectification-course.ts';
import {
  interviewCalledOffNotice,
  interviewToCallNotice,
  rectificationDatePassedNotice,
  rectificationToRegister,
} from '../../domain/rectification/rectification-notices.ts';
import { isReportInTime } from '../../domain/rectification/rectification-report.ts';
import { interviewOf, type Rung } from '../../domain/rectification/rectification.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import { beginDeadline, closeDeadline, latestDeadline, runningDeadline } from '../case/case-deadlines.ts';
import { note, noticeCase, SERVICE } from '../case/case-in-hand.ts';
import { serveOfficers, serveSubject } from '../case/serve.ts';
import {
  aboutRung,
  calledRung,
  currentRung,
  rectificationCourse,
  type RectificationInHand,
  waitingReports,
} from './rectification-course.ts';

/**
 * Moves the case to where its rows and stored dates put it at `now`. It never passes a rung: that is the last step of the
 * registration of reports, which alone knows what was received and not yet answered.
 * @param registerFrom the day from which what came in time can be registered, where a report was just found untrue and
 * the subject had every reason until now to think all was well; null: the date itself
 */
export async function goOnRectification(hand: RectificationInHand, registerFrom: Day | null = null): Promise<void> {
  const status = statusOfRows(hand);
  const isNew = status !== hand.file.status;
  setConfirmBy(hand);
  hand.file.status = status;
  hand.file.closedAt = isOpen(rectificationCourse.table, status) ? null : hand.now;
  setDeadlines(hand, status, registerFrom);
  if (!isNew) return;
  if (status === 'registering') await tellThatDatePassed(hand);
  if (status === 'reminder-due' || status === 'warning-due') tellThatInterviewIsToBeCalled(hand);
}

/** Puts the case into an ending that its rows do not give: taken back. */
export function cancelRectification(hand: RectificationInHand): void {
  hand.file.status = 'cancelled';
  hand.file.closedAt = hand.now;
  setDeadlines(hand, 'cancelled', null);
  closeDeadline(hand, 'rectification-confirm-by', 'closed');
}

/**
 * Begins a rung of the ladder with its date; the first, or the one after an interview.
 * @param on the day from which it counts: that on which the service received what sets it, however late it is written
 */
export function beginRung(hand: RectificationInHand, rung: Rung, named: Day | null, on: Day): CaseDeadline {
  hand.rectification.rung = rung;
  const from = { rung, on };
  const ledger = rectificationByLedger(from, named, hand.rectification.ownTerm ?? null, hand.rule);
  return beginDeadline(hand, 'rectification-by', ledger, aboutRung(rung));
}

/** The date of the current rung. Throws where none has begun. */
export function getRectifyBy(hand: RectificationInHand): CaseDeadline {
  const row = latestDeadline(hand, 'rectification-by', aboutRung(hand.rectification.rung));
  if (row === null) throw new Error(`Case ${hand.file.number} has no rectify-by date`);
  return row;
}

/** An interview that was called does not take place: what came in time is checked first. */
export async function callOff(hand: RectificationInHand): Promise<void> {
  const called = calledRung(hand);
  const on = called?.calledFor ?? null;
  if (called === null || on === null) return;
  Object.assign(called, UNCALLED);
  const interview = interviewOf(called.rung);
  note(hand, { kind: 'interview-called-off', interview, for: on });
  await serveSubject(hand, interviewCalledOffNotice(noticeCase(hand), interview, on));
}

/** The columns of an interview that has no day. */
export const UNCALLED = {
  document: null,
  reason: null,
  calledFor: null,
  calledTime: null,
  place: null,
  people: null,
  purpose: null,
  papers: null,
  calledBy: null,
} as const satisfies Partial<RectificationRung>;

/** Whether a report that counts on this day is in time for the current rung. */
export function isInTimeNow(hand: RectificationInHand, day: Day): boolean {
  return isReportInTime(day, getRectifyBy(hand));
}

function statusOfRows(hand: RectificationInHand): OpenedStatus {
  return statusOfLadder({
    rung: hand.rectification.rung,
    confirmed: hand.reports.some(({ verdict }) => verdict === 'accepted'),
    reportedInTime: isReportedInTime(hand),
    reported: waitingReports(hand).length > 0,
    phase: phaseOf(hand),
    called: calledRung(hand) !== null,
  });
}

function isReportedInTime(hand: RectificationInHand): boolean {
  return waitingReports(hand).some(({ receivedOn }) => isInTimeNow(hand, receivedOn));
}

/** How the date stands now. A provisional date has not passed. */
function phaseOf(hand: RectificationInHand): SupplyPhase {
  const { provisional, dueAt } = getRectifyBy(hand);
  if (provisional || hand.now < dueAt) return 'running';
  return (currentRung(hand).passedOn ?? null) === null ? 'registration' : 'over';
}

function setDeadlines(hand: RectificationInHand, status: OpenedStatus, registerFrom: Day | null): void {
  const isLateCheck = status === 'checking' && !isReportedInTime(hand);
  // What came late is checked before the end: the date was missed all the same.
  const wanted = RECTIFICATION_DEADLINES_IN_STATUS[isLateCheck ? 'not-rectified' : status];
  const about = aboutRung(hand.rectification.rung);
  setDate(hand, getRectifyBy(hand), wanted['rectification-by']);
  for (const kind of ['rectification-registration', 'interview-by', 'interview-minutes-by'] as const) {
    const state = wanted[kind];
    if (state !== 'running') closeDeadline(hand, kind, state, about);
    else if (runningDeadline(hand, kind, about) === null)
      beginDeadline(hand, kind, ledgerOf(hand, kind, registerFrom), about);
  }
}

/**
 * A date that had passed runs, or is met, again where a report in time was written down later, or it was extended. An
 * ending leaves one that is over as it is.
 */
function setDate({ now, file }: RectificationInHand, row: CaseDeadline, state: DeadlineState): void {
  if (row.state === state || (file.closedAt !== null && row.state !== 'running')) return;
  Object.assign(row, { state, closedAt: state === 'running' ? null : (row.closedAt ?? now) });
}

function ledgerOf(
  hand: RectificationInHand,
  kind: 'rectification-registration' | 'interview-by' | 'interview-minutes-by',
  registerFrom: Day | null,
): Ledger {
  const { due } = getRectifyBy(hand);
  switch (kind) {
    case 'rectification-registration':
      return rectificationRegistrationLedger(registerFrom ?? due, hand.rule);
    case 'interview-by':
      // The authority's own term begins once nothing can be registered any more.
      return interviewByLedger(currentRung(hand).passedOn ?? due, hand.rule);
    case 'interview-minutes-by':
      return interviewMinutesByLedger(calledRung(hand)?.calledFor ?? due, hand.rule);
    default:
      return kind satisfies never;
  }
}

/** The handler's term runs from the first report that waits. */
function setConfirmBy(hand: RectificationInHand): void {
  const waiting = waitingReports(hand);
  const isOver = hand.reports.length > 0 && waiting.length === 0;
  if (isOver) closeDeadline(hand, 'rectification-confirm-by', 'met');
  if (waiting.length === 0 || runningDeadline(hand, 'rectification-confirm-by') !== null) return;
  // Written down late, or in a case that had ended, the authority's own term begins when it is written down.
  const days = waiting.map(({ receivedOn, receivedAt }) =>
    hand.file.round > 0 ? shanghaiDay(receivedAt) : receivedOn,
  );
  const from = days.reduce((first, day) => (day < first ? day : first), shanghaiDay(hand.now));
  beginDeadline(hand, 'rectification-confirm-by', rectificationConfirmByLedger(from, hand.rule));
}

async function tellThatDatePassed(hand: RectificationInHand): Promise<void> {
  const { due, dueAt } = getRectifyBy(hand);
  const about = aboutRung(hand.rectification.rung);
  const until = runningDeadline(hand, 'rectification-registration', about)?.due ?? due;
  note(hand, { kind: 'rectification-date-passed', due, registrationUntil: until }, dueAt, SERVICE);
  const told = { due, until, rejected: hand.reports.some(({ rung }) => rung === hand.rectification.rung) };
  await serveSubject(hand, rectificationDatePassedNotice(noticeCase(hand), told));
  serveOfficers(hand, rectificationToRegister(noticeCase(hand), due, until));
}

function tellThatInterviewIsToBeCalled(hand: RectificationInHand): void {
  const interview = interviewAfter(hand.rectification.rung);
  const about = aboutRung(hand.rectification.rung);
  const { due } = getRectifyBy(hand);
  const callBy = runningDeadline(hand, 'interview-by', about)?.due ?? due;
  if (interview !== null) serveOfficers(hand, interviewToCallNotice(noticeCase(hand), interview, due, callBy));
}
