/** A changed calendar that many cases have to take: page after page, in runs that continue as new. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { calendarChangeWorkflowId } from '../../workflows/messages/calendar-change.ts';
import { Bench } from '../support/bench.ts';
import { loadDays, startChange } from '../support/calendar-loads.ts';
import { keepHistory, replayOf } from '../support/histories.ts';
import { stall } from '../support/procedures.ts';
import { runsOf } from '../support/story-teller.ts';

jest.setTimeout(300_000);

// Monday 2 March 2026: ten working days on lies Monday 16 March.
const START = '2026-03-02T02:00:00.000Z';
/** A full page, and a second one. */
const CASES = 103;
const AT_ONCE = 7;
/** A run of one page. */
const FEW_EVENTS = 8;

describe('a changed calendar that many cases have to take', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.start({
      startAt: START,
      realTime: true,
      eventsOfOneRun: FEW_EVENTS,
      procedures: [stall()],
    });
    for (let opened = 0; opened < CASES; opened += AT_ONCE) {
      const some = Array.from({ length: Math.min(AT_ONCE, CASES - opened) }, async () =>
        bench.open({ procedure: 'stall-licence', subjectId: await bench.subject() }),
      );
      await Promise.all(some);
    }
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('is taken by each of them once, by runs that each take up where the one before was', async () => {
    const id = await loadDays(bench, 2026, { '2026-03-10': 'off' });
    if (id === null) throw new Error('this changes no day');
    await startChange(bench, id);
    await bench.until(async () => (await finished(id)) === 1, 250_000);
    const moves = await bench.sql<{ count: number; from: string; to: string }>(
      `select count(*)::integer as count, data ->> 'from' as from, data ->> 'to' as to
       from timeline_entry where kind = 'recounted' group by 2, 3`,
    );
    expect(moves).toEqual([{ count: CASES, from: '2026-03-16', to: '2026-03-17' }]);
    const left = await bench.sql("select 1 from deadline where state = 'running' and due <> '2026-03-17'");
    expect(left).toEqual([]);
    const workflowId = calendarChangeWorkflowId(id);
    expect(await runsOf(bench, workflowId)).toBeGreaterThanOrEqual(3);
    // The run that came to the end, not from its beginning.
    expect(Object.values(await replayOf(bench, [workflowId]))).toEqual([null]);
    await keepHistory(bench, workflowId, 'calendar-change-continued');
  });

  async function finished(id: string): Promise<number> {
    return (await bench.sql('select 1 from calendar_change where id = ? and finished_at is not null', [id])).length;
  }
});
