import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

const ROLES = ['jiannuo_api', 'jiannuo_worker'] as const;
const PRIVILEGES = ['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger', 'maintain'] as const;

/** table: [what the API may do, what the worker may do]. A table that is not here fails the test. */
const EXPECTED: Record<string, readonly [string, string]> = {
  authority: ['select insert update', 'select'],
  procedure: ['select insert update', 'select'],
  procedure_material: ['select insert update delete', 'select'],
  commitment_text: ['select insert', 'select'],
  calendar_notice: ['select insert update', 'select'],
  calendar_day: ['select insert update delete', 'select'],
  rule_default: ['select insert', 'select'],
  subject: ['select insert update', 'select'],
  representation: ['select insert update', 'select'],
  record: ['select insert', 'select'],
  case_number_counter: ['', 'select insert update'],
  case_file: ['select', 'select insert update'],
  accept_first: ['select', 'select insert'],
  case_material: ['select', 'select insert'],
  material_supply: ['select', 'select insert'],
  deadline: ['select', 'select insert update'],
  timeline_entry: ['select', 'select insert'],
  performance_result: ['select', 'select insert update'],
  notice: ['select', 'select insert'],
  delivery: ['select', 'select insert update'],
  case_step: ['select', 'select insert'],
  request_key: ['select insert update', 'select'],
  notice_read: ['select insert', ''],
  audit_entry: ['select insert', 'insert'],
  schema_migration: ['', ''],
};

/** Beyond the whole table: single columns. */
const EXPECTED_COLUMNS = [
  'jiannuo_api update record.repaired_on',
  'jiannuo_worker select audit_entry.id',
  'jiannuo_worker update material_supply.verdict',
  'jiannuo_worker update material_supply.verdict_at',
  'jiannuo_worker update material_supply.verdict_by',
  'jiannuo_worker update material_supply.verdict_reason',
];

describe('grants', () => {
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

  it('are these and no others, for every table, role and privilege', async () => {
    const { rows } = await owner.query<{ name: string; role: string; privilege: string; granted: boolean }>(
      `select c.relname as name, r as role, p as privilege, has_table_privilege(r, c.oid, p) as granted
       from pg_class c cross join unnest($1::text[]) r cross join unnest($2::text[]) p
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')`,
      [ROLES, PRIVILEGES],
    );
    const actual: Record<string, [string, string]> = {};
    for (const name of new Set(rows.map((row) => row.name))) {
      const of = (role: string) =>
        PRIVILEGES.filter((privilege) =>
          rows.some((row) => row.name === name && row.role === role && row.privilege === privilege && row.granted),
        ).join(' ');
      actual[name] = [of('jiannuo_api'), of('jiannuo_worker')];
    }
    expect(actual).toEqual(EXPECTED);
  });

  it('on single columns are these and no others', async () => {
    const { rows } = await owner.query<{ granted: string }>(
      `select r || ' ' || p || ' ' || c.relname || '.' || a.attname as granted
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
       cross join unnest($1::text[]) r cross join unnest(array['select', 'insert', 'update', 'references']) p
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
         and has_column_privilege(r, c.oid, a.attnum, p) and not has_table_privilege(r, c.oid, p)
       order by 1`,
      [ROLES],
    );
    expect(rows.map(({ granted }) => granted)).toEqual(EXPECTED_COLUMNS);
  });

  it('leave the public nothing, nor any role a way round them', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `select c.relname || ' ' || g.privilege_type as name from pg_class c, aclexplode(c.relacl) g
       where c.relnamespace = 'public'::regnamespace and g.grantee = 0
       union all
       select 'schema ' || g.privilege_type from pg_namespace n, aclexplode(n.nspacl) g where n.nspname = 'public' and g.grantee = 0
       union all
       select rolname from pg_roles where rolname = any($1) and (rolsuper or rolcreatedb or rolcreaterole or rolbypassrls)
       union all
       select r || ' creates' from unnest($1::text[]) r where has_schema_privilege(r, 'public', 'create')
       union all
       select member::regrole || ' is in ' || roleid::regrole from pg_auth_members where member::regrole::text = any($1)`,
      [ROLES],
    );
    expect(rows).toEqual([]);
  });

  it.each([
    ['jiannuo_api', 'apiUrl', 'update case_file set status = status'],
    ['jiannuo_api', 'apiUrl', 'insert into timeline_entry default values'],
    ['jiannuo_api', 'apiUrl', 'delete from audit_entry'],
    ['jiannuo_worker', 'workerUrl', "update audit_entry set action = ''"],
    ['jiannuo_worker', 'workerUrl', 'select action from audit_entry'],
    ['jiannuo_worker', 'workerUrl', 'truncate audit_entry'],
    ['jiannuo_worker', 'workerUrl', 'update material_supply set in_time = true'],
    ['jiannuo_worker', 'workerUrl', "update subject set name = ''"],
    ['jiannuo_worker', 'workerUrl', 'create table mine ()'],
  ] as const)('PostgreSQL itself refuses %s (%s): %s', async (_role, url, sql) => {
    const client = new pg.Client({ connectionString: database[url] });
    await client.connect();
    try {
      await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
    } finally {
      await client.end();
    }
  });
});

describe('catalogue', () => {
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

  it('describes every table and column in Chinese and English', async () => {
    const { rows } = await owner.query<{ name: string; text: string | null }>(
      `select c.relname || coalesce('.' || a.attname, '') as name, d.description as text
       from pg_class c
       left join lateral (
         select 0 as attnum, null as attname union all
         select attnum, attname from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped
       ) a on true
       left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = a.attnum
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migration'`,
    );
    expect(rows.length).toBeGreaterThan(200);
    expect(rows.filter(({ text }) => text === null || !/^\p{Script=Han}.* .*[a-z]/u.test(text))).toEqual([]);
  });

  it('names every constraint after its table', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `select con.conname as name from pg_constraint con join pg_class c on c.oid = con.conrelid
       where c.relnamespace = 'public'::regnamespace and c.relname <> 'schema_migration' and con.contype <> 'n'
         and (not starts_with(con.conname, c.relname || '_') or con.conname ~ '(_check|_key|_excl)[0-9]*$')`,
    );
    expect(rows).toEqual([]);
  });

  it('takes no instant from the database clock', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns
       where table_schema = 'public' and table_name <> 'schema_migration' and column_default ~* 'now|current|clock|timestamp'`,
    );
    expect(rows).toEqual([]);
  });
});
