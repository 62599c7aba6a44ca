/** The real parts under a bench: a Temporal server, PostgreSQL, a worker between them, and everybody's clock. */
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Worker } from '@temporalio/worker';
import { type Activities, createActivities } from '../../activities/index.ts';
import type { Mail } from '../../activities/mail.ts';
import type { ActivityDeps } from '../../activities/transaction.ts';
import { createDataConverter } from '../../config/payload-codec.ts';
import { createOrm, type Orm } from '../../db/orm.ts';
import type { ProcedureTerms } from '../../domain/accept-first.ts';
import type { Instant } from '../../domain/time.ts';
import { createCaseWorker, WORKFLOWS_PATH } from '../../worker/create-worker.ts';
import { createDeliveryStarter } from '../../worker/start-delivery.ts';
import { type County, enterCounty } from './county.ts';
import { createTestDatabase, type TestDatabase } from './postgres.ts';
import { TEST_KEYS } from './rows.ts';
import { shiftActivities } from './shifted-activities.ts';
import { skipPast, startDevServer, startTimeSkipping } from './temporal.ts';
import { bundleWorkflows } from './workflow-bundle.ts';

export interface BenchOptions {
  startAt: Instant;
  procedures?: readonly ProcedureTerms[];
  /** 1: a case is evicted, and later replayed, whenever another one moves. */
  maxCachedWorkflows?: number;
  /** A server that runs in real time, for what the other cannot do: workers that stop, timers while a task runs. */
  realTime?: boolean;
}

export interface Parts {
  env: TestWorkflowEnvironment;
  database: TestDatabase;
  orm: Orm;
  workerOrm: Orm;
  county: County;
}

/** Starts the server and the database, and enters the county. */
export async function startParts(options: BenchOptions): Promise<Parts> {
  const dataConverter = createDataConverter(TEST_KEYS.dataKeys);
  const [env, database] = await Promise.all([
    options.realTime
      ? startDevServer({ client: { dataConverter } })
      : startTimeSkipping({ startAt: options.startAt, client: { dataConverter } }),
    createTestDatabase(),
  ]);
  const orm = createOrm({ url: database.ownerUrl, keys: TEST_KEYS, poolSize: 4, applicationName: 'bench' });
  const workerOrm = createOrm({
    url: database.workerUrl,
    keys: TEST_KEYS,
    poolSize: 8,
    applicationName: 'bench-worker',
  });
  const county = await enterCounty(orm.em.fork(), options.procedures);
  return { env, database, orm, workerOrm, county };
}

/** What a test runs on; `Bench` adds what people do there. */
export class BenchParts {
  readonly env: TestWorkflowEnvironment;
  readonly database: TestDatabase;
  /** As the owner of the tables: a test looks everywhere. */
  readonly orm: Orm;
  readonly county: County;
  readonly mails: Mail[];
  /** The worker's own, for what reaches them only when two things happen at once. */
  readonly activities: Activities;
  readonly #workerOrm: Orm;
  readonly taskQueue: string;
  #worker: Worker | null = null;
  #running: Promise<void> = Promise.resolve();
  /** How far everybody's clock is ahead of the server's; null where the server's can be moved. */
  #shift: number | null = null;
  /** What happens at the boundaries of a transaction; may be changed at any time. */
  boundary: NonNullable<ActivityDeps['boundary']> | undefined;
  sendMail: ActivityDeps['sendMail'];

  protected constructor(parts: Parts) {
    this.env = parts.env;
    this.database = parts.database;
    this.orm = parts.orm;
    this.county = parts.county;
    this.#workerOrm = parts.workerOrm;
    this.taskQueue = `bench-${randomUUID()}`;
    this.activities = createActivities({
      orm: this.#workerOrm,
      sendMail: (mail) => this.sendMail(mail),
      startDelivery: createDeliveryStarter(this.env.client.workflow, this.taskQueue),
      boundary: async (point, caseId, key) => await this.boundary?.(point, caseId, key),
    });
    this.mails = [];
    this.sendMail = async (mail) => {
      this.mails.push(mail);
      return '250 ok';
    };
  }

  async startWorker(maxCachedWorkflows?: number): Promise<void> {
    const dataConverter = createDataConverter(TEST_KEYS.dataKeys);
    this.#worker = await createCaseWorker({
      connection: this.env.nativeConnection,
      namespace: 'default',
      taskQueue: this.taskQueue,
      dataConverter,
      workflowBundle: await bundleWorkflows({
        workflowsPath: WORKFLOWS_PATH,
        failureConverterPath: dataConverter.failureConverterPath ?? '',
      }),
      activities: this.#shift === null ? this.activities : shiftActivities(this.activities, () => this.#shift ?? 0),
      ...(maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows }),
    });
    this.#running = this.#worker.run();
  }

  async stopWorker(): Promise<void> {
    this.#worker?.shutdown();
    await this.#running;
    this.#worker = null;
  }

  async stop(): Promise<void> {
    if (this.#worker !== null) await this.stopWorker();
    await this.#workerOrm.close();
    await this.orm.close();
    await this.env.teardown();
    await this.database.drop();
  }

  /** The first transaction that comes there stands still, as on a machine that has stopped, until it is released. */
  freeze(point: 'before-commit' | 'after-commit' = 'before-commit'): { reached: Promise<void>; release: () => void } {
    const reached = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    let first = true;
    this.boundary = async (at) => {
      if (at !== point || !first) return;
      first = false;
      reached.resolve();
      await released.promise;
    };
    return { reached: reached.promise, release: released.resolve };
  }

  async now(): Promise<Instant> {
    const time = this.#shift === null ? await this.env.currentTimeMs() : Date.now() + this.#shift;
    return new Date(time).toISOString();
  }

  /** Moves the clock past an instant and past the window over which equal deadlines are spread. */
  async skipTo(instant: Instant): Promise<void> {
    await skipPast(this.env, new Date(Date.parse(instant) + 900_000).toISOString());
  }

  /** On a server in real time: says what time it is for everybody from now on. Timers that run are not moved. */
  moveTo(instant: Instant): void {
    this.#shift = Date.parse(instant) - Date.now();
  }

  /** On a server in real time: waits until something has come about, looking again and again. */
  async until(done: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + 30_000; Date.now() < end; await setTimeout(25)) {
      if (await done()) return;
    }
    throw new Error('it has not come about within 30 s');
  }

  async sql<R>(text: string, values: unknown[] = []): Promise<R[]> {
    return await this.orm.em.fork().execute<R[]>(text, values);
  }
}
