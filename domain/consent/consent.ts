import type { RuleLookup } from '../deadline/rule-value.ts';
import type { RecordKind } from '../record/record-kind.ts';
import type { Refusal } from '../refusal.ts';
import type { Bilingual } from '../text.ts';
import { addMonths, type Day } from '../time.ts';
import { getStatutoryBasis, QUERY_PURPOSE_TEXT, type QueryPurpose } from './query-bases.ts';

const CLAUSE = '国办发〔2020〕49号（十四）';

/** Consent (同意) of a person that one authority queries these kinds of records of theirs, for one purpose, until a day. */
export interface Consent {
  readonly id: string;
  readonly purpose: QueryPurpose;
  readonly kinds: readonly RecordKind[];
  /** Both days count. */
  readonly from: Day;
  readonly until: Day;
  /** Day on which it was withdrawn, which is the first on which it counts no more; null: it was not. */
  readonly withdrawnOn: Day | null;
}

export interface ConsentQuestion {
  readonly subjectKind: 'organisation' | 'person';
  /** In which capacity the caller acts for the subject. */
  readonly capacity: 'self' | 'legal-representative' | 'agent' | 'administrator';
  readonly from: Day;
  readonly until: Day;
  readonly today: Day;
}

/**
 * What speaks against giving a consent, every reason at once. It is a person's own to give (or their guardian's), and
 * never for good. Source: 国办发〔2020〕49号（十四）: 禁止未经授权、强制授权或一次授权终身收集使用; 个人信息保护法 14, 31.
 */
export function reasonsAgainstConsent(question: ConsentQuestion, rule: RuleLookup): Refusal[] {
  const { subjectKind, capacity, from, until, today } = question;
  const refusals: Refusal[] = [];
  if (subjectKind !== 'person') refusals.push(NOT_A_PERSON);
  else if (capacity !== 'self' && capacity !== 'legal-representative') refusals.push(NOT_BY_HERSELF);
  if (until < today) refusals.push(OVER);
  const { value: months } = rule('consent.longest-months');
  const last = addMonths(from, months);
  if (until > last) {
    refusals.push({
      code: 'consent-too-long',
      clause: CLAUSE,
      text: {
        zh: `一次同意最长${months}个月（至${last}），期满可再次同意；请改短期限。`,
        en: `A consent lasts ${months} months at most (until ${last}) and can be given again; choose an earlier day.`,
      },
    });
  }
  return refusals;
}

const NOT_A_PERSON: Refusal = {
  code: 'consent-not-of-a-person',
  clause: CLAUSE,
  text: {
    zh: '同意只用于自然人的信息；单位的信息不适用，无须办理。',
    en: 'Consent is about a person’s information; an organisation needs to give none.',
  },
};

const NOT_BY_HERSELF: Refusal = {
  code: 'consent-not-by-the-person',
  clause: '个人信息保护法第十四条、第三十一条',
  text: {
    zh: '同意应由本人（未成年人由监护人）作出，代理人不得代为同意；请本人登录办理。',
    en: 'Consent is given by the person (a guardian, for a minor) and by no agent; the person signs in for it.',
  },
};

const OVER: Refusal = {
  code: 'consent-over',
  clause: CLAUSE,
  text: { zh: '同意的截止日期已过，请更正。', en: 'The last day of the consent has passed; correct it.' },
};

export const CONSENT_STATES = ['in-force', 'not-yet', 'expired', 'withdrawn'] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];

export const CONSENT_STATE_TEXT: Readonly<Record<ConsentState, Bilingual>> = {
  'in-force': { zh: '有效', en: 'in force' },
  'not-yet': { zh: '尚未生效', en: 'not in force yet' },
  expired: { zh: '已到期', en: 'expired' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

/** What a consent is on a day. A withdrawal counts at once (个人信息保护法第十五条), and undoes no query made before. */
export function consentState({ from, until, withdrawnOn }: Consent, today: Day): ConsentState {
  if (withdrawnOn !== null) return 'withdrawn';
  if (today < from) return 'not-yet';
  return today <= until ? 'in-force' : 'expired';
}

/** What an officer says of their query. */
export interface QueryReason {
  readonly purpose: QueryPurpose | null;
  /** A basis that officers name, with the document it rests on; null: they rest on consent or on a case in hand. */
  readonly basis: string | null;
  readonly reference: string | null;
}

/** On what a query of a person's information rested; kept with its entry in the log. */
export type QueryGround =
  | { readonly kind: 'statutory'; readonly basis: string; readonly reference: string | null }
  | { readonly kind: 'consent'; readonly consents: readonly string[]; readonly purpose: QueryPurpose }
  // Asked for by the subject itself at the counter of a window, which has seen proof of it.
  | { readonly kind: 'own-request' };

export type PersonalAccess =
  | { readonly ok: true; readonly ground: QueryGround; readonly kinds: readonly RecordKind[] | null }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * Whether another authority than the one that determined it may query a person's information: where it handles the
 * person's own case, on a basis in law that it names with its document, or by the person's consent for that purpose. By
 * consent it sees the kinds that the consent names, on the other grounds all (`kinds` null).
 * Source: 国办发〔2020〕49号（四）（十四）; 个人信息保护法 13.
 */
export function accessToPerson(
  { purpose, basis, reference }: QueryReason,
  { handlesCase, consents, today }: { handlesCase: boolean; consents: readonly Consent[]; today: Day },
): PersonalAccess {
  if (handlesCase) return { ok: true, ground: { kind: 'statutory', basis: 'own-case', reference: null }, kinds: null };
  if (basis !== null && reference !== null) {
    const { basis: named } = getStatutoryBasis(basis);
    return { ok: true, ground: { kind: 'statutory', basis: named, reference }, kinds: null };
  }
  const fitting = consents.filter((one) => one.purpose === purpose && consentState(one, today) === 'in-force');
  if (purpose === null || fitting.length === 0) return { ok: false, refusal: consentRequired(purpose) };
  const kinds = [...new Set(fitting.flatMap((one) => one.kinds))];
  return { ok: true, ground: { kind: 'consent', consents: fitting.map(({ id }) => id), purpose }, kinds };
}

function consentRequired(purpose: QueryPurpose | null): Refusal {
  const why =
    purpose === null
      ? { zh: '未说明查询目的', en: 'the purpose of the query was not given' }
      : {
          zh: `本人没有为“${QUERY_PURPOSE_TEXT[purpose].zh}”同意贵单位查询`,
          en: `the person has not consented to your query for ${QUERY_PURPOSE_TEXT[purpose].en}`,
        };
  return {
    code: 'consent-required',
    clause: '国办发〔2020〕49号（四）（十四）；个人信息保护法第十三条',
    text: {
      zh: `查询自然人的信用信息须经本人同意或者有法定依据：${why.zh}。请本人办理同意（POST /v1/consents），或者写明法定依据（basis）和文书（reference）；公示的信息可公开查询。`,
      en: `A person’s credit information is queried by their consent or on a basis in law: ${why.en}. Ask the person to consent (POST /v1/consents), or name the basis and its document (reference); what is published anybody can look up.`,
    },
  };
}
