import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Orm } from '../../db/orm.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createRecord } from '../support/records.ts';
import { createTestOrm, insertCounty } from '../support/rows.ts';

const CIPHER = `'k:' || repeat('a', 40)`;
const set = (columns: string) => `update determination set ${columns} where case_id = :case`;
const setHearing = (columns: string) => `update determination_hearing set ${columns} where case_id = :case`;
const setStatement = (columns: string) => `update determination_statement set ${columns} where case_id = :case`;
const setAside = (columns: string) => `update decision_set_aside set ${columns} where case_id = :case`;
const draft = (columns: string, values: string) =>
  `insert into determination (case_id, drafted_on, draft_facts, measures, ${columns})
   values (:other, '2026-03-02', ${CIPHER}, '[]', ${values})`;
const COMPLETED = `made_on = '2026-03-03', completed_by = 'chen', document_kind = 'penalty-decision', document_number = '罚8号',
  document_issued_on = '2026-02-10', document_issuer = '县市场监管局', document_reference = ${CIPHER}, facts = ${CIPHER},
  basis = '行政许可法第七十八条', record_kind = 'other-negative', sector = 'general', severity = 'general', measures = '["A01"]'`;
const SERVED = `service_means = 'direct', service_on = '2026-03-04', served_on = '2026-03-04', service_proof = ${CIPHER},
  service_registered_by = 'chen'`;
const DECIDED = `decided_by = 'liu', decided_at = '2026-03-20', reason = ${CIPHER}`;
const MADE = `decision_document = '认1号', record_id = :record, decided_severity = 'general', decided_measures = '["A01"]'`;
const GIVEN_UP = `result = 'given-up', ended_on = '2026-03-12', minutes = ${CIPHER}, recorded_by = 'chen'`;
const WAIVED = `waived_on = '2026-03-05', waiver = ${CIPHER}, waiver_registered_by = 'chen'`;

/** What the tables themselves refuse, whoever writes: [statement, constraint that says no]. */
const REFUSED = [
  [draft('proposed_by', 'null'), 'determination_origin_known'],
  [draft('proposed_by, organisation_case_id', `'chen', :case`), 'determination_person_whole'],
  [
    draft('organisation_case_id, responsibility, as_named', `:case, 'cousin', ${CIPHER}`),
    'determination_responsibility_known',
  ],
  [
    draft('organisation_case_id, responsibility, as_named', `:case, 'legal-representative', '王某'`),
    'determination_as_named_encrypted',
  ],
  [set(`draft_facts = '未整改'`), 'determination_draft_facts_encrypted'],
  [set(`made_on = null`), 'determination_completed_whole'],
  [set(`basis = null`), 'determination_completed_whole'],
  [set(`document_kind = 'rumour'`), 'determination_document_kind_known'],
  [set(`document_kind = 'other'`), 'determination_document_named_by_law'],
  [set(`document_reference = null`), 'determination_document_found_again'],
  [draft('proposed_by, act_on', `'chen', '2026-03-03'`), 'determination_act_before_draft'],
  [set(`act_on = '2026-02-11'`), 'determination_act_before_document'],
  [set(`leniency_considered = ${CIPHER}`), 'determination_considered_with_decision'],
  [set(`${SERVED}, ${DECIDED}, ${MADE}, leniency_considered = '初次'`), 'determination_considered_encrypted'],
  [set(`document_issued_on = '2026-03-04'`), 'determination_document_issued_before'],
  [set(`document_sha256 = 'abc'`), 'determination_sha256_shape'],
  [set(`document_reference = '档案室'`), 'determination_reference_encrypted'],
  [set(`facts = '未整改'`), 'determination_facts_encrypted'],
  [set(`summary = '未整改'`), 'determination_summary_encrypted'],
  [set(`record_kind = 'penalty'`), 'determination_record_kind_known'],
  [set(`record_kind = 'serious-list'`), 'determination_list_is_serious'],
  [set(`severity = 'grave'`), 'determination_severity_known'],
  [set(`service_means = 'direct'`), 'determination_service_whole'],
  [set(SERVED.replace(`'direct'`, `'shouted'`)), 'determination_means_known'],
  [set(SERVED.replace(`service_on = '2026-03-04'`, `service_on = '2026-03-02'`)), 'determination_service_after_notice'],
  [set(SERVED.replace(`served_on = '2026-03-04'`, `served_on = '2026-03-03'`)), 'determination_service_after_notice'],
  [set(SERVED.replace(`'direct'`, `'electronic'`)), 'determination_electronic_agreed'],
  [set(SERVED.replace(CIPHER, `'回证'`)), 'determination_proof_encrypted'],
  [set(`service_consent = '同意'`), 'determination_consent_encrypted'],
  [set(`${SERVED}, waived_on = '2026-03-05'`), 'determination_waiver_whole'],
  [set(WAIVED), 'determination_waived_after_service'],
  [set(`${SERVED}, ${WAIVED.replace(`'2026-03-05'`, `'2026-03-03'`)}`), 'determination_waived_after_service'],
  [set(`${SERVED}, ${WAIVED.replace(CIPHER, `'放弃'`)}`), 'determination_waiver_encrypted'],
  [set(`extended_on = '2026-03-15'`), 'determination_extension_whole'],
  [
    set(`extended_on = '2026-03-15', extended_by = 'liu', extension_reason = '情况复杂'`),
    'determination_extension_encrypted',
  ],
  [set(DECIDED.replace(`'liu'`, `'chen'`)), 'determination_second_person'],
  [set(DECIDED.replace(`'liu'`, `'zhou'`)), 'determination_second_person'],
  [set(`decided_by = 'liu'`), 'determination_decision_whole'],
  [set(DECIDED.replace(CIPHER, `'属实'`)), 'determination_reason_encrypted'],
  [set(`${SERVED}, ${DECIDED}, decision_document = '认1号'`), 'determination_made_whole'],
  [set(`${DECIDED}, ${MADE}`), 'determination_made_after_service'],
  [set(`${SERVED}, ${MADE}`), 'determination_made_after_service'],
  [set(`${SERVED}, ${DECIDED}, ${MADE.replace(`'general'`, `'grave'`)}`), 'determination_decided_severity_known'],
  [set(`${SERVED}, ${DECIDED}, ${MADE.replace(`'general'`, `'serious'`)}`), 'determination_not_heavier'],
  [set(`${SERVED}, ${DECIDED}, ${MADE.replace('A01', 'B08')}`), 'determination_not_heavier'],
  [set(`leniency = 'friend'`), 'determination_leniency_known'],
  [set(`${SERVED}, ${DECIDED}, ${MADE}, leniency = 'slight'`), 'determination_spared_or_made'],
  [`update case_file set status = 'running' where id = :case`, 'case_file_determination_statuses'],
  [`update case_file set status = 'dropped' where id = :case`, 'case_file_determination_statuses'],
  [
    "insert into determination_statement select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid()))).* from determination_statement s",
    'determination_statement_seq_unique',
  ],
  [setStatement(`received_on = '2026-03-06'`), 'determination_statement_not_received_later'],
  [setStatement(`answer = ${CIPHER}`), 'determination_statement_answer_whole'],
  [setStatement(`body = '已离职'`), 'determination_statement_body_encrypted'],
  [setStatement(`evidence = '证明'`), 'determination_statement_evidence_encrypted'],
  [
    setStatement(`answer = '不予采纳', answered_on = '2026-03-12', answered_by = 'chen'`),
    'determination_statement_answer_encrypted',
  ],
  [setHearing(`place = '会议室'`), 'determination_hearing_call_whole'],
  [setHearing(`result = 'given-up'`), 'determination_hearing_result_whole'],
  [
    setHearing(`result = 'lost', ended_on = '2026-03-12', minutes = ${CIPHER}, recorded_by = 'chen'`),
    'determination_hearing_result_known',
  ],
  [
    setHearing(`result = 'held', ended_on = '2026-03-12', minutes = ${CIPHER}, recorded_by = 'chen'`),
    'determination_hearing_held_was_called',
  ],
  [
    setHearing(`result = 'given-up', ended_on = '2026-03-04', minutes = ${CIPHER}, recorded_by = 'chen'`),
    'determination_hearing_ended_after_asked',
  ],
  [
    setHearing(`result = 'given-up', ended_on = '2026-03-12', minutes = '放弃', recorded_by = 'chen'`),
    'determination_hearing_minutes_encrypted',
  ],
  [setHearing(`presiding_name = '周某'`), 'determination_hearing_presiding_encrypted'],
  [setHearing(`${GIVEN_UP}, declaration = '放弃'`), 'determination_hearing_declaration_encrypted'],
  [setHearing(`declaration = ${CIPHER}`), 'determination_hearing_declared_with_result'],
  [setHearing(`${GIVEN_UP}, recorded_on = '2026-03-11'`), 'determination_hearing_recorded_after_end'],
  [
    setHearing(`${GIVEN_UP}, answer = '不予采纳', answered_on = '2026-03-12', answered_by = 'chen'`),
    'determination_hearing_answer_encrypted',
  ],
  [setHearing(`${GIVEN_UP}, answer = ${CIPHER}`), 'determination_hearing_answer_whole'],
  [
    setHearing(`answer = ${CIPHER}, answered_on = '2026-03-12', answered_by = 'chen'`),
    'determination_hearing_answered_after_end',
  ],
  [setAside('round = 0'), 'decision_set_aside_round_counted'],
  [setAside(`means = 'online'`), 'decision_set_aside_means_known'],
  [setAside(`set_aside_at = '2026-03-19'`), 'decision_set_aside_after_decision'],
  [setAside(`decided = '{"kind": "dropped"}'`), 'decision_set_aside_decided_known'],
  [setAside(`cause = '漏登'`), 'decision_set_aside_cause_encrypted'],
  [setAside(`reason = '属实'`), 'decision_set_aside_reason_encrypted'],
  [setAside(`answer = '不予采纳'`), 'decision_set_aside_answer_encrypted'],
  [
    'insert into decision_set_aside select (jsonb_populate_record(a, \'{"round": 2}\')).* from decision_set_aside a',
    'decision_set_aside_record_unique',
  ],
] as const;

describe('a determination in its tables', () => {
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
    const { id: record } = createRecord(em, { authorityId, subjectId, documentNumber: '认1号' });
    await em.flush();
    const insertCase = async (number: number): Promise<string> => {
      const { rows } = await owner.query<{ id: string }>(
        `insert into case_file (id, number, kind, workflow_id, status, subject_id, authority_id, rule_set, received_on, opened_at,
           next_kind, next_due, next_at, next_provisional)
         values (gen_random_uuid(), 'JN-2026-00080' || $1::text, 'determination', 'determination/' || $1::text, 'statement-period', $2, $3, '2023-05-01', '2026-03-02', '2026-03-02',
           'statement-by', '2026-03-11', '2026-03-11T16:00Z', false) returning id`,
        [number, subjectId, authorityId],
      );
      return rows[0]?.id ?? '';
    };
    ids = { ':case': await insertCase(1), ':other': await insertCase(2), ':record': record };
    await owner.query(filled(draft('proposed_by', `'zhou'`).replace(':other', ':case')));
    await owner.query(filled(set(COMPLETED)));
    await owner.query(
      filled(`insert into determination_statement (id, case_id, seq, body, received_on, received_at, on_paper, in_time, registered_by, act_id)
        values (gen_random_uuid(), :case, 1, ${CIPHER}, '2026-03-05', '2026-03-05T02:00Z', false, true, 'zhang', 'act-1')`),
    );
    await owner.query(
      filled(`insert into determination_hearing (case_id, asked_on, asked_by) values (:case, '2026-03-05', 'zhang')`),
    );
    await owner.query(
      filled(`insert into decision_set_aside (case_id, round, set_aside_at, set_aside_by, cause, handed_in_on, means,
          decided_by, decided_at, document, reason, decided, record_id)
        values (:case, 1, '2026-03-25', 'liu', ${CIPHER}, '2026-03-10', 'counter', 'liu', '2026-03-20', '认1号', ${CIPHER},
          '{"kind": "determined"}', :record)`),
    );
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

  it('takes what is whole: served, decided by somebody else, lighter than told', async () => {
    await owner.query('begin');
    const lighter = MADE.replace(`'["A01"]'`, `'[]'`).replace(`'general'`, `'minor'`);
    const { rowCount } = await owner.query(filled(set(`${SERVED}, ${DECIDED}, ${lighter}`)));
    await owner.query('rollback');
    expect(rowCount).toBe(1);
  });

  it('has a statement here for each of its checks', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `select conname as name from pg_constraint where contype = 'c'
         and conrelid in ('determination'::regclass, 'determination_statement'::regclass, 'determination_hearing'::regclass,
           'decision_set_aside'::regclass)`,
    );
    const said = new Set<string>(REFUSED.map(([, constraint]) => constraint));
    expect(rows.map(({ name }) => name).filter((name) => !said.has(name))).toEqual([]);
  });

  /** The statement with the ids that it names. */
  function filled(text: string): string {
    return Object.entries(ids).reduce((sql, [name, id]) => sql.replaceAll(name, `'${id}'`), text);
  }
});
