import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Orm } from '../../db/orm.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createTestOrm, insertCounty } from '../support/rows.ts';

const CIPHER = `'k:' || repeat('a', 40)`;
const set = (columns: string) => `update voluntary_registration set ${columns} where case_id = :registration`;
const DOUBTED = `doubted_on = '2026-03-03', doubted_by = 'o', doubt = ${CIPHER}`;
const FOUND = `${DOUBTED}, decided_by = 's', decided_at = '2026-03-09', reason = ${CIPHER}`;
const version = (number: number, sha256 = `repeat('a', 64)`, content = CIPHER) =>
  `insert into voluntary_registration_version (id, case_id, version, content, valid_until, commitment_version,
     commitment_text, commitment_sha256, signer, signed_at, signed_by)
   values (gen_random_uuid(), :registration, ${number}, ${content}, '2027-03-02', 1, ${CIPHER}, ${sha256}, ${CIPHER},
     '2026-03-02', 'zhang')`;
const statement = (body = CIPHER) =>
  `insert into voluntary_registration_statement (id, case_id, seq, version, body, received_on, received_at, on_paper, registered_by)
   values (gen_random_uuid(), :registration, 1, 1, ${body}, '2026-03-04', '2026-03-04', false, 'zhang')`;

/** What the tables themselves refuse, whoever writes: [statement, constraint that says no]. */
const REFUSED = [
  [set(`category = 'gossip'`), 'voluntary_registration_category_known'],
  [set('version = 0'), 'voluntary_registration_version_counts'],
  [set(`contact = '张伟'`), 'voluntary_registration_contact_encrypted'],
  [set(`verified_on = '2026-03-03'`), 'voluntary_registration_verification_whole'],
  [set(`doubted_by = 'o'`), 'voluntary_registration_doubt_whole'],
  [set(DOUBTED.replace(CIPHER, `'疑点'`)), 'voluntary_registration_doubt_encrypted'],
  [set(`said_all_on = '2026-03-04'`), 'voluntary_registration_said_of_doubt'],
  [set(`decided_by = 's'`), 'voluntary_registration_decision_whole'],
  [set(FOUND.replace(`decided_by = 's'`, `decided_by = 'o'`)), 'voluntary_registration_second_person'],
  [set(FOUND.replace(DOUBTED, `version = 1`)), 'voluntary_registration_second_person'],
  [set(`answer_to_statement = ${CIPHER}`), 'voluntary_registration_answer_decided'],
  [set(`${FOUND}, answer_to_statement = '不予采纳'`), 'voluntary_registration_answer_encrypted'],
  [set(`${FOUND}, made_good_by = 'o'`), 'voluntary_registration_made_good_whole'],
  [set(`made_good_by = 'o', made_good_how = ${CIPHER}`), 'voluntary_registration_made_good_was_false'],
  [version(1), 'voluntary_registration_version_unique'],
  [version(0), 'voluntary_registration_version_counts_from_one'],
  [version(2, `'abc'`), 'voluntary_registration_version_sha256_shape'],
  [version(2, `repeat('a', 64)`, `'内容'`), 'voluntary_registration_version_content_encrypted'],
  [statement(`'陈述'`), 'voluntary_registration_statement_body_encrypted'],
  [`${statement()}; ${statement()}`, 'voluntary_registration_statement_seq_unique'],
  [`update case_file set status = 'running' where id = :registration`, 'case_file_voluntary_registration_statuses'],
  [`update case_file set status = 'found-false' where id = :registration`, 'case_file_voluntary_registration_statuses'],
] as const;

describe('a voluntary registration in its tables', () => {
  let database: TestDatabase;
  let orm: Orm;
  let owner: pg.Client;
  let caseId = '';

  beforeAll(async () => {
    database = await createTestDatabase();
    orm = createTestOrm(database.ownerUrl).orm;
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const { authorityId, subjectId } = await insertCounty(orm.em.fork());
    const { rows } = await owner.query<{ id: string }>(
      `insert into case_file (id, number, kind, workflow_id, status, subject_id, authority_id, rule_set, received_on, opened_at,
         next_kind, next_due, next_at, next_provisional)
       values (gen_random_uuid(), 'JN-2026-000901', 'voluntary-registration', 'voluntary-registration/1', 'unverified', $1, $2,
         '2023-05-01', '2026-03-02', '2026-03-02', 'voluntary-verify-by', '2026-03-16', '2026-03-16T16:00Z', false)
       returning id`,
      [subjectId, authorityId],
    );
    caseId = rows[0]?.id ?? '';
    await owner.query(
      filled(
        `insert into voluntary_registration (case_id, category, version, valid_until, contact)
         values (:registration, 'charity', 1, '2027-03-02', ${CIPHER})`,
      ),
    );
    await owner.query(filled(version(1)));
  });

  afterAll(async () => {
    await owner.end();
    await orm.close();
    await database.drop();
  });

  it.each(REFUSED)('refuses: %s', async (text, constraint) => {
    await owner.query('begin');
    try {
      await expect(owner.query(filled(text))).rejects.toMatchObject({ constraint });
    } finally {
      await owner.query('rollback');
    }
  });

  it('takes what is whole: doubted, answered, found false by another, and made good', async () => {
    await owner.query('begin');
    await owner.query(filled(statement()));
    await owner.query(filled(set(`${FOUND}, said_all_on = '2026-03-04', answer_to_statement = ${CIPHER}`)));
    await owner.query(filled(set(`made_good_by = 'o', made_good_how = ${CIPHER}`)));
    await owner.query('rollback');
  });

  function filled(text: string): string {
    return text.replaceAll(':registration', `'${caseId}'`);
  }
});
