/** A copy's confirmation and the instant at which it is due, at the same time. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { endOfDay } from '../../domain/time.ts';
import { pushWorkflowId } from '../../workflows/messages/push.ts';
import { Bench } from '../support/bench.ts';
import { replayOf } from '../support/histories.ts';
import { inSeconds, SOON_SECONDS } from '../support/moments.ts';
import { CopyHolder } from '../support/pushes.ts';

// The tests share two cores with whatever else runs.
jest.setTimeout(300_000);

const START = '2026-02-26T02:00:00.000Z';

describe('a confirmation and its date', () => {
  let bench: Bench;
  let agency: CopyHolder;
  const pushes: string[] = [];
  beforeAll(async () => {
    bench = await Bench.start({ startAt: START, realTime: true });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });
  beforeEach(async () => {
    bench.boundary = undefined;
    bench.moveTo(START);
    agency = await CopyHolder.enter(bench);
    agency.answers(() => ({ confirmed: false, receipt: 'HTTP 202' }));
  });
  afterEach(async () => {
    const ids = pushes.splice(0).map(pushWorkflowId);
    expect(Object.values(await replayOf(bench, ids)).filter((error) => error !== null)).toEqual([]);
  });

  /** A push that its agency has received; the day on which its confirmation is due ends in a few seconds. */
  async function dueSoon(): Promise<{ id: string; dueAt: string }> {
    const id = await agency.write();
    const dueAt = endOfDay((await agency.row(id)).due ?? '');
    bench.moveTo(inSeconds(dueAt, -SOON_SECONDS));
    await agency.start(id);
    await bench.until(async () => (await agency.row(id)).receivedAt !== null);
    pushes.push(id);
    return { id, dueAt };
  }
  const isPast = (dueAt: string) => bench.until(async () => Date.parse(await bench.now()) > Date.parse(dueAt) + 500);
  const isOver = (id: string) => bench.until(async () => (await agency.ending(id)) === 'confirmed');

  it.each(['before-commit', 'after-commit'] as const)(
    'a confirmation under way (%s) while its date passes counts, and nothing is listed or sent again',
    async (point) => {
      const { id, dueAt } = await dueSoon();
      const frozen = bench.freeze(point, 'push');
      const message = await agency.confirm(id, 'in time');
      await frozen.reached;
      await isPast(dueAt);
      frozen.release();
      await isOver(id);
      expect(await agency.message(message)).toEqual({ state: 'taken', code: 'confirmed' });
      expect(await agency.row(id)).toMatchObject({
        state: 'delivered',
        receipt: 'in time',
        lastError: null,
        attempts: 1,
      });
      expect(agency.handed).toHaveLength(1);
    },
  );

  it.each(['before-commit', 'after-commit'] as const)(
    'a confirmation that comes while the push is being listed (%s) takes it off the list',
    async (point) => {
      const { id, dueAt } = await dueSoon();
      const frozen = bench.freeze(point, 'push');
      await frozen.reached;
      expect((await bench.now()) >= dueAt).toBe(true);
      const message = await agency.confirm(id, 'a moment late');
      frozen.release();
      await isOver(id);
      expect(await agency.message(message)).toEqual({ state: 'taken', code: 'confirmed' });
      expect(await agency.row(id)).toMatchObject({ state: 'delivered', receipt: 'a moment late', lastError: null });
      // Listed, it is sent again at once, unless the confirmation is there before.
      expect(agency.handed.length).toBeLessThanOrEqual(2);
      expect(new Set(agency.handed.map((push) => push.id))).toEqual(new Set([id]));
    },
  );

  it('both while no worker is there: it is confirmed, and never was on the list', async () => {
    const { id, dueAt } = await dueSoon();
    await bench.stopWorker();
    const message = await agency.confirm(id, 'stored meanwhile');
    await isPast(dueAt);
    await bench.startWorker();
    await isOver(id);
    expect(await agency.message(message)).toEqual({ state: 'taken', code: 'confirmed' });
    expect(await agency.row(id)).toMatchObject({ state: 'delivered', attempts: 1, lastError: null });
    expect(agency.handed).toHaveLength(1);
  });
});
