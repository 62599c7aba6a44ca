import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { actIds, requestHash } from '../../api/ids.ts';
import type { Orm } from '../../db/orm.ts';
import { type Issuer, newKey, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { enterCounty } from '../support/county.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createTestOrm } from '../support/rows.ts';
import { bareKey } from '../support/leases.ts';

const BODY = { rule: 'accept-first.verify-within-working-days', value: 4, validFrom: '2026-10-01', reason: '人手不足' };

describe('Idempotency-Key', () => {
  let database: TestDatabase;
  let issuer: Issuer;
  let api: TestApi;
  let owner: Orm;
  let subjectId: string;
  beforeAll(async () => {
    [database, issuer] = await Promise.all([createTestDatabase(), startIssuer()]);
    owner = createTestOrm(database.ownerUrl).orm;
    ({ subjectId } = await enterCounty(owner.em.fork()));
    api = await startTestApi(database, issuer);
  });
  afterAll(async () => {
    await api.stop();
    await owner.close();
    await issuer.stop();
    await database.drop();
  });
  beforeEach(() => {
    api.now = '2026-09-18T02:00:00.000Z';
  });

  const add = (key: string | undefined, body: object = BODY, as = 'admin') =>
    api.send({ method: 'POST', url: '/v1/rule-defaults', as, body, ...(key === undefined ? {} : { key }) });
  const row = async (key: string) =>
    (await owner.em.fork().execute('select * from request_key where key = ?', [bareKey(key)]))[0] as Record<
      string,
      unknown
    >;
  const rules = async () =>
    (await owner.em.fork().execute<{ n: number }[]>('select count(*)::integer as n from rule_default'))[0]?.n;

  it('is required, in a form that is one', async () => {
    expect((await add(undefined)).json()).toMatchObject({ code: 'idempotency-key-required' });
    for (const key of ['"', '""', '"a', 'a b', '"ü"', 'x'.repeat(201)]) {
      const answer = await add(key);
      expect([key, answer.statusCode]).toEqual([key, 400]);
    }
    expect((await add('a-bare-token')).statusCode).toBe(201);
    expect((await add('"a-bare-token"')).statusCode).toBe(201);
  });

  it('does a thing once and answers every repetition with the same bytes', async () => {
    const key = newKey();
    const body = { ...BODY, validFrom: '2026-10-02' };
    const before = await rules();
    const first = await add(key, body);
    const again = await add(key, Object.fromEntries(Object.entries(body).reverse()));
    expect([again.statusCode, again.body, again.headers['content-type']]).toEqual([
      201,
      first.body,
      first.headers['content-type'],
    ]);
    expect(await rules()).toBe((before ?? 0) + 1);
  });

  it('keeps a refusal too, and another body is not answered by it', async () => {
    const key = newKey();
    const refused = await add(key, { ...BODY, rule: 'no.such-rule' });
    expect([refused.statusCode, refused.json()]).toMatchObject([422, { code: 'refused-by-rule' }]);
    const repeated = await add(key, { ...BODY, rule: 'no.such-rule' });
    expect([repeated.body, repeated.headers['content-language']]).toEqual([refused.body, 'zh']);
    expect((await add(key)).json()).toMatchObject({ code: 'idempotency-key-reused' });
  });

  it("does not take one caller's key for another's", async () => {
    const key = newKey();
    expect((await add(key)).statusCode).toBe(201);
    expect((await add(key, BODY, 'chen')).statusCode).toBe(403);
    expect(actIds('ab', 'c')).not.toEqual(actIds('a', 'bc'));
  });

  it('lets one of two at once work, and the other wait', async () => {
    const key = newKey();
    await held(key, '2026-09-18T02:00:20.000Z');
    const other = await add(key);
    expect([other.statusCode, other.json()]).toMatchObject([409, { code: 'in-progress' }]);
    expect(Number(other.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('is taken up again when the lease of an API that died has run out, under the first receipt', async () => {
    const key = newKey();
    await held(key, '2026-09-18T02:00:20.000Z', '2026-09-18T01:59:50.000Z');
    api.now = '2026-09-18T02:00:20.000Z';
    expect((await add(key)).statusCode).toBe(201);
    expect(new Date(String((await row(key))['received_at'])).toISOString()).toBe('2026-09-18T01:59:50.000Z');
  });

  it('is given back where the outcome is not known, so that a repetition need not wait', async () => {
    const key = newKey();
    await owner.em.fork().execute(
      `insert into representation (id, person_sub, subject_id, kind, valid_from, proof, at)
       values (gen_random_uuid(), 'zhang', ?, 'agent', '2020-01-01', 'x', '2020-01-01')`,
      [subjectId],
    );
    const wish = { procedure: 'food-licence', subjectId, missing: ['business-licence'] };
    const preview = await api.send({ method: 'POST', url: '/v1/accept-first/preview', as: 'zhang', body: wish });
    const { version, sha256 } = preview.json<{ commitment: { version: number; sha256: string } }>().commitment;
    const body = {
      ...wish,
      contact: { name: '张伟', email: null, phone: null },
      commitment: { version, sha256, signer: '张伟', agreed: true, means: 'online' },
    };
    // No Temporal is there to take it.
    const open = () => api.send({ method: 'POST', url: '/v1/accept-first', as: 'zhang', key, body });
    const answer = await open();
    expect([answer.statusCode, answer.headers['retry-after'], answer.json()]).toMatchObject([
      503,
      '5',
      { code: 'outcome-unknown' },
    ]);
    expect(await row(key)).toMatchObject({
      lease_until: null,
      answered_at: null,
      act: 'accept-first.open',
      case_id: actIds('zhang', bareKey(key)).newId,
    });
    expect((await open()).statusCode).toBe(503);
  });

  it('hashes what is asked for, not how it is written', () => {
    expect(requestHash('a', {}, { x: 1, y: [{ b: 2, a: 1 }] })).toBe(
      requestHash('a', {}, { y: [{ a: 1, b: 2 }], x: 1 }),
    );
    expect(requestHash('a', {}, { x: 1 })).not.toBe(requestHash('b', {}, { x: 1 }));
    expect(requestHash('a', { n: '1' }, {})).not.toBe(requestHash('a', { n: '2' }, {}));
  });

  /** As an API left it that took the key and has not answered. */
  async function held(key: string, leaseUntil: string, receivedAt = '2026-09-18T01:59:50.000Z'): Promise<void> {
    await owner.em
      .fork()
      .execute(
        `insert into request_key (caller, key, body_hash, received_at, act, lease_until) values ('admin', ?, ?, ?, 'rule-default.add', ?)`,
        [bareKey(key), requestHash('rule-default.add', {}, BODY), receivedAt, leaseUntil],
      );
  }
});
