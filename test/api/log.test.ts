import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Issuer, newKey, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { enterCounty } from '../support/county.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createTestOrm } from '../support/rows.ts';

/** Written into everything that a person can send; none of it may reach a log. */
const CANARY = 'canary-7f3a';

describe('the log', () => {
  let database: TestDatabase;
  let issuer: Issuer;
  let api: TestApi;
  const lines: string[] = [];
  beforeAll(async () => {
    [database, issuer] = await Promise.all([createTestDatabase(), startIssuer()]);
    const { orm } = createTestOrm(database.ownerUrl);
    await enterCounty(orm.em.fork());
    // So that a write fails inside PostgreSQL, whose message quotes the row.
    await orm.em
      .fork()
      .execute("alter table authority add constraint authority_name_test check (name not like 'canary%')");
    await orm.close();
    api = await startTestApi(database, issuer, { logLevel: 'trace', logTo: { write: (line) => lines.push(line) } });
  });
  afterAll(async () => {
    await api.stop();
    await issuer.stop();
    await database.drop();
  });

  it('names route, status and time of each request, and its id', async () => {
    lines.length = 0;
    const answer = await api.send({ url: '/v1/procedures/food-licence', as: 'zhang' });
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      {
        reqId: answer.headers['x-request-id'],
        method: 'GET',
        route: '/v1/procedures/:code',
        status: 200,
        ms: expect.any(Number),
      },
    ]);
  });

  it('holds nothing that a person sent, neither when it is good nor when it is bad nor when the service fails', async () => {
    lines.length = 0;
    const authority = { name: CANARY, kind: 'authority' };
    const failed = await api.send({ method: 'PUT', url: '/v1/authorities/x', as: 'admin', body: authority });
    expect(failed.statusCode).toBe(500);
    await api.send({ method: 'PUT', url: `/v1/authorities/${CANARY}`, as: 'zhang', body: authority });
    await api.send({ url: `/v1/cases?assignedTo=${CANARY}`, as: 'chen' });
    await api.send({
      url: `/v1/${CANARY}`,
      headers: { authorization: `Bearer ${CANARY}.a.b`, cookie: CANARY, referer: CANARY },
    });
    await api.send({ url: '/v1/cases', headers: { authorization: `Bearer ${CANARY}.a.b` } });
    await api.send({
      method: 'POST',
      url: '/v1/accept-first',
      as: 'zhang',
      key: newKey(),
      raw: `{"contact":"${CANARY}"`,
    });
    await api.send({
      method: 'POST',
      url: '/v1/accept-first',
      as: 'zhang',
      key: `"${CANARY}"`,
      body: { contact: CANARY },
    });
    expect(lines.length).toBeGreaterThan(7);
    expect(lines.join('\n')).toContain('CheckConstraintViolationException');
    expect(lines.join('\n')).not.toContain(CANARY);
    expect(lines.join('\n')).not.toContain(await issuer.token('chen'));
  });
});
