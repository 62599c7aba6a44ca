import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startIssuer, startTestApi, type Issuer, type TestApi } from '../support/api.ts';
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

  it('refuses a route that does not say who may call it', () => {
    expect(() => api.app.get('/open-to-nobody', () => 'x')).toThrow();
  });

  it('answers an unknown address with a problem in the language asked for', async () => {
    const zh = await api.send({ url: '/v1/nothing' });
    expect(zh.statusCode).toBe(404);
    expect(zh.headers['content-type']).toBe('application/problem+json');
    expect(zh.json()).toMatchObject({ type: '/problems/not-found', status: 404, title: '没有这个地址' });
    const en = await api.send({ url: '/v1/nothing', headers: { 'accept-language': 'fr, en;q=0.8, zh;q=0.3' } });
    expect(en.json()).toMatchObject({ title: 'No such address' });
    expect(en.headers['content-language']).toBe('en');
  });

  it('names the methods of a known address', async () => {
    const answer = await api.send({ method: 'DELETE', url: '/v1/cases' });
    expect(answer.statusCode).toBe(405);
    expect(answer.headers.allow?.split(', ').sort()).toEqual(['GET', 'HEAD']);
  });

  it('describes itself', async () => {
    const answer = await api.send({ url: '/openapi.json' });
    console.log(answer.body.slice(0, 600));
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ openapi: '3.1.0' });
    expect((await api.send({ url: '/docs/' })).statusCode).toBe(200);
  });

  it('health', async () => {
    const answer = await api.send({ url: '/health' });
    console.log(answer.statusCode, answer.body);
    const calc = await api.send({ url: '/v1/calculator/deadline?from=2026-09-18&count=3&unit=working-days' });
    console.log(calc.statusCode, calc.body);
    const pub = await api.send({ url: '/v1/calculator/publicity?decided=2026-04-01&severity=general' });
    console.log(pub.statusCode, pub.body);
    const cases = await api.send({ url: '/v1/cases', as: 'chen' });
    console.log(cases.statusCode, cases.body, (await api.send({ url: '/v1/cases' })).body);
  });
});
