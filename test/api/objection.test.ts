import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '../../api/token.ts';
import { type Issuer, newKey, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { MEASURE, ObjectionBench } from '../support/objection-bench.ts';

/** Friday. */
const START = '2026-09-18T02:00:00.000Z';
const TRANSPORT = { name: '示范县交通运输局', kind: 'authority' };

interface CaseRead {
  status: string;
  statusText: string;
  authority: { code: string };
  objection: {
    record: { id: string; documentNumber: string };
    aboutText: string;
    reasons: string | null;
    contact: { name: string; email: string | null } | null;
    onPaper: boolean;
    supplements: object[];
    window: { code: string } | null;
    stops: object;
    answer: { decidedBy: string | null; reason: string | null; correction: { scope: string } | null } | null;
  };
  timeline: { kind: string; text: string }[];
  mayDo: { act: string; href: string }[];
}

interface Shown {
  underObjection: { since: string; text: string } | null;
  declaration: { text: string; at: string } | null;
  measures: unknown[];
  severity: string;
}

describe('objections over HTTP', () => {
  let bench: ObjectionBench;
  let api: TestApi;
  let issuer: Issuer;
  beforeAll(async () => {
    [bench, issuer] = await Promise.all([ObjectionBench.start({ startAt: START }), startIssuer()]);
    api = await startTestApi(bench.database, issuer, {
      clock: () => bench.now(),
      temporal: { client: bench.env.client, taskQueue: bench.taskQueue },
    });
  }, 300_000);
  afterAll(async () => {
    await api.stop();
    await issuer.stop();
    await bench.stop();
  });

  const body = (recordId: string, change: object = {}) => ({
    recordId,
    about: 'facts',
    reasons: '违法事实为另一门店',
    evidence: '停业备案回执',
    contact: { name: '张伟', email: 'zhang@example.com', phone: null },
    ...change,
  });
  const object = (recordId: string, change: object = {}, as = 'zhang', key = newKey()) =>
    api.send({ method: 'POST', url: '/v1/objections', as, key, body: body(recordId, change) });
  const act = (number: string, name: string, sent: object, as: string) =>
    api.send({ method: 'POST', url: `/v1/objections/${number}/${name}`, as, key: newKey(), body: sent });
  const read = async (number: string, as: string) =>
    (await api.send({ url: `/v1/cases/${number}`, as })).json<CaseRead>();
  const shown = (recordId: string) => api.send({ url: `/v1/public/records/${recordId}` });

  async function opened(): Promise<{ recordId: string; number: string }> {
    const recordId = await bench.shown();
    const answer = await object(recordId);
    expect([answer.statusCode, answer.json()]).toMatchObject([201, { status: 'awaiting-forwarding' }]);
    const { number } = answer.json<{ number: string }>();
    expect(answer.headers['location']).toBe(`/v1/cases/${number}`);
    return { recordId, number };
  }

  it('marks the record for everybody, hides nothing, and takes the mark off with the answer', async () => {
    const { recordId, number } = await opened();
    const marked = (await shown(recordId)).json<Shown>();
    expect(marked).toMatchObject({ underObjection: { text: '异议核查中' }, measures: [], declaration: null });
    expect((await act(number, 'forward', {}, 'kong')).statusCode).toBe(200);
    const rejected = await act(number, 'reject', { reason: '执法录像证明事实无误' }, 'chen');
    expect([rejected.statusCode, rejected.json()]).toMatchObject([200, { statusText: '异议不成立' }]);
    const after = (await shown(recordId)).json<Shown>();
    expect(after.underObjection).toBeNull();
    expect(after.measures).toMatchObject([{ code: MEASURE.code }]);
  });

  it('who passed it on and may not see it any more hears the same again, where the answer was lost', async () => {
    const { number } = await opened();
    const key = newKey();
    const forward = (more: object = {}) =>
      api.send({ method: 'POST', url: `/v1/objections/${number}/forward`, as: 'kong', key, body: {}, ...more });
    const first = await forward();
    expect(first.statusCode).toBe(200);
    const again = await forward();
    expect([again.statusCode, again.body]).toEqual([200, first.body]);
    expect((await forward({ key: newKey() })).json()).toMatchObject({ code: 'case-unknown' });
  });

  it('corrected altogether, the public page knows the record no more; in part, it shows what is right', async () => {
    const whole = await opened();
    await act(whole.number, 'forward', {}, 'kong');
    const both = await act(whole.number, 'correct', { scope: 'record', severity: 'minor', reason: 'x' }, 'chen');
    expect([both.statusCode, both.json()]).toMatchObject([400, { code: 'invalid-input' }]);
    expect((await act(whole.number, 'correct', { scope: 'record', reason: '主体有误' }, 'chen')).statusCode).toBe(200);
    expect((await shown(whole.recordId)).statusCode).toBe(404);
    const part = await opened();
    await act(part.number, 'forward', {}, 'kong');
    const fixed = { scope: 'fields', facts: '逾期公示年度报告', reason: '事实表述有误' };
    expect((await act(part.number, 'correct', fixed, 'chen')).statusCode).toBe(200);
    expect((await shown(part.recordId)).json()).toMatchObject({ facts: '逾期公示年度报告', underObjection: null });
    expect(await read(part.number, 'zhang')).toMatchObject({
      status: 'corrected',
      objection: { answer: { decidedBy: null, reason: '事实表述有误', correction: { scope: 'fields' } } },
    });
  });

  it('puts right what a report of it lists: the report holds no more, from the day of the answer', async () => {
    const recordId = await bench.shown({ severity: 'serious' });
    const [row] = await bench.sql<{ subjectId: string }>('select subject_id as "subjectId" from record where id = ?', [
      recordId,
    ]);
    const issue = async () => {
      const asked = { ...row, from: '2026-01-01', until: '2026-09-18' };
      const sent = { method: 'POST', url: '/v1/reports', as: 'zhang', key: newKey(), body: asked } as const;
      return (await api.send(sent)).json<{ number: string; verificationCode: string; document: string }>();
    };
    const check = async ({ number, verificationCode: code }: { number: string; verificationCode: string }) =>
      (await api.send({ method: 'POST', url: '/v1/public/report-checks', body: { number, code } })).json<object>();
    const plain = await issue();
    const { number } = (await object(recordId)).json<{ number: string }>();
    expect(await check(plain)).toMatchObject({ state: 'superseded' });
    await act(number, 'forward', {}, 'kong');
    const marked = await issue();
    expect(marked.document).toContain('异议核查中');
    expect(await check(marked)).toMatchObject({ state: 'valid' });
    const fixed = { scope: 'fields', severity: 'general', measuresLifted: [MEASURE.code], reason: '裁量有误' };
    const answer = await act(number, 'correct', fixed, 'chen');
    expect([answer.statusCode, answer.json()]).toMatchObject([200, {}]);
    expect(await check(marked)).toMatchObject({ state: 'superseded', since: '2026-09-18' });
    expect(await check(plain)).toMatchObject({ state: 'superseded', since: '2026-09-18' });
  });

  it('is each one’s to see: who objected all of it, the window until it is passed on, an auditor no free words', async () => {
    const { number } = await opened();
    const own = await read(number, 'zhang');
    expect(own.objection).toMatchObject({
      reasons: '违法事实为另一门店',
      onPaper: false,
      window: { code: 'window' },
      stops: { publicity: false, sharing: false, measures: true },
    });
    expect(own.mayDo).toEqual(
      ['supplement', 'withdraw'].map((name) => ({ act: name, href: `/v1/objections/${number}/${name}` })),
    );
    expect((await read(number, 'kong')).mayDo.map(({ act: name }) => name).sort()).toEqual([
      'claim',
      'forward',
      'supplement',
      'withdraw',
    ]);
    expect((await api.send({ url: `/v1/cases/${number}`, as: 'chen' })).statusCode).toBe(404);
    await act(number, 'forward', {}, 'kong');
    expect((await read(number, 'chen')).authority.code).toBe('market');
    expect((await api.send({ url: `/v1/cases/${number}`, as: 'li' })).statusCode).toBe(404);
    const audited = await read(number, 'auditor');
    expect(audited.objection).toMatchObject({ reasons: null, contact: { name: expect.stringContaining('*') } });
    expect(audited.timeline.map(({ text }) => text).join()).toContain('异议已转送');
  });

  it('is refused with every reason and its clause; a record of somebody else’s does not exist', async () => {
    const { recordId } = await opened();
    const again = await object(recordId, { about: 'measure' });
    expect([again.statusCode, again.json<{ refusals: { code: string }[] }>().refusals.map(({ code }) => code)]).toEqual(
      [422, ['objection-open', 'objection-measure-named']],
    );
    expect((await object(recordId, {}, 'li')).json()).toMatchObject({ code: 'record-unknown' });
    expect((await object(recordId, {}, 'lin')).json()).toMatchObject({ code: 'role-not-allowed' });
    expect((await object(recordId, { receivedOn: '2026-09-17' })).json()).toMatchObject({ code: 'invalid-input' });
    expect((await object(recordId, { window: 'nowhere' })).json()).toMatchObject({ code: 'authority-unknown' });
    expect((await object(recordId, {}, 'court')).statusCode).toBe(403);
  });

  it('online straight to the authority, and on paper at the window or at the authority', async () => {
    const direct = await object(await bench.shown(), { to: 'authority' });
    expect(direct.json()).toMatchObject({ status: 'in-check' });
    const paper = { contact: null, receivedOn: '2026-09-17' };
    const atWindow = await object(await bench.shown(), { ...paper, applicantSub: 'zhang' }, 'kong');
    expect(atWindow.json()).toMatchObject({ status: 'awaiting-forwarding', next: { due: '2026-09-18' } });
    const { number } = atWindow.json<{ number: string }>();
    expect((await read(number, 'zhang')).objection.onPaper).toBe(true);
    const atAuthority = await object(await bench.shown(), paper, 'chen');
    expect(atAuthority.json()).toMatchObject({ status: 'in-check', next: { due: '2026-09-23' } });
    const stranger = await object(await bench.shown(), { ...paper, applicantSub: 'li' }, 'kong');
    expect(stranger.json()).toMatchObject({ code: 'invalid-input' });
  });

  it('sent twice under one key makes one', async () => {
    const recordId = await bench.shown();
    const key = newKey();
    const [first, second] = [await object(recordId, {}, 'zhang', key), await object(recordId, {}, 'zhang', key)];
    expect(second.json()).toEqual(first.json());
    expect(await bench.holds(recordId)).toEqual(['objection']);
  });

  it('a subject’s own statement stands beside its record, on the public page, until it is taken back', async () => {
    const recordId = await bench.shown();
    const [row] = await bench.sql<{ number: string }>('select number from case_file where id = ?', [recordId]);
    const number = row?.number ?? '';
    const say = (name: string, sent: object, as = 'zhang') =>
      api.send({ method: 'POST', url: `/v1/records/${number}/${name}`, as, key: newKey(), body: sent });
    expect((await say('declare', { text: '已整改完毕' })).statusCode).toBe(200);
    expect((await say('declare', { text: '已整改完毕，欢迎监督' })).statusCode).toBe(200);
    expect((await shown(recordId)).json()).toMatchObject({ declaration: { text: '已整改完毕，欢迎监督' } });
    expect((await say('declare', { text: '字'.repeat(501) })).json()).toMatchObject({
      code: 'refused-by-rule',
      refusals: [{ code: 'declaration-too-long' }],
    });
    expect((await say('declare', { text: '李明（330106199001010018）已整改' })).json()).toMatchObject({
      code: 'refused-by-rule',
      refusals: [{ code: 'declaration-personal-number' }],
    });
    expect((await shown(recordId)).json()).toMatchObject({ declaration: { text: '已整改完毕，欢迎监督' } });
    expect((await say('declare', { text: '代为声明' }, 'court')).statusCode).toBe(403);
    expect((await say('declare', { text: '代为声明' }, 'kong')).json()).toMatchObject({ code: 'case-unknown' });
    expect((await say('withdraw-declaration', {})).statusCode).toBe(200);
    expect((await shown(recordId)).json()).toMatchObject({ declaration: null });
    expect((await say('withdraw-declaration', {})).json()).toMatchObject({ refusals: [{ code: 'no-declaration' }] });
  });

  it('who acts for a subject speaks as the subject, though an officer too: of its authority, or of one that carries a measure out', async () => {
    await api.send({ method: 'PUT', url: '/v1/authorities/transport', as: 'admin', body: TRANSPORT });
    const carriers = { authorities: ['transport'] };
    await api.send({ method: 'PUT', url: '/v1/measures/B08/carriers', as: 'admin', body: carriers });
    const recordId = await bench.shown({
      severity: 'serious',
      measures: [{ ...MEASURE, code: 'B08', until: '2027-04-09' }],
    });
    const [row] = await bench.sql<{ number: string }>('select number from case_file where id = ?', [recordId]);
    const objected = (await object(recordId, { to: 'authority' })).json<{ number: string }>();
    const first = (await object(await bench.shown(), { to: 'authority' })).json<{ number: string }>();
    const second = (await object(await bench.shown(), { to: 'authority' })).json<{ number: string }>();
    for (const [authority, other] of Object.entries({ market: first.number, transport: second.number })) {
      const dual: Caller = { sub: 'zhang', roles: ['officer', 'applicant'], authority, name: null, email: null };
      const two = await startTestApi(bench.database, issuer, {
        clock: () => bench.now(),
        temporal: { client: bench.env.client, taskQueue: bench.taskQueue },
        verifyToken: () => Promise.resolve(dual),
      });
      const say = async (url: string, sent: object) => {
        const answer = await two.send({ method: 'POST', url, as: 'zhang', key: newKey(), body: sent });
        return [url, answer.statusCode, answer.json<object>()];
      };
      for (const [url, sent] of [
        [`/v1/records/${row?.number}/declare`, { text: '已整改完毕' }],
        [`/v1/records/${row?.number}/withdraw-declaration`, {}],
        [`/v1/objections/${objected.number}/supplement`, { text: '当日停业' }],
      ] as const)
        expect(await say(url, sent)).toMatchObject([url, 200, {}]);
      // As an officer of the authority that checks it, they would be recused.
      const takeBack = `/v1/objections/${other}/withdraw`;
      expect(await say(takeBack, {})).toMatchObject([takeBack, 200, { status: 'withdrawn' }]);
      await two.stop();
    }
    const said = (await read(row?.number ?? '', 'zhang')).timeline.filter(({ kind }) => kind === 'declaration-made');
    expect(said.map(({ text }) => text)).toEqual(['当事人附加本人声明', '当事人附加本人声明']);
    expect((await read(objected.number, 'zhang')).objection.supplements).toMatchObject([
      { seq: 1, onPaper: false },
      { seq: 2, onPaper: false },
    ]);
  });

  it('a statement on paper is registered at the desk of the record, with the day it came in', async () => {
    const recordId = await bench.shown();
    const [row] = await bench.sql<{ number: string }>('select number from case_file where id = ?', [recordId]);
    const number = row?.number ?? '';
    const say = (name: string, sent: object, as = 'chen') =>
      api.send({ method: 'POST', url: `/v1/records/${number}/${name}`, as, key: newKey(), body: sent });
    const paper = '本人声明（2026-09-17）';
    const declare = { text: '已整改完毕', receivedOn: '2026-09-17', reason: paper };
    // Who speaks online speaks now.
    expect((await say('declare', declare, 'zhang')).json()).toMatchObject({ code: 'invalid-input' });
    expect((await say('declare', { ...declare, receivedOn: '2026-09-19' })).json()).toMatchObject({
      refusals: [{ code: 'receipt-in-future' }],
    });
    // Nobody speaks in public for somebody else without a paper that says so.
    for (const reason of [undefined, null])
      expect((await say('declare', { ...declare, reason })).json()).toMatchObject({
        code: 'refused-by-rule',
        refusals: [{ code: 'declaration-needs-proof' }],
      });
    expect((await shown(recordId)).json()).toMatchObject({ declaration: null });
    expect((await say('declare', declare)).statusCode).toBe(200);
    expect((await shown(recordId)).json()).toMatchObject({
      declaration: { text: '已整改完毕', receivedOn: '2026-09-17' },
    });
    const [told] = (await read(number, 'zhang')).timeline.filter(({ kind }) => kind === 'declaration-made');
    expect(told?.text).toBe('当事人书面附加本人声明（2026-09-17收到）');
    expect((await say('withdraw-declaration', {})).json()).toMatchObject({
      refusals: [{ code: 'withdrawal-needs-proof' }],
    });
    expect((await say('withdraw-declaration', { reason: '撤回书（2026-09-18）' })).statusCode).toBe(200);
    expect((await shown(recordId)).json()).toMatchObject({ declaration: null });
    expect(
      (await say('declare', { text: '更早的书面声明', receivedOn: '2026-09-17', reason: paper })).json(),
    ).toMatchObject({
      refusals: [{ code: 'declaration-overtaken' }],
    });
  });

  it('is added to while it is checked, read by its desk in order and by an auditor without its words, and not after', async () => {
    const { number } = await opened();
    const more = { text: '当日停业', evidence: '用电量证明〔2026〕8号' };
    expect((await act(number, 'supplement', more, 'zhang')).json()).toMatchObject({
      status: 'awaiting-forwarding',
      next: { kind: 'objection-forward-by' },
    });
    expect((await act(number, 'supplement', { ...more, receivedOn: '2026-09-18' }, 'zhang')).json()).toMatchObject({
      code: 'invalid-input',
    });
    expect((await act(number, 'supplement', more, 'li')).json()).toMatchObject({ code: 'case-unknown' });
    await act(number, 'forward', {}, 'kong');
    const onPaper = { text: '门店已转让', receivedOn: '2026-09-18' };
    expect((await act(number, 'supplement', onPaper, 'chen')).json()).toMatchObject({ status: 'in-check' });
    expect((await read(number, 'chen')).objection.supplements).toMatchObject([
      { seq: 1, ...more, receivedOn: '2026-09-18', onPaper: false },
      { seq: 2, ...onPaper, evidence: null, onPaper: true },
    ]);
    expect((await read(number, 'auditor')).objection.supplements).toMatchObject([
      { seq: 1, text: null, evidence: null },
      { seq: 2, text: null, evidence: null },
    ]);
    for (const supplementsRead of [undefined, 0, 1, 3]) {
      const unread = await act(number, 'reject', { reason: '执法录像证明事实无误', supplementsRead }, 'chen');
      expect(unread.json()).toMatchObject({
        code: 'refused-by-rule',
        refusals: [{ code: 'supplement-unread', text: expect.stringContaining('2份') }],
      });
    }
    const read2 = { reason: '执法录像证明事实无误', supplementsRead: 2 };
    expect((await act(number, 'reject', read2, 'chen')).statusCode).toBe(200);
    const late = await act(number, 'supplement', more, 'zhang');
    expect([late.statusCode, late.json()]).toMatchObject([
      409,
      { code: 'status-not-allowed', detail: expect.stringContaining('可以重新提出异议') },
    ]);
  });
});
