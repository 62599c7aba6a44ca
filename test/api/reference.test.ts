import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Orm } from '../../db/orm.ts';
import { type Issuer, newKey, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { licence } from '../support/procedures.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createTestOrm } from '../support/rows.ts';
import { bareKey } from '../support/leases.ts';

/** A county entered as the demo county is: through the API, from nothing. */
describe('reference data', () => {
  let database: TestDatabase;
  let issuer: Issuer;
  let api: TestApi;
  let owner: Orm;
  beforeAll(async () => {
    [database, issuer] = await Promise.all([createTestDatabase(), startIssuer()]);
    owner = createTestOrm(database.ownerUrl).orm;
    api = await startTestApi(database, issuer);
  });
  afterAll(async () => {
    await api.stop();
    await owner.close();
    await issuer.stop();
    await database.drop();
  });

  const put = (url: string, body: object, headers: Record<string, string> = {}, as = 'admin') =>
    api.send({ method: 'PUT', url, as, body, headers });
  const post = (url: string, body: object) => api.send({ method: 'POST', url, as: 'admin', key: newKey(), body });
  const get = (url: string, as = 'admin') => api.send({ url, as });
  const audited = async (action: string) => {
    const [row] = await owner.em
      .fork()
      .execute<{ n: number }[]>('select count(*)::integer as n from audit_entry where action = ?', [action]);
    return row?.n ?? 0;
  };

  const authority = {
    name: '示范县市场监督管理局',
    kind: 'authority',
    officerMailbox: 'officers@market.example.cn',
    supervisorMailbox: null,
  };
  const { code: _code, ...terms } = licence();
  const procedure = { authority: 'market', basis: '食品安全法第三十五条', ...terms };

  it('authorities: entered, changed, subordinate', async () => {
    expect((await put('/v1/authorities/county', { ...authority, name: '示范县人民政府' })).statusCode).toBe(200);
    expect((await put('/v1/authorities/market', { ...authority, superior: 'county' })).json()).toEqual({
      code: 'market',
      superior: 'county',
      creditCode: null,
      ...authority,
    });
    const coded = { ...authority, superior: 'county', creditCode: '11330199MADEM029XP' };
    expect((await put('/v1/authorities/market', coded)).json()).toMatchObject({ creditCode: coded.creditCode });
    const own = await put('/v1/authorities/county', coded);
    expect(own.json()).toMatchObject({ status: 400, errors: [{ pointer: '/superior' }] });
    const twice = await put('/v1/authorities/county', { ...coded, superior: null });
    expect(twice.json()).toMatchObject({ status: 409, code: 'conflict' });
    expect((await put('/v1/authorities/x', { ...coded, creditCode: '11330199MADEM029XQ' })).json()).toMatchObject({
      status: 400,
      errors: [{ pointer: '/creditCode' }],
    });
    expect(
      (await put('/v1/authorities/market', { ...authority, superior: 'county', name: '市场监管局' })).json(),
    ).toMatchObject({ name: '市场监管局' });
    expect((await put('/v1/authorities/x', { ...authority, superior: 'nowhere' })).json()).toMatchObject({
      code: 'authority-unknown',
    });
    expect((await get('/v1/authorities')).json()).toMatchObject({
      items: [{ code: 'county' }, { code: 'market', name: '市场监管局' }],
    });
    expect(await audited('authority.put')).toBe(4);
  });

  it('procedures: what was put is what is got, and putting it again changes nothing', async () => {
    const first = await put('/v1/procedures/food-licence', procedure);
    expect([first.statusCode, first.headers.etag]).toEqual([200, '"1"']);
    const read = await get('/v1/procedures/food-licence', 'zhang');
    expect(read.json()).toMatchObject({
      ...procedure,
      authority: { code: 'market' },
      code: 'food-licence',
      version: 1,
    });
    expect((await put('/v1/procedures/food-licence', procedure)).headers.etag).toBe('"1"');
    expect(await audited('procedure.put')).toBe(1);
  });

  it("procedures: nobody's change is lost unseen", async () => {
    const changed = { ...procedure, handlingDays: 15, materials: procedure.materials.slice(0, 3) };
    const mine = await put('/v1/procedures/food-licence', changed, { 'if-match': '"1"' });
    expect([mine.statusCode, mine.headers.etag, mine.json<{ materials: object[] }>().materials.length]).toEqual([
      200,
      '"2"',
      3,
    ]);
    const theirs = await put('/v1/procedures/food-licence', procedure, { 'if-match': '"1"' });
    expect([theirs.statusCode, theirs.json()]).toMatchObject([412, { code: 'version-changed' }]);
    expect((await get('/v1/procedures?limit=1', 'zhang')).json()).toMatchObject({
      items: [{ code: 'food-licence', acceptFirstOffered: true }],
      next: null,
    });
    expect((await get('/v1/procedures/nowhere')).statusCode).toBe(404);
  });

  it('commitment texts: versions that are only added, in use from their day', async () => {
    const url = '/v1/procedures/food-licence/commitment-texts';
    expect((await get('/v1/procedures/food-licence/commitment-text')).json()).toMatchObject({
      code: 'commitment-text-unknown',
    });
    expect((await post(url, { text: '第一版', validFrom: '2026-01-01' })).json()).toMatchObject({ version: 1 });
    expect((await post(url, { text: '第一版', validFrom: '2026-01-01' })).json()).toMatchObject({ version: 1 });
    expect((await post(url, { text: '第二版', validFrom: '2026-10-01' })).json()).toMatchObject({ version: 2 });
    expect((await get('/v1/procedures/food-licence/commitment-text', 'zhang')).json()).toMatchObject({
      version: 1,
      text: '第一版',
    });
    api.now = '2026-09-30T16:00:00.000Z';
    expect((await get('/v1/procedures/food-licence/commitment-text', 'zhang')).json()).toMatchObject({ version: 2 });
    api.now = '2026-09-18T02:00:00.000Z';
    expect(await audited('commitment-text.add')).toBe(2);
  });

  it('subjects: one for each code, masked for a person, known to their representatives', async () => {
    const company = await put('/v1/subjects', {
      kind: 'organisation',
      identifier: '91350100M000100Y43',
      name: '好味餐饮',
    });
    expect(company.json()).toMatchObject({ identifier: '91350100M000100Y43', name: '好味餐饮' });
    const { id } = company.json<{ id: string }>();
    const same = await put(
      '/v1/subjects',
      { kind: 'organisation', identifier: '91350100M000100Y43', name: '好味餐饮' },
      {},
      'chen',
    );
    expect(same.json()).toMatchObject({ id });
    expect(
      (await put('/v1/subjects', { kind: 'organisation', identifier: '91350100M000100Y43', name: '改名' }, {}, 'chen'))
        .statusCode,
    ).toBe(403);
    expect(
      (await put('/v1/subjects', { kind: 'organisation', identifier: '91350100M000100Y43', name: '新名' })).json(),
    ).toMatchObject({ id, name: '新名' });

    const person = await put('/v1/subjects', { kind: 'person', identifier: '11010519491231002X', name: '欧阳小明' });
    expect(person.json()).toMatchObject({ identifier: '110***********002X', name: '欧***' });
    const personId = person.json<{ id: string }>().id;
    expect((await get(`/v1/subjects/${personId}`, 'auditor')).json()).toMatchObject({
      identifier: '110***********002X',
      name: '欧***',
    });
    expect((await get(`/v1/subjects/${personId}`, 'li')).statusCode).toBe(404);

    const representation = {
      personSub: 'li',
      subjectId: personId,
      kind: 'self',
      validFrom: '2026-01-01',
      validUntil: '2026-09-18',
      proof: '身份证',
    };
    const stored = await put('/v1/representations', representation);
    expect(stored.json()).toMatchObject(representation);
    expect((await put('/v1/representations', representation)).json()).toEqual(stored.json());
    expect((await get(`/v1/subjects/${personId}`, 'li')).statusCode).toBe(200);
    expect((await get('/v1/subjects', 'li')).json()).toMatchObject({
      items: [{ id: personId, name: '欧阳小明', identifier: '11010519491231002X' }],
    });
    api.now = '2026-09-18T16:00:00.000Z';
    expect((await get(`/v1/subjects/${personId}`, 'li')).statusCode).toBe(404);
    expect((await get('/v1/subjects', 'li')).json()).toEqual({ items: [] });
    api.now = '2026-09-18T02:00:00.000Z';
    expect(await audited('subject.read')).toBe(2);
    // Who entered a code that was there, under its name or another, has learnt that it was.
    expect(await audited('subject.look-up')).toBe(2);
  });

  it('rule defaults: only where the texts leave a number open', async () => {
    const rule = { rule: 'accept-first.verify-within-working-days', value: 3, validFrom: '2026-09-18', reason: '人手' };
    expect((await post('/v1/rule-defaults', rule)).json()).toEqual({
      rule: rule.rule,
      value: 3,
      validFrom: '2026-09-18',
      by: 'admin',
      reason: '人手',
    });
    expect(
      (await post('/v1/rule-defaults', { ...rule, rule: 'licensing.correction-notice-working-days' })).json(),
    ).toMatchObject({ refusals: [{ code: 'rule-fixed-by-law' }] });
    expect((await post('/v1/rule-defaults', { ...rule, validFrom: '2026-09-17' })).json()).toMatchObject({
      refusals: [{ code: 'rule-from-the-past' }],
    });
    expect((await post('/v1/rule-defaults', { ...rule, value: [1, 2] })).json()).toMatchObject({
      refusals: [{ code: 'rule-value-shape' }],
    });
    expect((await get('/v1/rule-defaults', 'auditor')).json()).toMatchObject({
      items: [{ rule: rule.rule, value: 3 }],
    });
  });

  it('a rule default whose answer was lost is not entered twice, whatever was entered since', async () => {
    const rule = { rule: 'accept-first.verify-within-working-days', value: 4, validFrom: '2026-10-01', reason: '试行' };
    const key = newKey();
    const add = (body: object, own: string) =>
      api.send({ method: 'POST', url: '/v1/rule-defaults', as: 'admin', key: own, body });
    const first = await add(rule, key);
    expect((await add({ ...rule, value: 5 }, newKey())).statusCode).toBe(201);
    await owner.em
      .fork()
      .execute(
        'update request_key set answered_at = null, status = null, answer = null, problem = null where key = ?',
        [bareKey(key)],
      );
    const again = await add(rule, key);
    expect([again.statusCode, again.body]).toEqual([201, first.body]);
    const { items } = (await get('/v1/rule-defaults')).json<{ items: { value: number }[] }>();
    expect(items.filter(({ value }) => value === 4)).toHaveLength(1);
  });

  it('the audit names who wrote what, and who read whose data; it is itself audited', async () => {
    const page = await get('/v1/audit?objectKind=subject&limit=2', 'auditor');
    const { items, next } = page.json<{
      items: { action: string; actorSub: string; requestId: string }[];
      next: string;
    }>();
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({ actorSub: expect.any(String), requestId: expect.any(String) });
    const older = await get(`/v1/audit?objectKind=subject&limit=2&cursor=${next}`, 'auditor');
    expect(older.json<{ items: object[] }>().items).not.toEqual(items);
    const recent = await get('/v1/audit?action=audit.read&from=2026-09-18T10:00:00%2B08:00', 'auditor');
    expect(recent.json<{ items: object[] }>().items).toHaveLength(2);
    expect((await get('/v1/deliveries')).json()).toEqual({ items: [], next: null });
  });
});
