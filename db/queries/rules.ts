import type { EntityManager } from '@mikro-orm/postgresql';
import { getRuleSet } from '../../domain/rule-sets/index.ts';
import { type RuleLookup, type RuleOverride, ruleValue } from '../../domain/rule-value.ts';
import type { Day } from '../../domain/time.ts';
import { RuleDefault } from '../entities/rule-default.ts';

/** The rules of a rule set as they count on a day, with what administrators have set. Throws for an unknown set. */
export async function loadRules(em: EntityManager, ruleSetId: string, on: Day): Promise<RuleLookup> {
  const ruleSet = getRuleSet(ruleSetId);
  const rows = await em.find(RuleDefault, { validFrom: { $lte: on } }, { orderBy: { at: 'asc' } });
  const overrides = rows.map(toOverride);
  return (code) => ruleValue(ruleSet, code, overrides, on);
}

function toOverride({ rule, value, validFrom, enteredBy, reason }: RuleDefault): RuleOverride {
  return { rule, value, from: validFrom, by: enteredBy, reason };
}
