import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { assertTestDatabase, createTestDatabase, dropTestDatabase } from '../support/postgres.ts';
import type { TestDatabase } from '../support/postgres.ts';

describe('the database of a test file', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database.drop();
  });

  it.each([
    ['ownerUrl', 'jiannuo'],
    ['apiUrl', 'jiannuo_api'],
    ['workerUrl', 'jiannuo_worker'],
  ] as const)('%s logs in as %s', async (url, role) => {
    const client = new pg.Client({ connectionString: database[url] });
    await client.connect();
    const { rows } = await client.query('select current_user as role, current_database() as name');
    await client.end();
    expect(rows).toEqual([{ role, name: database.name }]);
  });

  it('is separate from that of another file', async () => {
    const other = await createTestDatabase();
    expect(other.name).not.toBe(database.name);
    await other.drop();
  });

  it('is never one whose name lacks "test"', async () => {
    expect(() => assertTestDatabase('jiannuo')).toThrow('refusing');
    await expect(dropTestDatabase(database.ownerUrl, 'jiannuo')).rejects.toThrow('refusing');
  });
});
