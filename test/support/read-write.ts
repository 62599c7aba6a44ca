import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { EntityManager, Orm } from '../../db/orm.ts';
import { createTestDatabase, type TestDatabase } from './postgres.ts';
import { type County, createTestOrm, insertCounty } from './rows.ts';

/** A test of reads: `em` reads as the API, `write` prepares rows as the owner; a county and both anew for each test. */
export interface ReadWrite {
  database: TestDatabase;
  orm: Orm;
  em: EntityManager;
  write: EntityManager;
  county: County;
  /** What was sent as the API since the test began. */
  statements: string[];
}

/** Registers the hooks that fill the object returned; one database for the file. */
export function useReadWrite(): ReadWrite {
  const at = {} as ReadWrite;
  let writer: Orm;
  beforeAll(async () => {
    at.database = await createTestDatabase();
    ({ orm: at.orm, statements: at.statements } = createTestOrm(at.database.apiUrl));
    writer = createTestOrm(at.database.ownerUrl).orm;
    await at.orm.em.fork().execute('select 1');
  });
  beforeEach(async () => {
    at.em = at.orm.em.fork();
    at.write = writer.em.fork();
    at.county = await insertCounty(at.write);
    at.statements.length = 0;
  });
  afterAll(async () => {
    await at.orm.close();
    await writer.close();
    await at.database.drop();
  });
  return at;
}
