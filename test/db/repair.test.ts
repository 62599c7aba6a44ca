import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createRecord } from '../support/records.ts';
import { createTestOrm, insertCounty } from '../support/rows.ts';

const SECRET = `'k:' || repeat('a', 40)`;

const newCase = (number: string) => `
  insert into case_file (id, number, kind, workflow_id, status, subject_id, authority_id, rule_set, received_on, opened_at, next_kind, next_due, next_at, next_provisional)
  select gen_random_uuid(), '${number}', 'repair', 'repair/${number}', 'with-authorities', subject_id, authority_id, '2026-04-01', '2026-09-18', '2026-09-18Z', 'accept-by', '2026-09-23', '2026-09-23T16:00Z', false from record limit 1`;

const NEW_PART = `
  insert into repair_part (id, case_id, authority_id, position, status, with_court, own_system, terms, forwarded_at, pauses, extensions)
  select gen_random_uuid(), c.id, (select id from authority order by code desc limit 1), 9, 'awaiting-acceptance', false, false, '{}', '2026-09-18Z', '[]', '[]'
  from case_file c where c.number = 'JN-2026-900001'`;

/** What the tables of repair refuse, whoever writes: [statement, constraint that says no]. */
const REFUSED = [
  ["update case_file set status = 'awaiting-materials'", 'case_file_repair_statuses'],
  ["update case_file set status = 'answered'", 'case_file_repair_statuses'],
  ["update repair set signer = '张伟'", 'repair_signer_encrypted'],
  ["update repair set contact = '{}'", 'repair_contact_encrypted'],
  ["update repair set representation = 'friend'", 'repair_representation_known'],
  ["update repair set signing_means = 'paper'", 'repair_paper_iff_registered'],
  ["update repair_part set status = 'decided'", 'repair_part_status_known'],
  ["update repair_part set status = 'answered'", 'repair_part_closed_iff_ended'],
  ["update repair_part set closed_at = '2026-09-20Z'", 'repair_part_closed_iff_ended'],
  ["update repair_part set status = 'in-check'", 'repair_part_in_check_is_accepted'],
  ['update repair_part set with_court = true', 'repair_part_court_decides'],
  ["update repair_part set completion_asked_on = '2026-09-20'", 'repair_part_completion_whole'],
  ["update repair_part set completed_on = '2026-09-20'", 'repair_part_completed_if_asked'],
  ["update repair_part set extensions = '[{}, {}]'", 'repair_part_extended_once'],
  ["update repair_part set status = 'not-accepted', closed_at = '2026-09-20Z'", 'repair_part_not_accepted_has_reason'],
  ["update repair_part set reason = '未缴'", 'repair_part_reason_encrypted'],
  ["update repair_part set completion_asked_on = '2026-09-20', completion_items = '[]'", 'repair_part_items_encrypted'],
  ['insert into repair_part select * from repair_part', 'repair_part_pkey'],
  [NEW_PART, 'repair_part_authority_unique'],
  ["update repair_item set outcome = 'repaired'", 'repair_item_decided_whole'],
  [
    "update repair_item set outcome = 'refused', decided_at = '2026-09-20Z', decided_by = 'o'",
    'repair_item_refused_has_reason',
  ],
  [
    "update repair_item set outcome = 'refused-at-door', decided_at = '2026-09-20Z', decided_by = 'o'",
    'repair_item_part_iff_forwarded',
  ],
  [
    "update repair_item set outcome = 'lost', decided_at = '2026-09-20Z', decided_by = 'o'",
    'repair_item_outcome_known',
  ],
  ["update repair_item set reason = '未缴'", 'repair_item_reason_encrypted'],
  // A record is in one open application at a time.
  [
    `insert into repair_item (id, case_id, part_id, record_id, position, refusals)
     select gen_random_uuid(), c.id, i.part_id, i.record_id, 0, '[]' from repair_item i, case_file c where c.number = 'JN-2026-900002'`,
    'repair_item_open_unique',
  ],
  [
    `insert into repair_material (id, case_id, record_id, position, kind, name, received_at, registered_by, act_id)
     select gen_random_uuid(), case_id, gen_random_uuid(), 0, 'other', ${SECRET}, '2026-09-18Z', 'z', 'a' from repair`,
    'repair_material_item_fkey',
  ],
  [
    `insert into repair_material (id, case_id, position, kind, name, received_at, registered_by, act_id)
     select gen_random_uuid(), case_id, 0, 'other', '缴款凭证', '2026-09-18Z', 'z', 'a' from repair`,
    'repair_material_name_encrypted',
  ],
] as const;

describe('the tables of repair', () => {
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
    const signed = `'self', 1, ${SECRET}, repeat('0', 64), ${SECRET}, '2026-09-18Z', 'online', ${SECRET}`;
    for (const number of ['JN-2026-900001', 'JN-2026-900002']) {
      await owner.query(newCase(number));
      await owner.query(
        `insert into repair (case_id, representation, commitment_version, commitment_text, commitment_sha256, signer, signed_at, signing_means, contact)
         select id, ${signed} from case_file where number = '${number}'`,
      );
    }
    await owner.query(NEW_PART);
    await owner.query(
      `insert into repair_item (id, case_id, part_id, record_id, position, refusals)
       select gen_random_uuid(), p.case_id, p.id, r.id, 0, '[]' from repair_part p, record r`,
    );
  });
  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  it.each(REFUSED)('%s: %s', async (statement, constraint) => {
    await expect(owner.query(statement)).rejects.toMatchObject({ constraint });
  });

  it('take what is right: answered, the record is free for another application', async () => {
    await owner.query(
      "update repair_item set outcome = 'repaired', decided_at = '2026-09-20Z', decided_by = 'o'; update repair_part set status = 'answered', closed_at = '2026-09-20Z'",
    );
    const { rowCount } = await owner.query(
      `insert into repair_item (id, case_id, part_id, record_id, position, refusals)
       select gen_random_uuid(), c.id, i.part_id, i.record_id, 0, '[]' from repair_item i, case_file c where c.number = 'JN-2026-900002'`,
    );
    expect(rowCount).toBe(1);
  });

  it('have no column for a fee', async () => {
    const { rows } = await owner.query(
      "select column_name from information_schema.columns where table_name like 'repair%' and column_name ~ 'fee|price|amount|paid'",
    );
    expect(rows).toEqual([]);
  });
});
