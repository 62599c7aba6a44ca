import type { CaseDeadline } from '../../db/entities/deadline.ts';
import { TimelineEntry } from '../../db/entities/timeline-entry.ts';
import {
  type RecountedDate,
  escalationNotice,
  handlerReminder,
  provisionalNotice,
  recountedNotice,
} from '../../domain/case/desk-notices.ts';
import type { NoticeText } from '../../domain/case/notice.ts';
import { type ReportedSilence, reportsMade } from '../../domain/case/reports-made.ts';
import { recountTold } from '../../domain/case/recount.ts';
import type { TimelineEvent } from '../../domain/case/timeline.ts';
import type { Instant } from '../../domain/time.ts';
import { escalationsDue, provisionalReportsDue, remindersDue } from '../../domain/case/waits.ts';
import {
  type CaseCourse,
  type CaseState,
  deskFor,
  type DueStep,
  stateOf,
  whereItStands,
  writeDown,
} from './case-course.ts';
import { waitOf } from './case-deadlines.ts';
import { audit, type CaseInHand, note, noticeCase, type ServedCase, SERVICE, takeInHand } from './case-in-hand.ts';
import { serveAdmin, serveApplicant, serveHandler, serveSubject, serveSupervisors } from './serve.ts';
import { type ActivityDeps, once } from './transaction.ts';

export interface StepInput {
  caseId: string;
  step: DueStep;
  now: Instant;
}

/** Runs a step of the service itself; one whose deadline no longer runs, or runs to a later day, does nothing. */
export async function step<H extends ServedCase>(
  course: CaseCourse<H>,
  deps: ActivityDeps,
  { caseId, step: due, now }: StepInput,
  write: (hand: H, deadline: CaseDeadline) => void | Promise<void>,
): Promise<CaseState> {
  const key = `${due.round}:${due.step}:${due.deadlineId}:${due.at}`;
  return await once(deps, { caseId, key, now }, async (em) => {
    const hand = await course.take(await takeInHand(em, caseId, SERVICE, now));
    const deadline = hand.deadlines.find(({ id }) => id === due.deadlineId);
    if (deadline?.state !== 'running' || now < due.at || hasMovedOn(deadline, due, now)) {
      return { answer: await whereItStands(course, hand), keep: false };
    }
    await write(hand, deadline);
    audit(hand, `${course.table.kind}.${due.step}`);
    const state = stateOf(course, hand);
    await writeDown(course, hand);
    return { answer: state, keep: true };
  });
}

/**
 * The date was moved, or settled, after the workflow last read it: nothing of what it would do by the old one is due.
 * A reminder does no harm; it names the date as it is.
 */
function hasMovedOn({ dueAt, provisional }: CaseDeadline, { step: name }: DueStep, now: Instant): boolean {
  if (name === 'remind-applicant' || name === 'remind-handler') return false;
  return now < dueAt || (name === 'report-provisional' && !provisional);
}

export function remindApplicant<H extends ServedCase>(
  course: CaseCourse<H>,
  deps: ActivityDeps,
  input: StepInput,
): Promise<CaseState> {
  return step(course, deps, input, async (hand, deadline) => {
    countReminders(course, hand, deadline);
    note(hand, { kind: 'reminded', wait: deadline.kind, due: deadline.due });
    await tell(course, hand, course.reminder(hand, deadline));
  });
}

export function remindHandler<H extends ServedCase>(
  course: CaseCourse<H>,
  deps: ActivityDeps,
  input: StepInput,
): Promise<CaseState> {
  return step(course, deps, input, (hand, deadline) => {
    countReminders(course, hand, deadline);
    note(hand, { kind: 'reminded', wait: deadline.kind, due: deadline.due });
    const text = handlerReminder(noticeCase(hand), deadline.kind, deadline.due);
    serveHandler(hand, text, deskFor(course, hand, deadline));
  });
}

/** The handler is silent: the supervisor is told, again and again until somebody acts. */
export function escalate<H extends ServedCase>(
  course: CaseCourse<H>,
  deps: ActivityDeps,
  input: StepInput,
): Promise<CaseState> {
  return step(course, deps, input, async (hand, deadline) => {
    const { kind, due, about } = deadline;
    const silence = { kind: 'escalated', wait: kind, due, ...(about === '' ? {} : { about }) } as const;
    const times = await numberOfReport(hand, silence);
    // Several that were missed, in an outage or before a late registration, are told as one.
    deadline.escalationsSent = escalationsDue(waitOf(deadline), course.paceOf(hand, deadline), hand.calendar, hand.now);
    note(hand, { ...silence, times });
    const desk = deskFor(course, hand, deadline);
    serveSupervisors(hand, escalationNotice(noticeCase(hand), kind, due, times), desk);
    serveHandler(hand, handlerReminder(noticeCase(hand), kind, due), desk);
  });
}

/** Which report of a silence this step makes, from 1: those that were made are on the timeline. */
export async function numberOfReport({ em, file }: CaseInHand, silence: ReportedSilence): Promise<number> {
  const entries = await em.find(TimelineEntry, { caseId: file.id, kind: silence.kind });
  const told = entries.map(({ kind, data }) => ({ kind, ...data }) as TimelineEvent);
  return reportsMade(told, silence) + 1;
}

/**
 * A provisional date has come. With the year's calendar loaded meanwhile it is counted anew, never earlier than
 * the day already told, and never a day that is over before the applicant hears of it. Without it nothing
 * adverse happens, and the administrator is told daily.
 */
export function reportProvisional<H extends ServedCase>(
  course: CaseCourse<H>,
  deps: ActivityDeps,
  input: StepInput,
): Promise<CaseState> {
  return step(course, deps, input, async (hand, deadline) => {
    const anew = recountTold(deadline.ledger, deadline, hand.calendar, hand.now);
    if (anew === null || anew.counted.provisional) {
      deadline.escalationsSent = provisionalReportsDue(waitOf(deadline), hand.now);
      note(hand, { kind: 'provisional-reported', wait: deadline.kind, due: deadline.due });
      return serveAdmin(hand, provisionalNotice(noticeCase(hand), deadline.kind, deadline.due));
    }
    const date = takeRecounted(course, hand, deadline, anew);
    await tell(course, hand, recountedNotice(noticeCase(hand), deadline.kind, date));
  });
}

/** Puts a date that was counted anew into its row and on the timeline. Escalations of a day still to come begin anew. */
export function takeRecounted<H extends ServedCase>(
  course: CaseCourse<H>,
  hand: H,
  deadline: CaseDeadline,
  { ledger, counted }: NonNullable<ReturnType<typeof recountTold>>,
): RecountedDate {
  const { due, dueAt, provisional, calendarVersion } = counted;
  const from = { due: deadline.due, provisional: deadline.provisional };
  const { kind: wait, about } = deadline;
  note(hand, { kind: 'recounted', wait, from: from.due, to: due, ...(about === '' ? {} : { about }) });
  const wasTold = !from.provisional && dueAt <= hand.now;
  const escalationsSent = wasTold ? deadline.escalationsSent : 0;
  Object.assign(deadline, { ledger, due, dueAt, calendarVersion, provisional, escalationsSent });
  countReminders(course, hand, deadline);
  return { from, to: { due, provisional } };
}

/** To the applicant; where nobody applied, to everybody who acts for the subject. */
export async function tell({ nobodyApplied }: Pick<CaseCourse, 'nobodyApplied'>, hand: ServedCase, text: NoticeText) {
  if (nobodyApplied === true) await serveSubject(hand, text);
  else serveApplicant(hand, text);
}

/** Reminders that were due and are passed over, or that this step sends, count as sent. */
export function countReminders<H extends ServedCase>(course: CaseCourse<H>, hand: H, deadline: CaseDeadline): void {
  const pace = course.paceOf(hand, deadline);
  deadline.remindersSent = remindersDue(waitOf(deadline), pace, hand.calendar, hand.now);
}
