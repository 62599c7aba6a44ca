/** The tests of a story of one kind of case: told undisturbed, with every answer lost once, and with runs that soon continue as new. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BenchParts } from './bench-parts.ts';
import { replayOf } from './histories.ts';
import { KILL_STORIES, type KillStory } from './kill-stories.ts';
import { runsOf, tellStory, type Told, workflowIdsOf } from './story-teller.ts';

/** Each kind has a file of its own, for two of them can be told at once. */
export function testStoryOf(kind: keyof typeof KILL_STORIES): void {
  const story: KillStory = KILL_STORIES[kind];
  describe(`a story of ${kind}`, () => {
    let bench: BenchParts;
    let undisturbed: Told;
    beforeAll(async () => {
      bench = await story.start({ startAt: story.startAt, realTime: true });
      undisturbed = await tellStory(bench, story);
      await allSent();
    }, 300_000);
    afterAll(async () => {
      await bench.stop();
    });

    /** A push is followed beside the cases, which do not wait for it: not while the next telling counts its own. */
    async function allSent(): Promise<void> {
      await bench.until(async () => (await bench.sql(TO_BE_SENT)).length === 0);
    }

    it.each(['after-commit', 'before-commit'] as const)(
      'is the same when the answer of every step is lost once (%s)',
      async (point) => {
        const failed = { steps: new Set<string>(), pushes: new Set<string>() };
        bench.boundary = async (at, about, key) => {
          const already = key === 'push' ? failed.pushes : failed.steps;
          if (at !== point || already.has(`${about} ${key}`)) return;
          already.add(`${about} ${key}`);
          throw new Error('the connection to the worker broke');
        };
        const told = await tellStory(bench, story);
        await allSent();
        bench.boundary = undefined;
        expect(told).toEqual(undisturbed);
        expect(failed.steps.size).toBe(rowsOf(undisturbed, 'case_step').filter(isStep).length);
        expect(failed.pushes.size).toBe(rowsOf(undisturbed, 'push').length);
      },
      300_000,
    );

    it('is the same when runs continue as new from the stored rows', async () => {
      const continuing = await story.start({ startAt: story.startAt, realTime: true, eventsOfOneRun: 20 });
      try {
        expect(await tellStory(continuing, story)).toEqual(undisturbed);
        const ids = await workflowIdsOf(continuing);
        const runs = await Promise.all(ids.map((id) => runsOf(continuing, id)));
        expect(Math.max(...runs)).toBeGreaterThan(1);
      } finally {
        await continuing.stop();
      }
    }, 300_000);

    it('leaves histories that replay', async () => {
      const replayed = await replayOf(bench, await workflowIdsOf(bench));
      expect(Object.entries(replayed).filter(([, error]) => error !== null)).toEqual([]);
    }, 300_000);
  });
}

/** Pushes that nobody has received; what a later push overtook before it was sent is not sent any more. */
const TO_BE_SENT = `select 1 from push p join delivery d on d.push_id = p.id
  where p.received_at is null and d.state in ('pending', 'outstanding')`;

function rowsOf({ rows }: Told, table: string): string[] {
  return rows.filter((line) => line.startsWith(`${table} `));
}

/** Not the bench's own, by which it moves the clock, nor what a step of one case writes into another in its own transaction. */
function isStep(line: string): boolean {
  return !/"key": "(clock|told):/.test(line);
}
