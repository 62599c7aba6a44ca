import type { Refusal } from './refusal.ts';
import { ruleSetInForce } from './rule-sets/index.ts';
import type { PublicityRules, PublicityTerm, RuleSet, Sector } from './rule-sets/rule-set.ts';
import { SECTOR_TEXT } from './rule-sets/rule-set.ts';
import type { Severity } from './severity.ts';
import { SEVERITY_TEXT } from './severity.ts';
import type { Bilingual } from './text.ts';
import type { Day } from './time.ts';
import { addDays, addMonths, describeDay } from './time.ts';

/** One deciding document: several penalties in it may be of several classes or sectors, and the longest counts. */
export interface PublicityQuestion {
  /** The date of the deciding document, from which the period runs (信用修复管理办法). */
  readonly decidedOn: Day;
  readonly severities: readonly Severity[];
  readonly sectors: readonly Sector[];
  /** The authority found it necessary to show what is only minor. Changes nothing for the other classes. */
  readonly published?: boolean;
}

/**
 * The days of a publicity period. None of them moves for a day off. `minimumEnds` is the last day of the minimum,
 * `applyFrom` the first on which repair may be applied for, `endsBy` the last day shown: from 00:00 Asia/Shanghai of
 * the next nobody sees it. Not published: all null.
 */
export interface PublicityDates {
  readonly published: boolean;
  readonly minimumEnds: Day | null;
  readonly applyFrom: Day | null;
  readonly endsBy: Day | null;
  readonly ruleSet: string;
  readonly explanation: readonly Bilingual[];
}

export type PublicityAnswer =
  | ({ readonly ok: true } & PublicityDates)
  | { readonly ok: false; readonly refusal: Refusal };

// So that the longest period still ends on a day that can be written.
const LATEST_DECISION: Day = '2195-12-31';

/**
 * When a record is shown and from when it can be repaired, by the rule set in force on the day of the document.
 * A period of months from a document's date ends on the same date (民法典第201、202条: the day itself is not counted);
 * repair may be applied for after the minimum has ended (届满后), so from the next day.
 * Refusals: `no-rule-set` before 2023-05-01, `severity-missing`, `day-out-of-range`.
 */
export function publicityDates(question: PublicityQuestion): PublicityAnswer {
  const { decidedOn, severities } = question;
  const ruleSet = ruleSetInForce(decidedOn);
  if (ruleSet === null) return { ok: false, refusal: noRuleSet(decidedOn) };
  if (decidedOn > LATEST_DECISION) return { ok: false, refusal: dayOutOfRange() };
  if (ruleSet.publicity.by === 'severity' && severities.length === 0)
    return { ok: false, refusal: severityMissing(ruleSet) };
  const terms = termsOf(ruleSet.publicity, question).filter(
    ({ shown }) => shown === 'always' || question.published === true,
  );
  if (terms.length === 0) return { ok: true, ...notPublished(ruleSet) };
  return { ok: true, ...published(question, ruleSet, longestMinimum(terms), longestMaximum(terms)) };
}

function termsOf(rules: PublicityRules, { severities, sectors }: PublicityQuestion): PublicityTerm[] {
  if (rules.by === 'severity') return severities.map((severity) => rules.terms[severity]);
  return sectors.length === 0 ? [rules.other] : sectors.map((sector) => rules.sectors[sector]);
}

/** 0 where repair may be applied for as soon as the duties are done. */
function longestMinimum(terms: readonly PublicityTerm[]): number {
  return Math.max(...terms.map((term) => term.minimumMonths?.value ?? 0));
}

function longestMaximum(terms: readonly PublicityTerm[]): number {
  return Math.max(...terms.map((term) => term.maximumMonths.value));
}

function published(question: PublicityQuestion, ruleSet: RuleSet, minimum: number, maximum: number): PublicityDates {
  const { decidedOn } = question;
  const endsBy = addMonths(decidedOn, maximum);
  const minimumEnds = minimum === 0 ? null : addMonths(decidedOn, minimum);
  const applyFrom = minimumEnds === null ? decidedOn : addDays(minimumEnds, 1);
  const [from, end, apply] = [describeDay(decidedOn), describeDay(endsBy), describeDay(applyFrom)];
  const earliest =
    minimumEnds === null
      ? {
          zh: '没有最短公示期，履行完法定义务即可申请信用修复',
          en: 'There is no minimum: repair may be applied for as soon as the duties are done',
        }
      : {
          zh: `最短公示期${minimum}个月，至${describeDay(minimumEnds).zh}届满；自${apply.zh}起可以申请信用修复`,
          en: `The minimum of ${minimum} months ends on ${describeDay(minimumEnds).en}; repair may be applied for from ${apply.en}`,
        };
  return {
    published: true,
    minimumEnds,
    applyFrom,
    endsBy,
    ruleSet: ruleSet.id,
    explanation: [
      basis(ruleSet),
      ...whatCounts(question, ruleSet),
      {
        zh: `公示期自决定文书作出之日（${from.zh}）起算。`,
        en: `The period runs from the date of the deciding document, ${from.en}.`,
      },
      { zh: `${earliest.zh}。`, en: `${earliest.en}.` },
      {
        zh: `最长公示期${maximum}个月，${end.zh}为公示的最后一日，次日零时起不再公示。`,
        en: `The maximum is ${maximum} months: ${end.en} is the last day shown; from 00:00 of the next day nobody sees it.`,
      },
    ],
  };
}

/** The classes or sectors that the periods come from. */
function whatCounts({ severities, sectors }: PublicityQuestion, { publicity }: RuleSet): Bilingual[] {
  const bySeverity = publicity.by === 'severity';
  const names = bySeverity
    ? severities.map((severity) => SEVERITY_TEXT[severity].name)
    : sectors.map((sector) => SECTOR_TEXT[sector]);
  if (names.length === 0) return [];
  const longest =
    names.length > 1
      ? { zh: '；一并决定的，按最长的期限计算', en: '; of several in one decision the longest counts' }
      : { zh: '', en: '' };
  const label = bySeverity ? { zh: '失信程度', en: 'Severity' } : { zh: '领域', en: 'Sector' };
  return [
    {
      zh: `${label.zh}：${names.map(({ zh }) => zh).join('、')}${longest.zh}。`,
      en: `${label.en}: ${names.map(({ en }) => en).join(', ')}${longest.en}.`,
    },
  ];
}

function notPublished(ruleSet: RuleSet): PublicityDates {
  return {
    published: false,
    minimumEnds: null,
    applyFrom: null,
    endsBy: null,
    ruleSet: ruleSet.id,
    explanation: [
      basis(ruleSet),
      {
        zh: '轻微失信信息原则上不公示；认定单位认为确有必要公示的除外。',
        en: 'Minor dishonesty information is not published, unless the authority finds it necessary.',
      },
    ],
  };
}

function basis({ title, document }: RuleSet): Bilingual {
  return { zh: `依据：《${title.zh}》（${document}）。`, en: `Basis: ${title.en} (${document}).` };
}

function noRuleSet(decidedOn: Day): Refusal {
  return {
    code: 'no-rule-set',
    clause: '国家发展改革委令2023年第58号',
    text: {
      zh: `${decidedOn}早于本系统收录的第一部规则（2023-05-01起施行），无法计算；请向认定单位查询当时的规定。`,
      en: `${decidedOn} is before the first rule set held here (in force since 2023-05-01); ask the authority that decided.`,
    },
  };
}

function severityMissing(ruleSet: RuleSet): Refusal {
  return {
    code: 'severity-missing',
    clause: ruleSet.document,
    text: {
      zh: '请给出失信程度：轻微（minor）、一般（general）或严重（serious）。',
      en: 'Give the severity: minor, general or serious.',
    },
  };
}

function dayOutOfRange(): Refusal {
  return {
    code: 'day-out-of-range',
    clause: '民法典第202条',
    text: { zh: `日期不得晚于${LATEST_DECISION}。`, en: `The day may not be later than ${LATEST_DECISION}.` },
  };
}
