/** A PostgreSQL server for one run, gone with it: for tests and rehearsals, whose data nobody keeps. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ensureDatabase, ensureRoles, runSql } from './database.ts';
import { freePort } from './ports.ts';
import { startPostgres } from './postgres.ts';
import { Watchdog } from './processes.ts';

type DatabaseRole = 'jiannuo' | 'jiannuo_api' | 'jiannuo_worker';

export interface ScratchPostgres {
  readonly superuserUrl: string;
  /** Of all three roles of the service. */
  readonly password: string;
  /** URL of a database as one of the roles. */
  url(role: DatabaseRole, database: string): string;
  /** A new, empty database that belongs to the owner of the tables. */
  create(database: string): Promise<void>;
  /** A copy of a database to which nobody is connected. */
  copy(template: string, database: string): Promise<void>;
  /** Removes a database, open connections included. */
  drop(database: string): Promise<void>;
  /** Ends the server and removes all it kept. */
  stop(): Promise<void>;
}

const PASSWORD = 'scratch';

/** Durability is for real data; here it would only cost time. */
const FAST = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '64MB',
  max_wal_size: '256MB',
};

/**
 * Starts one in a folder of its own, with the roles of the service; a run that is killed takes it along.
 * @param name part of the folder's name
 * @throws StartError when it cannot start
 */
export async function startScratchPostgres(name: string): Promise<ScratchPostgres> {
  const folder = await mkdtemp(join(tmpdir(), `jiannuo-${name}-postgres-`));
  await chmod(folder, 0o711);
  const watchdog = new Watchdog();
  watchdog.removeAtEnd(folder);
  const postgres = await startPostgres(
    {
      dataFolder: join(folder, 'data'),
      port: await freePort(),
      password: PASSWORD,
      logFile: join(folder, 'log'),
      settings: FAST,
    },
    watchdog,
  );
  const superuserUrl = postgres.url('postgres');
  await ensureRoles(superuserUrl, { jiannuo: PASSWORD, jiannuo_api: PASSWORD, jiannuo_worker: PASSWORD });
  const run = (statement: string) => runSql(superuserUrl, [statement]);
  return {
    superuserUrl,
    password: PASSWORD,
    url: (role, database) => postgres.url(database, role, PASSWORD),
    create: (database) => ensureDatabase(superuserUrl, database),
    copy: (template, database) =>
      run(`create database ${pg.escapeIdentifier(database)} template ${pg.escapeIdentifier(template)} owner jiannuo`),
    drop: (database) => run(`drop database if exists ${pg.escapeIdentifier(database)} with (force)`),
    async stop() {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
      watchdog.done();
    },
  };
}
