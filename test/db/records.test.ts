import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrate } from '../../db/migrate.ts';
import { howMeasuresWereLifted } from '../../db/migrations/2026-11-23-life-of-a-record/lifted-how.ts';
import { InitialMigration } from '../../db/migrations/2026-11-21-initial/migration.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createRecord } from '../support/records.ts';
import { createTestOrm, insertCounty } from '../support/rows.ts';

/** What the tables of records refuse, whoever writes: [statement on the one record, constraint that says no]. */
const REFUSED = [
  ["update record set kind = '行政处罚'", 'record_kind_known'],
  ["update record set sector = 'fishing'", 'record_sector_known'],
  ["update record set facts = '无证经营'", 'record_facts_encrypted'],
  ["update record set duties_proof = '凭证'", 'record_duties_proof_encrypted'],
  ["update record set ended_on = '2026-08-01'", 'record_ended_whole'],
  ["update record set ended_on = '2026-04-30', ended_how = 'repaired'", 'record_ended_after_decision'],
  ["update record set ended_on = '2026-08-01', ended_how = 'paid'", 'record_ended_how_known'],
  ["update record set voided_on = '2026-08-01'", 'record_voided_how'],
  ["update record set ended_on = '2026-08-01', ended_how = 'repaired', voided_on = '2026-08-02'", 'record_voided_how'],
  [
    "update record set ended_on = '2026-08-01', ended_how = 'annulled', voided_on = '2026-07-31'",
    'record_voided_after_end',
  ],
  ["update record set publish_by = '2026-04-30'", 'record_publish_by_after_decision'],
  ["update record set published_from = '2026-04-30'", 'record_published_after_decision'],
  ['update record set apply_from = minimum_ends', 'record_apply_after_minimum'],
  ["update record set restarted_on = '2026-04-30'", 'record_restarted_after_decision'],
  ['insert into record select * from record', 'record_pkey'],
  [
    "insert into record_hold select gen_random_uuid(), id, 'revenge', id, true, true, true, null, now() from record",
    'record_hold_reason_known',
  ],
  [
    "insert into record_hold select gen_random_uuid(), id, 'objection', id, false, false, false, null, now() from record",
    'record_hold_stops_something',
  ],
  [
    "insert into record_hold select gen_random_uuid(), id, 'objection', id, true, true, true, null, now() from record cross join generate_series(1, 2)",
    'record_hold_in_effect_unique',
  ],
  [
    "insert into record_measure select gen_random_uuid(), id, 'Z99', 'x', 'x', 'mandatory', '2026-05-01' from record",
    'record_measure_code_fkey',
  ],
  [
    "insert into record_measure select gen_random_uuid(), id, 'B08', 'x', 'x', 'forced', '2026-05-01' from record",
    'record_measure_force_known',
  ],
  [
    "insert into record_measure select gen_random_uuid(), id, 'B08', 'x', 'x', 'mandatory', '2026-05-02', '2026-05-01' from record",
    'record_measure_period',
  ],
  [
    "insert into record_measure (id, record_id, code, name, basis, force, from_day, lifted_on, lifted_how) select gen_random_uuid(), id, 'B08', 'x', 'x', 'mandatory', '2026-05-01', '2026-06-01', 'forgotten' from record",
    'record_measure_lifted_how_known',
  ],
  [
    "insert into record_measure (id, record_id, code, name, basis, force, from_day, lifted_on) select gen_random_uuid(), id, 'B08', 'x', 'x', 'mandatory', '2026-05-01', '2026-06-01' from record",
    'record_measure_lifted_whole',
  ],
  [
    "insert into record_measure (id, record_id, code, name, basis, force, from_day, lifted_on, lifted_how) select gen_random_uuid(), id, 'B08', 'x', 'x', 'mandatory', '2026-05-01', null, 'repaired' from record",
    'record_measure_lifted_whole',
  ],
  [takenBack(`'mistake', '2026-06-01', null, null`), 'record_withdrawal_ground_known'],
  [takenBack(`'annulled', '2026-06-01', '复议1号', null`), 'record_withdrawal_words_of_annulled'],
  [takenBack(`'set-aside', '2026-06-01', null, 'k:' || repeat('a', 40)`), 'record_withdrawal_words_of_annulled'],
  [takenBack(`'set-aside', '2026-06-03', null, null`), 'record_withdrawal_after_ground'],
  [takenBack(`'set-aside', '2026-06-01', null, null`, '2026-06-01'), 'record_withdrawal_shown_after'],
  [takenBack(`'annulled', '2026-06-01', '复议1号', '事实不清'`), 'record_withdrawal_reason_encrypted'],
] as const;

/** Taken back on 2026-06-02, as shown until then or a day that is named. */
function takenBack(why: string, shownUntil = '2026-06-02'): string {
  return `insert into record_withdrawal
    (record_id, ground, ground_on, ground_document, reason, withdrawn_on, withdrawn_by, shown_until, at)
    select id, ${why}, '2026-06-02', 'chen', '${shownUntil}'::date, now() from record`;
}

describe('the tables of records', () => {
  let database: TestDatabase;
  let owner: pg.Client;
  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const { orm } = createTestOrm(database.ownerUrl);
    const em = orm.em.fork();
    const { subjectId, authorityId } = await insertCounty(em);
    createRecord(em, { subjectId, authorityId, documentNumber: '罚1号' });
    await em.flush();
    await orm.close();
  });
  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  it.each(REFUSED)('refuse %s', async (statement, constraint) => {
    const columns = statement.startsWith('insert into record_hold')
      ? statement.replace('record_hold select', `record_hold ${HOLD_COLUMNS} select`)
      : statement.replace('record_measure select', `record_measure ${MEASURE_COLUMNS(statement)} select`);
    await expect(owner.query(columns)).rejects.toMatchObject({ constraint });
  });

  it('say of a measure that was lifted before by what that was: by what ended its record', async () => {
    const measures = (lifted: string) => `insert into record_measure
      (id, record_id, code, name, basis, force, from_day, lifted_on) select gen_random_uuid(), id, ${lifted} from record`;
    await owner.query(`begin; alter table record_measure drop column lifted_how;
      update record set ended_on = '2026-06-01', ended_how = 'repaired';
      ${measures("'B08', 'x', 'x', 'mandatory', '2026-05-01', '2026-06-01'::date")};
      ${measures("'F01', 'x', 'x', 'mandatory', '2026-05-01', null")};
      ${howMeasuresWereLifted}`);
    const { rows } = await owner.query('select code, lifted_how from record_measure order by code');
    await owner.query('rollback');
    expect(rows).toEqual([
      { code: 'B08', lifted_how: 'repaired' },
      { code: 'F01', lifted_how: null },
    ]);
  });

  it('hold the list of measures, loaded again without a second row', async () => {
    await migrate(database.ownerUrl);
    const { rows } = await owner.query(
      "select count(*)::integer as count, count(*) filter (where code = 'E12')::integer as left_out from measure",
    );
    expect(rows).toEqual([{ count: 99, left_out: 0 }]);
  });
});

const HOLD_COLUMNS =
  '(id, record_id, reason, source_id, stops_publicity, stops_sharing, stops_measures, only_measures, from_at)';
const MEASURE_COLUMNS = (statement: string) =>
  `(id, record_id, code, name, basis, force, from_day${statement.includes("'2026-05-02', ") ? ', until_day' : ''})`;

describe('records entered before there was publicity', () => {
  let database: TestDatabase;
  let owner: pg.Client;
  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query('drop schema public cascade; create schema public');
    const orm = new MikroORM({
      clientUrl: database.ownerUrl,
      entities: [],
      discovery: { warnWhenNoEntities: false },
      migrations: {
        migrationsList: [{ name: '2026-11-21-initial', class: InitialMigration }],
        tableName: 'schema_migration',
        snapshot: false,
        silent: true,
      },
      pool: { min: 0, max: 1 },
    });
    await new Migrator(orm.em).up();
    await orm.close();
  });
  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  it('get the days that their documents give, and keep their repair', async () => {
    const code = `v1:${'A'.repeat(40)}`;
    await owner.query(
      `insert into authority (id, code, name, kind, created_at) values (gen_random_uuid(), 'market', '局', 'authority', '2026-01-01');
       insert into subject (id, kind, identifier, identifier_index, name, created_at)
         values (gen_random_uuid(), 'organisation', '${code}', '${'a'.repeat(64)}', '${code}', '2026-01-01');
       insert into record (id, subject_id, authority_id, kind, document_number, decided_on, severity, repaired_on, at)
         select gen_random_uuid(), s.id, a.id, v.kind, number, decided::date, severity, repaired::date, '2026-01-01'
         from subject s, authority a, (values
           ('行政处罚', '1', '2026-04-30', 'general', null),
           ('行政处罚', '2', '2026-04-30', 'minor', null),
           ('名单', '3', '2026-04-30', 'serious', '2026-09-01'),
           ('行政处罚', '4', '2025-11-30', 'minor', null)) v(kind, number, decided, severity, repaired)`,
    );
    await migrate(database.ownerUrl);
    const { rows } = await owner.query<Record<string, unknown>>(
      `select document_number as number, kind, published, minimum_ends::text as "minimumEnds", apply_from::text as "applyFrom",
         ends_by::text as "endsBy", rule_set as "ruleSet", ended_on::text as "endedOn", ended_how as "endedHow", case_id as "caseId"
       from record order by 1`,
    );
    const standing = { endedOn: null, endedHow: null, caseId: null };
    const repaired = { endedOn: '2026-09-01', endedHow: 'repaired' };
    const newer = { ruleSet: '2026-04-01', ...standing };
    expect(rows).toEqual([
      {
        number: '1',
        kind: 'penalty',
        published: true,
        minimumEnds: '2026-07-30',
        applyFrom: '2026-07-31',
        endsBy: '2027-04-30',
        ...newer,
      },
      {
        number: '2',
        kind: 'penalty',
        published: false,
        minimumEnds: null,
        applyFrom: '2026-04-30',
        endsBy: '2026-07-30',
        ...newer,
      },
      {
        ...newer,
        ...repaired,
        number: '3',
        kind: 'other-negative',
        published: true,
        minimumEnds: '2027-04-30',
        applyFrom: '2027-05-01',
        endsBy: '2029-04-30',
      },
      {
        number: '4',
        kind: 'penalty',
        published: true,
        minimumEnds: '2026-02-28',
        applyFrom: '2026-03-01',
        endsBy: '2028-11-30',
        ruleSet: '2023-05-01',
        ...standing,
      },
    ]);
  });
});
