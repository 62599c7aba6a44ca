import { getRuleSet } from '../../domain/rule-sets/index.ts';
import { type RuleLookup, ruleValue } from '../../domain/deadline/rule-value.ts';

/** The rule set in force since April 2026, as it was read: nobody has set another default. */
export const RULE: RuleLookup = (code) => ruleValue(getRuleSet('2026-04-01'), code, [], '2026-09-01');
