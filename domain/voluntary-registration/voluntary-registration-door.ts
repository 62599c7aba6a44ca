import type { RuleLookup } from '../deadline/rule-value.ts';
import type { Refusal } from '../refusal.ts';
import { holdsIdentityNumber } from '../subject/identity-number-in-text.ts';
import type { Bilingual } from '../text.ts';
import { addMonths, type Day, dayText } from '../time.ts';
import { VOLUNTARY_REGISTRATION_CLAUSE } from './voluntary-registration.ts';
import { REGISTRATION_FIELD_TEXT, REGISTRATION_NEEDS, type RegisteredContent } from './voluntary-registration-info.ts';

/** What is registered or corrected, as it is judged. */
export interface RegistrationWish {
  readonly content: RegisteredContent;
  /** Last day on which it is to count. */
  readonly validUntil: Day;
  /** The day on which it is handed in. */
  readonly today: Day;
}

/** What a new registration is judged by beside what it says. */
export interface RegistrationQuestion extends RegistrationWish {
  readonly subjectKind: 'organisation' | 'person';
  /** Number of an open registration of the same category and title. */
  readonly sameOpen: string | null;
  /** Number of a registration of the subject that was found false and not made good. */
  readonly foundFalse: string | null;
}

/**
 * Every reason why something is not registered; empty when it is. Registered is what an organisation says of itself
 * (市场主体): what a person says would show a person's life to everybody. Whose word was found false makes that good
 * first, and what is registered already is corrected there (both ours, after 国办发〔2020〕42号).
 * Source: 国办发〔2019〕35号（五）.
 */
export function reasonsAgainstRegistration(question: RegistrationQuestion, rule: RuleLookup): Refusal[] {
  const { subjectKind, sameOpen, foundFalse } = question;
  return [
    ...(subjectKind === 'person' ? [ORGANISATIONS_ONLY] : []),
    ...(foundFalse === null ? [] : [falseBefore(foundFalse)]),
    ...(sameOpen === null ? [] : [alreadyRegistered(sameOpen)]),
    ...reasonsAgainstContent(question, rule),
  ];
}

/** Every reason why a correction is not taken; empty when it is. */
export function reasonsAgainstRegistrationCorrection(
  wish: RegistrationWish,
  before: Pick<RegistrationWish, 'content' | 'validUntil'>,
  rule: RuleLookup,
): Refusal[] {
  if (isSame(wish, before)) return [UNCHANGED];
  return [
    ...(wish.content.category === before.content.category ? [] : [OTHER_CATEGORY]),
    ...reasonsAgainstContent(wish, rule),
  ];
}

function isSame(wish: Pick<RegistrationWish, 'content' | 'validUntil'>, before: typeof wish): boolean {
  const keys = Object.keys(wish.content) as (keyof RegisteredContent)[];
  return wish.validUntil === before.validUntil && keys.every((key) => wish.content[key] === before.content[key]);
}

/** What is missing is told at once, whole; the rest is what cannot be as it is said. */
function reasonsAgainstContent({ content, validUntil, today }: RegistrationWish, rule: RuleLookup): Refusal[] {
  const missing = REGISTRATION_NEEDS[content.category].filter((field) => content[field] === null);
  const months = rule('voluntary-registration.longest-validity-months').value;
  const latest = addMonths(today, months);
  return [
    ...(missing.length === 0 ? [] : [incomplete(missing.map((field) => REGISTRATION_FIELD_TEXT[field]))]),
    ...(content.on !== null && content.on > today ? [DAY_AHEAD] : []),
    ...(validUntil <= today || validUntil > latest ? [validity(today, latest)] : []),
    ...(namesAPerson(content, today) ? [PERSONAL_NUMBER] : []),
  ];
}

/** Whether what everybody will read holds the identity number of a person (国办发〔2020〕49号（十三）). */
function namesAPerson({ title, text, party, documentNumber }: RegisteredContent, today: Day): boolean {
  return [title, text, party ?? '', documentNumber ?? ''].some((words) => holdsIdentityNumber(words, today));
}

function refusal(code: string, text: Bilingual, clause = VOLUNTARY_REGISTRATION_CLAUSE): Refusal {
  return { code, clause, text };
}

const ORGANISATIONS_ONLY = refusal('registration-of-person', {
  zh: '自愿注册信用信息面向市场主体；自然人的信息不作公开登记。',
  en: 'Credit information is registered by organisations; what concerns a natural person is not shown to everybody.',
});

function falseBefore(number: string): Refusal {
  return refusal('registration-found-false', {
    zh: `此前自主申报的信息被认定不实（案件${number}），请先补救；补救后可以再次申报。`,
    en: `What was registered before was found false (case ${number}); make that good first.`,
  });
}

function alreadyRegistered(number: string): Refusal {
  return refusal('registration-open', {
    zh: `同类同名的信息已在案件${number}中登记，需要变更的，请在该件中更正。`,
    en: `The same is registered already as case ${number}; correct it there.`,
  });
}

function incomplete(fields: readonly Bilingual[]): Refusal {
  return refusal('registration-incomplete', {
    zh: `该类信息还须填写：${fields.map(({ zh }) => zh).join('、')}。`,
    en: `This kind of information also needs: ${fields.map(({ en }) => en).join('; ')}.`,
  });
}

const DAY_AHEAD = refusal('registration-day-ahead', {
  zh: '证照、合同或者事项的日期晚于今天，请核对。',
  en: 'The day of the certificate, contract or matter lies ahead; check it.',
});

function validity(today: Day, latest: Day): Refusal {
  return refusal('registration-validity', {
    zh: `有效期的最后一日应在${dayText(today).zh}之后，最迟${dayText(latest).zh}；届满可以重新申报。`,
    en: `It counts until a day after ${today}, ${latest} at the latest; then it can be registered anew.`,
  });
}

const PERSONAL_NUMBER = refusal(
  'registration-personal-number',
  {
    zh: '公开的内容中含有公民身份号码，请删除后重新提交。',
    en: 'What would be shown holds the identity number of a person; remove it and send it again.',
  },
  '国办发〔2020〕49号（十三）',
);

const UNCHANGED = refusal('registration-unchanged', {
  zh: '内容与现登记的信息相同，无需更正。',
  en: 'It is what is registered already; there is nothing to correct.',
});

const OTHER_CATEGORY = refusal('registration-other-category', {
  zh: '更正不改变信息类别；属于另一类别的，请撤回后重新申报。',
  en: 'A correction keeps the kind of information; take it back and register it anew under the other.',
});
