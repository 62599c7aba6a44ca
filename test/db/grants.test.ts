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
  calendar_change: ['select insert', 'select'],
  rule_default: ['select insert', 'select'],
  subject: ['select insert update', 'select insert'],
  representation: ['select insert update', 'select'],
  measure: ['select', 'select'],
  measure_carrier: ['select insert', 'select'],
  measure_carrier_change: ['select insert', 'select'],
  measure_execution: ['select', 'select insert'],
  record: ['select', 'select insert update'],
  record_measure: ['select', 'select insert update'],
  record_hold: ['select', 'select insert update'],
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
  repair: ['select', 'select insert'],
  repair_part: ['select', 'select insert update'],
  repair_item: ['select', 'select insert update'],
  repair_material: ['select', 'select insert'],
  determination: ['select', 'select insert'],
  determination_statement: ['select', 'select insert'],
  determination_hearing: ['select', 'select insert'],
  decision_set_aside: ['select', 'select insert'],
  repair_withdrawal: ['select', 'select insert'],
  objection: ['select', 'select insert'],
  objection_supplement: ['select', 'select insert'],
  record_declaration: ['select', 'select insert'],
  repair_withdrawal_record: ['select', 'select insert'],
  repair_withdrawal_statement: ['select', 'select insert'],
  repair_withdrawal_hearing: ['select', 'select insert'],
  repair_bar: ['select', 'select insert'],
  voluntary_registration: ['select', 'select insert'],
  voluntary_registration_version: ['select', 'select insert'],
  voluntary_registration_statement: ['select', 'select insert'],
  rectification: ['select', 'select insert'],
  rectification_rung: ['select', 'select insert'],
  rectification_report: ['select', 'select insert'],
  judgment_debtor: ['select', 'select insert'],
  reorganisation: ['select', 'select insert'],
  reorganisation_record: ['select', 'select insert'],
  record_statement: ['select', 'select insert'],
  record_withdrawal: ['select', 'select insert'],
  commitment_standard_text: ['select insert', 'select'],
  commitment: ['select', 'select insert'],
  commitment_amendment: ['select', 'select insert'],
  obligation: ['select', 'select insert update'],
  obligation_report: ['select', 'select insert'],
  look_up: ['select', 'select insert'],
  permit: ['select', 'select insert'],
  permit_change: ['select insert', 'select insert'],
  case_step: ['select', 'select insert'],
  inbound_message: ['select insert', 'select'],
  webhook_endpoint: ['select insert update', 'select'],
  credit_report: ['select insert', ''],
  data_consent: ['select insert', ''],
  integrity_model: ['select insert', 'select'],
  push: ['select', 'select insert'],
  request_key: ['select insert update', 'select'],
  notice_read: ['select insert', ''],
  audit_entry: ['select insert', 'insert'],
  schema_migration: ['', ''],
};

/** Beyond the whole table: single columns. */
const EXPECTED_COLUMNS = [
  'jiannuo_api update calendar_change.started_at',
  'jiannuo_api update data_consent.withdrawn_at',
  'jiannuo_api update data_consent.withdrawn_on',
  'jiannuo_api update inbound_message.case_id',
  'jiannuo_api update inbound_message.signalled_at',
  'jiannuo_api update inbound_message.state',
  'jiannuo_api update inbound_message.target_workflow_id',
  'jiannuo_api update integrity_model.ended_on',
  'jiannuo_api update measure_carrier.ended_at',
  'jiannuo_api update measure_carrier_change.started_at',
  'jiannuo_worker select audit_entry.id',
  'jiannuo_worker update calendar_change.finished_at',
  'jiannuo_worker update calendar_change.started_at',
  'jiannuo_worker update commitment.checked_by',
  'jiannuo_worker update commitment.decision_reason',
  'jiannuo_worker update commitment.grade_reason',
  'jiannuo_worker update commitment.revoked',
  'jiannuo_worker update commitment.version',
  'jiannuo_worker update commitment.wilful',
  'jiannuo_worker update commitment_amendment.answer_reason',
  'jiannuo_worker update commitment_amendment.answered_at',
  'jiannuo_worker update commitment_amendment.answered_by',
  'jiannuo_worker update commitment_amendment.state',
  'jiannuo_worker update commitment_amendment.version',
  'jiannuo_worker update determination.act_on',
  'jiannuo_worker update determination.basis',
  'jiannuo_worker update determination.completed_by',
  'jiannuo_worker update determination.decided_at',
  'jiannuo_worker update determination.decided_by',
  'jiannuo_worker update determination.decided_measures',
  'jiannuo_worker update determination.decided_severity',
  'jiannuo_worker update determination.decision_document',
  'jiannuo_worker update determination.document_issued_on',
  'jiannuo_worker update determination.document_issuer',
  'jiannuo_worker update determination.document_kind',
  'jiannuo_worker update determination.document_law',
  'jiannuo_worker update determination.document_number',
  'jiannuo_worker update determination.document_reference',
  'jiannuo_worker update determination.document_sha256',
  'jiannuo_worker update determination.extended_by',
  'jiannuo_worker update determination.extended_on',
  'jiannuo_worker update determination.extension_reason',
  'jiannuo_worker update determination.facts',
  'jiannuo_worker update determination.leniency',
  'jiannuo_worker update determination.leniency_considered',
  'jiannuo_worker update determination.made_on',
  'jiannuo_worker update determination.measures',
  'jiannuo_worker update determination.reason',
  'jiannuo_worker update determination.record_id',
  'jiannuo_worker update determination.record_kind',
  'jiannuo_worker update determination.reviewed_on',
  'jiannuo_worker update determination.sector',
  'jiannuo_worker update determination.served_on',
  'jiannuo_worker update determination.service_consent',
  'jiannuo_worker update determination.service_means',
  'jiannuo_worker update determination.service_on',
  'jiannuo_worker update determination.service_proof',
  'jiannuo_worker update determination.service_registered_by',
  'jiannuo_worker update determination.severity',
  'jiannuo_worker update determination.summary',
  'jiannuo_worker update determination.waived_on',
  'jiannuo_worker update determination.waiver',
  'jiannuo_worker update determination.waiver_registered_by',
  'jiannuo_worker update determination_hearing.answer',
  'jiannuo_worker update determination_hearing.answered_by',
  'jiannuo_worker update determination_hearing.answered_on',
  'jiannuo_worker update determination_hearing.called_for',
  'jiannuo_worker update determination_hearing.called_time',
  'jiannuo_worker update determination_hearing.declaration',
  'jiannuo_worker update determination_hearing.ended_on',
  'jiannuo_worker update determination_hearing.minutes',
  'jiannuo_worker update determination_hearing.place',
  'jiannuo_worker update determination_hearing.presiding',
  'jiannuo_worker update determination_hearing.presiding_name',
  'jiannuo_worker update determination_hearing.recorded_by',
  'jiannuo_worker update determination_hearing.recorded_on',
  'jiannuo_worker update determination_hearing.result',
  'jiannuo_worker update determination_statement.answer',
  'jiannuo_worker update determination_statement.answered_by',
  'jiannuo_worker update determination_statement.answered_on',
  'jiannuo_worker update inbound_message.case_id',
  'jiannuo_worker update inbound_message.outcome',
  'jiannuo_worker update inbound_message.signalled_at',
  'jiannuo_worker update inbound_message.state',
  'jiannuo_worker update inbound_message.taken_at',
  'jiannuo_worker update inbound_message.target_workflow_id',
  'jiannuo_worker update judgment_debtor.ground',
  'jiannuo_worker update material_supply.verdict',
  'jiannuo_worker update material_supply.verdict_at',
  'jiannuo_worker update material_supply.verdict_by',
  'jiannuo_worker update material_supply.verdict_reason',
  'jiannuo_worker update measure_carrier_change.finished_at',
  'jiannuo_worker update measure_carrier_change.reached_case',
  'jiannuo_worker update measure_carrier_change.started_at',
  'jiannuo_worker update measure_execution.called_off_at',
  'jiannuo_worker update measure_execution.declined_at',
  'jiannuo_worker update measure_execution.declined_because',
  'jiannuo_worker update measure_execution.executed_at',
  'jiannuo_worker update measure_execution.executed_on',
  'jiannuo_worker update measure_execution.fed_back_at',
  'jiannuo_worker update measure_execution.held_at',
  'jiannuo_worker update measure_execution.note',
  'jiannuo_worker update measure_execution.responded_at',
  'jiannuo_worker update objection.check_from',
  'jiannuo_worker update objection.correction',
  'jiannuo_worker update objection.decided_at',
  'jiannuo_worker update objection.decided_by',
  'jiannuo_worker update objection.extensions',
  'jiannuo_worker update objection.inspected_working_days',
  'jiannuo_worker update objection.open',
  'jiannuo_worker update objection.pauses',
  'jiannuo_worker update objection.reason',
  'jiannuo_worker update obligation_report.in_time',
  'jiannuo_worker update obligation_report.verdict',
  'jiannuo_worker update obligation_report.verdict_at',
  'jiannuo_worker update obligation_report.verdict_by',
  'jiannuo_worker update obligation_report.verdict_reason',
  'jiannuo_worker update push.confirmed_at',
  'jiannuo_worker update push.receipt',
  'jiannuo_worker update push.received_at',
  'jiannuo_worker update record_declaration.ended_at',
  'jiannuo_worker update record_declaration.ended_how',
  'jiannuo_worker update record_declaration.ended_on',
  'jiannuo_worker update rectification.cancel_reason',
  'jiannuo_worker update rectification.cancelled_by',
  'jiannuo_worker update rectification.rung',
  'jiannuo_worker update rectification_report.verdict',
  'jiannuo_worker update rectification_report.verdict_at',
  'jiannuo_worker update rectification_report.verdict_by',
  'jiannuo_worker update rectification_report.verdict_reason',
  'jiannuo_worker update rectification_rung.called_by',
  'jiannuo_worker update rectification_rung.called_for',
  'jiannuo_worker update rectification_rung.called_time',
  'jiannuo_worker update rectification_rung.content',
  'jiannuo_worker update rectification_rung.document',
  'jiannuo_worker update rectification_rung.held_on',
  'jiannuo_worker update rectification_rung.minuted_by',
  'jiannuo_worker update rectification_rung.papers',
  'jiannuo_worker update rectification_rung.participants',
  'jiannuo_worker update rectification_rung.passed_on',
  'jiannuo_worker update rectification_rung.people',
  'jiannuo_worker update rectification_rung.place',
  'jiannuo_worker update rectification_rung.promises',
  'jiannuo_worker update rectification_rung.purpose',
  'jiannuo_worker update rectification_rung.reason',
  'jiannuo_worker update rectification_rung.result',
  'jiannuo_worker update rectification_rung.signed',
  'jiannuo_worker update rectification_rung.signed_note',
  'jiannuo_worker update reorganisation.confirmed_at',
  'jiannuo_worker update reorganisation.end_reason',
  'jiannuo_worker update reorganisation.ended_on',
  'jiannuo_worker update reorganisation.kind',
  'jiannuo_worker update reorganisation.plan_until',
  'jiannuo_worker update reorganisation.ruled_on',
  'jiannuo_worker update repair_bar.at',
  'jiannuo_worker update repair_bar.from_day',
  'jiannuo_worker update repair_bar.until_day',
  'jiannuo_worker update repair_withdrawal.answer_to_statement',
  'jiannuo_worker update repair_withdrawal.decided_at',
  'jiannuo_worker update repair_withdrawal.decided_by',
  'jiannuo_worker update repair_withdrawal.decision_document',
  'jiannuo_worker update repair_withdrawal.false_repair_record_id',
  'jiannuo_worker update repair_withdrawal.reason',
  'jiannuo_worker update repair_withdrawal.served_on',
  'jiannuo_worker update repair_withdrawal.service_consent',
  'jiannuo_worker update repair_withdrawal.service_means',
  'jiannuo_worker update repair_withdrawal.service_on',
  'jiannuo_worker update repair_withdrawal.service_proof',
  'jiannuo_worker update repair_withdrawal.service_registered_by',
  'jiannuo_worker update repair_withdrawal.undone_on',
  'jiannuo_worker update repair_withdrawal.waived_on',
  'jiannuo_worker update repair_withdrawal.waiver',
  'jiannuo_worker update repair_withdrawal.waiver_registered_by',
  'jiannuo_worker update repair_withdrawal_hearing.called_for',
  'jiannuo_worker update repair_withdrawal_hearing.called_time',
  'jiannuo_worker update repair_withdrawal_hearing.declaration',
  'jiannuo_worker update repair_withdrawal_hearing.ended_on',
  'jiannuo_worker update repair_withdrawal_hearing.minutes',
  'jiannuo_worker update repair_withdrawal_hearing.place',
  'jiannuo_worker update repair_withdrawal_hearing.presiding',
  'jiannuo_worker update repair_withdrawal_hearing.presiding_name',
  'jiannuo_worker update repair_withdrawal_hearing.recorded_by',
  'jiannuo_worker update repair_withdrawal_hearing.recorded_on',
  'jiannuo_worker update repair_withdrawal_hearing.result',
  'jiannuo_worker update repair_withdrawal_record.open',
  'jiannuo_worker update repair_withdrawal_record.repair',
  'jiannuo_worker update repair_withdrawal_record.restored_on',
  'jiannuo_worker update voluntary_registration.answer_to_statement',
  'jiannuo_worker update voluntary_registration.decided_at',
  'jiannuo_worker update voluntary_registration.decided_by',
  'jiannuo_worker update voluntary_registration.doubt',
  'jiannuo_worker update voluntary_registration.doubt_evidence',
  'jiannuo_worker update voluntary_registration.doubted_by',
  'jiannuo_worker update voluntary_registration.doubted_on',
  'jiannuo_worker update voluntary_registration.made_good_by',
  'jiannuo_worker update voluntary_registration.made_good_how',
  'jiannuo_worker update voluntary_registration.reason',
  'jiannuo_worker update voluntary_registration.said_all_on',
  'jiannuo_worker update voluntary_registration.valid_until',
  'jiannuo_worker update voluntary_registration.verification',
  'jiannuo_worker update voluntary_registration.verified_by',
  'jiannuo_worker update voluntary_registration.verified_on',
  'jiannuo_worker update voluntary_registration.version',
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
