import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { Delivery } from '../../db/entities/delivery.ts';
import { Notice } from '../../db/entities/notice.ts';
import type { Instant } from '../../domain/time.ts';
import { AddressRefused } from './mail.ts';
import type { ActivityDeps } from '../case/transaction.ts';

/** The mail server will never take the message for this address. */
const ADDRESS_REFUSED = 'AddressRefused';

/** Activities of the delivery workflow, bound to their dependencies. */
export function createDeliveryActivities(deps: ActivityDeps) {
  return {
    startDeliveries: (input: { deliveryIds: string[] }) => startDeliveries(deps, input),
    attemptDelivery: (input: { deliveryId: string }) => attemptDelivery(deps, input),
    listAsOutstanding: (input: { deliveryId: string; now: Instant; reason: string }) => listAsOutstanding(deps, input),
  };
}

export type DeliveryActivities = ReturnType<typeof createDeliveryActivities>;

/**
 * A delivery is no child of its case: the case may end long before a mail server answers, and every child
 * costs its parent nine events.
 */
async function startDeliveries(
  { orm, workflows }: ActivityDeps,
  { deliveryIds }: { deliveryIds: string[] },
): Promise<void> {
  const pushes = await orm.em.fork().find(Delivery, { id: deliveryIds, channel: 'push' });
  for (const deliveryId of deliveryIds) {
    const pushId = pushes.find(({ id }) => id === deliveryId)?.pushId ?? null;
    await (pushId === null ? workflows.startDelivery(deliveryId) : workflows.startPush(pushId));
  }
}

/**
 * Sends one message and keeps the server's answer as receipt. Sent twice after a crash in between it carries
 * the same Message-ID. Throws to be tried again; the non-retryable `AddressRefused` where that is no use.
 */
async function attemptDelivery({ orm, sendMail }: ActivityDeps, { deliveryId }: { deliveryId: string }): Promise<void> {
  const em = orm.em.fork();
  const delivery = await em.findOneOrFail(Delivery, { id: deliveryId });
  if (delivery.state === 'delivered') return;
  const notice = await em.findOneOrFail(Notice, { id: delivery.noticeId ?? '' });
  delivery.attempts += 1;
  try {
    delivery.receipt = await sendMail({
      to: delivery.address,
      subject: notice.title,
      text: notice.body,
      messageId: `<${deliveryId}@jiannuo>`,
    });
    delivery.state = 'delivered';
    delivery.deliveredAt = attemptTime();
    delivery.lastError = null;
  } catch (error) {
    delivery.lastError = shortReason(error);
    if (error instanceof AddressRefused) throw ApplicationFailure.nonRetryable(delivery.lastError, ADDRESS_REFUSED);
    throw ApplicationFailure.retryable(delivery.lastError, 'MailServerUnavailable');
  } finally {
    await em.flush();
  }
}

/** On the operator's list until a later attempt succeeds. */
async function listAsOutstanding(
  { orm }: ActivityDeps,
  { deliveryId, reason }: { deliveryId: string; now: Instant; reason: string },
): Promise<void> {
  const em = orm.em.fork();
  const delivery = await em.findOneOrFail(Delivery, { id: deliveryId });
  if (delivery.state === 'delivered') return;
  Object.assign(delivery, { state: 'outstanding', lastError: reason });
  await em.flush();
}

/** The server's clock, which a rehearsal can move; a workflow's `now` would be that of the first attempt. */
function attemptTime(): Instant {
  return new Date(Context.current().info.currentAttemptScheduledTimestampMs).toISOString();
}

/** Which failure it was, without the address that a mail server quotes. */
function shortReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  const answer = error instanceof Error && 'responseCode' in error ? `SMTP ${String(error.responseCode)}` : null;
  return [answer, code].filter((part) => part !== null).join(' ') || 'not delivered';
}
