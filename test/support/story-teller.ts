/** Tells a story on its bench again and again, from the same instant, and says what each telling left behind. */
import type { Instant } from '../../domain/time.ts';
import { addedRows, allRows } from './all-rows.ts';
import type { BenchParts } from './bench-parts.ts';
import { allAtRest } from './catch-up.ts';

export interface Told {
  /** What people, courts and systems were answered. */
  readonly answers: unknown;
  /** The rows of all tables that the telling added or changed. */
  readonly rows: string[];
}

/** The bench must run in real time, for its clock is set back for each telling. */
export async function tellStory<B extends BenchParts>(
  bench: B,
  { startAt, tell, sideBySide }: { startAt: Instant; sideBySide: boolean; tell: (bench: B) => Promise<unknown> },
): Promise<Told> {
  bench.moveTo(startAt);
  const before = await allRows(bench, sideBySide);
  const answers = await tell(bench);
  await allAtRest(bench);
  const rows = addedRows(before, await allRows(bench, sideBySide));
  for (const { id } of await bench.sql<{ id: string }>('select id from case_file')) bench.leftBehind.add(id);
  return { answers, rows };
}

/** Workflow ids of every case and of every part of a case that there is. */
export async function workflowIdsOf(bench: Pick<BenchParts, 'sql'>): Promise<string[]> {
  const rows = await bench.sql<{ id: string }>(
    `select workflow_id as id from case_file union all select 'repair-part/' || id from repair_part`,
  );
  return rows.map(({ id }) => id);
}

/** How many runs a workflow has had, each continued as new from the one before. */
export async function runsOf({ env }: Pick<BenchParts, 'env'>, workflowId: string): Promise<number> {
  const { count } = await env.client.workflow.count(`WorkflowId = '${workflowId}'`);
  return count;
}
