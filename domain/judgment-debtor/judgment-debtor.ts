import { readCreditCode } from '../subject/credit-code.ts';
import type { Refusal } from '../refusal.ts';
import { findBirthday } from '../subject/age.ts';
import { readResidentId } from '../subject/resident-id.ts';
import type { RuleLookup } from '../deadline/rule-value.ts';
import { findSectorPeriod } from '../record/sector-rules.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

/**
 * Dishonest judgment debtors (失信被执行人, S20): a people's court lists who does not perform an effective legal
 * document; it masks, pauses and withdraws the entry itself, by message. Nothing of it is repaired through the window.
 * Source: 中办发〔2016〕64号 一（三）: 界定与信息管理、推送、公开、屏蔽、撤销等合法高效、准确及时; 法释〔2017〕7号 (article 1 read,
 * the others second-hand); 法发〔2019〕35号 (second-hand).
 */
export const DEBTOR_SITUATIONS = [1, 2, 3, 4, 5, 6] as const;
export type DebtorSituation = (typeof DEBTOR_SITUATIONS)[number];

/** The six situations in which a court lists a debtor. Source: 法释〔2017〕7号第一条. */
export const DEBTOR_SITUATION_TEXT = {
  1: {
    zh: '有履行能力而拒不履行生效法律文书确定义务',
    en: 'able to perform what an effective legal document orders, and refusing to',
  },
  2: {
    zh: '以伪造证据、暴力、威胁等方法妨碍、抗拒执行',
    en: 'hindering or resisting enforcement by forged evidence, violence or threats',
  },
  3: {
    zh: '以虚假诉讼、虚假仲裁或者以隐匿、转移财产等方法规避执行',
    en: 'evading enforcement by sham litigation or arbitration, or by hiding or moving property',
  },
  4: { zh: '违反财产报告制度', en: 'not reporting property as ordered' },
  5: { zh: '违反限制消费令', en: 'breaking an order that restricts consumption' },
  6: {
    zh: '无正当理由拒不履行执行和解协议',
    en: 'not performing a settlement of the enforcement, without good reason',
  },
} as const satisfies Record<DebtorSituation, Bilingual>;

/** As whom the listed subject stands in the enforcement: only the debtor itself can be listed. */
export const LISTED_AS = ['debtor', 'legal-representative', 'other-responsible-person'] as const;
export type ListedAs = (typeof LISTED_AS)[number];

/** What a court says of an entry when it lists it. */
export interface DebtorListing {
  /** The day of the court's decision, which is in force when it is made. */
  readonly decidedOn: Day;
  readonly situation: DebtorSituation;
  /** Whole years by which the court lengthened the term. */
  readonly extraYears: number;
  readonly subject: { readonly kind: 'organisation' | 'person'; readonly identifier: string; readonly name: string };
  readonly listedAs: ListedAs;
  readonly fullTimeStudent: boolean;
}

/** How long an entry is shown from its decision, in months; null: no fixed term, until the court ends it. */
export interface DebtorTerm {
  readonly months: number | null;
  readonly clause: string;
}

/**
 * The term of an entry. Situation 1 has none; in the others it is the sector's, longer by whole years where the court
 * lengthened it for violence or several acts. Source: 法释〔2017〕7号第二条; before it (2017-05-01) no term was fixed at all.
 */
export function debtorTerm({
  decidedOn,
  situation,
  extraYears,
}: Pick<DebtorListing, 'decidedOn' | 'situation' | 'extraYears'>): DebtorTerm {
  const term = findSectorPeriod('judgment-debtor', 'judgment-debtor', 'serious', decidedOn)?.maximumMonths ?? null;
  if (term === null) return { months: null, clause: ARTICLE_2 };
  if (situation === 1) return { months: null, clause: term.clause };
  return { months: term.value + extraYears * 12, clause: term.clause };
}

const ARTICLE_2 = '法释〔2017〕7号第二条';

/**
 * Every reason why a listing cannot be taken: who may not be listed, and a term the rule does not know. Sent back to
 * the court as the outcome of its message; nothing is written about the subject.
 * @param knownName the name registered for the identifier; null: nobody has it yet
 */
export function reasonsAgainstListing(
  listing: DebtorListing,
  today: Day,
  rule: RuleLookup,
  knownName: string | null = null,
): Refusal[] {
  const { decidedOn, situation, extraYears, subject, listedAs, fullTimeStudent } = listing;
  const refusals: Refusal[] = [];
  if (!isIdentifier(subject, today)) refusals.push(wrongIdentifier);
  // A person's name does not change with a slip of the pen; a number with one wrong digit is somebody else's.
  if (subject.kind === 'person' && knownName !== null && knownName !== subject.name) refusals.push(nameDiffers);
  if (decidedOn > today) refusals.push(notYetDecided(decidedOn));
  if (listedAs !== 'debtor') refusals.push(notTheDebtor(listedAs));
  if (fullTimeStudent) refusals.push(student);
  const adult = rule('judgment-debtor.listed-from-age-years');
  if (subject.kind === 'person' && isYounger(subject.identifier, decidedOn, adult.value)) {
    refusals.push(minor(adult.value, adult.clause));
  }
  const most = rule('judgment-debtor.extra-years-at-most');
  if (extraYears > most.value) refusals.push(tooLong(most.value, most.clause));
  if (situation === 1 && extraYears > 0) refusals.push(noTermToLengthen);
  return refusals;
}

function isIdentifier({ kind, identifier }: DebtorListing['subject'], today: Day): boolean {
  return kind === 'organisation' ? readCreditCode(identifier).ok : readResidentId(identifier, today).ok;
}

/** Whether the holder of an identity number is younger than so many years on a day; a number that is none is not. */
function isYounger(identifier: string, on: Day, years: number): boolean {
  const birthday = findBirthday(identifier, years, on);
  return birthday !== null && birthday > on;
}

const wrongIdentifier: Refusal = {
  code: 'identifier-wrong',
  clause: '法释〔2017〕7号第六条；国发〔2015〕33号',
  text: {
    zh: '主体的统一社会信用代码或者身份号码不正确，请核对后重新推送。',
    en: 'The credit code or identity number of the subject is wrong; check it and send the listing again.',
  },
};

const nameDiffers: Refusal = {
  code: 'name-differs',
  clause: '法释〔2017〕7号第六条',
  text: {
    zh: '该身份号码在本系统登记的姓名与推送的姓名不一致，请核对身份号码和姓名后重新推送。',
    en: 'Another name is registered here for this identity number; check number and name and send the listing again.',
  },
};

function notYetDecided(decidedOn: Day): Refusal {
  return {
    code: 'decision-in-the-future',
    clause: '法释〔2017〕7号第五条',
    text: {
      zh: `决定日期${decidedOn}尚未到来；决定自作出之日起生效，请核对后重新推送。`,
      en: `The decision of ${decidedOn} has not been made yet; it takes effect when it is made. Check it and send it again.`,
    },
  };
}

function notTheDebtor(listedAs: Exclude<ListedAs, 'debtor'>): Refusal {
  const who =
    listedAs === 'legal-representative'
      ? { zh: '法定代表人', en: 'legal representative' }
      : { zh: '主要负责人、实际控制人等相关人员', en: 'responsible person' };
  return {
    code: 'not-the-debtor',
    clause: '法发〔2019〕35号',
    text: {
      zh: `单位是被执行人的，不得将其${who.zh}纳入失信被执行人名单；请推送作为被执行人的单位。`,
      en: `Where a unit is the debtor its ${who.en} is not listed for it; list the unit itself.`,
    },
  };
}

const student: Refusal = {
  code: 'full-time-student',
  clause: '法发〔2019〕35号',
  text: {
    zh: '全日制在校学生不纳入失信被执行人名单。',
    en: 'A full-time student is not listed.',
  },
};

function minor(years: number, clause: string): Refusal {
  return {
    code: 'minor-not-listed',
    clause,
    text: {
      zh: `被执行人作出决定时未满${years}周岁，不得纳入失信被执行人名单。`,
      en: `The debtor was younger than ${years} on the day of the decision and is not listed.`,
    },
  };
}

function tooLong(years: number, clause: string): Refusal {
  return {
    code: 'listed-too-long',
    clause,
    text: {
      zh: `纳入期限最多可以延长${years}年。`,
      en: `The term can be lengthened by ${years} years at most.`,
    },
  };
}

const noTermToLengthen: Refusal = {
  code: 'no-term-to-lengthen',
  clause: ARTICLE_2,
  text: {
    zh: '有履行能力而拒不履行的，没有固定期限，无须延长。',
    en: 'Who is able to perform and refuses is listed without a fixed term; there is nothing to lengthen.',
  },
};

/** As much of a measure of the list as decides whether it follows a listing. */
interface ListedMeasure {
  readonly code: string;
  /** Whom the text names. */
  readonly objects: string;
}

/**
 * The measures of the list that follow a listing: those whose text names judgment debtors as such, and for a person
 * those that name persons among them. What depends on more (a trade, an office, an amount) is no part of it: whoever
 * applies such a measure checks that itself. Source: 中办发〔2016〕64号 二（一）至（六）. The choice is our default.
 */
export function measuresOfListing(list: readonly ListedMeasure[], kind: 'organisation' | 'person'): string[] {
  const names =
    kind === 'person' ? /^(失信被执行人($|及|（个人）)|被纳入失信被执行人名单的人员)/ : /^失信被执行人($|及)/;
  return list.filter(({ objects }) => names.test(objects)).map(({ code }) => code);
}
