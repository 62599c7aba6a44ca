import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addStatementUpdate,
  type AddStatementAct,
  reorganisationWorkflowId,
  withdrawReorganisationUpdate,
  type WithdrawReorganisationAct,
} from '../../workflows/messages/reorganisation.ts';
import { administrator, CourtBench, type Enterprise, manager } from '../support/court-bench.ts';
import { keepHistory } from '../support/histories.ts';

/** Monday. */
const START = '2026-03-09T02:00:00.000Z';
const RULING = '（2026）示01破1号';

describe('reorganisation', () => {
  let bench: CourtBench;
  beforeAll(async () => {
    bench = await CourtBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  const approve = (of: Enterprise, rulingNumber: string, change: { kind?: 'settlement'; planUntil?: string } = {}) =>
    bench.say('reorganisation.approved', {
      rulingNumber,
      kind: 'plan',
      identifier: of.identifier,
      ruledOn: '2026-03-02',
      planUntil: null,
      ...change,
    });

  it('is opened by the court and shields what was decided until the ruling, in one step', async () => {
    const of = await bench.enterprise();
    const before = await bench.record(of);
    const after = await bench.record(of, { decidedOn: '2026-03-03' });
    const { caseId, code } = await approve(of, '破-1');
    expect(code).toBe('followed');
    const on = { caseId: caseId ?? '' };
    expect(await bench.row(on)).toMatchObject({ status: 'shielded', nextKind: 'outcome-by', nextDue: '2027-03-09' });
    // Of its measures only those that could hinder the plan are lifted.
    expect(await bench.stateOf(before)).toMatchObject({
      state: 'held',
      published: false,
      shared: false,
      measuresInForce: ['C13'],
    });
    expect(await bench.stateOf(after)).toMatchObject({ state: 'published', measuresInForce: ['B07', 'C13'] });
    expect(await bench.timeline(on)).toEqual(['reorganisation-received', 'ruling-approved']);
    expect(await bench.notices(on)).toEqual([
      'records-shielded → administrator-he',
      'records-shielded → manager-zhao',
      'records-shielded-for-authority → market officer',
    ]);
    await bench.say('reorganisation.carried-out', { rulingNumber: '破-1' });
    expect(await bench.end(on)).toEqual({ status: 'shielded-for-good' });
    expect(await bench.stateOf(before)).toMatchObject({ state: 'ended', measuresInForce: [] });
    expect(await bench.stateOf(after)).toMatchObject({ state: 'published' });
    expect(await bench.row(on)).toMatchObject({ outcome: { kind: 'carried-out', records: 1 }, nextKind: null });
    await keepHistory(bench, reorganisationWorkflowId(on.caseId), 'reorganisation-carried-out');
  });

  it('failed: the records stand as before, their periods ran on; what was found void meanwhile does not', async () => {
    const of = await bench.enterprise();
    const record = await bench.record(of);
    const voided = await bench.record(of);
    const { endsBy } = await bench.stateOf(record);
    const { caseId } = await approve(of, '和-2', { kind: 'settlement' });
    const on = { caseId: caseId ?? '' };
    expect(await bench.stateOf(record)).toMatchObject({ state: 'held' });
    const today = (await bench.now()).slice(0, 10);
    await bench.sql("update record set ended_on = ?, voided_on = ?, ended_how = 'annulled' where id = ?", [
      today,
      today,
      voided,
    ]);
    await bench.say('reorganisation.failed', { rulingNumber: '和-2', reason: '债务人不执行和解协议' });
    expect(await bench.end(on)).toEqual({ status: 'restored' });
    expect(await bench.row(on)).toMatchObject({ outcome: { kind: 'failed', records: 1 } });
    expect(await bench.stateOf(record)).toMatchObject({
      state: 'published',
      endsBy,
      measuresInForce: ['B07', 'C13'],
    });
    await keepHistory(bench, reorganisationWorkflowId(on.caseId), 'reorganisation-failed');
  });

  it('is applied for by the administrator, and the court’s silence is told again and again', async () => {
    const of = await bench.enterprise();
    const record = await bench.record(of);
    const { caseId, answer } = await bench.apply(await bench.application(of));
    const on = { caseId };
    expect(answer).toMatchObject({ outcome: 'registered', status: 'awaiting-ruling' });
    const row = await bench.row(on);
    expect(row).toMatchObject({ nextKind: 'ruling-confirmed-by' });
    expect(await bench.stateOf(record)).toMatchObject({ state: 'published' });
    await bench.skipTo(row.nextAt ?? '');
    await bench.skipTo(new Date(Date.parse(row.nextAt ?? '') + 7 * 86_400_000).toISOString());
    const events = await bench.timeline(on);
    expect(events.filter((kind) => kind === 'escalated').length).toBeGreaterThanOrEqual(2);
    expect(await bench.notices(on)).toContain('escalation → court supervisor');
    await approve(of, RULING);
    expect(await bench.row(on)).toMatchObject({ status: 'shielded' });
    expect(await bench.notices(on)).toContain('records-shielded → administrator-he');
    await bench.say('reorganisation.carried-out', { rulingNumber: RULING });
    expect(await bench.end(on)).toEqual({ status: 'shielded-for-good' });
    await keepHistory(bench, reorganisationWorkflowId(on.caseId), 'reorganisation-applied-and-carried-out');
  });

  it('is not confirmed: nothing of the records changes, and the real ruling opens a case of its own', async () => {
    const of = await bench.enterprise();
    const record = await bench.record(of);
    const { caseId } = await bench.apply(await bench.application(of, { rulingNumber: '破-错' }));
    await bench.say('reorganisation.not-approved', { rulingNumber: '破-错', reason: '查无此裁定' });
    expect(await bench.end({ caseId })).toEqual({ status: 'not-confirmed' });
    await keepHistory(bench, reorganisationWorkflowId(caseId), 'reorganisation-not-confirmed');
    expect(await bench.stateOf(record)).toMatchObject({ state: 'published' });
    const opened = await approve(of, '破-错');
    expect(opened.caseId).not.toBe(caseId);
    expect(await bench.stateOf(record)).toMatchObject({ state: 'held' });
    await bench.say('reorganisation.carried-out', { rulingNumber: '破-错' });
  });

  it('is withdrawn by who applied, as long as the court has not confirmed', async () => {
    const of = await bench.enterprise();
    const { caseId } = await bench.apply(await bench.application(of, { rulingNumber: '破-回', by: manager }));
    const bare = { by: manager, reason: '改由管理人申请' };
    expect(await bench.act<WithdrawReorganisationAct>({ caseId }, withdrawReorganisationUpdate, bare)).toMatchObject({
      accepted: true,
      status: 'withdrawn',
    });
    expect(await bench.end({ caseId })).toEqual({ status: 'withdrawn' });
    await keepHistory(bench, reorganisationWorkflowId(caseId), 'reorganisation-withdrawn');
  });

  it('is never opened where nobody applies within ten minutes', async () => {
    const caseId = randomUUID();
    const workflowId = reorganisationWorkflowId(caseId);
    const { taskQueue } = bench;
    const args = [{ caseId, begin: 'door' }] as const;
    await bench.env.client.workflow.start('reorganisation', { workflowId, taskQueue, args: [...args] });
    await bench.later('11 minutes');
    expect(await bench.end({ caseId })).toEqual({ status: 'never-opened' });
    await keepHistory(bench, workflowId, 'reorganisation-never-opened');
  });

  it('is not registered without a court, or a second time for the same subject', async () => {
    const of = await bench.enterprise();
    const wrong = await bench.apply(await bench.application(of, { court: 'market', ruledOn: '2026-12-01' }));
    expect(wrong.answer).toMatchObject({
      outcome: 'not-registered',
      refusals: [{ code: 'not-a-court' }, { code: 'ruling-in-the-future' }],
    });
    expect(await bench.end(wrong)).toEqual({ status: 'never-opened' });
    await keepHistory(bench, reorganisationWorkflowId(wrong.caseId), 'reorganisation-not-registered');
    const first = await bench.apply(await bench.application(of, { rulingNumber: '破-4' }));
    const again = await bench.apply(await bench.application(of, { rulingNumber: '破-5' }));
    expect(again.answer).toMatchObject({ outcome: 'not-registered', refusals: [{ code: 'reorganisation-open' }] });
    const other = await bench.apply(await bench.application(await bench.enterprise(), { rulingNumber: '破-4' }));
    expect(other.answer).toMatchObject({ outcome: 'not-registered', refusals: [{ code: 'ruling-of-another' }] });
    await bench.say('reorganisation.not-approved', { rulingNumber: '破-4', reason: '查无此裁定' });
    expect(await bench.end(first)).toEqual({ status: 'not-confirmed' });
  });

  it('takes a statement of the court, and of the administrator alone', async () => {
    const of = await bench.enterprise();
    const record = await bench.record(of);
    const { caseId } = await approve(of, '破-6');
    const on = { caseId: caseId ?? '' };
    const say = (by: typeof manager) =>
      bench.act<AddStatementAct>(on, addStatementUpdate, { by, text: '重整计划执行中，经营正常。' });
    expect(await say(manager)).toMatchObject({ accepted: false, refusals: [{ code: 'statement-by-administrator' }] });
    expect(await say(administrator)).toMatchObject({ accepted: true });
    await bench.say('reorganisation.statement', { rulingNumber: '破-6', text: '本院监督执行。' });
    const rows = await bench.sql<{ by_role: string; body: string }>(
      'select by_role, body from record_statement where record_id = ? order by by_role',
      [record],
    );
    expect(rows.map(({ by_role }) => by_role)).toEqual(['administrator', 'court']);
    for (const { body } of rows) expect(body).not.toContain('执行');
    await bench.say('reorganisation.carried-out', { rulingNumber: '破-6' });
    expect(await bench.end(on)).toEqual({ status: 'shielded-for-good' });
    await keepHistory(bench, reorganisationWorkflowId(on.caseId), 'reorganisation-with-statements');
  });
});
