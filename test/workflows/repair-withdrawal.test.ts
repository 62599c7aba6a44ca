import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { findRepairBar } from '../../db/queries/repair-bar.ts';
import { endOfDay, startOfDay } from '../../domain/time.ts';
import { outcomeOf } from '../support/cases.ts';
import { applicant, officerOf } from '../support/repair-bench.ts';
import { boss, decider, proposer } from '../support/hearing-bench.ts';
import { WithdrawalBench } from '../support/withdrawal-bench.ts';

// Thursday 10 September 2026, 10:00 in Shanghai.
const START = '2026-09-10T02:00:00.000Z';

describe('a repair that was got by false materials', () => {
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

  it('is withdrawn: told, served, heard, decided by a second person, and undone in one transaction', async () => {
    const measures = [{ code: 'A01', from: '2026-04-10', until: null }];
    const repair = await bench.repaired({ measures });
    const [recordId = ''] = repair.recordIds;
    expect(await bench.standing(recordId)).toMatchObject({ state: 'ended', shared: false, measuresInForce: [] });
    const opened = await bench.propose(repair);
    expect(opened.answer).toMatchObject({
      outcome: 'opened',
      status: 'awaiting-service',
      next: { kind: 'serve-by', due: '2026-09-20', provisional: false },
    });
    expect(await bench.serve(opened)).toMatchObject({
      accepted: true,
      status: 'statement-period',
      next: { kind: 'statement-by', due: '2026-09-17' },
    });
    expect(await bench.state(opened)).toMatchObject({ accepted: true, status: 'statement-period' });
    await bench.pastStatements(opened);
    expect(await bench.row(opened)).toMatchObject({ status: 'awaiting-decision', nextKind: 'withdrawal-decide-by' });
    pushed.splice(0);

    const answerToStatement = '代办不免除本单位责任';
    expect(await bench.uphold(opened, { document: '示市监撤修〔2026〕1号', answerToStatement })).toMatchObject({
      accepted: true,
      status: 'upheld',
      next: null,
    });
    expect(await bench.ended(opened)).toEqual({ status: 'upheld' });

    // The old record stands again, with its measures; its period goes on as if there had been no repair.
    expect(await bench.standing(recordId)).toMatchObject({
      state: 'published',
      shared: true,
      measuresInForce: ['A01'],
      endsBy: '2027-04-10',
    });
    const { outcome } = await bench.row(opened);
    const { falseRepairRecord } = outcome as unknown as { falseRepairRecord: string };
    expect(outcome).toEqual({
      kind: 'upheld',
      records: [recordId],
      falseRepairRecord,
      barredUntil: '2029-09-19',
    });
    // The falsehood is a record of its own, shown with the ground and without what was found.
    expect(await bench.recordRow(falseRepairRecord)).toMatchObject({
      kind: 'false-repair',
      documentNumber: '示市监撤修〔2026〕1号',
      decidedOn: '2026-09-19',
      severity: 'general',
      published: true,
      enteredBy: decider.sub,
    });
    expect((await bench.recordRow(falseRepairRecord)).facts).not.toContain('培训机构');
    expect(await bench.standing(falseRepairRecord)).toMatchObject({ state: 'published', shared: true });
    // Both are followed: the publicity of the one runs again, that of the other for the first time.
    for (const id of [recordId, falseRepairRecord]) {
      const file = await bench.row({ caseId: id });
      expect(file).toMatchObject({ kind: 'publicity', status: 'running', closedAt: null });
      const { status } = await bench.env.client.workflow.getHandle(file.workflowId).describe();
      expect(status.name).toBe('RUNNING');
    }
    // Both sides are served, and every copy is told.
    expect(await bench.notices(opened)).toEqual(
      [
        'withdrawal-notice → zhang',
        'withdrawal-to-serve → officer-market',
        'withdrawal-served → zhang',
        'withdrawal-statement-made → officer-market',
        'reminded → zhang',
        'withdrawal-to-decide → market/officer',
        'withdrawal-decided → market/officer',
        'withdrawal-upheld → zhang',
      ].map((line) => line.replace('reminded', 'withdrawal-statement-reminder')),
    );
    await bench.later('1 second');
    expect(pushed.map(({ kind }) => kind).sort()).toEqual(['record.published', 'record.restored']);
    expect(await bench.timeline(opened)).toEqual([
      'withdrawal-proposed',
      'withdrawal-notice-served',
      'withdrawal-statement-made',
      'reminded',
      'withdrawal-statement-period-ended',
      'withdrawal-upheld',
    ]);
  }, 300_000);

  it('bars its subject from applying, until the last day, or until the decision falls', async () => {
    const opened = await bench.served();
    await bench.pastStatements(opened);
    expect(await outcomeOf(bench.uphold(opened))).toBe('upheld');
    const { subjectId, recordIds } = opened.repair;
    const em = bench.orm.em.fork();
    const { outcome, number } = await bench.row(opened);
    const { barredUntil, falseRepairRecord } = outcome as unknown as { barredUntil: string; falseRepairRecord: string };
    expect(await findRepairBar(em, subjectId, barredUntil)).toMatchObject({ until: barredUntil, caseNumber: number });
    expect(await findRepairBar(em, subjectId, '2033-01-01')).toBeNull();
    expect(await findRepairBar(em, subjectId, '2026-09-01')).toBeNull();
    const again = await bench.open(
      subjectId,
      recordIds.map((id) => ({ id })),
    );
    expect(again.answer).toMatchObject({ outcome: 'refused', status: 'refused' });
    expect(JSON.stringify(again.answer)).toContain('barred-from-repair');
    // What its own record is told to last says no earlier day than the bar allows.
    const [repairNotice] = await bench.noticeBodies({ caseId: falseRepairRecord }, 'repair-notice');
    expect(repairNotice).toContain('自2029年');
    // Annulled on reconsideration, the decision bars no more.
    await bench.sql("update record set ended_on = decided_on, ended_how = 'annulled' where id = ?", [
      falseRepairRecord,
    ]);
    expect(await findRepairBar(bench.orm.em.fork(), subjectId, barredUntil)).toBeNull();
  }, 300_000);

  it('comes back with a new period where the sector says so', async () => {
    const opened = await bench.served({ sector: 'wage-arrears', severity: 'serious', decidedOn: '2026-01-10' });
    const [recordId = ''] = opened.repair.recordIds;
    const before = await bench.recordRow(recordId);
    const [body] = await bodiesOf(opened, 'withdrawal-notice');
    expect(body).toContain('公示期重新计算');
    await bench.pastStatements(opened);
    expect(await outcomeOf(bench.uphold(opened))).toBe('upheld');
    const after = await bench.recordRow(recordId);
    expect((after.endsBy ?? '') > (before.endsBy ?? '')).toBe(true);
    expect(after).toMatchObject({ endedOn: null, endedHow: null });
  }, 300_000);

  it('is kept where a second person drops it: nothing is changed, and both sides hear why', async () => {
    const opened = await bench.served();
    const [recordId = ''] = opened.repair.recordIds;
    const before = await publicRows(recordId);
    expect(await outcomeOf(bench.drop(opened))).toBe('dropped');
    expect(await bench.ended(opened)).toEqual({ status: 'dropped' });
    expect(await publicRows(recordId)).toEqual(before);
    expect(await bench.row(opened)).toMatchObject({ outcome: { kind: 'dropped' } });
    const [body] = await bodiesOf(opened, 'withdrawal-dropped');
    expect(body).toContain('现有证据不足以认定材料虚假');
    expect(await bench.notices(opened)).toContain('withdrawal-decided → market/officer');
    expect(await findRepairBar(bench.orm.em.fork(), opened.repair.subjectId, '2026-12-01')).toBeNull();
    // It can be proposed again.
    const again = await bench.propose(opened.repair);
    expect(again.answer).toMatchObject({ outcome: 'opened' });
    await bench.leave(again);
  }, 300_000);

  it('is never decided by who proposed it, in whatever role', async () => {
    const opened = await bench.served();
    const asBoss = { ...proposer, role: 'supervisor' } as const;
    for (const by of [proposer, asBoss]) {
      expect(await outcomeOf(bench.drop(opened, { by }))).toBe('refused: proposer-may-not-decide');
    }
    await bench.pastStatements(opened);
    for (const by of [proposer, asBoss]) {
      expect(await outcomeOf(bench.uphold(opened, { by }))).toBe('refused: proposer-may-not-decide');
    }
    // Neither a person of another role, nor one of the subject's own.
    expect(await outcomeOf(bench.uphold(opened, { by: applicant }))).toBe('RoleNotAllowed');
    expect(await outcomeOf(bench.uphold(opened, { by: { sub: 'root', role: 'admin', authority: null } }))).toBe(
      'RoleNotAllowed',
    );
    expect(await bench.row(opened)).toMatchObject({ status: 'awaiting-decision' });
    expect(await outcomeOf(bench.uphold(opened, { by: boss }))).toBe('upheld');
    // The tables hold it too.
    await expect(
      bench.sql('update repair_withdrawal set decided_by = proposed_by where case_id = ?', [opened.caseId]),
    ).rejects.toThrow('repair_withdrawal_second_person');
  }, 300_000);

  it('is not upheld before what came in time on paper can be written down, nor without an answer to it', async () => {
    const opened = await bench.served();
    const { due, dueAt } = await bench.clock(opened, 'statement-by');
    expect(await outcomeOf(bench.uphold(opened))).toBe('StatusNotAllowed');
    await bench.skipTo(dueAt);
    const next = await bench.workingDayAfter(due);
    const tooSoon = await bench.uphold(opened);
    expect(tooSoon).toMatchObject({ accepted: false, refusals: [{ code: 'receipts-may-come' }] });
    expect('refusals' in tooSoon && tooSoon.refusals[0]?.earliest).toBe(nextDay(next));
    // Brought to the counter on the last day, written down on the next.
    const paper = await bench.state(opened, { by: officerOf('market'), receivedOn: due });
    expect(paper).toMatchObject({ accepted: true, status: 'awaiting-decision' });
    expect(await bench.clock(opened, 'statement-by')).toMatchObject({ state: 'met' });
    await bench.skipTo(endOfDay(next));
    expect(await outcomeOf(bench.uphold(opened))).toBe('refused: statement-needs-answer');
    expect(await outcomeOf(bench.uphold(opened, { answerToStatement: '理由不成立' }))).toBe('upheld');
  }, 300_000);

  it('hears a statement of the last moment as in time, and keeps a later one on file', async () => {
    const opened = await bench.served();
    const { dueAt } = await bench.clock(opened, 'statement-by');
    await bench.skipTo(dueAt);
    // Received by the service in the last millisecond, written after the period: an outage was in between.
    const lastMoment = new Date(Date.parse(dueAt) - 1).toISOString();
    expect(await outcomeOf(bench.state(opened, { receivedAt: lastMoment }))).toBe('awaiting-decision');
    expect(await outcomeOf(bench.state(opened, { receivedAt: dueAt }))).toBe('awaiting-decision');
    const rows = await bench.sql<{ seq: number; in_time: boolean }>(
      'select seq, in_time from repair_withdrawal_statement where case_id = ? order by seq',
      [opened.caseId],
    );
    expect(rows).toEqual([
      { seq: 1, in_time: true },
      { seq: 2, in_time: false },
    ]);
    await bench.leave(opened);
  }, 300_000);

  it('waits, and not for ever, for a statement that the service received in time and never answered', async () => {
    const opened = await bench.served();
    const { due, dueAt } = await bench.clock(opened, 'statement-by');
    await bench.sql(
      "insert into request_key (caller, key, body_hash, received_at, act, case_id) values (?, ?, ?, ?, 'repair-withdrawal.state', ?)",
      [applicant.sub, randomUUID(), '0'.repeat(64), new Date(Date.parse(dueAt) - 1000).toISOString(), opened.caseId],
    );
    const first = await bench.workingDayAfter(due);
    await bench.skipTo(endOfDay(first));
    expect(await outcomeOf(bench.uphold(opened))).toBe('refused: statement-on-its-way');
    await bench.skipTo(endOfDay(await bench.workingDayAfter(first)));
    expect(await outcomeOf(bench.uphold(opened))).toBe('upheld');
  }, 300_000);

  it('leaves out a record whose decision has been annulled meanwhile', async () => {
    const opened = await bench.served({ count: 2 });
    const [first = '', second = ''] = opened.repair.recordIds;
    await bench.pastStatements(opened);
    await bench.sql("update record set ended_how = 'annulled' where id = ?", [first]);
    expect(await outcomeOf(bench.uphold(opened))).toBe('refused: record-annulled');
    expect(await outcomeOf(bench.uphold(opened, { records: [first, second] }))).toBe('refused: record-annulled');
    expect(await outcomeOf(bench.uphold(opened, { records: [randomUUID()] }))).toBe('refused: record-not-in-case');
    expect(await outcomeOf(bench.uphold(opened, { records: [second] }))).toBe('upheld');
    expect(await bench.recordRow(first)).toMatchObject({ endedHow: 'annulled' });
    expect(await bench.recordRow(second)).toMatchObject({ endedHow: null });
    const rows = await bench.sql<{ record_id: string; open: boolean; restored: boolean }>(
      'select record_id, open, restored_on is not null as restored from repair_withdrawal_record where case_id = ?',
      [opened.caseId],
    );
    expect(rows).toEqual(
      expect.arrayContaining([
        { record_id: first, open: false, restored: false },
        { record_id: second, open: false, restored: true },
      ]),
    );
  }, 300_000);

  it('refuses a decision whose document is entered already, and writes nothing of it', async () => {
    const repair = await bench.repaired();
    const { documentNumber: document } = await bench.recordRow(repair.recordIds[0] ?? '');
    const opened = await bench.propose(repair);
    await bench.serve(opened);
    await bench.pastStatements(opened);
    const before = await publicRows(repair.recordIds[0] ?? '');
    expect(await outcomeOf(bench.uphold(opened, { document }))).toMatch(/^refused: /);
    expect(await publicRows(repair.recordIds[0] ?? '')).toEqual(before);
    expect(await bench.row(opened)).toMatchObject({ status: 'awaiting-decision', outcome: null });
    expect(await outcomeOf(bench.uphold(opened))).toBe('upheld');
  }, 300_000);

  it('writes an act that is sent twice once, and answers it alike', async () => {
    const repair = await bench.repaired();
    const proposal = await bench.proposal(repair);
    const caseId = randomUUID();
    const once = await bench.sendProposal(caseId, proposal);
    const [answer] = await bench.sql<{ result: { answer: unknown } }>(
      'select result from case_step where case_id = ? and key = ?',
      [caseId, proposal.id],
    );
    expect(answer?.result.answer).toEqual(once);
    const id = randomUUID();
    const first = await bench.serve({ caseId }, { id });
    expect(await bench.serve({ caseId }, { id })).toEqual(first);
    const statement = randomUUID();
    await bench.state({ caseId }, { id: statement });
    await bench.state({ caseId }, { id: statement });
    const [count] = await bench.sql<{ count: number }>(
      'select count(*)::integer from repair_withdrawal_statement where case_id = ?',
      [caseId],
    );
    expect(count?.count).toBe(1);
    await bench.leave({ caseId });
  }, 300_000);

  /** What everybody sees of a record, and what follows it. */
  async function publicRows(recordId: string): Promise<object[]> {
    return await bench.sql(
      `select r.ended_on, r.ended_how, r.ends_by, r.version, c.status, c.round,
         (select count(*)::integer from record where subject_id = r.subject_id) as records,
         (select count(*)::integer from repair_bar where subject_id = r.subject_id) as bars
       from record r join case_file c on c.id = r.case_id where r.id = ?`,
      [recordId],
    );
  }

  async function bodiesOf(on: { caseId: string }, kind: string): Promise<string[]> {
    const { Notice } = await import('../../db/entities/notice.ts');
    const rows = await bench.orm.em.fork().find(Notice, { caseId: on.caseId, kind });
    return rows.map(({ body }) => body);
  }
});

function nextDay(day: string): string {
  return new Date(Date.parse(startOfDay(day)) + 32 * 3_600_000).toISOString().slice(0, 10);
}
