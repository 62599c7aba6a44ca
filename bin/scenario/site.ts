/** Where one scenario runs: a clock of its own, a database of its own, the worker and the API between them. */
import { randomUUID } from 'node:crypto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Worker } from '@temporalio/worker';
import { createActivities } from '../../activities/index.ts';
import type { PushAnswer } from '../../activities/push/push-sender.ts';
import type { App } from '../../api/app-types.ts';
import { createDataConverter } from '../../config/payload-codec.ts';
import { createOrm, type Orm } from '../../db/orm.ts';
import type { Instant } from '../../domain/time.ts';
import { createCaseWorker } from '../../worker/create-worker.ts';
import { createWorkflowCalls } from '../../worker/workflow-calls.ts';
import { settled, startTimeSkipping } from '../parts/time-skipping.ts';
import { type Answer, ask } from './api-session.ts';
import { claimsOf, type ScenarioPerson } from './people.ts';
import type { Scenario } from './format.ts';
import {
  CONNECT_TIMEOUT_MS,
  type CountyDatabase,
  type Ground,
  RECEIVER,
  type RunningApi,
  type ScenarioStage,
} from './stage.ts';

/** Where the pushes to an agency go. */
export function agencyAddress(code: string): string {
  return `${RECEIVER}/${code}`;
}

function agencyAt(url: string): string {
  return url.slice(agencyAddress('').length);
}

/** What an agency's system says to a push. */
function answerOf(manner: NonNullable<Scenario['agencies']>[string] = 'prompt', pushId: string): PushAnswer {
  switch (manner) {
    case 'prompt':
      return { confirmed: true, receipt: `receipt of ${pushId}` };
    case 'silent':
      return { confirmed: false, receipt: 'HTTP 202' };
    default:
      return manner satisfies never;
  }
}

export class Site {
  readonly #env: TestWorkflowEnvironment;
  readonly #stage: ScenarioStage;
  readonly #database: CountyDatabase;
  readonly #workerOrm: Orm;
  readonly #api: RunningApi;
  readonly #worker: Worker;
  readonly #running: Promise<void>;
  readonly #tokens = new Map<string, Promise<string>>();

  private constructor(parts: {
    env: TestWorkflowEnvironment;
    stage: ScenarioStage;
    database: CountyDatabase;
    workerOrm: Orm;
    api: RunningApi;
    worker: Worker;
  }) {
    this.#env = parts.env;
    this.#stage = parts.stage;
    this.#database = parts.database;
    this.#workerOrm = parts.workerOrm;
    this.#api = parts.api;
    this.#worker = parts.worker;
    this.#running = parts.worker.run();
  }

  /** Starts everything with the clock at an instant, where it stands until it is moved. */
  static async start(
    stage: ScenarioStage,
    ground: Ground,
    startAt: Instant,
    agencies: Scenario['agencies'] = {},
  ): Promise<Site> {
    const dataConverter = createDataConverter(stage.keys.dataKeys);
    const [env, database] = await Promise.all([
      startTimeSkipping({ startAt, client: { dataConverter } }),
      stage.database(ground),
    ]);
    const taskQueue = `scenario-${randomUUID()}`;
    const workerOrm = createOrm({
      url: stage.url('jiannuo_worker', database.name),
      keys: stage.keys,
      poolSize: 8,
      applicationName: 'scenario-worker',
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
    });
    const activities = createActivities({
      orm: workerOrm,
      sendMail: async () => '250 ok',
      sendPush: async ({ id, url }) => answerOf(agencies[agencyAt(url)], id),
      workflows: createWorkflowCalls(env.client.workflow, taskQueue),
    });
    const clock = async (): Promise<Instant> => new Date(await env.currentTimeMs()).toISOString();
    const [worker, api] = await Promise.all([
      createCaseWorker({
        connection: env.nativeConnection,
        namespace: 'default',
        taskQueue,
        dataConverter,
        activities,
        workflowBundle: stage.workflowBundle,
      }),
      stage.api(database.name, clock, { client: env.client, taskQueue }),
    ]);
    return new Site({ env, stage, database, workerOrm, api, worker });
  }

  get subjects(): CountyDatabase['subjects'] {
    return this.#database.subjects;
  }

  get app(): App {
    return this.#api.app;
  }

  async now(): Promise<Instant> {
    return new Date(await this.#env.currentTimeMs()).toISOString();
  }

  /**
   * Moves the clock to an instant, with all that comes about on the way.
   * @returns by how many milliseconds the instant is past already; 0 where it is not
   */
  async goTo(instant: Instant): Promise<number> {
    const left = Date.parse(instant) - (await this.#env.currentTimeMs());
    if (left > 0) {
      await this.#env.sleep(left);
      // What falls due at that very instant has only begun.
      await this.settle();
    }
    return Math.max(0, -left);
  }

  /** Waits until what an act has set going is done. */
  async settle(): Promise<void> {
    await settled(this.#env);
  }

  /** Asks the API as somebody; null: anybody. */
  async ask(
    person: ScenarioPerson | null,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH',
    url: string,
    body?: unknown,
  ): Promise<Answer> {
    const token = person === null ? null : await this.#token(person);
    return await ask(this.#api.app, { method, url, token, body });
  }

  async stop(): Promise<void> {
    this.#worker.shutdown();
    await this.#running;
    await this.#api.stop();
    await this.#workerOrm.close();
    await this.#env.teardown();
    await this.#stage.drop(this.#database.name);
  }

  #token(person: ScenarioPerson): Promise<string> {
    const known = this.#tokens.get(person.sub) ?? this.#stage.sign(claimsOf(person));
    this.#tokens.set(person.sub, known);
    return known;
  }
}
