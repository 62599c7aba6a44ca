import type { CaseKind } from '../case/case-kind.ts';
import type { Bilingual } from '../text.ts';

/** What an authority may want to know a person's credit for; a consent names one (49号（十四）: 明示目的、方式和范围). */
export const QUERY_PURPOSES = [
  'licensing',
  'procurement',
  'public-funds',
  'honours',
  'employment',
  'financing',
] as const;
export type QueryPurpose = (typeof QUERY_PURPOSES)[number];

export const QUERY_PURPOSE_TEXT: Readonly<Record<QueryPurpose, Bilingual>> = {
  licensing: { zh: '行政审批', en: 'licensing and approvals' },
  procurement: { zh: '政府采购、招标投标', en: 'procurement and tenders' },
  'public-funds': { zh: '财政资金、补贴', en: 'public funds and subsidies' },
  honours: { zh: '评优评先', en: 'honours and awards' },
  employment: { zh: '录用、任职', en: 'recruitment and posts' },
  financing: { zh: '融资授信', en: 'financing' },
};

/** A basis in law on which a person's information is queried without consent. */
export interface StatutoryBasis {
  readonly basis: string;
  readonly name: Bilingual;
  readonly clause: string;
  /**
   * `open-case`: found by the service itself, where the authority handles what the person asked for. `reference`: named by
   * the officer with the document it rests on, and answered for by them.
   */
  readonly shownBy: 'open-case' | 'reference';
}

/**
 * 法律、法规另有规定的从其规定 (49号（十四）): when no consent is asked. The list is data; who names a basis names the document.
 */
export const STATUTORY_BASES: readonly StatutoryBasis[] = [
  {
    basis: 'own-case',
    name: { zh: '办理本人提出的申请、承诺或者修复', en: 'handling what the person applied for or promised' },
    clause: '个人信息保护法第十三条第一款第三项；国发〔2016〕33号（十八）',
    shownBy: 'open-case',
  },
  {
    basis: 'look-up-before-approval',
    name: { zh: '依法应当查询（应查必查）', en: 'a look-up that the law asks for before a decision' },
    clause: '国发〔2016〕33号（十八）',
    shownBy: 'reference',
  },
  {
    basis: 'statutory-duty',
    name: { zh: '履行法定职责所必需', en: 'necessary for a statutory duty' },
    clause: '个人信息保护法第十三条第一款第三项、第三十四条',
    shownBy: 'reference',
  },
  {
    basis: 'emergency',
    name: { zh: '应对突发公共卫生事件或者紧急情况所必需', en: 'necessary in a public health event or an emergency' },
    clause: '个人信息保护法第十三条第一款第四项',
    shownBy: 'reference',
  },
];

/** The codes that an officer may name; the others the service finds by itself. */
export const NAMED_BASES: readonly string[] = STATUTORY_BASES.filter(({ shownBy }) => shownBy === 'reference').map(
  ({ basis }) => basis,
);

/** The kinds of cases that a person opens for themselves, and by which their authority handles their matter. */
export const CASES_OF_THE_PERSON = ['accept-first', 'commitment', 'repair'] as const satisfies readonly CaseKind[];

/** The basis with this code; throws RangeError for one that is not on the list. */
export function getStatutoryBasis(code: string): StatutoryBasis {
  const found = STATUTORY_BASES.find((one) => one.basis === code);
  if (found === undefined) throw new RangeError(`there is no statutory basis "${code}"`);
  return found;
}
