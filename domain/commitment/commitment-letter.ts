import { type CommitmentKind, kindTerms } from './commitment-kinds.ts';
import type { TermUnit } from '../deadline/ledger.ts';
import { dayText } from '../time.ts';
import type { ObligationText } from './obligation.ts';

/** What one commitment says beyond the standard text of its kind. */
export interface LetterFacts {
  kind: CommitmentKind;
  /** What it is about: the procedure applied for, the contract, the programme. */
  title: string;
  authorityName: string;
  /** Who promises: the subject's name. */
  promisorName: string;
  obligations: readonly ObligationText[];
}

const UNIT_TEXT = {
  'working-days': '个工作日',
  'calendar-days': '日',
  months: '个月',
  years: '年',
} as const satisfies Record<TermUnit, string>;

/**
 * The exact text that is signed (承诺书): the standard text of the kind, then what is promised here, each obligation
 * with its date and what shows it, and what follows if it is not kept. The same standard text and facts give the same
 * characters, so that its SHA-256 shows that the text shown is the text signed.
 * Source: 国办发〔2015〕51号 (11), 国办发〔2019〕35号 (1): a written promise in standard form, with its consequences.
 */
export function commitmentLetter(standardText: string, facts: LetterFacts): string {
  const { kind, title, authorityName, promisorName, obligations } = facts;
  const { name, withdrawable, isPublic } = kindTerms(kind);
  return [
    standardText.trim(),
    '',
    `承诺类型：${name.zh}`,
    `承诺人：${promisorName}`,
    `受理机关：${authorityName}`,
    `承诺事项：${title}`,
    '履约事项：',
    ...obligations.map((obligation, index) => `${index + 1}. ${obligationLine(obligation)}`),
    '未按期履行的，由受理机关按情节轻重记为轻微、一般或严重，作为履约结果记入信用记录；补救后不再据此限制。',
    '因不可抗力不能按期履行的，可凭证明申请延期；变更承诺须经受理机关同意，变更前的内容一并保存。',
    ...(withdrawable ? ['办结核查前可撤回承诺，改按普通程序办理，不受影响。'] : []),
    ...(isPublic ? ['本承诺向社会公开。'] : ['本承诺不向社会公开。']),
  ].join('\n');
}

/** One obligation on one line, as it stands in the letter and in notices. */
export function obligationLine({ title, content, evidence, event, quantity, term }: ObligationText): string {
  const parts = [
    quantity === null ? title : `${title}（${quantity.amount}${quantity.unit}）`,
    ...(content === null ? [] : [content]),
    termText(term, event),
    ...(evidence === null ? [] : [`证明：${evidence}`]),
  ];
  return parts.join('；');
}

function termText(term: ObligationText['term'], event: string | null): string {
  switch (term.kind) {
    case 'day':
      return `${dayText(term.due).zh}（含当日）前履行`;
    case 'event':
      return `自${event ?? ''}之日起${term.count}${UNIT_TEXT[term.unit]}内履行（预计不晚于${dayText(term.expectedBy).zh}起算）`;
    case 'approval':
      return '作出决定时即符合，接受事后核查';
    default:
      return term satisfies never;
  }
}
