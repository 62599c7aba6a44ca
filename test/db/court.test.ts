import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Orm } from '../../db/orm.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createRecord } from '../support/records.ts';
import { createTestOrm, insertCounty } from '../support/rows.ts';

const CIPHER = `'k:' || repeat('a', 40)`;

/** A reorganisation as a row, with one value after the other put wrong. */
const ruling = (change: Record<string, string> = {}) => {
  const values: Record<string, string> = {
    case_id: ':second',
    kind: `'plan'`,
    court_id: ':authority',
    ruling_number: `'破-2'`,
    ruled_on: `'2026-03-02'`,
    opened_by: `'court'`,
    ...change,
  };
  return `insert into reorganisation (${Object.keys(values).join(', ')}) values (${Object.values(values).join(', ')})`;
};
const statement = (by: string, body: string) =>
  `insert into record_statement (id, record_id, case_id, source, by_role, body, at) values (gen_random_uuid(), :record, :first, 'act-1', '${by}', ${body}, '2026-03-09')`;
const debtor = (situation: number, extraYears: number, ground = 'null') =>
  `insert into judgment_debtor (record_id, situation, extra_years, ground) values (:record, ${situation}, ${extraYears}, ${ground})`;
const status = (text: string) => `update case_file set status = '${text}' where id = :first`;

/** What the tables themselves refuse, whoever writes: [statement, constraint that says no]. */
const REFUSED = [
  [ruling({ kind: `'liquidation'` }), 'reorganisation_kind_known'],
  [ruling({ opened_by: `'creditor'`, contact: CIPHER }), 'reorganisation_opened_by_known'],
  [ruling({ plan_until: `'2026-03-01'` }), 'reorganisation_term_after_ruling'],
  [ruling({ opened_by: `'debtor'` }), 'reorganisation_contact_of_applicant'],
  [ruling({ opened_by: `'debtor'`, contact: `'方敏'` }), 'reorganisation_contact_encrypted'],
  [ruling({ end_reason: CIPHER }), 'reorganisation_end_reason_of_end'],
  [ruling({ end_reason: `'不执行'`, ended_on: `'2026-04-01'` }), 'reorganisation_end_reason_encrypted'],
  [ruling({ ruling_number: `'破-1'` }), 'reorganisation_open_unique'],
  [status('running'), 'case_file_reorganisation_statuses'],
  [status('restored'), 'case_file_reorganisation_statuses'],
  [
    "insert into reorganisation_record (case_id, record_id, shielded_at, lifted_measures) values (:first, :record, '2026-03-09', '{}')",
    'reorganisation_record_measures_list',
  ],
  [statement('debtor', CIPHER), 'record_statement_by_known'],
  [statement('court', `'经营正常'`), 'record_statement_body_encrypted'],
  [debtor(7, 0), 'judgment_debtor_situation_known'],
  [debtor(1, -1), 'judgment_debtor_extra_years_not_negative'],
  [debtor(2, 0, `'paid'`), 'judgment_debtor_ground_known'],
  [
    "insert into record_hold (id, record_id, reason, source_id, stops_publicity, stops_sharing, stops_measures, only_measures, from_at) values (gen_random_uuid(), :record, 'reorganisation', :first, true, true, false, '[]', '2026-03-09')",
    'record_hold_only_measures_stopped',
  ],
] as const;

describe('what a court determines', () => {
  let database: TestDatabase;
  let orm: Orm;
  let owner: pg.Client;
  let ids: Record<string, string>;

  beforeAll(async () => {
    database = await createTestDatabase();
    orm = createTestOrm(database.ownerUrl).orm;
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const em = orm.em.fork();
    const { authorityId, subjectId } = await insertCounty(em);
    const { id: record } = createRecord(em, { authorityId, subjectId, documentNumber: '执-1' });
    await em.flush();
    const [first, second] = [await insertCase(1), await insertCase(2)];
    ids = { ':first': first, ':second': second, ':authority': authorityId, ':record': record };
    await owner.query(filled(ruling({ case_id: ':first', ruling_number: `'破-1'` })));

    async function insertCase(number: number): Promise<string> {
      const { rows } = await owner.query<{ id: string }>(
        `insert into case_file (id, number, kind, workflow_id, status, subject_id, authority_id, rule_set, received_on, opened_at)
         values (gen_random_uuid(), 'JN-2026-00090' || $1::text, 'reorganisation', 'reorganisation/' || $1::text, 'shielded', $2, $3,
           '2026-04-01', '2026-03-09', '2026-03-09') returning id`,
        [number, subjectId, authorityId],
      );
      return rows[0]?.id ?? '';
    }
  });

  afterAll(async () => {
    await owner.end();
    await orm.close();
    await database.drop();
  });

  const filled = (sql: string) =>
    Object.entries(ids).reduce((text, [name, id]) => text.replaceAll(name, pg.escapeLiteral(id)), sql);

  it.each(REFUSED)('%s: %s', async (sql, constraint) => {
    await expect(owner.query(filled(sql))).rejects.toMatchObject({ constraint });
  });

  it('goes through where it is right: the same statements with right values', async () => {
    await owner.query('begin');
    for (const sql of [
      ruling({ plan_until: `'2027-03-02'` }),
      statement('court', CIPHER),
      debtor(2, 1, `'performed'`),
    ]) {
      expect((await owner.query(filled(sql))).rowCount).toBe(1);
    }
    // What has ended at the court keeps nobody from following the ruling again.
    await owner.query(filled("update reorganisation set ended_on = '2026-04-01' where case_id = :first"));
    expect(
      (await owner.query(filled("update reorganisation set ruling_number = '破-1' where case_id = :second"))).rowCount,
    ).toBe(1);
    await owner.query('rollback');
  });
});
