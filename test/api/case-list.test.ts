import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { endOfDay } from '../../domain/time.ts';
import { newKey } from '../support/api.ts';
import { RepairApi } from '../support/repair-api.ts';

// Friday 18 September 2026, 10:00 in Shanghai.
const START = '2026-09-18T02:00:00.000Z';

interface Listed {
  number: string;
  assignedTo: string | null;
  overdue: { kind: string; due: string; text: string; authority: { code: string } } | null;
}

/** One application that two authorities have to answer; market answers, transport is silent. */
describe('what an officer looks at on a Monday morning', () => {
  let on: RepairApi;
  let number: string;
  beforeAll(async () => {
    on = await RepairApi.start(START);
    ({ number } = await on.open('market', 'transport'));
    const accepted = await on.act(number, 'accept', 'chen', { authority: 'market' });
    if (accepted.statusCode !== 200) throw new Error(accepted.body);
    // Three working days of the push, and the rest of the last of them.
    await on.bench.skipTo(endOfDay('2026-09-22'));
  }, 300_000);
  afterAll(async () => {
    await on.stop();
  });

  const list = async (as: string, query = '') =>
    (await on.api.send({ url: `/v1/cases?${query}`, as })).json<{ items: Listed[] }>().items;

  it('tells an authority of its own silence, and of nobody else’s', async () => {
    expect(await list('lin', 'overdue=true')).toMatchObject([
      {
        number,
        overdue: {
          kind: 'accept-by',
          due: '2026-09-22',
          text: '决定是否受理修复申请',
          authority: { code: 'transport' },
        },
      },
    ]);
    expect(await list('chen', 'overdue=true')).toEqual([]);
    expect(await list('chen', 'overdue=false')).toMatchObject([{ number, overdue: null }]);
  });

  it('shows it to the applicant and the auditor too, who handles it to the desk alone', async () => {
    expect(await list('zhang', 'overdue=true')).toMatchObject([
      { number, overdue: { authority: { code: 'transport' } } },
    ]);
    expect(await list('auditor', 'overdue=true')).toMatchObject([{ number }]);
    expect(await list('auditor', 'overdue=true&authority=market')).toEqual([]);
  });

  it('finds what is one’s own to handle: the part, where the case is another’s', async () => {
    expect(await list('lin', 'unclaimed=true')).toMatchObject([{ number, assignedTo: null }]);
    const claim = await on.api.send({
      method: 'POST',
      url: `/v1/repairs/${number}/claim-part`,
      as: 'lin',
      key: newKey(),
      body: { authority: 'transport' },
    });
    expect(claim.statusCode).toBe(200);
    expect(await list('lin', 'mine=true&overdue=true')).toMatchObject([{ number, assignedTo: 'lin' }]);
    expect(await list('lin', 'unclaimed=true')).toEqual([]);
    expect(await list('lin', 'assignedTo=chen')).toEqual([]);
    expect(await list('zhang')).toMatchObject([{ number, assignedTo: null }]);
    const both = await on.api.send({ url: '/v1/cases?mine=true&assignedTo=chen', as: 'lin' });
    expect(both.json()).toMatchObject({ code: 'invalid-input', errors: [{ pointer: '/query/mine' }] });
  });

  it.each(['assignedTo=lin', 'assignedTo=chen', 'unclaimed=true', 'unclaimed=false'])(
    'does not let an applicant find out by %s who handles it',
    async (query) => {
      const asked = await on.api.send({ url: `/v1/cases?${query}`, as: 'zhang' });
      expect(asked.statusCode).toBe(400);
      const [field] = query.split('=');
      expect(asked.json()).toMatchObject({ code: 'invalid-input', errors: [{ pointer: `/query/${field}` }] });
    },
  );

  it('takes a cursor of the same order only, and a credit code that can be one', async () => {
    await on.open('market', 'transport');
    const page = await on.api.send({ url: '/v1/cases?sort=oldest&limit=1', as: 'lin' });
    const { items, next } = page.json<{ items: Listed[]; next: string }>();
    expect(items).toMatchObject([{ number }]);
    const second = await list('lin', `sort=oldest&limit=1&cursor=${next}`);
    expect(second).toHaveLength(1);
    expect(await list('lin', 'sort=newest&limit=1')).toEqual(second);
    const other = await on.api.send({ url: `/v1/cases?sort=newest&cursor=${next}`, as: 'lin' });
    expect(other.json()).toMatchObject({ errors: [{ pointer: '/query/cursor' }] });
    const noCode = await on.api.send({ url: '/v1/cases?creditCode=110101199003070011', as: 'lin' });
    expect(noCode.json()).toMatchObject({ errors: [{ pointer: '/query/creditCode' }] });
  });
});
