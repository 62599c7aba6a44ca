import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, endOfDay } from '../../domain/time.ts';
import { Bench, items, type OpenCase, officer } from '../support/bench.ts';
import { outcomeOf, skipPastNextDate, supplyByOf } from '../support/cases.ts';
import { stall } from '../support/procedures.ts';
import { lastMoment } from '../support/moments.ts';

// Friday 18 September 2026, 10:00 in Shanghai. Ten working days on, over Mid-Autumn and National Day and the
// make-up days of 20 September and 10 October, lies Friday 9 October.
const START = '2026-09-18T02:00:00.000Z';
const DUE = '2026-10-09';

describe('the supply-by date over National Day', () => {
  let bench: Bench;
  const cases: Record<string, OpenCase> = {};
  const of = (name: string): OpenCase => {
    const opened = cases[name];
    if (opened === undefined) throw new Error(`no case "${name}"`);
    return opened;
  };
  beforeAll(async () => {
    const byDispatch = stall({ receiptByPost: 'dispatch' }, { code: 'by-dispatch' });
    bench = await Bench.start({ startAt: START, procedures: [stall(), byDispatch] });
    for (const name of ['online', 'counter', 'post', 'nothing'])
      cases[name] = await bench.open({ procedure: 'stall-licence' });
    cases['dispatch'] = await bench.open({ procedure: 'by-dispatch' });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('is counted by the calendar', async () => {
    for (const opened of Object.values(cases)) expect(await supplyByOf(bench, opened)).toBe(DUE);
  });

  it('received on a day off, begins with the next working day', async () => {
    await bench.skipTo('2026-10-03T02:00:00.000Z');
    const opened = await bench.open({ procedure: 'stall-licence' });
    expect(await supplyByOf(bench, opened)).toBe('2026-10-20');
    await bench.abandon(opened);
  });

  it('is reminded of three working days before and one, from nine in the morning', async () => {
    await bench.skipTo(`${DUE}T02:00:00.000Z`);
    const reminded = await bench.sql<{ at: string }>(
      `select to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as at from timeline_entry
       where kind = 'reminded' and case_id = ? order by seq`,
      [of('nothing').caseId],
    );
    const minutes = reminded.map(({ at }) => at.slice(0, 14));
    expect(minutes).toEqual(['2026-09-29 09:', '2026-10-08 09:']);
    expect(reminded.every(({ at }) => Number(at.slice(14)) < 15)).toBe(true);
    expect((await bench.notices(of('nothing'))).filter((notice) => notice === 'supply-reminder → zhang')).toHaveLength(
      2,
    );
  });

  it('ends with its last millisecond', async () => {
    await bench.skipTo(endOfDay(DUE));
    expect(await outcomeOf(bench.supply(of('online'), { receivedAt: endOfDay(DUE) }))).toBe('refused: supplied-late');
    expect(await outcomeOf(bench.supply(of('online'), { receivedAt: lastMoment(DUE) }))).toBe('awaiting-verification');
  });

  it('leaves the next working day to write down what came in time', async () => {
    expect(await bench.row(of('nothing'))).toMatchObject({ status: 'awaiting-registration', nextDue: '2026-10-10' });
    const paper = { by: officer, means: 'counter' } as const;
    expect(await outcomeOf(bench.supply(of('counter'), { ...paper, receivedOn: '2026-10-10' }))).toBe(
      'refused: supplied-late',
    );
    expect(await outcomeOf(bench.supply(of('counter'), { ...paper, receivedOn: DUE }))).toBe('awaiting-verification');
    expect(await bench.timeline(of('counter'))).toEqual(expect.arrayContaining(['supply-by-passed', 'supplied']));
  });

  it('counts a posted paper by arrival or by dispatch, as the procedure says', async () => {
    const posted = { by: officer, means: 'post', receivedOn: '2026-10-10', dispatchedOn: DUE } as const;
    expect(await outcomeOf(bench.supply(of('post'), posted))).toBe('refused: supplied-late');
    expect(await outcomeOf(bench.supply(of('dispatch'), { ...posted, dispatchedOn: '2026-10-10' }))).toBe(
      'refused: supplied-late',
    );
    expect(await outcomeOf(bench.supply(of('dispatch'), posted))).toBe('awaiting-verification');
  });

  it('passed with nothing: the case ends after the registration, and not before', async () => {
    await bench.skipTo(lastMoment('2026-10-10').replace('59:59.999', '44:00.000'));
    expect(await bench.row(of('nothing'))).toMatchObject({ status: 'awaiting-registration' });
    await bench.skipTo(endOfDay('2026-10-10'));
    expect(await bench.row(of('nothing'))).toMatchObject({ status: 'ended' });
    for (const name of ['online', 'counter', 'dispatch'])
      expect(await bench.row(of(name))).toMatchObject({ status: 'awaiting-verification' });
    await bench.abandon(...Object.values(cases));
  });

  it('takes a better paper until it has passed', async () => {
    const opened = await bench.open({ procedure: 'stall-licence' });
    await bench.supply(opened);
    expect(await outcomeOf(bench.verify(opened, { 'business-licence': 'wrong' }))).toBe('awaiting-materials');
    expect(await bench.notices(opened)).toContain('materials-wrong → zhang');
    expect(await outcomeOf(bench.supply(opened))).toBe('awaiting-verification');
    expect(await outcomeOf(bench.verify(opened, { 'business-licence': 'accepted' }))).toBe('awaiting-decision');
    expect(await bench.performance(opened)).toBe('kept');
    expect(await outcomeOf(bench.supply(opened))).toBe('StatusNotAllowed');
    await bench.abandon(opened);
  });

  it('takes what the one list names, and nothing else', async () => {
    const opened = await bench.open({ procedure: 'stall-licence', missing: ['business-licence', 'safety-rules'] });
    expect(await outcomeOf(bench.supply(opened, { items: items('identity') }))).toBe('refused: not-on-the-list');
    await bench.supply(opened, { items: items('business-licence') });
    await bench.verify(opened, { 'business-licence': 'accepted' });
    expect(await outcomeOf(bench.supply(opened, { items: items('business-licence') }))).toBe(
      'refused: already-accepted',
    );
    expect(await outcomeOf(bench.verify(opened, { 'safety-rules': 'accepted' }))).toBe('refused: nothing-to-verify');
    await bench.abandon(opened);
  });

  it('ends a case with a wrong paper as one with none, and says which was which', async () => {
    const opened = await bench.open({ procedure: 'stall-licence', missing: ['business-licence', 'safety-rules'] });
    await bench.supply(opened, { items: items('business-licence') });
    await bench.verify(opened, { 'business-licence': 'wrong' });
    await skipPastNextDate(bench, [opened]);
    await skipPastNextDate(bench, [opened]);
    const outcome = { kind: 'late', wrong: ['business-licence'], missing: ['safety-rules'] };
    expect(await bench.row(opened)).toMatchObject({ status: 'ended', outcome });
    expect(await bench.performance(opened)).toBe('not-kept');
  });

  it('ends a case of which a part was supplied, and names only the rest', async () => {
    const opened = await bench.open({ procedure: 'stall-licence', missing: ['business-licence', 'safety-rules'] });
    await bench.supply(opened, { items: items('business-licence') });
    await bench.verify(opened, { 'business-licence': 'accepted' });
    await skipPastNextDate(bench, [opened]);
    await skipPastNextDate(bench, [opened]);
    expect(await bench.row(opened)).toMatchObject({
      status: 'ended',
      outcome: { wrong: [], missing: ['safety-rules'] },
    });
  });

  it('gives whoever hears only after it that a paper was wrong a day to have a receipt registered', async () => {
    const opened = await bench.open({ procedure: 'stall-licence' });
    const due = await supplyByOf(bench, opened);
    await bench.supply(opened);
    await bench.skipTo(endOfDay(addDays(due, 7)));
    expect(await bench.row(opened)).toMatchObject({ status: 'awaiting-verification' });
    expect(await outcomeOf(bench.verify(opened, { 'business-licence': 'wrong' }))).toBe('awaiting-registration');
    expect(await outcomeOf(bench.supply(opened))).toBe('refused: supplied-late');
    await skipPastNextDate(bench, [opened]);
    expect(await bench.row(opened)).toMatchObject({ status: 'ended', outcome: { wrong: ['business-licence'] } });
  });
});
