import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Issuer, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

interface Operation {
  operationId: string;
  summary: string;
  security: object[];
  responses: Record<string, { content?: Record<string, unknown>; headers?: Record<string, unknown> }>;
  parameters?: { in: string; name: string; required?: boolean }[];
}

describe('the description of the API', () => {
  let database: TestDatabase;
  let issuer: Issuer;
  let api: TestApi;
  let operations: [string, Operation][];
  beforeAll(async () => {
    [database, issuer] = await Promise.all([createTestDatabase(), startIssuer()]);
    api = await startTestApi(database, issuer);
    const { paths } = (await api.send({ url: '/openapi.json' })).json<{
      paths: Record<string, Record<string, Operation>>;
    }>();
    operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
    );
  });
  afterAll(async () => {
    await api.stop();
    await issuer.stop();
    await database.drop();
  });

  it('is OpenAPI 3.1, with a page to read it', async () => {
    expect((await api.send({ url: '/openapi.json' })).json()).toMatchObject({
      openapi: '3.1.0',
      components: { schemas: { Problem: { title: 'Problem' } } },
    });
    const page = await api.send({ url: '/docs/' });
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, expect.stringContaining('text/html')]);
  });

  it('names every operation, once and for good', () => {
    expect(operations.map(([route, { operationId }]) => `${route} ${operationId}`)).toMatchInlineSnapshot(`
[
  "get /health getHealth",
  "get /problems/{code} getProblem",
  "get /v1/calculator/deadline calculateDeadline",
  "get /v1/calculator/publicity calculatePublicity",
  "post /v1/accept-first/preview previewAcceptFirst",
  "post /v1/accept-first openAcceptFirst",
  "post /v1/accept-first/{number}/supply supplyMaterials",
  "post /v1/accept-first/{number}/verify verifyMaterials",
  "post /v1/accept-first/{number}/decide decideApplication",
  "post /v1/accept-first/{number}/extend extendSupplyBy",
  "post /v1/accept-first/{number}/withdraw withdrawApplication",
  "post /v1/accept-first/{number}/reopen reopenCase",
  "post /v1/accept-first/{number}/make-good makeGood",
  "post /v1/cases/{number}/claim claimCase",
  "post /v1/cases/{number}/assign assignCase",
  "post /v1/cases/{number}/hand-back handBackCase",
  "get /v1/cases listCases",
  "get /v1/cases/{number} getCase",
  "get /v1/inbox listInbox",
  "post /v1/inbox/{id}/read markNoticeRead",
  "get /v1/authorities listAuthorities",
  "put /v1/authorities/{code} putAuthority",
  "get /v1/procedures listProcedures",
  "get /v1/procedures/{code} getProcedure",
  "put /v1/procedures/{code} putProcedure",
  "post /v1/procedures/{code}/commitment-texts addCommitmentText",
  "get /v1/procedures/{code}/commitment-text getCommitmentText",
  "put /v1/subjects putSubject",
  "get /v1/subjects listMySubjects",
  "get /v1/subjects/{id} getSubject",
  "put /v1/representations putRepresentation",
  "post /v1/records addRecord",
  "put /v1/records/{id}/repaired putRecordRepaired",
  "get /v1/calendar/{year} getCalendar",
  "put /v1/calendar/{year} putCalendar",
  "get /v1/rule-defaults listRuleDefaults",
  "post /v1/rule-defaults addRuleDefault",
  "get /v1/deliveries listOutstandingDeliveries",
  "get /v1/audit listAudit",
]
`);
  });

  it('says in both languages what each operation does, and how it can fail', () => {
    for (const [route, { summary, responses }] of operations) {
      expect({ route, summary }).toEqual({ route, summary: expect.stringMatching(/^\p{Script=Han}.* · \S/u) });
      expect({ route, problems: Object.keys(responses['429']?.content ?? {}) }).toEqual({
        route,
        problems: ['application/problem+json'],
      });
    }
  });

  it('says when to ask again, where a new case is, and that acts need a key', () => {
    const [, opening] = operations.find(([route]) => route === 'post /v1/accept-first') ?? [];
    const headersOf = (status: number) => Object.keys(opening?.responses[status]?.headers ?? {});
    expect([201, 401, 409, 429, 503].map(headersOf)).toEqual([
      ['location'],
      ['www-authenticate'],
      ['retry-after'],
      ['retry-after'],
      ['retry-after'],
    ]);
    expect(opening?.parameters).toContainEqual(
      expect.objectContaining({ in: 'header', name: 'idempotency-key', required: true }),
    );
    const [, health] = operations.find(([route]) => route === 'get /health') ?? [];
    expect(Object.keys(health?.responses['503']?.content ?? {})).toEqual([
      'application/json',
      'application/problem+json',
    ]);
  });

  it('asks for an Idempotency-Key wherever something is done that must not be done twice', () => {
    const asking = operations
      .filter(([, { parameters }]) => parameters?.some(({ name }) => name === 'idempotency-key'))
      .map(([route]) => route);
    const posts = operations.map(([route]) => route).filter((route) => route.startsWith('post '));
    expect(posts.filter((route) => !asking.includes(route))).toEqual([
      'post /v1/accept-first/preview',
      'post /v1/inbox/{id}/read',
    ]);
  });
});
