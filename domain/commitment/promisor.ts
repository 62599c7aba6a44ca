import type { Refusal } from '../refusal.ts';
import type { Bilingual } from '../text.ts';
import { type CommitmentKind, kindTerms } from './commitment-kinds.ts';

const CLAUSE = '国发〔2016〕76号；2025年意见（十七）';

/** Who promises, to whom. */
export interface PromisorQuestion {
  kind: CommitmentKind;
  /** Credit code or identity number of the subject. */
  identifier: string;
  /** Code of the authority that follows the promise. */
  followedBy: string;
  /** The authority that a promise of government names; null: none is named. */
  promisor: { code: string; creditCode: string | null } | null;
}

/**
 * Whether the promisor is who the promise says. A promise of government is the authority's own: its subject has that
 * authority's credit code, so that only who acts for that authority can make it, and nobody promises in another's name.
 * Source: 国发〔2016〕76号；2025年意见（十七）: the authority that promised answers for it, to its superior.
 */
export function reasonsAgainstPromisor({ kind, identifier, followedBy, promisor }: PromisorQuestion): Refusal[] {
  const { byGovernment } = kindTerms(kind);
  if (byGovernment !== (promisor !== null)) return [notFit];
  if (promisor === null) return [];
  if (promisor.code === followedBy) return [notFit];
  if (promisor.creditCode === null) return [codeMissing(promisor.code)];
  return promisor.creditCode === identifier ? [] : [notTheSubject(promisor.code)];
}

function refusal(code: string, text: Bilingual): Refusal {
  return { code, clause: CLAUSE, text };
}

const notFit = refusal('promisor-authority-not-fit', {
  zh: '政府合同、政府承诺须写明作出承诺的机关，且不得为受理机关自身；其他承诺不填。',
  en: 'A promise of government names the authority that promises, which is not the one that follows it; others name none.',
});

function codeMissing(code: string): Refusal {
  return refusal('promisor-code-missing', {
    zh: `机关“${code}”尚未录入统一社会信用代码，无从核对承诺主体，请管理员先行录入。`,
    en: `No credit code is entered for the authority "${code}", so the promisor cannot be checked; the administrator enters it first.`,
  });
}

function notTheSubject(code: string): Refusal {
  return refusal('promisor-not-the-subject', {
    zh: `承诺主体不是机关“${code}”本身（统一社会信用代码不一致）；不得以其他机关的名义作出承诺。`,
    en: `The subject is not the authority "${code}" (their credit codes differ); nobody promises in another's name.`,
  });
}
