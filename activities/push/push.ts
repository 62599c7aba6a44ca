import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Delivery } from '../../db/entities/delivery.ts';
import { Push } from '../../db/entities/push.ts';
import { WebhookEndpoint } from '../../db/entities/webhook-endpoint.ts';
import type { MessageOutcome } from '../../domain/messages/messages.ts';
import type { Instant } from '../../domain/time.ts';
import { dataOf, getMessage, settle } from '../messages/messages.ts';
import { type PushAnswer, PushRefused } from './push-sender.ts';
import type { ActivityDeps } from '../case/transaction.ts';

/** The other system will never take the push as things stand. */
const PUSH_REFUSED = 'PushRefused';
/** How long an outstanding push rests before it is tried again. */
const CHASE_EVERY_MS = 86_400_000;

export type PushEnding = 'confirmed' | 'received' | 'superseded';

/** What the workflow knows of its push. */
export interface PushState {
  /** How it came to its end; null: it goes on. */
  ending: PushEnding | null;
  /** Whether it is on the operator's list. */
  outstanding: boolean;
  /** When to look again, if no confirmation comes before; null: send it now. */
  wakeAt: Instant | null;
}

/** Activities of the push workflow, bound to their dependencies. */
export function createPushActivities(deps: ActivityDeps) {
  return {
    readPush: (input: { pushId: string }) => readPush(deps, input),
    attemptPush: (input: { pushId: string }) => attemptPush(deps, input),
    takeConfirmation: (input: { pushId: string; messageId: string; now: Instant }) => takeConfirmation(deps, input),
    listPushAsOutstanding: (input: { pushId: string; now: Instant; reason: string }) =>
      listPushAsOutstanding(deps, input),
  };
}

export type PushActivities = ReturnType<typeof createPushActivities>;

interface PushRows {
  push: Push;
  delivery: Delivery;
}

/** Where a push stands, for a run that begins. Writes nothing, but that a later push has taken its place. */
function readPush(deps: ActivityDeps, { pushId }: { pushId: string }): Promise<PushState> {
  return change(deps, pushId, stateOf);
}

/**
 * Sends a push once. Sent twice after a crash in between it carries the same id, by which the receiver knows it; what
 * was confirmed meanwhile stays so. Throws to be tried again; the non-retryable `PushRefused` where that is no use.
 */
async function attemptPush(deps: ActivityDeps, { pushId }: { pushId: string }): Promise<PushState> {
  const before = await change(deps, pushId, stateOf);
  if (before.ending !== null) return before;
  const em = deps.orm.em.fork();
  const push = await em.findOneOrFail(Push, { id: pushId });
  const endpoint = await em.findOne(WebhookEndpoint, { authorityId: push.authorityId, active: true });
  if (endpoint === null) return await noteFailure(deps, pushId, new PushRefused('no active address'));
  const { url, outgoingSecrets: secrets } = endpoint;
  const at = attemptTime();
  const sent = await deps
    .sendPush({ url, id: pushId, at, body: bodyOf(push), secrets })
    .catch((error: unknown) => noteFailure(deps, pushId, error));
  return await change(deps, pushId, (rows) => {
    Object.assign(rows.delivery, { attempts: rows.delivery.attempts + 1, address: url });
    return noteAnswer(rows, sent, at);
  });
}

async function noteFailure(deps: ActivityDeps, pushId: string, error: unknown): Promise<never> {
  const reason = error instanceof Error ? error.message : 'not sent';
  await change(deps, pushId, (rows) => {
    rows.delivery.attempts += 1;
    if (isOpen(rows)) rows.delivery.lastError = reason;
    return stateOf(rows);
  });
  if (error instanceof PushRefused) throw ApplicationFailure.nonRetryable(reason, PUSH_REFUSED);
  throw ApplicationFailure.retryable(reason, 'OtherSystemUnavailable');
}

/** The other system's own message that it has done what the push said; said again, it changes nothing. */
function takeConfirmation(
  deps: ActivityDeps,
  { pushId, messageId, now }: { pushId: string; messageId: string; now: Instant },
): Promise<PushState> {
  return change(deps, pushId, async (rows, em) => {
    const message = await getMessage(em, messageId);
    if (message.state !== 'stored') return stateOf(rows);
    const isFirst = (rows.push.confirmedAt ?? null) === null;
    if (isFirst) confirm(rows, dataOf(message, 'copy.updated').receipt, now);
    settle(message, now, 'taken', isFirst ? CONFIRMED : CONFIRMED_BEFORE);
    return stateOf(rows);
  });
}

/** On the operator's list until it is confirmed after all. */
function listPushAsOutstanding(
  deps: ActivityDeps,
  { pushId, now, reason }: { pushId: string; now: Instant; reason: string },
): Promise<PushState> {
  return change(deps, pushId, (rows) => {
    if (!isOpen(rows)) return stateOf(rows);
    Object.assign(rows.delivery, { state: 'outstanding', lastError: reason });
    return { ...stateOf(rows), wakeAt: later(now) };
  });
}

/** Reads and changes a push in one transaction, its delivery's row locked: an answer and a message may come at once. */
async function change(
  { orm, boundary }: ActivityDeps,
  pushId: string,
  write: (rows: PushRows, em: EntityManager) => PushState | Promise<PushState>,
): Promise<PushState> {
  const state = await orm.em.fork().transactional(async (em) => {
    const delivery = await em.findOneOrFail(Delivery, { pushId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const push = await em.findOneOrFail(Push, { id: pushId });
    if (isOpen({ push, delivery }) && (await hasSuccessor(em, push))) delivery.state = 'superseded';
    const written = await write({ push, delivery }, em);
    await em.flush();
    await boundary?.('before-commit', pushId, 'push');
    return written;
  });
  await boundary?.('after-commit', pushId, 'push');
  return state;
}

/** No system may hear of a newer state of a record first and of an older one after it. */
async function hasSuccessor(em: EntityManager, { authorityId, recordId, kind, sequence }: Push): Promise<boolean> {
  if ((recordId ?? null) === null || !kind.startsWith('record.')) return false;
  const later = { authorityId, recordId: recordId ?? null, kind: { $like: 'record.%' }, sequence: { $gt: sequence } };
  return (await em.count(Push, later)) > 0;
}

function noteAnswer(rows: PushRows, answer: PushAnswer, at: Instant): PushState {
  rows.push.receivedAt ??= at;
  if (!isOpen(rows)) return stateOf(rows);
  const wantsConfirmation = (rows.push.dueAt ?? null) !== null;
  if (answer.confirmed) confirm(rows, answer.receipt, at);
  else if (!wantsConfirmation) markDelivered(rows.delivery, answer.receipt, at);
  else if (rows.delivery.state === 'outstanding') return { ...stateOf(rows), wakeAt: later(at) };
  return stateOf(rows);
}

function confirm({ push, delivery }: PushRows, receipt: string, at: Instant): void {
  Object.assign(push, { confirmedAt: at, receipt });
  markDelivered(delivery, receipt, at);
}

function markDelivered(delivery: Delivery, receipt: string, at: Instant): void {
  Object.assign(delivery, { state: 'delivered', deliveredAt: at, receipt, lastError: null });
}

function isOpen({ delivery }: PushRows): boolean {
  return delivery.state === 'pending' || delivery.state === 'outstanding';
}

function stateOf(rows: PushRows): PushState {
  const { push, delivery } = rows;
  const isReceived = (push.receivedAt ?? null) !== null;
  return {
    ending: endingOf(rows),
    outstanding: delivery.state === 'outstanding',
    wakeAt: isReceived && delivery.state === 'pending' ? (push.dueAt ?? null) : null,
  };
}

function endingOf({ push, delivery }: PushRows): PushEnding | null {
  if (delivery.state === 'superseded') return 'superseded';
  if (delivery.state !== 'delivered') return null;
  return (push.confirmedAt ?? null) === null ? 'received' : 'confirmed';
}

/** What is sent, the same bytes at every attempt (Standard Webhooks: type, timestamp, data). */
function bodyOf({ id, recordId, sequence, kind, payload, at, due }: Push): string {
  const about = { pushId: id, recordId: recordId ?? null, sequence, confirmBy: due ?? null };
  return JSON.stringify({ type: kind, timestamp: at, data: { ...payload, ...about } });
}

function later(now: Instant): Instant {
  return new Date(Date.parse(now) + CHASE_EVERY_MS).toISOString();
}

/** The server's clock, which a rehearsal can move; a workflow's `now` would be that of the first attempt. */
function attemptTime(): Instant {
  return new Date(Context.current().info.currentAttemptScheduledTimestampMs).toISOString();
}

const CONFIRMED: MessageOutcome = {
  code: 'confirmed',
  text: { zh: '已登记确认', en: 'The confirmation is recorded.' },
};
const CONFIRMED_BEFORE: MessageOutcome = {
  code: 'confirmed-before',
  text: { zh: '此前已确认', en: 'It was confirmed before.' },
};
