import type { EntityManager } from '@mikro-orm/postgresql';
import { InboundMessage } from '../../db/entities/inbound-message.ts';
import type { MessageData, MessageKind, MessageOutcome } from '../../domain/messages/messages.ts';
import type { Instant } from '../../domain/time.ts';

/** A stored message, for the step of the case that takes it. Throws where there is none. */
export async function getMessage(em: EntityManager, messageId: string): Promise<InboundMessage> {
  return await em.findOneOrFail(InboundMessage, { id: messageId });
}

/** What a message of this kind says. Throws for a message of another kind. */
export function dataOf<K extends MessageKind>(message: InboundMessage, kind: K): MessageData[K] {
  if (message.kind !== kind) throw new TypeError(`a message "${message.kind}" is no "${kind}"`);
  // The API stored it by the schema of its kind.
  return message.data as MessageData[K];
}

/** Every message that was for a case, taken or still to be, in the order in which its sender says it happened. */
export async function messagesOf(em: EntityManager, caseId: string): Promise<InboundMessage[]> {
  return await em.find(
    InboundMessage,
    { caseId, state: ['stored', 'taken', 'refused'] },
    { orderBy: { occurredAt: 'asc', eventId: 'asc' } },
  );
}

/** Writes down what became of a message, with the step of the case that took it. The sender reads the outcome. */
export function settle(
  message: InboundMessage,
  now: Instant,
  state: 'taken' | 'refused',
  outcome: MessageOutcome,
): void {
  Object.assign(message, { state, outcome, takenAt: now });
}
