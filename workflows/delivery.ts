import { ActivityFailure, proxyActivities, proxyLocalActivities, sleep } from '@temporalio/workflow';
import type { DeliveryActivities } from '../activities/delivery/delivery.ts';
import { now } from './deadline.ts';
import type { DeliveryInput } from './messages/delivery.ts';
import { DELIVERY_ATTEMPTS, ONE_ATTEMPT, ONE_TRANSACTION } from './proxies.ts';

const insistently = proxyActivities<DeliveryActivities>(DELIVERY_ATTEMPTS);
const onceMore = proxyActivities<DeliveryActivities>(ONE_ATTEMPT);
const { listAsOutstanding } = proxyLocalActivities<DeliveryActivities>(ONE_TRANSACTION);

/** How often an outstanding delivery is tried again after the first three days. */
const CHASE_EVERY = '1 day';
const CHASE_TIMES = 27;

/**
 * Delivery (系统推送): tried with back-off for three days; then listed as outstanding for the operator and
 * chased daily until a month has passed. It ends with a receipt, or on the list.
 */
export async function delivery({ deliveryId }: DeliveryInput): Promise<{ delivered: boolean }> {
  for (let chases = 0; chases <= CHASE_TIMES; chases += 1) {
    try {
      await (chases === 0 ? insistently : onceMore).attemptDelivery({ deliveryId });
      return { delivered: true };
    } catch (error) {
      if (!(error instanceof ActivityFailure)) throw error;
      await listAsOutstanding({ deliveryId, now: now(), reason: error.cause?.message ?? error.message });
    }
    await sleep(CHASE_EVERY);
  }
  return { delivered: false };
}
