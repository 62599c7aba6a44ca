import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Issuer, newKey, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { RectificationBench } from '../support/rectification-bench.ts';

/** Monday. */
const START = '2026-03-02T02:00:00.000Z';

interface CaseRead {
  status: string;
  assignedTo: string | null;
  performance: { result: string; text: string } | null;
  rectification: {
    originText: string;
    title: string | null;
    facts: string | null;
    rung: number;
    interviews: {
      kindText: string;
      calledFor: string;
      reason: string | null;
      minutes: { resultText: string } | null;
    }[];
    reports: { inTime: boolean; text: string | null; verdict: string | null }[];
  };
  timeline: { kind: string; text: string }[];
  mayDo: { act: string; href: string }[];
}

describe('a rectification over HTTP', () => {
  let bench: RectificationBench;
  let api: TestApi;
  let issuer: Issuer;
  beforeAll(async () => {
    [bench, issuer] = await Promise.all([RectificationBench.start({ startAt: START }), startIssuer()]);
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

  const bodyFor = async (change: object = {}) => ({
    subjectId: await bench.subject(),
    inspectedOn: '2026-03-02',
    title: '消防通道堆放杂物',
    facts: '检查发现通道堆放纸箱',
    clause: '消防法第二十八条',
    toDo: '清理通道',
    ...change,
  });
  const order = (body: object, as = 'chen', key = newKey()) =>
    api.send({ method: 'POST', url: '/v1/rectifications', as, key, body });
  const act = (number: string, name: string, body: object, as = 'chen', key = newKey()) =>
    api.send({ method: 'POST', url: `/v1/rectifications/${number}/${name}`, as, key, body });
  const read = async (number: string, as: string) =>
    (await api.send({ url: `/v1/cases/${number}`, as })).json<CaseRead>();

  async function opened(change: object = {}): Promise<{ number: string; caseId: string }> {
    const { number } = (await order(await bodyFor(change))).json<{ number: string }>();
    const [row] = await bench.sql<{ id: string }>('select id from case_file where number = ?', [number]);
    return { number, caseId: row?.id ?? '' };
  }

  it('is ordered once, reported by the subject, and confirmed', async () => {
    const body = await bodyFor();
    const key = newKey();
    const answer = await order(body, 'chen', key);
    expect([answer.statusCode, answer.headers['location']]).toEqual([
      201,
      expect.stringContaining('/v1/cases/JN-2026-'),
    ]);
    expect(answer.json()).toMatchObject({
      status: 'rectifying',
      statusText: '限期整改',
      next: { kind: 'rectification-by', due: '2026-03-23' },
    });
    expect((await order(body, 'chen', key)).body).toBe(answer.body);
    const { number } = answer.json<{ number: string }>();

    const mine = await read(number, 'chen');
    expect(mine.mayDo.map((entry) => entry.act)).toEqual(['report', 'extend', 'cancel', 'claim']);
    expect(mine.rectification).toMatchObject({ originText: '检查发现', facts: '检查发现通道堆放纸箱', rung: 0 });
    expect((await read(number, 'zhang')).mayDo).toEqual([
      { act: 'report', href: `/v1/rectifications/${number}/report` },
    ]);

    const reported = await act(number, 'report', { text: '通道已清理', evidence: '照片' }, 'zhang');
    expect([reported.statusCode, reported.json()]).toEqual([200, expect.objectContaining({ status: 'rectifying' })]);
    expect((await act(number, 'confirm', { verdict: 'rejected' })).json()).toMatchObject({
      code: 'refused-by-rule',
      refusals: [{ code: 'reason-missing' }],
    });
    expect((await act(number, 'confirm', { verdict: 'accepted' }, 'zhang')).statusCode).toBe(403);
    expect((await act(number, 'confirm', { verdict: 'accepted' })).json()).toMatchObject({ status: 'rectified' });
    const seen = await read(number, 'zhang');
    expect(seen).toMatchObject({ status: 'rectified', performance: { result: 'rectified', text: '已整改' } });
    expect((await act(number, 'report', { text: '再次报告' }, 'zhang')).statusCode).toBe(409);
  });

  it('shows an auditor no free text and no subject by name, and nobody else anything', async () => {
    const { number } = await opened();
    await act(number, 'report', { text: '通道已清理' }, 'zhang');
    const audited = await read(number, 'auditor');
    expect(audited.rectification).toMatchObject({ title: null, facts: null, reports: [{ text: null, inTime: true }] });
    expect((await api.send({ url: `/v1/cases/${number}`, as: 'li' })).statusCode).toBe(404);
  });

  it('climbs the ladder: the interview is called and minuted, and shown with both', async () => {
    const { number, caseId } = await opened();
    await bench.passRung({ caseId });
    const call = {
      document: '明市监约〔2026〕3号',
      reason: '期限届满未整改',
      time: '上午九时',
      place: '三楼会议室',
      people: '法定代表人',
      purpose: '说明原因',
      papers: '整改方案',
    };
    const soon = await act(number, 'call', { ...call, on: await bench.workingDay(1) });
    expect(soon.json()).toMatchObject({
      refusals: [{ code: 'interview-too-soon', earliest: await bench.workingDay(3) }],
    });
    const on = await bench.workingDay(3);
    expect((await act(number, 'call', { ...call, on })).json()).toMatchObject({ status: 'reminder-called' });
    await bench.skipTo(`${on}T02:00:00.000Z`);
    const minutes = {
      result: 'held',
      on,
      participants: '双方',
      content: '说明',
      promises: '十日内',
      signed: 'by-both',
    };
    expect((await act(number, 'minute', minutes)).json()).toMatchObject({ status: 'rectifying' });
    const { rectification, timeline } = await read(number, 'zhang');
    expect(rectification).toMatchObject({
      rung: 1,
      interviews: [{ kindText: '提示约谈', calledFor: on, minutes: { resultText: '已约谈' } }],
    });
    expect(timeline.map(({ kind }) => kind)).toContain('interview-minuted');
    await expectInterview(caseId, { caseNumber: number, status: 'rectifying', on });
    expect((await act(number, 'extend', { until: '2026-06-01', reason: '台风', proof: '公告' })).json()).toMatchObject({
      next: { due: '2026-06-01' },
    });
    expect((await act(number, 'cancel', { reason: '检查对象有误' })).json()).toMatchObject({ status: 'cancelled' });
    // It had no ground: nothing of it is held against the subject.
    expect((await interviews(caseId, 'zhang')).json()).toMatchObject({ items: [] });
  }, 300_000);

  async function interviews(caseId: string, as: string) {
    const { subjectId } = await bench.row({ caseId });
    return await api.send({ url: `/v1/subjects/${subjectId}/interviews`, as });
  }

  /** Of an organisation the people who act for it, every authority and the auditors see it; of a person only its own authority. */
  async function expectInterview(caseId: string, one: object): Promise<void> {
    const item = { ...one, authority: { code: 'market' }, kind: 'reminder', result: 'held', resultText: '已约谈' };
    for (const as of ['zhang', 'chen', 'yang', 'auditor'])
      expect([as, (await interviews(caseId, as)).json()]).toMatchObject([as, { items: [item] }]);
    expect((await interviews(caseId, 'li')).statusCode).toBe(404);
    const { subjectId } = await bench.row({ caseId });
    await bench.sql("update subject set kind = 'person' where id = ?", [subjectId]);
    const seen = await Promise.all(
      ['zhang', 'chen', 'yang', 'auditor'].map(async (as) => {
        const { items } = (await interviews(caseId, as)).json<{ items: unknown[] }>();
        return `${as} ${items.length}`;
      }),
    );
    expect(seen).toEqual(['zhang 1', 'chen 1', 'yang 0', 'auditor 1']);
    await bench.sql("update subject set kind = 'organisation' where id = ?", [subjectId]);
    const trail = await bench.sql(
      "select 1 from audit_entry where action = 'subject.interviews' and object_id = ? and actor_sub = 'yang'",
      [subjectId],
    );
    expect(trail.length).toBeGreaterThan(0);
  }

  it('is reopened by a supervisor, after its end, for a report that came in time', async () => {
    const { number, caseId } = await opened();
    await bench.broughtTo('not-rectified', { caseId });
    const { due } = await bench.clock({ caseId }, 'rectification-by');
    const body = { text: '通道已清理', receivedOn: due, reason: '窗口漏登' };
    expect((await act(number, 'reopen', body)).statusCode).toBe(403);
    expect((await act(number, 'reopen', body, 'liu')).json()).toMatchObject({ status: 'checking' });
    expect((await act(number, 'confirm', { verdict: 'accepted' })).json()).toMatchObject({ status: 'rectified' });
  }, 300_000);

  it('of a promise, of an authority’s own case alone, and of one of both', async () => {
    const { number } = await opened();
    const promise = await order({ ...(await bodyFor()), inspectedOn: null, promise: number });
    expect(promise.json()).toMatchObject({
      status: 422,
      refusals: [{ code: 'rectification-subject-unknown' }, { code: 'promise-not-broken' }],
    });
    for (const change of [{ promise: number }, { inspectedOn: null }]) {
      expect((await order(await bodyFor(change))).json()).toMatchObject({ status: 400, code: 'invalid-input' });
    }
    const unknown = await order({ ...(await bodyFor()), inspectedOn: null, promise: 'JN-2020-000001' });
    expect(unknown.json()).toMatchObject({ code: 'case-unknown' });
  });

  it.each([
    ['no facts', { facts: ' ' }, '/facts'],
    ['no rule', { clause: '' }, '/clause'],
    ['nothing to put right', { toDo: '' }, '/toDo'],
    ['a day that is none', { rectifyBy: '2026-02-30' }, '/rectifyBy'],
    ['something else', { penalty: 1 }, '/penalty'],
  ])('is not ordered with %s', async (_what, change, pointer) => {
    const answer = await order(await bodyFor(change));
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(pointer);
  });

  it('is ordered by the people of an authority, for a subject that there is', async () => {
    expect((await order(await bodyFor(), 'zhang')).statusCode).toBe(403);
    const nobody = { subjectId: '0d5f0c9e-3a0a-4c4e-9a52-3f1d5f6b7a10' };
    expect((await order(await bodyFor(nobody))).json()).toMatchObject({ code: 'subject-unknown' });
  });
});
