import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { getCaseTable, movableKinds } from '../../../domain/case/case-kinds.ts';
import { goOnFromTold, recountMovable, type StoredDeadline } from '../../../domain/case/recount.ts';
import { buildCalendar, type Calendar } from '../../../domain/deadline/calendar.ts';
import { changedDays, whyMoved } from '../../../domain/deadline/calendar-change.ts';
import { computeDeadline } from '../../../domain/deadline/deadline.ts';
import type { Ledger, Pause } from '../../../domain/deadline/ledger.ts';
import { addDays, type Day } from '../../../domain/time.ts';

const YEARS = [2026, 2027].map((year) => ({ year, number: null, issuedOn: null, source: 'test' }));
type Listed = Readonly<Record<Day, 'off' | 'workday'>>;
const calendarOf = (listed: Listed, years = YEARS): Calendar =>
  buildCalendar(
    '1',
    years,
    Object.entries(listed).map(([day, kind]) => ({ day, kind, name: '国庆节' })),
  );
const PLAIN = calendarOf({});
const NOW = '2026-09-01T02:00:00.000Z';

function ledger(change: Partial<Ledger> = {}, count = 5): Ledger {
  const rule = { code: 'x', count, unit: 'working-days', last: 'act', clause: 'c', isDefault: false } as const;
  return { startEvent: 's', startDay: '2026-09-01', rule, pauses: [], extensions: [], ...change };
}

function stored(kind: string, own: Ledger, calendar = PLAIN, about = ''): StoredDeadline {
  const { due, dueAt, provisional } = computeDeadline(own, calendar);
  return { kind, about, state: 'running', ledger: own, due, dueAt, provisional };
}

const moves = (
  deadlines: readonly StoredDeadline[],
  calendar: Calendar,
  kind: 'accept-first' | 'repair' = 'accept-first',
  now = NOW,
  closedAt: string | null = null,
) =>
  recountMovable(getCaseTable(kind), { closedAt, deadlines }, calendar, now).map(({ deadline, counted }) => [
    deadline.kind,
    deadline.due,
    counted.due,
    counted.provisional,
  ]);

describe('the running deadlines of a case, counted anew', () => {
  it('come later by a weekday that becomes a day off', () => {
    expect(moves([stored('supply-by', ledger())], calendarOf({ '2026-09-03': 'off' }))).toEqual([
      ['supply-by', '2026-09-08', '2026-09-09', false],
    ]);
  });

  it('never come earlier by a Saturday that is worked: the day told counts', () => {
    expect(moves([stored('supply-by', ledger())], calendarOf({ '2026-09-05': 'workday' }))).toEqual([]);
  });

  it('keep the day told, and move off it where it becomes a day off itself', () => {
    const moved = recountMovable(
      getCaseTable('accept-first'),
      { deadlines: [stored('supply-by', ledger())] },
      calendarOf({ '2026-09-05': 'workday', '2026-09-08': 'off' }),
      NOW,
    );
    expect(moved.map(({ counted, ledger: own }) => [counted.due, own.notEarlierThan?.day])).toEqual([
      ['2026-09-09', '2026-09-08'],
    ]);
  });

  it('leave a period as it is', () => {
    const period = ledger({ rule: { ...ledger().rule, unit: 'calendar-days', last: 'period', count: 7 } });
    expect(moves([stored('supply-by', period)], calendarOf({ '2026-09-08': 'off' }))).toEqual([]);
  });

  it('move while they run, and while they rest in a case that is open', () => {
    const changed = calendarOf({ '2026-09-03': 'off' });
    const states = ['running', 'met', 'missed', 'closed'] as const;
    const moved = (kind: string, closedAt: string | null) =>
      states.filter(
        (state) => moves([{ ...stored(kind, ledger()), state }], changed, 'accept-first', NOW, closedAt).length > 0,
      );
    expect([moved('supply-by', null), moved('supply-by', NOW)]).toEqual([['running', 'met'], ['running']]);
    expect([moved('verify-by', null), moved('verify-by', NOW)]).toEqual([['running'], ['running']]);
    // The query that finds the cases is made of the same rule.
    const found = (kind: string, isOpen: boolean) =>
      states.filter((state) => movableKinds(state, isOpen).includes(kind));
    expect([found('supply-by', true), found('supply-by', false)]).toEqual([['running', 'met'], ['running']]);
    expect([found('verify-by', true), found('verify-by', false)]).toEqual([['running'], ['running']]);
  });

  it('become certain with the calendar of their year, moved or not', () => {
    const first = YEARS.slice(0, 1);
    const own = ledger({ startDay: '2026-12-29' });
    const provisional = stored('supply-by', own, calendarOf({}, first));
    expect(provisional).toMatchObject({ due: '2027-01-05', provisional: true });
    expect(moves([provisional], calendarOf({ '2027-01-01': 'off' }))).toEqual([
      ['supply-by', '2027-01-05', '2027-01-06', false],
    ]);
    expect(moves([provisional], PLAIN)).toEqual([['supply-by', '2027-01-05', '2027-01-05', false]]);
    expect(moves([provisional], calendarOf({}, first))).toEqual([]);
  });

  it('that were provisional and are over leave a day to whoever hears of them late', () => {
    const provisional = stored('supply-by', ledger({ startDay: '2026-12-29' }), calendarOf({}, YEARS.slice(0, 1)));
    const late = '2027-01-08T02:00:00.000Z';
    expect(moves([provisional], PLAIN, 'accept-first', late)).toEqual([
      ['supply-by', '2027-01-05', '2027-01-11', false],
    ]);
  });

  it('count what must be left anew too', () => {
    const least = { from: '2026-09-07', workingDays: 3 };
    const floored = ledger({ notEarlierThan: { day: '2026-09-10', reason: 'least', least } });
    expect(moves([stored('supply-by', floored)], calendarOf({ '2026-09-09': 'off' }))).toEqual([
      ['supply-by', '2026-09-10', '2026-09-11', false],
    ]);
  });

  it('of a part that serve another date go with it, each part by itself', () => {
    const answer = stored('answer-by', ledger(), PLAIN, 'part-1');
    const cap = { day: answer.due, clause: 'c', reason: { zh: '', en: '' } };
    const check = (about: string) => stored('check-by', ledger({ notLaterThan: cap }, 9), PLAIN, about);
    const changed = calendarOf({ '2026-09-03': 'off' });
    expect(moves([check('part-1'), check('part-2'), answer], changed, 'repair')).toEqual([
      ['answer-by', '2026-09-08', '2026-09-09', false],
      ['check-by', '2026-09-08', '2026-09-09', false],
    ]);
  });

  it('are never earlier than told, whatever is loaded, and counting twice is counting once', () => {
    const day = fc.integer({ min: 0, max: 60 }).map((offset) => addDays('2026-09-01', offset));
    const listed = fc.dictionary(day, fc.constantFrom('off', 'workday'), { maxKeys: 20 });
    fc.assert(
      fc.property(
        listed,
        listed,
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 20 }),
        (a, b, count, from) => {
          const own = ledger({ startDay: addDays('2026-09-01', from) }, count);
          const before = stored('supply-by', own, calendarOf(a));
          const [moved] = recountMovable(getCaseTable('accept-first'), { deadlines: [before] }, calendarOf(b), NOW);
          const days = changedDays(calendarOf(a), calendarOf(b));
          const touching = days.filter((one) => one.day <= before.due && one.day >= own.startDay);
          if (moved === undefined) return;
          expect(moved.counted.due > before.due).toBe(true);
          // The one query that finds what to count: some changed day lies on the way.
          expect(touching.length).toBeGreaterThan(0);
          const after = { ...before, ...moved.counted, ledger: moved.ledger };
          expect(recountMovable(getCaseTable('accept-first'), { deadlines: [after] }, calendarOf(b), NOW)).toEqual([]);
          const confirmed = false;
          expect(
            whyMoved({ startDay: own.startDay, from: before.due, to: moved.counted.due, confirmed }, days),
          ).not.toEqual([]);
        },
      ),
    );
  });
});

describe('a date that goes on from the one told', () => {
  const due = (own: Ledger, calendar: Calendar) => computeDeadline(own, calendar).due;
  const pause = (from: Day, until: Day): Pause => ({ from, until, reason: '听证', clause: 'c' });
  const byDays = { count: 3, unit: 'working-days', reason: 'r', clause: 'c', by: 'boss', on: '2026-09-02' } as const;
  // Told: Tuesday 8 September. With Saturday the 5th worked it would be Monday the 7th.
  const SHORTER = calendarOf({ '2026-09-05': 'workday' });
  const told = stored('supply-by', ledger());

  it('is extended from that day', () => {
    const extended = ledger({ extensions: [byDays] });
    expect(due(extended, SHORTER)).toBe('2026-09-10');
    const held = goOnFromTold(extended, told, SHORTER);
    expect(due(held, SHORTER)).toBe('2026-09-11');
    // Counted again, and extended again, it goes on from there.
    const again = { ...told, ledger: held, due: '2026-09-11' };
    expect(goOnFromTold(held, again, SHORTER)).toBe(held);
    const twice = { ...held, extensions: [byDays, byDays] };
    expect(due(goOnFromTold(twice, again, SHORTER), SHORTER)).toBe('2026-09-16');
    // A day off on the way moves the days that were added too.
    expect(due(held, calendarOf({ '2026-09-05': 'workday', '2026-09-10': 'off' }))).toBe('2026-09-14');
  });

  it('goes on after a pause with what was left up to that day', () => {
    const paused = ledger({ pauses: [pause('2026-09-04', '2026-09-07')] });
    expect(due(paused, SHORTER)).toBe('2026-09-10');
    // Left were Friday, Saturday, Monday and Tuesday.
    expect(due(goOnFromTold(paused, told, SHORTER), SHORTER)).toBe('2026-09-11');
    const late = ledger({ pauses: [pause('2026-09-09', '2026-09-11')] });
    expect(due(goOnFromTold(late, told, SHORTER), SHORTER)).toBe('2026-09-08');
  });

  it('does not pass a limit that the term has', () => {
    const capped = ledger({ notLaterThan: { day: '2026-09-09', clause: 'c', reason: { zh: '', en: '' } } });
    const extended = { ...capped, extensions: [byDays] };
    expect(due(goOnFromTold(extended, stored('supply-by', capped), SHORTER), SHORTER)).toBe('2026-09-09');
  });

  it('keeps its ledger where no calendar was changed, and is never earlier where one was', () => {
    const day = fc.integer({ min: 0, max: 60 }).map((offset) => addDays('2026-09-01', offset));
    const calendars = fc
      .dictionary(day, fc.constantFrom('off', 'workday'), { maxKeys: 20 })
      .map((days) => calendarOf(days));
    const span = fc.tuple(day, fc.integer({ min: 0, max: 9 })).map(([from, days]) => pause(from, addDays(from, days)));
    const pauses = fc.array(span, { maxLength: 3 }).map((some) => some.toSorted((a, b) => (a.from < b.from ? -1 : 1)));
    const term = fc.integer({ min: 0, max: 15 });
    fc.assert(
      fc.property(calendars, calendars, pauses, term, fc.boolean(), fc.nat(2), (a, b, all, count, extends_, known) => {
        const before = ledger({ pauses: all.slice(0, known) }, count);
        const now = { ...before, pauses: all, extensions: extends_ ? [byDays] : [] };
        const was = stored('supply-by', before, a);
        expect(goOnFromTold(now, was, a)).toBe(now);
        const held = goOnFromTold(now, was, b);
        expect(due(held, b) >= was.due && due(held, b) >= due(now, b)).toBe(true);
      }),
    );
  });
});

describe('the days that a notice changes', () => {
  it('are those worked otherwise than before', () => {
    const before = calendarOf({ '2026-10-01': 'off', '2026-10-10': 'workday' });
    const after = calendarOf({ '2026-10-01': 'off', '2026-10-02': 'off' });
    expect(changedDays(before, after).map(({ day }) => day)).toEqual(['2026-10-02', '2026-10-10']);
    expect(changedDays(before, before)).toEqual([]);
  });

  it('are all of a year that was not known, and none where a Sunday is named off', () => {
    const days = changedDays(calendarOf({}, YEARS.slice(0, 1)), PLAIN);
    expect([days.length, days.at(0)?.day, days.at(-1)?.day]).toEqual([365, '2027-01-01', '2027-12-31']);
    expect(changedDays(PLAIN, calendarOf({ '2026-09-06': 'off' }))).toEqual([]);
  });

  it('say why a date is another', () => {
    const days = changedDays(PLAIN, calendarOf({ '2026-10-01': 'off', '2026-11-02': 'off' }));
    const why = whyMoved({ startDay: '2026-09-28', from: '2026-10-09', to: '2026-10-12', confirmed: false }, days);
    expect(why).toEqual([
      { zh: '2026年10月1日：星期四，国庆节放假', en: '1 October 2026: Thursday, off for National Day' },
    ]);
    expect(
      whyMoved({ startDay: '2026-09-28', from: '2026-10-09', to: '2026-10-12', confirmed: true }, days),
    ).toHaveLength(2);
  });
});
