import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { objectionWorkflowId } from '../../workflows/messages/objection.ts';
import { publicityWorkflowId } from '../../workflows/messages/publicity.ts';
import { outcomeOf } from '../support/cases.ts';
import { keepHistory } from '../support/histories.ts';
import { boss, checker, ObjectionBench } from '../support/objection-bench.ts';
import { clerk } from '../support/repair-bench.ts';

// Friday 18 September 2026: the Sunday after is worked for the National Day.
const START = '2026-09-18T02:00:00.000Z';

describe('what subjects say', () => {
  let bench: ObjectionBench;
  beforeAll(async () => {
    bench = await ObjectionBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('a statement handed in on paper is registered with its day, told to the subject, and stands as its own', async () => {
    const recordId = await bench.shown();
    const declare = (text: string, receivedOn: string | null, change: { reason?: string | null } = {}) =>
      bench.declareOnPaper(recordId, text, { receivedOn, ...change });
    expect(await outcomeOf(declare('已整改', '2026-09-19'))).toBe('refused: receipt-in-future');
    expect(await outcomeOf(declare('已整改', '2026-08-03'))).toBe('refused: backdating-needs-supervisor');
    expect(await outcomeOf(bench.declareOnPaper(recordId, '代为声明', { by: clerk }))).toBe('RoleNotAllowed');
    for (const reason of [null, ' '])
      expect(await outcomeOf(declare('已整改', '2026-09-17', { reason }))).toBe('refused: declaration-needs-proof');
    expect(await outcomeOf(bench.declareOnPaper(recordId, '已整改', { by: boss, receivedOn: '2026-08-03' }))).toBe(
      'running',
    );
    expect(await outcomeOf(declare('已整改完毕', '2026-09-17'))).toBe('running');
    expect(await bench.declarations(recordId)).toEqual(['replaced', null]);
    const rows = await bench.sql<{ on: string; paper: boolean; ended: string | null }>(
      `select received_on::text as on, on_paper as paper, ended_on::text as ended from record_declaration
       where record_id = ? order by received_on`,
      [recordId],
    );
    expect(rows).toEqual([
      { on: '2026-08-03', paper: true, ended: '2026-09-17' },
      { on: '2026-09-17', paper: true, ended: null },
    ]);
    const [, body] = await bench.noticeBodies({ caseId: recordId }, 'declaration-registered');
    expect(body).toMatch(/2026年9月17日收到的书面材料.*本人声明：已整改完毕。\n依据的材料：本人声明（签名原件）。/);
    // It is the subject's own, to change and to take back.
    expect(await outcomeOf(bench.withdrawDeclaration(recordId))).toBe('running');
  }, 60_000);

  it('a paper that is written down later than what the subject said since puts nothing back', async () => {
    const recordId = await bench.shown();
    expect(await outcomeOf(bench.declare(recordId, '网上声明'))).toBe('running');
    expect(await outcomeOf(bench.declareOnPaper(recordId, '书面声明'))).toBe('refused: declaration-overtaken');
    const paper = { by: checker, reason: '撤回书（2026-09-17）', receivedOn: '2026-09-17' };
    expect(await outcomeOf(bench.withdrawDeclaration(recordId, paper))).toBe('refused: declaration-overtaken');
    const now = { ...paper, receivedOn: null };
    expect(await outcomeOf(bench.withdrawDeclaration(recordId, { ...now, reason: null }))).toBe(
      'refused: withdrawal-needs-proof',
    );
    expect(await outcomeOf(bench.withdrawDeclaration(recordId, now))).toBe('running');
    // Nor does one from before it was taken back.
    expect(await outcomeOf(bench.declareOnPaper(recordId, '书面声明'))).toBe('refused: declaration-overtaken');
    expect(await bench.declarations(recordId)).toEqual(['withdrawn']);
  }, 60_000);

  it('whoever keeps a copy is told of each change at once, with a mark that stands, and has a day to confirm it by', async () => {
    const on = await bench.object(await bench.shown());
    const { recordId } = on;
    expect(await outcomeOf(bench.declare(recordId, '已整改'))).toBe('running');
    expect(await outcomeOf(bench.declare(recordId, '已整改完毕'))).toBe('running');
    expect(await outcomeOf(bench.withdrawDeclaration(recordId))).toBe('running');
    const told = 'record.declaration-changed';
    expect(await bench.pushed(recordId)).toEqual(['record.published', 'record.under-objection', told, told, told]);
    expect(await bench.declarationsTold(recordId)).toEqual([null, null, '已整改', '已整改完毕', null]);
    expect(await bench.marks(recordId)).toEqual([false, true, true, true, true]);
    const due = await bench.sql<{ due: string }>(
      'select distinct due::text from push where record_id = ? and kind = ?',
      [recordId, told],
    );
    expect(due).toEqual([{ due: '2026-09-22' }]);
    const [state] = await bench.sql<{ started: number }>(
      `select count(*)::integer as started from delivery d join push p on p.id = d.push_id
       where p.record_id = ? and p.kind = ?`,
      [recordId, told],
    );
    expect(state).toEqual({ started: 3 });
    await bench.withdrawRecord(recordId);
    expect(await bench.endOfPublicity(recordId)).toEqual({ status: 'withdrawn' });
    await keepHistory(bench, publicityWorkflowId(recordId), 'publicity-declared');
  }, 60_000);

  it('what is added to an objection is kept in order, told to its desk, and moves no date', async () => {
    const on = await bench.object(await bench.shown());
    const dueOf = async (kind: string) => (await bench.clock(on, kind)).due;
    const forwardBy = await dueOf('objection-forward-by');
    expect(await outcomeOf(bench.supplement(on, '当日停业'))).toBe('awaiting-forwarding');
    expect(await dueOf('objection-forward-by')).toBe(forwardBy);
    expect(await bench.notices(on)).toEqual(
      expect.arrayContaining(['objection-supplemented → zhang', 'objection-supplement-to-read → window/officer']),
    );
    await bench.forward(on);
    const answerBy = await dueOf('objection-answer-by');
    expect(await outcomeOf(bench.supplement(on, '门店已转让', { evidence: null }))).toBe('in-check');
    // On paper at the desk that has it now, and nowhere else.
    const paper = { by: checker, receivedOn: '2026-09-17' };
    expect(await outcomeOf(bench.supplement(on, '书面补充', paper))).toBe('refused: supplement-before-objection');
    expect(await outcomeOf(bench.supplement(on, '书面补充', { by: clerk }))).toBe('RoleNotAllowed');
    expect(await outcomeOf(bench.supplement(on, '书面补充', { by: checker, receivedOn: '2026-09-18' }))).toBe(
      'in-check',
    );
    expect(await dueOf('objection-answer-by')).toBe(answerBy);
    await bench.inspect(on);
    const until = await dueOf('objection-inspection-until');
    expect(await outcomeOf(bench.supplement(on, '鉴定材料'))).toBe('inspection');
    expect(await dueOf('objection-inspection-until')).toBe(until);
    expect((await bench.supplements(on)).map(({ seq, body, onPaper }) => [seq, body, onPaper])).toEqual([
      [1, '当日停业', false],
      [2, '门店已转让', false],
      [3, '书面补充', true],
      [4, '鉴定材料', false],
    ]);
    expect((await bench.timeline(on)).filter((kind) => kind === 'objection-supplemented')).toHaveLength(4);
    await bench.endInspection(on);
    expect(await outcomeOf(bench.reject(on, { supplementsRead: 4 }))).toBe('rejected');
    expect(await bench.ended(on)).toEqual({ status: 'rejected' });
    expect(await outcomeOf(bench.supplement(on, '补充'))).toBe('closed');
    await keepHistory(bench, objectionWorkflowId(on.caseId), 'objection-supplemented');
  }, 60_000);

  it('no answer stands that does not say that all supplements on file were read; one that does stands', async () => {
    const on = await bench.inCheck();
    expect(await outcomeOf(bench.supplement(on, '当日停业'))).toBe('in-check');
    // Answered a while after it came in, and still unread.
    await bench.skipTo('2026-09-18T03:00:00.000Z');
    expect(await outcomeOf(bench.reject(on))).toBe('refused: supplement-unread');
    expect(await outcomeOf(bench.correct(on))).toBe('refused: supplement-unread');
    // One more came in while the first was read.
    expect(await outcomeOf(bench.supplement(on, '门店已转让'))).toBe('in-check');
    const one = { supplementsRead: 1 };
    expect(await outcomeOf(bench.reject(on, one))).toBe('refused: supplement-unread');
    expect(await outcomeOf(bench.correct(on, { scope: 'record' }, one))).toBe('refused: supplement-unread');
    expect(await bench.holds(on.recordId)).toEqual(['objection']);
    expect(await outcomeOf(bench.correct(on, { scope: 'record' }, { supplementsRead: 2 }))).toBe('corrected');
    expect(await bench.ended(on)).toEqual({ status: 'corrected' });
  }, 60_000);
});
