/** The real parts under a bench: a Temporal server, PostgreSQL, a worker between them, and everybody's clock. */
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { WithStartWorkflowOperation, WorkflowNotFoundError } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Worker } from '@temporalio/worker';
import { type Activities, createActivities } from '../../activities/index.ts';
import type { Mail } from '../../activities/delivery/mail.ts';
import type { ActivityDeps } from '../../activities/case/transaction.ts';
import { settled, skipPast, startTimeSkipping } from '../../bin/parts/time-skipping.ts';
import { bundleWorkflows } from '../../bin/parts/workflow-bundle.ts';
import { createDataConverter } from '../../config/payload-codec.ts';
import type { Orm } from '../../db/orm.ts';
import type { ProcedureTerms } from '../../domain/accept-first/accept-first.ts';
import type { RuleValues } from '../../domain/rule-sets/rule-set.ts';
import { type Day, endOfDay, type Instant } from '../../domain/time.ts';
import { createCaseWorker, WORKFLOWS_PATH } from '../../worker/create-worker.ts';
import { createWorkflowCalls } from '../../worker/workflow-calls.ts';
import { type County, enterCounty, enterRuleDefaults } from './county.ts';
import { catchUp, type Holds, whereCasesStand } from './catch-up.ts';
import { impatient } from './impatient.ts';
import { type KillableParts, type KillableWorkers, startKillable } from './killable-parts.ts';
import { inSeconds, lastMoment } from './moments.ts';
import { createTestDatabase, type TestDatabase } from './postgres.ts';
import { createPatientOrm, TEST_KEYS } from './rows.ts';
import { shiftActivities } from './shifted-activities.ts';
import { startDevServer } from './temporal.ts';

export interface BenchOptions {
  startAt: Instant;
  procedures?: readonly ProcedureTerms[];
  /** 1: a case is evicted, and later replayed, whenever another one moves. */
  maxCachedWorkflows?: number;
  /** A server that runs in real time, for what the other cannot do: workers that stop, timers while a task runs. */
  realTime?: boolean;
  /** In real time only: events after which a run is told to continue as new. */
  eventsOfOneRun?: number;
  /** The worker is a process of its own, which dies where a mine lies and is started again. */
  killable?: KillableParts;
}

export interface Parts {
  env: TestWorkflowEnvironment;
  database: TestDatabase;
  orm: Orm;
  workerOrm: Orm;
  county: County;
  killable: KillableParts | null;
}

/** Starts the server and the database, and enters the county. */
export async function startParts(options: BenchOptions): Promise<Parts> {
  const dataConverter = createDataConverter(TEST_KEYS.dataKeys);
  const { killable = null, eventsOfOneRun } = options;
  const client = { dataConverter, ...(killable === null ? {} : { interceptors: { workflow: [impatient] } }) };
  const [env, database] = await Promise.all([
    options.realTime
      ? startDevServer({ client, ...(eventsOfOneRun === undefined ? {} : { eventsOfOneRun }) })
      : startTimeSkipping({ startAt: options.startAt, client }),
    createTestDatabase(),
  ]);
  const orm = createPatientOrm({ url: database.ownerUrl, poolSize: 4, applicationName: 'bench' });
  const workerOrm = createPatientOrm({
    url: database.workerUrl,
    poolSize: 8,
    applicationName: 'bench-worker',
  });
  const county = await enterCounty(orm.em.fork(), options.procedures);
  return { env, database, orm, workerOrm, county, killable };
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
  readonly #killable: KillableParts | null;
  #worker: Worker | null = null;
  #killed: KillableWorkers | null = null;
  #running: Promise<void> = Promise.resolve();
  /** How far everybody's clock is ahead of the steady one; null where the server's can be moved. */
  #shift: number | null = null;
  /** What happens at the boundaries of a transaction; may be changed at any time. */
  boundary: NonNullable<ActivityDeps['boundary']> | undefined;
  /** Cases that a test is done with: a clock that is moved by `catchUp` does not wake them. */
  readonly leftBehind = new Set<string>();
  sendMail: ActivityDeps['sendMail'];
  /** The other systems; unless a test says otherwise they take every push and confirm it. */
  sendPush: ActivityDeps['sendPush'];

  protected constructor(parts: Parts) {
    this.env = parts.env;
    this.database = parts.database;
    this.orm = parts.orm;
    this.county = parts.county;
    this.#workerOrm = parts.workerOrm;
    this.#killable = parts.killable;
    this.taskQueue = `bench-${randomUUID()}`;
    this.activities = createActivities({
      orm: this.#workerOrm,
      sendMail: (mail) => this.sendMail(mail),
      sendPush: (push) => this.sendPush(push),
      workflows: createWorkflowCalls(this.env.client.workflow, this.taskQueue),
      boundary: async (point, caseId, key) => await this.boundary?.(point, caseId, key),
    });
    this.mails = [];
    this.sendMail = async (mail) => {
      this.mails.push(mail);
      return '250 ok';
    };
    this.sendPush = async ({ id }) => ({ confirmed: true, receipt: `receipt of ${id}` });
  }

  async startWorker(maxCachedWorkflows?: number): Promise<void> {
    if (this.#killable !== null) {
      this.#killed = await startKillable(this.#killable, this);
      return;
    }
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
      activities:
        this.#shift === null ? this.activities : shiftActivities(this.activities, () => this.#aheadOfServer()),
      ...(maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows }),
    });
    this.#running = this.#worker.run();
  }

  /** Hands an application in, or hands it in again, as the API does: the workflow is started with it. */
  protected async throughDoor<R, A extends { id: string }>(
    workflow: { type: string; id: string; caseId: string },
    update: UpdateDefinition<R, [A]>,
    application: A,
  ): Promise<R> {
    const startWorkflowOperation = new WithStartWorkflowOperation(workflow.type, {
      workflowId: workflow.id,
      taskQueue: this.taskQueue,
      args: [{ caseId: workflow.caseId, begin: 'door' }],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    });
    return await this.env.client.workflow.executeUpdateWithStart(update, {
      startWorkflowOperation,
      updateId: application.id,
      args: [application],
    });
  }

  /** Waits for a workflow's end, which the clock is not moved for. */
  protected async endOf(workflowId: string): Promise<{ status: string }> {
    return await this.env.client.workflow.getHandle<() => Promise<{ status: string }>>(workflowId).result();
  }

  /** Stops following workflows that a test is done with, so that the clock passes over them. */
  protected async stopFollowing(...workflowIds: string[]): Promise<void> {
    for (const workflowId of workflowIds) {
      await this.env.client.workflow
        .getHandle(workflowId)
        .terminate()
        .catch((error: unknown) => {
          if (!(error instanceof WorkflowNotFoundError)) throw error;
        });
    }
  }

  async stopWorker(): Promise<void> {
    await this.#killed?.stop();
    this.#killed = null;
    this.#worker?.shutdown();
    await this.#running;
    this.#worker = null;
  }

  /** How often a worker's process has been killed. */
  get kills(): number {
    return this.#killed?.kills ?? 0;
  }

  async stop(): Promise<void> {
    await this.stopWorker();
    await this.#workerOrm.close();
    await this.orm.close();
    await this.env.teardown();
    await this.database.drop();
  }

  /**
   * The first transaction that comes there stands still, as on a machine that has stopped, until it is released. Of a
   * case, unless it is to be of a push: pushes are followed beside the cases, and one that is late comes in between.
   */
  freeze(
    point: 'before-commit' | 'after-commit' = 'before-commit',
    of: 'case' | 'push' = 'case',
  ): { reached: Promise<void>; release: () => void } {
    const reached = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    let first = true;
    this.boundary = async (at, _about, key) => {
      if (at !== point || (key === 'push' ? 'push' : 'case') !== of || !first) return;
      first = false;
      reached.resolve();
      await released.promise;
    };
    return { reached: reached.promise, release: released.resolve };
  }

  /** What an act is answered that is received in the last moment of a day, and held in its transaction until the day is over. */
  async heldPastTheEnd<T>(
    day: Day,
    point: 'before-commit' | 'after-commit',
    act: (receivedAt: Instant) => Promise<T>,
  ): Promise<T> {
    const frozen = this.freeze(point);
    const answer = act(lastMoment(day));
    await frozen.reached;
    await this.dayIsOver(day);
    frozen.release();
    return await answer;
  }

  /** On a clock that runs: waits until a day is over, and its timers have had a second. */
  async dayIsOver(day: Day): Promise<void> {
    const past = inSeconds(endOfDay(day), 1);
    await this.until(async () => (await this.now()) > past);
  }

  async now(): Promise<Instant> {
    const time = this.#shift === null ? await this.env.currentTimeMs() : steadyTime() + this.#shift;
    return new Date(time).toISOString();
  }

  /**
   * Moves the clock past an instant and past the window over which equal deadlines are spread, and waits until all that
   * fell due is done: a case may wake in the last second of the window.
   */
  async skipTo(instant: Instant): Promise<void> {
    const past = new Date(Date.parse(instant) + 900_000).toISOString();
    if (this.#shift === null) {
      await skipPast(this.env, past);
      return await settled(this.env);
    }
    this.moveTo(past);
    await catchUp(this);
  }

  /** On a clock that skips: lets time go by, and waits until all that fell due is done. */
  async later(time: Parameters<TestWorkflowEnvironment['sleep']>[0]): Promise<void> {
    await this.env.sleep(time);
    await settled(this.env);
  }

  /** On a server in real time: says what time it is for everybody from now on. Timers that run are not moved. */
  moveTo(instant: Instant): void {
    this.#shift = Date.parse(instant) - steadyTime();
    this.#killable?.mines.moveClock(this.#aheadOfServer());
  }

  /** Milliseconds. */
  #aheadOfServer(): number {
    return (this.#shift ?? 0) + steadyTime() - Date.now();
  }

  /** On a server in real time: waits until something has come about, looking again and again. */
  async until(holds: Holds, withinMs = this.#killable === null ? 100_000 : 600_000): Promise<void> {
    let missing: boolean | string = false;
    for (const end = Date.now() + withinMs; Date.now() < end; await setTimeout(25)) {
      missing = await holds();
      if (missing === true) return;
    }
    const told = missing === false ? await whereCasesStand(this).catch(String) : missing;
    throw new Error(`it has not come about within ${withinMs} ms:\n${told}`);
  }

  /** What an administrator has set by rules, long before any case. */
  async setRules(values: Partial<RuleValues>): Promise<void> {
    await enterRuleDefaults(this.orm.em.fork(), values);
  }

  async sql<R>(text: string, values: unknown[] = []): Promise<R[]> {
    return await this.orm.em.fork().execute<R[]>(text, values);
  }
}

/** Milliseconds that go on evenly: a machine that has just been started may have its clock set while a test runs. */
function steadyTime(): number {
  return performance.timeOrigin + performance.now();
}
