import { describe, expect, it } from '@jest/globals';
import { computeDeadline } from '../../../domain/deadline/deadline.ts';
import {
  maximumLedger,
  measureLedger,
  minimumLedger,
  isEnteredLate,
  publishByLedger,
  withdrawByLedger,
} from '../../../domain/publicity/publicity-deadlines.ts';
import { recordDates, type RecordQuestion } from '../../../domain/record/record-dates.ts';
import { CALENDAR } from '../calendar-data.ts';
import type { RecordKind } from '../../../domain/record/record-kind.ts';
import type { Sector } from '../../../domain/record/sectors.ts';
import { RULE } from '../rules.ts';

const dates = (rest: Partial<RecordQuestion> = {}) => {
  const answer = recordDates({
    kind: 'penalty',
    decidedOn: '2026-04-01',
    severity: 'general',
    sector: 'general',
    publishedFrom: '2026-04-01',
    ...rest,
  });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer;
};

describe('the ledgers of a record', () => {
  it.each([
    ['general', {}],
    ['serious, of a leap day', { severity: 'serious', decidedOn: '2028-02-29', publishedFrom: '2028-02-29' }],
    ['of the older rule set', { decidedOn: '2025-08-31', publishedFrom: '2025-09-01' }],
    [
      'counted from publication',
      { sector: 'market-supervision', decidedOn: '2025-08-31', publishedFrom: '2025-09-30' },
    ],
    [
      'from the correction',
      { sector: 'wage-arrears', kind: 'serious-list', severity: 'serious', correctedOn: '2026-08-31' },
    ],
    ['started anew', { restartedOn: '2026-08-31' }],
  ] as const)('lead to the stored days: %s', (_name, rest) => {
    const { dates: stored, period } = dates(rest);
    const [minimum, maximum] = [minimumLedger(period), maximumLedger(period)];
    const due = (ledger: typeof minimum) => (ledger === null ? null : computeDeadline(ledger, CALENDAR).due);
    expect([due(minimum), due(maximum)]).toEqual([stored.minimumEnds, stored.endsBy]);
  });

  it('never are provisional, whatever year they end in', () => {
    const maximum = maximumLedger(dates({ severity: 'serious' }).period);
    if (maximum === null) throw new Error('no maximum');
    expect(computeDeadline(maximum, CALENDAR)).toMatchObject({ due: '2029-04-01', provisional: false });
  });

  it('are none where there is no term, or the correction is not registered', () => {
    const list = dates({ sector: 'wage-arrears', kind: 'serious-list', severity: 'serious' });
    expect(minimumLedger(list.period)).toBeNull();
    const endless = dates({ kind: 'judgment-debtor', sector: 'judgment-debtor', term: { months: null, clause: 'x' } });
    expect([minimumLedger(endless.period), maximumLedger(endless.period)]).toEqual([null, null]);
    expect(minimumLedger(dates({ severity: 'minor' }).period)).toBeNull();
  });

  it('say that a number is a default', () => {
    const tax = dates({ sector: 'tax', kind: 'serious-list', severity: 'serious' });
    expect(maximumLedger(tax.period)?.rule).toMatchObject({
      isDefault: true,
      count: 36,
      unit: 'months',
      last: 'period',
    });
    expect(maximumLedger(dates().period)?.rule.isDefault).toBe(false);
  });

  it('of a measure end on its own last day; one that never comes near has none', () => {
    const ledger = (until: string) => measureLedger({ basis: '招标投标法第53条', from: '2026-04-01', until });
    for (const until of ['2026-04-01', '2028-02-29', '2031-04-01']) {
      const found = ledger(until);
      expect(found === null ? null : computeDeadline(found, CALENDAR).due).toBe(until);
    }
    expect(ledger('2066-04-01')).toBeNull();
  });

  it('of the authority are working days: three to withdraw, seven to publish', () => {
    expect(computeDeadline(withdrawByLedger('2026-09-30', RULE), CALENDAR).due).toBe('2026-10-10');
    const of = { decidedOn: '2026-09-18', sector: 'general', kind: 'penalty' } as const;
    const ledger = publishByLedger(of, RULE);
    expect(ledger === null ? null : computeDeadline(ledger, CALENDAR).due).toBe('2026-09-29');
  });

  it('S25: entered on the last day it is in time, the day after it is late; of a day that is not certain nothing is said', () => {
    const publishBy = '2026-09-29';
    expect(isEnteredLate('2026-09-29', publishBy)).toBe(false);
    expect(isEnteredLate('2026-09-30', publishBy)).toBe(true);
    expect(isEnteredLate('2026-12-31', null)).toBe(false);
  });

  it('a sector publishes in its own term, of the kinds that it names', () => {
    const due = (sector: Sector, kind: RecordKind = 'penalty') => {
      const ledger = publishByLedger({ decidedOn: '2026-04-01', sector, kind }, RULE);
      return ledger === null ? null : [computeDeadline(ledger, CALENDAR).due, ledger.rule.clause];
    };
    // 7 working days over 清明, and 20 of the market authorities over 清明 alone.
    expect(due('general')).toEqual(['2026-04-13', expect.stringContaining('51号')]);
    expect(due('work-safety')).toEqual(['2026-04-13', '安全生产法第七十八条']);
    expect(due('market-supervision')).toEqual(['2026-04-30', expect.stringContaining('第45号')]);
    expect(due('market-supervision', 'serious-list')?.[0]).toBe('2026-04-13');
    expect(due('food')?.[0]).toBe('2026-04-30');
  });

  it('of the tax list no term is counted: it runs from service, which a record does not tell, so nothing of it is late', () => {
    const tax = (kind: RecordKind) => publishByLedger({ decidedOn: '2026-04-01', sector: 'tax', kind }, RULE);
    expect(tax('serious-list')).toBeNull();
    expect(tax('penalty')).not.toBeNull();
  });
});
