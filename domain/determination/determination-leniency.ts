import type { RuleAnswer } from '../deadline/rule-value.ts';
import type { Severity } from '../record/severity.ts';
import type { Refusal } from '../refusal.ts';
import { findBirthday } from '../subject/age.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

/** 宽容审慎: who is determined, recorded and measured with leniency. Source: 国办发〔2020〕49号（十六）. */
export const LENIENCIES = ['under-age', 'force-majeure', 'not-wilful', 'slight'] as const;
export type Leniency = (typeof LENIENCIES)[number];

export const LENIENCY_TEXT = {
  'under-age': { zh: '未成年人', en: 'a minor' },
  'force-majeure': { zh: '受自然灾害或者疫情等不可抗力影响', en: 'natural disaster, epidemic or other force majeure' },
  'not-wilful': { zh: '非主观故意', en: 'not wilful' },
  slight: { zh: '情节轻微', en: 'slight' },
} as const satisfies Record<Leniency, Bilingual>;

export const LENIENCY_CLAUSE = '国办发〔2020〕49号（十六）';

/**
 * How old the subject was on the day of the act: `unknown` where that day is not on file, or no birth date can be read
 * from its identity number; null: it is an organisation.
 */
export type AgeOnDay = 'under-age' | 'of-age' | 'unknown' | null;

/** Who acted, and when. */
export interface ActedBy {
  isPerson: boolean;
  /** The subject's identity number, in clear. */
  identifier: string;
  /** The day of the act, or the last day of one that went on; null: not on file. */
  actOn: Day | null;
}

/**
 * Whether the subject was under age on the day of the act. A year of age is full from the day after the birthday, as in
 * penalties (法释〔2006〕1号第二条，参照): on the birthday itself the person is still under age.
 * @param age the years that end being under age (`determination.lenient-until-age-years`)
 */
export function ageOnDay({ isPerson, identifier, actOn }: ActedBy, { value: years }: RuleAnswer<number>): AgeOnDay {
  if (!isPerson) return null;
  const birthday = actOn === null ? null : findBirthday(identifier, years, actOn);
  if (actOn === null || birthday === null) return 'unknown';
  return actOn <= birthday ? 'under-age' : 'of-age';
}

/**
 * What speaks against sparing somebody on this ground: a minor is a person who was under age on the day of the act, by
 * the identity number where it tells; and what was told as serious is not slight. Empty when it may be.
 */
export function reasonsAgainstLeniency(
  ground: Leniency,
  { age, severity }: { age: AgeOnDay; severity: Severity },
): Refusal[] {
  if (ground === 'under-age' && age === null) return [NOT_A_PERSON];
  if (ground === 'under-age' && age === 'of-age') return [WAS_OF_AGE];
  return ground === 'slight' && severity === 'serious' ? [NOT_SLIGHT] : [];
}

/**
 * What speaks against determining who was under age: the clause says that minors 应 be determined, recorded and punished
 * with leniency and care. It forbids no determination, so the decision must say how that was considered; or the subject
 * is spared. Nor does it say so of anybody else.
 * @param considered the decider's words on it; null: none
 */
export function reasonsAgainstForgottenLeniency(age: AgeOnDay, considered: string | null): Refusal[] {
  const isConsidered = (considered ?? '').trim() !== '';
  if (age === 'under-age') return isConsidered ? [] : [FORGOTTEN];
  if (!isConsidered || age === 'unknown') return [];
  return [age === null ? NOT_A_PERSON : WAS_OF_AGE];
}

const WAS_OF_AGE: Refusal = {
  code: 'leniency-of-age',
  clause: LENIENCY_CLAUSE,
  text: {
    zh: '按身份号码所载出生日期，当事人在行为发生之日已成年，不适用未成年人从宽；请删去有关内容，或者另选从宽情形。',
    en: 'By the birth date in its identity number the subject was of age on the day of the act; leave it out, or name another ground.',
  },
};

const FORGOTTEN: Refusal = {
  code: 'leniency-forgotten',
  clause: LENIENCY_CLAUSE,
  text: {
    zh: '按身份号码所载出生日期，当事人在行为发生之日系未成年人，应当宽容审慎进行认定、记录和惩戒；请从宽处理，或者在决定中写明如何考虑未成年情形（leniencyConsidered）。',
    en: 'By the birth date in its identity number the subject was under age on the day of the act, and must be treated with leniency and care; spare it, or say in the decision how that was considered (leniencyConsidered).',
  },
};

const NOT_A_PERSON: Refusal = {
  code: 'leniency-needs-person',
  clause: LENIENCY_CLAUSE,
  text: {
    zh: '未成年人从宽仅适用于自然人，请删去有关内容，或者另选从宽情形。',
    en: 'Only a person can be a minor; leave it out, or name another ground.',
  },
};

const NOT_SLIGHT: Refusal = {
  code: 'leniency-not-slight',
  clause: LENIENCY_CLAUSE,
  text: {
    zh: '告知的失信程度为严重，不属情节轻微；请另选从宽情形，或者不予认定。',
    en: 'What the subject was told is serious and not slight; name another ground, or drop the case.',
  },
};
