import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Issuer, newKey, startIssuer, startTestApi, type TestApi, type TestRequest } from '../support/api.ts';
import { enterCounty } from '../support/county.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createTestOrm } from '../support/rows.ts';
import type { Orm } from '../../db/orm.ts';

/** Bad input gets a 4xx with a stable code, and changes nothing at all: every table is counted. */
describe('bad input', () => {
  let database: TestDatabase;
  let issuer: Issuer;
  let api: TestApi;
  let owner: Orm;
  let subjectId: string;
  let before: string;

  beforeAll(async () => {
    [database, issuer] = await Promise.all([createTestDatabase(), startIssuer()]);
    owner = createTestOrm(database.ownerUrl).orm;
    const county = await enterCounty(owner.em.fork());
    subjectId = county.subjectId;
    await owner.em.fork().execute(
      `insert into representation (id, person_sub, subject_id, kind, valid_from, proof, at)
       values (gen_random_uuid(), 'zhang', ?, 'agent', '2020-01-01', 'x', '2020-01-01')`,
      [subjectId],
    );
    api = await startTestApi(database, issuer);
  });
  afterAll(async () => {
    await api.stop();
    await owner.close();
    await issuer.stop();
    await database.drop();
  });
  beforeEach(async () => {
    before = await contents();
  });

  /** Number of rows and last change of every table. */
  async function contents(): Promise<string> {
    const em = owner.em.fork();
    const tables = await em.execute<{ name: string }[]>(
      "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
    );
    const counts = [];
    for (const { name } of tables) {
      const [row] = await em.execute<{ hash: string }[]>(
        `select count(*) || ':' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as hash from "${name}" t`,
      );
      counts.push(`${name} ${row?.hash}`);
    }
    return counts.join('\n');
  }

  const opening = (change: object = {}): object => ({
    procedure: 'food-licence',
    subjectId,
    missing: ['business-licence'],
    contact: { name: '张伟', email: null, phone: null },
    commitment: { version: 1, sha256: 'a'.repeat(64), signer: '张伟', agreed: true, means: 'online' },
    ...change,
  });
  const open = (change: object | string): TestRequest => ({
    method: 'POST',
    url: '/v1/accept-first',
    as: 'zhang',
    key: newKey(),
    ...(typeof change === 'string' ? { raw: change } : { body: opening(change) }),
  });
  const put = (url: string, body: object): TestRequest => ({ method: 'PUT', url, as: 'admin', body });
  const calendar = (change: object): TestRequest =>
    put('/v1/calendar/2030', { number: null, issuedOn: null, source: '测试', days: [], ...change });
  const subject = (identifier: string, kind = 'organisation'): TestRequest =>
    put('/v1/subjects', { kind, identifier, name: '某某' });
  const act = (name: string, body: object): TestRequest => ({
    method: 'POST',
    url: `/v1/accept-first/JN-2026-000001/${name}`,
    as: 'chen',
    key: newKey(),
    body,
  });

  const cases: [string, () => TestRequest, number, string, string?, string?][] = [
    ['a wrong type', () => open({ missing: 'business-licence' }), 400, 'invalid-input', '/missing', 'wrong-type'],
    ['a number for a text', () => open({ procedure: 7 }), 400, 'invalid-input', '/procedure', 'wrong-type'],
    [
      'a text for a number',
      () => open({ commitment: { version: '1', sha256: 'a'.repeat(64), signer: 'x', agreed: true, means: 'online' } }),
      400,
      'invalid-input',
      '/commitment/version',
      'wrong-type',
    ],
    [
      'a text for a truth value',
      () => act('decide', { granted: 'true' }),
      400,
      'invalid-input',
      '/granted',
      'wrong-type',
    ],
    ['an unknown field', () => open({ colour: 'red' }), 400, 'invalid-input', '/colour', 'unknown-field'],
    [
      'an unknown field deeper down',
      () => open({ contact: { name: 'x', email: null, phone: null, fax: '1' } }),
      400,
      'invalid-input',
      '/contact/fax',
      'unknown-field',
    ],
    ['a missing field', () => open({ contact: undefined }), 400, 'invalid-input', '/contact', 'required'],
    [
      'a commitment that is not agreed to',
      () => open({ commitment: { version: 1, sha256: 'a'.repeat(64), signer: 'x', agreed: false, means: 'online' } }),
      400,
      'invalid-input',
      '/commitment/agreed',
      'not-in-list',
    ],
    [
      'NUL in a text',
      () => open({ contact: { name: '张\0伟', email: null, phone: null } }),
      400,
      'invalid-text',
      '/contact/name',
      'invalid-text',
    ],
    [
      'a lone surrogate in a text',
      () => open('{"procedure":"food-licence","contact":{"name":"\\ud800"}}'),
      400,
      'invalid-text',
      '/contact/name',
      'invalid-text',
    ],
    ['a lone surrogate in a name', () => open('{"\\udc00":1}'), 400, 'invalid-text'],
    [
      'NUL in the query',
      () => ({ url: '/v1/cases?assignedTo=a%00b', as: 'chen' }),
      400,
      'invalid-text',
      '/query/assignedTo',
    ],
    ['NUL in the path', () => ({ url: '/v1/procedures/a%00b', as: 'chen' }), 400, 'invalid-text', '/path/code'],
    [
      'a calendar day with a time',
      () => calendar({ issuedOn: '2029-11-01T00:00:00+08:00' }),
      400,
      'invalid-input',
      '/issuedOn',
      'not-a-day',
    ],
    [
      '29 February of a common year',
      () => calendar({ days: [{ day: '2030-02-29', kind: 'off', name: '春节' }] }),
      400,
      'invalid-input',
      '/days/0/day',
      'not-a-day',
    ],
    [
      '31 April',
      () => act('extend', { until: '2026-04-31', reason: 'x', proof: 'x' }),
      400,
      'invalid-input',
      '/until',
      'not-a-day',
    ],
    [
      'year 9999',
      () => act('extend', { until: '9999-12-31', reason: 'x', proof: 'x' }),
      400,
      'invalid-input',
      '/until',
      'not-a-day',
    ],
    [
      'full-width digits in a day',
      () => act('extend', { until: '２０２６-10-01', reason: 'x', proof: 'x' }),
      400,
      'invalid-input',
      '/until',
      'not-a-day',
    ],
    [
      'an instant without an offset',
      () => ({ url: '/v1/audit?from=2026-09-18T00:00:00', as: 'auditor' }),
      400,
      'invalid-input',
      '/query/from',
      'not-an-instant',
    ],
    [
      'an instant of year 9999',
      () => ({ url: '/v1/audit?from=9999-09-18T00:00:00Z', as: 'auditor' }),
      400,
      'invalid-input',
      '/query/from',
      'not-an-instant',
    ],
    [
      'an over-long text',
      () => open({ contact: { name: '长'.repeat(201), email: null, phone: null } }),
      400,
      'invalid-input',
      '/contact/name',
      'too-long',
    ],
    [
      'a blank text',
      () => open({ contact: { name: '   ', email: null, phone: null } }),
      400,
      'invalid-input',
      '/contact/name',
      'wrong-form',
    ],
    ['a body over the limit', () => open(`{"procedure":"${'x'.repeat(300 * 1024)}"}`), 413, 'body-too-large'],
    ['zero items', () => open({ missing: [] }), 400, 'invalid-input', '/missing', 'too-few'],
    [
      'zero items of a hand-in',
      () => act('supply', { items: [], means: 'online' }),
      400,
      'invalid-input',
      '/items',
      'too-few',
    ],
    [
      'duplicates in one request',
      () => open({ missing: ['business-licence', 'business-licence'] }),
      400,
      'invalid-input',
      '/missing',
      'duplicate',
    ],
    [
      'a material handed in twice',
      () => act('supply', { items: [{ material: 'a' }, { material: 'a', reference: 'b' }], means: 'online' }),
      400,
      'invalid-input',
      '/items',
      'duplicate',
    ],
    [
      'a day listed twice',
      () =>
        calendar({
          days: [
            { day: '2030-01-01', kind: 'off', name: '元旦' },
            { day: '2030-01-01', kind: 'workday', name: '元旦' },
          ],
        }),
      400,
      'invalid-input',
      '/days',
      'duplicate',
    ],
    ['a field given twice', () => open('{"procedure":"a","procedure":"b"}'), 400, 'invalid-json'],
    ['__proto__', () => open('{"__proto__":{"admin":true}}'), 400, 'invalid-json'],
    ['JSON that is none', () => open('{"procedure":'), 400, 'invalid-json'],
    ['an empty body', () => open(''), 400, 'invalid-json'],
    [
      'no body at all',
      () => ({ method: 'POST', url: '/v1/accept-first', as: 'zhang', key: newKey() }),
      400,
      'invalid-input',
      '/procedure',
      'required',
    ],
    [
      'a body that is not UTF-8',
      () => ({ ...open(''), raw: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]) }),
      400,
      'invalid-json',
    ],
    ['nesting without end', () => open('['.repeat(50) + ']'.repeat(50)), 400, 'invalid-json'],
    ['a list for an object', () => open('[]'), 400, 'invalid-input'],
    [
      'another media type',
      () => ({ ...open('a=b'), headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      415,
      'media-type-unsupported',
    ],
    ['an unknown procedure', () => open({ procedure: 'nowhere' }), 404, 'procedure-unknown'],
    ['an unknown subject', () => open({ subjectId: '00000000-0000-4000-8000-000000000000' }), 404, 'subject-unknown'],
    ['an id that is none', () => open({ subjectId: 'abc' }), 400, 'invalid-input', '/subjectId', 'not-an-id'],
    ['an unknown case', () => act('decide', { granted: true }), 404, 'case-unknown'],
    [
      'a case number that is none',
      () => ({ ...act('decide', { granted: true }), url: '/v1/accept-first/1/decide' }),
      400,
      'invalid-input',
      '/path/number',
      'wrong-form',
    ],
    ["another's subject", () => ({ ...open({}), as: 'li' }), 404, 'subject-unknown'],
    [
      'a day that only paper has',
      () => open({ receivedOn: '2026-09-17' }),
      400,
      'invalid-input',
      '/receivedOn',
      'paper-only',
    ],
    [
      'an e-mail address that is none',
      () => open({ contact: { name: 'x', email: 'nobody', phone: null } }),
      400,
      'invalid-input',
      '/contact/email',
      'not-an-email',
    ],
    [
      'a number beyond the range',
      () =>
        put('/v1/procedures/p', {
          authority: 'market',
          name: 'x',
          handlingDays: 1e9,
          acceptFirst: null,
          basis: null,
          materials: [],
        }),
      400,
      'invalid-input',
      '/handlingDays',
      'too-large',
    ],
    [
      'a number that is not whole',
      () => ({ url: '/v1/calculator/deadline?from=2026-09-18&count=1.5&unit=months' }),
      400,
      'invalid-input',
      '/query/count',
      'wrong-type',
    ],
    [
      'a term too long for its unit',
      () => ({ url: '/v1/calculator/deadline?from=2026-09-18&count=21&unit=years' }),
      400,
      'invalid-input',
      '/query/count',
      'too-large',
    ],
    [
      'a query field nobody knows',
      () => ({ url: '/v1/calculator/deadline?from=2026-09-18&count=1&unit=months&x=1' }),
      400,
      'invalid-input',
      '/query/x',
      'unknown-field',
    ],
    [
      'a credit code with a wrong check character',
      () => subject('91350100M000100Y44'),
      400,
      'invalid-input',
      '/identifier',
      'code-check',
    ],
    [
      'a credit code in lower case',
      () => subject('91350100m000100y43'),
      400,
      'invalid-input',
      '/identifier',
      'code-lower-case',
    ],
    [
      'a credit code in full-width digits',
      () => subject('９1350100M000100Y43'),
      400,
      'invalid-input',
      '/identifier',
      'code-full-width',
    ],
    [
      'an identity number with an impossible birth date',
      () => subject('110101199902300019', 'person'),
      400,
      'invalid-input',
      '/identifier',
      'code-birth-date',
    ],
    [
      'a main material that may be missing',
      () =>
        put('/v1/procedures/p', {
          authority: 'market',
          name: 'x',
          handlingDays: 1,
          acceptFirst: null,
          basis: null,
          materials: [{ code: 'a', name: 'a', kind: 'main', mayBeMissing: true, form: 'x' }],
        }),
      400,
      'invalid-input',
      '/materials/0/mayBeMissing',
      'main-material',
    ],
    [
      'an authority nobody entered',
      () =>
        put('/v1/procedures/p', {
          authority: 'nowhere',
          name: 'x',
          handlingDays: 1,
          acceptFirst: null,
          basis: null,
          materials: [{ code: 'a', name: 'a', kind: 'main', mayBeMissing: false, form: 'x' }],
        }),
      404,
      'authority-unknown',
    ],
    [
      'a period that ends before it begins',
      () =>
        put('/v1/representations', {
          personSub: 'x',
          subjectId,
          kind: 'agent',
          validFrom: '2026-02-01',
          validUntil: '2026-01-01',
          proof: 'x',
        }),
      400,
      'invalid-input',
      '/validUntil',
      'before-start',
    ],
    [
      'a day far from its calendar year',
      () => calendar({ days: [{ day: '2035-01-01', kind: 'off', name: '元旦' }] }),
      400,
      'invalid-input',
      '/days/0/day',
      'outside-year',
    ],
    [
      'a rule nobody knows',
      () => ({
        method: 'POST',
        url: '/v1/rule-defaults',
        as: 'admin',
        body: { rule: 'no.such', value: 1, validFrom: '2026-09-18', reason: 'x' },
      }),
      400,
      'idempotency-key-required',
    ],
    [
      'a severity nobody knows',
      () => ({ url: '/v1/calculator/publicity?decided=2026-04-01&severity=grave' }),
      400,
      'invalid-input',
      '/query/severity/0',
      'not-in-list',
    ],
    [
      'a day before every rule set',
      () => ({ url: '/v1/calculator/publicity?decided=2020-04-01&severity=general' }),
      422,
      'no-rule-set',
    ],
    ['a path that cannot be decoded', () => ({ url: '/v1/procedures/%ff', as: 'chen' }), 400, 'bad-request'],
    [
      'a path part without end',
      () => ({ url: `/v1/procedures/${'x'.repeat(300)}`, as: 'chen' }),
      414,
      'address-too-long',
    ],
  ];

  const named = cases.map(([name, request, status, code, pointer, errorCode]) => ({
    name,
    request,
    status,
    code,
    pointer,
    errorCode,
  }));

  it.each(named)('$name', async ({ request, status, code, pointer, errorCode }) => {
    const answer = await api.send(request());
    expect({ status: answer.statusCode, type: answer.headers['content-type'] }).toEqual({
      status,
      type: 'application/problem+json',
    });
    const problem = answer.json<{ code: string; errors?: { pointer: string; code: string; message: string }[] }>();
    expect(problem.code).toBe(code);
    if (pointer !== undefined)
      expect(problem.errors).toContainEqual(
        expect.objectContaining({ pointer, ...(errorCode === undefined ? {} : { code: errorCode }) }),
      );
    expect(withoutReceipts(await contents())).toBe(withoutReceipts(before));
  });

  /** The receipt of an acting request is kept, with its answer; nothing else may change. */
  function withoutReceipts(text: string): string {
    return text
      .split('\n')
      .filter((line) => !line.startsWith('request_key '))
      .join('\n');
  }

  it('says what is wrong in both languages, naming the field', async () => {
    const zh = await api.send(open({ missing: [] }));
    const en = await api.send({ ...open({ missing: [] }), headers: { 'accept-language': 'en-GB' } });
    expect(zh.json()).toMatchObject({ errors: [{ message: '“/missing”至少需要1项。' }] });
    expect(en.json()).toMatchObject({ errors: [{ message: '"/missing" needs at least 1.' }] });
  });
});
