import { describe, expect, it, jest } from '@jest/globals';
import { addWorkingDays } from '../../domain/deadline/calendar.ts';
import { addDays, type Day, endOfDay } from '../../domain/time.ts';
import { commitmentWorkflowId } from '../../workflows/messages/commitment.ts';
import { CALENDAR } from '../domain/calendar-data.ts';
import { officer, supervisor } from '../support/bench.ts';
import { outcomeOf } from '../support/cases.ts';
import { done, part, type Promised } from '../support/commitment-bench.ts';
import { commitmentDays } from '../support/commitment-days.ts';
import { afterEvent, condition } from '../support/promises.ts';
import { keepHistory } from '../support/histories.ts';

const START = '2026-03-02T02:00:00.000Z';

// A clock that moves by months takes its time on a busy machine.
jest.setTimeout(300_000);

describe('a commitment that is changed, and many dates at once', () => {
  const days = commitmentDays(START);
  const { promise, owed } = days;
  const dueOf = (on: Promised, code: string): Promise<Day> => days.bench.dueOf(on, code);
  const has = (on: Promised, kind: string): Promise<number> => days.bench.howOften(on, kind);

  it('force majeure moves one date, during the registration too, and is kept with its proof', async () => {
    const on = await promise([owed('a'), owed('b', 60)]);
    await days.bench.skipPastNext(on);
    expect(await days.bench.row(on)).toMatchObject({ nextKind: 'fulfil-registration' });
    const before = await dueOf(on, 'a');
    expect(await outcomeOf(days.bench.extend(on, 'a', before))).toBe('refused: date-too-early');
    expect(await outcomeOf(days.bench.extend(on, 'a', addDays(before, 30)))).toBe('running');
    expect(await days.bench.row(on)).toMatchObject({ nextKind: 'fulfil-by' });
    const [change] = await days.bench.sql<{ kind: string; state: string; version: number }>(
      'select kind, state, version from commitment_amendment where case_id = ?',
      [on.caseId],
    );
    expect(change).toEqual({ kind: 'extension', state: 'in-force', version: 2 });
    await days.bench.fulfil(on, 'a', 'b');
    expect(await days.bench.end(on)).toEqual({ status: 'kept' });
    await keepHistory(days.bench, commitmentWorkflowId(on.caseId), 'commitment-extended');
  });

  it('parts that do not add up to the whole leave it not kept, as grave as what is missing', async () => {
    const ten = { quantity: { amount: 10, unit: '公里' } };
    const on = await promise([{ ...owed('a'), ...ten }]);
    await days.bench.report(on, [part('a', 8)]);
    await days.bench.confirm(on, { a: 'accepted' });
    await days.bench.letPass(on);
    expect(await days.bench.end(on)).toEqual({ status: 'broken' });
    expect(await days.bench.row(on)).toMatchObject({ outcome: { severity: 'minor', notKept: ['a'] } });
  });

  it('an amendment counts once the authority consents; what was promised before is kept', async () => {
    const on = await promise([owed('a'), owed('b')]);
    const words = [{ ...owed('a', 60), title: '改为三标段' }, owed('c', 60)];
    expect(await outcomeOf(days.bench.amend(on, words))).toBe('running');
    expect(await outcomeOf(days.bench.amend(on, words))).toBe('refused: amendment-open');
    expect(await days.bench.notices(on)).toContain('amendment-proposed → officer');
    expect(await dueOf(on, 'a')).toBe(await dueOf(on, 'b'));
    expect(await outcomeOf(days.bench.answerAmendment(on, true))).toBe('running');
    expect(await dueOf(on, 'a')).toBe(await dueOf(on, 'c'));
    expect(await outcomeOf(days.bench.answerAmendment(on, true))).toBe('refused: no-amendment');
    const rows = await days.bench.deadlines(on);
    expect(rows.filter((row) => row.startsWith('fulfil-by a'))).toEqual([
      expect.stringContaining('closed'),
      expect.stringContaining('running'),
    ]);
    await days.bench.fulfil(on, 'a', 'b', 'c');
    expect(await days.bench.end(on)).toEqual({ status: 'kept' });
    await keepHistory(days.bench, commitmentWorkflowId(on.caseId), 'commitment-amended');
  });

  it('other words alone leave the date as it is, moved for force majeure or begun by its event', async () => {
    const on = await promise([owed('a'), afterEvent('b', 5, addDays(days.today, 60))]);
    await days.bench.extend(on, 'a', addDays(days.today, 50));
    await days.bench.event(on, 'b', days.today);
    const [a, b] = [await dueOf(on, 'a'), await dueOf(on, 'b')];
    const words = [
      { ...owed('a'), title: '改名' },
      { ...afterEvent('b', 5, addDays(days.today, 60)), title: '改名' },
    ];
    await days.bench.amend(on, words);
    expect(await outcomeOf(days.bench.answerAmendment(on, true))).toBe('running');
    expect([await dueOf(on, 'a'), await dueOf(on, 'b')]).toEqual([a, b]);
    expect((await days.bench.deadlines(on)).filter((row) => row.includes('running'))).toHaveLength(2);
    // A longer term after the same event runs from that event's day.
    await days.bench.amend(on, [afterEvent('b', 20, addDays(days.today, 60))]);
    await days.bench.answerAmendment(on, true);
    expect(await dueOf(on, 'b')).toBe(addWorkingDays(CALENDAR, days.today, 20));
    await days.bench.fulfil(on, 'a', 'b');
    expect(await days.bench.end(on)).toEqual({ status: 'kept' });
  });

  it('an amendment that is refused, or asked by who would answer it, changes nothing', async () => {
    const on = await promise([owed('a')]);
    const due = await dueOf(on, 'a');
    await days.bench.amend(on, [owed('a', 60)], officer);
    expect(await outcomeOf(days.bench.answerAmendment(on, true, officer))).toBe('refused: second-person');
    expect(await outcomeOf(days.bench.answerAmendment(on, false, supervisor))).toBe('running');
    expect(await dueOf(on, 'a')).toBe(due);
    expect(await outcomeOf(days.bench.amend(on, [condition('x')]))).toBe('refused: nothing-decided');
    await days.bench.report(on, [done('a')]);
    expect(await outcomeOf(days.bench.amend(on, [owed('a', 60)]))).toBe('refused: obligation-not-open');
  });

  it('an amendment asked for in time keeps the promise open while the authority is silent', async () => {
    const on = await promise([owed('a')]);
    await days.bench.amend(on, [owed('a', 200)]);
    await days.bench.skipTo(endOfDay(addDays(days.today, 40)));
    expect(await days.bench.status(on)).toBe('running');
    expect(await has(on, 'obligation-broken')).toBe(0);
    expect(await has(on, 'escalated')).toBeGreaterThan(2);
    expect(await outcomeOf(days.bench.answerAmendment(on, false))).toBe('running');
    // Refused: what came in time can be registered from today on.
    expect(await days.bench.row(on)).toMatchObject({ nextKind: 'fulfil-registration' });
    await days.bench.skipPastNext(on);
    expect(await days.bench.end(on)).toEqual({ status: 'broken' });
    await keepHistory(days.bench, commitmentWorkflowId(on.caseId), 'commitment-amendment-unanswered');
  });

  it('an amendment consented to after the date passed counts from the day it was asked for', async () => {
    const on = await promise([owed('a')]);
    await days.bench.amend(on, [owed('a', 200)]);
    await days.bench.skipTo(endOfDay(addDays(days.today, 40)));
    expect(await outcomeOf(days.bench.answerAmendment(on, true))).toBe('running');
    expect(await days.bench.row(on)).toMatchObject({ nextKind: 'fulfil-by' });
    await days.bench.fulfil(on, 'a');
    expect(await days.bench.end(on)).toEqual({ status: 'kept' });
  });

  it('many obligations due at the same instant each end once, with one timer at a time', async () => {
    const codes = Array.from({ length: 12 }, (_, index) => `o${index}`);
    const on = await promise(codes.map((code) => owed(code)));
    expect(await openTimers(on)).toBe(1);
    await days.bench.letPass(on);
    expect(await days.bench.end(on)).toEqual({ status: 'broken' });
    expect(await has(on, 'obligation-broken')).toBe(12);
    expect(await has(on, 'promise-broken')).toBe(1);
    await keepHistory(days.bench, commitmentWorkflowId(on.caseId), 'commitment-many-at-one-instant');
  });

  /** Timers of the case that were started and have neither fired nor been cancelled. */
  async function openTimers({ caseId }: Promised): Promise<number> {
    const { events = [] } = await days.bench.workflow({ caseId }).fetchHistory();
    const count = (key: string) => (events ?? []).filter((event) => Object.hasOwn(event, key)).length;
    const over = count('timerFiredEventAttributes') + count('timerCanceledEventAttributes');
    return count('timerStartedEventAttributes') - over;
  }
});
