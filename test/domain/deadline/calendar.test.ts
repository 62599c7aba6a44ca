import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as calendar from '../../../domain/deadline/calendar.ts';
import { parseCalendarCsv, parseCalendarNoticesCsv } from '../../../domain/deadline/calendar-csv.ts';
import { addDays, weekday } from '../../../domain/time.ts';
import { CALENDAR } from '../calendar-data.ts';

const days = fc.integer({ min: 0, max: 14 * 365 }).map((offset) => addDays('2013-01-01', offset));

describe('dayKind', () => {
  it.each([
    ['a weekday', '2026-09-21', true, '星期一，工作日'],
    ['a weekend', '2026-09-19', false, '星期六，休息日'],
    ['a make-up Sunday', '2026-09-20', true, '星期日，国庆节调休上班，工作日'],
    ['a holiday on a weekday', '2026-02-17', false, '星期二，春节放假'],
    ['the make-up Saturday before the Spring Festival', '2026-02-14', true, '星期六，春节调休上班，工作日'],
    ['the anniversary of 2015', '2015-09-03', false, '星期四，中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日放假'],
    ['the Spring Festival prolonged in 2020', '2020-01-31', false, '星期五，春节放假'],
  ])('%s: %s', (_name, day, working, zh) => {
    expect(calendar.dayKind(CALENDAR, day)).toMatchObject({ working, loaded: true, reason: { zh } });
  });

  it('follows the plain week outside the loaded years, and says so', () => {
    expect(calendar.dayKind(CALENDAR, '2027-10-01')).toMatchObject({ working: true, loaded: false });
    expect(calendar.dayKind(CALENDAR, '2012-12-31')).toMatchObject({ working: true, loaded: false });
    expect(calendar.dayKind(CALENDAR, '2027-01-02').reason.zh).toContain('2027年放假安排尚未载入');
  });

  it('every make-up day falls on a weekend, and every year has its notice or its source', () => {
    for (const [day, { kind }] of CALENDAR.days) if (kind === 'workday') expect(weekday(day)).toBeGreaterThan(5);
    expect(CALENDAR.years.map(({ year }) => year)).toEqual(Array.from({ length: 14 }, (_, index) => 2013 + index));
  });
});

describe('workingDaysBetween', () => {
  it.each([
    ['the same day', '2026-03-04', '2026-03-04', 0],
    ['an earlier day', '2026-03-04', '2026-03-02', 0],
    ['over a weekend', '2026-03-06', '2026-03-11', 3],
    ['over the National Day of 2025, with its two make-up days', '2025-09-26', '2025-10-20', 12],
  ])('%s', (_name, from, until, count) => {
    expect(calendar.workingDaysBetween(CALENDAR, from, until)).toBe(count);
  });

  it('undoes addWorkingDays', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 60 }), (from, count) => {
        const until = calendar.addWorkingDays(CALENDAR, from, count);
        expect(calendar.workingDaysBetween(CALENDAR, from, until)).toBe(count);
      }),
    );
  });
});

describe('addWorkingDays', () => {
  it.each([
    ['2026-09-18', 3, '2026-09-22'],
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-14', 1, '2026-02-24'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-10-08', 2, '2026-10-10'],
    ['2026-09-22', -3, '2026-09-18'],
    ['2026-10-08', -1, '2026-09-30'],
    ['2026-10-03', 0, '2026-10-03'],
  ])('%s and %i working days is %s', (from, count, to) => {
    expect(calendar.addWorkingDays(CALENDAR, from, count)).toBe(to);
  });

  it('agrees with counting each day', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), (from, count) => {
        const to = calendar.addWorkingDays(CALENDAR, from, count);
        expect(calendar.dayKind(CALENDAR, to).working).toBe(true);
        let worked = 0;
        for (let day = from; day < to; ) {
          day = addDays(day, 1);
          if (calendar.dayKind(CALENDAR, day).working) worked += 1;
        }
        expect(worked).toBe(count);
      }),
    );
  });

  it('comes back from where it went, when it started on a working day', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), (day, count) => {
        const from = calendar.nextWorkingDay(CALENDAR, day);
        expect(calendar.addWorkingDays(CALENDAR, calendar.addWorkingDays(CALENDAR, from, count), -count)).toBe(from);
      }),
    );
  });

  it('takes whole numbers only', () => {
    expect(() => calendar.addWorkingDays(CALENDAR, '2026-01-05', 1.5)).toThrow(RangeError);
  });
});

describe('reading the files', () => {
  it.each([
    ['another header', 'day,kind,name\n', 'line 1'],
    ['an impossible day', 'date,kind,name\n2026-02-30,off,春节\n', 'line 2'],
    ['an unknown kind', 'date,kind,name\n2026-02-17,half,春节\n', 'half'],
    ['a field too many', 'date,kind,name\n2026-02-17,off,春节,x\n', '4 fields'],
    ['no name', 'date,kind,name\n2026-02-17,off,\n', 'no name'],
  ])('refuses %s and names the place', (_name, text, told) => {
    expect(() => parseCalendarCsv(text)).toThrow(told);
  });

  it('reads notices with and without a number', () => {
    const text =
      'year,number,issued_on,source\r\n2026,国办发明电〔2025〕7号,2025-11-04,通知\r\n2013,,,chinese-days 1.5.7\r\n';
    expect(parseCalendarNoticesCsv(text)).toEqual([
      { year: 2026, number: '国办发明电〔2025〕7号', issuedOn: '2025-11-04', source: '通知' },
      { year: 2013, number: null, issuedOn: null, source: 'chinese-days 1.5.7' },
    ]);
    expect(() => parseCalendarNoticesCsv('year,number,issued_on,source\n26,,,x\n')).toThrow('not a year');
  });

  it('refuses a day that is both off and worked', () => {
    const day = { day: '2026-10-01', name: '国庆节' };
    expect(() =>
      calendar.buildCalendar(
        'x',
        [],
        [
          { ...day, kind: 'off' },
          { ...day, kind: 'workday' },
        ],
      ),
    ).toThrow('2026-10-01');
  });
});
