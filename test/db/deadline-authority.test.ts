import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { authorityOfDeadline } from '../../db/migrations/2026-11-23-life-of-a-record/deadline-authority.ts';
import { Counted } from '../support/counted.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createTestOrm } from '../support/rows.ts';

describe('terms from before it was kept whose they are', () => {
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

  it('are the authority’s that has the case, and of a part of a repair that part’s', async () => {
    const { orm } = createTestOrm(database.ownerUrl);
    const counted = await Counted.start(orm.em.fork(), ['tax', 'window']);
    await counted.term('market', 'decide-by', '2026-09-01', 'met');
    const part = await counted.repair('window', 'tax', 0, { forwardedAt: '2026-09-01T02:00:00.000Z' });
    await counted.term('window', 'accept-by', '2026-09-04', 'missed', part);
    await orm.close();
    await owner.query('alter table deadline drop column authority_id');
    await owner.query(authorityOfDeadline);
    const { rows } = await owner.query(
      'select d.kind, a.code from deadline d join authority a on a.id = d.authority_id order by d.kind',
    );
    expect(rows).toEqual([
      { kind: 'accept-by', code: 'tax' },
      { kind: 'decide-by', code: 'market' },
    ]);
  });
});
