import type { Activities } from '../../activities/index.ts';
import type { Instant } from '../../domain/time.ts';

/**
 * The worker's activities in another time than the Temporal server's: they are told of a `now` that lies `shift`
 * milliseconds ahead, and the workflow is told to wake that much earlier. So a date weeks ahead comes in a second
 * on a server that runs in real time.
 */
export function shiftActivities(activities: Activities, shift: () => number): Activities {
  const entries = Object.entries(activities).map(([name, activity]) => {
    const run = activity as (input: object) => Promise<unknown>;
    return [name, async (input: object) => earlier(await run(later(input, shift())), shift())];
  });
  return Object.fromEntries(entries) as Activities;
}

function later(input: object, shift: number): object {
  return 'now' in input ? { ...input, now: moved(String(input.now), shift) } : input;
}

function earlier(result: unknown, shift: number): unknown {
  if (typeof result !== 'object' || result === null) return result;
  const entries = Object.entries(result).map(([key, value]): [string, unknown] => {
    if (key === 'wakeAt') return [key, moved(String(value), -shift)];
    if (key === 'state' || key === 'next') return [key, earlier(value, shift)];
    return [key, value];
  });
  return Object.fromEntries(entries);
}

function moved(instant: Instant, by: number): Instant {
  return new Date(Date.parse(instant) + by).toISOString();
}
