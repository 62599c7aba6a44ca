import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PROBLEMS } from '../../api/problems.ts';
import { type Issuer, newKey, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

describe('the API', () => {
  let database: TestDatabase;
  let issuer: Issuer;
  let api: TestApi;
  beforeAll(async () => {
    [database, issuer] = await Promise.all([createTestDatabase(), startIssuer()]);
    api = await startTestApi(database, issuer);
  });
  afterAll(async () => {
    await api.stop();
    await issuer.stop();
    await database.drop();
  });

  it('answers an unknown address with a problem in the language asked for', async () => {
    const zh = await api.send({ url: '/v1/nothing' });
    expect([zh.statusCode, zh.headers['content-type'], zh.json()]).toMatchObject([
      404,
      'application/problem+json',
      { type: '/problems/not-found', status: 404, title: '没有这个地址', requestId: zh.headers['x-request-id'] },
    ]);
    const en = await api.send({ url: '/v1/nothing', headers: { 'accept-language': 'fr, en;q=0.8, zh;q=0.3' } });
    expect([en.headers['content-language'], en.json()]).toMatchObject(['en', { title: 'No such address' }]);
    const preferred = await api.send({ url: '/v1/nothing', headers: { 'accept-language': 'en;q=0.2, zh-CN' } });
    expect(preferred.headers['content-language']).toBe('zh');
  });

  it('explains each problem at its type', async () => {
    for (const [code, { status }] of Object.entries(PROBLEMS)) {
      expect((await api.send({ url: `/problems/${code}` })).json()).toMatchObject({ code, status });
    }
  });

  it('names the methods of a known address', async () => {
    for (const [url, allow] of [
      ['/v1/cases', 'GET, HEAD'],
      ['/v1/cases/JN-2026-000001/claim', 'POST'],
      ['/v1/calendar/2026', 'GET, HEAD, PUT'],
    ] as const) {
      const answer = await api.send({ method: 'DELETE', url });
      expect([answer.statusCode, answer.headers.allow?.split(', ').sort().join(', ')]).toEqual([405, allow]);
    }
  });

  it('tells nothing of a fault but its id', async () => {
    const broken = await startTestApi(database, issuer, {
      clock: () => {
        throw new Error('secret: password=hunter2');
      },
    });
    const answer = await broken.send({ url: '/v1/cases', as: 'chen' });
    expect([answer.statusCode, answer.json()]).toMatchObject([500, { code: 'internal' }]);
    expect(answer.body).not.toContain('secret');
    await broken.stop();
  });

  it('sends the headers that browsers protect people by', async () => {
    const { headers } = await api.send({ url: '/health' });
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'strict-transport-security': expect.any(String),
    });
    expect((await api.send({ url: '/v1/cases', as: 'chen' })).headers['cache-control']).toBe('no-store');
  });

  it('limits how often one address may ask', async () => {
    const strict = await startTestApi(database, issuer, { rateLimit: { calculators: 2 } });
    const ask = () => strict.send({ url: '/v1/calculator/publicity?decided=2026-04-01&severity=general' });
    expect([(await ask()).statusCode, (await ask()).statusCode]).toEqual([200, 200]);
    const third = await ask();
    expect([third.statusCode, third.json()]).toMatchObject([429, { code: 'too-many-requests' }]);
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
    await strict.stop();
  });

  it('limits people by their token, acts apart, and takes an address from a trusted proxy only', async () => {
    const rateLimit = { address: 8, caller: 2, acts: 1 };
    const strict = await startTestApi(database, issuer, { rateLimit, trustedProxies: ['10.0.0.1'] });
    const from = (remoteAddress: string, as: string, more: object = {}) =>
      strict.app.inject({
        url: '/v1/authorities',
        remoteAddress,
        headers: { authorization: `Bearer ${tokens.get(as)}`, ...more },
      });
    const tokens = new Map<string, string>();
    for (const account of ['chen', 'liu']) tokens.set(account, await issuer.token(account));
    const status = async (answer: Promise<{ statusCode: number }>) => (await answer).statusCode;
    expect(await status(from('10.0.0.2', 'chen'))).toBe(200);
    expect(await status(from('10.0.0.3', 'chen'))).toBe(200);
    expect(await status(from('10.0.0.4', 'chen'))).toBe(429);
    const act = () =>
      strict.send({ method: 'POST', url: '/v1/cases/JN-2026-000001/claim', as: 'chen', key: newKey(), body: {} });
    expect((await act()).statusCode).toBe(404);
    expect((await act()).statusCode).toBe(429);
    expect(await status(from('10.0.0.2', 'liu'))).toBe(200);

    const asked = [];
    for (let n = 0; n < 10; n += 1) {
      const forwarded = { 'x-forwarded-for': `192.0.2.${n}` };
      asked.push([
        await status(from('10.0.0.9', 'nobody', forwarded)),
        await status(from('10.0.0.1', 'nobody', forwarded)),
      ]);
    }
    expect(asked.at(0)).toEqual([401, 401]);
    expect(asked.at(-1)).toEqual([429, 401]);
    await strict.stop();
  });

  it('says which of its parts does not work', async () => {
    const answer = await api.send({ url: '/health' });
    expect([answer.statusCode, answer.json()]).toMatchObject([
      503,
      {
        ok: false,
        database: { ok: true },
        temporal: { ok: false },
        worker: { ok: false },
        newestCalendarYear: null,
        oldestUnsentDelivery: null,
      },
    ]);
  });

  it('counts a deadline and says why, and a publicity period', async () => {
    const deadline = await api.send({ url: '/v1/calculator/deadline?from=2026-09-18&count=3&unit=working-days' });
    // No calendar is loaded here: Monday to Friday, and it says so.
    expect(deadline.json()).toMatchObject({ due: '2026-09-23', provisional: true });
    const period = await api.send({
      url: '/v1/calculator/publicity?decided=2026-04-01&severity=general&severity=serious',
    });
    expect(period.json()).toMatchObject({
      published: true,
      minimumEnds: '2027-04-01',
      applyFrom: '2027-04-02',
      endsBy: '2029-04-01',
      ruleSet: '2026-04-01',
    });
    const minor = await api.send({ url: '/v1/calculator/publicity?decided=2026-04-01&severity=minor' });
    expect(minor.json()).toMatchObject({ published: false, minimumEnds: null, endsBy: null });
  });
});
