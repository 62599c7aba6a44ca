import type { Activities } from '../../activities/index.ts';
import { comesAt, type Leap, shown, type ShiftedClock } from './shifted-clock.ts';

/**
 * The worker's activities in another time than the Temporal server's: they are told of a `now` that is ahead of it, and
 * the workflow is told to wake that much earlier. So a date weeks ahead comes in a second on a server that runs in real
 * time.
 * @param shift milliseconds
 */
export function shiftActivities(
  activities: Activities,
  shift: () => number,
  leap: () => Leap | null = () => null,
): Activities {
  const clock = () => ({ shift: shift(), leap: leap() });
  const entries = Object.entries(activities).map(([name, activity]) => {
    const run = activity as (input: object) => Promise<unknown>;
    return [name, async (input: object) => earlier(await run(later(input, clock())), clock())];
  });
  return Object.fromEntries(entries) as Activities;
}

function later(input: object, clock: ShiftedClock): object {
  return 'now' in input
    ? { ...input, now: new Date(shown(clock, Date.parse(String(input.now)))).toISOString() }
    : input;
}

function earlier(result: unknown, clock: ShiftedClock): unknown {
  if (typeof result !== 'object' || result === null) return result;
  const entries = Object.entries(result).map(([key, value]): [string, unknown] => {
    if (key === 'wakeAt') return [key, value === null ? null : comesAt(clock, String(value))];
    if (key === 'state' || key === 'next') return [key, earlier(value, clock)];
    return [key, value];
  });
  return Object.fromEntries(entries);
}
