import type { LongestPeriod, PublicityQuestion, PublicityTerms } from './publicity-terms.ts';
import type { RuleSet } from '../rule-sets/rule-set.ts';
import { SECTOR_TEXT } from '../record/sectors.ts';
import { SEVERITY_TEXT } from '../record/severity.ts';
import type { Bilingual } from '../text.ts';
import { describeDay } from '../time.ts';

/** Why a period is as long as it is, line by line: its basis, what counts, from when, and both of its ends. */
export function explainPeriod(
  question: PublicityQuestion,
  ruleSet: RuleSet,
  terms: readonly PublicityTerms[],
  longest: LongestPeriod,
): Bilingual[] {
  return [...bases(ruleSet, terms), ...whatCounts(question, ruleSet, terms), ...startAndEnds(longest)];
}

/** Why something is not shown. */
export function explainUnpublished(ruleSet: RuleSet, terms: readonly PublicityTerms[]): Bilingual[] {
  return [
    ...bases(ruleSet, terms),
    ruleSet.publicity.by === 'severity' && terms.every(({ document }) => document === null)
      ? {
          zh: '轻微失信信息原则上不公示；认定单位认为确有必要公示的除外。',
          en: 'Minor dishonesty information is not published, unless the authority finds it necessary.',
        }
      : {
          zh: '仅受到警告、通报批评的，不予公示；认定单位认为确有必要公示的除外。',
          en: 'A warning or public criticism alone is not published, unless the authority finds it necessary.',
        },
  ];
}

function bases({ title, document }: RuleSet, terms: readonly PublicityTerms[]): Bilingual[] {
  const own = [...new Set(terms.flatMap((term) => term.document ?? []))];
  const lines = own.map((text) => ({ zh: `依据：${text}。`, en: `Basis: ${text}.` }));
  if (terms.some((term) => term.document === null)) {
    lines.unshift({ zh: `依据：《${title.zh}》（${document}）。`, en: `Basis: ${title.en} (${document}).` });
  }
  return lines;
}

/** The classes or sectors that the periods come from. */
function whatCounts(
  { severities, sectors, term }: PublicityQuestion,
  { publicity }: RuleSet,
  terms: readonly PublicityTerms[],
): Bilingual[] {
  if (term !== undefined) return [];
  const isSectors = terms.some(({ document }) => document !== null);
  const byClass = publicity.by === 'severity' || isSectors ? severities.map((one) => SEVERITY_TEXT[one].name) : [];
  const bySector = publicity.by === 'sector' || isSectors ? sectors.map((one) => SECTOR_TEXT[one]) : [];
  return [
    ...named({ zh: '失信程度', en: 'Severity' }, byClass),
    ...named({ zh: '领域', en: bySector.length === 1 ? 'Sector' : 'Sectors' }, bySector),
  ];
}

function named(label: Bilingual, names: readonly Bilingual[]): Bilingual[] {
  if (names.length === 0) return [];
  const longest =
    names.length > 1
      ? { zh: '；一并决定的，按最长的期限计算', en: '; of several in one decision the longest counts' }
      : { zh: '', en: '' };
  return [
    {
      zh: `${label.zh}：${names.map(({ zh }) => zh).join('、')}${longest.zh}。`,
      en: `${label.en}: ${names.map(({ en }) => en).join(', ')}${longest.en}.`,
    },
  ];
}

const START_TEXT: Readonly<Record<LongestPeriod['start']['event'], Bilingual>> = {
  document: { zh: '决定文书作出之日', en: 'the date of the deciding document' },
  publication: { zh: '公示之日', en: 'the day of publication' },
  restart: { zh: '恢复公示之日', en: 'the day on which it was shown again' },
};

function startAndEnds({ start, minimum, maximum, applyFrom }: LongestPeriod): Bilingual[] {
  const [from, event] = [describeDay(start.day), START_TEXT[start.event]];
  return [
    { zh: `公示期自${event.zh}（${from.zh}）起算。`, en: `The period runs from ${event.en}, ${from.en}.` },
    earliest(minimum, applyFrom),
    maximum === null
      ? {
          zh: '没有固定的公示期限，至依法终止公示之日为止。',
          en: 'There is no fixed term: it is shown until it is ended by law.',
        }
      : {
          zh: `最长公示期${maximum.term.value}个月，${describeDay(maximum.ends).zh}为公示的最后一日，次日零时起不再公示。`,
          en: `The maximum is ${maximum.term.value} months: ${describeDay(maximum.ends).en} is the last day shown; from 00:00 of the next day nobody sees it.`,
        },
  ];
}

function earliest(minimum: LongestPeriod['minimum'], applyFrom: LongestPeriod['applyFrom']): Bilingual {
  if (minimum === null) {
    return {
      zh: '没有最短公示期，履行完法定义务即可申请信用修复。',
      en: 'There is no minimum: repair may be applied for as soon as the duties are done.',
    };
  }
  const { term, ends } = minimum;
  const months = term.value;
  if (ends === null || applyFrom === null) {
    return {
      zh: `最短公示期${months}个月，自改正之日起算；改正登记后方可确定最早可申请信用修复之日。`,
      en: `The minimum of ${months} months runs from the correction: the first day to apply is known once that is registered.`,
    };
  }
  return {
    zh: `最短公示期${months}个月，至${describeDay(ends).zh}届满；自${describeDay(applyFrom).zh}起可以申请信用修复。`,
    en: `The minimum of ${months} months ends on ${describeDay(ends).en}; repair may be applied for from ${describeDay(applyFrom).en}.`,
  };
}
