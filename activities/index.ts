import { createAcceptFirstActivities } from './accept-first.ts';
import { createDeliveryActivities } from './delivery.ts';
import type { ActivityDeps } from './transaction.ts';

/** All activities of a worker, bound to their dependencies. */
export function createActivities(deps: ActivityDeps) {
  return { ...createAcceptFirstActivities(deps), ...createDeliveryActivities(deps) };
}

export type Activities = ReturnType<typeof createActivities>;
