import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Orm } from '../../db/orm.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createTestOrm, ENDED, insertCase, insertCounty, insertDetails } from '../support/rows.ts';

/** What the tables themselves refuse, whoever writes: [statement, constraint that says no]. */
const REFUSED = [
  ["update case_file set status = 'withdrawn' where number = :open", 'case_file_accept_first_statuses'],
  ["update case_file set status = 'awaiting-decision' where number = :ended", 'case_file_accept_first_statuses'],
  ['update case_file set closed_at = opened_at where number = :open', 'case_file_accept_first_statuses'],
  ["update case_file set outcome = '{}' where number = :open", 'case_file_outcome_iff_ended'],
  ['update case_file set outcome = null where number = :ended', 'case_file_outcome_iff_ended'],
  [
    "update case_file set closed_at = opened_at - interval '1 s' where number = :ended",
    'case_file_closed_after_opened',
  ],
  ["update case_file set status = 'never-opened' where number = :open", 'case_file_accept_first_statuses'],
  ['update case_file set next_kind = null where number = :open', 'case_file_next_whole'],
  [
    'update case_file set next_kind = null, next_due = null, next_at = null, next_provisional = null where number = :open',
    'case_file_next_iff_open',
  ],
  ["update case_file set number = 'JN-26-1' where number = :open", 'case_file_number_shape'],
  ['update case_file set number = :ended where number = :open', 'case_file_number_unique'],
  ["update case_file set kind = 'unknown' where number = :open", 'case_file_kind_known'],
  [
    "insert into deadline select gen_random_uuid(), id, 'supply-by', '{}', '2026-09-25', '2026-09-25T15:59:59.999Z', false, 'v', 'running', opened_at, null, 0, 0, 0, '', authority_id from case_file where number = :open",
    'deadline_due_ends_its_day',
  ],
  [
    "insert into deadline select gen_random_uuid(), id, 'supply-by', '{}', '2026-09-25', '2026-09-25T16:00Z', false, 'v', 'met', opened_at, null, 0, 0, 0, '', authority_id from case_file where number = :open",
    'deadline_closed_iff_not_running',
  ],
  [
    "insert into deadline select gen_random_uuid(), id, 'supply-by', '{}', '2026-09-25', '2026-09-25T16:00Z', false, 'v', 'running', opened_at, null, 0, 0, 0, '', authority_id from case_file cross join generate_series(1, 2) where number = :open",
    'deadline_running_unique',
  ],
  [
    "insert into material_supply (id, case_id, seq, material_code, received_on, received_at, means, registered_by, in_time, act_id) select gen_random_uuid(), id, 99, 'lease', '2026-09-19', '2026-09-18T15:59Z', 'counter', 'o', true, 'a' from case_file where number = :open",
    'material_supply_not_received_later',
  ],
  [
    "insert into material_supply (id, case_id, seq, material_code, received_on, received_at, means, dispatched_on, registered_by, in_time, act_id) select gen_random_uuid(), id, 99, 'lease', '2026-09-17', '2026-09-18T15:59Z', 'post', '2026-09-18', 'o', true, 'a' from case_file where number = :open",
    'material_supply_not_received_before_dispatch',
  ],
  [
    "insert into material_supply (id, case_id, seq, material_code, received_on, received_at, means, registered_by, in_time, act_id) select gen_random_uuid(), id, 99, 'unlisted', '2026-09-18', '2026-09-18T15:59Z', 'online', 'o', true, 'a' from case_file where number = :open",
    'material_supply_material_fkey',
  ],
  [
    "insert into material_supply (id, case_id, seq, material_code, received_on, received_at, means, registered_by, in_time, act_id, verdict) select gen_random_uuid(), id, 99, 'lease', '2026-09-18', '2026-09-18T15:59Z', 'online', 'o', true, 'a', 'accepted' from case_file where number = :open",
    'material_supply_verdict_whole',
  ],
  [
    "insert into performance_result (id, case_id, subject_id, authority_id, result, decided_on, made_good_on) select gen_random_uuid(), id, subject_id, authority_id, 'kept', '2026-09-25', '2026-09-26' from case_file where number = :open",
    'performance_result_made_good',
  ],
  [
    "insert into performance_result (id, case_id, subject_id, authority_id, result, decided_on) select gen_random_uuid(), id, subject_id, authority_id, 'kept', '2026-09-25' from case_file cross join generate_series(1, 2) where number = :open",
    'performance_result_case_unique',
  ],
  [
    "insert into notice (id, case_id, kind, recipient_kind, recipient_sub, desk_role, title, body, at) select gen_random_uuid(), id, 'k', 'desk', null, 'officer', 't', 'k:' || repeat('a', 40), opened_at from case_file where number = :open",
    'notice_person_or_desk',
  ],
  [
    "insert into notice (id, case_id, kind, recipient_kind, recipient_sub, title, body, at) select gen_random_uuid(), id, 'k', 'person', 'p', 't', '您好', opened_at from case_file where number = :open",
    'notice_body_encrypted',
  ],
  [
    "insert into case_step (case_id, key, result, at) values (gen_random_uuid(), 'k', '{}', '2026-09-18Z')",
    'case_step_case_fkey',
  ],
  ["update subject set name = '张三'", 'subject_name_encrypted'],
  ["update subject set identifier = '91350100M000100Y43'", 'subject_identifier_encrypted'],
  ['update accept_first set contact = \'{"email":"a@b"}\'', 'accept_first_contact_encrypted'],
  ["update commitment_text set text = text || '。'", 'commitment_text_sha256_of_text'],
  ["update procedure_material set may_be_missing = true where kind = 'main'", 'procedure_material_main_not_missing'],
  [
    "insert into calendar_day (day, year, kind, name) values ('2026-10-01', 2026, 'off', '国庆节')",
    'calendar_day_year_fkey',
  ],
  [
    "insert into request_key (caller, key, body_hash, received_at, act, answered_at) values ('c', 'k', repeat('a', 64), '2026-09-18Z', 'a', '2026-09-18Z')",
    'request_key_answer_whole',
  ],
] as const;

describe('constraints', () => {
  let database: TestDatabase;
  let orm: Orm;
  let owner: pg.Client;
  let open: string;
  let ended: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    orm = createTestOrm(database.ownerUrl).orm;
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const em = orm.em.fork();
    const county = await insertCounty(em);
    const running = await insertCase(em, county);
    await insertDetails(em, county, running.id);
    open = running.number;
    ended = (await insertCase(em, county, ENDED)).number;
  });

  afterAll(async () => {
    await owner.end();
    await orm.close();
    await database.drop();
  });

  it.each(REFUSED)('%s: %s', async (sql, constraint) => {
    const statement = sql.replaceAll(':open', pg.escapeLiteral(open)).replaceAll(':ended', pg.escapeLiteral(ended));
    await expect(owner.query(statement)).rejects.toMatchObject({ constraint });
  });

  it('are all there is between a statement and the row: the same statement with right values goes through', async () => {
    const { rowCount } = await owner.query(
      `insert into material_supply (id, case_id, seq, material_code, received_on, received_at, means, dispatched_on, registered_by, in_time, act_id)
       select gen_random_uuid(), id, 99, 'lease', '2026-09-19', '2026-09-18T16:00Z', 'post', '2026-09-18', 'o', true, 'a' from case_file where number = $1`,
      [open],
    );
    expect(rowCount).toBe(1);
  });
});
