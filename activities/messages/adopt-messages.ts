import type { EntityManager } from '@mikro-orm/postgresql';
import { InboundMessage } from '../../db/entities/inbound-message.ts';
import type { MessageKind } from '../../domain/messages/messages.ts';

/** The case that has just been opened, and what names it in a message. */
export interface Adoption {
  senderId: string;
  kinds: readonly MessageKind[];
  isAbout: (message: InboundMessage) => boolean;
  caseId: string;
  workflowId: string;
}

/**
 * What the sender of an opening message said of the same thing before, when nobody knew it yet: these messages belong to
 * the new case. They come from the operator's list, which is short; what they name is encrypted, so each is read.
 * Oldest first, by when it happened.
 */
export async function adoptMessages(em: EntityManager, adoption: Adoption): Promise<InboundMessage[]> {
  const { senderId, kinds, isAbout, caseId, workflowId } = adoption;
  const waiting = await em.find(
    InboundMessage,
    { senderId, kind: [...kinds], state: 'unknown-case' },
    { orderBy: { occurredAt: 'asc', eventId: 'asc' } },
  );
  const own = waiting.filter(isAbout);
  for (const message of own) Object.assign(message, { caseId, targetWorkflowId: workflowId, state: 'stored' });
  return own;
}
