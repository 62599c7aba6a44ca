/** On a server in real time: cases are told that the clock was moved, and a test waits until nothing is left to do. */
import { type Client, type WorkflowExecutionDescription, WorkflowNotFoundError } from '@temporalio/client';
import type { Activities } from '../../activities/index.ts';
import type { CaseState } from '../../activities/case/case.ts';
import { rowsChangedSignal } from '../../workflows/messages/case.ts';

/** true, or what is still missing. */
export type Holds = () => Promise<boolean | string>;

/** What of a bench is needed here. */
export interface Driven {
  sql<R>(text: string, values?: unknown[]): Promise<R[]>;
  now(): Promise<string>;
  until(holds: Holds): Promise<void>;
  readonly env: { readonly client: Pick<Client, 'workflow'> };
  readonly activities: Activities;
  readonly leftBehind: ReadonlySet<string>;
}

/** A workflow of a case, and how to read for which instant it waits. */
interface Followed {
  readonly caseId: string;
  readonly workflowId: string;
  /** Of the case, or of its part. */
  readonly status: string;
  readonly closed: boolean;
  readonly read: (now: string) => Promise<CaseState | null>;
}

/** Wakes every open case, as a step of another case would, and waits until none has anything left to do now. */
export async function catchUp(bench: Driven): Promise<void> {
  const open = (await followedOf(bench)).filter(({ closed }) => !closed);
  for (const caseId of new Set(open.map((one) => one.caseId))) {
    // Rows that changed are followed where a step has changed them.
    await bench.sql(
      "insert into case_step (case_id, key, result, at) values (?, 'clock:' || gen_random_uuid(), '{}', ?)",
      [caseId, await bench.now()],
    );
  }
  for (const { workflowId } of open) {
    await bench.env.client.workflow.getHandle(workflowId).signal(rowsChangedSignal).catch(unlessEnded);
  }
  await allAtRest(bench);
}

/** Waits until nothing is due, no task of a case's workflow is left, and who has nothing to wait for has ended. */
export async function allAtRest(bench: Driven): Promise<void> {
  // Who was not at rest is looked at first the next time: to look at one costs a transaction.
  let restless = '';
  await bench.until(async () => {
    const now = await bench.now();
    const followed = await followedOf(bench);
    followed.sort((one, other) => Number(other.workflowId === restless) - Number(one.workflowId === restless));
    const seen = new Map<string, string | null>();
    for (const one of followed) {
      const { isAtRest, text, reached } = await standingOf(bench, one, now);
      if (!isAtRest) {
        restless = one.workflowId;
        return text;
      }
      seen.set(one.workflowId, reached);
    }
    // They are looked at one by one, and the last may have woken the first: none may have moved meanwhile.
    for (const [workflowId, reached] of seen) {
      const found = await describe(bench, workflowId);
      if ((found === undefined ? null : reachedOf(found)) === reached) continue;
      restless = workflowId;
      return `${workflowId}: moved while the others were looked at`;
    }
    return true;
  });
}

/** Where every case that is not over stands, a line each: what a test says that waited in vain. */
export async function whereCasesStand(bench: Driven): Promise<string> {
  const now = await bench.now();
  const lines = [`it is ${now}`];
  for (const one of await followedOf(bench)) if (!one.closed) lines.push((await standingOf(bench, one, now)).text);
  return lines.join('\n');
}

interface Standing {
  readonly isAtRest: boolean;
  /** How it stands, in a line. */
  readonly text: string;
  /** How far its history had come; null: there is no workflow. */
  readonly reached: string | null;
}

async function describe({ env }: Driven, workflowId: string): Promise<WorkflowExecutionDescription | undefined> {
  return await env.client.workflow.getHandle(workflowId).describe().catch(unlessEnded);
}

function reachedOf({ runId, historyLength }: WorkflowExecutionDescription): string {
  return `${runId} ${historyLength}`;
}

async function standingOf(
  bench: Driven,
  { workflowId, status, closed, read }: Followed,
  now: string,
): Promise<Standing> {
  const found = await describe(bench, workflowId);
  const said = `${workflowId}: ${status}`;
  if (found === undefined) return { isAtRest: true, text: `${said}, no workflow`, reached: null };
  const reached = reachedOf(found);
  const { pendingWorkflowTask: task, pendingActivities, pendingChildren } = found.raw;
  const activities = (pendingActivities ?? []).map(
    ({ activityType, attempt }) => `, activity ${activityType?.name ?? ''} at attempt ${attempt ?? 0}`,
  );
  const text = `${said}, workflow ${found.status.name}${activities.join('')}`;
  if (task != null) return { isAtRest: false, text: `${text}, a task at attempt ${task.attempt ?? 0}`, reached };
  // Until the server has started a child it is not found, as a case is not that nobody follows.
  const unborn = (pendingChildren ?? []).find(({ runId }) => (runId ?? '') === '');
  if (unborn !== undefined) return { isAtRest: false, text: `${text}, ${unborn.workflowId} not started`, reached };
  if (closed) return { isAtRest: found.status.name !== 'RUNNING', text: `${text}, the case closed`, reached };
  const wakeAt = (await read(now))?.next?.wakeAt ?? null;
  const isAtRest = wakeAt === null || wakeAt > now;
  return { isAtRest, text: `${text}, wakes at ${wakeAt ?? 'no time'}, now ${now}`, reached };
}

async function followedOf(bench: Driven): Promise<Followed[]> {
  const cases = await bench.sql<{ id: string; kind: string; status: string; closed: boolean }>(
    'select id, kind, status, closed_at is not null as closed from case_file',
  );
  const parts = await bench.sql<{ id: string; caseId: string; status: string; closed: boolean }>(
    `select id, case_id as "caseId", status, status in ('answered', 'not-accepted', 'withdrawn') as closed
     from repair_part`,
  );
  const followed = [
    ...cases.map(({ id, kind, status, closed }) => ({
      caseId: id,
      workflowId: `${kind}/${id}`,
      status,
      closed,
      // What an application for repair waits for, its parts wait for.
      read: async (now: string) => (kind === 'repair' ? null : await bench.activities.takeUpAgain({ caseId: id, now })),
    })),
    ...parts.map(({ id, caseId, status, closed }) => ({
      caseId,
      workflowId: `repair-part/${id}`,
      status,
      closed,
      read: (now: string) => bench.activities.takeUpRepairPart({ caseId, partId: id, now }),
    })),
  ];
  return followed.filter(({ caseId }) => !bench.leftBehind.has(caseId));
}

function unlessEnded(error: unknown): undefined {
  if (!(error instanceof WorkflowNotFoundError)) throw error;
}
