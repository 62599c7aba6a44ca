/** Cases for tests: brought into a status by what people do, and counted row by row. */
import { randomUUID } from 'node:crypto';
import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { AcceptFirstStatus } from '../../domain/accept-first/accept-first.ts';
import { type Day, endOfDay } from '../../domain/time.ts';
import { ACCEPT_FIRST_WORKFLOW, acceptFirstWorkflowId } from '../../workflows/messages/accept-first.ts';
import type { acceptFirst } from '../../workflows/accept-first.ts';
import type { ActAnswer } from '../../workflows/messages/case.ts';
import { type Bench, items, type OpenCase } from './bench.ts';

export type CaseId = Pick<OpenCase, 'caseId'>;

const BOTH = ['business-licence', 'safety-rules'];

/** An accepted case that lacks two papers, of which one is handed in. */
export async function openWithOneHandedIn(bench: Bench): Promise<OpenCase> {
  const opened = await bench.open({ procedure: 'stall-licence', missing: BOTH });
  await bench.supply(opened, { items: items('business-licence') });
  return opened;
}

/**
 * As many cases as asked for in a status. Those that wait for the clock move it once, past the same date.
 * The bench needs the procedure of `stall()`.
 */
export async function casesIn(bench: Bench, status: AcceptFirstStatus, count: number): Promise<CaseId[]> {
  const cases = await Promise.all(Array.from({ length: count }, () => begin(bench, status)));
  if (status === 'awaiting-registration' || status === 'ended') await skipPastNextDate(bench, cases);
  if (status === 'ended') await skipPastNextDate(bench, cases);
  if (status === 'never-opened') await bench.skipTo(await bench.now());
  return cases;
}

async function begin(bench: Bench, status: AcceptFirstStatus): Promise<CaseId> {
  if (status === 'opening' || status === 'never-opened') return await startUnopened(bench);
  if (status === 'refused') return await bench.open({ procedure: 'stall-licence', missing: ['application'] });
  const opened = await openWithOneHandedIn(bench);
  switch (status) {
    case 'awaiting-materials':
    case 'awaiting-registration':
    case 'ended':
      return opened;
    case 'withdrawn':
      await bench.withdraw(opened);
      return opened;
    case 'awaiting-verification':
    case 'awaiting-decision':
    case 'completed':
      await bench.supply(opened, { items: items('safety-rules') });
      if (status === 'awaiting-verification') return opened;
      await bench.verify(opened, { 'business-licence': 'accepted', 'safety-rules': 'accepted' });
      if (status === 'completed') await bench.decide(opened);
      return opened;
    default:
      return status satisfies never;
  }
}

/** A workflow whose application never reached it. */
export async function startUnopened(bench: Bench): Promise<CaseId> {
  const caseId = randomUUID();
  await bench.env.client.workflow.start<typeof acceptFirst>(ACCEPT_FIRST_WORKFLOW, {
    workflowId: acceptFirstWorkflowId(caseId),
    taskQueue: bench.taskQueue,
    args: [{ caseId, begin: 'door' }],
  });
  return { caseId };
}

/** Moves the clock past the next date of the last of these cases. */
export async function skipPastNextDate(bench: Bench, cases: readonly CaseId[]): Promise<void> {
  const last = cases.at(-1);
  if (last === undefined) return;
  const { nextDue } = await bench.row(last);
  if (nextDue === null || nextDue === undefined) throw new Error('the case has no next date');
  await bench.skipTo(endOfDay(nextDue));
}

/** The supply-by day of a case, whatever has become of it since. */
export async function supplyByOf(bench: Bench, { caseId }: CaseId): Promise<Day> {
  const [row] = await bench.sql<{ due: Day }>(
    "select due::text from deadline where case_id = ? and kind = 'supply-by'",
    [caseId],
  );
  if (row === undefined) throw new Error('the case has no supply-by date');
  return row.due;
}

/** Every table that holds rows of a case, and how a row names its case. */
const ROWS_OF_CASE = {
  case_file: 'id = c.id',
  accept_first: 'case_id = c.id',
  case_material: 'case_id = c.id',
  material_supply: 'case_id = c.id',
  deadline: 'case_id = c.id',
  timeline_entry: 'case_id = c.id',
  performance_result: 'case_id = c.id',
  case_step: 'case_id = c.id',
  look_up: 'case_id = c.id',
  notice: 'case_id = c.id',
  delivery: 'notice_id in (select id from notice where case_id = c.id)',
  audit_entry: 'object_id = c.number',
} as const;

export type RowCounts = Record<keyof typeof ROWS_OF_CASE, number>;

/** How many rows a case has in each table; all zero where there is no case. */
export async function rowCounts(bench: Pick<Bench, 'sql'>, { caseId }: CaseId): Promise<RowCounts> {
  const counts = Object.entries(ROWS_OF_CASE).map(
    ([table, ofCase]) => `(select count(*)::integer from ${table} t where t.${ofCase}) as ${table}`,
  );
  const [row] = await bench.sql<RowCounts>(
    `select ${counts.join(', ')} from (values (?::uuid)) v (id) left join case_file c on c.id = v.id`,
    [caseId],
  );
  if (row === undefined) throw new Error('counting gives one row');
  return row;
}

/** The rows of all cases together, for what must write nothing anywhere. */
export async function allRowCounts(bench: Pick<Bench, 'sql'>): Promise<Record<string, number>> {
  const counts = [...Object.keys(ROWS_OF_CASE), 'case_number_counter'].map(
    (table) => `(select count(*)::integer from ${table}) as ${table}`,
  );
  const [row] = await bench.sql<Record<string, number>>(`select ${counts.join(', ')}`);
  return row ?? {};
}

/** What came of an act, in a word: the new status, the codes of the refusals, or the type of the failure. */
export async function outcomeOf(sent: Promise<ActAnswer>): Promise<string> {
  try {
    const answer = await sent;
    return answer.accepted ? answer.status : `refused: ${answer.refusals.map(({ code }) => code).join(' ')}`;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'closed';
    if (error instanceof WorkflowUpdateFailedError) {
      for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
        if (cause instanceof ApplicationFailure && cause.type) return cause.type;
      }
    }
    throw error;
  }
}
