import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { AcceptFirst } from '../../db/entities/accept-first.ts';
import { CaseFile } from '../../db/entities/case-file.ts';
import { CaseStep } from '../../db/entities/case-step.ts';
import { Subject } from '../../db/entities/subject.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import {
  type County,
  createTestOrm,
  insertCase,
  insertCounty,
  insertDetails,
  NOW,
  TEST_KEYS,
} from '../support/rows.ts';

interface Column {
  table_name: string;
  column_name: string;
  is_nullable: 'YES' | 'NO';
  data_type: string;
  column_default: string | null;
}

describe('entities', () => {
  let database: TestDatabase;
  let owner: pg.Client;
  let county: County;
  const orms: ReturnType<typeof createTestOrm>[] = [];
  const open = (url: string, keys = TEST_KEYS) => {
    const one = createTestOrm(url, keys);
    orms.push(one);
    return one;
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    county = await insertCounty(open(database.ownerUrl).orm.em.fork());
  });

  afterAll(async () => {
    for (const { orm } of orms) await orm.close();
    await owner.end();
    await database.drop();
  });

  it('have exactly the columns of their tables, nullable where those are', async () => {
    const { rows } = await owner.query<Column>(
      `select table_name, column_name, is_nullable from information_schema.columns
       where table_schema = 'public' and table_name <> 'schema_migration'`,
    );
    const inTables = rows.map(
      ({ table_name, column_name, is_nullable }) => `${table_name}.${column_name} ${is_nullable}`,
    );
    const { orm } = open(database.ownerUrl);
    const inEntities = [...orm.getMetadata().getAll().values()].flatMap((meta) =>
      meta.props.map(
        ({ fieldNames, nullable }) => `${meta.tableName}.${fieldNames[0]} ${nullable === true ? 'YES' : 'NO'}`,
      ),
    );
    expect(inEntities.sort()).toEqual(inTables.sort());
  });

  it('keep days as days, instants as ISO text, JSON as objects', async () => {
    const { orm } = open(database.ownerUrl);
    const { id } = await insertCase(orm.em.fork(), county, { receivedOn: '2026-02-28' });
    const file = await orm.em.fork().findOneOrFail(CaseFile, { id });
    expect(file).toMatchObject({
      receivedOn: '2026-02-28',
      openedAt: NOW,
      nextDue: '2026-09-25',
      nextAt: '2026-09-25T16:00:00.000Z',
      closedAt: null,
      subjectId: county.subjectId,
      version: 1,
    });
    file.closedAt = '2026-09-19T01:02:03.004Z';
    Object.assign(file, { status: 'withdrawn', nextKind: null, nextDue: null, nextAt: null, nextProvisional: null });
    file.outcome = { kind: 'withdrawn', reason: null };
    const em = orm.em.fork();
    await em.nativeUpdate(CaseFile, { id }, { ...file });
    const again = await em.findOneOrFail(CaseFile, { id, closedAt: { $gt: '2026-09-19T01:02:03.003Z' } });
    expect(again.closedAt).toBe('2026-09-19T01:02:03.004Z');
    expect(again.outcome).toEqual({ kind: 'withdrawn', reason: null });
  });

  it('write nothing when nothing changed, encrypted columns included, and only what changed otherwise', async () => {
    const { orm, statements } = open(database.ownerUrl);
    const em = orm.em.fork();
    const { id } = await insertCase(em, county);
    await insertDetails(em, county, id);
    await em.findOneOrFail(AcceptFirst, { caseId: id });
    const subject = await em.findOneOrFail(Subject, { id: county.subjectId });
    const file = await em.findOneOrFail(CaseFile, { id });
    statements.length = 0;
    await em.flush();
    expect(statements).toEqual([]);
    file.assignedTo = 'officer-1';
    subject.name = '新名称';
    await em.flush();
    expect(statements.filter((sql) => sql.startsWith('update'))).toEqual([
      expect.stringMatching(/^update "subject" set "name" = \? where/),
      expect.stringMatching(
        /^update "case_file" set "assigned_to" = \?, "version" = \? where "id" = \? and "version" = \?/,
      ),
    ]);
  });

  it('store personal columns as ciphertext only, and refuse a value put into another column', async () => {
    const { orm } = open(database.ownerUrl);
    const em = orm.em.fork();
    const { id } = await insertCase(em, county);
    await insertDetails(em, county, id);
    const stored = await owner.query('select * from accept_first where case_id = $1', [id]);
    expect(JSON.stringify(stored.rows)).not.toMatch(/张三|zhang@example/);
    expect((await orm.em.fork().findOneOrFail(AcceptFirst, { caseId: id })).contact).toEqual({
      name: '张三',
      email: 'zhang@example.invalid',
      phone: null,
    });
    await owner.query('update accept_first set signer = contact where case_id = $1', [id]);
    await expect(orm.em.fork().findOneOrFail(AcceptFirst, { caseId: id })).rejects.toThrow(/accept_first\.signer/);
    await expect(owner.query("update accept_first set signer = '张三' where case_id = $1", [id])).rejects.toThrow(
      /accept_first_signer_encrypted/,
    );
  });

  it('read with the keys of their own ORM: two in one process, and an old key after a change', async () => {
    const newer = {
      ...TEST_KEYS,
      dataKeys: [{ id: 'newer', key: Buffer.alloc(32, 8) }, ...TEST_KEYS.dataKeys],
    } as const;
    const { orm: rotated } = open(database.ownerUrl, newer);
    const { orm: old } = open(database.ownerUrl);
    const em = rotated.em.fork();
    const other = await insertCounty(em);
    const { rows } = await owner.query<{ name: string }>('select name from subject where id = $1', [other.subjectId]);
    expect(rows[0]?.name).toMatch(/^newer:/);
    expect((await em.findOneOrFail(Subject, { id: county.subjectId })).identifier).toBe(county.identifier);
    await expect(old.em.fork().findOneOrFail(Subject, { id: other.subjectId })).rejects.toThrow(/unknown key/);
  });

  it('find a step by its case and key', async () => {
    const { orm } = open(database.workerUrl);
    const { id } = await insertCase(orm.em.fork(), county);
    const em = orm.em.fork();
    em.create(CaseStep, { caseId: id, key: 'open', result: { number: 'JN' }, at: NOW });
    await em.flush();
    expect((await orm.em.fork().findOneOrFail(CaseStep, { caseId: id, key: 'open' })).result).toEqual({ number: 'JN' });
  });

  it('let only one of two officers who read the same version write', async () => {
    const { orm } = open(database.workerUrl);
    const { id } = await insertCase(orm.em.fork(), county);
    const [one, two] = [orm.em.fork(), orm.em.fork()];
    (await one.findOneOrFail(CaseFile, { id })).assignedTo = 'officer-1';
    (await two.findOneOrFail(CaseFile, { id })).assignedTo = 'officer-2';
    await one.flush();
    await expect(two.flush()).rejects.toThrow(/optimistic lock/i);
  });
});
