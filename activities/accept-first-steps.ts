import type { CaseDeadline } from '../db/entities/deadline.ts';
import { countUnansweredActs } from '../db/queries/request-key.ts';
import { paceOf } from '../domain/accept-first-deadlines.ts';
import { escalationsDue, provisionalReportsDue, remindersDue } from '../domain/accept-first-waits.ts';
import { addWorkingDays, nextWorkingDay } from '../domain/calendar.ts';
import { computeDeadline } from '../domain/deadline.ts';
import {
  escalationNotice,
  handlerReminder,
  provisionalNotice,
  recountedNotice,
  registrationProlongedNotice,
  supplyReminder,
} from '../domain/notices.ts';
import { type Instant, shanghaiDay } from '../domain/time.ts';
import { endLate } from './accept-first-endings.ts';
import { goOn } from './accept-first-moves.ts';
import {
  type AcceptFirstState,
  type DueStep,
  owedNames,
  stateOf,
  waitOf,
  whereItStands,
  writeDown,
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
    if (deadline?.state !== 'running' || now < due.at) return { answer: await whereItStands(hand), keep: false };
    await write(hand, deadline);
    audit(hand, `accept-first.${due.step}`);
    const state = stateOf(hand);
    await writeDown(hand);
    return { answer: state, keep: true };
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
  return step(deps, input, (hand) => goOn(hand));
}

/**
 * Nothing came in time, or something wrong: the case ends as the procedure's data say. Once more it waits
 * where a hand-in reached the service in time and was never answered: the outage is not the applicant's.
 */
export function endUnsupplied(deps: ActivityDeps, input: StepInput): Promise<AcceptFirstState> {
  return step(deps, input, async (hand, grace) => {
    const prolonged = grace.ledger.extensions.length > 0;
    if (!prolonged && (await countUnansweredActs(hand.em, hand.file.id, { before: grace.dueAt })) > 0) {
      return prolong(hand, grace);
    }
    endLate(hand);
  });
}

function prolong(hand: CaseInHand, grace: CaseDeadline): void {
  const on = shanghaiDay(hand.now);
  const { value, clause } = hand.rule('accept-first.registration-grace-working-days');
  const until = addWorkingDays(hand.calendar, on, value);
  const extension = { until, reason: '期限内收到的请求未办结', clause, by: SERVICE.sub, on };
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
    const { kind, due } = deadline;
    // Several that were missed, in an outage or before a late registration, are told as one.
    const times = escalationsDue(waitOf(deadline), paceOf(hand.procedure, kind, hand.rule), hand.calendar, hand.now);
    deadline.escalationsSent = times;
    note(hand, { kind: 'escalated', wait: kind, due, times });
    serveSupervisors(hand, escalationNotice(noticeCase(hand), kind, due, times));
    serveHandler(hand, handlerReminder(noticeCase(hand), kind, due));
  });
}

/**
 * A provisional date has come. With the year's calendar loaded meanwhile it is counted anew, never earlier than
 * the day already told, and never a day that is over before the applicant hears of it. Without it nothing
 * adverse happens, and the administrator is told daily.
 */
export function reportProvisional(deps: ActivityDeps, input: StepInput): Promise<AcceptFirstState> {
  return step(deps, input, (hand, deadline) => {
    const counted = recount(hand, deadline);
    if (counted.provisional) {
      deadline.escalationsSent = provisionalReportsDue(waitOf(deadline), hand.now);
      note(hand, { kind: 'provisional-reported', wait: deadline.kind, due: deadline.due });
      return serveAdmin(hand, provisionalNotice(noticeCase(hand), deadline.kind, deadline.due));
    }
    note(hand, { kind: 'recounted', wait: deadline.kind, from: deadline.due, to: counted.due });
    serveApplicant(hand, recountedNotice(noticeCase(hand), deadline.kind, deadline.due, counted.due));
    const { due, dueAt, calendarVersion, ledger } = counted;
    Object.assign(deadline, { ledger, due, dueAt, calendarVersion, provisional: false, escalationsSent: 0 });
    countReminders(hand, deadline);
  });
}

function recount(hand: CaseInHand, deadline: CaseDeadline) {
  const today = shanghaiDay(hand.now);
  const told = { zh: '已告知当事人的日期，不提前', en: 'the day already told is never made earlier' };
  const ledger = { ...deadline.ledger, notEarlierThan: { day: deadline.due, reason: told } };
  const counted = computeDeadline(ledger, hand.calendar);
  // Told before its day, a date stands; confirmed only after it, it must still leave the applicant a day.
  const confirmedInTime = deadline.escalationsSent === 0;
  if (counted.provisional || confirmedInTime || counted.due > today) return { ...counted, ledger };
  const heard = {
    zh: '放假安排载入后方能告知的日期',
    en: 'the first day that could be told after the calendar was loaded',
  };
  const later = { ...ledger, notEarlierThan: { day: nextWorkingDay(hand.calendar, today), reason: heard } };
  return { ...computeDeadline(later, hand.calendar), ledger: later };
}

function countReminders(hand: CaseInHand, deadline: CaseDeadline): void {
  const pace = paceOf(hand.procedure, deadline.kind, hand.rule);
  deadline.remindersSent = remindersDue(waitOf(deadline), pace, hand.calendar, hand.now);
}
