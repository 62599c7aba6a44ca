import type { Role } from '../case/roles.ts';
import { addWorkingDays, type Calendar } from '../deadline/calendar.ts';
import type { Refusal } from '../refusal.ts';
import type { RuleLookup } from '../deadline/rule-value.ts';
import { addDays, type Day } from '../time.ts';

/** The subject's term as stored; null: the notice is not served yet, so the term has not begun. */
export type StatementTerm = { due: Day; provisional: boolean } | null;

/**
 * Whether what the subject says or asks for counts as in time. `day`: the day it was received online, or the day a
 * paper reached the authority. Before service it always is, and on a provisional date nothing is late.
 */
export function isInTime(day: Day, term: StatementTerm): boolean {
  return term === null || term.provisional || day <= term.due;
}

const HEARING = '行政处罚法第六十四条（参照）';

/** How a hearing ended: it took place, or the subject gave it up, in writing or by staying away. */
export const HEARING_RESULTS = ['held', 'given-up'] as const;
export type HearingResult = (typeof HEARING_RESULTS)[number];

/** A hearing as it stands in the rows. */
export interface Hearing {
  askedOn: Day;
  /** The day it was called for; null: not yet. */
  calledFor: Day | null;
  result: HearingResult | null;
}

/** What speaks against asking for a hearing on this day; null when it may be asked for. One hearing is held. */
export function reasonAgainstAsking(day: Day, term: StatementTerm, hearing: Hearing | null): Refusal | null {
  if (hearing !== null) {
    return {
      code: 'hearing-already-asked',
      clause: HEARING,
      text: {
        zh: '本案已申请过听证，不再另行举行；书面陈述、申辩仍可提交。',
        en: 'A hearing was asked for already, and one is held; written statements are still taken.',
      },
    };
  }
  if (isInTime(day, term)) return null;
  return {
    code: 'hearing-asked-late',
    clause: HEARING,
    text: {
      zh: `申请听证的期限已于${term?.due ?? day}届满；书面陈述、申辩在决定作出前仍可提交，供决定时参考。`,
      en: `The term to ask for a hearing ended on ${term?.due ?? day}; a written statement is still put on file until the decision.`,
    },
  };
}

/**
 * What speaks against calling a hearing: it must be told some working days ahead, and who investigated and proposed
 * does not preside. Source: 行政处罚法第六十四条第（二）、（四）项.
 * @param known `toldOn`: the day on which the notice goes out; `involved`: who proposed the case, and who told the
 *   subject what is held against it; `actsForSubject`: who is to preside does
 */
export function reasonsAgainstCalling(
  call: { on: Day; presiding: string },
  { toldOn, involved, actsForSubject }: { toldOn: Day; involved: readonly string[]; actsForSubject: boolean },
  rule: RuleLookup,
  calendar: Calendar,
): Refusal[] {
  const refusals: Refusal[] = [];
  const { value, clause } = rule('hearing.called-ahead-working-days');
  const earliest = addWorkingDays(calendar, toldOn, value);
  if (call.on < earliest) {
    refusals.push({
      code: 'hearing-too-soon',
      clause,
      text: {
        zh: `听证应当提前${value}个工作日通知当事人，最早可定于${earliest}。`,
        en: `A hearing is told ${value} working days ahead; the earliest day is ${earliest}.`,
      },
      earliest,
    });
  }
  if (involved.includes(call.presiding)) {
    refusals.push({
      code: 'proposer-may-not-preside',
      clause: '行政处罚法第六十四条第（四）项',
      text: {
        zh: '听证由非本案调查人员主持，提出本案的人员不得主持，请另行指定。',
        en: 'Who proposed the case does not preside over its hearing; name somebody else.',
      },
    });
  }
  if (actsForSubject) refusals.push(presidingActsForSubject);
  return refusals;
}

const presidingActsForSubject: Refusal = {
  code: 'presiding-acts-for-subject',
  clause: '公务员法第七十六条；行政处罚法第六十四条第（四）项（参照）',
  text: {
    zh: '所列主持人现为当事人的代表人或者代理人，应当回避，请另行指定。',
    en: 'Who is to preside acts for the subject; name somebody else.',
  },
};

/** How a hearing ended, as it is written down. */
export interface HearingEnd {
  result: HearingResult;
  on: Day;
  /** Given up in writing: the subject's signed paper, by its reference; null: there is none. */
  declaration: string | null;
}

/** Who writes the end of a hearing down, and how far back. */
export interface RecordWindow {
  today: Day;
  by: { sub: string; role: Role };
  /** Who proposed the case, and who told the subject what is held against it. */
  involved: readonly string[];
  /** How far back an officer may date it; further back only a supervisor. */
  officerFrom: Day;
  backdatingClause: string;
}

/**
 * What speaks against writing down how a hearing ended. That the subject gave it up is never the word of who proposed
 * the case alone: a colleague writes it down, on the subject's own paper, or once it stayed away on the day of the call.
 */
export function reasonsAgainstRecord(record: HearingEnd, hearing: Hearing, window: RecordWindow): Refusal[] {
  const { today, by, involved, officerFrom, backdatingClause } = window;
  const { result, on } = record;
  const refusals: Refusal[] = [];
  if (result === 'given-up' && involved.includes(by.sub)) refusals.push(proposerGivesUp);
  if (on > today) refusals.push(hearingRefusal('hearing-in-future', notAfter(today)));
  if (on < hearing.askedOn) refusals.push(hearingRefusal('hearing-before-asked', notBefore(hearing.askedOn)));
  else if (by.role === 'officer' && on < officerFrom) refusals.push(backdatedEnd(officerFrom, backdatingClause));
  refusals.push(
    ...(result === 'held' ? reasonsAgainstHeld(on, hearing) : reasonsAgainstGivenUp(record, hearing, today)),
  );
  return refusals;
}

function reasonsAgainstHeld(on: Day, { calledFor }: Hearing): Refusal[] {
  if (calledFor === null) {
    return [
      hearingRefusal('hearing-not-called', {
        zh: '听证尚未通知当事人，请先确定日期并通知。',
        en: 'The hearing has not been called; set its day and tell the subject first.',
      }),
    ];
  }
  return on < calledFor ? [hearingRefusal('hearing-before-its-day', notBefore(calledFor))] : [];
}

/** Without a paper of the subject, only whoever stayed away on the day it was called for gave a hearing up. */
function reasonsAgainstGivenUp({ on, declaration }: HearingEnd, { calledFor }: Hearing, today: Day): Refusal[] {
  if (declaration !== null && declaration.trim() !== '') return [];
  if (calledFor !== null && on >= calledFor && today > calledFor) return [];
  const refusal = hearingRefusal('giving-up-needs-declaration', {
    zh: '当事人放弃听证，须有其签名的书面声明，请填写；没有声明的，通知的听证日过后当事人未出席，方可登记为放弃，放弃之日不得早于该日。',
    en: 'A hearing is given up by a signed paper of the subject; name it. Without one it is given up only once the day that the subject was told has passed and it stayed away, and as of that day at the earliest.',
  });
  return [calledFor === null || today > calledFor ? refusal : { ...refusal, earliest: addDays(calledFor, 1) }];
}

const proposerGivesUp: Refusal = {
  code: 'proposer-may-not-register',
  clause: `${HEARING}；系统默认：提出与登记分离`,
  text: {
    zh: '提出本案的人员不得登记当事人放弃听证（主管人员亦同），请由另一名工作人员登记。',
    en: 'Who proposed the case does not write down that the subject gave its hearing up, supervisors included; a colleague must.',
  },
};

function backdatedEnd(officerFrom: Day, clause: string): Refusal {
  return {
    code: 'backdating-needs-supervisor',
    clause,
    text: {
      zh: `听证日期早于${officerFrom}的，须由主管人员登记。`,
      en: `A hearing that ended before ${officerFrom} is registered by a supervisor.`,
    },
  };
}

function hearingRefusal(code: string, text: Refusal['text']): Refusal {
  return { code, clause: HEARING, text };
}

function notAfter(day: Day): Refusal['text'] {
  return { zh: `日期不得晚于今天（${day}）。`, en: `The day may not be after today (${day}).` };
}

function notBefore(day: Day): Refusal['text'] {
  return { zh: `日期不得早于${day}。`, en: `The day may not be before ${day}.` };
}
