/** Reference data that several people change at the same time: each is answered with what is theirs, and it is noted once. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Issuer, newKey, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { enterCounty } from '../support/county.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createTestOrm } from '../support/rows.ts';

const AT_ONCE = Array.from({ length: 12 }, (_, index) => index);
const UNLIMITED = { address: 100_000, caller: 100_000, acts: 100_000, calculators: 100_000 };
const PERSON = { kind: 'person', identifier: '11010519491231002X', name: '赵磊' };

interface Calendar {
  number: string;
  version: number;
  days: { day: string }[];
}

describe('reference data changed by several at once', () => {
  let database: TestDatabase;
  let issuer: Issuer;
  let api: TestApi;
  let owner: ReturnType<typeof createTestOrm>['orm'];
  beforeAll(async () => {
    [database, issuer] = await Promise.all([createTestDatabase(), startIssuer()]);
    owner = createTestOrm(database.ownerUrl).orm;
    await enterCounty(owner.em.fork());
    api = await startTestApi(database, issuer, { rateLimit: UNLIMITED });
  }, 300_000);
  afterAll(async () => {
    await api.stop();
    await owner.close();
    await issuer.stop();
    await database.drop();
  });

  const holidays = Array.from({ length: 12 }, (_, index) => dayOf('01', index));
  const calendar = (index: number) => ({
    number: `${index}`,
    issuedOn: '2026-03-01',
    source: '国务院办公厅',
    days: [
      ...holidays.map((day) => ({ day, kind: 'off', name: '元旦' })),
      { day: dayOf('05', index), kind: 'off', name: '劳动节' },
    ],
  });
  /** A calendar as it was loaded: its number and its day in May belong together. */
  const isWhole = ({ number, days }: Calendar) => days.at(-1)?.day === dayOf('05', Number(number));

  it('a calendar: every load is answered with its own, and nobody reads half of two', async () => {
    const load = (index: number) =>
      api.send({ method: 'PUT', url: '/v1/calendar/2027', as: 'admin', body: calendar(index) });
    await load(0);
    for (let times = 0; times < 4; times += 1) {
      const reads = AT_ONCE.flatMap(() => [1, 2, 3].map(() => api.send({ url: '/v1/calendar/2027', as: 'chen' })));
      const loads = await Promise.all(AT_ONCE.map(load));
      expect(loads.map((answer) => answer.json<Calendar>().number)).toEqual(AT_ONCE.map(String));
      const answers = [...loads, ...(await Promise.all(reads))];
      expect(answers.filter((answer) => !isWhole(answer.json<Calendar>()))).toEqual([]);
      for (const { headers, ...answer } of answers) expect(headers.etag).toBe(`"${answer.json<Calendar>().version}"`);
    }
  });

  it('a consent: withdrawn by many clicks, it is noted once', async () => {
    const { id: subjectId } = (await api.send({ method: 'PUT', url: '/v1/subjects', as: 'admin', body: PERSON })).json<{
      id: string;
    }>();
    await owner.em.fork().execute(
      `insert into representation (id, person_sub, subject_id, kind, valid_from, proof, at)
       values (gen_random_uuid(), 'zhao', ?, 'self', '2020-01-01', '身份证', '2020-01-01')`,
      [subjectId],
    );
    const body = { subjectId, authority: 'market', purpose: 'licensing', kinds: ['penalty'], until: '2026-12-31' };
    const given = await api.send({ method: 'POST', url: '/v1/consents', as: 'zhao', key: newKey(), body });
    const url = `/v1/consents/${given.json<{ id: string }>().id}/withdrawal`;
    const answers = await Promise.all(
      AT_ONCE.map(() => api.send({ method: 'POST', url, as: 'zhao', key: newKey(), body: {} })),
    );
    expect(new Set(answers.map(({ statusCode, body: said }) => `${statusCode} ${said}`)).size).toBe(1);
    expect(answers[0]?.statusCode).toBe(200);
    expect(await entries('consent.withdraw')).toBe(1);
  });

  async function entries(action: string): Promise<number> {
    const text = 'select count(*)::integer as n from audit_entry where action = ?';
    const [row] = await owner.em.fork().execute<{ n: number }[]>(text, [action]);
    return row?.n ?? 0;
  }
});

function dayOf(month: string, index: number): string {
  return `2027-${month}-${String(index + 1).padStart(2, '0')}`;
}
