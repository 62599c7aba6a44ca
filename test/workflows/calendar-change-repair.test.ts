import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { endOfDay } from '../../domain/time.ts';
import { changeCalendar } from '../support/calendar-loads.ts';
import { RepairBench } from '../support/repair-bench.ts';

jest.setTimeout(300_000);

describe('a changed calendar and the parts of an application for repair', () => {
  let bench: RepairBench;
  beforeAll(async () => {
    // Thursday 10 September 2026, 10:00 in Shanghai.
    bench = await RepairBench.start({ startAt: '2026-09-10T02:00:00.000Z' });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('moves the dates of each part, which then waits for the new ones', async () => {
    const opened = await bench.openFor('market', 'transport');
    const dueOf = async (authority: string, kind: string) => (await bench.deadline(opened, authority, kind)).due;
    const before = { accept: await dueOf('market', 'accept-by'), answer: await dueOf('market', 'answer-by') };
    expect(before).toEqual({ accept: '2026-09-15', answer: '2026-09-23' });
    await changeCalendar(bench, 2026, { '2026-09-14': 'off' });
    for (const authority of ['market', 'transport']) {
      expect([await dueOf(authority, 'accept-by'), await dueOf(authority, 'answer-by')]).toEqual([
        '2026-09-16',
        '2026-09-24',
      ]);
    }
    const entries = await bench.sql<{ data: { wait: string; about: string } }>(
      "select data from timeline_entry where kind = 'recounted' and case_id = ?",
      [opened.caseId],
    );
    expect(entries.map(({ data }) => data.wait).sort()).toEqual(['accept-by', 'accept-by', 'answer-by', 'answer-by']);
    expect(new Set(entries.map(({ data }) => data.about)).size).toBe(2);

    const silent = async () =>
      await bench.sql("select 1 from timeline_entry where kind = 'repair-silent' and case_id = ?", [opened.caseId]);
    await bench.skipTo(endOfDay('2026-09-15'));
    expect(await silent()).toEqual([]);
    await bench.skipTo(endOfDay('2026-09-16'));
    expect(await silent()).toHaveLength(2);
    await bench.abandon(opened);
  });
});
