import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Representation } from '../../db/entities/representation.ts';
import { endOfDay } from '../../domain/time.ts';
import { type Issuer, newKey, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { Bench } from '../support/bench.ts';
import { licence, terms } from '../support/county.ts';

// Thursday 10 September 2026, 10:00 in Shanghai.
const START = '2026-09-10T02:00:00.000Z';

describe('accept-first over HTTP', () => {
  let bench: Bench;
  let issuer: Issuer;
  let api: TestApi;

  beforeAll(async () => {
    [bench, issuer] = await Promise.all([
      Bench.start({ startAt: START, procedures: [licence({ acceptFirst: terms({ maxOpenCases: null }) })] }),
      startIssuer(),
    ]);
    const em = bench.orm.em.fork();
    em.create(Representation, {
      personSub: 'zhang',
      subjectId: bench.county.subjectId,
      kind: 'legal-representative',
      validFrom: '2020-01-01',
      validUntil: null,
      proof: '营业执照',
      at: START,
    });
    await em.flush();
    api = await startTestApi(bench.database, issuer, {
      clock: () => bench.now(),
      temporal: { client: bench.env.client, taskQueue: bench.taskQueue },
      actTimeoutMs: 10_000,
    });
  }, 120_000);

  afterAll(async () => {
    await api.stop();
    await issuer.stop();
    await bench.stop();
  });

  const wish = () => ({ procedure: 'food-licence', subjectId: bench.county.subjectId, missing: ['business-licence'] });

  async function application(change: object = {}): Promise<object> {
    const preview = await api.send({
      method: 'POST',
      url: '/v1/accept-first/preview',
      as: 'zhang',
      body: { ...wish(), ...change },
    });
    const { commitment } = preview.json<{ commitment: { version: number; sha256: string } }>();
    return {
      ...wish(),
      ...change,
      contact: { name: '张伟', email: 'zhang@example.com', phone: null },
      commitment: {
        version: commitment.version,
        sha256: commitment.sha256,
        signer: '张伟',
        agreed: true,
        means: 'online',
      },
    };
  }

  async function open(change: object = {}): Promise<string> {
    const answer = await api.send({
      method: 'POST',
      url: '/v1/accept-first',
      as: 'zhang',
      key: newKey(),
      body: await application(change),
    });
    expect(answer.statusCode).toBe(201);
    return answer.json<{ number: string }>().number;
  }

  const act = (number: string, name: string, as: string, body: object = {}, key = newKey()) =>
    api.send({ method: 'POST', url: `/v1/accept-first/${number}/${name}`, as, key, body });

  const handIn = { items: [{ material: 'business-licence' }], means: 'online' };
  const verdict = { items: [{ material: 'business-licence', verdict: 'accepted' }] };

  it('shows what it would mean before anything is signed', async () => {
    const preview = await api.send({ method: 'POST', url: '/v1/accept-first/preview', as: 'zhang', body: wish() });
    expect(preview.statusCode).toBe(200);
    expect(preview.json()).toMatchObject({
      offered: true,
      refusals: [],
      supplyBy: { due: '2026-09-23', provisional: false },
      commitment: { version: 1 },
    });
    expect(preview.json<{ commitment: { text: string } }>().commitment.text).toContain('1. 营业执照（复印件）');
  });

  it('is kept, from the application to the decision', async () => {
    const opening = await api.send({
      method: 'POST',
      url: '/v1/accept-first',
      as: 'zhang',
      key: newKey(),
      body: await application(),
    });
    expect(opening.statusCode).toBe(201);
    const { number } = opening.json<{ number: string }>();
    expect(opening.headers.location).toBe(`/v1/cases/${number}`);
    expect(opening.json()).toMatchObject({
      status: 'awaiting-materials',
      next: { kind: 'supply-by', due: '2026-09-23', provisional: false },
      refusals: [],
    });

    expect((await act(number, 'supply', 'zhang', handIn)).json()).toMatchObject({
      number,
      status: 'awaiting-verification',
    });
    expect((await act(number, 'verify', 'chen', verdict)).json()).toMatchObject({ status: 'awaiting-decision' });
    expect((await act(number, 'decide', 'chen', { granted: true })).json()).toMatchObject({
      status: 'completed',
      next: null,
    });

    const detail = await api.send({ url: `/v1/cases/${number}`, as: 'zhang', headers: { 'accept-language': 'en' } });
    expect(detail.json()).toMatchObject({
      status: 'completed',
      statusText: 'completed',
      performance: { result: 'kept' },
      outcome: { kind: 'completed', granted: true },
      mayDo: [],
      notYet: [],
    });
    expect(detail.json<{ timeline: { kind: string }[] }>().timeline.map(({ kind }) => kind)).toEqual([
      'received',
      'accepted-first',
      'supplied',
      'verified',
      'promise-kept',
      'decided',
    ]);
  });

  it('tells each person what they may do now and what not yet', async () => {
    const number = await open();
    const forApplicant = (await api.send({ url: `/v1/cases/${number}`, as: 'zhang' })).json<Acts>();
    expect(forApplicant.mayDo.map(({ act: name }) => name)).toEqual(['supply', 'withdraw']);
    const forOfficer = (await api.send({ url: `/v1/cases/${number}`, as: 'chen' })).json<Acts>();
    expect(forOfficer.mayDo).toContainEqual({ act: 'claim', href: `/v1/cases/${number}/claim` });
    expect(forOfficer.notYet.map(({ act: name }) => name)).toEqual(['verify', 'decide']);
    const forAuditor = (await api.send({ url: `/v1/cases/${number}`, as: 'auditor' })).json<Acts>();
    expect([forAuditor.mayDo, forAuditor.notYet]).toEqual([[], []]);
  });

  it('lists by the next deadline, in pages', async () => {
    await open({ missing: ['safety-rules'] });
    const first = await api.send({ url: '/v1/cases?open=true&limit=1', as: 'chen' });
    const { items, next } = first.json<{ items: { number: string }[]; next: string }>();
    expect(items).toHaveLength(1);
    const second = await api.send({ url: `/v1/cases?open=true&limit=1&cursor=${next}`, as: 'chen' });
    expect(second.json<{ items: { number: string }[] }>().items[0]?.number).not.toBe(items[0]?.number);
    expect((await api.send({ url: '/v1/cases?cursor=abc', as: 'chen' })).statusCode).toBe(400);
  });

  it('is refused at the door with every reason, and the ordinary way stays open', async () => {
    const answer = await api.send({
      method: 'POST',
      url: '/v1/accept-first',
      as: 'zhang',
      key: newKey(),
      body: await application({ missing: ['application', 'identity', 'business-licence'] }),
    });
    expect(answer.statusCode).toBe(201);
    const { status, refusals, ordinaryWay, next } = answer.json<{
      status: string;
      refusals: { code: string }[];
      ordinaryWay: string;
      next: null;
    }>();
    expect({ status, next }).toEqual({ status: 'refused', next: null });
    expect(refusals.map(({ code }) => code).sort()).toEqual([
      'main-material-missing',
      'material-may-not-be-missing',
      'too-many-missing',
    ]);
    expect(ordinaryWay).toContain('普通程序');
  });

  it('is not opened on another text than the one signed', async () => {
    const body = (await application()) as { commitment: object };
    const answer = await api.send({
      method: 'POST',
      url: '/v1/accept-first',
      as: 'zhang',
      key: newKey(),
      body: { ...body, commitment: { ...body.commitment, sha256: 'f'.repeat(64) } },
    });
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({ code: 'commitment-text-changed' });
  });

  it('gives a repetition the same bytes, and another body 422', async () => {
    const key = newKey();
    const body = await application({ missing: ['safety-rules'] });
    const first = await api.send({ method: 'POST', url: '/v1/accept-first', as: 'zhang', key, body });
    const again = await api.send({
      method: 'POST',
      url: '/v1/accept-first',
      as: 'zhang',
      key,
      body,
      headers: { 'accept-language': 'en' },
    });
    expect([again.statusCode, again.body, again.headers.location]).toEqual([
      first.statusCode,
      first.body,
      first.headers.location,
    ]);
    const other = await api.send({
      method: 'POST',
      url: '/v1/accept-first',
      as: 'zhang',
      key,
      body: { ...body, missing: ['business-licence'] },
    });
    expect(other.statusCode).toBe(422);
    expect(other.json()).toMatchObject({ code: 'idempotency-key-reused' });
  });

  it('says no with the status, the role and the handler', async () => {
    const number = await open({ procedure: 'food-licence' });
    const early = await act(number, 'decide', 'chen', { granted: true });
    expect([early.statusCode, early.json()]).toMatchObject([
      409,
      { code: 'status-not-allowed', caseStatus: 'awaiting-materials' },
    ]);
    expect((await act(number, 'verify', 'zhang', verdict)).statusCode).toBe(403);
    const refused = await act(number, 'verify', 'chen', { items: [{ material: 'identity', verdict: 'accepted' }] });
    expect([refused.statusCode, refused.json()]).toMatchObject([
      422,
      { code: 'refused-by-rule', refusals: [{ clause: expect.any(String) }] },
    ]);
    const assigned = await api.send({
      method: 'POST',
      url: `/v1/cases/${number}/assign`,
      as: 'liu',
      key: newKey(),
      body: { to: 'somebody-else' },
    });
    expect(assigned.statusCode).toBe(200);
    const anothers = await act(number, 'extend', 'chen', { until: '2026-10-15', reason: '台风', proof: '气象证明' });
    expect([anothers.statusCode, anothers.json()]).toMatchObject([409, { code: 'assigned-to-another' }]);
  });

  it('hides a case from everybody it does not concern', async () => {
    const number = await open();
    for (const as of ['yang', 'huang', 'li']) {
      expect((await api.send({ url: `/v1/cases/${number}`, as })).statusCode).toBe(404);
      expect((await act(number, 'withdraw', as)).statusCode).toBe(404);
    }
    expect((await api.send({ url: `/v1/cases/${number}`, as: 'admin' })).statusCode).toBe(403);
    expect((await api.send({ url: '/v1/cases', as: 'yang' })).json()).toMatchObject({ items: [] });
    expect((await api.send({ url: '/v1/cases?authority=market', as: 'yang' })).json()).toMatchObject({ items: [] });
  });

  it('reads the answer of a closed case from its rows', async () => {
    const number = await open();
    const key = newKey();
    const withdrawn = await act(number, 'withdraw', 'zhang', { reason: '改走普通程序' }, key);
    expect(withdrawn.json()).toMatchObject({ status: 'withdrawn', next: null });
    // As if the API had died before it stored the answer.
    await bench.sql(
      `update request_key set answered_at = null, status = null, answer = null, problem = null where key = ?`,
      [key.replaceAll('"', '')],
    );
    const again = await act(number, 'withdraw', 'zhang', { reason: '改走普通程序' }, key);
    expect([again.statusCode, again.body]).toEqual([200, withdrawn.body]);
    const late = await act(number, 'supply', 'zhang', handIn);
    expect([late.statusCode, late.json()]).toMatchObject([
      409,
      { code: 'status-not-allowed', caseStatus: 'withdrawn' },
    ]);
  });

  it('ends when nothing comes, and is reopened on a receipt in time by a supervisor only', async () => {
    const number = await open();
    const { nextDue } = await bench.row({ caseId: await idOf(number) });
    await bench.skipTo(endOfDay(nextDue ?? ''));
    const grace = await bench.row({ caseId: await idOf(number) });
    await bench.skipTo(endOfDay(grace.nextDue ?? ''));
    expect((await api.send({ url: `/v1/cases/${number}`, as: 'liu' })).json()).toMatchObject({
      status: 'ended',
      mayDo: [{ act: 'reopen' }],
    });

    const receipt = {
      items: [{ material: 'business-licence' }],
      means: 'counter',
      receivedOn: nextDue,
      reason: '窗口已于期限内收件，漏登',
    };
    expect((await act(number, 'reopen', 'chen', receipt)).statusCode).toBe(403);
    const key = newKey();
    const reopened = await act(number, 'reopen', 'liu', receipt, key);
    expect([reopened.statusCode, reopened.json()]).toMatchObject([200, { status: 'awaiting-verification' }]);
    expect((await act(number, 'reopen', 'liu', receipt, key)).body).toBe(reopened.body);
    expect((await act(number, 'reopen', 'liu', receipt)).statusCode).toBe(409);
    expect((await act(number, 'verify', 'chen', verdict)).json()).toMatchObject({ status: 'awaiting-decision' });
  }, 60_000);

  async function idOf(number: string): Promise<string> {
    const [row] = await bench.sql<{ id: string }>('select id from case_file where number = ?', [number]);
    return row?.id ?? '';
  }
});

interface Acts {
  mayDo: { act: string; href: string }[];
  notYet: { act: string }[];
}
