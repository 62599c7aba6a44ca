import { type ApprovalTerms, type CommitmentKind, kindTerms } from './commitment-kinds.ts';
import { LONGEST_TERM, type TermUnit } from '../deadline/ledger.ts';
import { isQuantity, type ObligationText } from './obligation.ts';
import type { Refusal } from '../refusal.ts';
import { type Bilingual, plural } from '../text.ts';
import { type Day, daysBetween, dayText } from '../time.ts';

/** What the rule needs to know about the promisor, looked up in the same transaction as the decision. */
export interface PromisorStanding {
  /** Records of serious dishonesty that still count: document number and deciding authority. */
  seriousRecords: readonly { documentNumber: string; authority: string }[];
  /** Performance results "not kept" that were not made good. */
  brokenPromises: readonly { caseNumber: string; decidedOn: Day }[];
}

export interface CommitmentDoorQuestion {
  kind: CommitmentKind;
  /** Terms of the procedure; null: the promise belongs to none, or it is not offered there. */
  approvalTerms: ApprovalTerms | null;
  standing: PromisorStanding;
}

const NOTIFICATION_AND_PROMISE = '国办发〔2020〕42号；深圳经济特区社会信用条例第五十七条至第六十四条';

/**
 * May this promise be taken? Returns **every** reason against it at once, none when it may. Only a promise on which
 * something is decided at once (告知承诺) is barred to anybody; a refusal there leaves the ordinary way open.
 * Source: 国办发〔2020〕42号: barred with a serious record, or an earlier promise untrue or not kept, until repaired.
 */
export function reasonsAgainstPromise({ kind, approvalTerms, standing }: CommitmentDoorQuestion): Refusal[] {
  const { barredBy, needsProcedure } = kindTerms(kind);
  return [
    ...(needsProcedure && approvalTerms === null ? [notOffered] : []),
    ...(barredBy.seriousRecord ? standing.seriousRecords.map(seriousRecord) : []),
    ...(barredBy.brokenPromise ? standing.brokenPromises.map(brokenPromise) : []),
  ];
}

/** What is promised, as a question: by when it is written down, and which obligations it keeps from before. */
export interface ObligationsQuestion {
  kind: CommitmentKind;
  obligations: readonly ObligationText[];
  /** The day on which the promise was made. */
  promisedOn: Day;
  /** The day on which it is written down: no date may already be past then. */
  today: Day;
}

/** What keeps obligations from being written down at all: not a promise that could be followed. */
export function reasonsAgainstObligations(question: ObligationsQuestion): Refusal[] {
  const { kind, obligations } = question;
  const decidedAtOnce = kindTerms(kind).decidedAtOnce;
  const ofApproval = obligations.some(({ term }) => term.kind === 'approval');
  return [
    ...repeated(obligations),
    ...(decidedAtOnce && !ofApproval ? [nothingToCheck] : []),
    ...(!decidedAtOnce && ofApproval ? [nothingDecided] : []),
    ...obligations.flatMap((obligation) => reasonsAgainstObligation(obligation, question)),
  ];
}

/** What keeps the words of an amendment from being taken: as for obligations, but nothing is decided on them any more. */
export function reasonsAgainstAmendment(question: Omit<ObligationsQuestion, 'kind'>): Refusal[] {
  const { obligations } = question;
  return [
    ...repeated(obligations),
    ...(obligations.some(({ term }) => term.kind === 'approval') ? [nothingDecided] : []),
    ...obligations.flatMap((obligation) => reasonsAgainstObligation(obligation, question)),
  ];
}

function repeated(obligations: readonly ObligationText[]): Refusal[] {
  const codes = obligations.map(({ code }) => code);
  const twice = codes.filter((code, index) => codes.indexOf(code) !== index);
  return [...new Set(twice)].map((code) =>
    refusal('obligation-twice', {
      zh: `履约事项代码“${code}”重复，请为每一事项另编代码。`,
      en: `The obligation code "${code}" is given twice; give each obligation its own.`,
    }),
  );
}

function reasonsAgainstObligation(
  obligation: ObligationText,
  { promisedOn, today }: Pick<ObligationsQuestion, 'promisedOn' | 'today'>,
): Refusal[] {
  const { code, term, quantity, event } = obligation;
  const refusals: Refusal[] = [];
  if (quantity !== null && !isQuantity(quantity.amount)) {
    refusals.push(
      refusal('quantity-out-of-range', {
        zh: `“${code}”的数量应大于零，最多三位小数。`,
        en: `The quantity of "${code}" is more than nothing, with at most three decimals.`,
      }),
    );
  }
  if (term.kind === 'day') refusals.push(...againstDay(code, term.due, promisedOn, today));
  if (term.kind === 'event') {
    refusals.push(...againstTerm(code, term), ...againstDay(code, term.expectedBy, promisedOn, today));
    if (event === null || event.trim() === '') {
      refusals.push(
        refusal('event-missing', {
          zh: `“${code}”自某一事由起算，请写明是何事由。`,
          en: `The term of "${code}" runs from an event; say which.`,
        }),
      );
    }
  }
  return refusals;
}

function againstDay(code: string, day: Day, promisedOn: Day, today: Day): Refusal[] {
  if (day < today) {
    return [
      refusal('date-already-past', {
        zh: `“${code}”的日期${day}已过，请改为今天（${today}）或以后的日期。`,
        en: `The date ${day} of "${code}" is already past; choose today (${today}) or later.`,
      }),
    ];
  }
  if (daysBetween(promisedOn, day) <= LONGEST_TERM['calendar-days']) return [];
  return [
    refusal('date-too-far', {
      zh: `“${code}”的日期${day}过远，最长为作出承诺后${LONGEST_TERM['calendar-days']}日。`,
      en: `The date ${day} of "${code}" is too far; at most ${LONGEST_TERM['calendar-days']} days after the promise.`,
    }),
  ];
}

function againstTerm(code: string, { count, unit }: { count: number; unit: TermUnit }): Refusal[] {
  const longest = LONGEST_TERM[unit];
  if (Number.isInteger(count) && count >= 1 && count <= longest) return [];
  return [
    refusal('term-out-of-range', {
      zh: `“${code}”的期限应为1至${longest}的整数。`,
      en: `The term of "${code}" is a whole number from 1 to ${plural(longest, unit.slice(0, -1))}.`,
    }),
  ];
}

function refusal(code: string, text: Bilingual): Refusal {
  return { code, clause: '2025年意见（十五）；国办发〔2015〕51号（十一）', text };
}

const notOffered: Refusal = {
  code: 'commitment-not-offered',
  clause: NOTIFICATION_AND_PROMISE,
  text: {
    zh: '该事项不适用告知承诺，请按普通程序申请。',
    en: 'The procedure takes no commitment in place of approval; apply in the ordinary way.',
  },
};

const nothingToCheck: Refusal = {
  code: 'nothing-to-check',
  clause: NOTIFICATION_AND_PROMISE,
  text: {
    zh: '告知承诺须写明作出决定时即应符合的条件（至少一项）。',
    en: 'A promise that is decided on at once names at least one condition that is met at the decision.',
  },
};

const nothingDecided: Refusal = {
  code: 'nothing-decided',
  clause: NOTIFICATION_AND_PROMISE,
  text: {
    zh: '该承诺不再据以当场作出决定，各事项须有日期或起算事由。',
    en: 'Nothing is decided at once on this promise; give each obligation a day or a starting event.',
  },
};

function seriousRecord({ documentNumber, authority }: PromisorStanding['seriousRecords'][number]): Refusal {
  return {
    code: 'serious-dishonesty',
    clause: NOTIFICATION_AND_PROMISE,
    text: {
      zh: `存在未修复的严重失信记录（${authority}，${documentNumber}），请先申请信用修复；普通程序不受影响。`,
      en: `There is an unrepaired record of serious dishonesty (${authority}, ${documentNumber}); have it repaired first. The ordinary way stays open.`,
    },
  };
}

function brokenPromise({ caseNumber, decidedOn }: PromisorStanding['brokenPromises'][number]): Refusal {
  return {
    code: 'earlier-promise-not-kept',
    clause: NOTIFICATION_AND_PROMISE,
    text: {
      zh: `此前的承诺未履行（${caseNumber}，${dayText(decidedOn).zh}），请先补救；普通程序不受影响。`,
      en: `An earlier promise was not kept (${caseNumber}, ${decidedOn}); make it good first. The ordinary way stays open.`,
    },
  };
}
