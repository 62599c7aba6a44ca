/** What is found out about a record when it has run out or was repaired: its decision annulled, its duties done. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CaseInHand, SERVICE, takeInHand } from '../../activities/case/case-in-hand.ts';
import { endRecord, holdRecord, liftHold, restoreRecord } from '../../activities/record/record-effects.ts';
import { addDays, addMonths, endOfDay } from '../../domain/time.ts';
import { createWorkflowCalls } from '../../worker/workflow-calls.ts';
import * as messages from '../../workflows/messages/publicity.ts';
import { actAlsoAfterTheEnd } from '../support/after-the-end.ts';
import { keepHistory } from '../support/histories.ts';
import { type Entered, manager, officer, PublicityBench, supervisor } from '../support/publicity-bench.ts';

const START = '2026-06-01T02:00:00.000Z';
const ANNULLED_BY = { documentNumber: '（2026）示01行终1号' };

describe('a record that is over', () => {
  let bench: PublicityBench;
  let other: Entered;
  beforeAll(async () => {
    bench = await PublicityBench.start({ startAt: START });
    other = await bench.enter();
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  /** A step of another case, after which other workflows are told and started. */
  async function step<T>(write: (hand: CaseInHand) => Promise<T>): Promise<T> {
    const now = await bench.now();
    const { result, hand } = await bench.orm.em.fork().transactional(async (em) => {
      const taken = await takeInHand(em, other.caseId, SERVICE, now);
      return { result: await write(taken), hand: taken };
    });
    const calls = createWorkflowCalls(bench.env.client.workflow, bench.taskQueue);
    for (const start of hand.starts) await calls.startCase(start);
    for (const workflowId of hand.tell) await calls.tellCase(workflowId);
    return result;
  }
  const repair = ({ caseId: recordId }: Entered) =>
    step(async (hand) => endRecord(hand, { recordId, how: 'repaired', on: await bench.today() }));
  /** Its workflow has closed, without the clock being moved. */
  const closed = (one: Entered) =>
    bench.until(async () => (await bench.workflow(one).describe()).status.name === 'COMPLETED');
  const finished = (one: Entered) => bench.workflow(one).result();
  const report = (one: Entered, annulledOn: string) =>
    actAlsoAfterTheEnd<messages.ReportAnnulmentAct>(bench, one, messages.reportAnnulmentUpdate, {
      by: manager,
      annulledOn,
      ...ANNULLED_BY,
    });
  const annul = (one: Entered, annulledOn: string) =>
    actAlsoAfterTheEnd<messages.AnnulAct>(bench, one, messages.annulUpdate, {
      by: officer,
      annulledOn,
      ...ANNULLED_BY,
      reason: '事实不清，判决撤销',
    });
  const dismiss = (one: Entered) =>
    bench.act<messages.DismissAnnulmentAct>(one, messages.dismissAnnulmentUpdate, {
      by: officer,
      reason: '查无此判决',
    });
  /** One that has run out, a measure of it still in force. */
  async function measuresOnly(): Promise<Entered> {
    const from = await bench.today();
    const one = await bench.enter({
      decidedOn: from,
      publishedFrom: from,
      measures: [
        { code: 'G01', from, until: addMonths(from, 60) },
        { code: 'G03', from, until: null },
      ],
    });
    await bench.skipTo(endOfDay((await bench.state(one)).endsBy ?? ''));
    expect((await bench.file(one)).status).toBe('measures-only');
    return one;
  }
  async function ranOut(): Promise<Entered> {
    const one = await bench.enter();
    await bench.skipTo(endOfDay((await bench.state(one)).endsBy ?? ''));
    expect(await finished(one)).toEqual({ status: 'ended-by-time' });
    return one;
  }

  it('was repaired: its decision is annulled after all, and every copy is told to delete it', async () => {
    const one = await bench.enter();
    const repairedOn = await bench.today();
    await repair(one);
    await closed(one);
    await bench.skipTo(endOfDay(repairedOn));
    const on = await bench.today();
    expect(await annul(one, on)).toMatchObject({ accepted: true, status: 'annulled', next: null });
    expect(await finished(one)).toEqual({ status: 'annulled' });
    expect(await ending(one)).toEqual({ endedOn: repairedOn, endedHow: 'annulled', voidedOn: on });
    expect(await bench.file(one)).toMatchObject({ round: 0, outcome: { kind: 'annulled', on } });
    expect(await bench.timeline(one)).toEqual(['record-entered', 'record-ended', 'record-ended']);
    expect(await bench.pushes(one)).toEqual(['record.published', 'record.ended', 'record.withdrawn']);
    expect(await bench.notices(one)).toContain('record-ended → zhang');
    await expect(
      step(async (hand) => restoreRecord(hand, { recordId: one.caseId, period: 'goes-on', on })),
    ).rejects.toThrow('was not repaired');
    await keepHistory(bench, messages.publicityWorkflowId(one.caseId), 'publicity-annulled-after-repair');
    expect(await annul(one, on)).toMatchObject({ accepted: false, refusals: [{ code: 'case-moved-on' }] });
  }, 300_000);

  it('had run out: an annulment is reported, the desk reminded and its supervisor told, until it is found true', async () => {
    const one = await ranOut();
    const on = await bench.today();
    const { outcome } = await bench.file(one);
    const reported = await report(one, on);
    expect(reported).toMatchObject({ accepted: true, status: 'annulment-check', next: { kind: 'withdraw-by' } });
    expect(await bench.file(one)).toMatchObject({ closedAt: null, outcome: null, nextKind: 'withdraw-by' });
    expect(await bench.state(one)).toMatchObject({ state: 'ended-by-time' });
    const due = reported.accepted ? (reported.next?.due ?? '') : '';
    await bench.skipTo(endOfDay(addDays(due, 1)));
    expect(await bench.notices(one)).toEqual(
      expect.arrayContaining(['annulment-reported → officer', expect.stringMatching(/→ supervisor$/)]),
    );
    expect(await dismiss(one)).toMatchObject({ accepted: true, status: 'ended-by-time' });
    expect(await bench.file(one)).toMatchObject({ outcome, nextKind: null });
    expect(await finished(one)).toEqual({ status: 'ended-by-time' });

    expect(await report(one, on)).toMatchObject({ accepted: true, status: 'annulment-check' });
    expect(await annul(one, on)).toMatchObject({ accepted: true, status: 'annulled' });
    expect(await finished(one)).toEqual({ status: 'annulled' });
    const today = await bench.today();
    expect(await ending(one)).toEqual({ endedOn: today, endedHow: 'annulled', voidedOn: today });
    const running = await bench.sql("select 1 from deadline where case_id = ? and state = 'running'", [one.caseId]);
    expect(running).toEqual([]);
    await keepHistory(bench, messages.publicityWorkflowId(one.caseId), 'publicity-annulled-after-its-end');
  }, 300_000);

  it('had been reported annulled while it stood: its end leaves the report to be checked', async () => {
    const [byRepair, byTime] = [await bench.enter(), await bench.enter()];
    const endsBy = (await bench.state(byTime)).endsBy ?? '';
    // Nobody checks: that is told again and again, so not too long before the end.
    await bench.skipTo(endOfDay(addDays(endsBy, -1)));
    const on = await bench.today();
    for (const one of [byRepair, byTime]) await report(one, on);
    await repair(byRepair);
    expect(await bench.file(byRepair)).toMatchObject({ status: 'annulment-check', nextKind: 'withdraw-by' });
    expect(await dismiss(byRepair)).toMatchObject({ accepted: true, status: 'repaired' });
    expect((await bench.file(byRepair)).outcome).toMatchObject({ kind: 'repaired', on });
    expect(await finished(byRepair)).toEqual({ status: 'repaired' });
    await bench.skipTo(endOfDay(endsBy));
    expect(await bench.file(byTime)).toMatchObject({ status: 'annulment-check', nextKind: 'withdraw-by' });
    await annul(byTime, on);
    expect(await finished(byTime)).toEqual({ status: 'annulled' });
  }, 300_000);

  it('is withdrawn by a supervisor where it should never have been entered; nothing comes back, nobody else may', async () => {
    const one = await ranOut();
    const withdraw = (by: typeof officer) =>
      actAlsoAfterTheEnd<messages.WithdrawRecordAct>(bench, one, messages.withdrawRecordUpdate, {
        by,
        reason: '录错主体',
      });
    await expect(withdraw(officer)).rejects.toThrow();
    expect((await bench.file(one)).status).toBe('ended-by-time');
    expect(await withdraw(supervisor)).toMatchObject({ accepted: true, status: 'withdrawn' });
    expect(await finished(one)).toEqual({ status: 'withdrawn' });
    expect(await bench.pushes(one)).toEqual(['record.published', 'record.ended', 'record.withdrawn']);
  }, 300_000);

  it('with duties open: registered after all, the flag is gone', async () => {
    const one = await ranOut();
    expect((await bench.file(one)).outcome).toMatchObject({ dutiesOpen: true });
    const on = await bench.today();
    const done = await actAlsoAfterTheEnd<messages.DutiesDoneAct>(bench, one, messages.dutiesDoneUpdate, {
      by: officer,
      correctedOn: on,
      dutiesDoneOn: on,
      proof: '缴款凭证',
    });
    expect(done).toMatchObject({ accepted: true, status: 'ended-by-time', next: null });
    expect((await bench.file(one)).outcome).toEqual({ kind: 'ended-by-time', dutiesOpen: false });
    expect(await bench.state(one)).toMatchObject({ state: 'ended-by-time', dutiesOpen: false });
    await keepHistory(bench, messages.publicityWorkflowId(one.caseId), 'publicity-duties-done-after-its-end');
  }, 300_000);

  it('a minimum that runs from a correction is not begun any more', async () => {
    const one = await bench.enter({ kind: 'serious-list', severity: 'serious', sector: 'wage-arrears' });
    await bench.skipTo(endOfDay((await bench.state(one)).endsBy ?? ''));
    const on = await bench.today();
    await actAlsoAfterTheEnd<messages.DutiesDoneAct>(bench, one, messages.dutiesDoneUpdate, {
      by: officer,
      correctedOn: on,
      dutiesDoneOn: null,
      proof: '整改报告',
    });
    expect(await bench.state(one)).toMatchObject({ applyFrom: null });
    expect(await bench.sql("select 1 from deadline where case_id = ? and state = 'running'", [one.caseId])).toEqual([]);
  }, 300_000);

  it('keeps a measure: a repair lifts it and ends the case as repaired, once', async () => {
    const one = await measuresOnly();
    expect(await bench.notices(one)).toContain('ended-by-time → zhang');
    const on = await bench.today();
    expect(await repair(one)).toBe('ended');
    expect(await bench.state(one)).toMatchObject({ state: 'ended', measuresInForce: [] });
    expect(await bench.file(one)).toMatchObject({ status: 'repaired', outcome: { kind: 'repaired', on } });
    const lifted = await bench.sql(
      'select code, lifted_on as "liftedOn" from record_measure where record_id = ? order by code',
      [one.caseId],
    );
    // What ended with the record was not lifted by the repair.
    expect(lifted).toEqual([
      { code: 'G01', liftedOn: on },
      { code: 'G03', liftedOn: null },
    ]);
    expect(await repair(one)).toBe('already-over');
    await closed(one);

    // False after all: the measure comes back, and the period, which the repair had not shortened, does not.
    await step((hand) => restoreRecord(hand, { recordId: one.caseId, period: 'restarts', on }));
    expect(await bench.state(one)).toMatchObject({ state: 'ended-by-time', measuresInForce: ['G01'] });
    await bench.skipTo(new Date(Date.parse(await bench.now()) + 3_600_000).toISOString());
    expect((await bench.file(one)).status).toBe('measures-only');
    await bench.annul(one, on);
    expect(await bench.state(one)).toMatchObject({ state: 'ended', measuresInForce: [] });
  }, 300_000);

  it('keeps a measure that a plan holds: once the plan is carried out it is lifted for good, not back in force', async () => {
    const one = await measuresOnly();
    const recordId = one.caseId;
    const [reason, sourceId] = ['reorganisation', randomUUID()] as const;
    const stops = { publicity: true, sharing: true, measures: true };
    await step((hand) => holdRecord(hand, { recordId, reason, sourceId, stops, from: hand.now }));
    expect((await bench.state(one)).measuresInForce).toEqual([]);
    const ended = await step(async (hand) => {
      const result = await endRecord(hand, { recordId, how: 'repaired', on: await bench.today() });
      await liftHold(hand, { recordId, reason, sourceId, at: hand.now });
      return result;
    });
    expect(ended).toBe('ended');
    expect(await bench.state(one)).toMatchObject({ state: 'ended', measuresInForce: [] });
    expect((await bench.file(one)).status).toBe('repaired');
  }, 300_000);

  async function ending({ caseId }: Entered): Promise<unknown> {
    const [row] = await bench.sql(
      'select ended_on as "endedOn", ended_how as "endedHow", voided_on as "voidedOn" from record where id = ?',
      [caseId],
    );
    return row;
  }
});
