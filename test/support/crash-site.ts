/** The service on real parts for crash tests: database, API, and a worker process that dies on mines and is started again. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { actIds } from '../../api/ids.ts';
import { Representation } from '../../db/entities/representation.ts';
import type { Orm } from '../../db/orm.ts';
import type { ProcedureTerms } from '../../domain/accept-first/accept-first.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import { acceptFirstWorkflowId } from '../../workflows/messages/accept-first.ts';
import { deliveryWorkflowId } from '../../workflows/messages/delivery.ts';
import { type Issuer, startTestApi, type TestApi } from './api.ts';
import { type County, enterCounty, enterRuleDefaults } from './county.ts';
import { killableBundle } from './killable-bundle.ts';
import { Minefield } from './mines.ts';
import { createTestDatabase, type TestDatabase } from './postgres.ts';
import { RestartedProcess, serviceEnv } from './processes.ts';
import { createPatientOrm } from './rows.ts';
import { shown } from './shifted-clock.ts';
import { bareKey } from './leases.ts';

const BEFORE_ALL = '2013-01-01T00:00:00.000Z';
/** When a site begins, for its worker and its API: no two tellings lie on two days, on whichever this runs. */
const BEGINS = '2026-09-10T02:00:00.000Z';
/** Longer than a killed worker needs to come back: the caller waits for its answer through the crash. */
const PATIENCE_MS = 300_000;

export interface SiteOptions {
  readonly env: TestWorkflowEnvironment;
  readonly issuer: Issuer;
  readonly smtpUrl: string;
  readonly folder: string;
  readonly procedures: readonly ProcedureTerms[];
  /** Whether the State Council's calendars are loaded; without them every date is provisional. */
  readonly calendar?: boolean;
}

export class CrashSite {
  readonly mines: Minefield;
  readonly orm: Orm;
  readonly api: TestApi;
  readonly county: County;
  readonly worker: RestartedProcess;
  readonly #env: TestWorkflowEnvironment;
  readonly #database: TestDatabase;

  private constructor(
    env: TestWorkflowEnvironment,
    parts: {
      mines: Minefield;
      database: TestDatabase;
      orm: Orm;
      api: TestApi;
      county: County;
      worker: RestartedProcess;
    },
  ) {
    this.#env = env;
    this.mines = parts.mines;
    this.#database = parts.database;
    this.orm = parts.orm;
    this.api = parts.api;
    this.county = parts.county;
    this.worker = parts.worker;
  }

  static async start(options: SiteOptions): Promise<CrashSite> {
    const { env, issuer, smtpUrl, procedures, calendar = true } = options;
    const taskQueue = `crash-${randomUUID()}`;
    const mines = new Minefield(join(options.folder, taskQueue));
    const database = await createTestDatabase();
    const orm = createPatientOrm({ url: database.ownerUrl, poolSize: 4, applicationName: 'crash-test' });
    const county = await enterSite(orm, procedures, calendar);
    mines.moveClock(Date.parse(BEGINS) - Date.now());
    const clock = (): string => new Date(shown(mines.clock(), Date.now())).toISOString();
    const temporal = { client: env.client, taskQueue };
    const api = await startTestApi(database, issuer, { clock, temporal, actTimeoutMs: PATIENCE_MS });
    const { codePath } = await killableBundle();
    const worker = new RestartedProcess({
      script: 'test/support/killable-worker.ts',
      args: [mines.folder, codePath],
      env: { ...serviceEnv(env.address, taskQueue), WORKER_DATABASE_URL: database.workerUrl, SMTP_URL: smtpUrl },
      ready: 'worker started',
    });
    await worker.start();
    return new CrashSite(env, { mines, database, orm, api, county, worker });
  }

  async stop(): Promise<void> {
    await this.worker.stop();
    await this.api.stop();
    await this.orm.close();
    await this.#database.drop();
  }

  /** Its day, in Shanghai. */
  get today(): Day {
    return shanghaiDay(new Date(shown(this.mines.clock(), Date.now())).toISOString());
  }

  async sql<R>(text: string, values: unknown[] = []): Promise<R[]> {
    return await this.orm.em.fork().execute<R[]>(text, values);
  }

  /**
   * Whether everything that the case asked for is under way: no task of its workflow waits or is being worked on,
   * and each of its deliveries is followed by a workflow.
   */
  async isSettled(caseId: string): Promise<boolean> {
    const { raw } = await this.#env.client.workflow.getHandle(acceptFirstWorkflowId(caseId)).describe();
    if (raw.pendingWorkflowTask != null) return false;
    const rows = await this.sql<{ id: string }>(
      'select d.id from delivery d join notice n on n.id = d.notice_id where n.case_id = ?',
      [caseId],
    );
    const followed = await Promise.all(rows.map(({ id }) => this.#isFollowed(id)));
    return followed.every(Boolean);
  }

  async #isFollowed(deliveryId: string): Promise<boolean> {
    try {
      await this.#env.client.workflow.getHandle(deliveryWorkflowId(deliveryId)).describe();
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }
}

/** Id of the case that a request with this key opens. */
export function caseIdOf(caller: string, key: string): string {
  return actIds(caller, bareKey(key)).newId;
}

/** A county in which zhang acts for the one subject, and what is due is done at once. */
export async function enterSite(orm: Orm, procedures: readonly ProcedureTerms[], calendar: boolean): Promise<County> {
  const em = orm.em.fork();
  const county = await enterCounty(em, procedures);
  em.create(Representation, {
    personSub: 'zhang',
    subjectId: county.subjectId,
    kind: 'legal-representative',
    validFrom: '2013-01-01',
    validUntil: null,
    proof: '营业执照',
    at: BEFORE_ALL,
  });
  // What is due is done at once, for these tests run in real time.
  await enterRuleDefaults(em, { 'case.wake-spread-seconds': 0 });
  if (!calendar) await em.execute('delete from calendar_day; delete from calendar_notice');
  return county;
}
