import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OPERATIONS_WITH_EXAMPLES } from '../../api/examples/examples.ts';
import { REFERENCE_EXAMPLES } from '../../api/examples/reference.ts';
import { createValidatorCompiler } from '../../api/input.ts';
import { type Issuer, newKey, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

interface Media {
  schema: object;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}

interface Operation {
  operationId: string;
  requestBody?: { content: Record<string, Media> };
}

describe('the examples of requests', () => {
  let database: TestDatabase;
  let issuer: Issuer;
  let api: TestApi;
  let operations: { route: string; operationId: string; schema: object; examples: unknown[] }[];
  beforeAll(async () => {
    [database, issuer] = await Promise.all([createTestDatabase(), startIssuer()]);
    api = await startTestApi(database, issuer);
    const { paths } = (await api.send({ url: '/openapi.json' })).json<{
      paths: Record<string, Record<string, Operation>>;
    }>();
    operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { operationId, requestBody }]) => {
        const media = requestBody?.content['application/json'];
        if (media === undefined) return [];
        const { schema, example, examples = {} } = media;
        const all = [...(example === undefined ? [] : [example]), ...Object.values(examples).map(({ value }) => value)];
        return [{ route: `${method} ${path}`, operationId, schema, examples: all }];
      }),
    );
  });
  afterAll(async () => {
    await api.stop();
    await issuer.stop();
    await database.drop();
  });

  it('are there for every operation that takes a body, and for no other', () => {
    expect(operations.length).toBeGreaterThan(60);
    expect(operations.filter(({ examples }) => examples.length === 0).map(({ route }) => route)).toEqual([]);
    const ids = operations.map(({ operationId }) => operationId);
    expect(OPERATIONS_WITH_EXAMPLES.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('are each what their own schema takes', () => {
    const compile = createValidatorCompiler();
    const wrong = operations.flatMap(({ route, schema, examples }) => {
      const check = compile({ schema, method: 'POST', url: route, httpPart: 'body' });
      return examples.flatMap((example) => {
        const copy: unknown = structuredClone(example);
        return check(copy) === true ? [] : [{ route, errors: (check as { errors?: unknown }).errors }];
      });
    });
    expect(wrong).toEqual([]);
  });

  it('of reference data are taken as they stand', async () => {
    const { putAuthority, putProcedure, putSubject, putRepresentation, ...more } = REFERENCE_EXAMPLES;
    const put = (url: string, body: object) => api.send({ method: 'PUT', url, as: 'admin', body });
    const post = (url: string, body: object) => api.send({ method: 'POST', url, as: 'admin', key: newKey(), body });
    expect((await put('/v1/authorities/agriculture', putAuthority)).statusCode).toBe(200);
    const market = { ...putAuthority, creditCode: null };
    expect((await put('/v1/authorities/market', market)).statusCode).toBe(200);
    expect((await put('/v1/procedures/food-licence', putProcedure)).statusCode).toBe(200);
    const subject = await put('/v1/subjects', putSubject);
    expect(subject.statusCode).toBe(200);
    const { id: subjectId } = subject.json<{ id: string }>();
    expect((await put('/v1/representations', { ...putRepresentation, subjectId })).statusCode).toBe(200);
    const calendar = await put('/v1/calendar/2026', more.putCalendar);
    expect([calendar.statusCode, calendar.statusCode === 200 ? '' : calendar.body]).toEqual([200, '']);
    const created = [
      await post('/v1/procedures/food-licence/commitment-texts', more.addProcedureCommitmentText),
      await post('/v1/commitment-texts', more.addStandardCommitmentText),
      await post('/v1/rule-defaults', more.addRuleDefault),
    ];
    expect(created.map(({ statusCode, body }) => `${statusCode} ${statusCode === 201 ? '' : body}`)).toEqual([
      '201 ',
      '201 ',
      '201 ',
    ]);
    const asked = await api.send({
      method: 'POST',
      url: '/v1/public/record-queries',
      body: more.queryPublicRecordsOfPerson,
    });
    expect(asked.json()).toMatchObject({ items: [] });
  });
});
