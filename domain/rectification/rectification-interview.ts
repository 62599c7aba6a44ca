import { addWorkingDays, type Calendar } from '../deadline/calendar.ts';
import type { RuleLookup } from '../deadline/rule-value.ts';
import type { Refusal } from '../refusal.ts';
import type { Bilingual } from '../text.ts';
import { addDays, type Day } from '../time.ts';
import { RECTIFICATION_CLAUSE } from './rectification.ts';
import { rectifyByTooEarly } from './rectification-door.ts';

/** How an interview ended: it was held, or the subject stayed away. */
export const INTERVIEW_RESULTS = ['held', 'missed'] as const;
export type InterviewResult = (typeof INTERVIEW_RESULTS)[number];

export const INTERVIEW_RESULT_TEXT = {
  held: { zh: '已约谈', en: 'held' },
  missed: { zh: '当事人未到', en: 'the subject stayed away' },
} as const satisfies Record<InterviewResult, Bilingual>;

/** Who signed the minutes: both sides, or the subject would not, which is noted. */
export const MINUTES_SIGNED = ['by-both', 'subject-refused'] as const;
export type MinutesSigned = (typeof MINUTES_SIGNED)[number];

export const MINUTES_SIGNED_TEXT = {
  'by-both': { zh: '双方签字确认', en: 'signed off by both sides' },
  'subject-refused': { zh: '当事人拒绝签字', en: 'the subject refused to sign' },
} as const satisfies Record<MinutesSigned, Bilingual>;

/**
 * What speaks against the day of an interview: the subject is told some working days ahead (约谈通知).
 * @param toldOn the day on which the notice goes out
 */
export function reasonsAgainstInterviewDay(on: Day, toldOn: Day, rule: RuleLookup, calendar: Calendar): Refusal[] {
  const { value, clause } = rule('rectification.interview-told-ahead-working-days');
  const earliest = addWorkingDays(calendar, toldOn, value);
  if (on >= earliest) return [];
  return [
    {
      code: 'interview-too-soon',
      clause,
      text: {
        zh: `约谈应当提前${value}个工作日通知，最早可定于${earliest}。`,
        en: `An interview is told ${value} working days ahead; the earliest day is ${earliest}.`,
      },
      earliest,
    },
  ];
}

/** Minutes (约谈记录) as they are written down. */
export interface Minutes {
  result: InterviewResult;
  on: Day;
  /** Who signed; null: nobody could, the subject stayed away. */
  signed: MinutesSigned | null;
  /** The note on a refusal to sign. */
  signedNote: string | null;
  /** The new rectify-by date; null: the rule's term. */
  rectifyBy: Day | null;
}

/**
 * What speaks against these minutes; empty when they may be written down. Minutes are recorded (35号 (9)). They say what
 * was so when they came in: that the subject stayed away only once the day that it was told is over, for until then it may
 * still come; a date that has passed by the time they are written leaves the subject no day.
 */
export function reasonsAgainstMinutes(
  minutes: Minutes,
  calledFor: Day,
  { receivedOn, today }: { receivedOn: Day; today: Day },
): Refusal[] {
  const { result, on, signed, signedNote, rectifyBy } = minutes;
  const refusals: Refusal[] = [];
  if (on > receivedOn) refusals.push(interviewRefusal('interview-in-future', notAfter(receivedOn)));
  if (on < calledFor) refusals.push(interviewRefusal('interview-before-its-day', notBefore(calledFor)));
  if (result === 'missed' && on >= calledFor && receivedOn <= calledFor) refusals.push(missedTooSoon(calledFor));
  if (result === 'held' && signed === null) refusals.push(interviewRefusal('minutes-need-signature', signature));
  if (signed === 'subject-refused' && isBlank(signedNote))
    refusals.push(interviewRefusal('refusal-to-sign-needs-note', note));
  if (result === 'missed' && signed !== null) refusals.push(interviewRefusal('missed-is-not-signed', missed));
  if (rectifyBy !== null && rectifyBy <= today) refusals.push(rectifyByTooEarly(today));
  return refusals;
}

/** The hour is named in words; the whole day is the subject's, as of a hearing (行政处罚法第六十四条, by analogy). */
function missedTooSoon(calledFor: Day): Refusal {
  const text = {
    zh: `约谈定于${calledFor}，该日尚未结束，不得登记当事人未到；请于次日起登记。`,
    en: `The interview is called for ${calledFor}, and that day is not over: that the subject stayed away is written down from the next day on.`,
  };
  return { ...interviewRefusal('interview-missed-too-soon', text), earliest: addDays(calledFor, 1) };
}

function interviewRefusal(code: string, text: Bilingual): Refusal {
  return { code, clause: RECTIFICATION_CLAUSE, text };
}

const signature: Bilingual = {
  zh: '约谈记录须由双方签字确认；当事人拒绝签字的，请如实注明。',
  en: 'Minutes are signed off by both sides; where the subject refuses, say so.',
};
const note: Bilingual = {
  zh: '当事人拒绝签字的，请注明经过和在场人员。',
  en: 'Where the subject refuses to sign, note how it was and who was present.',
};
const missed: Bilingual = {
  zh: '当事人未到的，没有双方签字的记录，请删去签字情况。',
  en: 'Where the subject stayed away nobody signed with it; leave the signing out.',
};

function notAfter(day: Day): Bilingual {
  return { zh: `约谈日期不得晚于今天（${day}）。`, en: `The day of the interview may not be after today (${day}).` };
}

function notBefore(day: Day): Bilingual {
  return {
    zh: `约谈定于${day}，记录的日期不得早于该日；改期请先重新通知。`,
    en: `The interview is called for ${day}; it cannot have been before. Call it anew for another day.`,
  };
}

function isBlank(text: string | null): boolean {
  return text === null || text.trim() === '';
}
