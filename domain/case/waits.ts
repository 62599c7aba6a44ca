import { addWorkingDays, type Calendar } from '../deadline/calendar.ts';
import { type Day, endOfDay, type Instant, startOfDay } from '../time.ts';

/** What the service does by itself in every kind of case when nobody acts. */
export const DESK_STEPS = ['remind-applicant', 'remind-handler', 'escalate', 'report-provisional'] as const;
export type DeskStep = (typeof DESK_STEPS)[number];

/** What happens on a wait: who is reminded before its date, and what the date itself does. */
export interface WaitCourse<S extends string = string> {
  /** null: nobody is reminded. */
  readonly remind: Extract<DeskStep, 'remind-applicant' | 'remind-handler'> | null;
  readonly atDue: S;
  /**
   * `once`: the date closes something, and on a provisional date nothing adverse happens; `again`: the date is only
   * told, again and again until somebody acts.
   */
  readonly repeats: 'once' | 'again';
  /** Met in time it only rests: it runs again where what was handed in is found wrong, by the calendar of then. */
  readonly restsWhenMet?: true;
  /** The wait of the same part that this one serves: its date is never later than that one's. */
  readonly cappedBy?: string;
  /** The authority's own aim beside a term that binds it: past it nothing is overdue. */
  readonly internal?: true;
}

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
  kind: string;
  /** The day the term began; a reminder is never sent for a day on or before it. */
  startDay: Day;
  due: Day;
  dueAt: Instant;
  provisional: boolean;
  /** How many of the planned reminders are done or were passed over. */
  remindersSent: number;
  /** Escalations, or for a provisional date reports to the administrator, that are done or were missed. */
  escalationsSent: number;
}

export interface NextStep {
  step: string;
  at: Instant;
}

const HOUR = 3_600_000;

/** The earliest step that any of the waits asks for; null when none is running. */
export function nextStep<W extends RunningWait>(
  waits: readonly W[],
  courseOf: (wait: W) => WaitCourse,
  paceOf: (wait: W) => Pace,
  calendar: Calendar,
): (NextStep & { wait: W }) | null {
  const steps = waits.map((wait) => ({ ...stepOf(wait, courseOf(wait), paceOf(wait), calendar), wait }));
  return steps.reduce<(NextStep & { wait: W }) | null>(
    (first, step) => (first === null || step.at < first.at ? step : first),
    null,
  );
}

function stepOf(wait: RunningWait, { remind, atDue, repeats }: WaitCourse, pace: Pace, calendar: Calendar): NextStep {
  const reminder = remind === null ? undefined : reminderInstants(wait, pace, calendar)[wait.remindersSent];
  if (remind !== null && reminder !== undefined) return { step: remind, at: reminder };
  if (repeats === 'again') return { step: atDue, at: escalationAt(wait, pace, calendar) };
  if (!wait.provisional) return { step: atDue, at: wait.dueAt };
  // On a provisional date nothing adverse happens: the administrator is told daily to load the calendar.
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
  return endOfDay(addWorkingDays(calendar, wait.due, wait.escalationsSent * escalatesEvery(pace)));
}

/** Working days. Never twice at one instant: an interval of nothing would be due for ever. */
function escalatesEvery({ escalateEveryWorkingDays }: Pace): number {
  return Math.max(1, escalateEveryWorkingDays);
}

/** How many escalations lie at or before `now`, at least one: several that were missed are told as one. */
export function escalationsDue(wait: RunningWait, pace: Pace, calendar: Calendar, now: Instant): number {
  const every = escalatesEvery(pace);
  let count = 1;
  // From one to the next: a silence of years has hundreds, and each counted from the due day would take years of days.
  for (let day = addWorkingDays(calendar, wait.due, every); endOfDay(day) <= now; count += 1)
    day = addWorkingDays(calendar, day, every);
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
