import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Objection } from '../../db/entities/objection.ts';
import { OBJECTION_WORKFLOW, objectionWorkflowId } from '../../workflows/messages/objection.ts';
import { publicityWorkflowId } from '../../workflows/messages/publicity.ts';
import { outcomeOf } from '../support/cases.ts';
import { keepHistory } from '../support/histories.ts';
import { checker, MEASURE, ObjectionBench } from '../support/objection-bench.ts';
import { clerk, colleagueOf, officerOf } from '../support/repair-bench.ts';

// Friday 18 September 2026: the Sunday after is worked for the National Day.
const START = '2026-09-18T02:00:00.000Z';
const NOTHING = { facts: null, severity: null, decidedOn: null, measuresLifted: [] } as const;

describe('an objection', () => {
  let bench: ObjectionBench;
  beforeAll(async () => {
    bench = await ObjectionBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('marks the record and holds its measures from its receipt on, and hides nothing', async () => {
    const recordId = await bench.shown();
    expect((await bench.standing(recordId)).measuresInForce).toEqual([MEASURE.code]);
    const on = await bench.object(recordId);
    expect(on.answer).toMatchObject({
      outcome: 'registered',
      status: 'awaiting-forwarding',
      next: { kind: 'objection-forward-by', due: '2026-09-20', provisional: false },
    });
    expect(await bench.standing(recordId)).toMatchObject({ published: true, shared: true, measuresInForce: [] });
    expect(await bench.holds(recordId)).toEqual(['objection']);
    expect(await bench.pushed(recordId)).toEqual(['record.published', 'record.under-objection']);
    expect(await bench.notices(on)).toEqual(['objection-received → zhang', 'objection-to-forward → window/officer']);
    await bench.leave(on);
  }, 60_000);

  it('goes on to the desk of the authority, whose term begins with the forwarding', async () => {
    const on = await bench.object(await bench.shown());
    // Nobody but the window has it before.
    expect(await outcomeOf(bench.reject(on))).toBe('StatusNotAllowed');
    expect(await outcomeOf(bench.forward(on, { by: checker }))).toBe('RoleNotAllowed');
    expect(await bench.forward(on)).toMatchObject({
      status: 'in-check',
      next: { kind: 'objection-answer-by', due: '2026-09-24' },
    });
    expect(await bench.clock(on, 'objection-forward-by')).toMatchObject({ state: 'met' });
    expect(await outcomeOf(bench.reject(on, { by: clerk }))).toBe('RoleNotAllowed');
    expect(await outcomeOf(bench.reject(on, { by: officerOf('transport') }))).toBe('RoleNotAllowed');
    expect(await bench.clocks(on)).toEqual(['objection-answer-by']);
    await bench.leave(on);
  }, 60_000);

  it('rejected: the measures come back, and who objected hears why and what can be done', async () => {
    const on = await bench.inCheck();
    // Who entered the record may put it right, and does not say alone that it was right all along.
    const enteredIt = { by: colleagueOf('market') };
    expect(await outcomeOf(bench.reject(on, enteredIt))).toBe('refused: recorder-may-not-reject');
    expect(await bench.standing(on.recordId)).toMatchObject({ measuresInForce: [] });
    expect(await outcomeOf(bench.reject(on))).toBe('rejected');
    expect(await bench.ended(on)).toEqual({ status: 'rejected' });
    expect(await bench.standing(on.recordId)).toMatchObject({ published: true, measuresInForce: [MEASURE.code] });
    // Whoever holds a copy marks it while the objection is open, and confirms both times.
    expect(await bench.pushed(on.recordId)).toEqual([
      'record.published',
      'record.under-objection',
      'record.objection-over',
    ]);
    expect(await bench.marks(on.recordId)).toEqual([false, true, false]);
    const asked = await bench.sql<{ due: string }>(
      "select due::text from push where record_id = ? and kind like 'record.%objection%'",
      [on.recordId],
    );
    expect(asked).toEqual([{ due: '2026-09-22' }, { due: '2026-09-22' }]);
    expect(await bench.holds(on.recordId)).toEqual(['objection lifted']);
    expect(await bench.clock(on, 'objection-answer-by')).toMatchObject({ state: 'met' });
    expect(await bench.row(on)).toMatchObject({ outcome: { kind: 'rejected' }, nextKind: null });
    const [body] = await bench.noticeBodies(on, 'objection-rejected');
    expect(body).toMatch(/执法录像证明事实无误.*\n[^]*行政复议/);
    await keepHistory(bench, objectionWorkflowId(on.caseId), 'objection-rejected');
    // The same again needs something new; and it holds the measures again.
    expect((await bench.object(on.recordId)).answer).toMatchObject({ refusals: [{ code: 'objection-answered' }] });
    expect((await bench.standing(on.recordId)).measuresInForce).toEqual([MEASURE.code]);
    const again = await bench.object(on.recordId, { newFacts: '新的鉴定意见' });
    expect(again.answer).toMatchObject({ outcome: 'registered' });
    expect((await bench.standing(on.recordId)).measuresInForce).toEqual([]);
    await bench.leave(again);
  }, 60_000);

  it('corrected altogether: the record is gone everywhere, with its measures, and its publicity says so', async () => {
    const on = await bench.inCheck();
    expect(await outcomeOf(bench.correct(on))).toBe('corrected');
    expect(await bench.ended(on)).toEqual({ status: 'corrected' });
    expect(await bench.standing(on.recordId)).toMatchObject({
      state: 'ended',
      published: false,
      shared: false,
      measuresInForce: [],
    });
    expect(await bench.pushed(on.recordId)).toEqual(['record.published', 'record.under-objection', 'record.withdrawn']);
    expect(await bench.publicityOf(on.recordId)).toMatchObject({
      status: 'corrected',
      outcome: { kind: 'corrected', on: '2026-09-18' },
    });
    expect(await bench.endOfPublicity(on.recordId)).toEqual({ status: 'corrected' });
    expect(await bench.holds(on.recordId)).toEqual(['objection lifted']);
    expect(await bench.row(on)).toMatchObject({ outcome: { kind: 'corrected', scope: 'record' } });
    await keepHistory(bench, objectionWorkflowId(on.caseId), 'objection-corrected-record');
    await keepHistory(bench, publicityWorkflowId(on.recordId), 'publicity-corrected');
    expect((await bench.object(on.recordId)).answer).toMatchObject({ refusals: [{ code: 'objection-record-void' }] });
  }, 60_000);

  it('corrected in its class: the days are reckoned anew, the copies told, and it stands on', async () => {
    const on = await bench.inCheck();
    const before = await bench.recordRow(on.recordId);
    expect(before).toMatchObject({ severity: 'general', endsBy: '2027-04-10', publishBy: '2026-04-21' });
    const correction = { ...NOTHING, scope: 'fields', severity: 'minor', decidedOn: '2026-04-01' } as const;
    expect(await outcomeOf(bench.correct(on, correction))).toBe('corrected');
    // A minor record is not shown in principle: it has been shown in error.
    expect(await bench.recordRow(on.recordId)).toMatchObject({
      severity: 'minor',
      published: false,
      decidedOn: '2026-04-01',
      publishBy: null,
      endsBy: '2026-07-01',
    });
    expect(await bench.pushed(on.recordId)).toEqual(['record.published', 'record.under-objection', 'record.ended']);
    await bench.until(async () => (await bench.publicityOf(on.recordId)).status === 'ended-by-time');
    expect(await bench.standing(on.recordId)).toMatchObject({ state: 'ended-by-time', measuresInForce: [] });
    await keepHistory(bench, objectionWorkflowId(on.caseId), 'objection-corrected-fields');
  }, 60_000);

  it('corrected in its facts and one measure: shown with them, and the rest comes back', async () => {
    const measures = [MEASURE, { ...MEASURE, code: 'F01' }];
    const on = await bench.inCheck({ measures });
    const correction = { ...NOTHING, scope: 'fields', facts: '逾期公示年度报告', measuresLifted: ['F01'] } as const;
    expect(await outcomeOf(bench.correct(on, correction))).toBe('corrected');
    expect(await bench.standing(on.recordId)).toMatchObject({ published: true, measuresInForce: [MEASURE.code] });
    expect(await bench.recordRow(on.recordId)).toMatchObject({ facts: '逾期公示年度报告', endsBy: '2027-04-10' });
    expect(await bench.pushed(on.recordId)).toEqual(['record.published', 'record.under-objection', 'record.corrected']);
    expect(await bench.marks(on.recordId)).toEqual([false, true, false]);
    expect(await bench.publicityOf(on.recordId)).toMatchObject({ status: 'running' });
    const [body] = await bench.noticeBodies(on, 'objection-corrected');
    expect(body).toMatch(/已更正：所载事实、惩戒措施/);
  }, 60_000);

  it('corrected to a lighter class: the measures that it does not allow go with it, and whoever applied them undoes them', async () => {
    const measures = ['A02', 'A03', MEASURE.code].map((code) => ({ ...MEASURE, code }));
    const recordId = await bench.shown({ severity: 'serious', measures });
    for (const measure of ['A02', MEASURE.code]) {
      const executedOn = await bench.today();
      expect(await outcomeOf(bench.execute(recordId, measure, executedOn))).toBe('running');
    }
    const on = await bench.object(recordId, { window: null });
    const correction = { ...NOTHING, scope: 'fields', severity: 'general' } as const;
    expect(await outcomeOf(bench.correct(on, correction))).toBe('corrected');
    expect(await bench.standing(recordId)).toMatchObject({ published: true, measuresInForce: [MEASURE.code] });
    expect(await bench.lifted(recordId)).toEqual(['A02', 'A03']);
    // Applied, it was to be suspended, and is to be undone; not applied yet, it is called off; what the class allows stays.
    expect(await bench.askedOf(recordId)).toEqual([
      'A01 apply',
      'A01 suspend called off',
      'A02 apply',
      'A02 suspend called off',
      'A02 undo',
      'A03 apply called off',
    ]);
    const [body] = await bench.noticeBodies(on, 'objection-corrected');
    expect(body).toMatch(/已更正：失信等级、惩戒措施。\n下列惩戒措施与更正后的失信等级不相当，一并解除.*：.+、.+。\n/);
    const [event] = await bench.sql<{ data: object }>(
      "select data from timeline_entry where case_id = ? and kind = 'objection-corrected'",
      [on.caseId],
    );
    expect(event?.data).toMatchObject({ fields: ['severity', 'measures'], measures: ['A02', 'A03'] });
    const { correction: carriedOut } = await bench.orm.em.fork().findOneOrFail(Objection, { caseId: on.caseId });
    expect(carriedOut).toMatchObject({ severity: 'general', measuresLifted: ['A02', 'A03'] });
  }, 60_000);

  it('of a list of serious dishonesty it is withdrawn whole, or stays what it is: there is no lighter entry', async () => {
    const on = await bench.inCheck({ kind: 'serious-list', severity: 'serious' });
    const lighter = { ...NOTHING, scope: 'fields', severity: 'general' } as const;
    expect(await bench.correct(on, lighter)).toMatchObject({ refusals: [{ code: 'correction-of-list' }] });
    expect(await bench.recordRow(on.recordId)).toMatchObject({ kind: 'serious-list', severity: 'serious' });
    expect(await outcomeOf(bench.correct(on))).toBe('corrected');
  }, 60_000);

  it('never leaves anybody worse off, nor answers with nothing: refused, and the check goes on', async () => {
    const on = await bench.inCheck();
    const graver = { ...NOTHING, scope: 'fields', severity: 'serious' } as const;
    expect(await bench.correct(on, graver)).toMatchObject({ refusals: [{ code: 'correction-heavier' }] });
    expect(await bench.correct(on, { ...NOTHING, scope: 'fields' })).toMatchObject({
      refusals: [{ code: 'correction-empty' }],
    });
    expect(await bench.recordRow(on.recordId)).toMatchObject({ severity: 'general' });
    expect(await bench.holds(on.recordId)).toEqual(['objection']);
    await bench.leave(on);
  }, 60_000);

  it('taken back by who made it, before and after it was passed on; for somebody only on their paper', async () => {
    const first = await bench.object(await bench.shown());
    expect(await outcomeOf(bench.takeBack(first))).toBe('withdrawn');
    expect(await bench.ended(first)).toEqual({ status: 'withdrawn' });
    expect(await bench.standing(first.recordId)).toMatchObject({ measuresInForce: [MEASURE.code] });
    expect(await bench.pushed(first.recordId)).toContain('record.objection-over');
    await keepHistory(bench, objectionWorkflowId(first.caseId), 'objection-withdrawn');
    const second = await bench.inCheck();
    expect(await bench.takeBack(second, checker)).toMatchObject({ refusals: [{ code: 'withdrawal-needs-proof' }] });
    expect(await outcomeOf(bench.takeBack(second, checker, '书面撤回申请（2026-09-18）'))).toBe('withdrawn');
    expect(await bench.notices(second)).toContain('objection-ended-for-desk → window/officer');
    // What was taken back may be brought again.
    const again = await bench.object(second.recordId);
    expect(again.answer).toMatchObject({ outcome: 'registered' });
    await bench.leave(again);
  }, 60_000);

  it('on paper at the authority itself is in check at once, from the day of its receipt', async () => {
    const on = await bench.object(await bench.shown(), {
      by: checker,
      window: null,
      applicantSub: null,
      contact: null,
      receivedOn: '2026-09-17',
    });
    expect(on.answer).toMatchObject({ status: 'in-check', next: { due: '2026-09-23' } });
    // Nobody has an account: the desk prints what they are told.
    expect(await bench.notices(on)).toEqual([
      'objection-received → market/officer',
      'objection-to-check → market/officer',
    ]);
    expect((await bench.object(on.recordId, { receivedOn: '2026-09-19' })).answer).toMatchObject({
      outcome: 'not-registered',
    });
    await bench.leave(on);
  }, 60_000);

  it('a second to the same record is refused, and names the first; both at once make one', async () => {
    const recordId = await bench.shown();
    const both = await Promise.all([bench.object(recordId), bench.object(recordId, { about: 'severity' })]);
    const [first] = both.filter(({ answer }) => answer.outcome === 'registered');
    const [second] = both.filter(({ answer }) => answer.outcome === 'not-registered');
    if (first === undefined || second === undefined) throw new Error(JSON.stringify(both));
    const { number } = await bench.row(first);
    expect(second.answer).toMatchObject({
      refusals: [{ code: 'objection-open', text: { zh: expect.stringContaining(number) } }],
    });
    expect(await bench.holds(recordId)).toEqual(['objection']);
    expect(await bench.ended(second)).toEqual({ status: 'never-opened' });
    await keepHistory(bench, objectionWorkflowId(second.caseId), 'objection-not-registered');
    await bench.leave(first);
  }, 60_000);

  it('never opened: nothing within ten minutes, and nothing to be seen of it', async () => {
    const caseId = randomUUID();
    await bench.env.client.workflow.start(OBJECTION_WORKFLOW, {
      workflowId: objectionWorkflowId(caseId),
      taskQueue: bench.taskQueue,
      args: [{ caseId, begin: 'door' }],
    });
    await bench.later('11 minutes');
    expect(await bench.ended({ caseId })).toEqual({ status: 'never-opened' });
    await keepHistory(bench, objectionWorkflowId(caseId), 'objection-never-opened');
  }, 60_000);

  it('a subject says something beside its record, says it otherwise, and takes it back', async () => {
    const recordId = await bench.shown();
    expect(await outcomeOf(bench.withdrawDeclaration(recordId))).toBe('refused: no-declaration');
    expect(await outcomeOf(bench.declare(recordId, '已整改'))).toBe('running');
    expect(await outcomeOf(bench.declare(recordId, '已整改完毕，欢迎监督'))).toBe('running');
    expect(await bench.declarations(recordId)).toEqual(['replaced', null]);
    expect(await bench.declare(recordId, '字'.repeat(501))).toMatchObject({
      refusals: [{ code: 'declaration-too-long' }],
    });
    expect(await outcomeOf(bench.declareOnPaper(recordId, '代为声明', { by: clerk }))).toBe('RoleNotAllowed');
    expect(await outcomeOf(bench.withdrawDeclaration(recordId))).toBe('running');
    expect(await bench.declarations(recordId)).toEqual(['replaced', 'withdrawn']);
    const [row] = await bench.sql<{ body: string }>('select body from record_declaration where record_id = ?', [
      recordId,
    ]);
    expect(row?.body).not.toContain('整改');
    await bench.withdrawRecord(recordId);
    // Where nothing is shown there is nothing to say anything beside.
    expect(await outcomeOf(bench.declare(recordId, '已整改'))).toBe('closed');
  }, 60_000);
});
