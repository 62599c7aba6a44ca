import type { Refusal } from '../refusal.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';
import { OBJECTION_CLAUSE } from './objection.ts';

/**
 * What is added to an objection while it is open (补充理由、证据): read with it before it is answered, and no reason to
 * begin, stop or prolong the authority's time. None of the texts read says so for objections; who must give its grounds
 * may add to them as long as nothing is decided (行政处罚法第四十五条, applied alike; ours).
 */
const SUPPLEMENT_CLAUSE = `${OBJECTION_CLAUSE}；行政处罚法第四十五条（参照）`;

/** What to do where the objection is over: said with the refusal of a supplement by the status. */
export const INSTEAD_OF_SUPPLEMENT: Bilingual = {
  zh: '异议办结后不再接收补充；有新的事实或者证据的，可以重新提出异议，并在 newFacts 中写明。',
  en: 'An objection that is over takes no supplement; what is new is a ground to object anew, named in "newFacts".',
};

/** What speaks against a supplement that came in on a day: nothing is added before there is something to add it to. */
export function reasonsAgainstSupplement(on: Day, objectedOn: Day): Refusal[] {
  if (on >= objectedOn) return [];
  return [
    {
      code: 'supplement-before-objection',
      clause: SUPPLEMENT_CLAUSE,
      text: {
        zh: `异议于${objectedOn}收到，补充的收件日不得早于该日，请核对。`,
        en: `The objection came in on ${objectedOn}; a supplement cannot have been received before. Check the day.`,
      },
    },
  ];
}

/**
 * What speaks against an answer, by what was added to the objection: whoever answers says how many supplements they have
 * read, and it is all that are on file. Which came in before the answer was sent says nothing: what lay there unread would
 * pass, and no two clocks are the same.
 * @param read how many the one who answers has read
 * @param onFile how many there are
 */
export function reasonAgainstUnread(read: number, onFile: number): Refusal | null {
  if (read === onFile) return null;
  return {
    code: 'supplement-unread',
    clause: SUPPLEMENT_CLAUSE,
    text: {
      zh: `异议人的补充共${onFile}份，本次答复注明已查阅${read}份。请查阅全部补充后，在 supplementsRead 中注明${onFile}，以新的 Idempotency-Key 重新答复；答复期限不变。`,
      en: `There are ${onFile} supplements to the objection, and the answer says that ${read} were read. Read them all and answer anew, with ${onFile} in "supplementsRead" and another Idempotency-Key; the term stays as it is.`,
    },
  };
}
