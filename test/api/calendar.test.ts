import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Orm } from '../../db/orm.ts';
import { type Issuer, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createTestOrm } from '../support/rows.ts';

/** Days off enough to be a year's, and then some. */
function daysOff(year: number) {
  return [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((day) => ({
    day: `${year}-01-${String(day).padStart(2, '0')}`,
    kind: 'off',
    name: '元旦',
  }));
}

describe('calendars', () => {
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

  const put = (year: number, body: object, headers: Record<string, string> = {}) =>
    api.send({ method: 'PUT', url: `/v1/calendar/${year}`, as: 'admin', body, headers });
  const notice = { number: '国办发明电〔2025〕7号', issuedOn: '2025-11-04', source: '国务院办公厅' };
  const swapped = { day: '2026-09-20', kind: 'workday', name: '国庆节' };

  it('are loaded a year as a whole, and deadlines follow them', async () => {
    const calendar = { ...notice, days: [...daysOff(2026), swapped] };
    expect((await api.send({ url: '/v1/calendar/2026', as: 'admin' })).json()).toMatchObject({
      code: 'calendar-unknown',
    });
    expect((await put(2026, calendar)).json()).toMatchObject({ year: 2026, version: 1, ...calendar });
    expect((await put(2026, calendar)).headers.etag).toBe('"1"');
    const due = async () =>
      (await api.send({ url: '/v1/calculator/deadline?from=2026-09-18&count=3&unit=working-days' })).json();
    expect(await due()).toMatchObject({ due: '2026-09-22', provisional: false });
    const without = { ...notice, days: daysOff(2026) };
    expect((await put(2026, without, { 'if-match': '"2"' })).statusCode).toBe(412);
    expect((await put(2026, without, { 'if-match': '"1"' })).headers.etag).toBe('"2"');
    expect(await due()).toMatchObject({ due: '2026-09-23', provisional: false });
    // The days that stay are there still.
    const kept = (await api.send({ url: '/v1/calendar/2026', as: 'admin' })).json<{ days: object[] }>();
    expect(kept.days).toEqual(daysOff(2026));
    const [row] = await owner.em
      .fork()
      .execute<{ n: number }[]>("select count(*)::integer as n from audit_entry where action = 'calendar.put'");
    expect(row?.n).toBe(2);
  });

  it('do not share a day: the one that has it is named', async () => {
    const last = { day: '2026-12-31', kind: 'off', name: '元旦' };
    expect((await put(2027, { ...notice, days: [...daysOff(2027), last] })).statusCode).toBe(200);
    const clash = await put(2026, { ...notice, days: [...daysOff(2026), last] });
    expect([clash.statusCode, clash.json()]).toMatchObject([
      409,
      { code: 'conflict', detail: '2026-12-31已在2027年的放假安排中，请先从其中一年删去。' },
    ]);
  });

  it('of two years at once, one that has the day of the other is refused, and neither waits for ever', async () => {
    const shared = { day: '2028-12-31', kind: 'off', name: '元旦' };
    const answers = await Promise.all(
      [2028, 2029].map((year) => put(year, { ...notice, days: [...daysOff(year), shared] })),
    );
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });
});
