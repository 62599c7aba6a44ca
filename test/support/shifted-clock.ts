/** A clock that is ahead of the machine's, and may be told beforehand that it will leap. */
import type { Instant } from '../../domain/time.ts';

/** From the machine's time `at` on (milliseconds since 1970) the clock is `shift` milliseconds ahead. */
export interface Leap {
  readonly at: number;
  readonly shift: number;
}

export interface ShiftedClock {
  /** Milliseconds. */
  readonly shift: number;
  readonly leap: Leap | null;
}

/** What the clock shows when the machine's shows `real`. */
export function shown({ shift, leap }: ShiftedClock, real: number): number {
  return real + (leap !== null && real >= leap.at ? leap.shift : shift);
}

/** When, by the machine's clock, it will show an instant: those over which it leaps all come at once. */
export function comesAt({ shift, leap }: ShiftedClock, instant: Instant): Instant {
  const before = Date.parse(instant) - shift;
  const real = leap === null || before < leap.at ? before : Math.max(leap.at, Date.parse(instant) - leap.shift);
  return new Date(real).toISOString();
}
