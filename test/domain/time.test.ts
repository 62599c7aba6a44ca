import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as time from '../../domain/time.ts';

describe('parseDay', () => {
  it.each(['2024-02-29', '1949-01-01', '2199-12-31'])('reads %s', (text) => {
    expect(time.parseDay(text)).toBe(text);
  });

  it.each([
    ['29 February of a common year', '2026-02-29'],
    ['29 February of 2100', '2100-02-29'],
    ['31 April', '2026-04-31'],
    ['month 13', '2026-13-01'],
    ['month 0', '2026-00-10'],
    ['day 0', '2026-01-00'],
    ['a time part', '2026-01-01T00:00:00Z'],
    ['full-width digits', '２０２６-01-01'],
    ['a year before 1949', '1948-12-31'],
    ['a year after 2199', '2200-01-01'],
    ['year 9999', '9999-12-31'],
    ['short form', '2026-1-1'],
    ['blanks', ' 2026-01-01'],
    ['a final line break', '2026-01-01\n'],
    ['nothing', ''],
  ])('refuses %s', (_name, text) => {
    expect(time.parseDay(text)).toBeNull();
  });
});

describe('days and instants', () => {
  it('a day begins and ends at midnight in Shanghai', () => {
    expect(time.startOfDay('2026-09-22')).toBe('2026-09-21T16:00:00.000Z');
    expect(time.endOfDay('2026-09-22')).toBe('2026-09-22T16:00:00.000Z');
    expect(time.lastMomentOf('2026-09-22')).toBe('2026-09-22T15:59:59.999Z');
    expect(time.endOfDay('2199-12-31')).toBe('2199-12-31T16:00:00.000Z');
  });

  it('an instant lies in the day of Shanghai, not of London', () => {
    expect(time.shanghaiDay('2026-09-21T15:59:59.999Z')).toBe('2026-09-21');
    expect(time.shanghaiDay('2026-09-21T16:00:00.000Z')).toBe('2026-09-22');
  });

  it('each instant of a day lies between its start and its end', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1995-01-01'), max: new Date('2150-01-01'), noInvalidDate: true }),
        (date) => {
          const instant = date.toISOString();
          const day = time.shanghaiDay(instant);
          expect(time.startOfDay(day) <= instant && instant < time.endOfDay(day)).toBe(true);
        },
      ),
    );
  });
});

describe('arithmetic', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2026-02-28', 1, '2026-03-28'],
    ['2026-12-15', 1, '2027-01-15'],
  ])('%s and %i months is %s', (from, months, to) => {
    expect(time.addMonths(from, months)).toBe(to);
  });

  it('counts calendar days there and back', () => {
    expect(time.addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(time.daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(time.daysBetween('2024-03-01', '2024-02-28')).toBe(-2);
  });

  it('stops at the last year', () => {
    expect(() => time.addDays('2199-12-31', 1)).toThrow(RangeError);
    expect(() => time.addMonths('1949-01-01', -1)).toThrow(RangeError);
  });
});

describe('words', () => {
  it('names a day', () => {
    expect(time.dayText('2026-09-05')).toEqual({ zh: '2026年9月5日', en: '5 September 2026' });
    expect(time.describeDay('2026-09-20')).toEqual({ zh: '2026年9月20日（星期日）', en: 'Sunday 20 September 2026' });
  });

  it.each([
    ['2026-10-01', '2026-10-07', '2026年10月1日至7日', '1–7 October 2026'],
    ['2026-04-30', '2026-05-02', '2026年4月30日至5月2日', '30 April to 2 May 2026'],
    ['2025-12-31', '2026-01-02', '2025年12月31日至2026年1月2日', '31 December 2025 to 2 January 2026'],
    ['2026-10-01', '2026-10-01', '2026年10月1日', '1 October 2026'],
  ])('names the days from %s to %s', (from, to, zh, en) => {
    expect(time.describeDays(from, to)).toEqual({ zh, en });
  });
});
