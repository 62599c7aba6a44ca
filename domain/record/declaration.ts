import type { RuleLookup } from '../deadline/rule-value.ts';
import type { Refusal } from '../refusal.ts';
import { holdsIdentityNumber } from '../subject/identity-number-in-text.ts';
import type { Day } from '../time.ts';

/** How what a subject says beside its record ended: another took its place, or it was taken back. */
export const DECLARATION_ENDINGS = ['replaced', 'withdrawn'] as const;
export type DeclarationEnding = (typeof DECLARATION_ENDINGS)[number];

/** No text read says how a statement beside a record comes in; that the word that came last counts is ours. */
export const DECLARATION_CLAUSE = '系统默认：以后作出的表示为准';

/**
 * What speaks against a subject's own statement (本人声明) beside a record: longer than the rule allows, or an identity
 * number in what everybody will read. Source: 国办发〔2020〕49号（十三）; none of the texts read limits its length, which
 * is ours. Counted in characters as people count them.
 * @param today closes the window of birth dates that an identity number can hold
 */
export function reasonsAgainstDeclaration(text: string, rule: RuleLookup, today: Day): Refusal[] {
  const { value: most, clause } = rule('declaration.longest-characters');
  return [
    ...([...text].length > most ? [tooLong(most, clause)] : []),
    ...(holdsIdentityNumber(text, today) ? [PERSONAL_NUMBER] : []),
  ];
}

function tooLong(most: number, clause: string): Refusal {
  return {
    code: 'declaration-too-long',
    clause,
    text: {
      zh: `本人声明不超过${most}个字，请精简；详细材料请在异议中提交。`,
      en: `A statement has at most ${most} characters; shorten it, and hand in the details with an objection.`,
    },
  };
}

const PERSONAL_NUMBER: Refusal = {
  code: 'declaration-personal-number',
  clause: '国办发〔2020〕49号（十三）',
  text: {
    zh: '本人声明将公开，其中含有公民身份号码，请删去后重新提交。',
    en: 'The statement will be public and holds the identity number of a person; remove it and send it again.',
  },
};

/**
 * What speaks against words that came in on a day, by what was said or taken back beside the same record since: a paper
 * that is written down later than what came after it puts nothing back. Of one day what is written down last counts.
 * @param days on which earlier statements came in, and on which they were replaced or taken back
 */
export function reasonAgainstOlderWords(on: Day, days: readonly Day[]): Refusal | null {
  const last = days.toSorted().at(-1);
  if (last === undefined || on >= last) return null;
  return {
    code: 'declaration-overtaken',
    clause: DECLARATION_CLAUSE,
    text: {
      zh: `当事人已于${last}就本人声明另有表示，以后作出的为准；${on}收到的不再登记。当事人仍要求的，请其重新提出。`,
      en: `The subject spoke again on ${last}, and its later word counts; what came in on ${on} is not registered. Should it still want this, let it say so anew.`,
    },
  };
}

/** What the subject says is registered for it from a paper only, and the paper is named. */
export const DECLARATION_NEEDS_PROOF: Refusal = {
  code: 'declaration-needs-proof',
  clause: DECLARATION_CLAUSE,
  text: {
    zh: '代为登记本人声明的，须在 reason 中注明当事人书面声明的日期和文件。',
    en: 'To register a statement, name in "reason" the subject\'s written statement and its day.',
  },
};

/** There is nothing to take back. */
export const NO_DECLARATION: Refusal = {
  code: 'no-declaration',
  clause: '系统默认',
  text: { zh: '该信息没有附加本人声明。', en: 'There is no statement of the subject beside this record.' },
};
