import type { RecordKind } from '../record/record-kind.ts';
import type { PublicityTerm, Rule, RuleSet } from '../rule-sets/rule-set.ts';
import { findSectorPeriod } from '../record/sector-rules.ts';
import type { Sector } from '../record/sectors.ts';
import type { Severity } from '../record/severity.ts';
import type { Day } from '../time.ts';

/** One deciding document: several penalties in it may be of several classes or sectors, and the longest counts. */
export interface PublicityQuestion {
  /** The date of the deciding document, from which the period runs (信用修复管理办法). */
  readonly decidedOn: Day;
  readonly severities: readonly Severity[];
  readonly sectors: readonly Sector[];
  /** A penalty, where nothing is said. */
  readonly kind?: RecordKind;
  /** The authority found it necessary to show what is not shown in principle. */
  readonly published?: boolean;
  /** Nothing but a warning or public criticism: not shown, under the rules that say so (order 58; market supervision). */
  readonly warningOnly?: boolean;
  /** The first day shown, for sectors that count from it; the document's day where nothing is said. */
  readonly publishedFrom?: Day;
  /** For a minimum that runs from the correction. */
  readonly correctedOn?: Day | null;
  /** The period starts anew on this day, whatever it was counted from before (a repair withdrawn). */
  readonly restartedOn?: Day;
  /** The term that the deciding document itself gives; months null: none at all. */
  readonly term?: { readonly months: number | null; readonly clause: string };
}

/** So many months, and where that was read. */
export type Months = Rule<number>;

/** One of the periods that a document's contents ask for. */
export interface PublicityTerms {
  readonly shown: boolean;
  /** Null: repair may be applied for as soon as the duties are done. */
  readonly minimum: Months | null;
  readonly minimumSince: 'start' | 'correction';
  /** Null: no fixed term. */
  readonly maximum: Months | null;
  readonly countsFrom: 'document' | 'publication';
  /** The sector's document it comes from; null: the rule set. */
  readonly document: string | null;
}

/** A period counted from a day; `ends` null: the day is not known yet. */
export interface CountedPeriod {
  readonly term: Months;
  readonly from: Day | null;
  readonly ends: Day | null;
}

/** The longest of the periods that one document asks for, each end for itself. */
export interface LongestPeriod {
  /** The period whose minimum ends last; null: there is no minimum. */
  readonly minimum: CountedPeriod | null;
  /** The period that ends last; null: no fixed term. */
  readonly maximum: { readonly term: Months; readonly from: Day; readonly ends: Day } | null;
  /** What the maximum is counted from. */
  readonly start: { readonly day: Day; readonly event: 'document' | 'publication' | 'restart' };
  readonly applyFrom: Day | null;
}

/**
 * The periods a document asks for: its own term, else the sector's, else the rule set's. Null: the class is missing,
 * without which there is no saying.
 */
export function findPublicityTerms(question: PublicityQuestion, ruleSet: RuleSet): PublicityTerms[] | null {
  const { term, severities } = question;
  if (term !== undefined) return [byDocument(term)];
  const sectors: readonly Sector[] = question.sectors.length === 0 ? ['general'] : question.sectors;
  const found: PublicityTerms[] = [];
  for (const sector of sectors) {
    const terms = severities.map(
      (severity) => ofSector(question, sector, severity) ?? ofRuleSet(question, ruleSet, sector, severity),
    );
    if (severities.length === 0) {
      if (ruleSet.publicity.by === 'severity' || hasOwn(question, sector)) return null;
      terms.push(ofRuleSet(question, ruleSet, sector, 'general'));
    }
    found.push(...terms);
  }
  return found;
}

function byDocument({ months, clause }: { months: number | null; clause: string }): PublicityTerms {
  return {
    shown: true,
    minimum: null,
    minimumSince: 'start',
    maximum: months === null ? null : { value: months, clause, sure: 'text-read' },
    countsFrom: 'document',
    document: clause,
  };
}

function hasOwn(question: PublicityQuestion, sector: Sector): boolean {
  return (['minor', 'general', 'serious'] as const).some((severity) => ofSector(question, sector, severity) !== null);
}

function ofSector(question: PublicityQuestion, sector: Sector, severity: Severity): PublicityTerms | null {
  const { kind = 'penalty', decidedOn } = question;
  const period = findSectorPeriod(sector, kind, severity, decidedOn);
  if (period === null) return null;
  const { minimumMonths, minimumSince, maximumMonths, countsFrom } = period;
  return {
    shown: isShown(question, period.shown === 'always' && question.warningOnly !== true),
    minimum: minimumMonths,
    minimumSince,
    maximum: maximumMonths,
    countsFrom,
    document: (maximumMonths ?? minimumMonths)?.clause ?? null,
  };
}

function ofRuleSet(
  question: PublicityQuestion,
  { publicity }: RuleSet,
  sector: Sector,
  severity: Severity,
): PublicityTerms {
  const { shown, minimumMonths, maximumMonths } =
    publicity.by === 'severity' ? publicity.terms[severity] : (findOwn(publicity.sectors, sector) ?? publicity.other);
  const isAlways = shown === 'always' && (publicity.by === 'severity' || question.warningOnly !== true);
  return {
    shown: isShown(question, isAlways),
    minimum: minimumMonths,
    minimumSince: 'start',
    maximum: maximumMonths,
    countsFrom: 'document',
    document: null,
  };
}

function findOwn(sectors: Readonly<Partial<Record<Sector, PublicityTerm>>>, sector: Sector): PublicityTerm | null {
  return sectors[sector] ?? null;
}

function isShown({ published }: PublicityQuestion, always: boolean): boolean {
  return always || published === true;
}
