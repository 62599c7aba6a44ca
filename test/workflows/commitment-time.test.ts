import { describe, expect, it, jest } from '@jest/globals';
import { addWorkingDays } from '../../domain/deadline/calendar.ts';
import { addDays, type Day, endOfDay, shanghaiDay } from '../../domain/time.ts';
import { commitmentWorkflowId } from '../../workflows/messages/commitment.ts';
import { CALENDAR } from '../domain/calendar-data.ts';
import { officer, supervisor } from '../support/bench.ts';
import { outcomeOf } from '../support/cases.ts';
import { done, type Promised } from '../support/commitment-bench.ts';
import { commitmentDays } from '../support/commitment-days.ts';
import { afterEvent, condition } from '../support/promises.ts';
import { keepHistory } from '../support/histories.ts';
import { lastMoment } from '../support/moments.ts';

const START = '2026-03-02T02:00:00.000Z';

// A clock that moves by months takes its time on a busy machine.
jest.setTimeout(300_000);

describe('a commitment in time', () => {
  const days = commitmentDays(START);
  const { promise, owed } = days;
  const dueOf = (on: Promised, code: string): Promise<Day> => days.bench.dueOf(on, code);
  const has = (on: Promised, kind: string): Promise<number> => days.bench.howOften(on, kind);

  it('a term that runs from an event waits for it, and begins on its day', async () => {
    const on = await promise([afterEvent('a', 5, addDays(days.today, 30))]);
    expect(on.answer).toMatchObject({ next: { kind: 'event-by' } });
    expect(await outcomeOf(days.bench.report(on, [done('a')]))).toBe('refused: term-not-begun');
    expect(await outcomeOf(days.bench.event(on, 'a', addDays(days.today, 1)))).toBe('refused: event-in-future');
    expect(await outcomeOf(days.bench.event(on, 'a', addDays(days.today, -1)))).toBe('refused: event-before-promise');
    expect(await outcomeOf(days.bench.event(on, 'a', days.today))).toBe('running');
    expect(await dueOf(on, 'a')).toBe(addWorkingDays(CALENDAR, days.today, 5));
    expect(await outcomeOf(days.bench.event(on, 'a', days.today))).toBe('refused: obligation-not-open');
    await days.bench.letPass(on);
    expect(await days.bench.end(on)).toEqual({ status: 'broken' });
    await keepHistory(days.bench, commitmentWorkflowId(on.caseId), 'commitment-event-started');
  });

  it('an event that the authority tells of late leaves the promisor some days', async () => {
    const on = await promise([afterEvent('a', 2, addDays(days.today, 60))]);
    await days.bench.skipTo(endOfDay(addDays(days.today, 13)));
    const now = shanghaiDay(await days.bench.now());
    expect(await outcomeOf(days.bench.event(on, 'a', days.today, officer))).toBe(
      'refused: backdating-needs-supervisor',
    );
    expect(await outcomeOf(days.bench.event(on, 'a', days.today, supervisor))).toBe('running');
    expect(await dueOf(on, 'a')).toBe(addWorkingDays(CALENDAR, now, 5));
  });

  it('an event that never comes is asked after, again and again; it breaks nothing', async () => {
    const on = await promise([afterEvent('a', 5, addDays(days.today, 10))]);
    await days.bench.skipTo(endOfDay(addDays(days.today, 30)));
    expect(await has(on, 'escalated')).toBeGreaterThan(2);
    expect(await days.bench.notices(on)).toContain('escalation → supervisor');
    expect(await outcomeOf(days.bench.release(on, ['a']))).toBe('released');
  });

  it('an authority that is silent breaks nothing: its supervisor is told, again and again', async () => {
    const on = await promise([owed('a')]);
    await days.bench.report(on, [done('a')]);
    await days.bench.skipTo(endOfDay(addDays(days.today, 40)));
    expect(await days.bench.status(on)).toBe('running');
    expect(await has(on, 'escalated')).toBeGreaterThan(2);
    expect(await has(on, 'obligation-passed')).toBe(0);
    expect(await outcomeOf(days.bench.confirm(on, { a: 'accepted' }))).toBe('kept');
  });

  it('a report that the authority rejects after its own term, and after the date, may be made anew', async () => {
    const on = await promise([owed('a')]);
    await days.bench.report(on, [done('a')]);
    await days.bench.skipTo(endOfDay(addDays(days.today, 40)));
    const now = shanghaiDay(await days.bench.now());
    expect(await outcomeOf(days.bench.confirm(on, { a: 'rejected' }))).toBe('running');
    expect(await dueOf(on, 'a')).toBe(addWorkingDays(CALENDAR, now, 5));
    await days.bench.fulfil(on, 'a');
    expect(await days.bench.end(on)).toEqual({ status: 'kept' });
    await keepHistory(days.bench, commitmentWorkflowId(on.caseId), 'commitment-verified-late');
  });

  it('a report rejected within the term may be made again until the date, and no longer', async () => {
    const on = await promise([owed('a')]);
    await days.bench.report(on, [done('a')]);
    expect(await outcomeOf(days.bench.confirm(on, { a: 'rejected' }))).toBe('running');
    expect(await days.bench.row(on)).toMatchObject({ nextKind: 'fulfil-by' });
    const due = await dueOf(on, 'a');
    await days.bench.skipTo(endOfDay(addDays(due, -1)));
    await days.bench.report(on, [done('a')]);
    await days.bench.skipTo(endOfDay(due));
    // Within the authority's own term, but after the date: what came in time can be registered from today on.
    expect(await outcomeOf(days.bench.confirm(on, { a: 'rejected' }))).toBe('running');
    expect(await days.bench.row(on)).toMatchObject({ nextKind: 'fulfil-registration' });
    await days.bench.skipPastNext(on);
    expect(await days.bench.end(on)).toEqual({ status: 'broken' });
  });

  it('what came in time is registered until the grace is over, and far back only by a supervisor', async () => {
    const on = await promise([owed('a')]);
    const due = await dueOf(on, 'a');
    await days.bench.skipPastNext(on);
    const counter = { means: 'counter', receivedOn: due } as const;
    expect(
      await outcomeOf(days.bench.report(on, [done('a')], { by: officer, ...counter, receivedOn: addDays(due, -20) })),
    ).toBe('refused: backdating-needs-supervisor');
    expect(await outcomeOf(days.bench.report(on, [done('a')], { by: officer, ...counter }))).toBe('running');
    expect(await outcomeOf(days.bench.confirm(on, { a: 'accepted' }))).toBe('kept');
  });

  it('a report in time that is registered after the obligation was broken restores it, while others still run', async () => {
    const on = await promise([owed('a'), owed('b', 90)]);
    const due = await dueOf(on, 'a');
    await days.bench.letPass(on);
    expect(await has(on, 'obligation-broken')).toBe(1);
    expect(await days.bench.notices(on)).toContain('obligation-broken → zhang');
    const receipt = { by: supervisor, means: 'counter', receivedOn: due } as const;
    expect(await outcomeOf(days.bench.report(on, [done('a')], receipt))).toBe('running');
    expect(await has(on, 'obligation-restored')).toBe(1);
    await days.bench.confirm(on, { a: 'accepted' });
    await days.bench.fulfil(on, 'b');
    expect(await days.bench.end(on)).toEqual({ status: 'kept' });
  });

  it('what comes late is written down as late, and makes good while the others run', async () => {
    const on = await promise([owed('a'), owed('b', 90)]);
    await days.bench.letPass(on);
    expect(await outcomeOf(days.bench.report(on, [done('a')]))).toBe('running');
    expect(await outcomeOf(days.bench.confirm(on, { a: 'accepted' }))).toBe('running');
    expect(await has(on, 'obligation-made-good')).toBe(1);
    await days.bench.fulfil(on, 'b');
    expect(await days.bench.end(on)).toEqual({ status: 'broken' });
    expect(await days.bench.row(on)).toMatchObject({ outcome: { severity: 'minor', kept: ['b'], notKept: ['a'] } });
    expect(await days.bench.performance(on)).toEqual({ result: 'not-kept', madeGoodOn: expect.any(String) });
  });

  it('a check that the authority does not make is escalated, and can still be made', async () => {
    const on = await promise([condition('site')], { kind: 'approval' });
    await days.bench.skipPastNext(on);
    await days.bench.skipTo(endOfDay(addDays(shanghaiDay(await days.bench.now()), 20)));
    expect(await days.bench.status(on)).toBe('checking');
    expect(await has(on, 'escalated')).toBeGreaterThan(2);
    expect(await outcomeOf(days.bench.check(on, { site: 'true' }))).toBe('kept');
  });

  it('an approval is rectified by a day that the officer names, never sooner than the term allows', async () => {
    const on = await promise([condition('site'), condition('staff')], { kind: 'approval' });
    const named = { rectifyBy: addDays(days.today, 1) };
    expect(await outcomeOf(days.bench.check(on, { site: 'untrue' }, { rectifyBy: days.today }))).toBe(
      'refused: date-too-early',
    );
    expect(await outcomeOf(days.bench.check(on, { site: 'untrue' }, named))).toBe('checking');
    expect(await dueOf(on, 'site')).toBe(addWorkingDays(CALENDAR, days.today, 10));
    expect(await outcomeOf(days.bench.check(on, { site: 'true' }))).toBe('refused: obligation-not-in-check');
    expect(await outcomeOf(days.bench.check(on, { staff: 'true' }))).toBe('rectifying');
  });

  it('counts an act by when the service received it, however late it is written', async () => {
    const on = await promise([owed('a')]);
    const due = await dueOf(on, 'a');
    await days.bench.skipPastNext(on);
    expect(await outcomeOf(days.bench.report(on, [done('a')], { receivedAt: lastMoment(due) }))).toBe('running');
    expect(await outcomeOf(days.bench.confirm(on, { a: 'accepted' }))).toBe('kept');
  });
});
