import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { annulUpdate, publicityWorkflowId, withdrawRecordUpdate } from '../../workflows/messages/publicity.ts';
import { outcomeOf } from '../support/cases.ts';
import { boss, proposer } from '../support/hearing-bench.ts';
import { keepHistory } from '../support/histories.ts';
import { type OpenWithdrawal, type RepairedWish, WithdrawalBench } from '../support/withdrawal-bench.ts';

// Thursday 10 September 2026, 10:00 in Shanghai.
const START = '2026-09-10T02:00:00.000Z';
const MEASURES = [{ code: 'A01', from: '2026-01-10', until: null }];

describe('the withdrawal of a repair falls with its own record', () => {
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

  it('annulled on reconsideration, the repair stands again since its own day, with all that it had lifted', async () => {
    const { opened, recordId, repairedOn, before, falseRecord } = await upheld({
      sector: 'wage-arrears',
      severity: 'serious',
      decidedOn: '2026-01-10',
      measures: MEASURES,
    });
    expect(await bench.standing(recordId)).toMatchObject({ state: 'published', measuresInForce: ['A01'] });
    expect((await bench.recordRow(recordId)).endsBy).not.toBe(before.endsBy);
    await bench.later('1 second');
    expect(pushed.map(({ kind }) => kind)).toContain('record.restored');
    pushed.splice(0);

    expect(await outcomeOf(annul(falseRecord))).toBe('annulled');
    expect(await bench.recordRow(recordId)).toMatchObject({
      endedHow: 'repaired',
      endedOn: repairedOn,
      restartedOn: null,
      endsBy: before.endsBy,
      minimumEnds: before.minimumEnds,
      applyFrom: before.applyFrom,
    });
    expect(await bench.standing(recordId)).toMatchObject({ state: 'ended', shared: false, measuresInForce: [] });
    const lifted = await bench.sql('select lifted_on from record_measure where record_id = ?', [recordId]);
    expect(lifted).toEqual([{ lifted_on: repairedOn }]);
    expect(await bench.row({ caseId: recordId })).toMatchObject({
      status: 'repaired',
      nextKind: null,
      outcome: { kind: 'repaired', on: repairedOn },
    });
    expect(await publicityOf(recordId).result()).toEqual({ status: 'repaired' });
    await keepHistory(bench, publicityWorkflowId(recordId), 'publicity-repaired-again');
    expect((await bench.timeline({ caseId: recordId })).slice(-2)).toEqual(['record-restored', 'repair-stands-again']);
    await bench.later('1 second');
    expect(pushed.map(({ kind }) => kind).sort()).toEqual(['record.ended', 'record.withdrawn']);
    // Both sides are told in the case that had withdrawn it.
    expect((await bench.timeline(opened)).at(-1)).toBe('withdrawal-undone');
    expect((await bench.notices(opened)).slice(-2).sort()).toEqual([
      'withdrawal-undone → zhang',
      'withdrawal-undone-for-desk → market/officer',
    ]);
    // The repair may be looked at again; once annulled, nothing is undone twice.
    const again = await bench.propose(opened.repair);
    expect(again.answer).toMatchObject({ outcome: 'opened' });
    await bench.leave(again);
  }, 300_000);

  it('taken back by who entered it, a record that ran out meanwhile counts as repaired in time', async () => {
    const { recordId, repairedOn, falseRecord } = await upheld({ decidedOn: '2026-04-10' });
    await bench.sql('update record set ends_by = ? where id = ?', [await bench.today(), recordId]);
    expect(await outcomeOf(withdraw(falseRecord))).toBe('withdrawn');
    expect(await bench.recordRow(recordId)).toMatchObject({ endedHow: 'repaired', endedOn: repairedOn });
  }, 300_000);

  it('leaves alone a record that itself never should have counted', async () => {
    const { opened, recordId, falseRecord } = await upheld({ decidedOn: '2026-04-10' });
    expect(await outcomeOf(annul(recordId))).toBe('annulled');
    const voided = await bench.recordRow(recordId);
    expect(await outcomeOf(annul(falseRecord))).toBe('annulled');
    expect(await bench.recordRow(recordId)).toMatchObject({ endedHow: 'annulled', endedOn: voided.endedOn });
    expect((await bench.timeline({ caseId: recordId })).at(-1)).toBe('record-ended');
    expect((await bench.timeline(opened)).at(-1)).toBe('withdrawal-undone');
  }, 300_000);

  async function upheld(wish: RepairedWish) {
    const opened: OpenWithdrawal & { repair: { recordIds: string[]; subjectId: string; caseId: string } } =
      await bench.served(wish);
    const [recordId = ''] = opened.repair.recordIds;
    const before = await bench.recordRow(recordId);
    await bench.pastStatements(opened);
    expect(await outcomeOf(bench.uphold(opened))).toBe('upheld');
    const { outcome } = await bench.row(opened);
    const { falseRepairRecord } = outcome as unknown as { falseRepairRecord: string };
    return { opened, recordId, before, repairedOn: before.endedOn ?? '', falseRecord: falseRepairRecord };
  }

  const publicityOf = (recordId: string) => bench.env.client.workflow.getHandle(publicityWorkflowId(recordId));

  async function withdraw(recordId: string) {
    const act = { id: randomUUID(), by: boss, receivedAt: await bench.now(), reason: '录入有误' };
    return await publicityOf(recordId).executeUpdate(withdrawRecordUpdate, { updateId: act.id, args: [act] });
  }

  async function annul(recordId: string) {
    const act = {
      id: randomUUID(),
      by: proposer,
      receivedAt: await bench.now(),
      annulledOn: await bench.today(),
      documentNumber: '行复〔2026〕9号',
      reason: '撤销修复决定认定事实不清，予以撤销',
    };
    return await publicityOf(recordId).executeUpdate(annulUpdate, { updateId: act.id, args: [act] });
  }
});
