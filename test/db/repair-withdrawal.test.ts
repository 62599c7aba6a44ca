import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Orm } from '../../db/orm.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createRecord } from '../support/records.ts';
import { createTestOrm, insertCounty } from '../support/rows.ts';

const CIPHER = `'k:' || repeat('a', 40)`;
const set = (columns: string) => `update repair_withdrawal set ${columns} where case_id = :withdrawal`;
const SERVED = `service_means = 'direct', service_on = '2026-03-03', served_on = '2026-03-03', service_proof = ${CIPHER}, service_registered_by = 'p'`;
const DECIDED = `decided_by = 'd', decided_at = '2026-03-20', reason = ${CIPHER}`;
const statement = (receivedOn: string, body: string) =>
  `insert into repair_withdrawal_statement (id, case_id, seq, body, received_on, received_at, on_paper, in_time, registered_by, act_id)
   values (gen_random_uuid(), :withdrawal, 1, ${body}, '${receivedOn}', '2026-03-04T15:59Z', true, true, 'o', 'a')`;
const hearing = (columns: string, values: string) =>
  `insert into repair_withdrawal_hearing (case_id, asked_on, asked_by${columns}) values (:withdrawal, '2026-03-04', 'zhang'${values})`;

/** What the tables themselves refuse, whoever writes: [statement, constraint that says no]. */
const REFUSED = [
  [set(`decided_by = 'p', decided_at = '2026-03-20', reason = ${CIPHER}`), 'repair_withdrawal_second_person'],
  [set(`decided_by = 'd'`), 'repair_withdrawal_decision_whole'],
  [set(`${SERVED}, ${DECIDED}, decision_document = '撤修1号'`), 'repair_withdrawal_upheld_whole'],
  [
    set(`${DECIDED}, decision_document = '撤修1号', false_repair_record_id = :record`),
    'repair_withdrawal_upheld_served',
  ],
  [set(`service_means = 'direct'`), 'repair_withdrawal_service_whole'],
  [set(SERVED.replace("'direct'", "'pigeon'")), 'repair_withdrawal_means_known'],
  [set(SERVED.replace("'direct'", "'electronic'")), 'repair_withdrawal_electronic_agreed'],
  [set(SERVED.replaceAll("'2026-03-03'", "'2026-03-01'")), 'repair_withdrawal_service_after_notice'],
  [set(SERVED.replace(CIPHER, `'回证'`)), 'repair_withdrawal_proof_encrypted'],
  [set(`ground = 'dislike'`), 'repair_withdrawal_ground_known'],
  [set(`findings = '伪造'`), 'repair_withdrawal_findings_encrypted'],
  [set(`evidence = '复函'`), 'repair_withdrawal_evidence_encrypted'],
  [set(DECIDED.replace(CIPHER, `'属实'`)), 'repair_withdrawal_reason_encrypted'],
  [
    `insert into repair_withdrawal_record values (:other, :record, 0, 'goes-on', 'x', true, null)`,
    'repair_withdrawal_record_open_unique',
  ],
  [set(`${SERVED}, waived_on = '2026-03-20'`), 'repair_withdrawal_waiver_whole'],
  [
    set(`waived_on = '2026-03-20', waiver = ${CIPHER}, waiver_registered_by = 'z'`),
    'repair_withdrawal_waived_after_service',
  ],
  [
    set(`${SERVED}, waived_on = '2026-03-20', waiver = '放弃', waiver_registered_by = 'z'`),
    'repair_withdrawal_waiver_encrypted',
  ],
  [
    `update repair_withdrawal_record set period = 'ends' where case_id = :withdrawal`,
    'repair_withdrawal_record_period_known',
  ],
  [
    `update repair_withdrawal_record set restored_on = '2026-03-20' where case_id = :withdrawal`,
    'repair_withdrawal_record_restored_after',
  ],
  [statement('2026-03-05', CIPHER), 'repair_withdrawal_statement_not_received_later'],
  [statement('2026-03-04', `'冤枉'`), 'repair_withdrawal_statement_body_encrypted'],
  [hearing(', called_for', `, '2026-03-20'`), 'repair_withdrawal_hearing_call_whole'],
  [hearing(', presiding_name', `, '刘洋'`), 'repair_withdrawal_hearing_presiding_encrypted'],
  [hearing(', declaration', `, '放弃'`), 'repair_withdrawal_hearing_declaration_encrypted'],
  [hearing(', declaration', `, ${CIPHER}`), 'repair_withdrawal_hearing_declared_with_result'],
  [
    hearing(
      ', result, ended_on, minutes, recorded_by, recorded_on',
      `, 'given-up', '2026-03-20', ${CIPHER}, 'o', '2026-03-19'`,
    ),
    'repair_withdrawal_hearing_recorded_after_end',
  ],
  [
    hearing(', result, ended_on, minutes, recorded_by', `, 'held', '2026-03-20', ${CIPHER}, 'o'`),
    'repair_withdrawal_hearing_held_was_called',
  ],
  [
    hearing(', result, ended_on, minutes, recorded_by', `, 'given-up', '2026-03-01', ${CIPHER}, 'o'`),
    'repair_withdrawal_hearing_ended_after_asked',
  ],
  [
    hearing(', result, ended_on, minutes, recorded_by', `, 'given-up', '2026-03-05', '放弃', 'o'`),
    'repair_withdrawal_hearing_minutes_encrypted',
  ],
  [
    `insert into repair_bar values (:withdrawal, :subject, '2026-03-20', '2026-03-19', 'x', '2026-03-20')`,
    'repair_bar_period',
  ],
  [`update case_file set status = 'answered' where id = :withdrawal`, 'case_file_repair_withdrawal_statuses'],
  [`update case_file set status = 'upheld' where id = :withdrawal`, 'case_file_repair_withdrawal_statuses'],
] as const;

describe('a withdrawal of a repair in its tables', () => {
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
    const { id: record } = createRecord(em, { authorityId, subjectId, documentNumber: '罚-1' });
    await em.flush();
    const repair = await insertCase(1, 'repair', 'with-authorities');
    ids = {
      ':repair': repair,
      ':withdrawal': await insertCase(2, 'repair-withdrawal', 'awaiting-service'),
      ':other': await insertCase(3, 'repair-withdrawal', 'awaiting-service'),
      ':record': record,
      ':subject': subjectId,
    };
    await owner.query(
      filled(`insert into repair (case_id, representation, commitment_version, commitment_text, commitment_sha256, signer, signed_at, signing_means, contact)
        values (:repair, 'agent', 1, ${CIPHER}, repeat('a', 64), ${CIPHER}, '2026-02-02', 'online', ${CIPHER})`),
    );
    for (const one of [':withdrawal', ':other']) {
      await owner.query(
        filled(`insert into repair_withdrawal (case_id, repair_case_id, ground, findings, evidence, proposed_by, made_on)
          values (${one}, :repair, 'false-materials', ${CIPHER}, ${CIPHER}, 'p', '2026-03-02')`),
      );
    }
    await owner.query(
      filled(`insert into repair_withdrawal_record values (:withdrawal, :record, 0, 'goes-on', 'x', true, null)`),
    );

    async function insertCase(number: number, kind: string, status: string): Promise<string> {
      const { rows } = await owner.query<{ id: string }>(
        `insert into case_file (id, number, kind, workflow_id, status, subject_id, authority_id, rule_set, received_on, opened_at,
           next_kind, next_due, next_at, next_provisional)
         values (gen_random_uuid(), 'JN-2026-00080' || $1::text, $2, $2 || '/' || $1::text, $3, $4, $5, '2023-05-01', '2026-03-02', '2026-03-02',
           'serve-by', '2026-03-11', '2026-03-11T16:00Z', false) returning id`,
        [number, kind, status, subjectId, authorityId],
      );
      return rows[0]?.id ?? '';
    }
  });

  afterAll(async () => {
    await owner.end();
    await orm.close();
    await database.drop();
  });

  it.each(REFUSED)('refuses: %s', async (statementText, constraint) => {
    await owner.query('begin');
    try {
      await expect(owner.query(filled(statementText))).rejects.toMatchObject({ constraint });
    } finally {
      await owner.query('rollback');
    }
  });

  it('takes what is whole: served, decided by another', async () => {
    await owner.query('begin');
    await owner.query(filled(set(`${SERVED}, ${DECIDED}`)));
    await owner.query('rollback');
  });

  /** The statement with the ids that it names. */
  function filled(text: string): string {
    return Object.entries(ids).reduce((sql, [name, id]) => sql.replaceAll(name, `'${id}'`), text);
  }
});
