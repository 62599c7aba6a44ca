import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { RepairBench } from '../support/repair-bench.ts';

// Thursday 10 September 2026, 10:00 in Shanghai.
const START = '2026-09-10T02:00:00.000Z';

// A busy machine takes its time.
jest.setTimeout(300_000);

describe('where a case stands, read while a step of it is being written', () => {
  let bench: RepairBench;
  beforeAll(async () => {
    bench = await RepairBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('is read when the step is whole: its count and its deadlines together', async () => {
    const on = await bench.openFor('transport');
    const { caseId } = on;
    const { id: partId } = await bench.part(on, 'transport');
    const now = await bench.now();
    const readings = [
      () => bench.activities.takeUpAgain({ caseId, now }),
      () => bench.activities.takeUpRepairPart({ caseId, partId, now }),
    ];
    for (const read of readings) {
      let answered = false;
      let reading: Promise<unknown> = Promise.resolve();
      await bench.orm.em.fork().transactional(async (em) => {
        await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [caseId]);
        reading = read().then(() => {
          answered = true;
        });
        await bench.until(async () => answered || (await somebodyWaits()));
        expect(answered).toBe(false);
      });
      await reading;
      expect(answered).toBe(true);
    }
    await bench.abandon(on);
  });

  it('is told to a test that waits in vain, for each open case and part', async () => {
    const { caseId } = await bench.openFor('market');
    const given = await bench.until(async () => false, 50).catch(String);
    expect(given).toMatch(new RegExp(`^repair/${caseId}: with-authorities, workflow RUNNING`, 'm'));
    expect(given).toMatch(/^repair-part\/.*: awaiting-acceptance, workflow RUNNING, wakes at \S+, now \S+$/m);
    expect(await bench.until(async () => 'nobody came', 50).catch(String)).toMatch(/nobody came$/);
  });

  async function somebodyWaits(): Promise<boolean> {
    const rows = await bench.sql<{ pid: number }>(
      `select pid from pg_locks where locktype = 'advisory' and not granted
       and database = (select oid from pg_database where datname = current_database())`,
    );
    return rows.length > 0;
  }
});
