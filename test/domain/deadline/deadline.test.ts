import { describe, expect, it } from '@jest/globals';
import { computeDeadline, deadlineState } from '../../../domain/deadline/deadline.ts';
import type { DeadlineRule, Extension, Ledger, Pause } from '../../../domain/deadline/ledger.ts';
import { CALENDAR } from '../calendar-data.ts';

type Term = Pick<DeadlineRule, 'count' | 'unit'> & Partial<DeadlineRule>;

const ledger = (startDay: string, term: Term, rest: Partial<Ledger> = {}): Ledger => ({
  startEvent: '收到申请',
  startDay,
  rule: { code: 'test', last: 'act', clause: '行政许可法第82条', isDefault: false, ...term },
  pauses: [],
  extensions: [],
  ...rest,
});

const due = (...args: Parameters<typeof ledger>): string => computeDeadline(ledger(...args), CALENDAR).due;
const pause = (from: string, until: string | null): Pause => ({
  from,
  until,
  reason: '听证',
  clause: '行政许可法第45条',
});
const granted = { reason: '洪水', clause: '不可抗力', by: '李某', on: '2026-03-05' };

describe('terms with real days', () => {
  it.each([
    ['a make-up Sunday counts', '2026-09-18', 3, 'working-days', '2026-09-22'],
    ['over the Spring Festival', '2026-02-13', 5, 'working-days', '2026-02-27'],
    ['the make-up Saturday after it counts', '2026-02-27', 1, 'working-days', '2026-02-28'],
    ['over National Day with its make-up Saturday', '2026-09-30', 3, 'working-days', '2026-10-10'],
    ['received on a day off: the next working day is the first', '2026-10-03', 1, 'working-days', '2026-10-08'],
    ['received on a make-up day', '2026-09-20', 1, 'working-days', '2026-09-21'],
    ['calendar days ending on a weekday', '2026-09-01', 15, 'calendar-days', '2026-09-16'],
    ['calendar days ending in National Day move behind it', '2026-09-16', 15, 'calendar-days', '2026-10-08'],
    ['calendar days ending on a make-up Sunday stay', '2026-09-05', 15, 'calendar-days', '2026-09-20'],
    ['a month from the 31st ends on Saturday 28 February, a make-up day', '2026-01-31', 1, 'months', '2026-02-28'],
    ['a month from 31 January of a leap year', '2024-01-31', 1, 'months', '2024-02-29'],
    ['a year from a leap day', '2024-02-29', 1, 'years', '2025-02-28'],
    ['three months ending on a Sunday move', '2026-02-10', 3, 'months', '2026-05-11'],
    ['a term of nothing ends the same day', '2026-09-21', 0, 'working-days', '2026-09-21'],
    ['a term of nothing on a day off ends on the next working day', '2026-10-02', 0, 'calendar-days', '2026-10-08'],
  ] as const)('%s', (_name, from, count, unit, expected) => {
    expect(due(from, { count, unit })).toBe(expected);
  });

  it('a period never moves', () => {
    expect(due('2026-02-10', { count: 3, unit: 'months', last: 'period' })).toBe('2026-05-10');
    expect(due('2026-09-16', { count: 15, unit: 'calendar-days', last: 'period' })).toBe('2026-10-01');
  });

  it('gives the exclusive end, the calendar, and each day with its reason', () => {
    const deadline = computeDeadline(ledger('2026-09-18', { count: 3, unit: 'working-days' }), CALENDAR);
    expect(deadline).toMatchObject({
      dueAt: '2026-09-22T16:00:00.000Z',
      provisional: false,
      calendarVersion: 'test-1',
    });
    expect(deadline.days.map(({ day, counted, part, reason }) => [day, counted, part, reason.zh])).toEqual([
      ['2026-09-18', null, 'start', '起算事由发生当日，不计入'],
      ['2026-09-19', null, 'term', '星期六，休息日'],
      ['2026-09-20', 1, 'term', '星期日，国庆节调休上班，工作日'],
      ['2026-09-21', 2, 'term', '星期一，工作日'],
      ['2026-09-22', 3, 'term', '星期二，工作日'],
    ]);
  });

  it.each([-1, 1.5, Number.NaN, 1001])('%p is no term', (count) => {
    expect(() => due('2026-01-05', { count, unit: 'working-days' })).toThrow(RangeError);
  });
});

describe('provisional', () => {
  const provisional = (...args: Parameters<typeof ledger>): boolean =>
    computeDeadline(ledger(...args), CALENDAR).provisional;

  it.each([
    ['ends on the last loaded day', '2026-12-28', 3, 'working-days', false],
    ['one day further', '2026-12-28', 4, 'working-days', true],
    ['starts before the first loaded year', '2012-12-28', 1, 'working-days', true],
    ['starts on its eve', '2012-12-31', 1, 'working-days', false],
    ['calendar days that pass through, but end in, loaded years', '2012-12-20', 20, 'calendar-days', false],
    ['calendar days that end past them', '2026-12-20', 20, 'calendar-days', true],
    ['a last day off of the last year that moves past it', '2025-12-31', 10, 'calendar-days', false],
    ['a year that ends past them', '2026-03-02', 1, 'years', true],
  ] as const)('%s', (_name, from, count, unit, expected) => {
    expect(provisional(from, { count, unit })).toBe(expected);
  });

  it('never a period in months', () => {
    expect(provisional('2026-04-01', { count: 3, unit: 'years', last: 'period' })).toBe(false);
  });

  it('not by days that a limit cut off', () => {
    const cap = { day: '2026-12-30', clause: '测试', reason: { zh: '办理期限', en: 'handling term' } };
    expect(provisional('2026-12-28', { count: 10, unit: 'working-days' }, { notLaterThan: cap })).toBe(false);
  });

  it('the explanation names the year that is missing', () => {
    const { explanation } = computeDeadline(ledger('2026-12-28', { count: 10, unit: 'working-days' }), CALENDAR);
    expect(explanation.at(-1)?.zh).toContain('2027年放假安排尚未载入');
    expect(explanation.at(-1)?.en).toContain('nothing adverse');
  });
});

describe('pauses', () => {
  it.each([
    ['both ends are not counted', [pause('2026-03-04', '2026-03-05')], '2026-03-11'],
    ['one day', [pause('2026-03-04', '2026-03-04')], '2026-03-10'],
    ['over a weekend costs its working days only', [pause('2026-03-06', '2026-03-09')], '2026-03-11'],
    [
      'overlapping ones count once',
      [pause('2026-03-03', '2026-03-05'), pause('2026-03-04', '2026-03-06')],
      '2026-03-13',
    ],
    ['on the due day', [pause('2026-03-09', '2026-03-09')], '2026-03-10'],
    ['before the start', [pause('2026-02-02', '2026-03-02')], '2026-03-09'],
    ['after the end', [pause('2026-03-10', '2026-03-20')], '2026-03-09'],
  ])('in working days: %s', (_name, pauses, expected) => {
    expect(due('2026-03-02', { count: 5, unit: 'working-days' }, { pauses })).toBe(expected);
  });

  it('in calendar days and months every paused day moves the end', () => {
    const pauses = [pause('2026-03-07', '2026-03-08')];
    expect(due('2026-03-02', { count: 7, unit: 'calendar-days' }, { pauses })).toBe('2026-03-11');
    expect(due('2026-03-02', { count: 1, unit: 'months' }, { pauses })).toBe('2026-04-07');
    expect(due('2026-03-02', { count: 1, unit: 'months', last: 'period' }, { pauses })).toBe('2026-04-04');
  });

  it('a last day is not moved onto a paused day', () => {
    expect(
      due('2026-03-02', { count: 5, unit: 'calendar-days' }, { pauses: [pause('2026-03-09', '2026-03-10')] }),
    ).toBe('2026-03-11');
  });

  it('one still going on stops the clock, unless the term was over before', () => {
    const state = deadlineState(
      ledger('2026-03-02', { count: 5, unit: 'working-days' }, { pauses: [pause('2026-03-04', null)] }),
      CALENDAR,
    );
    expect(state).toMatchObject({ running: false, since: '2026-03-04' });
    expect(state.days.map(({ day }) => day)).toEqual(['2026-03-02', '2026-03-03']);
    expect(state.explanation.at(-1)?.zh).toContain('已计至第1个工作日');
    expect(due('2026-03-02', { count: 5, unit: 'working-days' }, { pauses: [pause('2026-03-10', null)] })).toBe(
      '2026-03-09',
    );
  });

  it('a deadline that does not run has no due day to give', () => {
    expect(() =>
      due('2026-03-02', { count: 5, unit: 'working-days' }, { pauses: [pause('2026-03-09', null)] }),
    ).toThrow('paused');
  });
});

describe('extensions, limits and what was told', () => {
  const five: Term = { count: 5, unit: 'working-days' };
  const by = (count: number, unit: DeadlineRule['unit']): Extension => ({ ...granted, count, unit });
  const handling = { clause: '办理期限', reason: { zh: '不超过办理期限', en: 'no longer than the handling term' } };

  it('working days count on from the due day', () => {
    expect(due('2026-03-02', five, { extensions: [by(3, 'working-days')] })).toBe('2026-03-12');
    expect(due('2026-03-02', five, { extensions: [by(3, 'working-days'), by(1, 'working-days')] })).toBe('2026-03-13');
  });

  it('other units are added to the due day and move off a day off', () => {
    expect(due('2026-03-02', five, { extensions: [by(5, 'calendar-days')] })).toBe('2026-03-16');
    expect(due('2026-03-02', five, { extensions: [by(1, 'months')] })).toBe('2026-04-09');
  });

  it('a day set outright never shortens', () => {
    expect(due('2026-03-02', five, { extensions: [{ ...granted, until: '2026-03-21' }] })).toBe('2026-03-23');
    expect(due('2026-03-02', five, { extensions: [{ ...granted, until: '2026-03-04' }] })).toBe('2026-03-09');
  });

  it('a limit cuts the term and all its extensions', () => {
    const cap = { ...handling, count: 4, unit: 'working-days' } as const;
    expect(due('2026-03-02', five, { notLaterThan: cap })).toBe('2026-03-06');
    const extensions = [by(2, 'working-days')];
    expect(due('2026-03-02', five, { extensions, notLaterThan: cap })).toBe('2026-03-06');
    expect(due('2026-03-02', five, { notLaterThan: { ...handling, day: '2026-03-07' } })).toBe('2026-03-09');
  });

  it('a day already told is never made earlier', () => {
    const told = { day: '2026-03-11', reason: '日历变更' };
    expect(due('2026-03-02', five, { notEarlierThan: told })).toBe('2026-03-11');
    expect(due('2026-03-02', five, { notEarlierThan: { ...told, day: '2026-03-05' } })).toBe('2026-03-09');
  });

  it('everything that moved the day is told', () => {
    const told = { day: '2026-03-20', reason: '日历变更' };
    const { explanation } = computeDeadline(
      ledger(
        '2026-03-02',
        { ...five, isDefault: true },
        { extensions: [by(3, 'working-days')], pauses: [pause('2026-03-04', '2026-03-04')], notEarlierThan: told },
      ),
      CALENDAR,
    );
    const zh = explanation.map((line) => line.zh).join('\n');
    expect(zh).toContain('默认值');
    expect(zh).toContain('2026年3月4日（星期三）至2026年3月4日（星期三）（含首尾两日）中止计算：听证');
    expect(zh).toContain('2026年3月5日（星期四）经李某批准延长3个工作日：洪水');
    expect(zh).toContain('不早于2026年3月20日（星期五）：日历变更');
    expect(zh).toContain('届满日：2026年3月20日（星期五），当日24时前办理即为按时。');
  });
});
