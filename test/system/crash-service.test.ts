/** The API, the connections, or all of it at once killed under traffic: what was promised is kept, and once. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findAnswer } from '../../db/queries/request-key.ts';
import { acceptFirstWorkflowId } from '../../workflows/messages/accept-first.ts';
import { newKey } from '../support/api.ts';
import { caseIdOf } from '../support/crash-site.ts';
import { bareKey, leaseGoesOn, leaseRunsOut } from '../support/leases.ts';
import { until } from '../support/processes.ts';
import { WholeService } from '../support/whole-service.ts';

const LONG_AGO = '2024-03-04';
const HAND_IN = { items: [{ material: 'business-licence' }], means: 'online' };
const ACCEPTED = { items: [{ material: 'business-licence', verdict: 'accepted' }] };
const OPENINGS = 20;
const LEASE_MS = 30_000;
const OPEN_CASES = 10;

describe('the service, killed', () => {
  let folder: string;
  let service: WholeService;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jiannuo-crash-'));
    service = await WholeService.start(folder);
  }, 300_000);

  afterAll(async () => {
    await service.stop();
    await rm(folder, { recursive: true, force: true });
  }, 300_000);

  it('without a worker: an answer within the deadline that the outcome is not known, and one case when a worker is there', async () => {
    await service.worker.kill();
    const key = newKey();
    const body = await service.application('zhang');
    const sentAt = Date.now();
    const unknown = await service.post('/v1/accept-first', 'zhang', body, key);
    expect([unknown.status, unknown.retryAfter, JSON.parse(unknown.body)]).toMatchObject([
      503,
      '5',
      { code: 'outcome-unknown' },
    ]);
    expect(Date.now() - sentAt).toBeLessThan(15_000);
    await service.worker.start();
    const opened = await service.insist('/v1/accept-first', 'zhang', body, key);
    expect(opened.status).toBe(201);
    expect((await service.post('/v1/accept-first', 'zhang', body, key)).body).toBe(opened.body);
    expect(await rowsOf('accept_first', caseIdOf('zhang', key))).toBe(1);
  }, 900_000);

  it('the API while its act is being written: repeated, it waits for the lease, then finds what was done', async () => {
    const number = await service.open();
    const key = newKey();
    const path = `/v1/accept-first/${number}/supply`;
    const held = await service.hold(await idOf(number));
    const sent = service.post(path, 'zhang', HAND_IN, key).catch(() => 'cut off');
    await held.reached();
    await service.api.kill();
    expect(await sent).toBe('cut off');
    const killedAt = Date.now();
    await leaseGoesOn(service, key);
    await service.api.start();
    const waiting = await service.post(path, 'zhang', HAND_IN, key);
    expect([waiting.status, JSON.parse(waiting.body)]).toMatchObject([409, { code: 'in-progress' }]);
    expect(Number(waiting.retryAfter)).toBeGreaterThan(0);
    await held.release();
    await leaseRunsOut(service, key);
    const done = await service.insist(path, 'zhang', HAND_IN, key);
    expect([done.status, JSON.parse(done.body)]).toMatchObject([200, { status: 'awaiting-verification' }]);
    const supplies = await service.sql<{ at: Date; seen: Date }>(
      'select s.received_at as at, k.received_at as seen from material_supply s, request_key k where s.case_id = ? and k.key = ?',
      [await idOf(number), bareKey(key)],
    );
    expect(supplies).toHaveLength(1);
    expect(supplies[0]?.at).toEqual(supplies[0]?.seen);
    expect(new Date(supplies[0]?.at ?? 0).getTime()).toBeLessThan(killedAt);
  }, 900_000);

  it('the API after it stored an answer that nobody got: the repetition is told the very same', async () => {
    const number = await service.open();
    const key = newKey();
    const path = `/v1/accept-first/${number}/supply`;
    const held = await service.hold(await idOf(number));
    const caller = new AbortController();
    const sent = service.post(path, 'zhang', HAND_IN, key, caller.signal).catch(() => 'cut off');
    await held.reached();
    caller.abort();
    expect(await sent).toBe('cut off');
    await held.release();
    const stored = () => findAnswer(service.orm.em.fork(), { caller: 'zhang', key: bareKey(key) });
    await until('the answer stored', async () => (await stored()) !== null);
    await service.api.kill();
    await service.api.start();
    const again = await service.post(path, 'zhang', HAND_IN, key);
    expect([again.status, again.body]).toEqual([200, (await stored())?.body]);
    expect(await rowsOf('material_supply', await idOf(number))).toBe(1);
  }, 900_000);

  it('every connection to PostgreSQL while twenty applications are under way: each is opened once', async () => {
    const keys = Array.from({ length: OPENINGS }, () => newKey());
    const body = await service.application('zhang');
    const sentAt = Date.now();
    const sent = Promise.all(keys.map((key) => service.insist('/v1/accept-first', 'zhang', body, key)));
    let cut = 0;
    for (let round = 0; round < 4; round += 1) {
      await setTimeout(100);
      cut += await service.cutConnections();
    }
    const answers = await sent;
    expect(cut).toBeGreaterThan(4);
    // An answer that the outcome is not known gives the lease back: nobody waited for one to run out.
    expect(Date.now() - sentAt).toBeLessThan(LEASE_MS);
    expect(answers.map(({ status }) => status)).toEqual(keys.map(() => 201));
    expect(new Set(answers.map(({ body: text }) => numberIn(text))).size).toBe(OPENINGS);
    for (const key of keys) {
      const caseId = caseIdOf('zhang', key);
      expect([
        await rowsOf('accept_first', caseId),
        await rowsOf('case_step', caseId),
        await rowsOf('notice', caseId),
      ]).toEqual([1, 1, 1]);
    }
    expect([service.worker.isRunning(), service.api.isRunning()]).toEqual([true, true]);
  }, 900_000);

  it('worker, API and Temporal together: every open case goes on, and one that had become due has ended', async () => {
    const numbers: string[] = [];
    for (let made = 0; made < OPEN_CASES; made += 1) numbers.push(await service.open());
    const half = numbers.filter((_number, index) => index % 2 === 0);
    for (const number of half) await service.insist(`/v1/accept-first/${number}/supply`, 'zhang', HAND_IN);

    const dueKey = newKey();
    const dueId = caseIdOf('liu', dueKey);
    service.mines.lay({ activity: 'closeSupply', point: 'before-commit', workflowId: acceptFirstWorkflowId(dueId) });
    const paper = await service.application('liu', LONG_AGO);
    const opening = service.insist('/v1/accept-first', 'liu', paper, dueKey);
    await service.worker.ended();
    await Promise.all([service.api.kill(), service.killTemporal()]);
    expect(await statusOf(dueId)).toBe('awaiting-materials');

    await service.restartTemporal();
    await Promise.all([service.worker.start(), service.api.start()]);
    expect((await opening).status).toBe(201);
    for (const number of numbers) {
      if (!half.includes(number)) await service.insist(`/v1/accept-first/${number}/supply`, 'zhang', HAND_IN);
      await service.insist(`/v1/accept-first/${number}/verify`, 'chen', ACCEPTED);
      const decided = await service.insist(`/v1/accept-first/${number}/decide`, 'chen', { granted: true });
      expect([decided.status, JSON.parse(decided.body)]).toMatchObject([200, { status: 'completed' }]);
    }
    for (const number of numbers) {
      const caseId = await idOf(number);
      expect(await timelineOf(caseId)).toEqual([
        'received',
        'accepted-first',
        'supplied',
        'verified',
        'promise-kept',
        'decided',
      ]);
      expect(await rowsOf('case_step', caseId)).toBe(4);
    }
    await until('the due case ended', async () => (await statusOf(dueId)) === 'ended');
    expect(await timelineOf(dueId)).toEqual([
      'received',
      'accepted-first',
      'reminded',
      'supply-by-passed',
      'ended-late',
    ]);
  }, 900_000);

  async function rowsOf(table: string, caseId: string): Promise<number> {
    const [row] = await service.sql<{ n: number }>(`select count(*)::integer as n from ${table} where case_id = ?`, [
      caseId,
    ]);
    return row?.n ?? 0;
  }

  async function timelineOf(caseId: string): Promise<string[]> {
    const rows = await service.sql<{ kind: string }>('select kind from timeline_entry where case_id = ? order by seq', [
      caseId,
    ]);
    return rows.map(({ kind }) => kind);
  }

  async function statusOf(caseId: string): Promise<string | undefined> {
    return (await service.sql<{ status: string }>('select status from case_file where id = ?', [caseId]))[0]?.status;
  }

  async function idOf(number: string): Promise<string> {
    return (await service.sql<{ id: string }>('select id from case_file where number = ?', [number]))[0]?.id ?? '';
  }
});

function numberIn(body: string): string {
  return (JSON.parse(body) as { number: string }).number;
}
