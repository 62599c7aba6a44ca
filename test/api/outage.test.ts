import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import pg from 'pg';
import { requestHash } from '../../api/ids.ts';
import { endOfDay } from '../../domain/time.ts';
import { newKey } from '../support/api.ts';
import { acceptFirstWorkflowId } from '../../workflows/messages/accept-first.ts';
import { ApiBench, HAND_IN } from '../support/api-bench.ts';
import { bareKey } from '../support/leases.ts';

const START = '2026-09-10T02:00:00.000Z';

describe('when something is down', () => {
  let on: ApiBench;
  beforeAll(async () => {
    on = await ApiBench.start(START, { actTimeoutMs: 2000 });
  }, 300_000);
  afterAll(async () => {
    await on.stop();
  });

  it('opens one case, however often the application is sent while no worker is there', async () => {
    const key = newKey();
    const body = await on.application();
    await on.bench.stopWorker();
    const unknown = await on.apply(body, key);
    expect([unknown.statusCode, unknown.headers['retry-after'], unknown.json()]).toMatchObject([
      503,
      '5',
      { code: 'outcome-unknown' },
    ]);
    expect((await on.apply(body, key)).statusCode).toBe(503);
    await on.bench.startWorker();
    const opened = await answerTo(() => on.apply(body, key));
    expect(opened.statusCode).toBe(201);
    expect((await on.apply(body, key)).body).toBe(opened.body);
    const [row] = await on.bench.sql<{ n: number }>('select count(*)::integer as n from case_file');
    expect(row?.n).toBe(1);
  }, 300_000);

  it('finds the answer of an application whose API died after it was decided', async () => {
    const key = newKey();
    const body = await on.application();
    const opened = await answerTo(() => on.apply(body, key));
    await forget(key);
    const again = await answerTo(() => on.apply(body, key));
    expect([again.statusCode, again.body]).toEqual([201, opened.body]);
  });

  it('finds it in the rows where the case has closed since', async () => {
    const key = newKey();
    const refused = await on.application({ missing: ['application'] });
    const first = await answerTo(() => on.apply(refused, key));
    await forget(key);
    expect((await answerTo(() => on.apply(refused, key))).body).toBe(first.body);

    const number = await opened();
    const withdrawKey = newKey();
    const withdraw = () => on.act(number, 'withdraw', 'zhang', { reason: '改走普通程序' }, withdrawKey);
    const withdrawn = await answerTo(withdraw);
    await forget(withdrawKey);
    const again = await answerTo(withdraw);
    expect([again.statusCode, again.body]).toEqual([200, withdrawn.body]);
    const late = await on.act(number, 'supply', 'zhang', HAND_IN);
    expect([late.statusCode, late.json()]).toMatchObject([
      409,
      { code: 'status-not-allowed', caseStatus: 'withdrawn' },
    ]);
  });

  it('keeps the receipt of an application whose text changed before it was sent again', async () => {
    const key = newKey();
    const body = await on.application();
    await on.bench.stopWorker();
    expect((await on.apply(body, key)).statusCode).toBe(503);
    await on.bench.env.sleep(1000);
    await on.bench.sql(
      `insert into commitment_text (id, procedure_id, version, text, sha256, valid_from)
       select gen_random_uuid(), id, 2, '新版', encode(sha256(convert_to('新版', 'UTF8')), 'hex'), '2026-01-01' from procedure`,
    );
    await on.bench.startWorker();
    expect((await answerTo(() => on.apply(body, key))).statusCode).toBe(201);
    expect((await on.apply(body)).json()).toMatchObject({ code: 'commitment-text-changed' });
  }, 300_000);

  it('tells a failure that repeating would only repeat once and for good', async () => {
    const number = await opened();
    await on.bench.sql('alter table material_supply add constraint refused_all check (false) not valid');
    const key = newKey();
    const failed = await answerTo(() => on.act(number, 'supply', 'zhang', HAND_IN, key));
    expect([failed.statusCode, failed.json()]).toMatchObject([500, { code: 'internal' }]);
    await on.bench.sql('alter table material_supply drop constraint refused_all');
    const again = await on.act(number, 'supply', 'zhang', HAND_IN, key);
    expect([again.statusCode, again.body, again.headers['content-language']]).toEqual([500, failed.body, 'zh']);
    // Not one that is still on its way: nothing waits for it.
    expect(await answered(key)).toBe(true);
    const supplyKey = newKey();
    const supply = () => on.act(number, 'supply', 'zhang', HAND_IN, supplyKey);
    expect((await answerTo(supply)).statusCode).toBe(200);
  }, 300_000);

  it('says when to come again where the database cuts a statement off', async () => {
    const { ownerUrl, apiUrl } = on.bench.database;
    const locking = new pg.Client({ connectionString: ownerUrl });
    const cutting = new pg.Client({ connectionString: apiUrl });
    await Promise.all([locking.connect(), cutting.connect()]);
    await locking.query('begin; lock table procedure in access exclusive mode');
    const asked = on.api.send({ url: '/v1/procedures', as: 'chen' });
    const cutOff = `select pg_cancel_backend(pid) from pg_stat_activity
      where usename = current_user and datname = current_database() and wait_event_type = 'Lock'`;
    await on.bench.until(async () => (await cutting.query(cutOff)).rows.length > 0);
    const { statusCode, headers, ...answer } = await asked;
    expect([statusCode, headers['retry-after'], answer.json()]).toMatchObject([503, '5', { code: 'unavailable' }]);
    await Promise.all([locking.end(), cutting.end()]);
  });

  it('keeps an act on an open case that nothing runs for later', async () => {
    const number = await opened();
    const workflowId = acceptFirstWorkflowId(await on.idOf(number));
    await on.bench.env.client.workflow.getHandle(workflowId).terminate('lost, for a test');
    const key = newKey();
    const failed = await on.act(number, 'supply', 'zhang', HAND_IN, key);
    expect([failed.statusCode, failed.json(), failed.headers['retry-after']]).toMatchObject([
      503,
      { code: 'unavailable' },
      '60',
    ]);
    expect(await answered(key)).toBe(false);
  }, 300_000);

  /** The answer of a service that is up: sent again, as people are told to, while its outcome is not known. */
  async function answerTo<R extends LightMyRequestResponse>(send: () => Promise<R>): Promise<R> {
    for (;;) {
      const answer = await send();
      const unknown = ['outcome-unknown', 'in-progress'].includes(answer.json<{ code?: string }>().code ?? '');
      if (!unknown) return answer;
    }
  }

  async function opened(): Promise<string> {
    const body = await on.application();
    const key = newKey();
    return (await answerTo(() => on.apply(body, key))).json<{ number: string }>().number;
  }

  async function answered(key: string): Promise<boolean> {
    const [row] = await on.bench.sql<{ answered: boolean }>(
      'select answered_at is not null as answered from request_key where key = ?',
      [bareKey(key)],
    );
    return row?.answered ?? false;
  }

  /** As if the API had died before it stored the answer. */
  async function forget(key: string): Promise<void> {
    await on.bench.sql(
      'update request_key set answered_at = null, status = null, answer = null, problem = null where key = ?',
      [bareKey(key)],
    );
  }
});

describe('when an API dies between receipt and sending', () => {
  let on: ApiBench;
  beforeAll(async () => {
    on = await ApiBench.start(START);
  }, 300_000);
  afterAll(async () => {
    await on.stop();
  });

  it('counts a hand-in from the first time it was sent, though its API died before passing it on', async () => {
    const number = await on.open();
    const caseId = await on.idOf(number);
    const { nextDue } = await on.bench.row({ caseId });
    const key = newKey();
    const receivedAt = await on.bench.now();
    await on.bench.sql(
      `insert into request_key (caller, key, body_hash, received_at, act, case_id, lease_until)
       values ('zhang', ?, ?, ?, 'accept-first.supply', ?, ?)`,
      [bareKey(key), requestHash('accept-first.supply', { number }, HAND_IN), receivedAt, caseId, receivedAt],
    );
    await on.bench.skipTo(endOfDay(nextDue ?? ''));
    await on.bench.skipTo(endOfDay((await on.bench.row({ caseId })).nextDue ?? ''));
    expect(await on.read(number, 'zhang')).toMatchObject({ status: 'awaiting-registration' });

    const answer = await on.act(number, 'supply', 'zhang', HAND_IN, key);
    expect([answer.statusCode, answer.json()]).toMatchObject([200, { status: 'awaiting-verification' }]);
    expect(await on.read(number, 'zhang')).toMatchObject({
      acceptFirst: {
        materials: expect.arrayContaining([
          expect.objectContaining({
            code: 'business-licence',
            supplies: [expect.objectContaining({ receivedAt, inTime: true })],
          }),
        ]),
      },
    });
  }, 300_000);
});
