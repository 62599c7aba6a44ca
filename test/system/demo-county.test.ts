/** The demo county through HTTP, worker and rows, on days on which it might go wrong. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createActivities } from '../../activities/index.ts';
import { ApiClient } from '../../bin/demo/api-client.ts';
import { demoApplications } from '../../bin/demo/applications.ts';
import { CaseTables } from '../../bin/demo/case-sql.ts';
import { tellKeptPromise } from '../../bin/demo/kept-promise.ts';
import { loadDemoCounty } from '../../bin/demo/load.ts';
import { Story } from '../../bin/demo/story.ts';
import { freePort } from '../../bin/parts/ports.ts';
import { createDataConverter } from '../../config/payload-codec.ts';
import { createOrm, type Orm } from '../../db/orm.ts';
import { createCaseWorker, WORKFLOWS_PATH } from '../../worker/create-worker.ts';
import { createDeliveryStarter } from '../../worker/start-delivery.ts';
import { type Issuer, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { TEST_KEYS } from '../support/rows.ts';
import { startTimeSkipping } from '../support/temporal.ts';
import { bundleWorkflows } from '../support/workflow-bundle.ts';

const DAY_MS = 86_400_000;
const TASK_QUEUE = 'demo-county';

describe.each([
  ['in the National Day holiday', '2026-10-03T04:00:00.000Z'],
  ['in a year without a calendar', '2027-03-01T04:00:00.000Z'],
])('%s (%s)', (_name, startAt) => {
  let env: TestWorkflowEnvironment;
  let database: TestDatabase;
  let workerOrm: Orm;
  let issuer: Issuer;
  let api: TestApi;
  let apiUrl: string;
  let stopWorker: () => Promise<void>;
  /** Moves on with each request, as clocks do. */
  let present = Date.parse(startAt);

  beforeAll(async () => {
    const dataConverter = createDataConverter(TEST_KEYS.dataKeys);
    [env, database, issuer] = await Promise.all([
      startTimeSkipping({ startAt, client: { dataConverter } }),
      createTestDatabase(),
      startIssuer(),
    ]);
    workerOrm = createOrm({ url: database.workerUrl, keys: TEST_KEYS, poolSize: 8, applicationName: 'demo-worker' });
    const worker = await createCaseWorker({
      connection: env.nativeConnection,
      namespace: 'default',
      taskQueue: TASK_QUEUE,
      dataConverter,
      workflowBundle: await bundleWorkflows({
        workflowsPath: WORKFLOWS_PATH,
        failureConverterPath: dataConverter.failureConverterPath ?? '',
      }),
      activities: createActivities({
        orm: workerOrm,
        sendMail: async () => '250 ok',
        startDelivery: createDeliveryStarter(env.client.workflow, TASK_QUEUE),
      }),
    });
    const running = worker.run();
    stopWorker = async () => {
      worker.shutdown();
      await running;
    };
    api = await startTestApi(database, issuer, {
      clock: () => new Date((present += 1)).toISOString(),
      temporal: { client: env.client, taskQueue: TASK_QUEUE },
      actTimeoutMs: 10_000,
    });
    apiUrl = await api.app.listen({ host: '127.0.0.1', port: await freePort() });
  }, 120_000);

  afterAll(async () => {
    await api.stop();
    await stopWorker();
    await workerOrm.close();
    await issuer.stop();
    await env.teardown();
    await database.drop();
  });

  async function load(): Promise<void> {
    await loadDemoCounty({ apiUrl, issuer: issuer.url, say: () => undefined, now: () => present });
  }

  async function statuses(): Promise<string[]> {
    const rows = await workerOrm.em
      .fork()
      .execute<{ status: string }[]>('select status from case_file order by number');
    return rows.map(({ status }) => status);
  }

  it('stands as intended, each case once', async () => {
    await load();
    expect(await statuses()).toEqual(demoApplications.map(({ intended }) => intended.status));
  }, 120_000);

  it('loaded again on the next day, it finds what is there', async () => {
    present += DAY_MS;
    const before = await statuses();
    await load();
    expect(await statuses()).toEqual(before);
  }, 120_000);

  it('the walkthrough can be told again and again, each effect holding', async () => {
    const told = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const tables = await CaseTables.connect(database.ownerUrl);
    const client = new ApiClient({ apiUrl, issuer: issuer.url });
    try {
      for (const telling of [randomUUID(), randomUUID()]) {
        const story = new Story();
        const key = (act: string): string => `${telling}-${act}`;
        await tellKeptPromise({ story, tables, zhang: client.as('zhang'), he: client.as('he'), key });
        expect(story.effects).toBeGreaterThan(25);
      }
    } finally {
      told.mockRestore();
      await tables.end();
    }
  }, 120_000);
});
