import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { addDays, type Day, endOfDay, shanghaiDay } from '../../domain/time.ts';
import { officer } from '../support/bench.ts';
import { outcomeOf } from '../support/cases.ts';
import { CommitmentBench, done } from '../support/commitment-bench.ts';
import { afterEvent } from '../support/promises.ts';

const START = '2026-03-02T02:00:00.000Z';

jest.setTimeout(300_000);

describe('an obligation whose starting event becomes known late, or becomes another', () => {
  let bench: CommitmentBench;
  let today: Day;
  beforeAll(async () => {
    bench = await CommitmentBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });
  beforeEach(async () => {
    today = shanghaiDay(await bench.now());
  });

  it('reported by its promisor after the date has passed, what came in time can still be written down', async () => {
    const on = await bench.promise([afterEvent('a', 2, addDays(today, 60))]);
    // Fulfilled in time, and handed in at the counter: nothing could be written down before the event was.
    const handedInOn = addDays(today, 1);
    await bench.skipTo(endOfDay(addDays(today, 10)));
    expect(await outcomeOf(bench.event(on, 'a', today))).toBe('running');
    expect(await bench.row(on)).toMatchObject({ status: 'running', nextKind: 'fulfil-registration' });
    await bench.skipTo(new Date(Date.parse(await bench.now()) + 3_600_000).toISOString());
    expect(await bench.status(on)).toBe('running');
    const by = { ...officer, role: 'supervisor' } as const;
    expect(await outcomeOf(bench.report(on, [done('a')], { by, means: 'counter', receivedOn: handedInOn }))).toBe(
      'running',
    );
    expect(await outcomeOf(bench.confirm(on, { a: 'accepted' }))).toBe('kept');
  });

  it('a term as long as before, after another event, waits for that event', async () => {
    const on = await bench.promise([afterEvent('a', 5, addDays(today, 60))]);
    await bench.event(on, 'a', today);
    await bench.amend(on, [{ ...afterEvent('a', 5, addDays(today, 60)), event: '竣工验收备案' }]);
    expect(await outcomeOf(bench.answerAmendment(on, true))).toBe('running');
    expect(await bench.row(on)).toMatchObject({ nextKind: 'event-by' });
    expect((await bench.deadlines(on)).filter((row) => row.includes('running'))).toEqual([
      `event-by a: running ${(await bench.row(on)).nextDue}`,
    ]);
    await bench.abandon(on);
  });
});
