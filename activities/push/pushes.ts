import { randomUUID } from 'node:crypto';
import { Delivery } from '../../db/entities/delivery.ts';
import { Push } from '../../db/entities/push.ts';
import { WebhookEndpoint } from '../../db/entities/webhook-endpoint.ts';
import { copyHolders } from '../../db/queries/copy-holders.ts';
import { computeDeadline } from '../../domain/deadline/deadline.ts';
import {
  confirmByLedger,
  copyNeedsConfirmation,
  type CopyPushKind,
  type PushKind,
} from '../../domain/messages/pushes.ts';
import { shanghaiDay } from '../../domain/time.ts';
import type { CaseInHand } from '../case/case-in-hand.ts';

/** As much of a case as a push needs. */
export type PushingHand = Pick<CaseInHand, 'em' | 'now' | 'file' | 'calendar' | 'rule' | 'deliveries'>;

export interface PushOrder {
  /** Who is told. */
  authorityId: string;
  kind: PushKind;
  /** The record that it is about; the caller holds its lock. */
  recordId: string | null;
  /** What is told: plain JSON, personal data included. It is encrypted in its row. */
  payload: Record<string, unknown>;
  /** Whether the other system must confirm it within the rule's working days. */
  confirm: boolean;
}

/**
 * Writes a push and its delivery in the case's own transaction; the case's workflow starts it after the commit.
 * Returns its id; null where that authority has no active address, and nothing is written.
 */
export async function pushTo(hand: PushingHand, order: PushOrder): Promise<string | null> {
  const endpoint = await hand.em.findOne(WebhookEndpoint, { authorityId: order.authorityId, active: true });
  return endpoint === null ? null : await writePush(hand, order, endpoint.url);
}

async function writePush(hand: PushingHand, order: PushOrder, address: string): Promise<string> {
  const { em, now, file } = hand;
  const { authorityId, kind, recordId, payload } = order;
  const id = randomUUID();
  const term = order.confirm ? confirmBy(hand) : { ledger: null, due: null, dueAt: null };
  const sequence = await nextSequence(hand, authorityId, recordId);
  em.create(Push, {
    id,
    caseId: file.id,
    recordId,
    authorityId,
    kind,
    sequence,
    payload,
    at: now,
    ...term,
    receivedAt: null,
    confirmedAt: null,
    receipt: null,
  });
  const delivery = { id: randomUUID(), noticeId: null, pushId: id, channel: 'push', state: 'pending' } as const;
  em.create(Delivery, {
    ...delivery,
    address,
    attempts: 0,
    lastError: null,
    receipt: null,
    firstAt: now,
    deliveredAt: null,
  });
  hand.deliveries.push(delivery.id);
  return id;
}

/**
 * Tells every credit service agency that keeps copies what became of a record: one push each, with confirmation where
 * its copy must be brought up to date. One whose address is switched off is listed, and told when it has one again. The
 * caller holds the record's lock. Returns the ids of the pushes.
 */
export async function pushToCopyHolders(
  hand: PushingHand,
  { kind, recordId, payload }: { kind: CopyPushKind; recordId: string; payload: Record<string, unknown> },
): Promise<string[]> {
  const ids: string[] = [];
  for (const authorityId of await copyHolders(hand.em, recordId)) {
    const { url } = await hand.em.findOneOrFail(WebhookEndpoint, { authorityId });
    const order = { authorityId, kind, recordId, payload, confirm: copyNeedsConfirmation(kind) };
    ids.push(await writePush(hand, order, url));
  }
  return ids;
}

function confirmBy({ now, rule, calendar }: PushingHand): Pick<Push, 'ledger' | 'due' | 'dueAt'> {
  const ledger = confirmByLedger(shanghaiDay(now), rule);
  const { due, dueAt } = computeDeadline(ledger, calendar);
  return { ledger, due, dueAt };
}

/**
 * Grows with every push to the same authority about the same record (or case): the receiver keeps the latest. Those of
 * one transaction are not stored yet, so what it has begun to send is counted on top; gaps do not matter.
 */
async function nextSequence(hand: PushingHand, authorityId: string, recordId: string | null): Promise<number> {
  const about = recordId === null ? { recordId: null, caseId: hand.file.id } : { recordId };
  const last = await hand.em.findOne(Push, { authorityId, ...about }, { orderBy: { sequence: 'desc' } });
  return (last?.sequence ?? 0) + hand.deliveries.length + 1;
}
