import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { endOfDay } from '../../domain/time.ts';
import { outcomeOf } from '../support/cases.ts';
import { replayOf } from '../support/histories.ts';
import { RepairBench } from '../support/repair-bench.ts';

// The tests share two cores with whatever else runs.
jest.setTimeout(300_000);

describe('what the clocks of a part say', () => {
  let bench: RepairBench;
  const cases: { caseId: string }[] = [];
  beforeAll(async () => {
    // Thursday 10 September 2026, 10:00 in Shanghai; the tests go on from where the clock was left.
    bench = await RepairBench.start({ startAt: '2026-09-10T02:00:00.000Z' });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });
  afterEach(async () => {
    for (const on of cases.splice(0)) {
      const replayed = await replayOf(bench, await bench.begunWorkflowIds(on));
      expect(Object.values(replayed).filter((error) => error !== null)).toEqual([]);
      await bench.abandon(on);
    }
  });
  const stateOf = async (on: { caseId: string }, kind: string) => (await bench.deadline(on, 'market', kind)).state;
  const dueOf = async (on: { caseId: string }, kind: string) => (await bench.deadline(on, 'market', kind)).due;
  /** What the supervisor of an authority was told of its silence: the waits, in order. */
  const silences = async ({ caseId }: { caseId: string }) => {
    const rows = await bench.sql<{ wait: string }>(
      "select data->>'wait' as wait from timeline_entry where case_id = ? and kind = 'repair-silent' order by seq",
      [caseId],
    );
    return rows.map(({ wait }) => wait);
  };
  const openFor = async (...authorities: string[]) => {
    const opened = await bench.openFor(...authorities);
    cases.push(opened);
    return opened;
  };

  describe('one silence', () => {
    it('is told once where the check and the answer are due on one day, and so is its reminder', async () => {
      await bench.skipTo(endOfDay('2026-09-10'));
      const opened = await openFor('market');
      // Accepted on the last day: the check is cut to the answer.
      await bench.skipTo('2026-09-16T02:00:00.000Z');
      await bench.accept(opened, 'market');
      const [checkBy, answerBy] = [await dueOf(opened, 'check-by'), await dueOf(opened, 'answer-by')];
      expect(checkBy).toBe(answerBy);
      const told = await bench.notices(opened);
      await bench.skipTo(endOfDay(answerBy));
      expect(await silences(opened)).toEqual(['answer-by']);
      const since = (await bench.notices(opened)).slice(told.length);
      expect(since).toEqual([
        'handler-reminder → market/officer',
        'escalation → market/supervisor',
        'handler-reminder → market/officer',
      ]);
      await bench.answer(opened, 'market');
      expect([await stateOf(opened, 'check-by'), await stateOf(opened, 'answer-by')]).toEqual(['missed', 'missed']);
    });

    it('is told as the answer’s once that is due; before, each by itself', async () => {
      const opened = await openFor('market');
      await bench.accept(opened, 'market');
      const [checkBy, answerBy] = [await dueOf(opened, 'check-by'), await dueOf(opened, 'answer-by')];
      expect(checkBy < answerBy).toBe(true);
      await bench.skipTo(endOfDay(checkBy));
      expect(await silences(opened)).toEqual(['check-by']);
      await bench.skipTo(endOfDay(answerBy));
      await bench.skipTo(endOfDay('2026-11-03'));
      expect(new Set((await silences(opened)).slice(-3))).toEqual(new Set(['answer-by']));
      const [row] = await bench.sql<{ days: string; entries: string }>(
        `select count(distinct (at::timestamptz at time zone 'Asia/Shanghai')::date) as days, count(*) as entries
         from timeline_entry where case_id = ? and kind = 'repair-silent'`,
        [opened.caseId],
      );
      expect(row?.days).toBe(row?.entries);
    });
  });

  describe('a pause', () => {
    it('is no way out of a term that is over', async () => {
      const opened = await openFor('market');
      await bench.accept(opened, 'market');
      await bench.skipTo(endOfDay(await dueOf(opened, 'answer-by')));
      expect(await outcomeOf(bench.pause(opened, 'market', 5))).toBe('refused: pause-late');
      expect(await bench.running(opened, 'market')).toContain('answer-by');
    });
  });
});
