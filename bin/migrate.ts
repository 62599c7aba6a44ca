/** Brings the database of DATABASE_URL up to date and ends: the job that runs before API and worker in production. */
import { loadMigrationConfig, loadOrExit } from '../config/env.ts';
import { migrate } from '../db/migrate.ts';
import { sayFailure } from './parts/say.mjs';

const { databaseUrl } = loadOrExit(loadMigrationConfig);
try {
  await migrate(databaseUrl);
  process.stdout.write('数据库已是最新 / the database is up to date\n');
} catch (error) {
  sayFailure(error);
  process.exitCode = 1;
}
