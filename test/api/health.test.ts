import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { type Issuer, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { enterCounty } from '../support/county.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createTestOrm } from '../support/rows.ts';
import { startDevServer } from '../support/temporal.ts';
import { bundleWorkflows } from '../../bin/parts/workflow-bundle.ts';

const QUEUE = 'health';

describe('health', () => {
  let env: TestWorkflowEnvironment;
  let database: TestDatabase;
  let issuer: Issuer;
  let api: TestApi;
  beforeAll(async () => {
    [env, database, issuer] = await Promise.all([startDevServer(), createTestDatabase(), startIssuer()]);
    const { orm } = createTestOrm(database.ownerUrl);
    await enterCounty(orm.em.fork());
    await orm.close();
    api = await startTestApi(database, issuer, { temporal: { client: env.client, taskQueue: QUEUE } });
  }, 300_000);
  afterAll(async () => {
    await api.stop();
    await env.teardown();
    await issuer.stop();
    await database.drop();
  });

  it('names the part that is missing, and is well when a worker polls', async () => {
    const before = await api.send({ url: '/health' });
    expect([before.statusCode, before.json()]).toMatchObject([
      503,
      { ok: false, database: { ok: true }, temporal: { ok: true }, worker: { ok: false }, newestCalendarYear: 2026 },
    ]);
    const worker = await Worker.create({
      connection: env.nativeConnection,
      taskQueue: QUEUE,
      workflowBundle: await bundleWorkflows({
        workflowsPath: new URL('../support/workflows/clock.ts', import.meta.url).pathname,
      }),
    });
    await worker.runUntil(async () => {
      // A workflow that ran shows that the worker polls; only then is it asked for.
      await env.client.workflow.execute('readClockAround', { taskQueue: QUEUE, workflowId: 'health', args: [1] });
      const well = await api.send({ url: '/health' });
      expect([well.statusCode, well.json()]).toMatchObject([200, { ok: true, worker: { ok: true, detail: null } }]);
    });
  }, 300_000);
});
