import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findRepairBar } from '../../db/queries/repair-bar.ts';
import { addDays, addMonths } from '../../domain/time.ts';
import { repairWithdrawalWorkflowId } from '../../workflows/messages/repair-withdrawal.ts';
import { outcomeOf } from '../support/cases.ts';
import { boss, decider, proposer } from '../support/hearing-bench.ts';
import { keepHistory } from '../support/histories.ts';
import { type RepairedWish, WithdrawalBench } from '../support/withdrawal-bench.ts';

// Thursday 10 September 2026, 10:00 in Shanghai.
const START = '2026-09-10T02:00:00.000Z';
const SERIOUS = { sector: 'wage-arrears', severity: 'serious', decidedOn: '2026-01-10' } as const;
const MEASURES = [{ code: 'A01', from: '2026-01-10', until: null }];

describe('a withdrawal of a repair that did not hear what was said in time', () => {
  let bench: WithdrawalBench;
  beforeAll(async () => {
    bench = await WithdrawalBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('is set aside: the repair stands and nothing bars, until it is upheld anew with an answer', async () => {
    const { opened, recordId, falseRecord, repairedOn, due } = await upheld({ ...SERIOUS, measures: MEASURES });
    expect(await bench.standing(recordId)).toMatchObject({ published: true, measuresInForce: ['A01'] });
    expect(await barOf(opened)).not.toBeNull();
    expect(await outcomeOf(bench.reopen(opened, due))).toBe('awaiting-decision');
    expect(await bench.recordRow(falseRecord)).toMatchObject({ endedHow: 'withdrawn' });
    expect(await bench.recordRow(recordId)).toMatchObject({ endedHow: 'repaired', endedOn: repairedOn });
    expect(await bench.standing(recordId)).toMatchObject({ state: 'ended', shared: false, measuresInForce: [] });
    expect(await barOf(opened)).toBeNull();
    expect(await bench.row(opened)).toMatchObject({
      status: 'awaiting-decision',
      outcome: null,
      closedAt: null,
      round: 1,
    });
    expect(await bench.clocks(opened)).toEqual(['withdrawal-decide-by']);
    expect((await bench.timeline(opened)).slice(-3)).toEqual([
      'withdrawal-reopened',
      'withdrawal-undone',
      'withdrawal-statement-made',
    ]);
    expect(await bench.notices(opened)).toEqual(
      expect.arrayContaining([
        'withdrawal-undone → zhang',
        'withdrawal-reopened → zhang',
        'withdrawal-reopened-for-desk → market/officer',
        `withdrawal-reopened-for-desk → ${decider.sub}`,
        `withdrawal-reopened-for-desk → ${proposer.sub}`,
      ]),
    );
    // Still under way: nobody opens another withdrawal of it.
    expect((await bench.propose(opened.repair)).answer).toMatchObject({ refusals: [{ code: 'withdrawal-open' }] });

    expect(await outcomeOf(bench.uphold(opened, { by: proposer }))).toBe('refused: proposer-may-not-decide');
    expect(await outcomeOf(bench.uphold(opened))).toBe('refused: statement-needs-answer');
    await bench.skipTo(`${addDays(await bench.today(), 4)}T02:00:00.000Z`);
    const answerToStatement = '代办公司的行为由本单位负责，不予采纳';
    expect(await outcomeOf(bench.uphold(opened, { answerToStatement }))).toBe('upheld');
    expect(await bench.ended(opened)).toEqual({ status: 'upheld' });
    const [, decision] = await bench.noticeBodies(opened, 'withdrawal-upheld');
    expect(decision).toContain(answerToStatement);
    expect(await bench.standing(recordId)).toMatchObject({ published: true, measuresInForce: ['A01'] });
    expect(await barOf(opened)).toMatchObject({ until: addMonths(await bench.today(), 36) });
    await keepHistory(bench, repairWithdrawalWorkflowId(opened.caseId), 'repair-withdrawal-reopened-and-upheld');
    expect(await outcomeOf(bench.reopen(opened, due))).toBe('refused: statement-heard-already');
    await keepHistory(bench, repairWithdrawalWorkflowId(opened.caseId), 'repair-withdrawal-reopening-refused');
  }, 300_000);

  it('is dropped then: the repair stands for good', async () => {
    const { opened, recordId, repairedOn, due } = await upheld(SERIOUS);
    expect(await outcomeOf(bench.reopen(opened, due))).toBe('awaiting-decision');
    expect(await outcomeOf(bench.drop(opened))).toBe('dropped');
    expect(await bench.ended(opened)).toEqual({ status: 'dropped' });
    expect(await bench.recordRow(recordId)).toMatchObject({
      endedHow: 'repaired',
      endedOn: repairedOn,
      restartedOn: null,
    });
    expect(await barOf(opened)).toBeNull();
    await keepHistory(bench, repairWithdrawalWorkflowId(opened.caseId), 'repair-withdrawal-reopened-and-dropped');
    // The repair may be looked at again.
    const again = await bench.propose(opened.repair);
    expect(again.answer).toMatchObject({ outcome: 'opened' });
    await bench.leave(again);
  }, 300_000);

  it('brings back anew no more than before', async () => {
    const { opened, due } = await upheld({ count: 2 }, 1);
    expect(await outcomeOf(bench.reopen(opened, due))).toBe('awaiting-decision');
    const answerToStatement = '不予采纳';
    expect(await outcomeOf(bench.uphold(opened, { answerToStatement }))).toBe('refused: heavier-than-before');
    const records = opened.repair.recordIds.slice(0, 1);
    expect(await outcomeOf(bench.uphold(opened, { answerToStatement, records }))).toBe('upheld');
  }, 300_000);

  it('is refused where it was late, to an officer, and to who proposed it', async () => {
    const { opened, recordId, due } = await upheld({});
    expect(await outcomeOf(bench.reopen(opened, addDays(due, 1)))).toBe('refused: handed-in-late');
    expect(await outcomeOf(bench.reopen(opened, due, { by: decider }))).toBe('RoleNotAllowed');
    expect(await outcomeOf(bench.reopen(opened, due, { by: { ...boss, sub: proposer.sub } }))).toBe(
      'refused: proposer-may-not-register',
    );
    expect(await outcomeOf(bench.reopen(opened, due, { text: null }))).toBe('refused: nothing-handed-in');
    expect(await bench.standing(recordId)).toMatchObject({ published: true });
  }, 300_000);

  async function upheld(wish: RepairedWish, only: number | null = null) {
    const opened = await bench.served(wish);
    const { due } = await bench.clock(opened, 'statement-by');
    const [recordId = ''] = opened.repair.recordIds;
    const repairedOn = (await bench.recordRow(recordId)).endedOn ?? '';
    await bench.pastStatements(opened);
    const records = only === null ? null : opened.repair.recordIds.slice(0, only);
    expect(await outcomeOf(bench.uphold(opened, { records }))).toBe('upheld');
    const { outcome } = await bench.row(opened);
    const { falseRepairRecord } = outcome as unknown as { falseRepairRecord: string };
    return { opened, recordId, falseRecord: falseRepairRecord, repairedOn, due };
  }

  async function barOf({ repair }: { repair: { subjectId: string } }) {
    return await findRepairBar(bench.orm.em.fork(), repair.subjectId, await bench.today());
  }
});
