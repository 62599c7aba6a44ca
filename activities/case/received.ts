import { type BackdatingLimit, reasonsAgainstReceipt } from '../../domain/accept-first/accept-first-supply.ts';
import type { Actor } from '../../domain/case/roles.ts';
import { addWorkingDays, type Calendar } from '../../domain/deadline/calendar.ts';
import type { RuleLookup } from '../../domain/deadline/rule-value.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { type Day, type Instant, shanghaiDay } from '../../domain/time.ts';

/** How far back an officer may date a receipt that is written down at this instant. */
export function backdatingLimit(calendar: Calendar, rule: RuleLookup, receivedAt: Instant): BackdatingLimit {
  const { value, clause } = rule('case.backdating-by-officer-working-days');
  return { officerFrom: addWorkingDays(calendar, shanghaiDay(receivedAt), -value), clause };
}

/**
 * The day from which it counts that somebody is told some days ahead: the notice goes out with this step, however long
 * before it the act was received.
 */
export function toldOn({ now }: { now: Instant }, receivedAt: Instant): Day {
  return shanghaiDay(now > receivedAt ? now : receivedAt);
}

/** As much of what was handed in as says how it came. */
interface HandedIn {
  by: Actor;
  receivedAt: Instant;
  /** A paper application registered later: the day it was received; null: the day of `receivedAt`. */
  receivedOn: Day | null;
}

/** Why the day on which something is said to have come in cannot be: online it is now, on paper not too far back. */
export function reasonsAgainstReceived(
  { by, receivedAt, receivedOn }: HandedIn,
  calendar: Calendar,
  rule: RuleLookup,
): Refusal[] {
  const means = by.role === 'applicant' ? 'online' : 'counter';
  const handIn = { means, receivedAt, receivedOn, dispatchedOn: null, by: by.role } as const;
  return reasonsAgainstReceipt(handIn, backdatingLimit(calendar, rule, receivedAt));
}
