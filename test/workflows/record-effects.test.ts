import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CaseInHand, SERVICE, takeInHand } from '../../activities/case/case-in-hand.ts';
import { endRecord, findRecord, holdRecord, liftHold, restoreRecord } from '../../activities/record/record-effects.ts';
import { addMonths, endOfDay } from '../../domain/time.ts';
import { createWorkflowCalls } from '../../worker/workflow-calls.ts';
import { publicityWorkflowId } from '../../workflows/messages/publicity.ts';
import { keepHistory } from '../support/histories.ts';
import { type Entered, PublicityBench } from '../support/publicity-bench.ts';
import { createRecord } from '../support/records.ts';

const START = '2026-06-01T02:00:00.000Z';
const ALL = { publicity: true, sharing: true, measures: true } as const;

describe('what another case does to a record', () => {
  let bench: PublicityBench;
  let other: Entered;
  beforeAll(async () => {
    bench = await PublicityBench.start({ startAt: START });
    other = await bench.enter();
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  /** A step of another case: one transaction, after which other workflows are told and started. */
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
  const entered = async () => {
    const from = await bench.today();
    return await bench.enter({
      severity: 'serious',
      measures: [
        { code: 'B08', from, until: null },
        { code: 'A02', from, until: addMonths(from, 36) },
      ],
    });
  };
  const repair = (recordId: string) =>
    step(async (hand) => endRecord(hand, { recordId, how: 'repaired', on: await bench.today() }));
  const finished = (one: Entered) => bench.env.client.workflow.getHandle(publicityWorkflowId(one.caseId)).result();

  it('a repair ends publication, sharing and measures in one transaction, and its publicity with it', async () => {
    const one = await entered();
    expect(await repair(one.caseId)).toBe('ended');
    expect(await bench.state(one)).toMatchObject({
      state: 'ended',
      published: false,
      shared: false,
      measuresInForce: [],
    });
    expect(await bench.file(one)).toMatchObject({ status: 'repaired', nextAt: null, outcome: { kind: 'repaired' } });
    expect(await finished(one)).toEqual({ status: 'repaired' });
    expect(await bench.timeline(one)).toEqual(['record-entered', 'record-ended']);
    expect(await bench.pushes(one)).toEqual(['record.published', 'record.ended']);
    const running = await bench.sql("select 1 from deadline where case_id = ? and state = 'running'", [one.caseId]);
    expect(running).toEqual([]);
    expect(await repair(one.caseId)).toBe('already-over');
    await keepHistory(bench, publicityWorkflowId(one.caseId), 'publicity-repaired');
  });

  it('an agency whose address was switched off when the record ended is told all the same, for it keeps a copy', async () => {
    const one = await entered();
    await bench.sql('update webhook_endpoint set active = false');
    await repair(one.caseId);
    await bench.sql('update webhook_endpoint set active = true');
    expect(await bench.pushes(one)).toEqual(['record.published', 'record.ended']);
  });

  it('found void as of a day before its repair, it is void from its repair on', async () => {
    const one = await bench.enter({ severity: 'serious', decidedOn: '2026-05-20' });
    const recordId = one.caseId;
    await repair(recordId);
    expect(await step((hand) => endRecord(hand, { recordId, how: 'annulled', on: '2026-05-25' }))).toBe('ended');
    const repairedOn = await bench.today();
    const days = 'select ended_on as "endedOn", voided_on as "voidedOn", ended_how as how from record where id = ?';
    expect(await bench.sql(days, [recordId])).toEqual([{ endedOn: repairedOn, voidedOn: repairedOn, how: 'annulled' }]);
  });

  it('what the step does not commit has not happened', async () => {
    const one = await entered();
    const broken = step(async (hand) => {
      await endRecord(hand, { recordId: one.caseId, how: 'repaired', on: await bench.today() });
      throw new Error('the step fails');
    });
    await expect(broken).rejects.toThrow('the step fails');
    expect(await bench.state(one)).toMatchObject({ state: 'published', measuresInForce: ['A02', 'B08'] });
    expect((await bench.file(one)).status).toBe('running');
  });

  it('a day ahead, or before the decision, ends nothing', async () => {
    const one = await entered();
    for (const on of ['2099-01-01', '2020-01-01'])
      await expect(step((hand) => endRecord(hand, { recordId: one.caseId, how: 'repaired', on }))).rejects.toThrow(
        RangeError,
      );
  });

  it('holds of two reasons stand side by side, and each lifts only its own', async () => {
    const one = await entered();
    const recordId = one.caseId;
    const [objection, court] = [randomUUID(), randomUUID()];
    const hold = (
      reason: 'objection' | 'court-mask',
      sourceId: string,
      stops: { publicity: boolean; sharing: boolean; measures: boolean },
    ) => step((hand) => holdRecord(hand, { recordId, reason, sourceId, stops, from: hand.now }));
    const lift = (reason: 'objection' | 'court-mask', sourceId: string) =>
      step((hand) => liftHold(hand, { recordId, reason, sourceId, at: hand.now }));
    expect(await hold('objection', objection, { publicity: false, sharing: false, measures: true })).toBe(true);
    expect(await hold('objection', objection, ALL)).toBe(false);
    expect(await bench.state(one)).toMatchObject({ state: 'published', shared: true, measuresInForce: [] });
    expect(await hold('court-mask', court, { publicity: true, sharing: true, measures: false })).toBe(true);
    expect(await bench.state(one)).toMatchObject({ state: 'held', shared: false });
    expect(await lift('objection', court)).toBe(false);
    expect(await lift('objection', objection)).toBe(true);
    expect(await bench.state(one)).toMatchObject({ state: 'held', measuresInForce: ['A02', 'B08'] });
    expect(await lift('court-mask', court)).toBe(true);
    expect(await bench.state(one)).toMatchObject({ state: 'published', shared: true });
    expect(await bench.pushes(one)).toEqual([
      'record.published',
      'record.under-objection',
      'record.ended',
      'record.restored',
    ]);
    expect(await bench.timeline(one)).toEqual([
      'record-entered',
      'record-held',
      'record-held',
      'hold-lifted',
      'hold-lifted',
    ]);
  });

  it('two effects in one step see each other', async () => {
    const one = await entered();
    const recordId = one.caseId;
    const seen = await step(async (hand) => {
      await holdRecord(hand, { recordId, reason: 'reorganisation', sourceId: recordId, stops: ALL, from: hand.now });
      const held = await findRecord(hand, recordId);
      const ended = await endRecord(hand, { recordId, how: 'repaired', on: await bench.today() });
      await liftHold(hand, { recordId, reason: 'reorganisation', sourceId: recordId, at: hand.now });
      return { held: held.state.state, ended, after: (await findRecord(hand, recordId)).state.state };
    });
    expect(seen).toEqual({ held: 'held', ended: 'ended', after: 'ended' });
    expect(await bench.timeline(one)).toEqual(['record-entered', 'record-held', 'record-ended', 'hold-lifted']);
    expect(await finished(one)).toEqual({ status: 'repaired' });
  });

  it('a repair withdrawn brings it back with what the repair had lifted, its period anew', async () => {
    const one = await entered();
    await repair(one.caseId);
    await finished(one);
    await bench.skipTo(endOfDay(await bench.today()));
    const on = await bench.today();
    await step((hand) => restoreRecord(hand, { recordId: one.caseId, period: 'restarts', on }));
    expect(await bench.state(one)).toMatchObject({
      state: 'published',
      measuresInForce: ['A02', 'B08'],
      endsBy: addMonths(on, 36),
    });
    expect(await bench.file(one)).toMatchObject({
      status: 'running',
      round: 1,
      closedAt: null,
      nextDue: addMonths(on, 36),
    });
    expect(await bench.pushes(one)).toEqual(['record.published', 'record.ended', 'record.restored']);
    await bench.skipTo(endOfDay(addMonths(on, 36)));
    expect((await bench.file(one)).status).toBe('ended-by-time');
    expect(await bench.timeline(one)).toEqual([
      'record-entered',
      'record-ended',
      'record-restored',
      'minimum-period-ended',
      'measure-term-ended',
      'maximum-period-ended',
    ]);
    await keepHistory(bench, publicityWorkflowId(one.caseId), 'publicity-restored');
  }, 300_000);

  it('its period goes on as if there had been no repair, and may be over by then', async () => {
    const one = await bench.enter();
    const { endsBy } = await bench.state(one);
    await repair(one.caseId);
    await finished(one);
    await bench.skipTo(endOfDay(endsBy ?? ''));
    await step(async (hand) =>
      restoreRecord(hand, { recordId: one.caseId, period: 'goes-on', on: await bench.today() }),
    );
    expect((await bench.state(one)).state).toBe('ended-by-time');
    await bench.skipTo(await bench.now());
    expect(await finished(one)).toEqual({ status: 'ended-by-time' });
    await expect(
      step((hand) => restoreRecord(hand, { recordId: one.caseId, period: 'goes-on', on: endsBy ?? '' })),
    ).rejects.toThrow('was not repaired');
  });

  it('a record from before there were such cases is ended all the same', async () => {
    const em = bench.orm.em.fork();
    const subjectId = await bench.subject();
    const row = createRecord(em, {
      subjectId,
      authorityId: bench.county.authorityId,
      documentNumber: '旧1号',
      decidedOn: await bench.today(),
    });
    await em.flush();
    expect(await repair(row.id)).toBe('ended');
    expect(await bench.state({ caseId: row.id })).toMatchObject({ state: 'ended' });
    await expect(repair(randomUUID())).rejects.toThrow('There is no record');
  });
});
