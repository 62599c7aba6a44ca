import { Authority } from '../../db/entities/authority.ts';
import type { InboundMessage } from '../../db/entities/inbound-message.ts';
import type { Actor } from '../../domain/case/roles.ts';
import type { MessageOutcome } from '../../domain/messages/messages.ts';
import { dataOf, settle } from '../messages/messages.ts';
import type { PublicityInHand } from '../publicity/publicity-course.ts';
import { objectionOnMeasure } from './measure-acts.ts';
import { reasonsAgainstSaying, takeMeasureStep, wasSaid } from './measure-step.ts';

/**
 * What an authority's own system says of a measure: the same rules as for its officers, in whatever order and however
 * often it comes. What was said before is taken as said before; the message is settled in the caller's transaction.
 */
export async function takeMeasureFeedback(hand: PublicityInHand, message: InboundMessage): Promise<void> {
  const { code: authority } = await hand.em.findOneOrFail(Authority, { id: message.senderId });
  const said = { ...dataOf(message, 'measure.feedback'), at: message.receivedAt, authority };
  const settled = (became: 'taken' | 'refused', outcome: MessageOutcome) => settle(message, hand.now, became, outcome);
  if (wasSaid(hand, said)) return settled('taken', SAID_BEFORE);
  if (objectionOnMeasure(hand, said.step, hand.by as Actor) !== null) return settled('refused', MOVED_ON);
  const [isUnclear] = reasonsAgainstSaying(hand, said);
  if (isUnclear !== undefined) return settled('refused', isUnclear);
  // A system may say in one word that it was done and what came of it.
  const isWhole = said.step === 'feed-back' && said.executedOn !== null && !wasSaid(hand, { ...said, step: 'execute' });
  const [notDone] = isWhole ? await takeMeasureStep(hand, { ...said, step: 'execute' }) : [];
  const [refusal] = notDone === undefined ? await takeMeasureStep(hand, said) : [notDone];
  settled(refusal === undefined ? 'taken' : 'refused', refusal ?? FOLLOWED);
}

const FOLLOWED: MessageOutcome = { code: 'followed', text: { zh: '已登记', en: 'It is recorded.' } };

const SAID_BEFORE: MessageOutcome = {
  code: 'recorded-before',
  text: { zh: '此前已登记，未再变动。', en: 'It was recorded before; nothing was changed.' },
};

const MOVED_ON: MessageOutcome = {
  code: 'case-moved-on',
  text: {
    zh: '记录已经终止，没有待贵单位办理的措施；未作任何变更。',
    en: 'The record has ended, and no measure waits for your authority; nothing was changed.',
  },
};
