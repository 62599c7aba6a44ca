import { LONGEST_TERM } from '../deadline/ledger.ts';
import type { Refusal } from '../refusal.ts';
import type { ReorganisationOpener } from './reorganisation.ts';
import { addMonths, type Day } from '../time.ts';

/** What a reorganisation is judged by when it is brought here. */
export interface ReorganisationQuestion {
  readonly openedBy: ReorganisationOpener;
  readonly subjectKind: 'organisation' | 'person';
  /** Whether the authority named as the court is one. */
  readonly isCourt: boolean;
  readonly ruledOn: Day;
  /** Last day of the term in which it is to be carried out; null: the ruling gives none. */
  readonly planUntil: Day | null;
  /** The real day of receipt. */
  readonly receivedOn: Day;
  /** Number of an open reorganisation of the subject, if it has one. */
  readonly openCase: string | null;
  /** An open case follows this very ruling, for another subject. */
  readonly rulingOfAnother: boolean;
}

/**
 * Every reason why a reorganisation is not registered. A court is not held up by an application that named another
 * ruling: its own ruling opens a case beside it. Source: 信用修复管理办法（2025年第36号）; 企业破产法第二条.
 */
export function reasonsAgainstReorganisation(question: ReorganisationQuestion): Refusal[] {
  const { openedBy, subjectKind, isCourt, ruledOn, planUntil, receivedOn, openCase, rulingOfAnother } = question;
  const refusals: Refusal[] = [];
  if (subjectKind !== 'organisation') refusals.push(notAnEnterprise);
  if (!isCourt) refusals.push(notACourt);
  if (ruledOn > receivedOn) refusals.push(notYetRuled(ruledOn));
  if (planUntil !== null && planUntil < ruledOn) refusals.push(endsBeforeRuling(planUntil, ruledOn));
  if (planUntil !== null && planUntil > longestTerm(ruledOn)) refusals.push(termTooLong);
  if (openCase !== null && openedBy !== 'court') refusals.push(alreadyOpen(openCase));
  if (rulingOfAnother) refusals.push(rulingTaken);
  return refusals;
}

/** A later day is a slip of the hand, not a term that anybody set. */
function longestTerm(ruledOn: Day): Day {
  return addMonths(ruledOn, LONGEST_TERM.years * 12);
}

const CLAUSE = '信用修复管理办法（国家发展改革委令2025年第36号）';

const notAnEnterprise: Refusal = {
  code: 'not-an-enterprise',
  clause: '企业破产法第二条',
  text: {
    zh: '重整、和解适用于企业法人等组织，不适用于自然人。',
    en: 'Reorganisation and settlement are for enterprises and other organisations, not for natural persons.',
  },
};

const notACourt: Refusal = {
  code: 'not-a-court',
  clause: CLAUSE,
  text: {
    zh: '作出裁定的应为人民法院，请核对法院代码。',
    en: 'The ruling is made by a court; check the code of the court.',
  },
};

function notYetRuled(ruledOn: Day): Refusal {
  return {
    code: 'ruling-in-the-future',
    clause: CLAUSE,
    text: {
      zh: `裁定日期${ruledOn}尚未到来，请在裁定作出后申请。`,
      en: `The ruling of ${ruledOn} has not been made yet; apply once it has.`,
    },
    earliest: ruledOn,
  };
}

function endsBeforeRuling(planUntil: Day, ruledOn: Day): Refusal {
  return {
    code: 'term-before-ruling',
    clause: '企业破产法第八十一条',
    text: {
      zh: `执行期限的最后一日${planUntil}早于裁定之日${ruledOn}，请核对。`,
      en: `The last day of the term, ${planUntil}, lies before the ruling of ${ruledOn}; check both.`,
    },
  };
}

const termTooLong: Refusal = {
  code: 'term-too-long',
  clause: '企业破产法第八十一条',
  text: {
    zh: `执行期限不得长于裁定之日起${LONGEST_TERM.years}年，请核对。`,
    en: `The term lies more than ${LONGEST_TERM.years} years after the ruling; check it.`,
  },
};

function alreadyOpen(number: string): Refusal {
  return {
    code: 'reorganisation-open',
    clause: CLAUSE,
    text: {
      zh: `该企业已有在办的重整、和解办件${number}，无需重复申请；裁定信息有误的，请先撤回该件。`,
      en: `There is an open case ${number} for this enterprise. Where its ruling is wrong, withdraw it first.`,
    },
  };
}

const rulingTaken: Refusal = {
  code: 'ruling-of-another',
  clause: CLAUSE,
  text: {
    zh: '该裁定已用于另一主体的办件，请核对裁定案号和主体。',
    en: 'This ruling is followed for another subject; check its number, and the subject.',
  },
};

/** What keeps a person from adding a statement to the records; the court's own is never kept. Null: nothing. */
export function reasonAgainstStatement(actsAs: string | null): Refusal | null {
  if (actsAs === 'administrator') return null;
  return {
    code: 'statement-by-administrator',
    clause: '企业破产法第二十五条',
    text: {
      zh: '附加说明由管理人或者人民法院提出。',
      en: 'A statement is added by the administrator or the court.',
    },
  };
}
