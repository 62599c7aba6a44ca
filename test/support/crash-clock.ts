/** The clock of a whole service, and whether anything is left to be done by it. */
import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import { createActivities } from '../../activities/index.ts';
import { createDataConverter } from '../../config/payload-codec.ts';
import type { Instant } from '../../domain/time.ts';
import { createWorkflowCalls } from '../../worker/workflow-calls.ts';
import { catchUp, type Driven, allAtRest } from './catch-up.ts';
import { until } from './processes.ts';
import { TEST_KEYS } from './rows.ts';
import { shown } from './shifted-clock.ts';
import { TASK_QUEUE, type WholeService } from './whole-service.ts';

/**
 * Says that the clock of worker and API will leap to `to` in `inMs` of the machine's milliseconds, and has every open case
 * set its timers by it: whatever falls due until `to` falls due at the leap. The leap's time by the machine's clock.
 */
export async function planLeap(service: WholeService, to: Instant, inMs: number): Promise<number> {
  const at = Date.now() + inMs;
  const { shift } = service.mines.clock();
  service.mines.moveClock(shift, { at, shift: Date.parse(to) - at });
  await onTemporal(service, (driven) => catchUp(driven));
  return at;
}

/** Waits until nothing is due, and nobody has anything left to do. */
export async function settledService(service: WholeService): Promise<void> {
  await onTemporal(service, (driven) => allAtRest(driven));
}

/** In which status each of these workflows is; null where there is none of an id. */
export async function workflowStatuses(
  service: WholeService,
  workflowIds: readonly string[],
): Promise<(string | null)[]> {
  return await onTemporal(service, async ({ env }) => {
    const asked = workflowIds.map(async (id) => {
      try {
        return (await env.client.workflow.getHandle(id).describe()).status.name;
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return null;
        throw error;
      }
    });
    return await Promise.all(asked);
  });
}

async function onTemporal<R>(service: WholeService, ask: (driven: Driven) => Promise<R>): Promise<R> {
  const { orm, mines, temporalAddress } = service;
  const connection = await Connection.connect({ address: temporalAddress });
  const client = new Client({ connection, dataConverter: createDataConverter(TEST_KEYS.dataKeys) });
  const nothing = async (): Promise<never> => await Promise.reject(new Error('nothing is sent from here'));
  const workflows = createWorkflowCalls(client.workflow, TASK_QUEUE);
  try {
    return await ask({
      sql: (text, values) => service.sql(text, values),
      now: async () => new Date(shown(mines.clock(), Date.now())).toISOString(),
      until: (holds) => until('nothing left to do', holds, 300_000),
      env: { client },
      activities: createActivities({ orm, sendMail: nothing, sendPush: nothing, workflows }),
      leftBehind: new Set(),
    });
  } finally {
    await connection.close();
  }
}
