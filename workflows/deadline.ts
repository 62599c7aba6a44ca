import { allHandlersFinished, condition } from '@temporalio/workflow';
import type { Instant } from '../domain/time.ts';

/** The workflow's clock, to hand to activities: the only `now` they know. */
export function now(): Instant {
  return new Date().toISOString();
}

/**
 * The one way to wait: until something has happened, or until an instant. Acts that were noted before it
 * returns are finished, so the caller decides from what is stored, never from who won the race.
 * @param happened must stay true once it is
 * @param until null waits for the act alone
 */
export async function actOrInstant(happened: () => boolean, until: Instant | null): Promise<void> {
  if (until === null) {
    await condition(happened);
  } else {
    const left = Date.parse(until) - Date.now();
    // Not before the others are answered too: a timer that is cancelled between two answers is not replayed so.
    if (left > 0) await condition(() => happened() && allHandlersFinished(), left);
  }
  await condition(allHandlersFinished);
}
