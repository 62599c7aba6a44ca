/** The worker killed wherever it sends a push, takes its confirmation, lists it or sweeps: each ends as if nothing had been. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createDataConverter } from '../../config/payload-codec.ts';
import type { Orm } from '../../db/orm.ts';
import { startSweep } from '../../worker/start-sweep.ts';
import { pushWorkflowId } from '../../workflows/messages/push.ts';
import { SWEEP_WORKFLOW_ID } from '../../workflows/messages/sweep.ts';
import { enterCounty } from '../support/county.ts';
import { killableBundle } from '../support/killable-bundle.ts';
import { type Mine, Minefield } from '../support/mines.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { RestartedProcess, serviceEnv, until } from '../support/processes.ts';
import { type Manner, PUSH_DEATHS, type PushDeath, SWEEP, SWEEP_POINTS } from '../support/push-deaths.ts';
import { CopyHolder } from '../support/pushes.ts';
import { createPatientOrm, TEST_KEYS } from '../support/rows.ts';
import { startDevServer } from '../support/temporal.ts';

/** Several deaths may come one upon the other, each some twenty seconds before the next try. */
const LONGEST_MS = 300_000;

describe('the worker, killed while it pushes', () => {
  let folder: string;
  let env: TestWorkflowEnvironment;
  let database: TestDatabase;
  let orm: Orm;
  let worker: RestartedProcess;
  let mines: Minefield;
  let systems: Server;
  let origin: string;
  const manners = new Map<string, Manner>();
  const heard: string[] = [];
  let site: Parameters<typeof CopyHolder.enter>[0];

  beforeAll(async () => {
    const dataConverter = createDataConverter(TEST_KEYS.dataKeys);
    folder = await mkdtemp(join(tmpdir(), 'jiannuo-crash-'));
    mines = new Minefield(join(folder, 'mines'));
    [env, database] = await Promise.all([startDevServer({ client: { dataConverter } }), createTestDatabase()]);
    orm = createPatientOrm({ url: database.ownerUrl, poolSize: 4, applicationName: 'crash-test' });
    systems = createServer((request, response) => {
      heard.push(String(request.headers['webhook-id']));
      request.resume();
      request.on('end', () => {
        const manner = manners.get((request.url ?? '').slice(1));
        response.writeHead(manner === 'is gone' ? 410 : 200, { 'content-type': 'application/json' });
        response.end(manner === 'confirms' ? '{"confirmed":true,"receipt":"at once"}' : '{}');
      });
    });
    await new Promise<void>((resolve) => systems.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(systems.address() as AddressInfo).port}`;
    const county = await enterCounty(orm.em.fork());
    const taskQueue = 'crash-pushes';
    site = {
      orm,
      county,
      env,
      taskQueue,
      now: async () => new Date().toISOString(),
      sql: async <R>(text: string, values?: unknown[]) => await orm.em.fork().execute<R[]>(text, values ?? []),
      sendPush: async () => ({ confirmed: false, receipt: '' }),
    };
    const { codePath } = await killableBundle();
    worker = new RestartedProcess({
      script: 'test/support/killable-worker.ts',
      args: [mines.folder, codePath],
      env: {
        ...serviceEnv(env.address, taskQueue),
        WORKER_DATABASE_URL: database.workerUrl,
        SMTP_URL: 'smtp://127.0.0.1:1',
        WEBHOOK_ORIGINS: origin,
      },
      ready: 'worker started',
    });
    await worker.start();
  }, 300_000);
  afterAll(async () => {
    await worker.stop();
    await orm.close();
    await env.teardown();
    await database.drop();
    systems.closeAllConnections();
    await new Promise((resolve) => systems.close(resolve));
    await rm(folder, { recursive: true, force: true });
  }, 300_000);

  it('ends every push and takes every confirmation once, whenever it died', async () => {
    const stories: { death: PushDeath; agency: CopyHolder; id: string; message: string | null }[] = [];
    for (const death of PUSH_DEATHS) {
      const agency = await agencyThat(death.manner);
      const id = await agency.write();
      const mine = { ...death, workflowId: pushWorkflowId(id) };
      mines.lay(mine);
      await agency.start(id);
      const message = death.manner === 'is slow' ? await agency.confirm(id, 'by message') : null;
      await stepped(mine);
      stories.push({ death, agency, id, message });
    }
    await until(
      'every push at its end',
      async () => {
        const open = await site.sql("select id from delivery where state = 'pending'");
        return open.length === 0;
      },
      LONGEST_MS,
    );
    // The mine is gone before the process is, and its end is heard later still.
    await until('every death heard of', () => worker.kills >= PUSH_DEATHS.length);
    for (const { death, agency, id, message } of stories) {
      const { manner, activity, point } = death;
      const row = await agency.row(id);
      const times = heard.filter((one) => one === id).length;
      const isSentTwice = activity === 'attemptPush' && point === 'after-push';
      expect({ death, state: row.state, receipt: row.receipt }).toEqual({
        death,
        state: manner === 'is gone' ? 'outstanding' : 'delivered',
        receipt: { confirms: 'at once', 'is slow': 'by message', 'is gone': null }[manner],
      });
      // At least once, under one id: it may be under way when the worker dies of another. A confirmation may come first.
      const least = manner === 'is slow' ? 0 : isSentTwice ? 2 : 1;
      expect({ death, isEnough: times >= least, isBounded: times <= 3 }).toEqual({
        death,
        isEnough: true,
        isBounded: true,
      });
      if (message !== null) expect(await agency.message(message)).toEqual({ state: 'taken', code: 'confirmed' });
    }
    expect(worker.kills).toBe(PUSH_DEATHS.length);
  }, 1_200_000);

  it('sweeps on, whenever it died', async () => {
    for (const point of SWEEP_POINTS) {
      const agency = await agencyThat('is slow');
      const id = await agency.push();
      const message = await agency.confirm(id, 'left behind', false);
      await site.sql("update inbound_message set received_at = received_at - interval '2 minutes' where id = ?", [
        message,
      ]);
      const mine = { activity: SWEEP, point, workflowId: SWEEP_WORKFLOW_ID } as const;
      mines.lay(mine);
      await startSweep(env.client.workflow, site.taskQueue);
      await stepped(mine, 120_000);
      await until('the message taken', async () => (await agency.message(message)).state === 'taken', LONGEST_MS);
      await env.client.workflow.getHandle(SWEEP_WORKFLOW_ID).terminate();
      expect(await agency.row(id)).toMatchObject({ state: 'delivered', receipt: 'left behind' });
    }
  }, 900_000);

  async function agencyThat(manner: Manner): Promise<CopyHolder> {
    const agency = await CopyHolder.enter(site);
    manners.set(agency.authorityId, manner);
    await site.sql('update webhook_endpoint set url = ? where authority_id = ?', [
      `${origin}/${agency.authorityId}`,
      agency.authorityId,
    ]);
    return agency;
  }

  async function stepped(mine: Mine, withinMs?: number): Promise<void> {
    await until(`the worker dead at ${mine.activity} ${mine.point}`, () => !mines.holds(mine), withinMs);
  }
});
