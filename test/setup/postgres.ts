/** Jest global setup: starts PostgreSQL once for the run and migrates the template that test files clone. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startScratchPostgres } from '../../bin/parts/scratch-postgres.ts';
import { TEST_SERVER_VARIABLE, urlOf } from '../support/postgres.ts';
import type { TestServer } from '../support/postgres.ts';
import { keepForTeardown } from './running.ts';

const TEMPLATE = 'jiannuo_test_template';
const MIGRATIONS = new URL('../../db/migrate.ts', import.meta.url);

export default async function setup(): Promise<void> {
  const postgres = await startScratchPostgres('test');
  keepForTeardown(postgres);
  const { superuserUrl, password } = postgres;
  const server: TestServer = { superuserUrl, template: TEMPLATE, password };
  await postgres.create(TEMPLATE);
  await migrateTemplate(urlOf(server, 'jiannuo', TEMPLATE));
  process.env[TEST_SERVER_VARIABLE] = JSON.stringify(server);
}

async function migrateTemplate(url: string): Promise<void> {
  if (!existsSync(fileURLToPath(MIGRATIONS))) return;
  const { migrate }: { migrate(databaseUrl: string): Promise<void> } = await import('../../db/migrate.ts');
  await migrate(url);
}
