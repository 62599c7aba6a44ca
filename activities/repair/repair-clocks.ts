import type { CaseDeadline } from '../../db/entities/deadline.ts';
import type { DeadlineState, Ledger, Pause } from '../../domain/deadline/ledger.ts';
import type { PartStatus } from '../../domain/repair/repair-part.ts';
import type { RepairDeadline } from '../../domain/repair/repair-waits.ts';
import {
  acceptByLedger,
  checkByLedger,
  completeByLedger,
  findAnswerByLedger,
} from '../../domain/repair/repair-deadlines.ts';
import { endPause, pauseUntilLedger } from '../../domain/repair/repair-pause.ts';
import type { Day, Instant } from '../../domain/time.ts';
import { latestDeadline, recountDeadline, resumeDeadline, runningDeadline } from '../case/case-deadlines.ts';
import { countReminders } from '../case/case-steps.ts';
import { factsOfPart, type PartInHand, partCourse, type RepairInHand } from './repair-course.ts';

/** The clocks of an authority; the applicant's (`complete-by`) and the time told for a pause are begun by their acts. */
const CLOCKS_OF_AUTHORITY = ['accept-by', 'answer-by', 'check-by'] as const satisfies readonly RepairDeadline[];

/** Puts a part into a status of its own; which clocks run then is said by whoever calls. */
export function setStatus(hand: RepairInHand, { row }: PartInHand, status: PartStatus): void {
  row.status = status;
  row.closedAt = null;
  if (status === 'answered' || status === 'not-accepted' || status === 'withdrawn') row.closedAt = hand.now;
}

/**
 * The clocks that the status asks for, begun where they do not run: from acceptance the check, the whole answer from
 * receipt or acceptance as the terms say. One that was stopped goes on with its pauses in its ledger.
 */
export function runClocks(hand: RepairInHand, part: PartInHand): void {
  const { status } = part.row;
  const facts = factsOfPart(hand, part);
  const ledger = findAnswerByLedger(facts);
  const answerBy = ledger === null ? null : run(hand, part, 'answer-by', ledger);
  if (status === 'awaiting-acceptance') {
    run(hand, part, 'accept-by', acceptByLedger(facts, answerBy?.due ?? null, hand.calendar));
  }
  if (status === 'in-check' && answerBy !== null) run(hand, part, 'check-by', checkByLedger(facts, answerBy.due));
}

/**
 * A pause begins: the clocks of the authority stand still. What was late before stays late.
 * @param at when the service received the act that pauses
 */
export function stopClocks(hand: RepairInHand, part: PartInHand, pause: Pause, at: Instant): void {
  part.row.pauses = [...part.row.pauses, pause];
  for (const kind of CLOCKS_OF_AUTHORITY) {
    const row = runningDeadline(hand, kind, part.row.id);
    if (row !== null) close(hand, row, row.dueAt <= at ? 'missed' : 'closed');
  }
}

/** The pause that goes on ends on a day, which is not counted either; nothing happens where there is none. */
export function endOpenPause({ row }: PartInHand, on: Day): void {
  row.pauses = endPause(row.pauses, on);
}

/** The applicant's date to complete, from the request. */
export function beginCompletion(hand: RepairInHand, part: PartInHand): CaseDeadline {
  return begin(hand, part, 'complete-by', completeByLedger(factsOfPart(hand, part)));
}

/** The time told for a hearing or a check. */
export function beginPauseUntil(
  hand: RepairInHand,
  part: PartInHand,
  { from, cause, workingDays }: { from: Day; cause: Parameters<typeof pauseUntilLedger>[1]; workingDays: number },
): CaseDeadline {
  return begin(hand, part, 'pause-until', pauseUntilLedger(from, cause, workingDays));
}

/** The answer was extended: its clock and the check's are counted anew. */
export function recountAnswer(hand: RepairInHand, part: PartInHand): CaseDeadline {
  const facts = factsOfPart(hand, part);
  const ledger = findAnswerByLedger(facts);
  const row = runningDeadline(hand, 'answer-by', part.row.id);
  if (ledger === null || row === null) throw new Error('the answer is not being waited for');
  recountDeadline(hand, row, ledger);
  countReminders(partCourse(part.row.id), hand, row);
  const check = runningDeadline(hand, 'check-by', part.row.id);
  if (check !== null) {
    recountDeadline(hand, check, checkByLedger(facts, row.due));
    countReminders(partCourse(part.row.id), hand, check);
  }
  return row;
}

/**
 * Closes what runs of a kind: as it is asked only where the act was received before its end. After it, it was missed:
 * done after its day is done too late, and what is no longer asked for was not done in time either.
 * @param at when the service received the act
 */
export function closeClock(
  hand: RepairInHand,
  { row: { id } }: PartInHand,
  kind: RepairDeadline,
  state: Exclude<DeadlineState, 'running'>,
  at: Instant,
): void {
  const row = runningDeadline(hand, kind, id);
  if (row !== null) close(hand, row, row.dueAt <= at ? 'missed' : state);
}

/**
 * Every clock of a part that has ended.
 * @param answered `met`: the authority said what it was asked; `closed`: it is asked no more
 */
export function closeAllClocks(
  hand: RepairInHand,
  part: PartInHand,
  answered: Extract<DeadlineState, 'met' | 'closed'>,
  at: Instant,
): void {
  for (const kind of CLOCKS_OF_AUTHORITY) closeClock(hand, part, kind, answered, at);
  for (const kind of ['complete-by', 'pause-until'] as const) closeClock(hand, part, kind, 'closed', at);
}

/** The day by which the part is to be answered, as stored. Throws where that is not known yet. */
export function answerByOf(hand: RepairInHand, part: PartInHand): CaseDeadline {
  const row = runningDeadline(hand, 'answer-by', part.row.id) ?? latestDeadline(hand, 'answer-by', part.row.id);
  if (row === null) throw new Error(`${hand.file.number}: no answer is waited for`);
  return row;
}

function run(hand: RepairInHand, part: PartInHand, kind: RepairDeadline, ledger: Ledger): CaseDeadline {
  const { id } = part.row;
  const running = runningDeadline(hand, kind, id);
  if (running !== null) return running;
  const before = latestDeadline(hand, kind, id);
  const row = begin(hand, part, kind, ledger);
  countReminders(partCourse(id), hand, row);
  // An authority that was late before the pause is as late after it.
  if (before !== null && before.due === row.due) row.escalationsSent = before.escalationsSent;
  return row;
}

/** A term of a part is that part's authority's, whoever has the application. */
function begin(hand: RepairInHand, { row }: PartInHand, kind: RepairDeadline, ledger: Ledger): CaseDeadline {
  return resumeDeadline(hand, kind, ledger, row.id, row.authorityId);
}

function close(hand: RepairInHand, row: CaseDeadline, state: Exclude<DeadlineState, 'running'>): void {
  Object.assign(row, { state, closedAt: hand.now });
}
