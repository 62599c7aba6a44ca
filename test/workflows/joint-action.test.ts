import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseInHand } from '../../activities/case/case-in-hand.ts';
import { endRecord, restoreRecord } from '../../activities/record/record-effects.ts';
import { listMeasureExecutions } from '../../db/queries/measure-execution-list.ts';
import { type Direction, executionState } from '../../domain/joint-action/measure-execution.ts';
import { addDays, endOfDay } from '../../domain/time.ts';
import {
  publicityWorkflowId,
  reportAnnulmentUpdate,
  dismissAnnulmentUpdate,
} from '../../workflows/messages/publicity.ts';
import { keepHistory } from '../support/histories.ts';
import { Carrier, enterCarrier, executionsOf, Holds, nameCarriers, say, stepOf } from '../support/joint-bench.ts';
import { type Entered, manager, officer, PublicityBench } from '../support/publicity-bench.ts';

// Monday 1 June 2026, 10:00 in Shanghai.
const START = '2026-06-01T02:00:00.000Z';

describe('measures that other authorities carry out', () => {
  let bench: PublicityBench;
  let other: Entered;
  let holds: Holds;
  let housing: Carrier;
  let traffic: Carrier;
  beforeAll(async () => {
    bench = await PublicityBench.start({ startAt: START });
    await enterCarrier(bench, 'housing', '示范县住房和城乡建设局');
    await enterCarrier(bench, 'traffic', '示范县交通运输局');
    await nameCarriers(bench, 'B08', ['housing', 'traffic']);
    await nameCarriers(bench, 'E04', ['traffic']);
    [housing, traffic] = [new Carrier(bench, 'housing'), new Carrier(bench, 'traffic')];
    other = await bench.enter();
    holds = new Holds(bench, other);
  }, 300_000);
  afterEach(() => {
    bench.boundary = undefined;
  });
  afterAll(async () => {
    await bench.stop();
  });

  const step = <T>(write: (hand: CaseInHand) => Promise<T>) => stepOf(bench, other, write);
  const entered = async (...codes: string[]) => {
    const from = await bench.today();
    return await bench.enter({ severity: 'serious', measures: codes.map((code) => ({ code, from, until: null })) });
  };
  const repair = (on: Entered) =>
    step(async (hand) => endRecord(hand, { recordId: on.caseId, how: 'repaired', on: await bench.today() }));
  const restore = (on: Entered) =>
    step(async (hand) => restoreRecord(hand, { recordId: on.caseId, period: 'goes-on', on: await bench.today() }));

  const executions = (on: Entered) => executionsOf(bench, on);
  const heldExecutions = async ({ caseId }: Entered) => {
    const question = { state: 'held', withDeclined: false } as const;
    const page = { limit: 50, cursor: null };
    const { items } = await listMeasureExecutions(bench.orm.em.fork(), question, page, await bench.today());
    return items
      .filter(({ record }) => record.id === caseId)
      .map(({ execution, isLatest }) => executionState(execution, isLatest));
  };
  const clocks = async ({ caseId }: Entered) =>
    await bench.sql<{ kind: string; due: string; state: string }>(
      `select kind, due, state from deadline where case_id = ? and kind in ('execute-by', 'undo-by', 'suspend-by', 'resume-by')
       order by kind, state, due`,
      [caseId],
    );
  const pushes = async ({ caseId }: Entered, code: string) => {
    const rows = await bench.sql<{ kind: string }>(
      `select p.kind from push p join authority a on a.id = p.authority_id
       where p.record_id = ? and a.code = ? order by p.sequence`,
      [caseId, code],
    );
    return rows.map(({ kind }) => kind);
  };
  const number = async (on: Entered) => (await bench.file(on)).number;
  const refusal = { accepted: false } as const;
  const status = async (on: Entered) => (await bench.file(on)).status;
  const whole = async (carrier: Carrier, on: Entered, direction: Direction = 'apply', measure = 'B08') => {
    expect(await carrier.execute(on, measure, direction)).toMatchObject({ accepted: true });
    expect(await carrier.feedBack(on, measure, direction)).toMatchObject({ accepted: true });
  };

  it('are asked of each authority that is named, with one notice and one push, and a clock each', async () => {
    const one = await entered('B08', 'E04');
    expect(await executions(one)).toEqual(['housing B08 apply 1:', 'traffic B08 apply 1:', 'traffic E04 apply 1:']);
    expect(await pushes(one, 'traffic')).toEqual(['measure.to-apply']);
    expect(await bench.timeline(one)).toEqual(['record-entered', 'measures-asked', 'measures-asked']);
    expect((await bench.notices(one)).filter((line) => line.startsWith('measures'))).toEqual([
      'measures-to-apply → officer',
      'measures-to-apply → officer',
    ]);
    expect((await clocks(one)).map(({ kind, state }) => `${kind} ${state}`)).toEqual(
      Array.from({ length: 3 }, () => 'execute-by running'),
    );
    expect(await traffic.respond(one, 'E04')).toMatchObject({ accepted: true, status: 'running' });
    expect(await traffic.feedBack(one, 'E04')).toMatchObject({
      ...refusal,
      refusals: [{ code: 'measure-not-executed' }],
    });
    await whole(traffic, one, 'apply', 'E04');
    expect(await executions(one)).toContain('traffic E04 apply 1: responded executed fed-back');
    expect((await clocks(one)).map(({ state }) => state).sort()).toEqual(['met', 'running', 'running']);
    await bench.annul(one, await bench.today());
    expect((await clocks(one)).map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual([
      'execute-by closed',
      'execute-by closed',
      'execute-by met',
      'undo-by running',
    ]);
    await whole(traffic, one, 'undo', 'E04');
  });

  it('nobody but who was asked says anything, and each thing once', async () => {
    const one = await entered('E04');
    await expect(housing.respond(one, 'E04')).rejects.toMatchObject({ cause: { type: 'RoleNotAllowed' } });
    await expect(new Carrier(bench, 'market').execute(one, 'E04')).rejects.toMatchObject({
      cause: { type: 'RoleNotAllowed' },
    });
    expect(await traffic.execute(one, 'B08')).toMatchObject({ refusals: [{ code: 'measure-not-asked' }] });
    expect(await traffic.execute(one, 'E04', 'undo')).toMatchObject({ refusals: [{ code: 'measure-not-asked' }] });
    const tomorrow = addDays(await bench.today(), 1);
    expect(await traffic.execute(one, 'E04', 'apply', tomorrow)).toMatchObject({
      refusals: [{ code: 'measure-execution-day' }],
    });
    await whole(traffic, one, 'apply', 'E04');
    expect(await traffic.respond(one, 'E04')).toMatchObject({ refusals: [{ code: 'measure-step-registered' }] });
    expect(await traffic.execute(one, 'E04')).toMatchObject({ refusals: [{ code: 'measure-step-registered' }] });
    expect(await traffic.feedBack(one, 'E04')).toMatchObject({ refusals: [{ code: 'measure-step-registered' }] });
  });

  it('repaired: undone where they were applied, called off elsewhere; closed only when all is undone', async () => {
    const one = await entered('B08');
    await whole(housing, one);
    await traffic.respond(one, 'B08');
    expect(await repair(one)).toBe('ended');
    expect(await executions(one)).toEqual([
      'housing B08 apply 1: responded executed fed-back',
      'housing B08 undo 2:',
      'traffic B08 apply 1: responded called-off',
    ]);
    expect(await bench.file(one)).toMatchObject({ status: 'undoing', closedAt: null, nextKind: 'undo-by' });
    expect(await pushes(one, 'housing')).toEqual(['measure.to-apply', 'measure.to-undo']);
    expect(await pushes(one, 'traffic')).toEqual(['measure.to-apply', 'measure.called-off']);
    // The subject is free of it from the commit on, whatever the authorities do.
    expect(await bench.state(one)).toMatchObject({ state: 'ended', measuresInForce: [] });
    expect(await traffic.feedBack(one, 'B08')).toMatchObject({ refusals: [{ code: 'measure-request-changed' }] });
    await whole(housing, one, 'undo');
    expect(await bench.workflow(one).result()).toEqual({ status: 'repaired' });
    expect(await bench.file(one)).toMatchObject({ status: 'repaired', outcome: { kind: 'repaired' }, nextAt: null });
    expect(await bench.timeline(one)).toEqual([
      'record-entered',
      'measures-asked',
      'measures-asked',
      'measure-executed',
      'measure-fed-back',
      'measure-responded',
      'record-ended',
      'measures-called-off',
      'measures-asked',
      'measure-executed',
      'measure-fed-back',
    ]);
    await keepHistory(bench, publicityWorkflowId(one.caseId), 'publicity-measures-undone');
  });

  it('applied before it was called off, and told after the case had closed: asked to be undone all the same', async () => {
    const one = await entered('E04');
    const on = await bench.today();
    expect(await repair(one)).toBe('ended');
    expect(await bench.workflow(one).result()).toEqual({ status: 'repaired' });
    const late = { caseNumber: await number(one), measure: 'E04', executedOn: on };
    await expect(say(bench, 'traffic', { ...late, step: 'respond' })).resolves.toEqual({
      state: 'refused',
      code: 'case-moved-on',
    });
    await expect(say(bench, 'traffic', late)).resolves.toEqual({ state: 'taken', code: 'followed' });
    expect(await executions(one)).toEqual([
      'traffic E04 apply 1: responded executed called-off',
      'traffic E04 undo 2:',
    ]);
    expect(await status(one)).toBe('undoing');
    await whole(traffic, one, 'undo', 'E04');
    expect(await bench.workflow(one).result()).toEqual({ status: 'repaired' });
    await keepHistory(bench, publicityWorkflowId(one.caseId), 'publicity-measure-applied-late');
  });

  it('held while an objection is checked: nobody is chased, nothing is applied, and it resumes', async () => {
    const one = await entered('B08');
    await whole(housing, one);
    const source = randomUUID();
    await holds.set(one, source);
    expect(await executions(one)).toEqual([
      'housing B08 apply 1: responded executed fed-back',
      'housing B08 suspend 2:',
      'traffic B08 apply 1: held',
    ]);
    expect(await clocks(one)).toMatchObject([
      { kind: 'execute-by', state: 'closed' },
      { kind: 'execute-by', state: 'met' },
      { kind: 'suspend-by', state: 'running' },
    ]);
    // Also what was applied: whoever asks what stands still must find it.
    expect((await heldExecutions(one)).sort()).toEqual(['awaiting-response', 'held']);
    const tomorrow = addDays(await bench.today(), 1);
    await bench.skipTo(endOfDay(tomorrow));
    expect(await traffic.execute(one, 'B08')).toMatchObject({ refusals: [{ code: 'measure-held' }] });
    expect(await traffic.respond(one, 'B08')).toMatchObject({ accepted: true });
    await whole(housing, one, 'suspend');
    expect((await heldExecutions(one)).sort()).toEqual(['fed-back', 'held']);
    await holds.lift(one, source);
    expect(await heldExecutions(one)).toEqual([]);
    expect(await executions(one)).toEqual([
      'housing B08 apply 1: responded executed fed-back',
      'housing B08 suspend 2: responded executed fed-back',
      'housing B08 resume 3:',
      'traffic B08 apply 1: responded',
    ]);
    expect((await clocks(one)).filter(({ state }) => state === 'running')).toMatchObject([
      { kind: 'execute-by' },
      { kind: 'resume-by' },
    ]);
    const asked = ['measure.to-apply', 'measure.to-suspend', 'measure.to-resume'];
    expect(await pushes(one, 'housing')).toEqual(asked);
    expect(await pushes(one, 'traffic')).toEqual(['measure.to-apply', 'measure.held', 'measure.resumed']);
    await whole(traffic, one);
    await whole(housing, one, 'resume');
    expect((await clocks(one)).some(({ state }) => state === 'running')).toBe(false);
  });

  it('back after a repair was withdrawn: what was undone is asked again, what was not stays applied', async () => {
    const one = await entered('B08');
    await whole(housing, one);
    await whole(traffic, one);
    await repair(one);
    await whole(housing, one, 'undo');
    expect(await status(one)).toBe('undoing');
    await restore(one);
    expect(await executions(one)).toEqual([
      'housing B08 apply 1: responded executed fed-back',
      'housing B08 undo 2: responded executed fed-back',
      'housing B08 apply 3:',
      'traffic B08 apply 1: responded executed fed-back',
      'traffic B08 undo 2: called-off',
    ]);
    expect(await status(one)).toBe('running');
    await bench.annul(one, await bench.today());
    expect(await executions(one)).toEqual([
      'housing B08 apply 1: responded executed fed-back',
      'housing B08 undo 2: responded executed fed-back',
      'housing B08 apply 3: called-off',
      'traffic B08 apply 1: responded executed fed-back',
      'traffic B08 undo 2: called-off',
      'traffic B08 undo 3:',
    ]);
    expect(await bench.file(one)).toMatchObject({ status: 'undoing-void', outcome: { kind: 'annulled' } });
    await expect(bench.annul(one, await bench.today())).rejects.toMatchObject({ cause: { type: 'StatusNotAllowed' } });
    await whole(traffic, one, 'undo');
    expect(await bench.workflow(one).result()).toEqual({ status: 'annulled' });
    await keepHistory(bench, publicityWorkflowId(one.caseId), 'publicity-measures-back-and-void');
  });

  it('an annulment reported while measures are being undone is checked, and then they still are', async () => {
    const one = await entered('E04');
    await whole(traffic, one, 'apply', 'E04');
    await repair(one);
    const annulledOn = await bench.today();
    const reported = await bench.act(one, reportAnnulmentUpdate, {
      by: manager,
      annulledOn,
      documentNumber: '复议1号',
    });
    expect(reported).toMatchObject({ accepted: true, status: 'annulment-check', next: { kind: 'withdraw-by' } });
    const dismissed = await bench.act(one, dismissAnnulmentUpdate, { by: officer, reason: '未被撤销' });
    expect(dismissed).toMatchObject({ accepted: true, status: 'undoing' });
    await whole(traffic, one, 'undo', 'E04');
    expect(await bench.workflow(one).result()).toEqual({ status: 'repaired' });
  });

  it('the same said twice, out of order, in one word, or of a record that is over', async () => {
    const one = await entered('E04');
    const of = { caseNumber: await number(one), measure: 'E04' };
    const executedOn = await bench.today();
    await expect(say(bench, 'housing', of)).resolves.toEqual({ state: 'unknown-case', code: null });
    await expect(say(bench, 'traffic', { ...of, step: 'feed-back', note: '已处理' })).resolves.toEqual({
      state: 'refused',
      code: 'measure-not-executed',
    });
    await expect(say(bench, 'traffic', { ...of, step: 'feed-back', note: '已处理', executedOn })).resolves.toEqual({
      state: 'taken',
      code: 'followed',
    });
    for (const step of ['respond', 'execute', 'feed-back'] as const) {
      await expect(say(bench, 'traffic', { ...of, step })).resolves.toEqual({
        state: 'taken',
        code: 'recorded-before',
      });
    }
    await bench.annul(one, executedOn);
    await expect(say(bench, 'traffic', { ...of, direction: 'undo', step: 'feed-back', executedOn })).resolves.toEqual({
      state: 'taken',
      code: 'followed',
    });
    expect(await bench.workflow(one).result()).toEqual({ status: 'annulled' });
    await expect(say(bench, 'traffic', { ...of, direction: 'undo' })).resolves.toEqual({
      state: 'taken',
      code: 'recorded-before',
    });
    expect((await bench.timeline(one)).filter((kind) => kind === 'measure-executed')).toHaveLength(2);
  });

  it('an answer that was lost is given again, and nothing is written twice', async () => {
    const one = await entered('E04');
    let lost = 0;
    bench.boundary = async (point, _caseId, key) => {
      if (point !== 'after-commit' || key === 'push' || lost > 0) return;
      lost += 1;
      throw new Error('the answer is lost');
    };
    const id = randomUUID();
    expect(await traffic.execute(one, 'E04', 'apply', null, id)).toMatchObject({ accepted: true });
    expect(lost).toBe(1);
    expect(await traffic.execute(one, 'E04', 'apply', null, id)).toMatchObject({ accepted: true });
    expect((await bench.timeline(one)).filter((kind) => kind === 'measure-executed')).toEqual(['measure-executed']);
    const told: string[] = [];
    bench.boundary = async (point, _caseId, key) => {
      if (point !== 'after-commit' || !key.startsWith('message/') || told.includes(key)) return;
      told.push(key);
      throw new Error('the answer is lost');
    };
    const of = { caseNumber: await number(one), measure: 'E04', step: 'feed-back', note: '已处理' } as const;
    await expect(say(bench, 'traffic', of)).resolves.toEqual({ state: 'taken', code: 'followed' });
    expect(told).toHaveLength(1);
    expect((await bench.timeline(one)).filter((kind) => kind === 'measure-fed-back')).toHaveLength(1);
  });

  it('applied by two of its officers at once, while the record is repaired: applied once, undone once', async () => {
    const one = await entered('E04');
    const [first, second] = await Promise.all([traffic.execute(one, 'E04'), traffic.execute(one, 'E04'), repair(one)]);
    const said = [first, second].filter(({ accepted }) => accepted);
    expect(said).toHaveLength(1);
    expect((await executions(one)).at(-1)).toBe('traffic E04 undo 2:');
    expect((await bench.timeline(one)).filter((kind) => kind === 'measure-executed')).toHaveLength(1);
    await whole(traffic, one, 'undo', 'E04');
    expect(await bench.workflow(one).result()).toEqual({ status: 'repaired' });
  });

  it('of who determined the record, where nobody is named: written down, not chased; undone with a clock', async () => {
    const market = new Carrier(bench, 'market');
    const one = await entered('A02');
    expect(await executions(one)).toEqual(['market A02 apply 1:']);
    expect(await clocks(one)).toEqual([]);
    expect(await bench.timeline(one)).toEqual(['record-entered']);
    const never = await entered('A02');
    await repair(never);
    expect(await bench.timeline(never)).toEqual(['record-entered', 'record-ended']);
    await market.execute(one, 'A02');
    await repair(one);
    expect(await status(one)).toBe('undoing');
    expect((await clocks(one)).map(({ kind, state }) => `${kind} ${state}`)).toEqual(['undo-by running']);
    await whole(market, one, 'undo', 'A02');
    expect(await bench.workflow(one).result()).toEqual({ status: 'repaired' });
  });

  it('silence is told to the supervisor of who is silent, again and again; the end of the record asks for undoing', async () => {
    const from = await bench.today();
    const one = await bench.enter({ severity: 'serious', measures: [{ code: 'A02', from, until: null }] });
    await nameCarriers(bench, 'G02', ['housing', 'traffic']);
    const two = await bench.enter({ measures: [{ code: 'G02', from, until: null }] });
    await whole(housing, two, 'apply', 'G02');
    const due = (await clocks(two)).find(({ state }) => state === 'running')?.due ?? '';
    const escalated = async () => (await bench.timeline(two)).filter((kind) => kind === 'escalated').length;
    await bench.skipTo(endOfDay(due));
    await bench.until(async () => (await escalated()) === 1);
    await bench.skipTo(endOfDay(addDays(due, 7)));
    await bench.until(async () => (await escalated()) > 1);
    const told = await bench.sql<{ code: string; role: string; times: number }>(
      `select a.code, n.desk_role as role, count(*)::integer as times from notice n join authority a on a.id = n.authority_id
       where n.case_id = ? and n.kind = 'escalation' group by 1, 2`,
      [two.caseId],
    );
    expect(told).toEqual([{ code: 'traffic', role: 'supervisor', times: expect.any(Number) }]);
    expect(told[0]?.times).toBeGreaterThan(1);
    expect(await escalated()).toBe(told[0]?.times);
    expect((await bench.timeline(one)).includes('escalated')).toBe(false);
    await whole(traffic, two, 'apply', 'G02');
    const endsBy = (await bench.state(two)).endsBy ?? '';
    await bench.skipTo(endOfDay(endsBy));
    await bench.until(async () => (await status(two)) === 'undoing');
    expect(await bench.file(two)).toMatchObject({ status: 'undoing', outcome: { kind: 'ended-by-time' } });
    await whole(housing, two, 'undo', 'G02');
    await whole(traffic, two, 'undo', 'G02');
    expect(await bench.workflow(two).result()).toEqual({ status: 'ended-by-time' });
    await keepHistory(bench, publicityWorkflowId(two.caseId), 'publicity-measures-silent-then-undone');
  }, 300_000);
});
