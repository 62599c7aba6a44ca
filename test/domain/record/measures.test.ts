import { describe, expect, it } from '@jest/globals';
import { readMeasuresFile } from '../../../db/load-measures.ts';
import { lastDayOfMeasure, readMeasure, reasonsAgainstMeasures } from '../../../domain/record/measures.ts';

const list = readMeasuresFile();
const record = { severity: 'serious', decidedOn: '2026-11-02' } as const;
const codesOf = (
  named: Parameters<typeof reasonsAgainstMeasures>[0],
  of: { severity: 'general' | 'serious' } = record,
) => reasonsAgainstMeasures(named, list, { ...record, ...of }).map(({ code }) => code);

describe('the list of measures', () => {
  it('has 99 rows, each once, each with a basis; the unchecked one is left out', () => {
    expect(list).toHaveLength(99);
    expect(new Set(list.map(({ code }) => code)).size).toBe(99);
    expect(list.some(({ code }) => code === 'E12')).toBe(false);
    for (const { code, basis, severities } of list) {
      expect(code).toMatch(/^[A-H][0-9]{2}$/);
      expect(basis).not.toBe('');
      expect(severities.length).toBeGreaterThan(0);
    }
  });

  it('says which days are the law’s, and that the rest is our default', () => {
    const days = list.filter(({ ourDefaults }) => !ourDefaults.includes('in_force_from'));
    expect(days.map(({ code, inForceFrom }) => `${code} ${inForceFrom}`)).toEqual([
      'A09 2026-08-15',
      'A10 2026-08-15',
      'C20 2027-01-01',
    ]);
  });

  it('forces nobody in the market: what organisations choose freely is recommended', () => {
    const ofMarket = list.filter(({ code }) => code.startsWith('H'));
    expect(ofMarket.every(({ force }) => force === 'recommended')).toBe(true);
    expect(list.find(({ code }) => code === 'E03')?.category).toBe('市场或行业准入');
  });

  it('marks what could hinder a plan: tendering, financing, licensing, and nothing else', () => {
    const marked = list.filter(({ hindersPlan }) => hindersPlan);
    const ours = /^(市场或行业准入|政府采购与招标投标)$/;
    const others = marked.filter(({ category }) => !ours.test(category)).map(({ code }) => code);
    expect(others).toEqual(['F06', 'H01', 'H02', 'H03']);
    expect(list.filter(({ category }) => ours.test(category)).every(({ hindersPlan }) => hindersPlan)).toBe(true);
  });

  it('names a term where the row does, in its own words, and none where it may be for life', () => {
    const named = list.filter(({ mostMonths }) => mostMonths !== null);
    expect(named).toHaveLength(32);
    const term = (code: string) => {
      const row = list.find((one) => one.code === code);
      return [row?.leastMonths, row?.mostMonths, row?.termWords];
    };
    expect(term('A01')).toEqual([12, 12, '1年内']);
    expect(term('B03')).toEqual([24, 60, '2至5年']);
    expect(term('A09')).toEqual([60, 120, '5年内；情节严重的10年']);
    expect(term('A07')).toEqual([null, null, '5年内；情节严重的终身禁入']);
    expect(term('A05')).toEqual([null, null, '终身']);
    expect(term('B08')).toEqual([null, null, null]);
    // Whatever the text of a row says of years is read, or said to be without a most.
    const years = /[0-9一二三]+年|终身|一定期限/;
    expect(list.filter(({ name, termWords }) => years.test(name) !== (termWords !== null))).toEqual([]);
  });

  it('refuses a line it cannot read', () => {
    expect(() => readMeasure({ code: 'A01' })).toThrow('A01');
    const good = {
      code: 'A01',
      category: 'x',
      measure: 'x',
      objects: 'x',
      legal_basis: 'x',
      implementing_subject: 'x',
      source: 'x',
      severities: 'general serious',
      force: 'mandatory',
      in_force_from: '2023-05-01',
      hinders_plan: 'no',
    };
    expect(readMeasure(good)).toMatchObject({ ourDefaults: [], leastMonths: null, mostMonths: null, termWords: null });
    for (const wrong of [
      { force: 'optional' },
      { in_force_from: '2023-02-30' },
      { severities: 'grave' },
      { hinders_plan: '?' },
      { most_months: '12', term_words: '一年内' },
      { least_months: '24', most_months: '12', term_words: '1至2年' },
      { least_months: '12', most_months: '12' },
      { least_months: '0', most_months: '12', term_words: '1年内' },
    ])
      expect(() => readMeasure({ ...good, ...wrong })).toThrow('A01');
  });
});

describe('measures attached to a record', () => {
  const from = '2026-11-02';

  it('are from the list, each once', () => {
    expect(codesOf([{ code: 'B08', from, until: null }])).toEqual([]);
    expect(codesOf([{ code: 'E12', from, until: null }])).toEqual(['measure-not-on-list']);
    expect(
      codesOf([
        { code: 'B08', from, until: null },
        { code: 'B08', from, until: null },
      ]),
    ).toEqual(['measure-twice']);
  });

  it('only once they are in force, and says from when', () => {
    const named = (day: string) => [{ code: 'C20', from: day, until: null }];
    expect(reasonsAgainstMeasures(named('2026-12-31'), list, record)).toMatchObject([
      { code: 'measure-not-in-force', earliest: '2027-01-01' },
    ]);
    expect(codesOf(named('2027-01-01'))).toEqual([]);
  });

  it('in proportion to the class', () => {
    expect(codesOf([{ code: 'D06', from, until: null }], { severity: 'general' })).toEqual([
      'measure-out-of-proportion',
    ]);
    expect(codesOf([{ code: 'G01', from, until: null }], { severity: 'general' })).toEqual([]);
  });

  it('begin with the decision or later, and end no earlier than they begin', () => {
    expect(codesOf([{ code: 'B08', from: '2026-11-01', until: null }])).toEqual(['measure-term']);
    expect(codesOf([{ code: 'B08', from, until: '2026-11-01' }])).toEqual(['measure-term']);
    expect(codesOf([{ code: 'B08', from, until: from }])).toEqual([]);
  });

  it('run no longer than the law lets them, and say until when', () => {
    const until = (code: string, day: string) => reasonsAgainstMeasures([{ code, from, until: day }], list, record);
    expect(until('A01', '2027-11-02')).toEqual([]);
    expect(until('A01', '2027-11-03')).toMatchObject([
      {
        code: 'measure-beyond-its-term',
        clause: '行政许可法第78条',
        text: { zh: expect.stringContaining('2027-11-02') },
      },
    ]);
    expect(until('B03', '2031-11-02')).toEqual([]);
    expect(until('B03', '2031-11-03')).toMatchObject([{ code: 'measure-beyond-its-term' }]);
    for (const forLife of ['A07', 'A05', 'B08']) expect(until(forLife, '2090-01-01')).toEqual([]);
  });

  it.each<[string, string | null, string | null, string]>([
    ['A01', '2029-11-02', '2027-11-02', 'a fixed term, on a record that is shown for longer'],
    ['A04', '2029-11-02', '2031-11-02', 'a fixed term, on a record that is shown for less'],
    ['B03', '2029-11-02', '2029-11-02', 'a range: with the record'],
    ['B03', '2027-11-02', '2028-11-02', 'a range: no less than its least'],
    ['B01', '2029-11-02', '2028-11-02', 'a range: no more than its most'],
    ['B01', null, '2028-11-02', 'a record that has no last day'],
    ['B08', '2029-11-02', null, 'no term of its own: with the record, as ever'],
    ['A05', '2029-11-02', null, 'for life: likewise'],
  ])('%s on a record until %s ends on %s: %s', (code, endsBy, ends) => {
    expect(lastDayOfMeasure({ code, from, until: null }, list, endsBy)).toBe(ends);
  });

  it('end on the day that was entered, where one was', () => {
    const named = { code: 'B01', from, until: '2027-12-31' };
    expect(lastDayOfMeasure(named, list, '2029-11-02')).toBe('2027-12-31');
  });
});
