/** Temporal with a file, worker and API, each a process of its own that a test can kill; and people who repeat what was not answered. */
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { freePort } from '../../bin/parts/ports.ts';
import { type Child, Watchdog } from '../../bin/parts/processes.ts';
import { startTemporal } from '../../bin/parts/temporal.ts';
import { createDataConverter } from '../../config/payload-codec.ts';
import type { Orm } from '../../db/orm.ts';
import type { Instant } from '../../domain/time.ts';
import { startSweep } from '../../worker/start-sweep.ts';
import { AUDIENCE, type Issuer, newKey, startIssuer } from './api.ts';
import type { County } from './county.ts';
import { enterSite } from './crash-site.ts';
import { PROCEDURES } from './crash-stories.ts';
import { killableBundle } from './killable-bundle.ts';
import { Minefield } from './mines.ts';
import { createTestDatabase, type TestDatabase } from './postgres.ts';
import { KillableProcess, serviceEnv, until } from './processes.ts';
import { createPatientOrm, TEST_KEYS } from './rows.ts';

export const TASK_QUEUE = 'whole';
/** Longer than a busy machine needs to start Temporal and the API again. */
const PATIENCE_MS = 300_000;

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly retryAfter: string | null;
}

export class WholeService {
  readonly worker: KillableProcess;
  readonly api: KillableProcess;
  readonly mines: Minefield;
  readonly orm: Orm;
  readonly database: TestDatabase;
  readonly #issuer: Issuer;
  readonly #county: County;
  readonly #apiUrl: string;
  readonly temporalAddress: string;
  readonly #startTemporal: () => Promise<Child>;
  #temporal: Child;

  private constructor(parts: {
    worker: KillableProcess;
    api: KillableProcess;
    mines: Minefield;
    orm: Orm;
    database: TestDatabase;
    issuer: Issuer;
    county: County;
    apiUrl: string;
    temporalAddress: string;
    startTemporal: () => Promise<Child>;
    temporal: Child;
  }) {
    this.worker = parts.worker;
    this.api = parts.api;
    this.mines = parts.mines;
    this.orm = parts.orm;
    this.database = parts.database;
    this.#issuer = parts.issuer;
    this.#county = parts.county;
    this.#apiUrl = parts.apiUrl;
    this.temporalAddress = parts.temporalAddress;
    this.#startTemporal = parts.startTemporal;
    this.#temporal = parts.temporal;
  }

  /**
   * @param folder of the test, for Temporal's file and the mines
   * @param startAt what time it is for worker and API; the machine's where nothing is said
   */
  static async start(folder: string, startAt: Instant | null = null): Promise<WholeService> {
    // Makes the folder where there is none.
    const mines = new Minefield(join(folder, 'mines'));
    const [database, issuer, temporalPort, uiPort, apiPort] = await Promise.all([
      createTestDatabase(),
      startIssuer(),
      freePort(),
      freePort(),
      freePort(),
    ]);
    const orm = createPatientOrm({ url: database.ownerUrl, poolSize: 4, applicationName: 'crash-test' });
    const county = await enterSite(orm, PROCEDURES, true);
    const watchdog = new Watchdog();
    const logFile = join(folder, 'temporal.log');
    const options = { port: temporalPort, uiPort, databaseFile: join(folder, 'temporal.db'), logFile };
    const startServer = async (): Promise<Child> => (await startTemporal(options, watchdog)).child;
    const temporal = await startServer();
    const { codePath } = await killableBundle();
    const env = serviceEnv(`127.0.0.1:${temporalPort}`, TASK_QUEUE);
    const worker = new KillableProcess({
      script: 'test/support/killable-worker.ts',
      args: [mines.folder, codePath],
      env: { ...env, WORKER_DATABASE_URL: database.workerUrl, SMTP_URL: 'smtp://127.0.0.1:1' },
      ready: 'worker started',
    });
    const oidc = { OIDC_ISSUER: issuer.url, OIDC_AUDIENCE: AUDIENCE };
    if (startAt !== null) mines.moveClock(Date.parse(startAt) - Date.now());
    const api = new KillableProcess({
      ...(startAt === null
        ? { script: 'api/server.ts' }
        : { script: 'test/support/killable-api.ts', args: [mines.folder] }),
      env: { ...env, ...oidc, API_DATABASE_URL: database.apiUrl, HOST: '127.0.0.1', PORT: String(apiPort) },
      ready: 'the API listens',
    });
    await Promise.all([worker.start(), api.start()]);
    const apiUrl = `http://127.0.0.1:${apiPort}`;
    return new WholeService({
      worker,
      api,
      mines,
      orm,
      database,
      issuer,
      county,
      apiUrl,
      temporalAddress: `127.0.0.1:${temporalPort}`,
      startTemporal: startServer,
      temporal,
    });
  }

  async stop(): Promise<void> {
    await Promise.all([this.worker.kill('SIGTERM'), this.api.kill('SIGTERM')]);
    await this.#temporal.stop(5_000);
    await this.#issuer.stop();
    await this.orm.close();
    await this.database.drop();
  }

  /** Worker, API and Temporal, all at once. */
  async killAll(): Promise<void> {
    await Promise.all([this.worker.kill(), this.api.kill(), this.killTemporal()]);
  }

  async restartAll(): Promise<void> {
    await this.restartTemporal();
    await Promise.all([this.worker.start(), this.api.start()]);
  }

  async killTemporal(): Promise<void> {
    this.#temporal.process.kill('SIGKILL');
    await this.#temporal.ended;
  }

  /** Stands still, as a server that answers nobody. */
  freezeTemporal(): void {
    this.#temporal.process.kill('SIGSTOP');
  }

  thawTemporal(): void {
    this.#temporal.process.kill('SIGCONT');
  }

  /** The sweep, which production starts with its worker; its first round is at once. */
  async startSweep(): Promise<void> {
    const connection = await Connection.connect({ address: this.temporalAddress });
    const { workflow } = new Client({ connection, dataConverter: createDataConverter(TEST_KEYS.dataKeys) });
    await startSweep(workflow, TASK_QUEUE);
    await connection.close();
  }

  /** The one subject of the county. */
  get subjectId(): string {
    return this.#county.subjectId;
  }

  async restartTemporal(): Promise<void> {
    this.#temporal = await this.#startTemporal();
  }

  async sql<R>(text: string, values: unknown[] = []): Promise<R[]> {
    return await this.orm.em.fork().execute<R[]>(text, values);
  }

  /** One request, one answer; throws where the connection breaks. */
  async post(path: string, as: string, body: object, key = newKey(), signal?: AbortSignal): Promise<Answer> {
    const answer = await fetch(`${this.#apiUrl}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key,
        authorization: `Bearer ${await this.#issuer.token(as)}`,
      },
      body: JSON.stringify(body),
      ...(signal === undefined ? {} : { signal }),
    });
    return { status: answer.status, body: await answer.text(), retryAfter: answer.headers.get('retry-after') };
  }

  /** As a careful caller: with the same key until there is an answer that says what became of it. */
  async insist(path: string, as: string, body: object, key = newKey()): Promise<Answer> {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
      const answer = await this.post(path, as, body, key).catch(() => null);
      const isOpen = answer === null || answer.status >= 500 || answer.body.includes('"in-progress"');
      if (!isOpen) return answer;
      await setTimeout(Math.min(1_000, Number(answer?.retryAfter ?? 1) * 1_000));
    }
    throw new Error(`no answer to ${path}: ${this.api.said.slice(-500)}`);
  }

  /** A body for an opening, with the text to sign; on paper where a day of receipt is given. */
  async application(as: string, receivedOn: string | null = null): Promise<object> {
    const wish = {
      procedure: 'stall-licence',
      subjectId: this.#county.subjectId,
      missing: ['business-licence'],
      receivedOn,
      noticeHandedOn: receivedOn,
    };
    const preview = JSON.parse((await this.insist('/v1/accept-first/preview', as, wish)).body) as {
      commitment: { version: number; sha256: string };
    };
    const { version, sha256 } = preview.commitment;
    const means = receivedOn === null ? 'online' : 'paper';
    const contact = { name: '张伟', email: null, phone: null };
    return { ...wish, contact, commitment: { version, sha256, signer: '张伟', agreed: true, means } };
  }

  /** The number of a new case of zhang's. */
  async open(): Promise<string> {
    const answer = await this.insist('/v1/accept-first', 'zhang', await this.application('zhang'));
    if (answer.status !== 201) throw new Error(`not opened: ${answer.body}`);
    return (JSON.parse(answer.body) as { number: string }).number;
  }

  /** Ends every session of worker and API at the server; how many there were. */
  async cutConnections(): Promise<number> {
    const sessions =
      'select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user and datname = current_database() and pid <> pg_backend_pid()';
    const counts = [this.database.workerUrl, this.database.apiUrl].map(async (connectionString) => {
      const client = new pg.Client({ connectionString });
      await client.connect();
      const { rowCount } = await client.query(sessions);
      await client.end();
      return rowCount ?? 0;
    });
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  }

  /** Holds the row lock of a case as a slow transaction would: its next step waits until it is released. */
  async hold(caseId: string): Promise<{ reached: () => Promise<void>; release: () => Promise<void> }> {
    const client = new pg.Client({ connectionString: this.database.ownerUrl });
    await client.connect();
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [caseId]);
    // The server has other databases, with locks of their own.
    const waiters = `select 1 from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`;
    return {
      reached: () => until('the worker at the lock', async () => (await client.query(waiters)).rowCount === 1),
      release: async () => {
        await client.query('commit');
        await client.end();
      },
    };
  }
}
