import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, endOfDay } from '../../domain/time.ts';
import { carrierChangeWorkflowId } from '../../workflows/messages/carrier-change.ts';
import { publicityWorkflowId } from '../../workflows/messages/publicity.ts';
import { keepHistory } from '../support/histories.ts';
import {
  Carrier,
  changeCarriers,
  enterCarrier,
  executionsOf,
  hasReached,
  nameCarriers,
  reachRecords,
  say,
} from '../support/joint-bench.ts';
import { type Entered, PublicityBench } from '../support/publicity-bench.ts';

// Monday 1 June 2026, 10:00 in Shanghai.
const START = '2026-06-01T02:00:00.000Z';

describe('who carries measures out, and who does not', () => {
  let bench: PublicityBench;
  let housing: Carrier;
  let traffic: Carrier;
  let market: Carrier;
  beforeAll(async () => {
    bench = await PublicityBench.start({ startAt: START });
    await enterCarrier(bench, 'housing', '示范县住房和城乡建设局');
    await enterCarrier(bench, 'traffic', '示范县交通运输局');
    [housing, traffic, market] = [
      new Carrier(bench, 'housing'),
      new Carrier(bench, 'traffic'),
      new Carrier(bench, 'market'),
    ];
    await nameCarriers(bench, 'E04', ['traffic']);
  }, 300_000);
  afterEach(() => {
    bench.boundary = undefined;
  });
  afterAll(async () => {
    await bench.stop();
  });

  const entered = async (...codes: string[]) => {
    const from = await bench.today();
    return await bench.enter({ severity: 'serious', measures: codes.map((code) => ({ code, from, until: null })) });
  };
  const executions = (on: Entered) => executionsOf(bench, on);
  const clocks = async ({ caseId }: Entered) => {
    const rows = await bench.sql<{ line: string }>(
      `select concat_ws(' ', a.code, d.kind, d.state) as line from deadline d join authority a on a.id = d.authority_id
       where d.case_id = ? and d.kind in ('execute-by', 'undo-by') order by 1`,
      [caseId],
    );
    return rows.map(({ line }) => line);
  };
  const told = async (on: Entered, kind: string) => {
    const rows = await bench.sql<{ line: string }>(
      `select concat_ws(' ', coalesce(a.code, 'no authority'), coalesce(n.desk_role, 'person')) as line
       from notice n left join authority a on a.id = n.authority_id where n.case_id = ? and n.kind = ? order by 1`,
      [on.caseId, kind],
    );
    return rows.map(({ line }) => line);
  };
  const change = async (measure: string, ...codes: string[]) => {
    const id = await changeCarriers(bench, measure, codes);
    await reachRecords(bench, id);
    return id;
  };
  const number = async (on: Entered) => (await bench.file(on)).number;
  const annul = async (on: Entered) => await bench.annul(on, await bench.today());

  it('declined: not waited for, told to who names carriers and who determined it; nothing keeps the record open', async () => {
    const one = await entered('E04');
    expect(await housing.decline(one, 'E04').catch(() => 'thrown back')).toBe('thrown back');
    expect(await traffic.decline(one, 'E04', 'undo')).toMatchObject({ refusals: [{ code: 'measure-not-asked' }] });
    await traffic.respond(one, 'E04');
    expect(await traffic.decline(one, 'E04')).toMatchObject({ accepted: true, status: 'running' });
    expect(await executions(one)).toEqual(['traffic E04 apply 1: responded declined']);
    expect(await clocks(one)).toEqual(['traffic execute-by closed']);
    expect(await told(one, 'measure-declined')).toEqual(['market officer', 'no authority admin']);
    expect(await bench.timeline(one)).toEqual([
      'record-entered',
      'measures-asked',
      'measure-responded',
      'measure-declined',
    ]);
    expect(await traffic.decline(one, 'E04')).toMatchObject({ refusals: [{ code: 'measure-step-registered' }] });
    const tomorrow = addDays(await bench.today(), 1);
    await bench.skipTo(endOfDay(addDays(tomorrow, 30)));
    expect(await told(one, 'escalation')).toEqual([]);
    expect(await traffic.execute(one, 'E04')).toMatchObject({ refusals: [{ code: 'measure-declined' }] });
    await annul(one);
    expect(await bench.workflow(one).result()).toEqual({ status: 'annulled' });
    expect(await executions(one)).toEqual(['traffic E04 apply 1: responded declined']);
    await keepHistory(bench, publicityWorkflowId(one.caseId), 'publicity-measure-declined');
  });

  it('not once it is applied; and what was applied before it was declined is undone all the same', async () => {
    const one = await entered('E04');
    await traffic.execute(one, 'E04');
    expect(await traffic.decline(one, 'E04')).toMatchObject({ refusals: [{ code: 'measure-executed' }] });
    await annul(one);
    expect(await traffic.decline(one, 'E04', 'undo').catch(() => 'thrown back')).toBe('thrown back');
    const two = await entered('E04');
    const on = await bench.today();
    await traffic.decline(two, 'E04');
    await bench.skipTo(endOfDay(on));
    expect(await traffic.execute(two, 'E04', 'apply', on)).toMatchObject({ accepted: true });
    expect(await clocks(two)).toEqual(['traffic execute-by closed', 'traffic execute-by running']);
    await traffic.feedBack(two, 'E04');
    await annul(two);
    expect(await executions(two)).toEqual([
      'traffic E04 apply 1: responded executed fed-back declined',
      'traffic E04 undo 2:',
    ]);
    await traffic.execute(one, 'E04', 'undo');
    await traffic.feedBack(one, 'E04', 'undo');
    await traffic.execute(two, 'E04', 'undo');
    await traffic.feedBack(two, 'E04', 'undo');
    expect(await bench.workflow(two).result()).toEqual({ status: 'annulled' });
  });

  it('by its system too, with its reason, in one word or after it was said', async () => {
    const one = await entered('E04');
    const of = { caseNumber: await number(one), measure: 'E04', step: 'decline' } as const;
    await expect(say(bench, 'traffic', of)).resolves.toEqual({ state: 'refused', code: 'measure-decline-unreasoned' });
    const reasoned = { ...of, note: '由住房和城乡建设部门实施' };
    await expect(say(bench, 'housing', reasoned)).resolves.toEqual({ state: 'unknown-case', code: null });
    await expect(say(bench, 'traffic', reasoned)).resolves.toEqual({ state: 'taken', code: 'followed' });
    await expect(say(bench, 'traffic', reasoned)).resolves.toEqual({ state: 'taken', code: 'recorded-before' });
    await expect(say(bench, 'traffic', { ...of, step: 'respond' })).resolves.toEqual({
      state: 'refused',
      code: 'measure-declined',
    });
    const [row] = await bench.sql<{ isPlain: boolean }>(
      `select declined_because ~ '住房' as "isPlain" from measure_execution where record_id = ?`,
      [one.caseId],
    );
    expect(row).toEqual({ isPlain: false });
    await annul(one);
    await expect(say(bench, 'traffic', { ...reasoned, note: '另一理由' })).resolves.toEqual({
      state: 'taken',
      code: 'recorded-before',
    });
  });

  it('who determined it does without, once, and only without who declined', async () => {
    const one = await entered('E04');
    const refused = { accepted: false, refusals: [{ code: 'measure-not-declined' }] };
    expect(await market.withdrawRequest(one, 'E04', 'traffic')).toMatchObject(refused);
    expect(await market.withdrawRequest(one, 'E04', 'nobody')).toMatchObject(refused);
    await traffic.decline(one, 'E04');
    expect(await traffic.withdrawRequest(one, 'E04', 'traffic').catch(() => 'thrown back')).toBe('thrown back');
    expect(await market.withdrawRequest(one, 'E04', 'traffic')).toMatchObject({ accepted: true });
    expect(await market.withdrawRequest(one, 'E04', 'traffic')).toMatchObject(refused);
    expect(await executions(one)).toEqual(['traffic E04 apply 1: declined called-off']);
    expect((await bench.timeline(one)).at(-1)).toBe('measure-request-withdrawn');
    await annul(one);
    expect(await bench.workflow(one).result()).toEqual({ status: 'annulled' });
  });

  it('a change of carriers reaches the records that stand: asked, called off, left applied, settled', async () => {
    await change('B08', 'housing');
    const [fresh, applied, declined, over] = [
      await entered('B08', 'E04'),
      await entered('B08'),
      await entered('B08'),
      await entered('B08'),
    ];
    await housing.execute(applied, 'B08');
    await housing.decline(declined, 'B08');
    await annul(over);
    const id = await change('B08', 'traffic');
    expect(await executions(fresh)).toEqual([
      'housing B08 apply 1: called-off',
      'traffic B08 apply 1:',
      'traffic E04 apply 1:',
    ]);
    expect(await executions(applied)).toEqual(['housing B08 apply 1: responded executed', 'traffic B08 apply 1:']);
    expect(await executions(declined)).toEqual(['housing B08 apply 1: declined called-off', 'traffic B08 apply 1:']);
    expect(await executions(over)).toEqual(['housing B08 apply 1: called-off']);
    expect(await clocks(applied)).toEqual(['housing execute-by running', 'traffic execute-by running']);
    expect(await clocks(declined)).toEqual(['housing execute-by closed', 'traffic execute-by running']);
    expect(await told(fresh, 'measures-called-off')).toEqual(['housing officer']);
    expect(await told(declined, 'measures-called-off')).toEqual([]);
    const [row] = await bench.sql<{ finished: boolean }>(
      'select finished_at is not null as finished from measure_carrier_change where id = ?',
      [id],
    );
    expect(row).toEqual({ finished: true });
    await keepHistory(bench, carrierChangeWorkflowId(id), 'carrier-change');
    // The workflow knows of it: its officers are reminded, and its supervisor told of the silence.
    const [due] = await bench.sql<{ due: string }>(
      `select max(due)::text as due from deadline where case_id = ? and state = 'running' and kind = 'execute-by'`,
      [declined.caseId],
    );
    await bench.skipTo(endOfDay(due?.due ?? ''));
    await bench.until(async () => (await told(declined, 'escalation')).length > 0);
    expect(await told(declined, 'escalation')).toEqual(['traffic supervisor']);
    await housing.feedBack(applied, 'B08');
    await annul(applied);
    expect(await executions(applied)).toEqual([
      'housing B08 apply 1: responded executed fed-back',
      'housing B08 undo 2:',
      'traffic B08 apply 1: called-off',
    ]);
    await keepHistory(bench, publicityWorkflowId(applied.caseId), 'publicity-carrier-changed-under-way');
    for (const one of [fresh, declined]) await annul(one);
    await housing.execute(applied, 'B08', 'undo');
    await housing.feedBack(applied, 'B08', 'undo');
  }, 300_000);

  it('made again, cut off after each case, or changed again meanwhile: each is asked once', async () => {
    await change('G02', 'housing');
    const from = await bench.today();
    const records: Entered[] = [];
    for (let n = 0; n < 3; n += 1) records.push(await bench.enter({ measures: [{ code: 'G02', from, until: null }] }));
    const lost = new Set<string>();
    bench.boundary = async (point, caseId, key) => {
      if (!key.startsWith('carriers/') || lost.has(`${point} ${caseId}`)) return;
      lost.add(`${point} ${caseId}`);
      throw new Error('the process died');
    };
    const both = await changeCarriers(bench, 'G02', ['housing', 'traffic']);
    const one = await changeCarriers(bench, 'G02', ['traffic']);
    await Promise.all([reachRecords(bench, both), reachRecords(bench, one)]);
    expect(lost.size).toBe(6);
    await bench.sql('update measure_carrier_change set reached_case = null, finished_at = null');
    await change('G02', 'traffic');
    for (const record of records) {
      expect(await executions(record)).toEqual(['housing G02 apply 1: called-off', 'traffic G02 apply 1:']);
      expect((await bench.timeline(record)).filter((kind) => kind === 'measures-asked')).toHaveLength(2);
    }
  });

  it('stored by a process that died before it was started: the sweep starts it', async () => {
    const one = await entered('B04');
    const id = await changeCarriers(bench, 'B04', ['traffic']);
    await bench.activities.sweepMessages({ now: await bench.now() });
    expect(await executions(one)).toEqual(['market B04 apply 1:']);
    const now = new Date(Date.parse(await bench.now()) + 61_000).toISOString();
    await bench.activities.sweepMessages({ now });
    await hasReached(bench, id);
    expect(await executions(one)).toEqual(['market B04 apply 1: called-off', 'traffic B04 apply 1:']);
    // Who determined it applied nothing, and was told nothing.
    expect(await told(one, 'measures-called-off')).toEqual([]);
    await bench.activities.sweepMessages({ now });
    await annul(one);
  });

  it('a record entered while the carriers are changed is asked of those of after, or reached by the change', async () => {
    const em = bench.orm.em.fork();
    await em.begin();
    await em.execute(`select pg_advisory_xact_lock(hashtextextended('measure-carriers/E04', 0))`);
    const entering = entered('E04');
    await bench.until(async () => {
      const [row] = await bench.sql<{ n: number }>(
        `select count(*)::integer as n from pg_locks where locktype = 'advisory' and not granted
           and database = (select oid from pg_database where datname = current_database())`,
      );
      return row?.n === 1;
    });
    await em.execute(
      `insert into measure_carrier (id, measure, authority_id, at)
       select ?, 'E04', id, ? from authority where code = 'housing'`,
      [randomUUID(), await bench.now()],
    );
    await em.commit();
    expect(await executions(await entering)).toEqual(['housing E04 apply 1:', 'traffic E04 apply 1:']);
  });
});
