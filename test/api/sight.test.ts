import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Authority } from '../../db/entities/authority.ts';
import { ACCEPTED, ApiBench, HAND_IN } from '../support/api-bench.ts';
import { createRecord } from '../support/records.ts';

const START = '2026-09-10T02:00:00.000Z';

interface View {
  timeline: { kind: string; actorRole: string; actorSub: string | null; text: string }[];
  notices: { kind: string; to: string }[];
  next: { explanation: { zh: string }[] };
}

/** What of a case each of its people sees, and for how long. */
describe('who sees what of a case', () => {
  let on: ApiBench;
  beforeAll(async () => {
    on = await ApiBench.start(START);
  }, 300_000);
  afterAll(async () => {
    await on.stop();
  });

  const represent = (until: string | null) =>
    on.bench.sql("update representation set valid_until = ? where person_sub = 'zhang'", [until]);
  const kinds = (list: { kind: string }[]) => list.map(({ kind }) => kind);
  const trail = async (number: string) =>
    (await on.api.send({ url: `/v1/audit?objectKind=case&objectId=${number}&limit=100`, as: 'auditor' })).json<{
      items: { action: string; actorSub: string; actorRole: string; requestId: string | null }[];
    }>().items;

  it('is over for an applicant on the day after they ceased to act for the subject', async () => {
    const number = await on.open();
    await represent('2026-09-10');
    expect((await on.api.send({ url: `/v1/cases/${number}`, as: 'zhang' })).statusCode).toBe(200);
    await represent('2026-09-09');
    const preview = { method: 'POST', url: '/v1/accept-first/preview', as: 'zhang', body: on.wish() } as const;
    const refused = [
      await on.api.send({ url: `/v1/cases/${number}`, as: 'zhang' }),
      await on.act(number, 'supply', 'zhang', HAND_IN),
      await on.act(number, 'withdraw', 'zhang'),
      await on.api.send(preview),
    ];
    expect(refused.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404]);
    const backdated = await on.api.send({ ...preview, body: { ...on.wish(), receivedOn: '2026-09-01' } });
    expect(backdated.json()).toMatchObject({ errors: [{ pointer: '/receivedOn', code: 'paper-only' }] });
    expect((await on.api.send({ url: '/v1/cases', as: 'zhang' })).json()).toMatchObject({ items: [] });
    const inbox = (await on.api.send({ url: '/v1/inbox', as: 'zhang' })).json<{ items: object[] }>();
    expect(inbox.items.length).toBeGreaterThan(0);
    await represent(null);
  });

  it("leaves out the desk's affairs and people for the applicant, and free texts for the auditor", async () => {
    const number = await on.open();
    await on.act(number, 'claim', 'chen');
    await on.act(number, 'extend', 'chen', { until: '2026-10-15', reason: '台风停工', proof: '气象证明3号' });
    await on.act(number, 'supply', 'zhang', {
      ...HAND_IN,
      items: [{ material: 'business-licence', reference: '甲.pdf' }],
    });
    const wrong = { items: [{ material: 'business-licence', verdict: 'wrong', reason: '照片不清' }] };
    await on.act(number, 'verify', 'chen', wrong);

    const desk = await on.read<View>(number, 'chen');
    expect(kinds(desk.timeline)).toContain('claimed');
    const own = await on.read<View>(number, 'zhang');
    expect(kinds(own.timeline)).toEqual(['received', 'accepted-first', 'extended', 'supplied', 'verified']);
    expect(new Set(own.notices.map(({ to }) => to))).toEqual(new Set(['person']));
    expect(desk.notices.length).toBeGreaterThan(own.notices.length);
    expect(JSON.stringify(own)).not.toContain('chen');
    expect(JSON.stringify(own)).toContain('照片不清');
    expect(JSON.stringify(own.next.explanation)).toContain('台风停工');

    const audited = JSON.stringify(await on.read<View>(number, 'auditor'));
    expect(audited).toContain('chen');
    for (const text of ['台风停工', '气象证明', '照片不清', '甲.pdf', 'zhang@']) expect(audited).not.toContain(text);
  });

  it("tells an officer that another authority's record stands against the subject, not which document", async () => {
    await on.bench.sql(
      `insert into authority (id, code, name, kind, created_at) values (gen_random_uuid(), 'urban', '城市管理局', 'authority', now())`,
    );
    const em = on.bench.orm.em.fork();
    const { subjectId } = on.bench.county;
    for (const { id: authorityId, code } of await em.find(Authority, { code: ['market', 'urban'] }))
      createRecord(em, { subjectId, authorityId, documentNumber: `${code}罚1号`, decidedOn: '2026-06-01' });
    await em.flush();
    const refusals = async (as: string) => {
      const answer = await on.api.send({ method: 'POST', url: '/v1/accept-first/preview', as, body: on.wish() });
      return JSON.stringify(answer.json<{ refusals: object[] }>().refusals);
    };
    const [own, desk] = [await refusals('zhang'), await refusals('chen')];
    expect([own.includes('market罚1号'), own.includes('urban罚1号')]).toEqual([true, true]);
    expect([desk.includes('market罚1号'), desk.includes('urban罚1号'), desk.includes('城市管理局')]).toEqual([
      true,
      false,
      true,
    ]);
    await on.bench.sql('delete from record');
  });

  it('shows the auditor reads and writes of one case in one list, each with its request', async () => {
    const number = await on.open();
    await on.act(number, 'supply', 'zhang', HAND_IN);
    const read = await on.api.send({ url: `/v1/cases/${number}`, as: 'chen' });
    const verified = await on.act(number, 'verify', 'chen', ACCEPTED);
    const entries = await trail(number);
    expect(entries.map(({ action, actorSub }) => `${action} ${actorSub}`)).toEqual([
      'accept-first.verify chen',
      'case.read chen',
      'accept-first.supply zhang',
      'accept-first.open zhang',
    ]);
    expect(entries.slice(0, 2).map(({ requestId }) => requestId)).toEqual([
      verified.headers['x-request-id'],
      read.headers['x-request-id'],
    ]);
  });

  it('says that the counting is shown by another calendar than the date was counted by', async () => {
    const number = await on.open();
    await on.bench.sql('update calendar_notice set version = version + 1, loaded_at = now() where year = 2026');
    const { next } = await on.read<View>(number, 'zhang');
    expect(next.explanation[0]?.zh).toMatch(/^期限按放假安排.*届满日以原定为准。$/);
  });
});
