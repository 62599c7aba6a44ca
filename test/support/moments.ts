/** Moments that races are about. */
import { type Day, endOfDay, type Instant } from '../../domain/time.ts';

/**
 * On a clock that runs, how long before a date it is put, in seconds: enough, on a busy machine, to act twice, so that
 * a timer is set for the date, and then to stop the worker or to have one more act in its transaction.
 */
export const SOON_SECONDS = 6;

/** The last moment of a day. */
export function lastMoment(day: Day): Instant {
  return new Date(Date.parse(endOfDay(day)) - 1).toISOString();
}

/** An instant so many seconds after another; before it, where they are negative. */
export function inSeconds(instant: Instant, seconds: number): Instant {
  return new Date(Date.parse(instant) + seconds * 1000).toISOString();
}
