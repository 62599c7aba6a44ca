import type { Refusal } from '../refusal.ts';
import { RULE_BOUNDS } from '../rule-sets/rule-bounds.ts';
import type { RuleCode, RuleSet, RuleValues, Sureness } from '../rule-sets/rule-set.ts';
import type { Day } from '../time.ts';

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
export interface RuleLookup {
  <Code extends RuleCode>(code: Code): RuleAnswer<RuleValues[Code]>;
  /** Numbers that an administrator set for single sectors (`sector-override.ts`), of the same days; absent: none. */
  readonly ofSectors?: readonly RuleOverride[];
}

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
  const override = findOverride(overrides, code, on);
  if (override === null || !sameShape(value, override.value)) {
    return { value, clause, sure, isDefault: sure === 'default', override: null };
  }
  return { value: override.value, clause, sure: 'default', isDefault: true, override };
}

/**
 * What speaks against a new override entered on a day; null when it may be stored: the rule exists and is no number
 * read in the text, the value has its shape and lies within the rule's bounds, and it counts from that day or later:
 * a case that runs keeps the numbers it was opened under.
 */
export function reasonAgainstOverride(ruleSet: RuleSet, override: RuleOverride, enteredOn: Day): Refusal | null {
  const { rule: code, value } = override;
  if (!isRuleCode(ruleSet, code)) {
    return {
      code: 'unknown-rule',
      clause: ruleSet.document,
      text: {
        zh: `规则集中没有“${code}”，请核对规则代码。`,
        en: `The rule set has no rule "${code}"; check its code.`,
      },
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
  if (override.from < enteredOn) {
    return {
      code: 'rule-from-the-past',
      clause: rule.clause,
      text: {
        zh: `调整只能自今天（${enteredOn}）或以后的日期起适用，不影响在办案件。`,
        en: `A change counts from today (${enteredOn}) or later; it never reaches a case that runs.`,
      },
    };
  }
  const { least, most } = RULE_BOUNDS[code];
  if (sameShape(rule.value, value) && hasBounds([value].flat(), least, most)) return null;
  const isList = Array.isArray(rule.value);
  return {
    code: 'rule-value-shape',
    clause: rule.clause,
    text: {
      zh: `“${code}”的值应为${isList ? `一至十个由大到小的` : '一个'}${least}至${most}的整数。`,
      en: `"${code}" takes ${isList ? 'one to ten descending whole numbers' : 'a whole number'} from ${least} to ${most}.`,
    },
  };
}

const LONGEST_LIST = 10;

/** Whole numbers within the bounds; a list is read from its largest on, each number once. */
function hasBounds(values: readonly unknown[], least: number, most: number): boolean {
  const within = values.every((value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most);
  const descending = values.every((value, index) => index === 0 || Number(value) < Number(values[index - 1]));
  return within && descending && values.length >= 1 && values.length <= LONGEST_LIST;
}

/** Whether the rule set has a rule of this code. */
export function isRuleCode(ruleSet: RuleSet, code: string): code is RuleCode {
  return Object.hasOwn(ruleSet.rules, code);
}

/** The latest override of a rule that had begun by a day (of two of one day the later row); null: there is none. */
export function findOverride(overrides: readonly RuleOverride[], code: string, on: Day): RuleOverride | null {
  return overrides
    .filter(({ rule, from }) => rule === code && from <= on)
    .reduce<RuleOverride | null>((latest, row) => (latest === null || row.from >= latest.from ? row : latest), null);
}

function sameShape<Value extends number | readonly number[]>(value: Value, other: unknown): other is Value {
  return Array.isArray(value) === Array.isArray(other) && (Array.isArray(other) || typeof other === 'number');
}
