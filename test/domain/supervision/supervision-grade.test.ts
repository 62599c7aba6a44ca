import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ruleValue } from '../../../domain/deadline/rule-value.ts';
import type { RuleLookup } from '../../../domain/deadline/rule-value.ts';
import { SEVERITIES, type Severity } from '../../../domain/record/severity.ts';
import { getRuleSet } from '../../../domain/rule-sets/index.ts';
import { type GradeFacts, gradeSubject, SUPERVISION_GRADES } from '../../../domain/supervision/supervision-grade.ts';
import { RULE } from '../rules.ts';

const records = (serious: number, general: number, minor: number): Severity[] => [
  ...Array.from({ length: serious }, () => 'serious' as const),
  ...Array.from({ length: general }, () => 'general' as const),
  ...Array.from({ length: minor }, () => 'minor' as const),
];
const facts = (change: Partial<GradeFacts> = {}): GradeFacts => ({ records: [], broken: 0, kept: 0, ...change });

describe('the supervision grade', () => {
  it.each([
    ['nothing known', facts(), 'B', ['no-more-than-minor'], 12],
    ['kept promises, nothing against', facts({ kept: 1 }), 'A', ['kept-promises', 'no-more-than-minor'], 24],
    [
      'kept promises, a minor record',
      facts({ kept: 2, records: records(0, 0, 1) }),
      'A',
      ['kept-promises', 'no-more-than-minor'],
      24,
    ],
    ['minor records alone', facts({ records: records(0, 0, 9) }), 'B', ['no-more-than-minor'], 12],
    ['a general record, whatever was kept', facts({ kept: 9, records: records(0, 1, 0) }), 'C', ['general-records'], 6],
    [
      'two general records and a broken promise',
      facts({ broken: 1, records: records(0, 2, 0) }),
      'C',
      ['general-records', 'broken-promises'],
      6,
    ],
    ['a broken promise', facts({ broken: 1, kept: 3 }), 'C', ['broken-promises'], 6],
    ['three general records', facts({ records: records(0, 3, 0) }), 'D', ['general-records'], 3],
    ['a serious record', facts({ records: records(1, 0, 0), broken: 2, kept: 5 }), 'D', ['serious-records'], 3],
    ['both', facts({ records: records(2, 3, 1) }), 'D', ['serious-records', 'general-records'], 3],
  ] as const)('%s: %j is %s', (_name, given, grade, codes, months) => {
    const told = gradeSubject(given, RULE);
    expect([told.grade, told.reasons.map(({ code }) => code), told.inspectEveryMonths]).toEqual([grade, codes, months]);
  });

  it('says how many of what, and that its numbers are given by no text', () => {
    const { reasons, rules } = gradeSubject(facts({ records: records(2, 3, 0) }), RULE);
    expect(reasons).toMatchObject([
      { count: 2, text: { zh: '2条严重失信信息', en: '2 records of serious dishonesty' } },
      { count: 3, text: { zh: '3条一般失信信息' } },
    ]);
    expect(rules).toHaveLength(7);
    expect(rules.every(({ isDefault, clause }) => isDefault && clause.includes('35号（七）'))).toBe(true);
    expect(rules.at(-1)).toMatchObject({ code: 'supervision.inspect-d-every-months', value: 3 });
  });

  it('goes by an administrator’s numbers: a serious record that makes no D yet is a C', () => {
    const rows = [
      { rule: 'supervision.d-from-serious-records', value: 2, from: '2026-06-01', by: 'admin', reason: '县里规定' },
      { rule: 'supervision.inspect-c-every-months', value: 4, from: '2026-06-01', by: 'admin', reason: '县里规定' },
    ];
    const own: RuleLookup = (code) => ruleValue(getRuleSet('2026-04-01'), code, rows, '2026-09-01');
    expect(gradeSubject(facts({ records: records(1, 0, 0), kept: 3 }), own)).toMatchObject({
      grade: 'C',
      reasons: [{ code: 'serious-records', count: 1 }],
      inspectEveryMonths: 4,
    });
    expect(gradeSubject(facts({ records: records(2, 0, 0) }), own).grade).toBe('D');
  });

  it('is never better for one more record or broken promise, nor worse for one more kept', () => {
    const rank = (given: GradeFacts) => SUPERVISION_GRADES.indexOf(gradeSubject(given, RULE).grade);
    const anything = fc.record({
      records: fc.array(fc.constantFrom(...SEVERITIES), { maxLength: 5 }),
      broken: fc.nat({ max: 3 }),
      kept: fc.nat({ max: 3 }),
    });
    fc.assert(
      fc.property(anything, fc.constantFrom(...SEVERITIES), (given, severity) => {
        const worse = [
          { ...given, records: [...given.records, severity] },
          { ...given, broken: given.broken + 1 },
        ];
        expect(worse.every((more) => rank(more) >= rank(given))).toBe(true);
        expect(rank({ ...given, kept: given.kept + 1 })).toBeLessThanOrEqual(rank(given));
        expect(gradeSubject(given, RULE).reasons.length).toBeGreaterThan(0);
      }),
    );
  });
});
