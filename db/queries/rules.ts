import type { EntityManager } from '@mikro-orm/postgresql';
import { getRuleSet } from '../../domain/rule-sets/index.ts';
import { type RuleLookup, type RuleOverride, ruleValue } from '../../domain/rule-value.ts';
import type { Day } from '../../domain/time.ts';
import { select } from './sql.ts';

/**
 * The rules as they count for a case: the rule set it was opened under, with the defaults that an administrator had
 * set by `on`. Throws RangeError for a rule set that never was. One statement.
 */
export async function loadRules(em: EntityManager, ruleSetId: string, on: Day): Promise<RuleLookup> {
  const ruleSet = getRuleSet(ruleSetId);
  const overrides = await loadRuleOverrides(em, on);
  return (code) => ruleValue(ruleSet, code, overrides, on);
}

/** Every default set by `on`, or all of them; of one rule the one that counts comes last. One statement. */
export async function loadRuleOverrides(em: EntityManager, on?: Day): Promise<RuleOverride[]> {
  return select<RuleOverride>(
    em,
    `select rule, value, valid_from as "from", entered_by as by, reason
     from rule_default ${on === undefined ? '' : 'where valid_from <= ?'}
     order by rule, valid_from, at, id`,
    on === undefined ? [] : [on],
  );
}
