import type { Refusal } from '../refusal.ts';
import type { RuleSet } from '../rule-sets/rule-set.ts';
import { reasonAgainstOverride, type RuleOverride } from '../deadline/rule-value.ts';
import { findSectorNumber } from './sector-rules.ts';
import { isSector, SECTOR_NUMBERS, type Sector, type SectorNumber } from './sectors.ts';
import type { Day } from '../time.ts';

/** Whether an override is of one sector alone: its rule is `tax/repair.answer-within-working-days`. */
export function isSectorOverride(rule: string): boolean {
  return rule.includes('/');
}

/**
 * What speaks against a number set for one sector; null when it may be stored: there is such a sector and such a number,
 * it was not read in the sector's own text, and nothing speaks against it as a number of that rule.
 */
export function reasonAgainstSectorOverride(ruleSet: RuleSet, override: RuleOverride, enteredOn: Day): Refusal | null {
  const named = readSectorRule(override.rule);
  if (named === null) return reasonAgainstOverride(ruleSet, override, enteredOn);
  const own = findSectorNumber(named.sector, override.from, named.code);
  if (own?.sure === 'text-read') return fixedByLaw(own.clause);
  return reasonAgainstOverride(ruleSet, { ...override, rule: named.code }, enteredOn);
}

function readSectorRule(rule: string): { sector: Sector; code: SectorNumber } | null {
  const [sector = '', code = ''] = rule.split('/', 2);
  const known = SECTOR_NUMBERS.find((one) => `${sector}/${one}` === rule && one === code);
  return known !== undefined && isSector(sector) ? { sector, code: known } : null;
}

function fixedByLaw(clause: string): Refusal {
  return {
    code: 'rule-fixed-by-law',
    clause,
    text: {
      zh: '该数值为本领域规定原文的规定，不得调整。',
      en: "This number is read in the text of the sector's own rules and cannot be changed.",
    },
  };
}
