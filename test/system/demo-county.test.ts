/** The demo county through HTTP, worker and rows, on days on which it might go wrong. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createActivities } from '../../activities/index.ts';
import { createPushSender } from '../../activities/push/push-sender.ts';
import { ApiClient } from '../../bin/demo/api-client.ts';
import { demoApplications } from '../../bin/demo/applications.ts';
import { CaseTables } from '../../bin/demo/case-sql.ts';
import { tellKeptPromise } from '../../bin/demo/kept-promise.ts';
import { loadDemoCounty } from '../../bin/demo/load.ts';
import { missingStatuses, OUT_OF_REACH, storedStatuses } from '../../bin/demo/coverage.ts';
import { tellPartlyKept } from '../../bin/demo/partly-kept.ts';
import type { Stage } from '../../bin/demo/stage.ts';
import { Story } from '../../bin/demo/story.ts';
import { tellThreeRecords } from '../../bin/demo/three-records.ts';
import { freePort } from '../../bin/parts/ports.ts';
import { type Receiver, startReceiver } from '../../bin/parts/receiver.ts';
import { createDataConverter } from '../../config/payload-codec.ts';
import type { Orm } from '../../db/orm.ts';
import { createCaseWorker, WORKFLOWS_PATH } from '../../worker/create-worker.ts';
import { createWorkflowCalls } from '../../worker/workflow-calls.ts';
import { type Issuer, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createPatientOrm, TEST_KEYS } from '../support/rows.ts';
import { startTimeSkipping } from '../../bin/parts/time-skipping.ts';
import { bundleWorkflows } from '../../bin/parts/workflow-bundle.ts';

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
  let receiver: Receiver;
  let folder: string;
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
    const receiverPort = await freePort();
    const origins = [`http://localhost:${receiverPort}`];
    workerOrm = createPatientOrm({ url: database.workerUrl, poolSize: 8, applicationName: 'demo-worker' });
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
        sendPush: createPushSender({ origins }),
        workflows: createWorkflowCalls(env.client.workflow, TASK_QUEUE),
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
      webhookOrigins: origins,
      // As long as in production, and shorter than the loader waits for an answer: told that it is not known, it asks again.
      actTimeoutMs: 10_000,
    });
    apiUrl = await api.app.listen({ host: '127.0.0.1', port: await freePort() });
    folder = await mkdtemp(join(tmpdir(), 'jiannuo-test-agencies-'));
    receiver = await startReceiver({ port: receiverPort, apiUrl, folder, slowMs: 0, now: () => present });
  }, 300_000);

  afterAll(async () => {
    await receiver.stop();
    await rm(folder, { recursive: true, force: true });
    await api.stop();
    await stopWorker();
    await workerOrm.close();
    await issuer.stop();
    await env.teardown();
    await database.drop();
  });

  async function load(): Promise<void> {
    const options = { apiUrl, issuer: issuer.url, receiver: receiver.url, say: () => undefined };
    await loadDemoCounty({ ...options, now: () => present });
  }

  async function rows<T>(statement: string): Promise<T[]> {
    return await workerOrm.em.fork().execute<T[]>(statement);
  }

  /** Number, kind and status of every case. */
  async function cases(): Promise<{ number: string; kind: string; status: string }[]> {
    return await rows('select number, kind, status from case_file order by number');
  }

  it('stands as intended, each application once', async () => {
    await load();
    const all = await cases();
    expect(all.length).toBeGreaterThanOrEqual(40);
    const acceptFirst = all.filter(({ kind }) => kind === 'accept-first').map(({ status }) => status);
    expect(acceptFirst).toEqual(demoApplications.map(({ intended }) => intended.status));
  }, 1_200_000);

  it('shows every status that a case can be stored in, but for those out of reach', async () => {
    const parts = await rows<{ kind: string; status: string }>(`select 'repair-part' as kind, status from repair_part`);
    const seen = [...(await cases()), ...parts];
    expect(missingStatuses(seen, startAt.slice(0, 10))).toEqual([]);
    expect(storedStatuses().length - OUT_OF_REACH.length).toBeGreaterThan(40);
    expect(new Set(seen.map(({ kind }) => kind))).toEqual(new Set(storedStatuses().map(({ kind }) => kind)));
  });

  it('holds the record of a repair that was got by falsehood, shown, with its bar and the old record back', async () => {
    const [made, ...others] = await rows<{ status: string; until: string; back: string }>(
      `select f.status, b.until_day::text as until, back.document_number as back
       from record r join case_file f on f.id = r.case_id
       join repair_withdrawal w on w.false_repair_record_id = r.id join repair_bar b on b.case_id = w.case_id
       join repair_withdrawal_record wr on wr.case_id = w.case_id and wr.restored_on is not null
       join record back on back.id = wr.record_id and back.ended_on is null
       where r.kind = 'false-repair'`,
    );
    expect(others).toEqual([]);
    expect(made).toMatchObject({ status: 'running', back: '明水罚〔演示〕6号' });
    expect((made?.until ?? '') > startAt.slice(0, 10)).toBe(true);
  });

  it('loaded again on the next day, it finds what is there', async () => {
    const before = await cases();
    present += DAY_MS;
    // Temporal's clock stands still meanwhile, so the day is taken back.
    await load().finally(() => (present -= DAY_MS));
    expect(await cases()).toEqual(before);
  }, 1_200_000);

  it('the walkthrough can be told again and again, each effect holding', async () => {
    const told = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const tables = await CaseTables.connect(database.ownerUrl);
    const client = new ApiClient({ apiUrl, issuer: issuer.url });
    try {
      for (const telling of [randomUUID(), randomUUID()]) {
        const story = new Story();
        const stage: Stage = {
          story,
          tables,
          as: (who) => client.as(who),
          key: (act) => `${telling}-${act}`,
          telling,
        };
        await tellKeptPromise(stage);
        await tellThreeRecords(stage);
        await tellPartlyKept(stage);
        expect(story.effects).toBeGreaterThan(85);
      }
    } finally {
      told.mockRestore();
      await tables.end();
    }
  }, 1_200_000);
});
