import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { RULE_BOUNDS } from '../../domain/rule-sets/rule-bounds.ts';
import { getRuleSet, RULE_SETS, ruleSetInForce } from '../../domain/rule-sets/index.ts';
import type { RuleSet } from '../../domain/rule-sets/rule-set.ts';
import type { RuleOverride } from '../../domain/deadline/rule-value.ts';
import { reasonAgainstOverride, ruleValue } from '../../domain/deadline/rule-value.ts';

/** A hash of each rule with its clause, and of all else that a rule set says. */
function hashes({ rules, ...rest }: RuleSet): Record<string, string> {
  const entries = Object.entries({ ...rules, ...rest });
  return Object.fromEntries(
    entries.map(([code, entry]) => [code, createHash('sha256').update(JSON.stringify(entry)).digest('hex')]),
  );
}

const released: Record<string, Record<string, string>> = JSON.parse(
  readFileSync(new URL('released-rule-sets.json', import.meta.url), 'utf8'),
);
const [OLDER, NEWER] = RULE_SETS as [(typeof RULE_SETS)[0], (typeof RULE_SETS)[0]];
const REMINDERS = 'accept-first.reminders-before-working-days';
const GRACE = 'accept-first.registration-grace-working-days';
const override = (value: number | number[], from: string, rule: string = GRACE): RuleOverride => ({
  rule,
  value,
  from,
  by: 'admin',
  reason: '县里规定',
});

describe('released rule sets', () => {
  it('are only ever added to: a changed number is a new rule set, or an override', () => {
    const now = Object.fromEntries(RULE_SETS.map((ruleSet) => [ruleSet.id, hashes(ruleSet)]));
    expect(now).toMatchObject(released);
  });

  it('have every entry held fast: append a new one to released-rule-sets.json', () => {
    for (const ruleSet of RULE_SETS)
      expect(Object.keys(released[ruleSet.id] ?? {}).sort()).toEqual(Object.keys(hashes(ruleSet)).sort());
  });
});

describe('the rule set in force', () => {
  it.each([
    ['2023-04-30', undefined],
    ['2023-05-01', '2023-05-01'],
    ['2026-03-31', '2023-05-01'],
    ['2026-04-01', '2026-04-01'],
    ['2199-12-31', '2026-04-01'],
  ])('on %s is %s', (day, id) => {
    expect(ruleSetInForce(day)?.id).toBe(id);
  });

  it('is found again by its id', () => {
    for (const ruleSet of RULE_SETS) expect(getRuleSet(ruleSet.id)).toBe(ruleSet);
    expect(() => getRuleSet('2019-01-01')).toThrow('2019-01-01');
  });

  it('gives each number with its clause', () => {
    for (const { rules } of RULE_SETS) for (const { clause } of Object.values(rules)) expect(clause).not.toBe('');
    expect(NEWER.rules['repair.answer-within-working-days']).toMatchObject({ value: 10, sure: 'second-hand' });
    expect(OLDER.publicity.by).toBe('sector');
  });
});

describe('ruleValue', () => {
  it('is the default until an override begins, then the latest that has', () => {
    const rows = [override(5, '2026-06-01'), override(2, '2026-05-01')];
    const on = (day: string) => ruleValue(NEWER, GRACE, rows, day);
    expect(on('2026-04-30')).toMatchObject({ value: 1, isDefault: true, override: null });
    expect(on('2026-05-01')).toMatchObject({ value: 2, isDefault: true, override: { from: '2026-05-01' } });
    expect(on('2026-06-01').value).toBe(5);
    expect(ruleValue(NEWER, GRACE, [...rows, override(3, '2026-06-01')], '2026-06-02').value).toBe(3);
  });

  it('leaves other rules and other shapes alone', () => {
    expect(ruleValue(NEWER, REMINDERS, [override(5, '2026-05-01')], '2026-06-01').value).toEqual([3, 1]);
    expect(ruleValue(NEWER, REMINDERS, [override(5, '2026-05-01', REMINDERS)], '2026-06-01').value).toEqual([3, 1]);
    expect(ruleValue(NEWER, REMINDERS, [override([5, 2], '2026-05-01', REMINDERS)], '2026-06-01').value).toEqual([
      5, 2,
    ]);
  });

  it('a number read in the text is the law’s', () => {
    const code = 'penalty.annulled-withdrawal-working-days';
    expect(ruleValue(NEWER, code, [override(30, '2026-05-01', code)], '2026-06-01')).toMatchObject({
      value: 3,
      isDefault: false,
    });
    expect(reasonAgainstOverride(NEWER, override(30, '2026-05-01', code), '2026-05-01')?.code).toBe(
      'rule-fixed-by-law',
    );
  });

  it.each([
    ['unknown-rule', override(1, '2026-05-01', 'accept-first.nothing')],
    ['unknown-rule', override(1, '2026-05-01', 'toString')],
    ['rule-value-shape', override(-1, '2026-05-01')],
    ['rule-value-shape', override(1.5, '2026-05-01')],
    ['rule-value-shape', override([1], '2026-05-01')],
    ['rule-value-shape', override(3, '2026-05-01', REMINDERS)],
    ['rule-value-shape', override([4000, 3], '2026-05-01', REMINDERS)],
    ['rule-value-shape', override([1, 3], '2026-05-01', REMINDERS)],
    ['rule-value-shape', override([], '2026-05-01', REMINDERS)],
    ['rule-value-shape', override(0, '2026-05-01', 'case.escalate-every-working-days')],
    ['rule-value-shape', override(24, '2026-05-01', 'case.reminder-hour')],
    ['rule-from-the-past', override(2, '2026-04-30')],
  ])('refuses to store: %s', (code, row) => {
    expect(reasonAgainstOverride(NEWER, row, '2026-05-01')?.code).toBe(code);
  });

  it('lets a sound one be stored', () => {
    expect(reasonAgainstOverride(NEWER, override(2, '2026-05-01'), '2026-05-01')).toBeNull();
    expect(reasonAgainstOverride(NEWER, override([5], '2026-05-01', REMINDERS), '2026-05-01')).toBeNull();
  });

  it('bounds every rule so that its own number fits', () => {
    for (const { rules } of RULE_SETS) {
      for (const [code, { least, most }] of Object.entries(RULE_BOUNDS)) {
        for (const value of [rules[code as keyof typeof RULE_BOUNDS].value].flat()) {
          expect(value).toBeGreaterThanOrEqual(least);
          expect(value).toBeLessThanOrEqual(most);
        }
      }
    }
  });
});
