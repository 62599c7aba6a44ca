import { explainPeriod, explainUnpublished } from './publicity-explanation.ts';
import {
  type CountedPeriod,
  findPublicityTerms,
  type LongestPeriod,
  type PublicityQuestion,
  type PublicityTerms,
} from './publicity-terms.ts';
import type { Refusal } from '../refusal.ts';
import { ruleSetForCase, ruleSetInForce } from '../rule-sets/index.ts';
import type { RuleSet } from '../rule-sets/rule-set.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';
import { addDays, addMonths } from '../time.ts';

/**
 * The days of a publicity period. None of them moves for a day off. `minimumEnds` is the last day of the minimum,
 * `applyFrom` the first on which repair may be applied for (null: not known before the correction is registered),
 * `endsBy` the last day shown: from 00:00 Asia/Shanghai of the next nobody sees it; null: no fixed term.
 * Not published: all null.
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
 * When a record is shown and from when it can be repaired, by the document's own term, the sector's rules or the rule
 * set in force on the day of the document, in this order.
 * A period of months from a document's date ends on the same date (民法典第201、202条: the day itself is not counted);
 * repair may be applied for after the minimum has ended (届满后), so from the next day.
 * Refusals: `no-rule-set` before 2023-05-01, `severity-missing`, `day-out-of-range`.
 */
export function publicityDates(question: PublicityQuestion): PublicityAnswer {
  const read = readPeriod(question);
  if (!read.ok) return read;
  const { ruleSet, terms } = read;
  const shown = terms.filter((term) => term.shown);
  if (shown.length === 0) {
    const none = { minimumEnds: null, applyFrom: null, endsBy: null };
    return {
      ok: true,
      published: false,
      ...none,
      ruleSet: ruleSet.id,
      explanation: explainUnpublished(ruleSet, terms),
    };
  }
  const longest = longestOf(question, shown);
  return {
    ok: true,
    published: true,
    minimumEnds: longest.minimum?.ends ?? null,
    applyFrom: longest.applyFrom,
    endsBy: longest.maximum?.ends ?? null,
    ruleSet: ruleSet.id,
    explanation: explainPeriod(question, ruleSet, shown, longest),
  };
}

/**
 * The period itself, with both of its ends: as it is shown, or, of what is not published, as long as it is shared
 * between authorities (ours: no text gives one). Null where `publicityDates` refuses.
 */
export function findPeriod(question: PublicityQuestion): LongestPeriod | null {
  const read = readPeriod(question);
  if (!read.ok) return null;
  const shown = read.terms.filter((term) => term.shown);
  return longestOf(question, shown.length === 0 ? read.terms : shown);
}

type PeriodRead =
  | { readonly ok: true; readonly ruleSet: RuleSet; readonly terms: readonly PublicityTerms[] }
  | { readonly ok: false; readonly refusal: Refusal };

function readPeriod(question: PublicityQuestion): PeriodRead {
  const { decidedOn, term, restartedOn, publishedFrom } = question;
  // A document that gives its own term needs no rule set for it: it goes by the first one otherwise.
  const ruleSet = term === undefined ? ruleSetInForce(decidedOn) : ruleSetForCase(decidedOn);
  if (ruleSet === null) return { ok: false, refusal: noRuleSet(decidedOn) };
  if ([decidedOn, restartedOn, publishedFrom].some((day) => day !== undefined && day > LATEST_DECISION)) {
    return { ok: false, refusal: dayOutOfRange() };
  }
  const terms = findPublicityTerms(question, ruleSet);
  return terms === null ? { ok: false, refusal: severityMissing(ruleSet) } : { ok: true, ruleSet, terms };
}

function longestOf(question: PublicityQuestion, terms: readonly PublicityTerms[]): LongestPeriod {
  const last = terms.map((term) => maximumOf(question, term)).reduce((a, b) => (isLater(a.ends, b.ends) ? a : b));
  const minimum = terms
    .flatMap((term) => minimumOf(question, term) ?? [])
    .reduce<CountedPeriod | null>((a, b) => (a !== null && isLater(a.ends, b.ends) ? a : b), null);
  const { start, term, ends } = last;
  return {
    minimum,
    maximum: term === null || ends === null ? null : { term, from: start.day, ends },
    start,
    applyFrom: minimum === null ? start.day : minimum.ends && addDays(minimum.ends, 1),
  };
}

/** Without an end is later than any day. */
function isLater(a: Day | null, b: Day | null): boolean {
  return a === null || (b !== null && a > b);
}

function startOf(question: PublicityQuestion, { countsFrom }: PublicityTerms): LongestPeriod['start'] {
  const { decidedOn, publishedFrom = decidedOn, restartedOn } = question;
  if (restartedOn !== undefined) return { day: restartedOn, event: 'restart' };
  return { day: countsFrom === 'publication' ? publishedFrom : decidedOn, event: countsFrom };
}

function maximumOf(question: PublicityQuestion, terms: PublicityTerms) {
  const { maximum: term } = terms;
  const start = startOf(question, terms);
  return { term, start, ends: term === null ? null : addMonths(start.day, term.value) };
}

/** From the correction: from then on while it is shown, so never before the period itself begins. */
function minimumOf(question: PublicityQuestion, terms: PublicityTerms): CountedPeriod | null {
  const { minimum: term, minimumSince } = terms;
  if (term === null) return null;
  const { day } = startOf(question, terms);
  const { correctedOn = null } = question;
  if (minimumSince === 'correction' && correctedOn === null) return { term, from: null, ends: null };
  const from = minimumSince === 'correction' && correctedOn !== null && correctedOn > day ? correctedOn : day;
  return { term, from, ends: addMonths(from, term.value) };
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
