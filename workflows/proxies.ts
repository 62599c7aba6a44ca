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
