import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { endOfDay } from '../../domain/time.ts';
import { newKey } from '../support/api.ts';
import { ACCEPTED, ApiBench, HAND_IN } from '../support/api-bench.ts';

// Thursday 10 September 2026, 10:00 in Shanghai.
const START = '2026-09-10T02:00:00.000Z';

describe('accept-first over HTTP', () => {
  let on: ApiBench;
  beforeAll(async () => {
    on = await ApiBench.start(START);
  }, 300_000);
  afterAll(async () => {
    await on.stop();
  });

  it('shows what it would mean before anything is signed', async () => {
    const preview = await on.api.send({
      method: 'POST',
      url: '/v1/accept-first/preview',
      as: 'zhang',
      body: on.wish(),
    });
    expect(preview.json()).toMatchObject({
      offered: true,
      refusals: [],
      supplyBy: { due: '2026-09-23', provisional: false },
      commitment: { version: 1, text: expect.stringContaining('1. 营业执照（复印件）') },
    });
  });

  it('is kept, from the application to the decision', async () => {
    const opening = await on.apply(await on.application());
    const { number } = opening.json<{ number: string }>();
    expect([opening.statusCode, opening.headers.location]).toEqual([201, `/v1/cases/${number}`]);
    expect(opening.json()).toMatchObject({
      status: 'awaiting-materials',
      next: { kind: 'supply-by', due: '2026-09-23', provisional: false },
      refusals: [],
    });
    expect((await on.act(number, 'supply', 'zhang', HAND_IN)).json()).toMatchObject({
      number,
      status: 'awaiting-verification',
    });
    expect((await on.act(number, 'verify', 'chen', ACCEPTED)).json()).toMatchObject({ status: 'awaiting-decision' });
    expect((await on.act(number, 'decide', 'chen', { granted: true })).json()).toMatchObject({
      status: 'completed',
      next: null,
    });
    expect(await on.read(number, 'zhang', 'en')).toMatchObject({
      status: 'completed',
      statusText: 'completed',
      performance: { result: 'kept', text: 'kept' },
      outcome: { kind: 'completed', granted: true },
      mayDo: [],
      notYet: [],
    });
  });

  it('is refused at the door with every reason, and the ordinary way stays open', async () => {
    const answer = await on.apply(await on.application({ missing: ['application', 'identity', 'business-licence'] }));
    expect(answer.statusCode).toBe(201);
    const { number, refusals } = answer.json<{ number: string; refusals: { code: string; clause: string }[] }>();
    expect(answer.json()).toMatchObject({
      status: 'refused',
      next: null,
      ordinaryWay: expect.stringContaining('普通程序'),
    });
    expect(refusals.map(({ code }) => code).sort()).toEqual([
      'main-material-missing',
      'material-may-not-be-missing',
      'too-many-missing',
    ]);
    expect(await on.read(number, 'zhang')).toMatchObject({
      status: 'refused',
      performance: null,
      mayDo: [],
      notYet: [],
    });
  });

  it('is not opened on another text than the one signed', async () => {
    const body = await on.application();
    const answer = await on.apply({ ...body, commitment: { ...body.commitment, sha256: 'f'.repeat(64) } });
    expect([answer.statusCode, answer.json()]).toMatchObject([409, { code: 'commitment-text-changed' }]);
    const otherItems = await on.apply({ ...body, missing: ['safety-rules'] });
    expect(otherItems.json()).toMatchObject({ code: 'commitment-text-changed' });
  });

  it('takes a paper application from the people of its authority, under the day it came', async () => {
    const application = await on.application({ receivedOn: '2026-09-09' }, 'chen');
    const paper = { ...application, applicantSub: 'zhang', commitment: { ...application.commitment, means: 'paper' } };
    const opening = await on.apply(paper, newKey(), 'chen');
    expect(opening.json()).toMatchObject({ status: 'awaiting-materials', next: { due: '2026-09-22' } });
    expect(await on.read(opening.json<{ number: string }>().number, 'zhang')).toMatchObject({
      receivedOn: '2026-09-09',
      acceptFirst: { commitment: { means: 'paper' } },
      mayDo: [{ act: 'supply' }, { act: 'withdraw' }],
    });
    expect((await on.apply(paper, newKey(), 'zhang')).statusCode).toBe(403);
    expect((await on.apply(paper, newKey(), 'yang')).statusCode).toBe(403);
    const stranger = await on.apply({ ...paper, applicantSub: 'li' }, newKey(), 'chen');
    expect([stranger.statusCode, stranger.json()]).toMatchObject([
      400,
      { errors: [{ pointer: '/applicantSub', code: 'not-representing' }] },
    ]);
    const future = await on.apply({ ...paper, receivedOn: '2026-09-11' }, newKey(), 'chen');
    expect([future.statusCode, future.json()]).toMatchObject([
      422,
      { code: 'refused-by-rule', refusals: [{ code: 'receipt-in-future' }] },
    ]);
  });

  it('takes with a paper the day on which the notice was handed over, and counts from it', async () => {
    const days = { receivedOn: '2026-08-03', noticeHandedOn: '2026-09-04' };
    const application = await on.application(days, 'liu');
    const paper = { ...application, commitment: { ...application.commitment, means: 'paper' } };
    const opening = await on.apply(paper, newKey(), 'liu');
    expect(opening.json()).toMatchObject({ status: 'awaiting-materials', next: { due: '2026-09-18' } });
    const { number } = opening.json<{ number: string }>();
    expect(await on.read(number, 'liu')).toMatchObject({ acceptFirst: { noticeHandedOn: '2026-09-04' } });

    const preview = { method: 'POST', url: '/v1/accept-first/preview', as: 'liu' } as const;
    const told = await on.api.send({ ...preview, body: { ...on.wish(), receivedOn: '2026-08-03' } });
    expect(told.json()).toMatchObject({ supplyBy: { due: '2026-09-17' } });
    const early = await on.apply({ ...paper, noticeHandedOn: '2026-08-02' }, newKey(), 'liu');
    expect(early.json()).toMatchObject({ code: 'refused-by-rule', refusals: [{ code: 'notice-before-receipt' }] });
    const own = await on.apply({ ...(await on.application()), noticeHandedOn: '2026-09-10' });
    expect([own.statusCode, own.json()]).toMatchObject([
      400,
      { errors: [{ pointer: '/noticeHandedOn', code: 'paper-only' }] },
    ]);
  });

  it('says no with the status, the role, the handler and the rule', async () => {
    const number = await on.open();
    const early = await on.act(number, 'decide', 'chen', { granted: true });
    expect([early.statusCode, early.json()]).toMatchObject([
      409,
      { code: 'status-not-allowed', caseStatus: 'awaiting-materials' },
    ]);
    const refused = await on.act(number, 'verify', 'chen', { items: [{ material: 'identity', verdict: 'accepted' }] });
    expect([refused.statusCode, refused.json()]).toMatchObject([
      422,
      { code: 'refused-by-rule', refusals: [{ clause: expect.any(String) }] },
    ]);
    expect((await on.act(number, 'assign', 'liu', { to: 'somebody-else' })).statusCode).toBe(200);
    const anothers = await on.act(number, 'extend', 'chen', { until: '2026-10-15', reason: '台风', proof: '气象证明' });
    expect([anothers.statusCode, anothers.json()]).toMatchObject([409, { code: 'assigned-to-another' }]);
    const extended = await on.act(number, 'extend', 'liu', { until: '2026-10-15', reason: '台风', proof: '气象证明' });
    expect([extended.statusCode, extended.json()]).toMatchObject([
      200,
      { next: { kind: 'supply-by', due: '2026-10-15' } },
    ]);
  });

  it('is claimed and handed back', async () => {
    const number = await on.open();
    expect((await on.act(number, 'claim', 'chen')).statusCode).toBe(200);
    expect(await on.read(number, 'chen')).toMatchObject({
      assignedTo: 'chen',
      mayDo: expect.arrayContaining([{ act: 'hand-back', href: `/v1/cases/${number}/hand-back` }]),
    });
    expect((await on.api.send({ url: '/v1/cases?assignedTo=chen&open=true', as: 'chen' })).json()).toMatchObject({
      items: [{ number }],
    });
    expect((await on.act(number, 'hand-back', 'chen')).statusCode).toBe(200);
    expect(await on.read(number, 'chen')).toMatchObject({ assignedTo: null });
  });

  describe('after nothing came', () => {
    let number: string;
    let lateNumber: string;
    let nextDue: string;
    beforeAll(async () => {
      number = await on.open();
      lateNumber = await on.open({ missing: ['safety-rules'] });
      const due = async () => (await on.bench.row({ caseId: await on.idOf(number) })).nextDue ?? '';
      nextDue = await due();
      await on.bench.skipTo(endOfDay(nextDue));
      await on.bench.skipTo(endOfDay(await due()));
    }, 300_000);

    it('is reopened on a receipt in time, by a supervisor only', async () => {
      expect(await on.read(number, 'liu')).toMatchObject({
        status: 'ended',
        performance: { result: 'not-kept' },
        mayDo: [{ act: 'reopen' }, { act: 'make-good' }],
      });

      const receipt = { ...HAND_IN, means: 'counter', receivedOn: nextDue, reason: '窗口已于期限内收件，漏登' };
      expect((await on.act(number, 'reopen', 'chen', receipt)).statusCode).toBe(403);
      const key = newKey();
      const reopened = await on.act(number, 'reopen', 'liu', receipt, key);
      expect([reopened.statusCode, reopened.json()]).toMatchObject([200, { status: 'awaiting-verification' }]);
      expect((await on.act(number, 'reopen', 'liu', receipt, key)).body).toBe(reopened.body);
      expect((await on.act(number, 'reopen', 'liu', receipt)).json()).toMatchObject({
        code: 'status-not-allowed',
        caseStatus: 'awaiting-verification',
      });
      expect((await on.act(number, 'verify', 'chen', ACCEPTED)).json()).toMatchObject({ status: 'awaiting-decision' });
    });

    it('is made good by what comes late but right, once', async () => {
      const late = { items: [{ material: 'safety-rules' }], means: 'counter', reason: '逾期补交，材料正确' };
      // The door is barred by it until then, and no longer.
      const bars = async () => {
        const preview = { method: 'POST', url: '/v1/accept-first/preview', as: 'zhang', body: on.wish() } as const;
        return JSON.stringify((await on.api.send(preview)).json<{ refusals: object[] }>().refusals);
      };
      expect(await bars()).toContain(lateNumber);
      expect((await on.act(lateNumber, 'make-good', 'zhang', late)).statusCode).toBe(403);
      const key = newKey();
      const made = await on.act(lateNumber, 'make-good', 'chen', late, key);
      expect([made.statusCode, made.json()]).toMatchObject([200, { status: 'ended', next: null }]);
      expect((await on.act(lateNumber, 'make-good', 'chen', late, key)).body).toBe(made.body);
      expect(await on.read(lateNumber, 'chen')).toMatchObject({
        performance: { result: 'not-kept', madeGoodOn: expect.any(String) },
        mayDo: [],
      });
      expect(await bars()).not.toContain(lateNumber);
      const again = await on.act(lateNumber, 'make-good', 'chen', late);
      expect(again.json()).toMatchObject({ code: 'refused-by-rule', refusals: [{ code: 'nothing-to-make-good' }] });
    });
  });
});
