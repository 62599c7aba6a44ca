import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { recordDates } from '../../../domain/record/record-dates.ts';
import { RECORD_ENDINGS } from '../../../domain/record/record-ending.ts';
import { HOLD_REASONS, type RecordHold } from '../../../domain/record/record-hold.ts';
import {
  areDutiesOpen,
  endedByTimeOn,
  hasEndedByTime,
  isOver,
  measuresLeft,
  type RecordFacts,
  type RecordMeasure,
  recordState,
} from '../../../domain/record/record.ts';
import { addDays, endOfDay, startOfDay } from '../../../domain/time.ts';

/** A general penalty of 2026-04-01, shown until 2027-04-01, nothing done yet. */
const facts: RecordFacts = {
  kind: 'penalty',
  decidedOn: '2026-04-01',
  severity: 'general',
  sector: 'general',
  publishedFrom: '2026-04-03',
  minimumEnds: '2026-07-01',
  applyFrom: '2026-07-02',
  endsBy: '2027-04-01',
  published: true,
  ruleSet: '2026-04-01',
  correctedOn: null,
  dutiesDoneOn: null,
  endedOn: null,
  endedHow: null,
};
const measure = (code: string, rest: Partial<RecordMeasure> = {}): RecordMeasure => ({
  code,
  name: '限制参与政府采购',
  basis: '政府采购法第22条',
  force: 'mandatory',
  from: '2026-04-03',
  until: null,
  liftedOn: null,
  ...rest,
});
const hold = (rest: Partial<RecordHold> = {}): RecordHold => ({
  reason: 'objection',
  stops: { publicity: true, sharing: true, measures: true },
  from: startOfDay('2026-06-01'),
  until: null,
  ...rest,
});
const noon = (day: string) => new Date(Date.parse(startOfDay(day)) + 12 * 3600_000).toISOString();
const stateOn = (day: string, rest: Partial<RecordFacts> = {}) =>
  recordState({ ...facts, ...rest }, [], [], noon(day)).state;
const lastMoment = (day: string) => new Date(Date.parse(endOfDay(day)) - 1).toISOString();

describe('by time', () => {
  it('the last day is shown to its last moment; from 00:00 of the next nobody sees it', () => {
    const at = (now: string) => recordState(facts, [], [measure('B08')], now);
    expect(at(lastMoment('2027-04-01'))).toMatchObject({
      state: 'published',
      published: true,
      shared: true,
      measuresInForce: ['B08'],
    });
    expect(at(startOfDay('2027-04-02'))).toMatchObject({
      state: 'ended-by-time',
      published: false,
      shared: false,
      measuresInForce: [],
    });
  });

  it('nobody sees it before its first day', () => {
    expect(recordState(facts, [], [], lastMoment('2026-04-02'))).toMatchObject({
      state: 'not-published',
      published: false,
    });
    expect(stateOn('2026-04-03')).toBe('published');
  });

  it('what is not published is never shown, but shared as long as it would have been', () => {
    const minor = recordState({ ...facts, published: false }, [], [], noon('2026-05-01'));
    expect(minor).toMatchObject({ state: 'not-published', published: false, shared: true });
    expect(stateOn('2027-04-02', { published: false })).toBe('ended-by-time');
  });

  it('without a fixed term it is shown for ever', () => {
    expect(stateOn('2099-01-01', { endsBy: null })).toBe('published');
  });

  it('duties still open at the maximum are a flag, by the sector’s rule', () => {
    const after = recordState(facts, [], [], noon('2027-04-02'));
    expect(after).toMatchObject({ state: 'ended-by-time', dutiesOpen: true });
    expect(after.explanation.map(({ zh }) => zh)).toContain(
      '公示期届满时法定义务尚未履行完毕，由认定单位依职权督促履行。',
    );
    const done = { correctedOn: '2026-05-01', dutiesDoneOn: '2026-06-01' };
    const clean = recordState({ ...facts, ...done }, [], [], noon('2027-04-02'));
    expect(clean).toMatchObject({ state: 'ended-by-time', dutiesOpen: false });
    expect(clean.explanation).toHaveLength(1);
  });

  it('what was written down at its entry may keep it shown until they are done, and nothing entered later', () => {
    const kept = { ...facts, dutiesOpenAtMaximum: 'stays-published' } as const;
    const after = recordState(kept, [], [], noon('2027-04-02'));
    expect(after).toMatchObject({ state: 'published', dutiesOpen: true });
    expect(after.explanation[0]?.zh).toContain('依本领域规定继续公示至履行完毕');
    expect(stateOn('2027-04-02', { dutiesOpenAtMaximum: 'flag' })).toBe('ended-by-time');
    const done = { ...kept, correctedOn: '2026-05-01', dutiesDoneOn: '2027-07-01' };
    expect(recordState(done, [], [], noon('2027-07-01')).state).toBe('ended-by-time');
    expect(endedByTimeOn(done)).toBe('2027-07-01');
    // Its text does not say that it was gone on the day on which it was still shown.
    expect(recordState(done, [], [], noon('2027-07-02')).explanation[0]?.zh).toBe(
      '公示期于2027年4月1日（星期四）届满，此后因法定义务未履行完毕继续公示；义务已于2027年7月1日（星期四）履行完毕，不再公示。',
    );
    expect(recordState(kept, [], [], noon('2027-04-01')).state).toBe('published');
  });

  it('what was never shown is not kept for it', () => {
    const hidden = { ...facts, published: false, dutiesOpenAtMaximum: 'stays-published' } as const;
    expect(recordState(hidden, [], [], noon('2027-04-01')).shared).toBe(true);
    expect(recordState(hidden, [], [], noon('2027-04-02'))).toMatchObject({ state: 'ended-by-time', shared: false });
  });

  it('it ended on the day after its last, whenever that is written down', () => {
    const done = { correctedOn: '2027-06-01', dutiesDoneOn: '2027-07-01' };
    expect(endedByTimeOn({ ...facts, endsBy: null })).toBeNull();
    expect(endedByTimeOn(facts)).toBe('2027-04-02');
    expect(endedByTimeOn({ ...facts, ...done })).toBe('2027-04-02');
  });

  it('duties are open until both are done, by their own days', () => {
    const on = (correctedOn: string | null, dutiesDoneOn: string | null) =>
      areDutiesOpen({ ...facts, correctedOn, dutiesDoneOn }, '2026-06-01');
    expect([on(null, null), on('2026-06-01', null), on(null, '2026-06-01')]).toEqual([true, true, true]);
    expect([on('2026-06-01', '2026-06-01'), on('2026-06-01', '2026-06-02')]).toEqual([false, true]);
  });
});

describe('an ending before its time', () => {
  it.each(RECORD_ENDINGS)('%s ends publication, sharing and measures together', (endedHow) => {
    const ended = { ...facts, endedOn: '2026-08-08', endedHow };
    const lifted = [measure('B08'), measure('A07', { until: '2031-01-01' })];
    expect(recordState(ended, [], lifted, lastMoment('2026-08-07')).state).toBe('published');
    const after = recordState(ended, [], lifted, startOfDay('2026-08-08'));
    expect(after).toMatchObject({ state: 'ended', published: false, shared: false, measuresInForce: [] });
    expect(recordState(ended, [hold()], lifted, noon('2030-01-01')).state).toBe('ended');
  });
});

describe('measures', () => {
  const on = (day: string, one: RecordMeasure) => recordState(facts, [], [one], noon(day)).measuresInForce;

  it('begin and end with their own days', () => {
    const own = measure('B01', { from: '2026-05-01', until: '2026-05-31' });
    expect(on('2026-04-30', own)).toEqual([]);
    expect(on('2026-05-01', own)).toEqual(['B01']);
    expect(on('2026-05-31', own)).toEqual(['B01']);
    expect(on('2026-06-01', own)).toEqual([]);
  });

  it('one that is lifted is in force no more from that day', () => {
    const lifted = measure('B08', { liftedOn: '2026-06-15' });
    expect(on('2026-06-14', lifted)).toEqual(['B08']);
    expect(on('2026-06-15', lifted)).toEqual([]);
  });

  it('one to which the law gives a term runs it, also when the record is shown no more', () => {
    const own = measure('A07', { until: '2031-04-01' });
    expect(on('2027-04-02', own)).toEqual(['A07']);
    expect(on('2031-04-02', own)).toEqual([]);
  });
});

describe('the measures that a repair still has to lift', () => {
  const left = (day: string, measures: RecordMeasure[], rest: Partial<RecordFacts> = {}) =>
    measuresLeft({ ...facts, ...rest }, measures, day).map(({ code }) => code);
  const own = measure('A07', { until: '2031-04-01' });

  it('are all of a record that stands, those yet to begin too', () => {
    const ahead = measure('B01', { from: '2026-12-01', until: '2027-12-01' });
    expect(left('2026-05-01', [measure('B08'), own, ahead])).toEqual(['B08', 'A07', 'B01']);
    expect(left('2026-05-01', [measure('B08', { liftedOn: '2026-05-01' })])).toEqual([]);
  });

  it('are those with a term of their own once it has run out, to the last day of each', () => {
    expect(left('2027-04-01', [measure('B08'), own])).toEqual(['B08', 'A07']);
    expect(left('2027-04-02', [measure('B08'), own])).toEqual(['A07']);
    expect(left('2031-04-01', [own])).toEqual(['A07']);
    expect(left('2031-04-02', [own])).toEqual([]);
  });

  it('are none of a record that was ended', () => {
    expect(left('2026-08-08', [measure('B08'), own], { endedOn: '2026-08-08', endedHow: 'repaired' })).toEqual([]);
  });
});

describe('how it is said to have ended', () => {
  const said = (rest: Partial<RecordFacts>) =>
    recordState({ ...facts, ...rest }, [], [], noon('2029-01-01')).explanation[0]?.zh;

  it('a court’s entry by the court, every other by who determined it', () => {
    const ended = { endedOn: '2026-08-08', endedHow: 'withdrawn' } as const;
    expect(said(ended)).toContain('认定单位撤回');
    expect(said({ ...ended, kind: 'judgment-debtor' })).toMatch(/人民法院删除/);
    expect(said({ ...ended, kind: 'judgment-debtor', endedHow: 'annulled' })).toMatch(/人民法院撤销/);
    expect(said({ ...ended, kind: 'judgment-debtor' })).not.toContain('认定单位');
  });

  it('with both days where it was repaired, or had run out, before its decision was annulled', () => {
    const annulled = { endedHow: 'annulled', voidedOn: '2026-10-10' } as const;
    const repaired = said({ ...annulled, endedOn: '2026-08-08' });
    expect(repaired).toMatch(/2026年8月8日.*终止公示.*2026年10月10日.*撤回.*决定被撤销/);
    const ranOut = said({ ...annulled, endedOn: '2028-05-05', voidedOn: '2028-05-05' });
    expect(ranOut).toMatch(/公示期已满.*2027年4月1日.*2028年5月5日.*撤回.*决定被撤销/);
  });

  it('a repair of measures alone ends measures, not what had run out', () => {
    const repaired = said({ endedOn: '2028-05-05', endedHow: 'repaired' });
    expect(repaired).toMatch(/公示期已满.*2027年4月1日.*惩戒措施已于2028年5月5日.*解除.*信用修复/);
  });
});

describe('holds', () => {
  const during = noon('2026-06-10');
  const all = (holds: RecordHold[], now = during) => {
    const { state, published, shared, measuresInForce } = recordState(facts, holds, [measure('B08')], now);
    return [state, published, shared, measuresInForce.length === 1];
  };

  it.each(HOLD_REASONS)('%s stops what it says and nothing else', (reason) => {
    const stop = (publicity: boolean, sharing: boolean, measures: boolean) =>
      all([hold({ reason, stops: { publicity, sharing, measures } })]);
    expect(stop(true, true, true)).toEqual(['held', false, false, false]);
    expect(stop(true, false, false)).toEqual(['held', false, true, true]);
    expect(stop(false, true, false)).toEqual(['published', true, false, true]);
    expect(stop(false, false, true)).toEqual(['published', true, true, false]);
  });

  it('are in effect from their first moment, and no more at the one they are lifted', () => {
    const one = hold({ from: '2026-06-10T01:00:00.000Z', until: '2026-06-10T02:00:00.000Z' });
    expect(all([one], '2026-06-10T00:59:59.999Z')[0]).toBe('published');
    expect(all([one], '2026-06-10T01:00:00.000Z')[0]).toBe('held');
    expect(all([one], '2026-06-10T01:59:59.999Z')[0]).toBe('held');
    expect(all([one], '2026-06-10T02:00:00.000Z')[0]).toBe('published');
  });

  it('each lifts only its own: while another is in effect it stays held', () => {
    const lifted = hold({ until: '2026-06-05T00:00:00.000Z' });
    const court = hold({ reason: 'court-mask' });
    expect(all([lifted, court])).toEqual(['held', false, false, false]);
    expect(all([lifted])).toEqual(['published', true, true, true]);
  });

  it('prolong nothing: a held record ends on its day', () => {
    expect(recordState(facts, [hold()], [], startOfDay('2027-04-02')).state).toBe('ended-by-time');
  });
});

const days = fc.nat(2000).map((offset) => addDays('2023-05-01', offset));
const someHold = fc.record({
  reason: fc.constantFrom(...HOLD_REASONS),
  stops: fc.record({ publicity: fc.boolean(), sharing: fc.boolean(), measures: fc.boolean() }),
  from: days.map(noon),
  until: fc.option(days.map(noon)),
});
const anyRecord = fc
  .record({
    decidedOn: days,
    delay: fc.nat(20),
    severity: fc.constantFrom('minor' as const, 'general' as const, 'serious' as const),
    sector: fc.constantFrom('general' as const, 'wage-arrears' as const, 'market-supervision' as const),
    kind: fc.constantFrom('penalty' as const, 'serious-list' as const),
    endedAfter: fc.option(fc.nat(900)),
  })
  .map(({ decidedOn, delay, endedAfter, ...rest }): RecordFacts => {
    const answer = recordDates({ ...rest, decidedOn, publishedFrom: addDays(decidedOn, delay) });
    if (!answer.ok) throw new Error(answer.refusal.code);
    const endedOn = endedAfter === null ? null : addDays(decidedOn, endedAfter);
    const ending = endedOn === null ? null : ('repaired' as const);
    return { ...facts, ...rest, ...answer.dates, endedOn, endedHow: ending };
  });

describe('at any moment', () => {
  it('nothing is shown, shared or applied past the last day or after an ending', () => {
    fc.assert(
      fc.property(anyRecord, fc.array(someHold, { maxLength: 4 }), days, (record, holds, day) => {
        const { state, published, shared, measuresInForce } = recordState(record, holds, [measure('B08')], noon(day));
        const isPast = record.endsBy !== null && day > record.endsBy;
        const isEnded = record.endedOn !== null && day >= record.endedOn;
        expect(isOver(state)).toBe(isPast || isEnded);
        if (isPast || isEnded) expect([published, shared, measuresInForce]).toEqual([false, false, []]);
        if (published) expect(record.published && day >= record.publishedFrom).toBe(true);
      }),
    );
  });

  it('a hold only ever takes away, and the order of holds does not matter', () => {
    fc.assert(
      fc.property(anyRecord, fc.array(someHold, { maxLength: 4 }), days, (record, holds, day) => {
        const of = (some: RecordHold[]) => recordState(record, some, [measure('B08')], noon(day));
        const [free, held] = [of([]), of(holds)];
        expect(free.published || !held.published).toBe(true);
        expect(free.shared || !held.shared).toBe(true);
        expect(free.measuresInForce.length >= held.measuresInForce.length).toBe(true);
        const { explanation: _some, ...state } = held;
        const { explanation: _other, ...reversed } = of([...holds].reverse());
        expect(reversed).toEqual(state);
      }),
    );
  });

  it('once it is over by time it stays over', () => {
    fc.assert(
      fc.property(anyRecord, days, fc.nat(500), (record, day, later) => {
        if (hasEndedByTime(record, day)) expect(hasEndedByTime(record, addDays(day, later))).toBe(true);
      }),
    );
  });
});
