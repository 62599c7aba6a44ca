import type { CaseDeadline } from '../db/entities/deadline.ts';
import { countUnansweredSupplies } from '../db/queries/request-key.ts';
import { paceOf } from '../domain/accept-first-deadlines.ts';
import { remindersDue } from '../domain/accept-first-waits.ts';
import { nextWorkingDay } from '../domain/calendar.ts';
import { computeDeadline } from '../domain/deadline.ts';
import {
  escalationNotice,
  handlerReminder,
  provisionalNotice,
  recountedNotice,
  registrationProlongedNotice,
  supplyByPassedNotice,
  supplyReminder,
} from '../domain/notices.ts';
import { type Instant, shanghaiDay } from '../domain/time.ts';
import { endLate } from './accept-first-endings.ts';
import {
  type AcceptFirstState,
  type DueStep,
  enter,
  getDeadline,
  standingsOf,
  stateOf,
  statusAtHand,
} from './accept-first-state.ts';
import {
  audit,
  type CaseInHand,
  note,
  noticeCase,
  SERVICE,
  serveAdmin,
  serveApplicant,
  serveHandler,
  serveSupervisors,
  takeInHand,
} from './case-in-hand.ts';
import { type ActivityDeps, once } from './transaction.ts';

export interface StepInput {
  caseId: string;
  step: DueStep;
  now: Instant;
}

/** Runs a step of the service itself; one whose deadline no longer runs, because an act came first, does nothing. */
async function step(
  deps: ActivityDeps,
  { caseId, step: due, now }: StepInput,
  write: (hand: CaseInHand, deadline: CaseDeadline) => void | Promise<void>,
): Promise<AcceptFirstState> {
  const key = `${due.round}:${due.step}:${due.deadlineId}:${due.at}`;
  return await once(deps, { caseId, key, now }, async (em) => {
    const hand = await takeInHand(em, caseId, SERVICE, now);
    const deadline = hand.deadlines.find(({ id }) => id === due.deadlineId);
    if (deadline?.state === 'running' && now >= due.at) {
      await write(hand, deadline);
      audit(hand, `accept-first.${due.step}`);
    }
    return stateOf(hand);
  });
}

export function remindApplicant(deps: ActivityDeps, input: StepInput): Promise<AcceptFirstState> {
  return step(deps, input, (hand, deadline) => {
    countReminders(hand, deadline);
    note(hand, { kind: 'reminded', wait: deadline.kind, due: deadline.due });
    serveApplicant(hand, supplyReminder(noticeCase(hand), owedNames(hand), deadline.due));
  });
}

/** The supply-by date has passed; what came in time may still be written down. */
export function closeSupply(deps: ActivityDeps, input: StepInput): Promise<AcceptFirstState> {
  return step(deps, input, (hand, deadline) => {
    enter(hand, statusAtHand(hand));
    const { due: until } = getDeadline(hand, 'registration-grace');
    note(hand, { kind: 'supply-by-passed', due: deadline.due, registrationUntil: until }, deadline.dueAt);
    serveApplicant(hand, supplyByPassedNotice(noticeCase(hand), owedNames(hand), deadline.due, until));
  });
}

/**
 * Nothing came in time, or something wrong: the case ends as the procedure's data say. Once more it waits
 * where a hand-in reached the service in time and was never answered: the outage is not the applicant's.
 */
export function endUnsupplied(deps: ActivityDeps, input: StepInput): Promise<AcceptFirstState> {
  return step(deps, input, async (hand, grace) => {
    const { dueAt } = getDeadline(hand, 'supply-by');
    const prolonged = grace.ledger.extensions.length > 0;
    if (!prolonged && (await countUnansweredSupplies(hand.em, hand.file.id, { before: dueAt })) > 0) {
      return prolong(hand, grace);
    }
    endLate(hand);
  });
}

function prolong(hand: CaseInHand, grace: CaseDeadline): void {
  const until = nextWorkingDay(hand.calendar, shanghaiDay(hand.now));
  const extension = { until, reason: '期限内收到的提交未办结', clause: '系统默认', by: SERVICE.sub, on: shanghaiDay(hand.now) };
  const ledger = { ...grace.ledger, extensions: [extension] };
  const { due, dueAt, provisional, calendarVersion } = computeDeadline(ledger, hand.calendar);
  Object.assign(grace, { ledger, due, dueAt, provisional, calendarVersion });
  note(hand, { kind: 'registration-prolonged', until: due });
  const text = registrationProlongedNotice(noticeCase(hand), due);
  serveApplicant(hand, text);
  serveHandler(hand, text);
}

export function remindHandler(deps: ActivityDeps, input: StepInput): Promise<AcceptFirstState> {
  return step(deps, input, (hand, deadline) => {
    countReminders(hand, deadline);
    note(hand, { kind: 'reminded', wait: deadline.kind, due: deadline.due });
    serveHandler(hand, handlerReminder(noticeCase(hand), deadline.kind, deadline.due));
  });
}

/** The handler is silent: the supervisor is told, again and again until somebody acts. */
export function escalate(deps: ActivityDeps, input: StepInput): Promise<AcceptFirstState> {
  return step(deps, input, (hand, deadline) => {
    deadline.escalationsSent += 1;
    const { kind, due, escalationsSent: times } = deadline;
    note(hand, { kind: 'escalated', wait: kind, due, times });
    serveSupervisors(hand, escalationNotice(noticeCase(hand), kind, due, times));
    serveHandler(hand, handlerReminder(noticeCase(hand), kind, due));
  });
}

/**
 * A provisional date has come. With the year's calendar loaded meanwhile it is counted anew, never earlier
 * than the day already told; without it nothing adverse happens, and the administrator is told daily.
 */
export function reportProvisional(deps: ActivityDeps, input: StepInput): Promise<AcceptFirstState> {
  return step(deps, input, (hand, deadline) => {
    const reason = { zh: '已告知当事人的日期，不提前', en: 'the day already told is never made earlier' };
    const ledger = { ...deadline.ledger, notEarlierThan: { day: deadline.due, reason } };
    const counted = computeDeadline(ledger, hand.calendar);
    if (counted.provisional) {
      deadline.escalationsSent += 1;
      note(hand, { kind: 'provisional-reported', wait: deadline.kind, due: deadline.due });
      return serveAdmin(hand, provisionalNotice(noticeCase(hand), deadline.kind, deadline.due));
    }
    const { due, dueAt, calendarVersion } = counted;
    // Noted where the day stays the same too: the workflow follows what it is told has changed.
    note(hand, { kind: 'recounted', wait: deadline.kind, from: deadline.due, to: due });
    serveApplicant(hand, recountedNotice(noticeCase(hand), deadline.kind, deadline.due, due));
    Object.assign(deadline, { ledger, due, dueAt, calendarVersion, provisional: false });
  });
}

function countReminders(hand: CaseInHand, deadline: CaseDeadline): void {
  const { due, dueAt, ledger } = deadline;
  const pace = paceOf(hand.procedure, deadline.kind, hand.rule);
  deadline.remindersSent = remindersDue({ startDay: ledger.startDay, due, dueAt }, pace, hand.calendar, hand.now);
}

/** Names of what is still owed: not handed in, or wrong. */
function owedNames(hand: CaseInHand): string[] {
  return standingsOf(hand)
    .filter(({ standing }) => standing === 'missing' || standing === 'wrong')
    .map(({ name }) => name);
}
