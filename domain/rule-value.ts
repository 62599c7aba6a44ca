import type { Refusal } from './refusal.ts';
import type { RuleCode, RuleSet, RuleValues, Sureness } from './rule-sets/rule-set.ts';
import type { Day } from './time.ts';

/** A number that an administrator set from a day on (a row of `rule_default`). */
export interface RuleOverride {
  readonly rule: string;
  readonly value: number | readonly number[];
  readonly from: Day;
  readonly by: string;
  readonly reason: string;
}

/** A rule's number as it counts on a day, with what a deadline's ledger says of it. */
export interface RuleAnswer<Value> {
  readonly value: Value;
  readonly clause: string;
  readonly sure: Sureness;
  /** The number is a default, ours or an administrator's, and the ledger says so. */
  readonly isDefault: boolean;
  /** The administrator's row it comes from; null where the rule set's own number counts. */
  readonly override: RuleOverride | null;
}

/** Gives the rules as they count for one case: its rule set with the overrides of its day. */
export type RuleLookup = <Code extends RuleCode>(code: Code) => RuleAnswer<RuleValues[Code]>;

/**
 * The number of a rule on a day: the rule set's own, or the latest override that had begun by then (of two that began
 * on the same day, the later row). A number read in the text is the law's and is never overridden.
 */
export function ruleValue<Code extends RuleCode>(
  ruleSet: RuleSet,
  code: Code,
  overrides: readonly RuleOverride[],
  on: Day,
): RuleAnswer<RuleValues[Code]> {
  const { value, clause, sure } = ruleSet.rules[code];
  if (sure === 'text-read') return { value, clause, sure, isDefault: false, override: null };
  const override = inForce(overrides, code, on);
  if (override === null || !sameShape(value, override.value)) {
    return { value, clause, sure, isDefault: sure === 'default', override: null };
  }
  return { value: override.value, clause, sure: 'default', isDefault: true, override };
}

/**
 * What speaks against a new override; null when it may be stored: the rule exists and is no number read in the text,
 * the value has its shape, and counts are whole numbers from 0 to 3660.
 */
export function reasonAgainstOverride(ruleSet: RuleSet, override: RuleOverride): Refusal | null {
  const { rule: code } = override;
  if (!isRuleCode(ruleSet, code)) {
    return {
      code: 'unknown-rule',
      clause: ruleSet.document,
      text: { zh: `规则集中没有“${code}”，请核对规则代码。`, en: `The rule set has no rule "${code}"; check its code.` },
    };
  }
  const rule = ruleSet.rules[code];
  if (rule.sure === 'text-read') {
    return {
      code: 'rule-fixed-by-law',
      clause: rule.clause,
      text: {
        zh: '该数值为法规原文规定，不得调整。',
        en: 'This number is read in the text of the law and cannot be changed.',
      },
    };
  }
  if (sameShape(rule.value, override.value) && [override.value].flat().every(isCount)) return null;
  return {
    code: 'rule-value-shape',
    clause: rule.clause,
    text: {
      zh: `“${code}”的值应为${Array.isArray(rule.value) ? '一组' : '一个'}0至${LARGEST}的整数。`,
      en: `"${code}" takes ${Array.isArray(rule.value) ? 'a list of whole numbers' : 'a whole number'} from 0 to ${LARGEST}.`,
    },
  };
}

const LARGEST = 3660;

/** Whether the rule set has a rule of this code. */
export function isRuleCode(ruleSet: RuleSet, code: string): code is RuleCode {
  return Object.hasOwn(ruleSet.rules, code);
}

function inForce(overrides: readonly RuleOverride[], code: RuleCode, on: Day): RuleOverride | null {
  return overrides
    .filter(({ rule, from }) => rule === code && from <= on)
    .reduce<RuleOverride | null>((latest, row) => (latest === null || row.from >= latest.from ? row : latest), null);
}

function sameShape<Value extends number | readonly number[]>(value: Value, other: unknown): other is Value {
  return Array.isArray(value) === Array.isArray(other) && (Array.isArray(other) || typeof other === 'number');
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LARGEST;
}
