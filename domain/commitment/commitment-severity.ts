import type { RuleLookup } from '../deadline/rule-value.ts';
import type { Severity } from '../record/severity.ts';
import type { Bilingual } from '../text.ts';
import { type Day, daysBetween } from '../time.ts';

/** What became of one obligation, as far as its gravity goes. */
export interface GradedObligation {
  notKept: boolean;
  /** How much of it was done and accepted in time, 0 to 1. */
  shareDone: number;
  /** The day by which it was owed; null where none ever ran. */
  due: Day | null;
  /** It was put right afterwards. */
  madeGoodOn: Day | null;
}

export interface Grade {
  severity: Severity;
  clause: string;
  /** Why it is as grave, or as light, as that. */
  reasons: Bilingual[];
}

const CLAUSE = '国办发〔2019〕35号（一）';

/**
 * How grave a promise not kept is (视情节): by the share of what was promised that was not kept, how soon it was made
 * good, and whether it was broken on purpose, which a person has found with reasons. Pure; the thresholds are data.
 * Obligations that were released are not in the list.
 */
export function gradeOf(obligations: readonly GradedObligation[], wilful: boolean, rule: RuleLookup): Grade {
  const notKept = obligations.filter((obligation) => obligation.notKept);
  const percent = percentNotKept(obligations);
  const share = {
    zh: `未履行部分占承诺事项的${percent}%`,
    en: `${percent} % of what was promised was not kept`,
  };
  if (wilful) {
    return {
      severity: 'serious',
      clause: CLAUSE,
      reasons: [share, { zh: '经查明系故意不履行', en: 'found to be broken on purpose' }],
    };
  }
  const soon = rule('commitment.minor-if-made-good-within-days').value;
  if (notKept.length > 0 && notKept.every((obligation) => wasMadeGoodWithin(obligation, soon))) {
    return {
      severity: 'minor',
      clause: CLAUSE,
      reasons: [
        share,
        { zh: `均已在期满后${soon}日内补救`, en: `all of it made good within ${soon} days of its date` },
      ],
    };
  }
  return { severity: bySharePercent(percent, rule), clause: CLAUSE, reasons: [share] };
}

/** The share of the obligations that was not kept, in whole percent; partly done ones count by what is missing of them. */
export function percentNotKept(obligations: readonly GradedObligation[]): number {
  if (obligations.length === 0) return 0;
  const missing = obligations.reduce((sum, { notKept, shareDone }) => sum + (notKept ? 1 - shareDone : 0), 0);
  return Math.round((missing / obligations.length) * 100);
}

function bySharePercent(percent: number, rule: RuleLookup): Severity {
  if (percent >= rule('commitment.serious-from-percent').value) return 'serious';
  return percent < rule('commitment.minor-below-percent').value ? 'minor' : 'general';
}

function wasMadeGoodWithin({ due, madeGoodOn }: GradedObligation, days: number): boolean {
  return madeGoodOn !== null && due !== null && daysBetween(due, madeGoodOn) <= days;
}
