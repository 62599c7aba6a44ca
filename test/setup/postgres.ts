/** Jest global setup: starts PostgreSQL once for the run and migrates the template that test files clone. */
import { existsSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDatabase, ensureRoles } from '../../bin/parts/database.ts';
import { freePort } from '../../bin/parts/ports.ts';
import { startPostgres } from '../../bin/parts/postgres.ts';
import { Watchdog } from '../../bin/parts/processes.ts';
import { TEST_SERVER_VARIABLE, urlOf } from '../support/postgres.ts';
import type { TestServer } from '../support/postgres.ts';
import { keepForTeardown } from './running.ts';

const PASSWORD = 'test';
const TEMPLATE = 'jiannuo_test_template';
const MIGRATIONS = new URL('../../db/migrate.ts', import.meta.url);

/** Durability is for real data; here it would only cost time. */
const FAST = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '64MB',
  max_wal_size: '256MB',
};

export default async function setup(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'jiannuo-test-postgres-'));
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
  keepForTeardown({ postgres, watchdog, folder });
  const server: TestServer = { superuserUrl: postgres.url('postgres'), template: TEMPLATE, password: PASSWORD };
  await ensureRoles(server.superuserUrl, { jiannuo: PASSWORD, jiannuo_api: PASSWORD, jiannuo_worker: PASSWORD });
  await ensureDatabase(server.superuserUrl, TEMPLATE);
  await migrateTemplate(urlOf(server, 'jiannuo', TEMPLATE));
  process.env[TEST_SERVER_VARIABLE] = JSON.stringify(server);
}

async function migrateTemplate(url: string): Promise<void> {
  if (!existsSync(fileURLToPath(MIGRATIONS))) return;
  const { migrate }: { migrate(databaseUrl: string): Promise<void> } = await import('../../db/migrate.ts');
  await migrate(url);
}
