import proto from '@temporalio/proto';
import { Type } from 'typebox';
import { findServiceState } from '../../db/queries/service-state.ts';
import type { App, AppDeps } from '../app-types.ts';
import { InstantSchema, Nullable } from '../schemas/common.ts';
import { within } from '../within.ts';

const PROBE_TIMEOUT_MS = 3000;
const WORKFLOW_QUEUE = proto.temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW;

const Part = Type.Object({ ok: Type.Boolean(), detail: Nullable(Type.String()) });

const HealthAnswer = Type.Object({
  ok: Type.Boolean({ description: '各部分均正常 · every part works' }),
  at: InstantSchema,
  database: Part,
  temporal: Part,
  worker: Part,
  newestCalendarYear: Nullable(
    Type.Integer({ description: '已载入放假安排的最近年度 · newest year whose calendar is loaded' }),
  ),
  oldestUnsentDelivery: Nullable(
    Type.String({ format: 'instant', description: '最早一件未送达 · since when the oldest delivery waits' }),
  ),
});

/** Whether each part works, and what an operator should look at; 503 as soon as one does not. */
export function healthRoutes(app: App, { orm, temporal: { client, taskQueue }, clock }: AppDeps): void {
  app.get(
    '/health',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getHealth',
        tags: ['operation'],
        summary: '运行状况 · Health of the parts',
        response: { 200: HealthAnswer, 503: HealthAnswer },
      },
    },
    async (_request, reply) => {
      const [database, connection, worker] = await Promise.all([
        probe(() => findServiceState(orm.em.fork())),
        probe(() => inTime(() => client.workflowService.getSystemInfo({}))),
        probe(() => inTime(countPollers)),
      ]);
      const polled = worker.ok && worker.value > 0;
      const ok = database.ok && connection.ok && polled;
      reply.code(ok ? 200 : 503);
      return {
        ok,
        at: await clock(),
        database: partOf(database.ok, 'unreachable'),
        temporal: partOf(connection.ok, 'unreachable'),
        worker: partOf(polled, `nobody polls the queue ${taskQueue}`),
        newestCalendarYear: database.ok ? database.value.newestCalendarYear : null,
        oldestUnsentDelivery: database.ok ? database.value.oldestUnsentDelivery : null,
      };
    },
  );

  function inTime<T>(call: () => Promise<T>): Promise<T> {
    return client.withDeadline(Date.now() + PROBE_TIMEOUT_MS, call);
  }

  async function countPollers(): Promise<number> {
    const { pollers } = await client.workflowService.describeTaskQueue({
      namespace: client.options.namespace,
      taskQueue: { name: taskQueue },
      taskQueueType: WORKFLOW_QUEUE,
    });
    return pollers?.length ?? 0;
  }
}

type Probe<T> = { ok: true; value: T } | { ok: false };

async function probe<T>(look: () => Promise<T>): Promise<Probe<T>> {
  try {
    return { ok: true, value: await within(PROBE_TIMEOUT_MS, look()) };
  } catch {
    return { ok: false };
  }
}

function partOf(ok: boolean, fault: string): { ok: boolean; detail: string | null } {
  return { ok, detail: ok ? null : fault };
}
