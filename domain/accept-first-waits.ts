import type { DeadlineKind } from './accept-first.ts';
import { addWorkingDays, type Calendar } from './calendar.ts';
import { type Day, endOfDay, type Instant, startOfDay } from './time.ts';

/**
 * What the service does by itself when nobody acts. Each step belongs to the wait it serves:
 * the applicant's (supply-by), the counter's (registration-grace), the handler's (verify-by, decide-by).
 */
export const STEPS = [
  'remind-applicant',
  'close-supply',
  'end-unsupplied',
  'remind-handler',
  'escalate',
  'report-provisional',
] as const;
export type Step = (typeof STEPS)[number];

/** Numbers of the rule set, or of the procedure where it has its own, that space the steps. */
export interface Pace {
  /** Working days before the due day on which the one who must act is reminded, farthest first. */
  reminderWorkingDays: readonly number[];
  /** Working days between two escalations of the same silence. */
  escalateEveryWorkingDays: number;
  /** Hour of the day, Asia/Shanghai, at which reminders go out: people are not written to at midnight. */
  reminderHour: number;
}

/** A wait that is running, as stored: the due date is never recomputed here. */
export interface RunningWait {
  kind: DeadlineKind;
  /** The day the term began; a reminder is never sent for a day on or before it. */
  startDay: Day;
  due: Day;
  dueAt: Instant;
  provisional: boolean;
  /** How many of the planned reminders are done or were passed over. */
  remindersSent: number;
  /** Escalations, or for a provisional date reports to the administrator, so far. */
  escalationsSent: number;
}

export interface NextStep {
  step: Step;
  at: Instant;
}

const HOUR = 3_600_000;

/** The earliest step that any of the waits asks for; null when none is running. */
export function nextStep<W extends RunningWait>(
  waits: readonly W[],
  paceOf: (kind: DeadlineKind) => Pace,
  calendar: Calendar,
): (NextStep & { wait: W }) | null {
  const steps = waits.map((wait) => ({ ...stepOf(wait, paceOf(wait.kind), calendar), wait }));
  return steps.reduce<(NextStep & { wait: W }) | null>(
    (first, step) => (first === null || step.at < first.at ? step : first),
    null,
  );
}

function stepOf(wait: RunningWait, pace: Pace, calendar: Calendar): NextStep {
  const reminder = reminderInstants(wait, pace, calendar)[wait.remindersSent];
  switch (wait.kind) {
    case 'supply-by':
      if (reminder !== undefined) return { step: 'remind-applicant', at: reminder };
      return closing('close-supply', wait);
    case 'registration-grace':
      return closing('end-unsupplied', wait);
    case 'verify-by':
    case 'decide-by':
      if (reminder !== undefined) return { step: 'remind-handler', at: reminder };
      return { step: 'escalate', at: escalationAt(wait, pace, calendar) };
    case 'opening':
      throw new Error('An opening is timed by its workflow: it has no row yet');
    default:
      return wait.kind satisfies never;
  }
}

/** On a provisional date nothing adverse happens: the administrator is told daily to load the calendar. */
function closing(step: 'close-supply' | 'end-unsupplied', wait: RunningWait): NextStep {
  if (!wait.provisional) return { step, at: wait.dueAt };
  const at = new Date(Date.parse(wait.dueAt) + wait.escalationsSent * 24 * HOUR).toISOString();
  return { step: 'report-provisional', at };
}

/** The planned reminders of a wait, in order; only such as lie after its start and before it is due. */
export function reminderInstants(
  wait: Pick<RunningWait, 'startDay' | 'due' | 'dueAt'>,
  pace: Pick<Pace, 'reminderWorkingDays' | 'reminderHour'>,
  calendar: Calendar,
): Instant[] {
  return pace.reminderWorkingDays
    .map((days) => addWorkingDays(calendar, wait.due, -days))
    .filter((day) => day > wait.startDay)
    .map((day) => new Date(Date.parse(startOfDay(day)) + pace.reminderHour * HOUR).toISOString())
    .filter((at) => at < wait.dueAt)
    .sort();
}

/** How many planned reminders lie at or before `now`: several that were missed make one. */
export function remindersDue(
  wait: Pick<RunningWait, 'startDay' | 'due' | 'dueAt'>,
  pace: Pick<Pace, 'reminderWorkingDays' | 'reminderHour'>,
  calendar: Calendar,
  now: Instant,
): number {
  return reminderInstants(wait, pace, calendar).filter((at) => at <= now).length;
}

/** The first escalation comes when the wait is due, each further one some working days later. */
function escalationAt(wait: RunningWait, pace: Pace, calendar: Calendar): Instant {
  if (wait.escalationsSent === 0) return wait.dueAt;
  // Never twice at one instant: an interval of nothing would be due for ever.
  const every = Math.max(1, pace.escalateEveryWorkingDays);
  return endOfDay(addWorkingDays(calendar, wait.due, wait.escalationsSent * every));
}

/** How many escalations lie at or before `now`, at least one: several that were missed are told as one. */
export function escalationsDue(wait: RunningWait, pace: Pace, calendar: Calendar, now: Instant): number {
  let count = 1;
  while (escalationAt({ ...wait, escalationsSent: count }, pace, calendar) <= now) count += 1;
  return count;
}

/** How many daily reports of a provisional date lie at or before `now`, at least one. */
export function provisionalReportsDue(wait: Pick<RunningWait, 'dueAt'>, now: Instant): number {
  return Math.max(1, Math.floor((Date.parse(now) - Date.parse(wait.dueAt)) / (24 * HOUR)) + 1);
}

/**
 * A thousand deadlines at one midnight wake one after the other: each case by a fixed share of the window.
 * The outcome does not depend on it, for it is decided from the stored due date.
 */
export function spreadWake(at: Instant, caseId: string, windowSeconds: number): Instant {
  if (windowSeconds <= 0) return at;
  let hash = 0;
  for (const char of caseId) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return new Date(Date.parse(at) + (hash % windowSeconds) * 1000).toISOString();
}
