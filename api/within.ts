import type { AppDeps } from './app-types.ts';

/** What was waited for took too long; it may still happen. */
export class TooLateError extends Error {
  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
    this.name = 'TooLateError';
  }
}

/** Waits so long and no longer. The deadline of a gRPC call alone does not cover the time of connecting. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TooLateError(ms)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A call to Temporal that is waited for so long and no longer. */
export async function callWithin<T>(ms: number, { client }: AppDeps['temporal'], call: () => Promise<T>): Promise<T> {
  return await within(ms, client.withDeadline(Date.now() + ms, call));
}

/** Of what is stored already: what Temporal has not taken over by then is left to the sweep. */
export const HAND_OVER_TIMEOUT_MS = 3_000;
