import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { loadMeasures } from './load-measures.ts';
import { InitialMigration } from './migrations/2026-11-21-initial/migration.ts';
import { RecordsAndRepairMigration } from './migrations/2026-11-21-records-and-repair/migration.ts';
import { FurtherActsMigration } from './migrations/2026-11-22-further-acts/migration.ts';
import { LifeOfARecordMigration } from './migrations/2026-11-23-life-of-a-record/migration.ts';

/** In the order in which they are applied. A released migration is never changed: add another. */
const migrationsList = [
  { name: '2026-11-21-initial', class: InitialMigration },
  { name: '2026-11-21-records-and-repair', class: RecordsAndRepairMigration },
  { name: '2026-11-22-further-acts', class: FurtherActsMigration },
  { name: '2026-11-23-life-of-a-record', class: LifeOfARecordMigration },
];

/** The roles the service runs as; whoever sets the database up makes them, with their passwords. */
export const SERVICE_ROLES = ['jiannuo_api', 'jiannuo_worker'] as const;

// Any number no other program uses on this database.
const MIGRATION_LOCK = 7_247_326;

/**
 * Brings a database up to the current schema, grants and list of measures. Safe to run again, and by several at once:
 * they take turns.
 * @param databaseUrl address of the database for its owner
 * @param roles the roles that must exist beforehand
 * @throws Error naming the role that does not exist
 */
export async function migrate(databaseUrl: string, roles: readonly string[] = SERVICE_ROLES): Promise<void> {
  const turn = new pg.Client({ connectionString: databaseUrl });
  await turn.connect();
  try {
    // Held until this connection ends, however that happens.
    await turn.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await requireRoles(turn, roles);
    await applyMigrations(databaseUrl);
    await loadMeasures(turn);
  } finally {
    await turn.end();
  }
}

async function applyMigrations(databaseUrl: string): Promise<void> {
  const orm = new MikroORM({
    clientUrl: databaseUrl,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    migrations: { migrationsList, tableName: 'schema_migration', snapshot: false, silent: true },
    pool: { min: 0, max: 1 },
  });
  try {
    await new Migrator(orm.em).up();
  } finally {
    await orm.close();
  }
}

async function requireRoles(client: pg.Client, roles: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'select name from unnest($1::text[]) as wanted(name) where name not in (select rolname from pg_roles)',
    [roles],
  );
  if (rows.length === 0) return;
  const missing = rows.map(({ name }) => name).join(', ');
  throw new Error(
    `数据库缺少角色 ${missing}，请先创建 / The database has no role ${missing}: create it first (create role … login)`,
  );
}
