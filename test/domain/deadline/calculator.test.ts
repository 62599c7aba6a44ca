import { describe, expect, it } from '@jest/globals';
import { calculateDeadline } from '../../../domain/deadline/calculator.ts';
import { LONGEST_TERM, TERM_UNITS } from '../../../domain/deadline/ledger.ts';
import { CALENDAR } from '../calendar-data.ts';

const ask = (from: string, count: number, unit: (typeof TERM_UNITS)[number]) =>
  calculateDeadline({ from, count, unit, last: 'act' }, CALENDAR);

describe('calculateDeadline', () => {
  it('counts as every deadline does', () => {
    expect(ask('2026-09-18', 3, 'working-days')).toMatchObject({
      ok: true,
      deadline: { due: '2026-09-22', provisional: false },
    });
  });

  it.each(TERM_UNITS)('refuses no term and too long a term in %s', (unit) => {
    for (const count of [0, -1, 1.5, LONGEST_TERM[unit] + 1, Number.NaN]) {
      expect(ask('2026-01-05', count, unit)).toMatchObject({ ok: false, refusal: { code: 'term-out-of-range' } });
    }
    expect(ask('2026-01-05', LONGEST_TERM[unit], unit).ok).toBe(true);
  });

  it('refuses a term that ends after the last year', () => {
    expect(ask('2199-12-30', 5, 'working-days')).toMatchObject({ ok: false, refusal: { code: 'day-out-of-range' } });
  });
});
