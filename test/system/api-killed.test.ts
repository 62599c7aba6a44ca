/** The API killed between sending an act and answering it: what was sent is done once, and a repetition is told so. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../../bin/parts/ports.ts';
import { Representation } from '../../db/entities/representation.ts';
import { AUDIENCE, type Issuer, newKey, startIssuer } from '../support/api.ts';
import { Bench } from '../support/bench.ts';
import { leaseGoesOn, leaseRunsOut } from '../support/leases.ts';
import { TEST_KEYS } from '../support/rows.ts';

const SERVER = fileURLToPath(new URL('../../api/server.ts', import.meta.url));

describe('an API that is killed', () => {
  let bench: Bench;
  let issuer: Issuer;
  let port: number;
  let api: ChildProcess;
  /** Called when the step of an act is about to be committed. */
  let reached: (key: string) => void = () => {};
  let goOn: Promise<void> = Promise.resolve();

  beforeAll(async () => {
    [bench, issuer, port] = await Promise.all([
      Bench.start({ startAt: new Date().toISOString() }),
      startIssuer(),
      freePort(),
    ]);
    const em = bench.orm.em.fork();
    em.create(Representation, {
      personSub: 'zhang',
      subjectId: bench.county.subjectId,
      kind: 'agent',
      validFrom: '2020-01-01',
      validUntil: null,
      proof: '委托书',
      at: await bench.now(),
    });
    await em.flush();
    await bench.stopWorker();
    bench.boundary = async (point, _caseId, key) => {
      if (point !== 'before-commit') return;
      reached(key);
      await goOn;
    };
    await bench.startWorker();
    api = await startServer();
  }, 300_000);

  afterAll(async () => {
    await kill('SIGTERM');
    await issuer.stop();
    await bench.stop();
  });

  it('has its application opened once, and its answer is found again', async () => {
    const wish = { procedure: 'food-licence', subjectId: bench.county.subjectId, missing: ['business-licence'] };
    const preview = (await (await post('/v1/accept-first/preview', wish)).json()) as {
      commitment: { version: number; sha256: string };
    };
    const { version, sha256 } = preview.commitment;
    const body = {
      ...wish,
      contact: { name: '张伟', email: null, phone: null },
      commitment: { version, sha256, signer: '张伟', agreed: true, means: 'online' },
    };
    const key = newKey();
    const answer = await killedWhile(() => post('/v1/accept-first', body, key));
    expect(answer).toBe('cut off');

    await leaseGoesOn(bench, key);
    const held = await post('/v1/accept-first', body, key);
    expect([held.status, await held.json()]).toMatchObject([409, { code: 'in-progress' }]);
    await leaseRunsOut(bench, key);
    const again = await post('/v1/accept-first', body, key);
    const opened = (await again.json()) as { number: string };
    expect([again.status, opened]).toMatchObject([201, { status: 'awaiting-materials' }]);
    expect(await numbers()).toEqual([opened.number]);

    const supply = { items: [{ material: 'business-licence' }], means: 'online' };
    const supplyKey = newKey();
    expect(await killedWhile(() => post(`/v1/accept-first/${opened.number}/supply`, supply, supplyKey))).toBe(
      'cut off',
    );
    await leaseRunsOut(bench, supplyKey);
    const repeated = await post(`/v1/accept-first/${opened.number}/supply`, supply, supplyKey);
    expect([repeated.status, await repeated.json()]).toMatchObject([200, { status: 'awaiting-verification' }]);
    const [supplies] = await bench.sql<{ n: number }>('select count(*)::integer as n from material_supply');
    expect(supplies?.n).toBe(1);
  }, 300_000);

  /** Sends, kills the API as soon as the worker is about to commit, lets the worker commit, and starts the API anew. */
  async function killedWhile(send: () => Promise<Response>): Promise<string> {
    let release: () => void = () => {};
    goOn = new Promise((resolve) => {
      release = resolve;
    });
    const atBoundary = new Promise<void>((resolve) => {
      reached = () => resolve();
    });
    const sent = send().then(
      (answer) => `answered ${answer.status}`,
      () => 'cut off',
    );
    await atBoundary;
    await kill('SIGKILL');
    release();
    api = await startServer();
    return await sent;
  }

  async function post(path: string, body: object, key?: string): Promise<Response> {
    return await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await issuer.token('zhang')}`,
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      body: JSON.stringify(body),
    });
  }

  async function numbers(): Promise<string[]> {
    return (await bench.sql<{ number: string }>('select number from case_file')).map(({ number }) => number);
  }

  async function startServer(): Promise<ChildProcess> {
    const key = TEST_KEYS.dataKeys[0];
    const child = spawn(process.execPath, [SERVER], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: process.env['PATH'],
        API_DATABASE_URL: bench.database.apiUrl,
        TEMPORAL_ADDRESS: bench.env.address,
        TASK_QUEUE: bench.taskQueue,
        OIDC_ISSUER: issuer.url,
        OIDC_AUDIENCE: AUDIENCE,
        DATA_KEYS: `${key.id}:${key.key.toString('base64')}`,
        INDEX_KEY: TEST_KEYS.indexKey.toString('base64'),
        HOST: '127.0.0.1',
        PORT: String(port),
      },
    });
    let said = '';
    for await (const text of child.stdout) {
      said += String(text);
      if (said.includes('the API listens')) break;
    }
    if (!said.includes('the API listens')) throw new Error(`the API did not start: ${said}`);
    return child;
  }

  async function kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (api.exitCode !== null || api.signalCode !== null) return;
    const over = once(api, 'exit');
    api.kill(signal);
    await over;
  }
});
