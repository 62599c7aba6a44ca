import type { Calendar } from '../deadline/calendar.ts';
import type { RuleLookup } from '../deadline/rule-value.ts';
import {
  ANSWER_MISSING,
  isBlank,
  reasonsAgainstNoReason,
  reasonsToWait,
  type WaitQuestion,
} from '../hearing/hearing-decision.ts';
import type { Refusal } from '../refusal.ts';
import { VOLUNTARY_REGISTRATION_CLAUSE } from './voluntary-registration.ts';

/** What the finding that something is false rests on. */
export interface FindingQuestion extends WaitQuestion {
  readonly reason: string;
  /** What the authority says to the subject's statement. */
  readonly answerToStatement: string | null;
  /** Whether the subject made a statement, in time or not. */
  readonly wasHeard: boolean;
}

/**
 * What speaks against finding it false: a statement that came in time may still be on its way, one that was made must be
 * answered, and reasons are given. Empty when it may be found false. Who may find is `reasonAgainstDecider`'s to say.
 * Source: 行政处罚法第四十四、四十五条（参照）.
 */
export function reasonsAgainstFindingFalse(question: FindingQuestion, rule: RuleLookup, calendar: Calendar): Refusal[] {
  const { reason, answerToStatement, wasHeard } = question;
  return [
    ...reasonsAgainstNoReason({ reason }),
    ...(wasHeard && isBlank(answerToStatement) ? [ANSWER_MISSING] : []),
    ...reasonsToWait(question, rule('voluntary-registration.registration-grace-working-days'), calendar),
  ];
}

/** Only the subject itself says that it has said all: no desk ends its period for it. */
export const SAID_ALL_ITSELF: Refusal = {
  code: 'statement-final-by-subject',
  clause: '行政处罚法第四十五条（参照）',
  text: {
    zh: '“陈述完毕”只能由当事人在网上自行表示；代为登记书面陈述的，请不填 final。',
    en: 'Only the subject itself, online, says that it has said all; leave out "final" for a statement on paper.',
  },
};

/** There is no word of the subject's that was found false and waits to be made good. */
export const NOTHING_TO_MAKE_GOOD: Refusal = {
  code: 'nothing-to-make-good',
  clause: VOLUNTARY_REGISTRATION_CLAUSE,
  text: { zh: '本件没有待补救的未履行承诺。', en: 'The case has no broken promise that waits to be made good.' },
};
