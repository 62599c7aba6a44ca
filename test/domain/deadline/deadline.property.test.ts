import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addWorkingDays, dayKind } from '../../../domain/deadline/calendar.ts';
import { computeDeadline } from '../../../domain/deadline/deadline.ts';
import type { Extension, Ledger, Pause, TermUnit } from '../../../domain/deadline/ledger.ts';
import { TERM_UNITS } from '../../../domain/deadline/ledger.ts';
import { addDays } from '../../../domain/time.ts';
import { CALENDAR } from '../calendar-data.ts';

const day = fc.integer({ min: 0, max: 13 * 365 }).map((offset) => addDays('2013-01-01', offset));
const unit = fc.constantFrom(...TERM_UNITS);
const count = (of: TermUnit, most: number): number => (of === 'years' ? most % 3 : of === 'months' ? most % 24 : most);

const pauses: fc.Arbitrary<Pause[]> = fc
  .array(
    fc.record({ after: fc.nat(120), length: fc.nat(20) }).map(({ after, length }) => ({ after, length })),
    { maxLength: 3 },
  )
  .map((list) =>
    list.map(({ after, length }) => ({
      from: addDays('2020-01-01', after),
      until: addDays('2020-01-01', after + length),
      reason: '听证',
      clause: '45',
    })),
  );

const ledgers = fc
  .record({ start: day, unit, count: fc.nat(60), last: fc.constantFrom('act' as const, 'period' as const), pauses })
  .map(
    ({ start, unit: of, count: many, last, pauses: stops }): Ledger => ({
      startEvent: '测试',
      startDay: start,
      rule: { code: 'test', count: count(of, many), unit: of, last, clause: '测试', isDefault: false },
      // Laid beside the start, so that they do fall into the term.
      pauses: stops.map((stop) => shift(stop, start)),
      extensions: [],
    }),
  );

function shift(stop: Pause, start: string): Pause {
  const offset = (Date.parse(start) - Date.parse('2020-01-01')) / 86_400_000;
  return { ...stop, from: addDays(stop.from, offset), until: addDays(stop.until ?? stop.from, offset) };
}

const due = (ledger: Ledger): string => computeDeadline(ledger, CALENDAR).due;

describe('every ledger', () => {
  it('an act is due on a working day that is not paused', () => {
    fc.assert(
      fc.property(ledgers, (ledger) => {
        const end = due({ ...ledger, rule: { ...ledger.rule, last: 'act' } });
        expect(dayKind(CALENDAR, end).working).toBe(true);
        expect(ledger.pauses.some(({ from, until }) => from <= end && end <= (until ?? from))).toBe(false);
      }),
    );
  });

  it('a longer term, a later start, or one more pause never ends earlier', () => {
    fc.assert(
      fc.property(ledgers, day, fc.nat(10), (ledger, other, longer) => {
        const end = due(ledger);
        expect(due({ ...ledger, rule: { ...ledger.rule, count: ledger.rule.count + longer } }) >= end).toBe(true);
        if (ledger.pauses.length === 0)
          expect(due({ ...ledger, startDay: addDays(ledger.startDay, longer) }) >= end).toBe(true);
        const more = { from: other, until: addDays(other, longer), reason: '鉴定', clause: '45' };
        expect(due({ ...ledger, pauses: [...ledger.pauses, more] }) >= end).toBe(true);
      }),
    );
  });

  it('an extension never shortens', () => {
    const granted = { reason: '洪水', clause: '测试', by: '李某', on: '2020-01-01' };
    const extension: fc.Arbitrary<Extension> = fc.oneof(
      fc.record({ unit, count: fc.nat(12) }).map((term) => ({ ...granted, ...term })),
      day.map((until) => ({ ...granted, until })),
    );
    fc.assert(
      fc.property(ledgers, extension, (ledger, more) => {
        expect(due({ ...ledger, extensions: [more] }) >= due(ledger)).toBe(true);
      }),
    );
  });

  it('in working days without pauses it is addWorkingDays, and the lines count 1 to n', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (start, many) => {
        const rule = {
          code: 'test',
          count: many,
          unit: 'working-days',
          last: 'act',
          clause: '测试',
          isDefault: false,
        } as const;
        const deadline = computeDeadline(
          { startEvent: '测试', startDay: start, rule, pauses: [], extensions: [] },
          CALENDAR,
        );
        expect(deadline.due).toBe(addWorkingDays(CALENDAR, start, many));
        const ordinals = deadline.days.flatMap(({ counted }) => (counted === null ? [] : [counted]));
        expect(ordinals).toEqual(Array.from({ length: many }, (_, index) => index + 1));
        expect(deadline.days.map((line) => line.day)).toEqual(deadline.days.map((_, index) => addDays(start, index)));
      }),
    );
  });
});
