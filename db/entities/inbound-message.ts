import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import {
  MESSAGE_KINDS,
  MESSAGE_STATES,
  type MessageData,
  type MessageKind,
  type MessageOutcome,
} from '../../domain/messages/messages.ts';
import { Authority } from './authority.ts';
import { encryptedJson, instant } from './columns.ts';

/** 收到的消息: what a court or an agency told the service, once for each (sender, event). */
export const InboundMessage = defineEntity({
  name: 'InboundMessage',
  tableName: 'inbound_message',
  properties: {
    id: p.uuid().primary(),
    senderId: p.manyToOne(Authority).mapToPk().fieldName('sender_id'),
    eventId: p.text(),
    kind: p.enum(MESSAGE_KINDS),
    bodyHash: p.text(),
    data: encryptedJson<MessageData[MessageKind]>(),
    occurredAt: instant(),
    receivedAt: instant(),
    proof: p.enum(['token', 'signature'] as const),
    targetWorkflowId: p.text().nullable(),
    caseId: p.uuid().nullable(),
    state: p.enum(MESSAGE_STATES),
    signalledAt: instant().nullable(),
    takenAt: instant().nullable(),
    outcome: p.json<MessageOutcome>().nullable(),
  },
});
export type InboundMessage = InferEntity<typeof InboundMessage>;
