import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiBench, HAND_IN } from '../support/api-bench.ts';

const START = '2026-09-10T02:00:00.000Z';

interface View {
  mayDo: { act: string; href: string }[];
  notYet: { act: string; reason: string }[];
  timeline: { kind: string; text: string }[];
  notices: { to: string }[];
  next: { due: string; days: object[]; explanation: object[] };
}

describe('cases', () => {
  let on: ApiBench;
  beforeAll(async () => {
    on = await ApiBench.start(START);
  }, 300_000);
  afterAll(async () => {
    await on.stop();
  });

  const acts = (list: { act: string }[]) => list.map(({ act }) => act);

  it('tells in one call all that a person needs: materials, the date and why, what happened, what next', async () => {
    const number = await on.open();
    await on.act(number, 'supply', 'zhang', {
      ...HAND_IN,
      items: [{ material: 'business-licence', reference: '执照.pdf' }],
    });
    const view = await on.read<View>(number, 'zhang');
    expect(view).toMatchObject({
      number,
      status: 'awaiting-verification',
      statusText: '材料已交齐，待核验',
      subject: { name: '示范县好味餐饮有限公司', identifier: '91350100M000100Y43' },
      procedure: { code: 'food-licence' },
      acceptFirst: {
        commitment: {
          signer: '张伟',
          means: 'online',
          text: expect.stringContaining('承诺人：示范县好味餐饮有限公司'),
        },
        contact: { email: 'zhang@example.com' },
      },
      next: { kind: 'verify-by', due: '2026-09-14', provisional: false },
    });
    expect(view).toMatchObject({
      acceptFirst: {
        materials: expect.arrayContaining([
          expect.objectContaining({ code: 'application', standing: 'present' }),
          expect.objectContaining({
            code: 'business-licence',
            standing: 'handed-in',
            supplies: [expect.objectContaining({ reference: '执照.pdf', inTime: true })],
          }),
        ]),
      },
    });
    expect(view.next.days.length).toBeGreaterThan(1);
    expect(view.next.explanation.length).toBeGreaterThan(1);
    expect(view.timeline.map(({ kind }) => kind)).toEqual(['received', 'accepted-first', 'supplied']);
    expect(view.timeline[2]?.text).toBe('网上补交：营业执照，计为2026-09-10提交');
    expect((await on.read<View>(number, 'zhang', 'en')).timeline[2]?.text).toBe(
      'Supplied online: 营业执照, counted on 2026-09-10',
    );
    expect(view.notices.map(({ to }) => to)).toContain('person');
  });

  it('tells each person what they may do now, and what not yet and why', async () => {
    const number = await on.open();
    const applicant = await on.read<View>(number, 'zhang');
    expect([acts(applicant.mayDo), acts(applicant.notYet)]).toEqual([['supply', 'withdraw'], []]);
    const officer = await on.read<View>(number, 'chen');
    expect(officer.mayDo).toContainEqual({ act: 'claim', href: `/v1/cases/${number}/claim` });
    expect(acts(officer.notYet)).toEqual(['verify', 'decide']);
    expect(officer.notYet[1]?.reason).toBe('所缺材料全部核验通过后，方可作出决定。');
    const auditor = await on.read<View>(number, 'auditor');
    expect([auditor.mayDo, auditor.notYet]).toEqual([[], []]);
  });

  it('masks a person for the auditor and shows an organisation, which is public', async () => {
    const number = await on.open();
    expect(await on.read(number, 'auditor')).toMatchObject({
      subject: { name: '示范县好味餐饮有限公司' },
      acceptFirst: {
        contact: { name: '张*', email: 'z***@example.com', phone: null },
        commitment: { signer: '张*' },
      },
    });
  });

  it('does not exist for anybody it does not concern', async () => {
    const number = await on.open();
    for (const as of ['yang', 'huang', 'li']) {
      expect((await on.api.send({ url: `/v1/cases/${number}`, as })).json()).toMatchObject({ code: 'case-unknown' });
      expect(
        (await on.act(number, as === 'huang' ? 'assign' : 'withdraw', as, as === 'huang' ? { to: 'x' } : {}))
          .statusCode,
      ).toBe(404);
      expect((await on.api.send({ url: '/v1/cases', as })).json()).toEqual({ items: [], next: null });
    }
    expect((await on.api.send({ url: '/v1/cases?authority=market', as: 'yang' })).json()).toEqual({
      items: [],
      next: null,
    });
    const asAuditor = await on.api.send({ url: '/v1/cases?as=auditor', as: 'yang' });
    expect(asAuditor.statusCode).toBe(403);
    expect(asAuditor.json()).toMatchObject({ detail: '您没有“审计人员”角色。' });
  });

  it('is listed by its next deadline, in pages, with filters', async () => {
    await on.open({ missing: ['safety-rules'] });
    const numbers = async (query: string, as = 'chen') =>
      (await on.api.send({ url: `/v1/cases?${query}`, as })).json<{
        items: { number: string }[];
        next: string | null;
      }>();
    const all = await numbers('limit=100');
    const walked: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page: { items: { number: string }[]; next: string | null } = await numbers(
        `limit=2${next === '' ? '' : `&cursor=${next}`}`,
      );
      walked.push(...page.items.map(({ number }) => number));
      next = page.next;
    }
    expect(walked).toEqual(all.items.map(({ number }) => number));
    expect((await numbers('status=awaiting-verification')).items).toHaveLength(1);
    expect((await numbers('status=awaiting-verification&status=awaiting-materials')).items).toHaveLength(walked.length);
    expect((await numbers('open=false')).items).toEqual([]);
    expect((await numbers('unclaimed=true&dueBefore=2026-09-15')).items).toHaveLength(1);
    expect((await numbers(`subjectId=${on.bench.county.subjectId}`, 'zhang')).items).toHaveLength(walked.length);
    expect((await numbers('limit=100', 'auditor')).items).toHaveLength(walked.length);
  });

  it('reaches inboxes: of the applicant, and of the desks; read once, by oneself', async () => {
    const inbox = async (as: string, query = '') =>
      (await on.api.send({ url: `/v1/inbox?${query}`, as })).json<{
        items: { id: string; body: string; readAt: string | null; desk: string | null }[];
      }>().items;
    const [newest] = await inbox('zhang');
    expect(newest).toMatchObject({ readAt: null, desk: null, body: expect.stringContaining('食品经营许可') });
    const id = newest?.id ?? '';
    const read = (as: string) => on.api.send({ method: 'POST', url: `/v1/inbox/${id}/read`, as });
    expect((await read('li')).json()).toMatchObject({ code: 'notice-unknown' });
    expect((await read('zhang')).json()).toEqual({ id, read: true });
    expect((await read('zhang')).statusCode).toBe(200);
    expect((await inbox('zhang', 'unread=true')).map((item) => item.id)).not.toContain(id);
    expect((await inbox('chen')).every(({ desk }) => desk === 'officer')).toBe(true);
    expect(await inbox('yang')).toEqual([]);
  });

  it('leaves an audit entry for each read of personal data, without any', async () => {
    const number = await on.open();
    await on.read(number, 'chen');
    const { items } = (
      await on.api.send({ url: `/v1/audit?action=case.read&objectId=${number}`, as: 'auditor' })
    ).json<{ items: object[] }>();
    expect(items).toMatchObject([{ actorSub: 'chen', actorRole: 'officer', authority: 'market' }]);
    const [row] = await on.bench.sql<{ n: number }>(
      "select count(*)::integer as n from audit_entry t where t::text ~ '张伟|zhang@|91350100M000100Y43|好味'",
    );
    expect(row?.n).toBe(0);
  });
});
