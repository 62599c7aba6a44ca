/** Moments that races are about. */
import { type Day, endOfDay, type Instant } from '../../domain/time.ts';

/** The last moment of a day. */
export function lastMoment(day: Day): Instant {
  return new Date(Date.parse(endOfDay(day)) - 1).toISOString();
}

/** An instant so many seconds after another; before it, where they are negative. */
export function inSeconds(instant: Instant, seconds: number): Instant {
  return new Date(Date.parse(instant) + seconds * 1000).toISOString();
}
