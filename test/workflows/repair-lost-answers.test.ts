import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { endOfDay } from '../../domain/time.ts';
import { RepairBench } from '../support/repair-bench.ts';

// The tests share two cores with whatever else runs.
jest.setTimeout(300_000);

const START = '2026-03-02T02:00:00.000Z';

/** Every table that holds rows of an application, and how a row names its case. */
const ROWS = {
  repair: 'case_id',
  repair_part: 'case_id',
  repair_item: 'case_id',
  repair_material: 'case_id',
  deadline: 'case_id',
  timeline_entry: 'case_id',
  case_step: 'case_id',
  notice: 'case_id',
  push: 'case_id',
} as const;

interface Story {
  counts: Record<string, number>;
  timeline: string[];
  notices: string[];
  outcomes: (string | null)[];
}

/** Completion that lapses, a hearing that runs out, an extension, silence, a message, answers of every kind. */
async function tell(bench: RepairBench): Promise<Story> {
  const subjectId = await bench.subject();
  const dates = { decidedOn: '2025-06-10', correctedOn: '2025-07-01', dutiesDoneOn: '2025-07-01' };
  const records = [];
  for (const authority of ['market', 'transport', 'safety'])
    records.push(await bench.record(subjectId, { authority, ...dates }));
  const opened = await bench.open(subjectId, records);
  const dueOf = async (authority: string, kind: string) =>
    endOfDay((await bench.deadline(opened, authority, kind)).due);
  const { number } = await bench.row(opened);
  await bench.askCompletion(opened, 'market');
  await bench.accept(opened, 'transport');
  await bench.pause(opened, 'transport', 3);
  await bench.skipTo(await dueOf('market', 'complete-by'));
  await bench.complete(opened, 'market');
  await bench.accept(opened, 'market');
  await bench.extend(opened, 'market', 2);
  await bench.say(opened, 'safety', 'repair.accepted', { caseNumber: number, reference: null });
  await bench.pause(opened, 'market', 2);
  await bench.resume(opened, 'market');
  await bench.answer(opened, 'market');
  await bench.answer(opened, 'transport', 'refused');
  await bench.withdraw(opened);
  await bench.end(opened);
  return {
    counts: await countRows(bench, opened.caseId),
    timeline: await bench.timeline(opened),
    notices: await bench.notices(opened),
    outcomes: await bench.outcomes(opened),
  };
}

async function countRows(bench: RepairBench, caseId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [table, column] of Object.entries(ROWS)) {
    const [row] = await bench.sql<{ count: number }>(
      `select count(*)::integer as count from ${table} where ${column} = ?`,
      [caseId],
    );
    counts[table] = row?.count ?? 0;
  }
  return counts;
}

describe('an answer of a step that is lost', () => {
  let bench: RepairBench;
  let undisturbed: Story;
  beforeAll(async () => {
    bench = await RepairBench.start({ startAt: START });
    undisturbed = await tell(bench);
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });
  afterEach(() => {
    bench.boundary = undefined;
  });

  it('is the story of an application whose parts go different ways', () => {
    expect(undisturbed.outcomes).toEqual(['repaired', 'refused', 'withdrawn']);
    expect(new Set(undisturbed.timeline)).toEqual(
      new Set([
        'repair-applied',
        'repair-forwarded',
        'repair-completion-asked',
        'repair-accepted',
        'repair-paused',
        'repair-reminded',
        'reminded',
        'repair-silent',
        'repair-resumed',
        'repair-completion-ended',
        'repair-completed',
        'repair-extended',
        'repair-answered',
        'repair-withdrawn',
        'repair-closed',
      ]),
    );
  });

  it.each(['after-commit', 'before-commit'] as const)(
    'at every step, of the application and of its parts (%s), doubles nothing and loses nothing',
    async (point) => {
      const failed = new Set<string>();
      bench.boundary = async (at, caseId, key) => {
        if (at !== point || failed.has(`${caseId} ${key}`)) return;
        failed.add(`${caseId} ${key}`);
        throw new Error('the connection to the worker broke');
      };
      // The calendar goes on from where the last story ended, so single days differ; what happens does not.
      const told = await tell(bench);
      expect({
        ...told,
        timeline: kindsOf(told.timeline),
        notices: kindsOf(told.notices),
        counts: stable(told),
      }).toEqual({
        ...undisturbed,
        timeline: kindsOf(undisturbed.timeline),
        notices: kindsOf(undisturbed.notices),
        counts: stable(undisturbed),
      });
      expect(failed.size).toBeGreaterThanOrEqual(told.counts['case_step'] ?? 0);
    },
  );

  /** How often somebody was reminded depends on the weekends between. */
  function stable({ counts }: Story): Record<string, number> {
    const { timeline_entry: _entries, case_step: _steps, notice: _notices, ...rest } = counts;
    return rest;
  }

  function kindsOf(lines: readonly string[]): string[] {
    return [...new Set(lines)].sort();
  }
});

describe('a worker that remembers one workflow at a time', () => {
  it('replays the application and its parts at every task, and the story is the same', async () => {
    const bench = await RepairBench.start({ startAt: START, maxCachedWorkflows: 1 });
    try {
      // Deliveries are workflows too: here they would take the one place while a part is at work.
      await bench.sql('update authority set officer_mailbox = null, supervisor_mailbox = null');
      await bench.sql('update webhook_endpoint set active = false');
      const { outcomes, timeline } = await tell(bench);
      expect(outcomes).toEqual(['repaired', 'refused', 'withdrawn']);
      expect(timeline.at(-1)).toBe('repair-closed');
      expect(timeline).toEqual(expect.arrayContaining(['repair-silent', 'repair-completion-ended', 'repair-resumed']));
    } finally {
      await bench.stop();
    }
  });
});
