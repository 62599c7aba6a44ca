import type { Day } from '../time.ts';
import { RULES_2023_05_01 } from './2023-05-01.ts';
import { RULES_2026_04_01 } from './2026-04-01.ts';
import type { RuleSet } from './rule-set.ts';

/** All rule sets, oldest first. What is released is only added to; a changed number is a new set, or an override. */
export const RULE_SETS: readonly RuleSet[] = [RULES_2023_05_01, RULES_2026_04_01];

/** The rule set in force on the day; null before the first one (2023-05-01). */
export function ruleSetInForce(day: Day): RuleSet | null {
  return RULE_SETS.findLast((ruleSet) => ruleSet.inForceFrom <= day) ?? null;
}

/** The rule set with this id, as a case keeps it. Throws for an id that never was one. */
export function getRuleSet(id: string): RuleSet {
  const ruleSet = RULE_SETS.find((candidate) => candidate.id === id);
  if (ruleSet === undefined) throw new RangeError(`there is no rule set "${id}"`);
  return ruleSet;
}

/**
 * The rule set that a case of this day is opened under: the one in force, or the first one for a day before all
 * of them, whose defaults for terms within the authority have no date in any text.
 */
export function ruleSetForCase(day: Day): RuleSet {
  return ruleSetInForce(day) ?? RULES_2023_05_01;
}
