import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Orm } from '../../db/orm.ts';
import {
  type ClaimAnswer,
  claimRequest,
  countUnansweredActs,
  findAnswer,
  giveBack,
  type RequestClaim,
  storeAnswer,
} from '../../db/queries/request-key.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createTestOrm } from '../support/rows.ts';

const at = (seconds: number) => new Date(Date.parse('2026-09-18T02:00:00.000Z') + seconds * 1000).toISOString();
const ANSWER = { status: 201, body: '{"number":"JN-2026-000001","说明":"已受理"}', problem: false };

describe('request keys', () => {
  let database: TestDatabase;
  let orm: Orm;
  let worker: Orm;
  let statements: string[];
  let claim: RequestClaim;

  beforeAll(async () => {
    database = await createTestDatabase();
    ({ orm, statements } = createTestOrm(database.apiUrl));
    worker = createTestOrm(database.workerUrl).orm;
  });

  afterAll(async () => {
    await orm.close();
    await worker.close();
    await database.drop();
  });

  beforeEach(() => {
    claim = {
      caller: 'person-1',
      key: randomUUID(),
      bodyHash: 'a'.repeat(64),
      act: 'accept-first.supply',
      caseId: randomUUID(),
      now: at(0),
      leaseUntil: at(10),
    };
  });

  const claimAt = (seconds: number, change: Partial<RequestClaim> = {}): Promise<ClaimAnswer> =>
    claimRequest(orm.em.fork(), { ...claim, now: at(seconds), leaseUntil: at(seconds + 10), ...change });

  it('are claimed once; the first receipt counts for good', async () => {
    expect(await claimAt(0)).toEqual({ state: 'claimed', receivedAt: at(0), repeated: false });
    expect(await claimAt(5)).toEqual({ state: 'in-progress', leaseUntil: at(10) });
    expect(await claimAt(10)).toEqual({ state: 'claimed', receivedAt: at(0), repeated: true });
    expect(await claimAt(19)).toEqual({ state: 'in-progress', leaseUntil: at(20) });
  });

  it('belong to one caller', async () => {
    await claimAt(0);
    expect(await claimAt(1, { caller: 'person-2' })).toMatchObject({ state: 'claimed', receivedAt: at(1) });
  });

  it('refuse another body, leased, given back or answered', async () => {
    await claimAt(0);
    const other = { bodyHash: 'b'.repeat(64) };
    expect(await claimAt(1, other)).toEqual({ state: 'other-body' });
    await giveBack(orm.em.fork(), claim, at(10));
    expect(await claimAt(2, other)).toEqual({ state: 'other-body' });
    await storeAnswer(orm.em.fork(), claim, ANSWER, at(3));
    expect(await claimAt(4, other)).toEqual({ state: 'other-body' });
  });

  it('give every repeat the same bytes once answered', async () => {
    await claimAt(0);
    expect(await findAnswer(orm.em.fork(), claim)).toBeNull();
    expect(await storeAnswer(orm.em.fork(), claim, ANSWER, at(1))).toEqual(ANSWER);
    expect(await claimAt(2)).toEqual({ state: 'answered', ...ANSWER });
    expect(await findAnswer(orm.em.fork(), claim)).toEqual(ANSWER);
  });

  it('keep the first answer where a lease ran out and two come', async () => {
    await claimAt(0);
    await claimAt(11);
    await storeAnswer(orm.em.fork(), claim, ANSWER, at(12));
    const late = { status: 503, body: '{}', problem: true };
    expect(await storeAnswer(orm.em.fork(), claim, late, at(13))).toEqual(ANSWER);
    expect(await claimAt(14)).toEqual({ state: 'answered', ...ANSWER });
  });

  it('can be claimed at once when given back, but only by whoever holds the lease', async () => {
    await claimAt(0);
    await claimAt(11);
    await giveBack(orm.em.fork(), claim, at(10));
    expect(await claimAt(12)).toEqual({ state: 'in-progress', leaseUntil: at(21) });
    await giveBack(orm.em.fork(), claim, at(21));
    expect(await claimAt(13)).toEqual({ state: 'claimed', receivedAt: at(0), repeated: true });
  });

  it('are not given back once answered', async () => {
    await claimAt(0);
    await storeAnswer(orm.em.fork(), claim, ANSWER, at(1));
    await giveBack(orm.em.fork(), claim, at(10));
    expect(await claimAt(2)).toMatchObject({ state: 'answered' });
  });

  it('refuse an answer to what was never claimed', async () => {
    await expect(storeAnswer(orm.em.fork(), claim, ANSWER, at(1))).rejects.toThrow(/never claimed/);
  });

  it.each(['first claims', 'claims after a lease ran out'])('let one win of many at once: %s', async (which) => {
    for (let round = 0; round < 10; round += 1) {
      claim = { ...claim, key: randomUUID() };
      if (which !== 'first claims') await claimAt(-60);
      const answers = await Promise.all(
        Array.from({ length: 4 }, (_, index) => claimAt(0, { leaseUntil: at(10 + index) })),
      );
      expect(answers.filter(({ state }) => state === 'claimed')).toHaveLength(1);
      expect(answers.filter(({ state }) => state === 'in-progress')).toHaveLength(3);
    }
  });

  it('stand still for a claim that waits for another to commit', async () => {
    const holder = orm.em.fork();
    await holder.begin();
    await claimRequest(holder, claim);
    const waiting = claimAt(1);
    await holder.commit();
    expect((await waiting).state).toBe('in-progress');
  });

  it('take one statement each, and keep no answer in clear', async () => {
    const before = statements.length;
    await claimAt(0);
    await storeAnswer(orm.em.fork(), claim, ANSWER, at(1));
    await findAnswer(orm.em.fork(), claim);
    await giveBack(orm.em.fork(), claim, at(10));
    expect(statements.length - before).toBe(4);
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query<{ answer: string }>('select answer from request_key where key = $1', [
      claim.key,
    ]);
    await owner.end();
    expect(rows[0]?.answer).toMatch(/^test:[A-Za-z0-9_-]+$/);
  });

  it('show the worker which hand-ins received in time have no answer', async () => {
    const count = (before: string) => countUnansweredActs(worker.em.fork(), claim.caseId ?? '', { before });
    await claimAt(0);
    await claimAt(5, { key: randomUUID() });
    await claimAt(5, { key: randomUUID(), act: 'accept-first.verify' });
    await claimAt(0, { key: randomUUID(), caseId: randomUUID() });
    expect([await count(at(0)), await count(at(5)), await count(at(6))]).toEqual([0, 1, 2]);
    await giveBack(orm.em.fork(), claim, at(10));
    expect(await count(at(6))).toBe(2);
    await storeAnswer(orm.em.fork(), claim, ANSWER, at(7));
    expect(await count(at(6))).toBe(1);
  });
});
