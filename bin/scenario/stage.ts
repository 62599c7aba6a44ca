/** What scenarios share: a PostgreSQL server, an issuer, the bundled workflows, and databases with a county entered. */
import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import type { WorkflowBundlePath } from '@temporalio/worker';
import type { App, AppDeps } from '../../api/app-types.ts';
import { buildApp } from '../../api/app.ts';
import { createTokenVerifier } from '../../api/token.ts';
import { createDataConverter } from '../../config/payload-codec.ts';
import type { FieldKeys } from '../../db/encryption.ts';
import { migrate } from '../../db/migrate.ts';
import { createOrm, type Orm } from '../../db/orm.ts';
import type { Instant } from '../../domain/time.ts';
import { WORKFLOWS_PATH } from '../../worker/create-worker.ts';
import { enterAgencies } from '../demo/agencies.ts';
import { enterCalendar } from '../demo/calendar.ts';
import { enterAuthoritiesAndProcedures, enterSubjects } from '../demo/reference.ts';
import { type OwnIssuer, ownIssuer } from '../parts/own-issuer.ts';
import { type ScratchPostgres, startScratchPostgres } from '../parts/scratch-postgres.ts';
import { bundleWorkflows } from '../parts/workflow-bundle.ts';
import { sessionOf } from './api-session.ts';
import { ADMIN, claimsOf } from './people.ts';

const AUDIENCE = 'jiannuo-api';
/** Reference data was there before every scenario. */
const BEFORE_ALL: Instant = '2013-01-01T00:00:00.000Z';
/** Copies are sent nowhere: who would receive them is played by the runner. */
export const RECEIVER = 'https://copies.example.cn';
const UNLIMITED = { address: 1e9, caller: 1e9, acts: 1e9, calculators: 1e9 };
const ACT_TIMEOUT_MS = 60_000;
/** For a connection to the database, which a busy machine gives late. */
export const CONNECT_TIMEOUT_MS = 60_000;
const DAY_SECONDS = 86_400;

/** What a scenario begins on. */
export interface Ground {
  readonly county: 'demo' | 'none';
  readonly calendar: 'official' | 'none';
}

/** A database with the county entered. */
export interface CountyDatabase {
  readonly name: string;
  /** Ids of the demo county's subjects by their keys; empty without it. */
  readonly subjects: ReadonlyMap<string, string>;
}

/** The API of one database, and how to end it. */
export interface RunningApi {
  readonly app: App;
  readonly orm: Orm;
  stop(): Promise<void>;
}

export class ScenarioStage {
  readonly keys: FieldKeys = {
    dataKeys: [{ id: 'scenario', key: randomBytes(32) }],
    indexKey: randomBytes(32),
  };
  readonly #postgres: ScratchPostgres;
  readonly #issuer: OwnIssuer;
  readonly workflowBundle: WorkflowBundlePath;
  readonly #templates = new Map<string, Promise<CountyDatabase>>();
  #databases = 0;

  private constructor(postgres: ScratchPostgres, issuer: OwnIssuer, workflowBundle: WorkflowBundlePath) {
    this.#postgres = postgres;
    this.#issuer = issuer;
    this.workflowBundle = workflowBundle;
  }

  /** Starts what is shared; end it with `stop()`. */
  static async start(): Promise<ScenarioStage> {
    const failureConverterPath = createDataConverter([{ id: 'any', key: Buffer.alloc(32) }]).failureConverterPath ?? '';
    const [postgres, issuer, bundle] = await Promise.all([
      startScratchPostgres('scenario'),
      ownIssuer(AUDIENCE),
      bundleWorkflows({ workflowsPath: WORKFLOWS_PATH, failureConverterPath }),
    ]);
    return new ScenarioStage(postgres, issuer, bundle);
  }

  async stop(): Promise<void> {
    this.#issuer.server.close();
    this.#issuer.server.closeAllConnections();
    await this.#postgres.stop();
  }

  /** A token that outlives the run: it goes by this machine's clock, whatever the scenario's shows. */
  sign(claims: Record<string, unknown>): Promise<string> {
    return this.#issuer.sign({ ...claims, exp: Math.floor(Date.now() / 1000) + DAY_SECONDS });
  }

  /** A database of one's own in which the county is entered. */
  async database(ground: Ground): Promise<CountyDatabase> {
    const template = await this.#template(ground);
    this.#databases += 1;
    const name = `scenario_${this.#databases}`;
    await this.#postgres.copy(template.name, name);
    return { ...template, name };
  }

  drop(database: string): Promise<void> {
    return this.#postgres.drop(database);
  }

  url(role: 'jiannuo_api' | 'jiannuo_worker', database: string): string {
    return this.#postgres.url(role, database);
  }

  /** The API on a database; without a client of Temporal it takes no acts on cases. */
  async api(database: string, clock: AppDeps['clock'], temporal?: AppDeps['temporal']): Promise<RunningApi> {
    const orm = createOrm({
      url: this.url('jiannuo_api', database),
      keys: this.keys,
      poolSize: 6,
      applicationName: 'scenario-api',
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
    });
    const nowhere = temporal === undefined ? Connection.lazy({ address: '127.0.0.1:1', interceptors: [] }) : null;
    const app = await buildApp({
      orm,
      temporal: temporal ?? {
        client: new Client(nowhere === null ? {} : { connection: nowhere }),
        taskQueue: 'nobody',
      },
      clock,
      verifyToken: createTokenVerifier({ issuer: this.#issuer.url, audience: AUDIENCE }),
      publicUrl: 'http://localhost',
      logLevel: process.env['API_LOG'] ?? 'silent',
      rateLimit: UNLIMITED,
      actTimeoutMs: ACT_TIMEOUT_MS,
      handOverTimeoutMs: ACT_TIMEOUT_MS,
    });
    await app.ready();
    return {
      app,
      orm,
      async stop() {
        await app.close();
        await orm.close();
        await nowhere?.close();
      },
    };
  }

  /** Entered once and copied for each scenario. */
  #template(ground: Ground): Promise<CountyDatabase> {
    const name = `scenario_on_${ground.county}_${ground.calendar}`;
    const made = this.#templates.get(name) ?? this.#makeTemplate(name, ground);
    this.#templates.set(name, made);
    return made;
  }

  async #makeTemplate(name: string, { county, calendar }: Ground): Promise<CountyDatabase> {
    await this.#postgres.create(name);
    await migrate(this.#postgres.url('jiannuo', name));
    const api = await this.api(name, () => BEFORE_ALL);
    try {
      const admin = sessionOf(api.app, await this.sign(claimsOf(ADMIN)));
      if (calendar === 'official') await enterCalendar(admin);
      if (county === 'none') return { name, subjects: new Map() };
      await enterAuthoritiesAndProcedures(admin, () => undefined);
      await enterAgencies(admin, RECEIVER);
      return { name, subjects: await enterSubjects(admin) };
    } finally {
      await api.stop();
    }
  }
}
