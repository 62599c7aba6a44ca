import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow';

/**
 * A step that decides and writes in one transaction: under a second, and safe to run twice. Tried again
 * until the database answers, for days if need be; nothing else may happen to the case before.
 */
export const ONE_TRANSACTION = {
  startToCloseTimeout: '10 seconds',
  localRetryThreshold: '1 minute',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '1 minute' },
} as const satisfies LocalActivityOptions;

/** A message to a system that is not ours: slow, often down, and worth trying for three days. */
export const DELIVERY_ATTEMPTS = {
  startToCloseTimeout: '1 minute',
  scheduleToCloseTimeout: '3 days',
  retry: { initialInterval: '1 minute', backoffCoefficient: 2, maximumInterval: '6 hours' },
} as const satisfies ActivityOptions;

/** The daily chase of a message that could not be delivered: the next day is its retry. */
export const ONE_ATTEMPT = {
  startToCloseTimeout: '1 minute',
  retry: { maximumAttempts: 1 },
} as const satisfies ActivityOptions;

// An attempt that is under way when the confirmation comes is finished, not left behind; one that waits is dropped.
const FINISHED = { cancellationType: 'WAIT_CANCELLATION_COMPLETED' } as const satisfies ActivityOptions;

/** A push: as a mail, and it may be confirmed before it is answered. */
export const PUSH_ATTEMPTS = { ...DELIVERY_ATTEMPTS, ...FINISHED } as const satisfies ActivityOptions;
/** The daily chase of a push. */
export const ONE_PUSH = { ...ONE_ATTEMPT, ...FINISHED } as const satisfies ActivityOptions;

/** Work that says after each case that it goes on: of a worker that dies in it the next one takes over in seconds. */
export const CASE_BY_CASE = {
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
} as const satisfies ActivityOptions;

/** Work on many rows at once, a part of which may wait for another system; the next round is as good as this one. */
export const PATIENTLY = {
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
} as const satisfies ActivityOptions;
