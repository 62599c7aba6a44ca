import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '../../api/app-types.ts';
import { createTokenVerifier } from '../../api/token.ts';
import { AUDIENCE, type Issuer, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { ownIssuer } from '../../bin/parts/own-issuer.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

describe('who may call', () => {
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

  it('refuses to register a route that does not say so', async () => {
    const { buildApp } = await import('../../api/app.ts');
    const app: App = await buildApp({
      ...deps(),
      verifyToken: createTokenVerifier({ issuer: issuer.url, audience: AUDIENCE }),
    });
    expect(() => app.get('/v1/open-to-whom', () => 'anybody')).toThrow('does not say who may call it');
    await app.close();
  });

  const deps = () => ({
    orm: api.orm,
    temporal: { client: {} as never, taskQueue: 'none' },
    clock: () => api.now,
    publicUrl: 'http://localhost',
    logLevel: 'silent',
  });

  it('takes a token of the issuer and no other', async () => {
    const good = await issuer.token('chen');
    const [header, claims, signature = ''] = good.split('.');
    const status = async (authorization: string) =>
      (await api.send({ url: '/v1/cases', headers: { authorization } })).statusCode;
    expect(await status(`Bearer ${good}`)).toBe(200);
    expect(await status(`bearer ${good}`)).toBe(200);
    expect(
      await status(`Bearer ${header}.${claims}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`),
    ).toBe(401);
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
    expect(await status(`Bearer ${none}.${claims}.`)).toBe(401);
    expect(await status('Bearer ')).toBe(401);
    expect(await status(`Basic ${good}`)).toBe(401);
    expect(await status(`Bearer ${good}, Bearer ${good}`)).toBe(401);
  });

  it('says that a token is missing, and which scheme is meant', async () => {
    const answer = await api.send({ url: '/v1/cases' });
    expect([answer.statusCode, answer.headers['www-authenticate'], answer.json()]).toMatchObject([
      401,
      'Bearer',
      { code: 'unauthenticated' },
    ]);
  });

  it('keeps every route but the public ones from everybody without a token', async () => {
    const { paths } = (await api.send({ url: '/openapi.json' })).json<{
      paths: Record<string, Record<string, { security: object[] }>>;
    }>();
    const open: string[] = [];
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, { security }] of Object.entries(methods)) {
        const url = path
          .replace('{number}', 'JN-2026-000001')
          .replace('{year}', '2026')
          .replace(/\{\w+\}/g, '0d5f0c9e-3a0a-4c4e-9a52-3f1d5f6b7a10');
        const answer = await api.send({ method: method.toUpperCase() as 'GET', url });
        if (answer.statusCode !== 401) open.push(`${method} ${path}`);
        expect({ path, method, declared: security.length === 0 }).toEqual({
          path,
          method,
          declared: answer.statusCode !== 401,
        });
      }
    }
    expect(open.sort()).toEqual([
      'get /health',
      'get /problems',
      'get /problems/{code}',
      'get /report-check',
      'get /v1/calculator/deadline',
      'get /v1/calculator/publicity',
      'get /v1/measures',
      'get /v1/public/commitment-texts',
      'get /v1/public/commitments',
      'get /v1/public/permits',
      'get /v1/public/record-withdrawals/{id}',
      'get /v1/public/records',
      'get /v1/public/records/{id}',
      'get /v1/public/voluntary-registrations',
      'get /v1/query-bases',
      'post /report-check',
      'post /v1/public/record-queries',
      'post /v1/public/report-checks',
    ]);
  });

  it.each([
    ['zhang', 'PUT', '/v1/calendar/2030'],
    ['chen', 'PUT', '/v1/procedures/x'],
    ['liu', 'PUT', '/v1/authorities/x'],
    ['auditor', 'POST', '/v1/accept-first'],
    ['auditor', 'POST', '/v1/cases/JN-2026-000001/claim'],
    ['admin', 'POST', '/v1/accept-first/JN-2026-000001/decide'],
    ['admin', 'GET', '/v1/cases'],
    ['admin', 'GET', '/v1/audit'],
    ['chen', 'GET', '/v1/audit'],
    ['zhang', 'GET', '/v1/deliveries'],
    ['chen', 'POST', '/v1/accept-first/JN-2026-000001/reopen'],
  ] as const)('%s may not %s %s', async (as, method, url) => {
    const answer = await api.send({ as, method, url });
    expect([answer.statusCode, answer.json()]).toMatchObject([403, { code: 'forbidden' }]);
  });

  it('cannot be fooled with the claims of a token', async () => {
    const own = await ownIssuer(AUDIENCE);
    const verify = createTokenVerifier({ issuer: own.url, audience: AUDIENCE });
    const token = (change: object) =>
      own.sign({ sub: 'x', roles: ['officer', 'emperor'], authority: 'market', ...change });
    await expect(verify(await token({}))).resolves.toMatchObject({ sub: 'x', roles: ['officer'], authority: 'market' });
    await expect(verify(await token({ authority: undefined }))).resolves.toMatchObject({ roles: [] });
    await expect(verify(await token({ roles: 'admin' }))).resolves.toMatchObject({ roles: [] });
    await expect(verify(await token({ sub: '' }))).rejects.toMatchObject({ code: 'token-invalid' });
    await expect(verify(await token({ aud: 'another-api' }))).rejects.toMatchObject({ code: 'token-invalid' });
    await expect(verify(await token({ iss: issuer.url }))).rejects.toMatchObject({ code: 'token-invalid' });
    await expect(verify(await token({ exp: Math.floor(Date.now() / 1000) - 60 }))).rejects.toMatchObject({
      code: 'token-invalid',
    });
    await expect(verify(await token({ exp: undefined }))).rejects.toMatchObject({ code: 'token-invalid' });
    await expect(verify(await token({ nbf: Math.floor(Date.now() / 1000) + 60 }))).rejects.toMatchObject({
      code: 'token-invalid',
    });
    own.server.close();
    own.server.closeAllConnections();
  });

  it('takes access tokens only, of the type and scope that are configured, by any key of the issuer', async () => {
    const own = await ownIssuer(AUDIENCE);
    const rules = { issuer: own.url, audience: AUDIENCE };
    const strict = createTokenVerifier({ ...rules, scope: 'api' });
    const claims = { sub: 'x', roles: ['admin'], scope: 'openid api' };
    await expect(strict(await own.sign(claims))).resolves.toMatchObject({ roles: ['admin'] });
    await expect(strict(await own.sign(claims, { kid: null }))).resolves.toMatchObject({ roles: ['admin'] });
    for (const typ of ['JWT', 'logout+jwt', null]) {
      await expect(strict(await own.sign(claims, { typ }))).rejects.toMatchObject({ code: 'token-invalid' });
    }
    for (const scope of [undefined, 'openid', 'apis']) {
      await expect(strict(await own.sign({ ...claims, scope }))).rejects.toMatchObject({ code: 'token-invalid' });
    }
    const lax = createTokenVerifier({ ...rules, tokenType: 'any' });
    await expect(lax(await own.sign(claims, { typ: null }))).resolves.toMatchObject({ sub: 'x' });
    const good = createTokenVerifier({ issuer: issuer.url, audience: AUDIENCE, scope: 'api' });
    await expect(good(await issuer.token('chen'))).resolves.toMatchObject({ sub: 'chen' });
    own.server.close();
    own.server.closeAllConnections();
  });

  it("keeps machines and people apart: neither has the other's roles", async () => {
    const own = await ownIssuer(AUDIENCE);
    const verify = createTokenVerifier({ issuer: own.url, audience: AUDIENCE });
    const roles = ['admin', 'officer', 'court', 'agency'];
    const token = (change: object) => own.sign({ sub: 'x', roles, authority: 'court', ...change });
    await expect(verify(await token({}))).resolves.toMatchObject({ roles: ['admin', 'officer'] });
    await expect(verify(await token({ client_id: 'web' }))).resolves.toMatchObject({ roles: ['admin', 'officer'] });
    await expect(verify(await token({ client_id: 'x' }))).resolves.toMatchObject({ roles: ['court', 'agency'] });
    await expect(verify(await token({ client_id: 'x', authority: undefined }))).resolves.toMatchObject({ roles: [] });
    own.server.close();
    own.server.closeAllConnections();
  });

  it("takes the machine of a court by the demo issuer's own token, and leaves it no person's routes", async () => {
    const answer = await fetch(`${issuer.url}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('court:court-demo-secret').toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    const headers = { authorization: `Bearer ${token}` };
    expect((await api.send({ url: '/v1/authorities', headers })).statusCode).toBe(200);
    expect((await api.send({ url: '/v1/cases', headers })).json()).toMatchObject({ code: 'forbidden' });
  });

  it('lets who has two roles act in the strongest that may', async () => {
    const own = await ownIssuer(AUDIENCE);
    const two = await startTestApi(database, issuer, {
      verifyToken: createTokenVerifier({ issuer: own.url, audience: AUDIENCE }),
    });
    const token = await own.sign({ sub: 'dual', roles: ['applicant', 'officer'], authority: 'market' });
    const headers = { authorization: `Bearer ${token}` };
    const body = { kind: 'person', identifier: '11010519491231002X', name: '李小明' };
    const entered = await two.send({ method: 'PUT', url: '/v1/subjects', headers, body });
    const { id } = entered.json<{ id: string }>();
    expect((await two.send({ url: `/v1/subjects/${id}`, headers })).json()).toMatchObject({ name: '李**' });
    const { items } = (await two.send({ url: '/v1/audit?actorSub=dual', headers: await as('auditor') })).json<{
      items: { action: string; actorRole: string }[];
    }>();
    expect(items.map(({ action, actorRole }) => `${action} ${actorRole}`)).toEqual([
      'subject.read officer',
      'subject.put officer',
    ]);
    await two.stop();
    own.server.close();
    own.server.closeAllConnections();

    async function as(account: string): Promise<Record<string, string>> {
      const claims = { sub: account, roles: ['auditor'] };
      return { authorization: `Bearer ${await own.sign(claims)}` };
    }
  });

  it('says that the issuer cannot be reached, which is no fault of the token', async () => {
    const verify = createTokenVerifier({ issuer: 'http://127.0.0.1:1', audience: AUDIENCE });
    await expect(verify(await issuer.token('chen'))).rejects.toMatchObject({ code: 'unavailable' });
  });
});
