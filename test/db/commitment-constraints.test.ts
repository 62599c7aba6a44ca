import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { CommitmentBench } from '../support/commitment-bench.ts';
import { obligation } from '../support/promises.ts';

/** What the tables of commitments refuse, whoever writes: [statement, constraint that says no]. */
const REFUSED = [
  ["update case_file set status = 'awaiting-materials' where id = :case", 'case_file_commitment_statuses'],
  ["update case_file set status = 'kept' where id = :case", 'case_file_commitment_statuses'],
  ["update commitment set title = '修路'", 'commitment_title_encrypted'],
  ["update commitment set kind = 'oath'", 'commitment_kind_known'],
  ["update commitment set kind = 'government-promise'", 'commitment_promisor_of_government'],
  ['update commitment set revoked = true', 'commitment_decision_has_reason'],
  ['update commitment set version = 0', 'commitment_version_positive'],
  ["update obligation set title = '修路'", 'obligation_title_encrypted'],
  ["update obligation set code = 'A b'", 'obligation_code_shape'],
  ['update obligation set amount = 3', 'obligation_amount_whole'],
  ["update obligation set amount = 0, unit = '公里'", 'obligation_amount_positive'],
  ["update obligation set term = '{}'", 'obligation_term_known'],
  ['update obligation set term = \'{"kind":"event"}\'', 'obligation_event_of_term'],
  [
    "update obligation set event_on = '2026-03-02', event_proof = 'k:' || repeat('a', 40)",
    'obligation_event_day_of_term',
  ],
  ["update obligation set event_proof = 'k:' || repeat('a', 40)", 'obligation_event_proof_with_day'],
  ["update obligation set found = 'true'", 'obligation_found_of_approval'],
  ["update obligation set released_on = '2026-03-02'", 'obligation_released_whole'],
  ["update obligation set made_good_on = '2026-03-02'", 'obligation_made_good'],
  ["update obligation set not_kept_on = '2026-03-02', conceded_on = '2026-03-02'", 'obligation_conceded_whole'],
  [
    "update obligation set conceded_on = '2026-03-02', concession = 'k:' || repeat('a', 40)",
    'obligation_conceded_not_kept',
  ],
  [
    "update obligation set not_kept_on = '2026-03-02', conceded_on = '2026-03-02', concession = '没有做'",
    'obligation_concession_encrypted',
  ],
  ["update obligation_report set received_on = '2026-03-09'", 'obligation_report_not_received_later'],
  ["update obligation_report set dispatched_on = '2026-03-01'", 'obligation_report_dispatch_by_post'],
  ["update obligation_report set verdict = 'accepted'", 'obligation_report_verdict_whole'],
  [
    "update obligation_report set verdict = 'rejected', verdict_by = 'li', verdict_at = '2026-03-02Z'",
    'obligation_report_rejected_has_reason',
  ],
  ['update obligation_report set quantity = -1', 'obligation_report_quantity_positive'],
  [
    "update commitment_amendment set state = 'in-force', answered_by = 'li', answered_at = '2026-03-02Z'",
    'commitment_amendment_version_in_force',
  ],
  ["update commitment_amendment set state = 'refused'", 'commitment_amendment_answered_whole'],
  [
    `insert into commitment_amendment
     select gen_random_uuid(), case_id, 99, kind, asked_by, asked_role, asked_at, before, after, reason, proof, state,
       version, answered_by, answered_at, answer_reason, act_id from commitment_amendment`,
    'commitment_amendment_proposed_unique',
  ],
  ["update commitment_standard_text set text = text || '。'", 'commitment_standard_text_sha256_of_text'],
] as const;

describe('constraints of commitments', () => {
  let bench: CommitmentBench;
  let owner: pg.Client;
  let caseId: string;

  beforeAll(async () => {
    bench = await CommitmentBench.start({ startAt: '2026-03-02T02:00:00.000Z' });
    owner = new pg.Client({ connectionString: bench.database.ownerUrl });
    await owner.connect();
    const on = await bench.promise([obligation('a')]);
    ({ caseId } = on);
    await bench.report(on, [{ obligation: 'a', complete: false, quantity: null, note: '过半', reference: null }]);
    await bench.amend(on, [obligation('a', { term: { kind: 'day', due: '2026-06-30' } })]);
  }, 300_000);

  afterAll(async () => {
    await owner.end();
    await bench.stop();
  });

  it.each(REFUSED)('%s: %s', async (sql, constraint) => {
    const statement = sql.replaceAll(':case', pg.escapeLiteral(caseId));
    await expect(owner.query(statement)).rejects.toMatchObject({ constraint });
  });
});
