/** The owner, the two roles of the service, and a database, made by the superuser of an embedded PostgreSQL. */
import pg from 'pg';

/** Passwords by role. The owner makes the tables and grants; the API and the worker get only what it grants. */
export interface RolePasswords {
  readonly jiannuo: string;
  readonly jiannuo_api: string;
  readonly jiannuo_worker: string;
}

/** Runs statements one by one on a connection of its own. */
export async function runSql(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Makes the roles that are missing and sets their passwords. Safe to repeat. */
export async function ensureRoles(superuserUrl: string, passwords: RolePasswords): Promise<void> {
  const roles = ['jiannuo', 'jiannuo_api', 'jiannuo_worker'] as const;
  await runSql(
    superuserUrl,
    roles.flatMap((role) => [
      `do $$ begin if not exists (select from pg_roles where rolname = '${role}') then create role ${role} login; end if; end $$`,
      `alter role ${role} with login password ${pg.escapeLiteral(passwords[role])}`,
    ]),
  );
}

/** Makes a database that belongs to the owner, unless it is there. */
export async function ensureDatabase(superuserUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)} owner jiannuo`);
  } finally {
    await client.end();
  }
}
