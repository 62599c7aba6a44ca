import { describe, expect, it } from '@jest/globals';
import type { RecordFacts, RecordMeasure } from '../../../domain/record/record.ts';
import {
  type DoorQuestion,
  earliestOf,
  endedByRepair,
  isForCourt,
  reasonsAgainstRepair,
  type RecordAtDoor,
} from '../../../domain/repair/repair-door.ts';
import type { Day } from '../../../domain/time.ts';

/** A record that can be repaired on the day of the application. */
const facts = (change: Partial<RecordFacts> = {}): RecordFacts => ({
  kind: 'penalty',
  decidedOn: '2026-04-10',
  severity: 'general',
  sector: 'general',
  publishedFrom: '2026-04-10',
  minimumEnds: '2026-07-10',
  applyFrom: '2026-07-11',
  endsBy: '2027-04-10',
  published: true,
  ruleSet: '2026-04-01',
  correctedOn: '2026-05-01',
  dutiesDoneOn: '2026-05-02',
  endedOn: null,
  endedHow: null,
  ...change,
});
const ask = (
  change: Partial<RecordFacts> = {},
  more: Partial<Omit<RecordAtDoor, 'facts'>> & Partial<Omit<DoorQuestion, 'record'>> = {},
) => {
  const { openRepair = null, materials = [], measures = [], bar = null, appliedOn = '2026-09-10' } = more;
  return reasonsAgainstRepair({ record: { facts: facts(change), measures, openRepair, materials }, bar, appliedOn });
};
const codes = (...question: Parameters<typeof ask>) => ask(...question).map(({ code }) => code);

describe('the door', () => {
  it('lets a record pass that meets every condition', () => {
    expect(ask()).toEqual([]);
  });

  it.each<[string, Day, string[]]>([
    ['on the last day of the minimum', '2026-07-10', ['minimum-not-ended']],
    ['from the day after', '2026-07-11', []],
  ])('asks for the minimum: %s', (_name, appliedOn, expected) => {
    expect(codes({}, { appliedOn })).toEqual(expected);
    if (expected.length > 0) expect(ask({}, { appliedOn })[0]).toMatchObject({ earliest: '2026-07-11' });
  });

  it('asks no minimum of what is not shown, nor where there is none', () => {
    expect(codes({ published: false, applyFrom: null, minimumEnds: null, severity: 'minor' })).toEqual([]);
    expect(
      codes({ minimumEnds: null, applyFrom: '2026-04-10', severity: 'minor' }, { appliedOn: '2026-06-01' }),
    ).toEqual([]);
  });

  it('says so where the minimum runs from a correction that nobody has registered', () => {
    const wages = { sector: 'wage-arrears', kind: 'serious-list', applyFrom: null, minimumEnds: null } as const;
    expect(codes({ ...wages, correctedOn: null })).toEqual(['minimum-not-begun', 'not-corrected']);
  });

  it('asks for correction and duties: registered, or shown by a proof that the authority checks', () => {
    const open = { correctedOn: null, dutiesDoneOn: null };
    expect(codes(open)).toEqual(['not-corrected', 'duties-not-done']);
    expect(codes(open, { materials: ['correction-proof'] })).toEqual(['duties-not-done']);
    expect(codes(open, { materials: ['correction-proof', 'duty-proof'] })).toEqual([]);
    // Registered ahead, for the last instalment of a fine.
    expect(ask({ dutiesDoneOn: '2026-10-01' })).toEqual([expect.objectContaining({ earliest: '2026-10-01' })]);
  });

  it.each([
    ['training', 'work-safety', 'training-missing'],
    ['report', 'tax', 'report-missing'],
  ] as const)('asks for %s where the sector (%s) does', (material, sector, code) => {
    const serious = { sector, severity: 'serious' } as const;
    expect(codes(serious)).toEqual([code]);
    expect(codes(serious, { materials: [material] })).toEqual([]);
    expect(codes({ sector, severity: 'general' })).toEqual([]);
  });

  it('takes no application for what ends by itself', () => {
    const minor = { sector: 'market-supervision', severity: 'minor', endsBy: '2026-11-10' } as const;
    const [refusal, ...others] = ask({ ...minor, correctedOn: null });
    expect([refusal?.code, others]).toEqual(['minor-needs-no-application', []]);
    expect(refusal?.text.zh).toContain('2026年11月10日');
    expect(codes({ ...minor, sector: 'general' })).toEqual([]);
  });

  it('bars who deceived in an earlier repair, to the last day of the bar', () => {
    const bar = { until: '2026-09-10', caseNumber: 'JN-2025-000009', clause: '信用修复管理办法' };
    expect(ask({}, { bar })).toEqual([expect.objectContaining({ code: 'barred-from-repair', earliest: '2026-09-11' })]);
    expect(codes({}, { bar, appliedOn: '2026-09-11' })).toEqual([]);
  });

  it('names the application that already holds the record', () => {
    const [refusal] = ask({}, { openRepair: 'JN-2026-000123' });
    expect(refusal).toMatchObject({
      code: 'already-in-repair',
      text: { en: expect.stringContaining('JN-2026-000123') },
    });
  });

  it.each([
    ['repaired before', { endedOn: '2026-08-01', endedHow: 'repaired' } as const],
    ['run out', { endsBy: '2026-09-09' } as const],
  ])('needs no repair: %s', (_name, change) => {
    expect(codes({ ...change, correctedOn: null }, { openRepair: 'JN-2026-000123' })).toEqual(['record-ended']);
  });

  describe('whose publication ended by time while a measure still runs', () => {
    const measure = (rest: Partial<RecordMeasure> = {}): RecordMeasure => ({
      code: 'A04',
      name: '限制从业',
      basis: '食品安全法第135条',
      force: 'mandatory',
      from: '2026-04-10',
      until: '2031-04-10',
      liftedOn: null,
      ...rest,
    });
    const after = { appliedOn: '2027-04-11', measures: [measure()] };

    it('can be repaired, so that the measure is lifted', () => {
      expect(codes({}, after)).toEqual([]);
      expect(codes({ published: false, endsBy: '2026-07-10' }, after)).toEqual([]);
      expect(endedByRepair({ facts: facts(), measures: [measure()] }, '2027-04-11')).toEqual({
        publication: false,
        sharing: false,
        measures: [measure()],
      });
      expect(endedByRepair({ facts: facts(), measures: [] }, '2027-04-10')).toEqual({
        publication: true,
        sharing: true,
        measures: [],
      });
    });

    it.each([
      ['ends with the record', { until: null }],
      ['is over', { until: '2027-04-10' }],
      ['is lifted', { liftedOn: '2027-01-01' }],
    ])('needs no repair where the measure %s', (_name, change) => {
      expect(codes({}, { ...after, measures: [measure(change)] })).toEqual(['record-ended']);
    });

    it('must be corrected, its duties done, its subject not barred: every condition but the minimum', () => {
      const bar = { until: '2028-01-01', caseNumber: 'JN-2025-000009', clause: '信用修复管理办法' };
      const wages = { sector: 'wage-arrears', kind: 'serious-list', applyFrom: null, minimumEnds: null } as const;
      expect(codes({ ...wages, correctedOn: null, dutiesDoneOn: null }, { ...after, bar })).toEqual([
        'barred-from-repair',
        'not-corrected',
        'duties-not-done',
      ]);
      expect(codes({ sector: 'work-safety', severity: 'serious' }, after)).toEqual(['training-missing']);
      expect(codes({}, { ...after, openRepair: 'JN-2026-000123' })).toEqual(['already-in-repair']);
    });

    it('is applied for even where a minor record itself ends without an application', () => {
      const minor = { sector: 'market-supervision', severity: 'minor', endsBy: '2026-07-10' } as const;
      expect(codes(minor, { appliedOn: '2026-07-10', measures: [measure()] })).toEqual(['minor-needs-no-application']);
      expect(codes(minor, { appliedOn: '2026-07-11', measures: [measure()] })).toEqual([]);
    });

    it('is ended for good once it is repaired or annulled', () => {
      expect(codes({ endedOn: '2027-04-11', endedHow: 'repaired' }, after)).toEqual(['record-ended']);
    });
  });

  it('names every unmet condition at once, each with its clause', () => {
    const bar = { until: '2027-01-01', caseNumber: 'JN-2025-000009', clause: '信用修复管理办法' };
    const all = ask(
      { sector: 'work-safety', severity: 'serious', applyFrom: '2027-04-11', correctedOn: null, dutiesDoneOn: null },
      { bar, openRepair: 'JN-2026-000123' },
    );
    expect(all.map(({ code }) => code)).toEqual([
      'already-in-repair',
      'barred-from-repair',
      'minimum-not-ended',
      'not-corrected',
      'duties-not-done',
      'training-missing',
    ]);
    for (const { clause, text } of all) {
      expect(clause).not.toBe('');
      expect([text.zh.length > 5, text.en.length > 5]).toEqual([true, true]);
    }
  });

  it('sends a judgment debtor to the court, which knows no minimum, no duties and no bar', () => {
    const debtor = { kind: 'judgment-debtor', sector: 'judgment-debtor', applyFrom: null } as const;
    expect(isForCourt(facts(debtor), '2026-09-10')).toBe(true);
    expect(isForCourt(facts(), '2026-09-10')).toBe(false);
    const bar = { until: '2027-01-01', caseNumber: 'JN-2025-000009', clause: '信用修复管理办法' };
    expect(codes({ ...debtor, correctedOn: null, dutiesDoneOn: null }, { bar })).toEqual([]);
    expect(codes(debtor, { openRepair: 'JN-2026-000123' })).toEqual(['already-in-repair']);
  });
});

describe('the earliest day', () => {
  const refusal = (earliest?: Day) => ({
    code: 'x',
    clause: 'x',
    text: { zh: 'x', en: 'x' },
    ...(earliest === undefined ? {} : { earliest }),
  });

  it('is the last of them, where time alone cures every one', () => {
    expect(earliestOf([refusal('2026-10-01'), refusal('2027-01-02')])).toBe('2027-01-02');
  });

  it('is not known where something else must be done, and there is none where nothing stands against it', () => {
    expect(earliestOf([refusal('2026-10-01'), refusal()])).toBeNull();
    expect(earliestOf([])).toBeNull();
  });
});
