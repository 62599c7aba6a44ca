import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Orm } from '../../db/orm.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createRecord } from '../support/records.ts';
import { createTestOrm, insertCounty } from '../support/rows.ts';

const CIPHER = `'k:' || repeat('a', 40)`;
const set = (columns: string) => `update objection set ${columns} where case_id = :objection`;
const ANSWERED = `open = false, check_from = '2026-03-03', decided_by = 'o', decided_at = '2026-03-04', reason = ${CIPHER}`;
const objection = (caseId: string) =>
  `insert into objection (case_id, record_id, about, reasons, terms, stops, pauses, inspected_working_days, extensions, open)
   values (${caseId}, :record, 'facts', ${CIPHER}, '{}', '{}', '[]', 0, '[]', true)`;
const declaration = (ended: string, body = CIPHER) =>
  `insert into record_declaration (id, record_id, body, by_sub, at, received_on, on_paper, ended_at, ended_how, ended_on)
   values (gen_random_uuid(), :record, ${body}, 'zhang', '2026-03-03', '2026-03-02', true, ${ended})`;
const supplement = (receivedOn: string, body = CIPHER, evidence = 'null', seq = 2) =>
  `insert into objection_supplement (id, case_id, seq, body, evidence, received_on, received_at, at, on_paper, registered_by, act_id)
   values (gen_random_uuid(), :objection, ${seq}, ${body}, ${evidence}, ${receivedOn}, '2026-03-03T02:00Z', '2026-03-03T02:00Z', true, 'chen', 'act-${seq}')`;

/** What the tables themselves refuse, whoever writes: [statement, constraint that says no]. */
const REFUSED = [
  [objection(':other'), 'objection_open_unique'],
  [set(`about = 'everything'`), 'objection_about_known'],
  [set(`about = 'measure'`), 'objection_measure_named'],
  [set(`measure = 'B08'`), 'objection_measure_named'],
  [set(`reasons = '有误'`), 'objection_reasons_encrypted'],
  [set(`evidence = '回执'`), 'objection_evidence_encrypted'],
  [set(`new_facts = '鉴定'`), 'objection_new_facts_encrypted'],
  [set(`contact = '张伟'`), 'objection_contact_encrypted'],
  [set(ANSWERED.replace(CIPHER, `'无误'`)), 'objection_reason_encrypted'],
  [set(`${ANSWERED}, correction = '更正'`), 'objection_correction_encrypted'],
  [set(`decided_by = 'o'`), 'objection_answer_whole'],
  [set(ANSWERED.replace('open = false', 'open = true')), 'objection_answered_is_closed'],
  [set(ANSWERED.replace(`'2026-03-03'`, 'null')), 'objection_answered_was_checked'],
  [set(`correction = ${CIPHER}`), 'objection_corrected_is_answered'],
  [`update case_file set status = 'running' where id = :objection`, 'case_file_objection_statuses'],
  [`update case_file set status = 'rejected' where id = :objection`, 'case_file_objection_statuses'],
  [declaration('null, null, null'), 'record_declaration_standing_unique'],
  [declaration(`'2026-03-02', 'withdrawn', '2026-03-02'`), 'record_declaration_ended_after'],
  [declaration(`'2026-03-04', 'forgotten', '2026-03-04'`), 'record_declaration_ended_known'],
  [declaration(`'2026-03-04', null, null`), 'record_declaration_ended_whole'],
  [declaration(`'2026-03-04', 'replaced', null`), 'record_declaration_ended_whole'],
  [declaration(`'2026-03-04', 'replaced', '2026-03-01'`), 'record_declaration_not_overtaken'],
  [declaration(`'2026-03-04', 'replaced', '2026-03-04'`, `'声明'`), 'record_declaration_body_encrypted'],
  [supplement(`'2026-03-04'`), 'objection_supplement_not_received_later'],
  [supplement(`'2026-03-03'`, `'补充'`), 'objection_supplement_body_encrypted'],
  [supplement(`'2026-03-03'`, CIPHER, `'证明'`), 'objection_supplement_evidence_encrypted'],
  [supplement(`'2026-03-03'`, CIPHER, 'null', 1), 'objection_supplement_seq_unique'],
] as const;

describe('an objection in its tables', () => {
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
    const insertCase = async (number: number): Promise<string> => {
      const { rows } = await owner.query<{ id: string }>(
        `insert into case_file (id, number, kind, workflow_id, status, subject_id, authority_id, rule_set, received_on, opened_at,
           next_kind, next_due, next_at, next_provisional)
         values (gen_random_uuid(), 'JN-2026-00090' || $1::text, 'objection', 'objection/' || $1::text, 'in-check', $2, $3, '2023-05-01', '2026-03-02', '2026-03-02',
           'objection-answer-by', '2026-03-11', '2026-03-11T16:00Z', false) returning id`,
        [number, subjectId, authorityId],
      );
      return rows[0]?.id ?? '';
    };
    ids = { ':objection': await insertCase(1), ':other': await insertCase(2), ':record': record };
    await owner.query(filled(objection(':objection')));
    await owner.query(filled(declaration('null, null, null')));
    await owner.query(filled(supplement(`'2026-03-03'`, CIPHER, 'null', 1)));
  });

  afterAll(async () => {
    await owner.end();
    await orm.close();
    await database.drop();
  });

  it.each(REFUSED)('refuses: %s', async (statement, constraint) => {
    await owner.query('begin');
    try {
      await expect(owner.query(filled(statement))).rejects.toMatchObject({ constraint });
    } finally {
      await owner.query('rollback');
    }
  });

  it('takes what is whole: answered, and then another objection to the same record', async () => {
    await owner.query('begin');
    await owner.query(filled(set(`${ANSWERED}, correction = ${CIPHER}`)));
    await owner.query(filled(objection(':other')));
    await owner.query('rollback');
  });

  /** The statement with the ids that it names. */
  function filled(text: string): string {
    return Object.entries(ids).reduce((sql, [name, id]) => sql.replaceAll(name, `'${id}'`), text);
  }
});
