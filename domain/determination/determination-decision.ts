import type { Calendar } from '../deadline/calendar.ts';
import type { RuleAnswer } from '../deadline/rule-value.ts';
import { reasonsAgainstNoReason, reasonsToWait, type WaitQuestion } from '../hearing/hearing-decision.ts';
import { type DecidedBefore, reasonsAgainstHeavierThanBefore } from '../hearing/reopening.ts';
import type { Measure } from '../record/measures.ts';
import { SEVERITIES, type Severity } from '../record/severity.ts';
import type { Refusal } from '../refusal.ts';
import { type Day, shanghaiDay } from '../time.ts';
import { reasonsAgainstCodes } from './determination-door.ts';
import { type AgeOnDay, reasonsAgainstForgottenLeniency } from './determination-leniency.ts';

/** What the notice told, and what is now to be decided. */
export interface Held {
  severity: Severity;
  measures: readonly string[];
}

/** What a decision against the subject rests on. */
export interface DetermineQuestion extends WaitQuestion {
  reason: string;
  /** How old the subject was on the day of the act. */
  age: AgeOnDay;
  /** How the decider considered that the subject was under age; null: nothing is said of it. */
  leniencyConsidered: string | null;
  told: Held;
  /** What the decision before had decided, that was set aside; null: none was. */
  before: DecidedBefore | null;
  decided: Held;
  list: readonly Measure[];
  /**
   * Of a person's case: how the organisation's own stands, and whether its record was voided since; null: this is the
   * organisation's, or a case by itself.
   */
  organisation: { number: string; status: string; voided: boolean } | null;
}

/**
 * What speaks against recording the subject as dishonest: a paper that came in time may not be written down yet; nothing
 * heavier is decided than the notice told, and no measure that does not fit; a minor is not treated as anybody else; a person answers only for an organisation
 * that is itself recorded. Empty when it may be decided.
 * Source: 国办发〔2020〕49号（八）（十）（十六）; 行政处罚法第四十五条（参照）; 国发〔2016〕33号（十四）.
 * @param grace working days in which a paper that came in time is written down
 */
export function reasonsAgainstDetermining(
  question: DetermineQuestion,
  grace: RuleAnswer<number>,
  calendar: Calendar,
): Refusal[] {
  const { reason, age, leniencyConsidered, told, before, decided, list, organisation, now } = question;
  return [
    ...reasonsAgainstNoReason({ reason }),
    ...reasonsAgainstForgottenLeniency(age, leniencyConsidered),
    ...reasonsToWait(question, grace, calendar),
    ...reasonsAgainstHeavier(told, decided),
    ...reasonsAgainstHeavierThanBefore(
      before,
      (aside) => aside.kind === 'determined' && reasonsAgainstHeavier(aside, decided).length > 0,
    ),
    ...reasonsAgainstCodes(decided.measures, list, decided.severity, shanghaiDay(now)),
    ...reasonsAgainstOrganisation(organisation),
  ];
}

function reasonsAgainstOrganisation(organisation: DetermineQuestion['organisation']): Refusal[] {
  if (organisation === null) return [];
  const { number, status, voided } = organisation;
  if (status !== 'determined') return [notDetermined(number)];
  return voided ? [organisationVoided(number)] : [];
}

function reasonsAgainstHeavier(told: Held, decided: Held): Refusal[] {
  const isGraver = SEVERITIES.indexOf(decided.severity) > SEVERITIES.indexOf(told.severity);
  const added = decided.measures.filter((code) => !told.measures.includes(code));
  return isGraver || added.length > 0 ? [heavier(added)] : [];
}

/** The decision may be extended once, and before its term is over. Source: 人社部令45号第八条; elsewhere our default. */
export function reasonsAgainstExtending(
  { extendedOn, due, dueAt, now }: { extendedOn: Day | null; due: Day; dueAt: string; now: string },
  clause: string,
): Refusal[] {
  if (extendedOn !== null) {
    return [
      {
        code: 'extended-once',
        clause,
        text: { zh: '决定期限只能延长一次，已延长过。', en: 'The decision may be extended once, and was.' },
      },
    ];
  }
  if (now < dueAt) return [];
  return [
    {
      code: 'extension-late',
      clause,
      text: {
        zh: `决定期限已于${due}届满，不能再延长，请尽快作出决定。`,
        en: `The term to decide ended on ${due} and can no longer be extended; decide now.`,
      },
    },
  ];
}

function heavier(added: readonly string[]): Refusal {
  const which = added.length === 0 ? '' : `（${added.join('、')}）`;
  return {
    code: 'heavier-than-told',
    clause: '国办发〔2020〕49号（八）；行政处罚法第四十五条（参照）',
    text: {
      zh: `决定不得重于告知书所告知的程度和措施${which}；确需加重的，请不予认定结案后，以新的告知书重新提出。`,
      en: `Nothing heavier is decided than the notice told${which}; where it must be, drop the case and propose it anew with a new notice.`,
    },
  };
}

function notDetermined(number: string): Refusal {
  return {
    code: 'organisation-not-determined',
    clause: '国发〔2016〕33号（十四）；国办发〔2019〕35号（十二）',
    text: {
      zh: `所在单位的认定（案件${number}）尚未作出或者未予认定；责任人员的记录须以单位的认定为前提，请先办结该案件，或者对本案不予认定。`,
      en: `The organisation is not determined (case ${number}); a person answers only for one that is. Decide that case first, or drop this one.`,
    },
  };
}

function organisationVoided(number: string): Refusal {
  return {
    code: 'organisation-record-voided',
    clause: '国发〔2016〕33号（十四）；国办发〔2019〕35号（十二）',
    text: {
      zh: `所在单位的认定（案件${number}）所记信息已被撤销、更正或者撤回；责任人员的记录失去前提，请对本案不予认定。`,
      en: `The record of the organisation (case ${number}) was annulled, corrected or withdrawn; the person answers for nothing any more. Drop this case.`,
    },
  };
}
