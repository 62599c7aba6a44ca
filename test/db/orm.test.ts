import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Orm } from '../../db/orm.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createPatientOrm } from '../support/rows.ts';

const POOL_SIZE = 2;
/** A connection that is ended goes when its process gets its turn. */
const GONE_WITHIN_MS = 60_000;

describe('a database that goes away and comes back', () => {
  let database: TestDatabase;
  let orm: Orm;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database.drop();
  });
  beforeEach(() => {
    orm = createPatientOrm({ url: database.workerUrl, poolSize: POOL_SIZE, applicationName: 'orm-test' });
  });
  afterEach(async () => {
    await orm.close();
  });

  /** As a server that stops, or is restarted: when it is over no connection is left, however busy the machine. */
  async function cut(): Promise<void> {
    const client = new pg.Client({ connectionString: database.workerUrl });
    await client.connect();
    const connections = "from pg_stat_activity where application_name = 'orm-test'";
    await client.query(`select pg_terminate_backend(pid, ${GONE_WITHIN_MS}) ${connections}`);
    await client.end();
  }
  const answers = async () => await orm.em.fork().execute<{ one: number }[]>('select 1 as one');

  const moments: Record<string, () => Promise<unknown>> = {
    'in a statement of a transaction': () => {
      const sleeping = orm.em.fork().transactional(async (em) => {
        await em.execute('select pg_sleep(20)');
      });
      return cutDuring(sleeping);
    },
    'between two statements of a transaction': () =>
      orm.em.fork().transactional(async (em) => {
        await em.execute('select 1');
        await cut();
        await em.execute('select 1');
      }),
    'before the commit': () =>
      orm.em.fork().transactional(async (em) => {
        await em.execute('select 1');
        await cut();
      }),
    'in a statement alone': () => cutDuring(orm.em.fork().execute('select pg_sleep(20)')),
  };

  it.each(Object.entries(moments))('costs no place of the pool: %s', async (_name, lose) => {
    for (let times = 0; times <= POOL_SIZE; times += 1) {
      await expect(lose()).rejects.toThrow();
    }
    // One that was given back before its end was known may be handed out once more.
    await answers().catch(() => undefined);
    expect(await answers()).toEqual([{ one: 1 }]);
    // Every place, at once.
    expect(await Promise.all(Array.from({ length: POOL_SIZE * 2 }, answers))).toHaveLength(POOL_SIZE * 2);
  });

  it('finds the connections at rest gone, and makes new ones', async () => {
    await Promise.all(Array.from({ length: POOL_SIZE }, answers));
    await cut();
    await answers().catch(() => undefined);
    expect(await Promise.all(Array.from({ length: POOL_SIZE }, answers))).toHaveLength(POOL_SIZE);
  });

  /** Ends with the work, but not before who cuts has gone too. */
  async function cutDuring(work: Promise<unknown>): Promise<unknown> {
    let isOver = false;
    // A connection that died before may have been handed out: then the work has failed, and nothing falls asleep.
    const over = work.catch(() => undefined).finally(() => (isOver = true));
    const [done] = await Promise.allSettled([work, untilAsleep(() => isOver).then(cut), over]);
    if (done.status === 'rejected') throw done.reason;
    return done.value;
  }

  async function untilAsleep(isOver: () => boolean): Promise<void> {
    const client = new pg.Client({ connectionString: database.workerUrl });
    await client.connect();
    const asleep = "select 1 from pg_stat_activity where application_name = 'orm-test' and wait_event = 'PgSleep'";
    while (!isOver() && (await client.query(asleep)).rowCount === 0);
    await client.end();
  }
});
