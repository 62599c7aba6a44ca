import type { Refusal } from '../refusal.ts';
import type { Day } from '../time.ts';
import { RECTIFICATION_CLAUSE } from './rectification.ts';

/** What an officer wants to have rectified, next to what stands in the rows. */
export interface RectificationQuestion {
  /** The day of the inspection; null: it comes from a promise. */
  inspectedOn: Day | null;
  /** The day by which it is to be put right; null: the rule's term. */
  rectifyBy: Day | null;
  today: Day;
  /** The case of the promise that was not kept; null: an inspection. */
  source: {
    subjectId: string;
    /** Whether it ended with a promise that was not kept, and not made good. */
    broken: boolean;
    /** Number of a rectification of it that is not taken back. */
    openedAs: string | null;
  } | null;
  subjectId: string;
}

/** What speaks against opening a rectification, every reason at once; empty when it may be opened. */
export function reasonsAgainstRectification(question: RectificationQuestion): Refusal[] {
  const { inspectedOn, rectifyBy, today, source, subjectId } = question;
  const refusals: Refusal[] = [];
  if (inspectedOn !== null && inspectedOn > today) refusals.push(inspectedInFuture(today));
  if (rectifyBy !== null && rectifyBy <= today) refusals.push(rectifyByTooEarly(today));
  if (source === null) return refusals;
  if (source.subjectId !== subjectId) refusals.push(subjectUnknown);
  if (!source.broken) refusals.push(notBroken);
  if (source.openedAs !== null) refusals.push(alreadyOpened(source.openedAs));
  return refusals;
}

/** A date that leaves the subject no day. */
export function rectifyByTooEarly(after: Day): Refusal {
  return {
    code: 'rectify-by-too-early',
    clause: RECTIFICATION_CLAUSE,
    text: {
      zh: `整改期限须晚于${after}，请改为之后的日期。`,
      en: `The rectify-by date must be after ${after}; name a later day.`,
    },
  };
}

function inspectedInFuture(today: Day): Refusal {
  return {
    code: 'inspection-in-future',
    clause: RECTIFICATION_CLAUSE,
    text: {
      zh: `检查日期不得晚于今天（${today}）。`,
      en: `The day of the inspection may not be after today (${today}).`,
    },
  };
}

const subjectUnknown: Refusal = {
  code: 'rectification-subject-unknown',
  clause: RECTIFICATION_CLAUSE,
  text: {
    zh: '所列信用主体不是作出承诺的主体，请核对。',
    en: 'The subject is not the one that made the promise; check it.',
  },
};

const notBroken: Refusal = {
  code: 'promise-not-broken',
  clause: RECTIFICATION_CLAUSE,
  text: {
    zh: '该案件没有未履行且未补救的承诺，不能据以责令整改。',
    en: 'The case has no promise that was not kept and not made good; nothing is to be rectified on it.',
  },
};

function alreadyOpened(number: string): Refusal {
  return {
    code: 'rectification-opened',
    clause: RECTIFICATION_CLAUSE,
    text: {
      zh: `该未履行的承诺已立整改案件${number}。`,
      en: `The rectification of this broken promise was opened already, as case ${number}.`,
    },
  };
}
