import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { findRepairBar } from '../../db/queries/repair-bar.ts';
import { outcomeOf } from '../support/cases.ts';
import { enterRuling } from '../support/rulings.ts';
import { WithdrawalBench } from '../support/withdrawal-bench.ts';

// Thursday 10 September 2026, 10:00 in Shanghai.
const START = '2026-09-10T02:00:00.000Z';

describe('a record that comes back from a repair, and what else stands about its subject', () => {
  let bench: WithdrawalBench;
  const pushed: { kind: string; payload: Record<string, unknown> }[] = [];
  beforeAll(async () => {
    bench = await WithdrawalBench.start({ startAt: START });
    bench.sendPush = async ({ id, body }) => {
      const { type, data } = JSON.parse(body) as { type: string; data: Record<string, unknown> };
      pushed.push({ kind: type, payload: data });
      return { confirmed: true, receipt: `receipt of ${id}` };
    };
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });
  beforeEach(() => {
    pushed.splice(0);
  });

  it('a bar falls with the record of its decision, withdrawn by who entered it', async () => {
    const opened = await bench.served();
    await bench.pastStatements(opened);
    expect(await outcomeOf(bench.uphold(opened))).toBe('upheld');
    const { outcome } = await bench.row(opened);
    const { barredUntil, falseRepairRecord } = outcome as unknown as { barredUntil: string; falseRepairRecord: string };
    const { subjectId } = opened.repair;
    expect(await findRepairBar(bench.orm.em.fork(), subjectId, barredUntil)).not.toBeNull();
    await bench.sql("update record set ended_on = decided_on, ended_how = 'withdrawn' where id = ?", [
      falseRepairRecord,
    ]);
    expect(await findRepairBar(bench.orm.em.fork(), subjectId, barredUntil)).toBeNull();
  }, 300_000);

  it('is shielded by a ruling that was approved while it was repaired', async () => {
    const opened = await bench.served();
    const [recordId = ''] = opened.repair.recordIds;
    const ruling = await enterRuling(bench, opened.repair.subjectId);
    // The repair lifted it: it would come back with the record, and hinders the plan.
    await bench.sql(
      `insert into record_measure (id, record_id, code, name, basis, force, from_day, until_day, lifted_on, lifted_how)
       select gen_random_uuid(), r.id, m.code, m.name, m.basis, 'mandatory', r.decided_on, null, r.ended_on, r.ended_how
       from record r, measure m where r.id = ? and m.code = 'A01'`,
      [recordId],
    );
    await bench.pastStatements(opened);
    pushed.splice(0);
    expect(await outcomeOf(bench.uphold(opened))).toBe('upheld');
    expect(await bench.standing(recordId)).toMatchObject({
      state: 'held',
      published: false,
      shared: false,
      measuresInForce: [],
    });
    expect(await bench.sql('select record_id from reorganisation_record where case_id = ?', [ruling])).toEqual([
      { record_id: recordId },
    ]);
    await bench.later('1 second');
    expect(pushed.map(({ kind }) => kind)).toEqual(['record.published']);
  }, 300_000);

  it('shielded before it was repaired, it comes back shielded, once', async () => {
    const opened = await bench.served();
    const [recordId = ''] = opened.repair.recordIds;
    const ruling = await enterRuling(bench, opened.repair.subjectId);
    const now = await bench.now();
    await bench.sql(
      `insert into reorganisation_record (case_id, record_id, shielded_at, lifted_measures) values (?, ?, ?, '[]')`,
      [ruling, recordId, now],
    );
    await bench.sql(
      `insert into record_hold (id, record_id, reason, source_id, stops_publicity, stops_sharing, stops_measures, from_at)
       values (?, ?, 'reorganisation', ?, true, true, false, ?)`,
      [randomUUID(), recordId, ruling, now],
    );
    await bench.pastStatements(opened);
    expect(await outcomeOf(bench.uphold(opened))).toBe('upheld');
    expect(await bench.standing(recordId)).toMatchObject({ state: 'held' });
    const holds = await bench.sql('select id from record_hold where record_id = ? and until_at is null', [recordId]);
    expect(holds).toHaveLength(1);
  }, 300_000);

  it('repaired for good by a plan that was carried out meanwhile, it stays repaired', async () => {
    const opened = await bench.served();
    const [recordId = ''] = opened.repair.recordIds;
    const on = await bench.today();
    await enterRuling(bench, opened.repair.subjectId, on);
    await bench.pastStatements(opened);
    pushed.splice(0);
    expect(await outcomeOf(bench.uphold(opened))).toBe('upheld');
    expect(await bench.recordRow(recordId)).toMatchObject({ endedHow: 'repaired', endedOn: on });
    expect(await bench.row({ caseId: recordId })).toMatchObject({ status: 'repaired', nextKind: null });
    await bench.later('1 second');
    expect(pushed.map(({ kind }) => kind).sort()).toEqual(['record.ended', 'record.published']);
    // It is the plan that repaired it now: the repair that was withdrawn cannot be withdrawn again.
    const { answer } = await bench.propose(opened.repair);
    expect(answer).toMatchObject({ outcome: 'not-registered', refusals: [{ code: 'record-not-repaired' }] });
  }, 300_000);

  it('whose period has run out meanwhile is not sent back to those who keep copies', async () => {
    const opened = await bench.served({ decidedOn: '2026-04-10' });
    const [recordId = ''] = opened.repair.recordIds;
    await bench.pastStatements(opened);
    await bench.sql("update record set ends_by = '2026-09-15' where id = ?", [recordId]);
    pushed.splice(0);
    expect(await outcomeOf(bench.uphold(opened))).toBe('upheld');
    expect(await bench.standing(recordId)).toMatchObject({ state: 'ended-by-time', published: false });
    const [told] = await bench.noticeBodies(opened, 'withdrawal-upheld');
    expect(told).toContain('公示期已满');
    expect(told).not.toContain('恢复公示');
    await bench.later('1 second');
    expect(pushed.map(({ kind }) => kind)).toEqual(['record.published']);
  }, 300_000);
});
