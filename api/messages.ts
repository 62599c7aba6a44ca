import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type { FastifyRequest } from 'fastify';
import type { Authority } from '../db/entities/authority.ts';
import { InboundMessage } from '../db/entities/inbound-message.ts';
import { findMessageTarget } from '../db/queries/message-target.ts';
import { maySend, type MessageData, type MessageKind, type Sender } from '../domain/messages/messages.ts';
import type { Instant } from '../domain/time.ts';
import { messageSignal } from '../workflows/messages/case.ts';
import { callOf, placeOf } from '../workflows/messages/message.ts';
import type { AppDeps } from './app-types.ts';
import { audit } from './audit.ts';
import { messageId, requestHash } from './ids.ts';
import { invalidField, Problem } from './problems.ts';
import { takeTurn } from './reference.ts';
import { HAND_OVER_TIMEOUT_MS, callWithin } from './within.ts';

/** What a court or an agency sends, its sender known by token or signature. */
export interface IncomingMessage {
  sender: Authority;
  role: Sender;
  proof: 'token' | 'signature';
  eventId: string;
  kind: MessageKind;
  occurredAt: Instant;
  data: MessageData[MessageKind];
}

/** What the sender is told, the same however often it sends. */
export interface MessageReceiptBody {
  id: string;
  eventId: string;
  kind: MessageKind;
  receivedAt: Instant;
}

/** A court's system speaks as a court, that of anybody else as an agency. */
export function senderRole({ kind }: Authority): Sender {
  return kind === 'court' ? 'court' : 'agency';
}

/** By how much the sender's clock may be ahead. */
const AHEAD_MS = 5 * 60_000;

/**
 * Stores a message once for each (sender, event), with the place it goes to, and tells its workflow. One that has no
 * case, or a closed one, is stored for the operator all the same; sent again, it is placed anew.
 * @throws Problem `sender-not-allowed`, `event-id-reused`, `case-unknown`, `case-closed`
 */
export async function receiveMessage(
  deps: AppDeps,
  request: FastifyRequest,
  message: IncomingMessage,
): Promise<MessageReceiptBody> {
  const { sender, role, kind, eventId, occurredAt } = message;
  if (!maySend(role, kind)) throw notAllowed(kind);
  const now = await deps.clock();
  if (Date.parse(occurredAt) > Date.parse(now) + AHEAD_MS) throw inFuture();
  const row = await store(deps, request, message, now);
  if (row.state === 'unknown-case') throw unknownCase();
  if (row.state === 'closed-case') throw closedCase();
  if (row.state === 'stored' && (row.signalledAt ?? null) === null) await tell(deps, request, row, now);
  request.log.info({ messageId: row.id, kind, sender: sender.code, state: row.state }, 'message received');
  return { id: row.id, eventId, kind, receivedAt: row.receivedAt };
}

async function store(
  { orm }: AppDeps,
  request: FastifyRequest,
  { sender, role, proof, eventId, kind, occurredAt, data }: IncomingMessage,
  now: Instant,
): Promise<InboundMessage> {
  const id = messageId(sender.code, eventId);
  const bodyHash = requestHash('message', null, { kind, occurredAt, data });
  return await orm.em.fork().transactional(async (em) => {
    await takeTurn(em, 'message', id);
    const known = await em.findOne(InboundMessage, { id });
    if (known !== null && known.bodyHash !== bodyHash) throw reused();
    if (known !== null && known.state !== 'unknown-case' && known.state !== 'closed-case') return known;
    const place = placeOf(await findMessageTarget(em, sender.id, kind, data), id);
    const row =
      known ??
      em.create(InboundMessage, {
        id,
        senderId: sender.id,
        eventId,
        kind,
        bodyHash,
        data,
        occurredAt,
        proof,
        receivedAt: now,
        ...place,
        signalledAt: null,
        takenAt: null,
        outcome: null,
      });
    em.assign(row, place);
    audit(em, request, role, now, {
      action: 'message.receive',
      objectKind: 'message',
      objectId: id,
      detail: { kind, proof, state: place.state },
    });
    await em.flush();
    return row;
  });
}

/** Tells the workflow. What cannot be done now is left to the sweep: the message is stored, and the sender is done. */
async function tell(deps: AppDeps, request: FastifyRequest, row: InboundMessage, now: Instant): Promise<void> {
  try {
    if (!(await signal(deps, row))) {
      request.log.error({ messageId: row.id, workflowId: row.targetWorkflowId }, 'no workflow to take a message');
      return;
    }
    await deps.orm.em.fork().nativeUpdate(InboundMessage, { id: row.id }, { signalledAt: now });
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    request.log.warn({ messageId: row.id, name }, 'a message is stored and its workflow not told yet');
  }
}

async function signal(
  { temporal, handOverTimeoutMs = HAND_OVER_TIMEOUT_MS }: AppDeps,
  row: InboundMessage,
): Promise<boolean> {
  const call = callOf(row);
  if (call === null) return false;
  const { workflow } = temporal.client;
  const { workflowId, start } = call;
  const told = { messageId: row.id };
  const send = async () => {
    if (start === null) return await workflow.getHandle(workflowId).signal(messageSignal, told);
    await workflow.signalWithStart(start.workflow, {
      taskQueue: temporal.taskQueue,
      workflowId,
      args: [start.input],
      signal: messageSignal,
      signalArgs: [told],
      workflowIdReusePolicy: start.again ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
    });
  };
  try {
    await callWithin(handOverTimeoutMs, temporal, send);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

function notAllowed(kind: MessageKind): Problem {
  return new Problem('sender-not-allowed', {
    zh: `贵单位不能发送“${kind}”消息。`,
    en: `A message of the kind "${kind}" is not yours to send.`,
  });
}

function inFuture(): Problem {
  return invalidField('/occurredAt', 'in-future', {
    zh: '“/occurredAt”不得晚于现在，请核对时钟。',
    en: '"/occurredAt" may not lie in the future; check the clock.',
  });
}

function reused(): Problem {
  return new Problem('event-id-reused', {
    zh: '此事件号已用于内容不同的消息，请为新事件换一个编号。',
    en: 'This event id was used for a message with other contents; take a new one for a new event.',
  });
}

function unknownCase(): Problem {
  return new Problem('case-unknown', {
    zh: '没有与该消息对应的案件或记录。消息已留存，并列入管理员待办清单（GET /v1/messages?state=unknown-case）；对应案件登记后将自动处理，也可以同一事件号重发。',
    en: 'There is no case or record for this message. It is kept, and stands on the operator’s list (GET /v1/messages?state=unknown-case); it is taken up by itself once there is one, or when sent again with the same event id.',
  });
}

function closedCase(): Problem {
  return new Problem('case-closed', {
    zh: '对应的案件已办结。消息已留存，并列入管理员待办清单（GET /v1/messages?state=closed-case）。',
    en: 'The case of this message has ended. The message is kept, and stands on the operator’s list (GET /v1/messages?state=closed-case).',
  });
}
