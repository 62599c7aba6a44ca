import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { endRecord, restoreRecord } from '../../activities/record/record-effects.ts';
import { Notice } from '../../db/entities/notice.ts';
import type { Direction } from '../../domain/joint-action/measure-execution.ts';
import { endOfDay } from '../../domain/time.ts';
import { publicityWorkflowId } from '../../workflows/messages/publicity.ts';
import { keepHistory } from '../support/histories.ts';
import {
  Carrier,
  changeCarriers,
  enterCarrier,
  executionsOf,
  Holds,
  nameCarriers,
  reachRecords,
  say,
  stepOf,
} from '../support/joint-bench.ts';
import { type Entered, PublicityBench } from '../support/publicity-bench.ts';

// Monday 1 June 2026, 10:00 in Shanghai.
const START = '2026-06-01T02:00:00.000Z';
const APPLIED = 'traffic E04 apply 1: responded executed fed-back';
const ACCEPTED = { accepted: true } as const;

describe('measures that were applied, while their record is held', () => {
  let bench: PublicityBench;
  let holds: Holds;
  let other: Entered;
  let traffic: Carrier;
  beforeAll(async () => {
    bench = await PublicityBench.start({ startAt: START });
    await enterCarrier(bench, 'housing', '示范县住房和城乡建设局');
    await enterCarrier(bench, 'traffic', '示范县交通运输局');
    await nameCarriers(bench, 'E04', ['traffic']);
    await nameCarriers(bench, 'B08', ['traffic']);
    traffic = new Carrier(bench, 'traffic');
    other = await bench.enter();
    holds = new Holds(bench, other);
  }, 300_000);
  afterEach(() => {
    bench.boundary = undefined;
  });
  afterAll(async () => {
    await bench.stop();
  });

  const done = async (on: Entered, direction: Direction, measure = 'E04', carrier = traffic) => {
    expect(await carrier.execute(on, measure, direction)).toMatchObject(ACCEPTED);
    expect(await carrier.feedBack(on, measure, direction)).toMatchObject(ACCEPTED);
  };
  /** A record whose measure is applied and fed back on. */
  const underMeasure = async (measure = 'E04') => {
    const measures = [{ code: measure, from: await bench.today(), until: null }];
    const one = await bench.enter({ severity: 'serious', measures });
    await done(one, 'apply', measure);
    return one;
  };
  const executions = (on: Entered) => executionsOf(bench, on);
  const clocks = async ({ caseId }: Entered) => {
    const rows = await bench.sql<{ line: string }>(
      `select concat_ws(' ', a.code, d.kind, d.state) as line from deadline d join authority a on a.id = d.authority_id
       where d.case_id = ? and d.kind in ('suspend-by', 'resume-by', 'undo-by') order by 1`,
      [caseId],
    );
    return rows.map(({ line }) => line);
  };
  const told = async ({ caseId }: Entered, kind: string) => {
    const rows = await bench.sql<{ line: string }>(
      `select concat_ws(' ', a.code, n.desk_role) as line from notice n join authority a on a.id = n.authority_id
       where n.case_id = ? and n.kind = ? order by 1`,
      [caseId, kind],
    );
    return rows.map(({ line }) => line);
  };
  const kinds = async (on: Entered, kind: string) => (await bench.timeline(on)).filter((one) => one === kind).length;
  const due = async ({ caseId }: Entered, kind: string) => {
    const [row] = await bench.sql<{ due: string }>(
      `select due::text as due from deadline where case_id = ? and kind = ? and state = 'running'`,
      [caseId, kind],
    );
    return row?.due ?? 'none';
  };

  it('silence is told to the supervisor of who has not said that it stands still, or that it goes on', async () => {
    const one = await underMeasure();
    const source = randomUUID();
    await holds.set(one, source);
    expect(await told(one, 'measures-to-suspend')).toEqual(['traffic officer']);
    await bench.skipTo(endOfDay(await due(one, 'suspend-by')));
    await bench.until(async () => (await kinds(one, 'escalated')) === 1);
    expect(await told(one, 'escalation')).toEqual(['traffic supervisor']);
    await done(one, 'suspend');
    expect(await clocks(one)).toEqual(['traffic suspend-by missed']);
    await holds.lift(one, source);
    expect(await told(one, 'measures-to-resume')).toEqual(['traffic officer']);
    const before = await kinds(one, 'escalated');
    await bench.skipTo(endOfDay(await due(one, 'resume-by')));
    await bench.until(async () => (await kinds(one, 'escalated')) > before);
    await done(one, 'resume');
    expect(await executions(one)).toEqual([
      APPLIED,
      'traffic E04 suspend 2: responded executed fed-back',
      'traffic E04 resume 3: responded executed fed-back',
    ]);
    await bench.annul(one, await bench.today());
    await done(one, 'undo');
    expect(await bench.workflow(one).result()).toEqual({ status: 'annulled' });
    await keepHistory(bench, publicityWorkflowId(one.caseId), 'publicity-measure-suspended-and-resumed');
  });

  it('set and lifted within a day: called off; what was done all the same is told, and goes on', async () => {
    const one = await underMeasure();
    const on = await bench.today();
    const source = randomUUID();
    await holds.set(one, source);
    await holds.lift(one, source);
    expect(await executions(one)).toEqual([APPLIED, 'traffic E04 suspend 2: called-off']);
    expect(await clocks(one)).toEqual(['traffic suspend-by closed']);
    expect(await told(one, 'measures-called-off')).toEqual(['traffic officer']);
    await bench.skipTo(endOfDay(on));
    const { number: caseNumber } = await bench.file(one);
    const late = { caseNumber, measure: 'E04', direction: 'suspend', executedOn: on } as const;
    const tooLate = { ...late, executedOn: await bench.today() };
    await expect(say(bench, 'traffic', tooLate)).resolves.toEqual({
      state: 'refused',
      code: 'measure-request-changed',
    });
    await expect(say(bench, 'traffic', late)).resolves.toEqual({ state: 'taken', code: 'followed' });
    await expect(say(bench, 'traffic', late)).resolves.toEqual({ state: 'taken', code: 'recorded-before' });
    expect((await executions(one)).slice(1)).toEqual([
      'traffic E04 suspend 2: responded executed called-off',
      'traffic E04 resume 3:',
    ]);
    const resumed = { ...tooLate, direction: 'resume', step: 'feed-back', note: '已恢复限制' } as const;
    await expect(say(bench, 'traffic', resumed)).resolves.toEqual({ state: 'taken', code: 'followed' });
    expect(await clocks(one)).toEqual(['traffic resume-by met', 'traffic suspend-by closed']);
  });

  it('held for two reasons: suspended at the first, resumed when none is left; held again, it waits', async () => {
    const one = await underMeasure();
    const [objection, court] = [randomUUID(), randomUUID()];
    await holds.set(one, objection);
    await holds.set(one, court, 'court-pause');
    await holds.set(one, objection);
    expect((await executions(one)).slice(1)).toEqual(['traffic E04 suspend 2:']);
    await done(one, 'suspend');
    await holds.lift(one, objection);
    expect((await executions(one)).slice(1)).toEqual(['traffic E04 suspend 2: responded executed fed-back']);
    await holds.lift(one, court, 'court-pause');
    await holds.lift(one, court, 'court-pause');
    expect((await executions(one)).slice(2)).toEqual(['traffic E04 resume 3:']);
    const again = randomUUID();
    await holds.set(one, again);
    expect((await executions(one)).slice(2)).toEqual(['traffic E04 resume 3: held']);
    expect(await clocks(one)).toEqual(['traffic resume-by closed', 'traffic suspend-by met']);
    await bench.skipTo(endOfDay(await bench.today()));
    expect(await traffic.execute(one, 'E04', 'resume')).toMatchObject({ refusals: [{ code: 'measure-held' }] });
    await holds.lift(one, again);
    await done(one, 'resume');
    expect((await executions(one)).slice(2)).toEqual(['traffic E04 resume 3: responded executed fed-back']);
    expect(await told(one, 'measures-to-suspend')).toHaveLength(1);
  });

  it('fed back on at the very moment at which the hold is lifted: resumed once, whichever was first', async () => {
    const one = await underMeasure();
    const source = randomUUID();
    await holds.set(one, source);
    await Promise.all([traffic.execute(one, 'E04', 'suspend'), holds.lift(one, source)]);
    expect((await executions(one)).at(-1)).toBe('traffic E04 resume 3:');
    await done(one, 'resume');
    const again = randomUUID();
    await holds.set(one, again);
    await traffic.execute(one, 'E04', 'suspend');
    const [answer] = await Promise.all([traffic.feedBack(one, 'E04', 'suspend'), holds.lift(one, again)]);
    if (!answer.accepted) expect(answer).toMatchObject({ refusals: [{ code: 'measure-request-changed' }] });
    expect((await executions(one)).slice(3)).toEqual([
      `traffic E04 suspend 4: responded executed${answer.accepted ? ' fed-back' : ''}`,
      'traffic E04 resume 5:',
    ]);
    await done(one, 'resume');
    expect((await clocks(one)).some((line) => line.endsWith('running'))).toBe(false);
  });

  it('an answer that was lost is given again, and nothing is asked twice', async () => {
    const one = await underMeasure();
    await holds.set(one, randomUUID());
    let lost = 0;
    bench.boundary = async (point, _caseId, key) => {
      if (point !== 'after-commit' || key === 'push' || lost > 0) return;
      lost += 1;
      throw new Error('the answer is lost');
    };
    expect(await traffic.execute(one, 'E04', 'suspend')).toMatchObject(ACCEPTED);
    expect(lost).toBe(1);
    expect((await executions(one)).slice(1)).toEqual(['traffic E04 suspend 2: responded executed']);
    expect(await kinds(one, 'measure-executed')).toBe(2);
  });

  it('the record ends while it is held: undone; what was still to be suspended is closed, and nobody is chased', async () => {
    const [pending, suspended] = [await underMeasure(), await underMeasure()];
    for (const one of [pending, suspended]) await holds.set(one, randomUUID());
    await done(suspended, 'suspend');
    for (const { caseId: recordId } of [pending, suspended])
      await stepOf(bench, other, async (hand) =>
        endRecord(hand, { recordId, how: 'withdrawn', on: await bench.today() }),
      );
    expect((await executions(pending)).slice(1)).toEqual(['traffic E04 suspend 2: called-off', 'traffic E04 undo 3:']);
    expect(await clocks(pending)).toEqual(['traffic suspend-by closed', 'traffic undo-by running']);
    expect(await told(pending, 'measures-called-off')).toEqual([]);
    expect(await told(pending, 'measures-to-resume')).toEqual([]);
    expect(await traffic.execute(pending, 'E04', 'suspend')).toMatchObject({
      refusals: [{ code: 'measure-request-changed' }],
    });
    expect((await executions(suspended)).slice(1)).toEqual([
      'traffic E04 suspend 2: responded executed fed-back',
      'traffic E04 undo 3:',
    ]);
    for (const one of [pending, suspended]) {
      await done(one, 'undo');
      expect(await bench.workflow(one).result()).toEqual({ status: 'withdrawn' });
    }
    await keepHistory(bench, publicityWorkflowId(pending.caseId), 'publicity-void-before-suspended');
  });

  it('the record ends while a resumption is held: closed, and not shown as held', async () => {
    const one = await underMeasure();
    const { caseId: recordId } = one;
    const source = randomUUID();
    await holds.set(one, source);
    await done(one, 'suspend');
    await holds.lift(one, source);
    await holds.set(one, randomUUID());
    expect((await executions(one)).at(-1)).toBe('traffic E04 resume 3: held');
    await stepOf(bench, other, async (hand) =>
      endRecord(hand, { recordId, how: 'withdrawn', on: await bench.today() }),
    );
    expect((await executions(one)).slice(2)).toEqual(['traffic E04 resume 3: called-off', 'traffic E04 undo 4:']);
    await done(one, 'undo');
  });

  it('back before it was undone: told how it is left, and asked for no day that would be refused', async () => {
    const [held, resumed, applied] = [await underMeasure(), await underMeasure(), await underMeasure()];
    const sources = new Map<Entered, string>();
    for (const one of [held, resumed]) {
      sources.set(one, randomUUID());
      await holds.set(one, sources.get(one) ?? '');
      await done(one, 'suspend');
    }
    for (const { caseId: recordId } of [held, resumed, applied])
      await stepOf(bench, other, async (hand) =>
        endRecord(hand, { recordId, how: 'repaired', on: await bench.today() }),
      );
    await holds.lift(resumed, sources.get(resumed) ?? '');
    await holds.set(applied, randomUUID());
    for (const { caseId: recordId } of [held, resumed, applied])
      await stepOf(bench, other, async (hand) =>
        restoreRecord(hand, { recordId, period: 'goes-on', on: await bench.today() }),
      );
    expect(
      [await executions(held), await executions(resumed), await executions(applied)].map((all) => all.at(-1)),
    ).toEqual(['traffic E04 undo 3: called-off', 'traffic E04 resume 4:', 'traffic E04 suspend 3:']);
    const calledOff = async ({ caseId }: Entered) => {
      const notices = await bench.orm.em.fork().find(Notice, { caseId, kind: 'measures-called-off' });
      return notices.map(({ body }) => body);
    };
    expect(await calledOff(held)).toEqual([expect.stringContaining('继续暂停执行；此前已经解除的，请登记执行日期')]);
    for (const one of [resumed, applied])
      expect(await calledOff(one)).toEqual([expect.not.stringMatching(/登记|恢复有效/u)]);
    expect(await traffic.execute(held, 'E04', 'undo')).toMatchObject(ACCEPTED);
    await holds.lift(held, sources.get(held) ?? '');
    expect((await executions(held)).at(-1)).toBe('traffic E04 apply 4:');
  });

  it('a suspension or a resumption is not done before it was asked, but within a run of requests', async () => {
    const one = await underMeasure();
    const applied = await bench.today();
    await bench.skipTo(endOfDay(applied));
    const asked = await bench.today();
    const refused = { refusals: [{ code: 'measure-execution-day' }] };
    const source = randomUUID();
    await holds.set(one, source);
    expect(await traffic.execute(one, 'E04', 'suspend', applied)).toMatchObject(refused);
    await holds.lift(one, source);
    await bench.skipTo(endOfDay(asked));
    const later = await bench.today();
    await holds.set(one, source);
    expect((await executions(one)).slice(1)).toEqual(['traffic E04 suspend 2: called-off', 'traffic E04 suspend 3:']);
    expect(await traffic.execute(one, 'E04', 'suspend', applied)).toMatchObject(refused);
    expect(await traffic.execute(one, 'E04', 'suspend', asked)).toMatchObject(ACCEPTED);
    await holds.lift(one, source);
    expect(await traffic.execute(one, 'E04', 'resume', asked)).toMatchObject(refused);
    expect(await traffic.execute(one, 'E04', 'resume', later)).toMatchObject(ACCEPTED);
  });

  it('asked a second time, a system says of which day it speaks', async () => {
    const one = await underMeasure();
    const [first, second] = [randomUUID(), randomUUID()];
    await holds.set(one, first);
    const { number: caseNumber } = await bench.file(one);
    const suspend = { caseNumber, measure: 'E04', direction: 'suspend' } as const;
    await expect(say(bench, 'traffic', suspend)).resolves.toEqual({ state: 'taken', code: 'followed' });
    const fedBack = { ...suspend, step: 'feed-back', note: '已暂停' } as const;
    await expect(say(bench, 'traffic', fedBack)).resolves.toEqual({ state: 'taken', code: 'followed' });
    const before = await bench.today();
    await holds.lift(one, first);
    await done(one, 'resume');
    await bench.skipTo(endOfDay(before));
    await holds.set(one, second);
    const unclear = { state: 'refused', code: 'measure-round-unclear' };
    await expect(say(bench, 'traffic', suspend)).resolves.toEqual(unclear);
    await expect(say(bench, 'traffic', fedBack)).resolves.toEqual(unclear);
    expect((await executions(one)).at(-1)).toBe('traffic E04 suspend 4:');
    const executedOn = await bench.today();
    const dated = { ...suspend, executedOn };
    await expect(say(bench, 'traffic', dated)).resolves.toEqual({ state: 'taken', code: 'followed' });
    await expect(say(bench, 'traffic', suspend)).resolves.toEqual({ state: 'taken', code: 'recorded-before' });
    const ofBefore = { ...fedBack, executedOn: before };
    for (const said of [fedBack, ofBefore]) await expect(say(bench, 'traffic', said)).resolves.toEqual(unclear);
    const whole = { ...fedBack, executedOn };
    await expect(say(bench, 'traffic', whole)).resolves.toEqual({ state: 'taken', code: 'followed' });
    expect((await executions(one)).at(-1)).toBe('traffic E04 suspend 4: responded executed fed-back');
  });

  it('what was not applied is held as ever, and what is said late of it is suspended', async () => {
    const on = await bench.today();
    const measures = [{ code: 'E04', from: on, until: null }];
    const one = await bench.enter({ severity: 'serious', measures });
    const source = randomUUID();
    await holds.set(one, source);
    expect(await executions(one)).toEqual(['traffic E04 apply 1: held']);
    expect(await clocks(one)).toEqual([]);
    await bench.skipTo(endOfDay(on));
    expect(await traffic.execute(one, 'E04', 'suspend')).toMatchObject({ refusals: [{ code: 'measure-not-asked' }] });
    expect(await traffic.execute(one, 'E04', 'apply', on)).toMatchObject(ACCEPTED);
    expect(await executions(one)).toEqual(['traffic E04 apply 1: responded executed', 'traffic E04 suspend 2:']);
    expect(await traffic.decline(one, 'E04')).toMatchObject({ refusals: [{ code: 'measure-request-changed' }] });
    await done(one, 'suspend');
    const from = await bench.today();
    const declined = await bench.enter({ severity: 'serious', measures: [{ code: 'E04', from, until: null }] });
    await traffic.decline(declined, 'E04');
    await holds.set(declined, randomUUID());
    expect(await executions(declined)).toEqual(['traffic E04 apply 1: declined']);
    expect(await clocks(declined)).toEqual([]);
  });

  it('cannot be declined, by an officer or a system', async () => {
    const one = await underMeasure();
    await holds.set(one, randomUUID());
    const refused = { refusals: [{ code: 'measure-undo-not-declined' }] };
    expect(await traffic.decline(one, 'E04', 'suspend')).toMatchObject(refused);
    const { number: caseNumber } = await bench.file(one);
    const step = { caseNumber, measure: 'E04', direction: 'suspend', step: 'decline', note: '由公安机关实施' } as const;
    await expect(say(bench, 'traffic', step)).resolves.toEqual({
      state: 'refused',
      code: 'measure-undo-not-declined',
    });
  });

  it('named no more while suspended: not asked to resume, named again it is; who is new is asked when it goes on', async () => {
    const one = await underMeasure('B08');
    const source = randomUUID();
    await holds.set(one, source);
    await done(one, 'suspend', 'B08');
    await reachRecords(bench, await changeCarriers(bench, 'B08', ['housing']));
    const suspended = 'traffic B08 suspend 2: responded executed fed-back';
    expect((await executions(one)).slice(1)).toEqual([suspended]);
    await holds.lift(one, source);
    expect(await executions(one)).toEqual([
      'housing B08 apply 1:',
      'traffic B08 apply 1: responded executed fed-back',
      suspended,
    ]);
    await reachRecords(bench, await changeCarriers(bench, 'B08', ['housing', 'traffic']));
    expect((await executions(one)).at(-1)).toBe('traffic B08 resume 3:');
    await reachRecords(bench, await changeCarriers(bench, 'B08', ['housing']));
    expect((await executions(one)).at(-1)).toBe('traffic B08 resume 3: called-off');
    await bench.annul(one, await bench.today());
    await done(one, 'undo', 'B08');
    expect(await bench.workflow(one).result()).toEqual({ status: 'annulled' });
  });
});
