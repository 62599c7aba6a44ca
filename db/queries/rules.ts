import type { EntityManager } from '@mikro-orm/postgresql';
import { getRuleSet } from '../../domain/rule-sets/index.ts';
import { type RuleLookup, type RuleOverride, ruleValue } from '../../domain/deadline/rule-value.ts';
import { isSectorOverride } from '../../domain/record/sector-override.ts';
import type { Day, Instant } from '../../domain/time.ts';
import { select } from './sql.ts';

/**
 * The rules as they count for a case: the rule set it was opened under, with the defaults that count on the day `on`
 * and were entered by `enteredBy`: one entered later never reaches a case that runs. Throws RangeError for a rule set
 * that never was. One statement.
 */
export async function loadRules(
  em: EntityManager,
  ruleSetId: string,
  on: Day,
  enteredBy: Instant,
): Promise<RuleLookup> {
  const ruleSet = getRuleSet(ruleSetId);
  const overrides = await select<RuleOverride>(
    em,
    `${OVERRIDES} where valid_from <= ? and at <= ?::timestamptz ${IN_ORDER}`,
    [on, enteredBy],
  );
  const rule: RuleLookup = (code) => ruleValue(ruleSet, code, overrides, on);
  return Object.assign(rule, { ofSectors: overrides.filter((row) => isSectorOverride(row.rule)) });
}

/** Every default that was ever set; of one rule the one that counts comes last. One statement. */
export async function loadRuleOverrides(em: EntityManager): Promise<RuleOverride[]> {
  return select<RuleOverride>(em, `${OVERRIDES} ${IN_ORDER}`);
}

const OVERRIDES = `select rule, value, valid_from as "from", entered_by as by, reason from rule_default`;
const IN_ORDER = 'order by rule, valid_from, at, id';
