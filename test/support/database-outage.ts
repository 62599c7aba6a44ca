/** A database that nobody of the worker reaches, as one that is down; a test goes on to read it as the owner. */
import pg from 'pg';
import type { TestDatabase } from './postgres.ts';

/** Ends the worker's sessions and lets none begin; what is returned lets them in again. */
export async function cutOffWorker(database: TestDatabase): Promise<() => Promise<void>> {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  const worker = new pg.Client({ connectionString: database.workerUrl });
  await Promise.all([owner.connect(), worker.connect()]);
  const name = pg.escapeIdentifier(database.name);
  await owner.query(`revoke connect on database ${name} from public, jiannuo_worker`);
  await worker.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user and datname = current_database() and pid <> pg_backend_pid()',
  );
  await worker.end();
  return async () => {
    await owner.query(`grant connect on database ${name} to public, jiannuo_worker`);
    await owner.end();
  };
}
