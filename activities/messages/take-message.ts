import type { MessageOutcome } from '../../domain/messages/messages.ts';
import type { Instant } from '../../domain/time.ts';
import { canNeverWork } from '../case/act.ts';
import { type ActivityDeps, once } from '../case/transaction.ts';
import { getMessage, settle } from './messages.ts';

/** The step of a case that takes one stored message. */
export interface MessageStep {
  caseId: string;
  messageId: string;
  now: Instant;
}

/**
 * Runs the step that takes a message. A write that the tables refuse is refused every time: tried for ever it would
 * keep the case from all that comes after, and failed it would end the run. Such a message is closed as refused
 * (`write-refused`), for its sender and the operator to see, and the case goes on.
 * @param take takes the message; of one that is settled it answers where the case stands
 */
export async function takeOrRefuse<T>(
  deps: ActivityDeps,
  { caseId, messageId, now }: MessageStep,
  take: () => Promise<T>,
): Promise<T> {
  try {
    return await take();
  } catch (error) {
    if (!canNeverWork(error)) throw error;
    await once(deps, { caseId, key: `message-refused/${messageId}`, now }, async (em) => {
      const message = await getMessage(em, messageId);
      if (message.state === 'stored') settle(message, now, 'refused', WRITE_REFUSED);
      await em.flush();
      return { answer: null, keep: false };
    });
    return await take();
  }
}

const WRITE_REFUSED: MessageOutcome = {
  code: 'write-refused',
  text: {
    zh: '所告知事项与已登记内容不符，无法登记，未作任何变更；请核对，并联系平台管理人员。',
    en: 'What is said does not fit what is recorded, and could not be; nothing was changed. Check it, and tell the operator.',
  },
};
