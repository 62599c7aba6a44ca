import { type Calendar, workingDaysLater } from '../deadline/calendar.ts';
import type { RuleAnswer } from '../deadline/rule-value.ts';
import type { Refusal } from '../refusal.ts';
import type { Bilingual } from '../text.ts';
import { addDays, type Day, endOfDay, type Instant } from '../time.ts';

/** A second person decides what harms a subject. Source: 国办发〔2020〕49号（八）; who investigates does not decide. */
const SECOND_PERSON = '国办发〔2020〕49号（八）；系统默认：提出与决定分离';

const HEARD = '行政处罚法第四十五条（参照）';

/**
 * The first rule of deciding, whoever asks and in whatever role: never one who brought the case before the subject.
 * Null for anybody else.
 * @param involved who proposed it, and who told the subject what is held against it
 */
export function reasonAgainstDecider(decidedBy: string, involved: readonly string[]): Refusal | null {
  if (!involved.includes(decidedBy)) return null;
  return {
    code: 'proposer-may-not-decide',
    clause: SECOND_PERSON,
    text: {
      zh: '提出本案或者填写告知内容的人员不得作出决定（主管人员、管理员亦同），请由另一名工作人员决定。',
      en: 'Who proposed the case, or wrote what the subject was told, does not decide it, supervisors and administrators included; another officer must.',
    },
  };
}

/** What there is to wait for before anything is decided against a subject. */
export interface WaitQuestion {
  now: Instant;
  /** The last day of the statement period, as stored. */
  statementDue: Day;
  /** The day on which service, or the end of a hearing, was written down, and the period with it. */
  writtenOn: Day;
  /** The subject said on this day that it has nothing more to say and nothing on its way; null: it did not. */
  waivedOn: Day | null;
  /** Statements that the service received in time and has not answered yet. */
  unanswered: number;
}

/**
 * Whether something that came in time may still be on its way; a day that may still move has not passed. Papers may
 * still have to be written down, unless the subject itself said in its waiver that nothing else was handed in, on paper
 * or otherwise, and that nothing is on its way (`waiverWords`), for then there is no paper to wait for. Empty when there
 * is nothing to wait for.
 * Source: 行政处罚法第四十四、四十五条（参照）.
 * @param grace working days in which a paper that came in time is written down
 */
export function reasonsToWait(question: WaitQuestion, grace: RuleAnswer<number>, calendar: Calendar): Refusal[] {
  const { now, statementDue, writtenOn, waivedOn, unanswered } = question;
  const refusals: Refusal[] = [];
  // Of a period that was written down late nobody looked for papers before it was.
  const periodKnown = writtenOn > statementDue ? writtenOn : statementDue;
  // The last day on which a paper that came in time is written down.
  const registration = workingDaysLater(calendar, waivedOn ?? periodKnown, grace.value);
  if (waivedOn === null && !hasPassed(registration, now)) refusals.push(receiptsMayCome(registration, grace));
  // Not for ever: what was never sent again a working day later is the sender's to bring.
  const sentAgainBy = workingDaysLater(calendar, waivedOn ?? periodKnown, grace.value + 1);
  if (unanswered > 0 && !hasPassed(sentAgainBy, now)) refusals.push(statementOnItsWay(sentAgainBy));
  return refusals;
}

/** A day, and whether it may still move since a calendar on the way to it is not loaded. */
interface WaitingDay {
  day: Day;
  provisional: boolean;
}

function hasPassed({ day, provisional }: WaitingDay, now: Instant): boolean {
  return !provisional && now >= endOfDay(day);
}

/** What speaks against a decision without reasons; empty where it gives them. */
export function reasonsAgainstNoReason({ reason }: { reason: string }): Refusal[] {
  return isBlank(reason) ? [REASON_MISSING] : [];
}

const REASON_MISSING: Refusal = {
  code: 'decision-needs-reason',
  clause: '行政处罚法第四十四条（参照）',
  text: { zh: '决定须说明理由，请填写。', en: 'A decision gives its reasons; state them.' },
};

/** The decision says how what the subject said in time, in writing or at its hearing, was reviewed. */
export const ANSWER_MISSING: Refusal = {
  code: 'statement-needs-answer',
  clause: HEARD,
  text: {
    zh: '当事人已在期限内或者听证中陈述、申辩，决定须说明复核情况和是否采纳及其理由。',
    en: 'The subject made a statement in time, or spoke at its hearing; the decision says how that was reviewed, and why it is followed or not.',
  },
};

/** Whether a person wrote nothing. */
export function isBlank(text: string | null): boolean {
  return text === null || text.trim() === '';
}

function receiptsMayCome(until: WaitingDay, { clause }: RuleAnswer<number>): Refusal {
  const earliest = addDays(until.day, 1);
  const from = provisionalFrom(until);
  return {
    code: 'receipts-may-come',
    clause,
    text: {
      zh: `期限内送达窗口的陈述、申辩可能尚未登记，${earliest}起方可作出不利决定${from.zh}。`,
      en: `A statement that reached the counter in time may not be written down yet; it can be decided against the subject from ${earliest}${from.en}.`,
    },
    earliest,
  };
}

function statementOnItsWay(until: WaitingDay): Refusal {
  const from = provisionalFrom(until);
  return {
    code: 'statement-on-its-way',
    clause: HEARD,
    text: {
      zh: `系统在期限内收到当事人的提交，尚未办结，请待其登记后再决定${from.zh}。`,
      en: `The service received something from the subject in time and has not answered it yet; decide when it is on file${from.en}.`,
    },
    earliest: addDays(until.day, 1),
  };
}

function provisionalFrom({ provisional }: WaitingDay): Bilingual {
  return provisional
    ? {
        zh: '（暂定：该年度放假安排尚未载入，载入之前不得作出）',
        en: " (provisional: that year's calendar is not loaded, and nothing is decided before it is)",
      }
    : { zh: '', en: '' };
}
