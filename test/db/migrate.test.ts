import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrate } from '../../db/migrate.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

describe('migrate', () => {
  let database: TestDatabase;
  let owner: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
  });

  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  it('does nothing the second time, and four at once neither fail nor repeat anything', async () => {
    await owner.query('drop schema public cascade; create schema public');
    await Promise.all(Array.from({ length: 4 }, () => migrate(database.ownerUrl)));
    await migrate(database.ownerUrl);
    const { rows } = await owner.query('select name from schema_migration');
    expect(rows.map(({ name }) => name)).toEqual([
      '2026-11-21-initial',
      '2026-11-21-records-and-repair',
      '2026-11-22-further-acts',
      '2026-11-23-life-of-a-record',
    ]);
  });

  it('says which role is missing and creates nothing', async () => {
    await owner.query('drop schema public cascade; create schema public');
    await expect(migrate(database.ownerUrl, ['jiannuo_api', 'no_such_role'])).rejects.toThrow(/no role no_such_role/);
    const { rows } = await owner.query("select 1 from pg_tables where schemaname = 'public'");
    expect(rows).toEqual([]);
  });
});
