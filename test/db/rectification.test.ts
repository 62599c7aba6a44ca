import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

/** As it lies in an encrypted column. */
const SECRET = `k1:${'a'.repeat(40)}`;

describe('the tables of a rectification', () => {
  let database: TestDatabase;
  let client: pg.Client;
  const subjectId = randomUUID();
  const authorityId = randomUUID();
  beforeAll(async () => {
    database = await createTestDatabase();
    client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    // What a row is about is another table's to say: only its own rules are asked here.
    await client.query(`
      alter table rectification drop constraint rectification_case_fkey, drop constraint rectification_source_fkey;
      alter table rectification_rung drop constraint rectification_rung_case_fkey;
      alter table rectification_report drop constraint rectification_report_case_fkey;
      alter table case_file drop constraint case_file_subject_fkey, drop constraint case_file_authority_fkey;`);
  }, 300_000);
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  async function refusedBy(statement: string, values: unknown[] = []): Promise<string | null> {
    try {
      await client.query(statement, values);
      return null;
    } catch (error) {
      if (error instanceof pg.DatabaseError) return error.constraint ?? error.message;
      throw error;
    }
  }

  const order = (change: object = {}) => {
    const row = {
      case_id: randomUUID(),
      origin: 'inspection',
      source_case_id: null,
      title: SECRET,
      facts: SECRET,
      clause: '消防法第二十八条',
      to_do: SECRET,
      opened_by: 'chen',
      rung: 0,
      cancelled_by: null,
      cancel_reason: null,
      ...change,
    };
    return insert('rectification', row);
  };
  const rung = (change: object = {}) => insert('rectification_rung', { case_id: randomUUID(), rung: 1, ...change });
  const report = (change: object = {}) =>
    insert('rectification_report', {
      id: randomUUID(),
      case_id: randomUUID(),
      seq: 1,
      rung: 0,
      body: SECRET,
      received_on: '2026-03-02',
      received_at: '2026-03-02T02:00:00Z',
      on_paper: false,
      in_time: true,
      registered_by: 'zhang',
      act_id: 'a',
      ...change,
    });

  function insert(table: string, row: object): Promise<string | null> {
    const names = Object.keys(row);
    const places = names.map((_name, index) => `$${index + 1}`);
    return refusedBy(`insert into ${table} (${names.join(', ')}) values (${places.join(', ')})`, Object.values(row));
  }

  const CALLED = {
    document: '约1号',
    reason: SECRET,
    called_for: '2026-04-01',
    called_time: '九时',
    place: '三楼',
    people: SECRET,
    purpose: SECRET,
    papers: SECRET,
    called_by: 'chen',
  };
  const HELD = {
    ...CALLED,
    result: 'held',
    held_on: '2026-04-01',
    participants: SECRET,
    content: SECRET,
    signed: 'by-both',
    minuted_by: 'chen',
  };

  it.each([
    ['an order after an inspection', {}, null],
    ['of a promise that it does not name', { origin: 'broken-promise' }, 'rectification_source_whole'],
    ['of an origin that there is not', { origin: 'rumour' }, 'rectification_origin_known'],
    ['on a rung that there is not', { rung: 3 }, 'rectification_rung_known'],
    ['with facts in clear', { facts: '通道堆放' }, 'rectification_facts_encrypted'],
    ['taken back without a reason', { cancelled_by: 'chen' }, 'rectification_cancelled_whole'],
  ])('%s', async (_what, change, constraint) => {
    expect(await order(change)).toBe(constraint);
  });

  it('a promise is rectified once, unless the case was taken back', async () => {
    const of = { origin: 'broken-promise', source_case_id: randomUUID() };
    expect(await order({ ...of, cancelled_by: 'system', cancel_reason: SECRET })).toBeNull();
    expect(await order(of)).toBeNull();
    expect(await order(of)).toBe('rectification_source_unique');
  });

  it.each([
    ['a rung whose interview is not called yet', {}, null],
    ['called', CALLED, null],
    ['called in part', { ...CALLED, papers: null }, 'rectification_rung_call_whole'],
    ['the first, with an interview', { ...CALLED, rung: 0 }, 'rectification_rung_first_has_no_interview'],
    ['held and signed', HELD, null],
    ['held before its day', { ...HELD, held_on: '2026-03-31' }, 'rectification_rung_minuted_was_called'],
    ['held, and nobody signed', { ...HELD, signed: null }, 'rectification_rung_signed_held'],
    ['missed, and signed', { ...HELD, result: 'missed' }, 'rectification_rung_signed_held'],
    ['missed', { ...HELD, result: 'missed', signed: null }, null],
    ['refused to sign, not noted', { ...HELD, signed: 'subject-refused' }, 'rectification_rung_refusal_noted'],
    ['with minutes in part', { ...HELD, content: null }, 'rectification_rung_minutes_whole'],
  ])('an interview: %s', async (_what, change, constraint) => {
    expect(await rung(change)).toBe(constraint);
  });

  it.each([
    ['that waits', {}, null],
    ['in clear', { body: '已清理' }, 'rectification_report_body_encrypted'],
    ['with a verdict of nobody', { verdict: 'accepted' }, 'rectification_report_verdict_whole'],
    [
      'rejected without a reason',
      { verdict: 'rejected', verdict_by: 'chen', verdict_at: '2026-03-03T02:00:00Z' },
      'rectification_report_rejected_with_reason',
    ],
  ])('a report %s', async (_what, change, constraint) => {
    expect(await report(change)).toBe(constraint);
  });

  it('a case stands in one of its statuses, closed in its endings alone', async () => {
    const file = (status: string, closed: boolean) =>
      insert('case_file', {
        id: randomUUID(),
        number: `JN-2026-${String(Math.abs(status.length * 7 + (closed ? 1 : 0))).padStart(6, '0')}`,
        kind: 'rectification',
        workflow_id: randomUUID(),
        status,
        subject_id: subjectId,
        authority_id: authorityId,
        rule_set: '2026-04-01',
        received_on: '2026-03-02',
        opened_at: '2026-03-02T02:00:00Z',
        closed_at: closed ? '2026-03-03T02:00:00Z' : null,
        next_kind: closed ? null : 'rectification-by',
        next_due: closed ? null : '2026-03-23',
        next_at: closed ? null : '2026-03-23T16:00:00Z',
        next_provisional: closed ? null : false,
        outcome: closed ? '{"kind":"any"}' : null,
        version: 1,
        round: 0,
      });
    expect(await file('rectifying', false)).toBeNull();
    expect(await file('rectified', true)).toBeNull();
    expect(await file('rectifying', true)).toBe('case_file_rectification_statuses');
    expect(await file('cancelled', false)).toBe('case_file_rectification_statuses');
    expect(await file('upheld', true)).toBe('case_file_rectification_statuses');
  });
});
