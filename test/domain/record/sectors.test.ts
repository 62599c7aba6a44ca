import { describe, expect, it } from '@jest/globals';
import { getRuleSet, ruleSetInForce } from '../../../domain/rule-sets/index.ts';
import { type RuleLookup, ruleValue } from '../../../domain/deadline/rule-value.ts';
import { dutiesAtMaximum } from '../../../domain/record/duties-at-maximum.ts';
import { isSectorOverride, reasonAgainstSectorOverride } from '../../../domain/record/sector-override.ts';
import { findSectorPeriod, repairTerms, SECTOR_RULES, sectorRules } from '../../../domain/record/sector-rules.ts';
import { isSector, type Sector, SECTOR_TEXT, SECTORS } from '../../../domain/record/sectors.ts';

function rulesOf(day: string): RuleLookup {
  const ruleSet = ruleSetInForce(day);
  if (ruleSet === null) throw new Error(`no rule set on ${day}`);
  return (code) => ruleValue(ruleSet, code, [], day);
}

const terms = (sector: (typeof SECTORS)[number], day = '2026-11-20') => {
  const { accept, check, answer, answerFrom, extension } = repairTerms(sector, day, rulesOf(day));
  return [accept.value, check.value, answer.value, answerFrom, extension.value];
};

describe('the terms of a repair', () => {
  it.each([
    ['general', [3, 7, 10, 'receipt', 10]],
    ['fire', [3, 7, 10, 'receipt', 10]],
    ['work-safety', [3, 7, 10, 'receipt', 10]],
    ['market-supervision', [3, 4, 7, 'receipt', 10]],
    ['food', [3, 4, 7, 'receipt', 10]],
    ['wage-arrears', [3, 12, 15, 'receipt', 10]],
    ['tax', [3, 12, 15, 'receipt', 10]],
  ] as const)('%s', (sector, expected) => {
    expect(terms(sector)).toEqual(expected);
  });

  it('go by the day of the application', () => {
    expect(terms('market-supervision', '2025-12-24')).toEqual([3, 12, 15, 'receipt', 10]);
    expect(terms('market-supervision', '2025-12-25')).toEqual([3, 4, 7, 'receipt', 10]);
  });

  it('leave the time for acceptance and check within the whole answer', () => {
    for (const sector of SECTORS) {
      const { accept, check, answer } = repairTerms(sector, '2026-11-20', rulesOf('2026-11-20'));
      expect(accept.value + check.value).toBeLessThanOrEqual(answer.value);
    }
  });

  it('say which numbers nobody has read', () => {
    const { answer, check } = repairTerms('wage-arrears', '2026-11-20', rulesOf('2026-11-20'));
    expect([answer.sure, answer.isDefault, check.sure, check.isDefault]).toEqual(['text-read', false, 'default', true]);
  });
});

describe('a number that an administrator set for one sector', () => {
  const set = (rule: string, value: number, from = '2026-10-01') => ({
    rule,
    value,
    from,
    by: 'admin',
    reason: '县里规定',
  });
  const withSet = (...ofSectors: ReturnType<typeof set>[]) => Object.assign(rulesOf('2026-11-20'), { ofSectors });
  const answer = (sector: (typeof SECTORS)[number], rule: RuleLookup) => {
    const { value, isDefault, override } = repairTerms(sector, '2026-11-20', rule).answer;
    return [value, isDefault, override !== null];
  };
  const ANSWER = 'repair.answer-within-working-days';

  it('counts from its day, in that sector alone, also where the sector had none of its own', () => {
    const rule = withSet(set(`tax/${ANSWER}`, 20), set(`fire/${ANSWER}`, 12), set(`food/${ANSWER}`, 9, '2026-12-01'));
    expect(answer('tax', rule)).toEqual([20, true, true]);
    expect(answer('fire', rule)).toEqual([12, true, true]);
    expect(answer('food', rule)).toEqual([7, false, false]);
    expect(answer('general', rule)).toEqual([10, false, false]);
  });

  it('never takes the place of what the sector’s text says', () => {
    expect(answer('wage-arrears', withSet(set(`wage-arrears/${ANSWER}`, 5)))).toEqual([15, false, false]);
  });

  it('is stored where there is such a number, within its bounds, from today on', () => {
    const ruleSet = getRuleSet('2026-04-01');
    const judge = (rule: string, value = 20, from = '2026-12-01') =>
      reasonAgainstSectorOverride(ruleSet, set(rule, value, from), '2026-11-20')?.code ?? null;
    expect(judge(`tax/${ANSWER}`)).toBeNull();
    expect(judge(`wage-arrears/${ANSWER}`)).toBe('rule-fixed-by-law');
    expect(judge(`fishing/${ANSWER}`)).toBe('unknown-rule');
    expect(judge('tax/repair.fee')).toBe('unknown-rule');
    expect(judge(`tax/${ANSWER}/x`)).toBe('unknown-rule');
    expect(judge(`tax/${ANSWER}`, 0)).toBe('rule-value-shape');
    expect(judge(`tax/${ANSWER}`, 20, '2026-11-19')).toBe('rule-from-the-past');
    expect([isSectorOverride(ANSWER), isSectorOverride(`tax/${ANSWER}`)]).toEqual([false, true]);
  });
});

describe('duties open at the maximum', () => {
  const CODE = 'publicity.stays-published-while-duties-open';
  const set = (rule: string, value: number, from: string) => ({ rule, value, from, by: 'admin', reason: '本市规定' });
  const asked = (sector: Sector, decidedOn: string, sets: ReturnType<typeof set>[]) => {
    const ruleSet = getRuleSet('2026-04-01');
    const rule: RuleLookup = Object.assign(((code) => ruleValue(ruleSet, code, sets, '2026-12-31')) as RuleLookup, {
      ofSectors: sets.filter(({ rule: of }) => of.includes('/')),
    });
    return dutiesAtMaximum(sector, decidedOn, rule);
  };

  it('are flagged in every sector, unless an administrator sets otherwise for it or for all', () => {
    for (const sector of SECTORS) expect(asked(sector, '2026-06-01', [])).toBe('flag');
    const fire = set(`fire/${CODE}`, 1, '2026-05-01');
    expect([asked('fire', '2026-06-01', [fire]), asked('tax', '2026-06-01', [fire])]).toEqual([
      'stays-published',
      'flag',
    ]);
    const all = set(CODE, 1, '2026-05-01');
    expect(asked('tax', '2026-06-01', [all])).toBe('stays-published');
    expect(asked('tax', '2026-06-01', [all, set(`tax/${CODE}`, 0, '2026-05-02')])).toBe('flag');
  });

  it('cannot be kept past a term that the text ends, nor on a court’s list', () => {
    const all = set(CODE, 1, '2026-05-01');
    const own = (sector: Sector) => set(`${sector}/${CODE}`, 1, '2026-05-01');
    expect(asked('wage-arrears', '2026-06-01', [own('wage-arrears')])).toBe('flag');
    for (const sector of ['wage-arrears', 'judgment-debtor'] as const)
      expect(asked(sector, '2026-06-01', [all, own(sector)])).toBe('flag');
  });

  it('of a decision from before the day from which it counts are flagged: nothing is shown for longer than was foreseen', () => {
    expect(asked('fire', '2026-04-30', [set(`fire/${CODE}`, 1, '2026-05-01')])).toBe('flag');
    expect(asked('fire', '2026-05-01', [set(`fire/${CODE}`, 1, '2026-05-01')])).toBe('stays-published');
    expect(asked('tax', '2026-04-30', [set(CODE, 1, '2026-05-01')])).toBe('flag');
  });

  it('take 0 or 1, from the day of entry on', () => {
    const judge = (value: number, from = '2026-12-01') =>
      reasonAgainstSectorOverride(getRuleSet('2026-04-01'), set(`fire/${CODE}`, value, from), '2026-11-20')?.code;
    expect([judge(1), judge(0), judge(2), judge(1, '2026-11-19')]).toEqual([
      undefined,
      undefined,
      'rule-value-shape',
      'rule-from-the-past',
    ]);
  });
});

describe('sectors', () => {
  it('have words and rules, in the order of their days', () => {
    for (const sector of SECTORS) {
      expect(isSector(sector)).toBe(true);
      expect(SECTOR_TEXT[sector].zh).not.toBe('');
      const days = SECTOR_RULES[sector].map(({ inForceFrom }) => inForceFrom);
      expect(days).toEqual([...days].sort());
    }
    expect(isSector('fishing')).toBe(false);
  });

  it('before a sector’s first day the general rules count', () => {
    expect(sectorRules('wage-arrears', '2021-12-31')).toBe(SECTOR_RULES.general[0]);
    expect(findSectorPeriod('wage-arrears', 'serious-list', 'serious', '2021-12-31')).toBeNull();
    expect(findSectorPeriod('wage-arrears', 'serious-list', 'serious', '2022-01-01')).not.toBeNull();
  });

  it('send on, ask and start anew as their texts say', () => {
    const on = '2026-11-20';
    const where = (test: (rules: ReturnType<typeof sectorRules>) => boolean) =>
      SECTORS.filter((sector) => test(sectorRules(sector, on)));
    expect(where(({ ownSystem }) => ownSystem)).toEqual(['market-supervision', 'food', 'drugs', 'special-equipment']);
    expect(where(({ repairBy }) => repairBy === 'court')).toEqual(['judgment-debtor']);
    expect(where(({ falseRepair }) => falseRepair.value === 'restarts')).toEqual(['wage-arrears', 'work-safety']);
    expect(where(({ minorNeedsNoApplication }) => minorNeedsNoApplication.value)).toEqual([
      'market-supervision',
      'food',
      'drugs',
      'special-equipment',
    ]);
  });
});
