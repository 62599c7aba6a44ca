import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiBench } from '../support/api-bench.ts';
import { newKey } from '../support/api.ts';

// Friday 18 September 2026, 10:00 in Shanghai.
const START = '2026-09-18T02:00:00.000Z';

interface Execution {
  measure: { code: string };
  authority: { code: string };
  direction: string;
  state: string;
  note: string | null;
  declinedBecause: string | null;
  feedBackBy: string | null;
}
interface View {
  status: string;
  mayDo: { act: string }[];
  standing: object | null;
  subject: { identifier: string };
  record: { executions: Execution[]; facts: string | null };
  timeline: { kind: string; actorSub: string | null; text: string }[];
}

describe('measures carried out by other authorities, over HTTP', () => {
  let on: ApiBench;
  let number: string;
  let recordId: string;
  beforeAll(async () => {
    on = await ApiBench.start(START);
    for (const [code, name] of [
      ['transport', '示范县交通运输局'],
      ['culture', '示范县文化和旅游局'],
    ] as const)
      await put(`/v1/authorities/${code}`, { name, kind: 'authority' });
  }, 300_000);
  afterAll(async () => {
    await on.stop();
  });

  const put = (url: string, body: object, as = 'admin') => on.api.send({ method: 'PUT', url, as, body });
  const get = (url: string, as: string) => on.api.send({ url, as });
  const act = (name: string, as: string, body: object, key = newKey()) =>
    on.api.send({ method: 'POST', url: `/v1/records/${number}/${name}`, as, key, body });
  const view = async (as: string) => (await get(`/v1/cases/${number}`, as)).json<View>();
  const list = async (as: string, query = '') =>
    (await get(`/v1/measure-executions?${query}`, as)).json<{ items: (Execution & { caseNumber: string })[] }>().items;
  const B08 = { measure: 'B08', direction: 'apply' };

  it('an administrator says who carries a measure out; everybody reads it, the audit who said so', async () => {
    const said = await put('/v1/measures/B08/carriers', { authorities: ['transport', 'culture'] });
    expect(said.json()).toMatchObject({ measure: 'B08', carriers: [{ code: 'culture' }, { code: 'transport' }] });
    await put('/v1/measures/B08/carriers', { authorities: ['transport'] });
    await put('/v1/measures/B08/carriers', { authorities: ['transport'] });
    const { items } = (await on.api.send({ url: '/v1/measures' })).json<{
      items: { code: string; carriers: { code: string }[] }[];
    }>();
    expect(items.find(({ code }) => code === 'B08')?.carriers).toEqual([
      { code: 'transport', name: '示范县交通运输局' },
    ]);
    expect(items.find(({ code }) => code === 'G01')?.carriers).toEqual([]);
    const audit = await get('/v1/audit?objectKind=measure&objectId=B08', 'auditor');
    expect(audit.json<{ items: { detail: object }[] }>().items.map(({ detail }) => detail)).toEqual([
      { from: ['culture', 'transport'], to: ['transport'] },
      { from: [], to: ['culture', 'transport'] },
    ]);
    const rows = await on.bench.sql(
      'select count(*)::integer as n, count(ended_at)::integer as ended from measure_carrier',
    );
    expect(rows).toEqual([{ n: 2, ended: 1 }]);
  });

  it('who is asked sees the record, what it needs of it, and what it may do; other authorities nothing', async () => {
    const entered = await on.api.send({
      method: 'POST',
      url: '/v1/records',
      as: 'chen',
      key: newKey(),
      body: {
        subjectId: on.bench.county.subjectId,
        kind: 'penalty',
        documentKind: '行政处罚决定书',
        documentNumber: '示市监罚〔2026〕1号',
        decidedOn: '2026-09-17',
        severity: 'serious',
        facts: '串通投标',
        measures: [{ code: 'B08' }, { code: 'A02' }],
      },
    });
    ({ number, id: recordId } = entered.json<{ number: string; id: string }>());
    expect((await get(`/v1/cases/${number}`, 'tang')).statusCode).toBe(404);
    const carrier = await view('lin');
    expect(carrier.subject.identifier).toBe('91350100M000100Y43');
    expect(carrier.record).toMatchObject({ facts: null });
    expect(carrier.standing).toBeNull();
    expect(carrier.mayDo.map(({ act: name }) => name)).toEqual([
      'respond-measure',
      'execute-measure',
      'decline-measure',
    ]);
    expect(carrier.record.executions).toMatchObject([
      { measure: { code: 'A02' }, authority: { code: 'market' }, state: 'awaiting-response', feedBackBy: null },
      {
        measure: { code: 'B08' },
        authority: { code: 'transport' },
        state: 'awaiting-response',
        feedBackBy: '2026-10-09',
      },
    ]);
    expect((await view('chen')).mayDo.map(({ act: name }) => name)).toEqual(
      expect.arrayContaining(['annul', 'execute-measure', 'claim']),
    );
  });

  it('only who was asked acts; what is recorded stands in both lists', async () => {
    const others = [
      await act('execute-measure', 'tang', B08),
      await act('execute-measure', 'chen', B08),
      await act('annul', 'lin', { annulledOn: '2026-09-18', documentNumber: '复议1号', reason: '撤销' }),
      await act('execute-measure', 'zhang', B08),
    ];
    expect(others.map(({ statusCode }) => statusCode)).toEqual([404, 422, 403, 403]);
    expect(others[1]?.json()).toMatchObject({ refusals: [{ code: 'measure-not-asked' }] });
    expect(await list('lin')).toMatchObject([
      { caseNumber: number, measure: { code: 'B08' }, state: 'awaiting-response' },
    ]);
    expect(await list('tang')).toEqual([]);
    expect(await list('chen')).toMatchObject([{ measure: { code: 'A02' } }]);
    expect(await list('chen', 'of=determined&state=all')).toHaveLength(2);
    expect(await list('auditor', 'authority=transport')).toHaveLength(1);
    const key = newKey();
    const first = await act('execute-measure', 'lin', { ...B08, executedOn: '2026-09-18' }, key);
    expect(first.json()).toMatchObject({ number, status: 'running' });
    expect((await act('execute-measure', 'lin', { ...B08, executedOn: '2026-09-18' }, key)).json()).toEqual(
      first.json(),
    );
    expect((await act('feed-back-measure', 'luo', { ...B08, note: '已限制投标' })).statusCode).toBe(200);
    expect(await list('lin')).toEqual([]);
    expect((await get('/v1/cases?kind=publicity', 'lin')).json()).toMatchObject({ items: [] });
  });

  it('what was fed back is read by both authorities, and by nobody else; the subject reads who applies what', async () => {
    const noteFor = async (as: string) => (await view(as)).record.executions.find(({ note }) => note !== null)?.note;
    expect(await Promise.all(['chen', 'lin', 'zhang', 'auditor'].map(noteFor))).toEqual([
      '已限制投标',
      '已限制投标',
      undefined,
      undefined,
    ]);
    const [row] = await on.bench.sql<{ isPlain: boolean }>(
      'select note ~ \'投标\' as "isPlain" from measure_execution where record_id = ? and note is not null',
      [recordId],
    );
    expect(row).toEqual({ isPlain: false });
    const { timeline } = await view('zhang');
    const executed = timeline.find(({ kind }) => kind === 'measure-executed');
    expect(executed?.text).toContain('示范县交通运输局已于2026-09-18采取措施');
    expect(executed?.actorSub).toBeNull();
    expect((await view('chen')).timeline.find(({ kind }) => kind === 'measure-executed')?.actorSub).toBeNull();
    expect((await view('lin')).timeline.find(({ kind }) => kind === 'measure-executed')?.actorSub).toBe('lin');
  });

  it('while it is objected to, who has applied it says that it stands still; and then that it goes on', async () => {
    const contact = { name: '张伟', email: 'zhang@example.com', phone: null };
    const objected = await on.api.send({
      method: 'POST',
      url: '/v1/objections',
      as: 'zhang',
      key: newKey(),
      body: { recordId, about: 'facts', to: 'authority', reasons: '没有参与投标', contact },
    });
    expect(objected.statusCode).toBe(201);
    const suspend = { measure: 'B08', direction: 'suspend' };
    const asked = { ...suspend, measure: { code: 'B08' }, directionText: '暂停执行', state: 'awaiting-response' };
    expect(await list('lin')).toMatchObject([{ ...asked, feedBackBy: '2026-09-22' }]);
    expect(await list('lin', 'state=held&direction=suspend')).toMatchObject([asked]);
    expect(await list('chen', 'of=determined&state=held')).toMatchObject([
      { direction: 'apply', state: 'held' },
      asked,
    ]);
    expect((await view('lin')).mayDo.map(({ act: name }) => name)).toEqual(['respond-measure', 'execute-measure']);
    const declined = await act('decline-measure', 'lin', { ...suspend, reason: '不属于本单位职责' });
    expect([declined.statusCode, declined.json()]).toMatchObject([400, { code: 'invalid-input' }]);
    expect((await act('execute-measure', 'chen', suspend)).json()).toMatchObject({
      refusals: [{ code: 'measure-not-asked' }],
    });
    await act('execute-measure', 'lin', suspend);
    expect((await act('feed-back-measure', 'lin', { ...suspend, note: '已暂停限制' })).statusCode).toBe(200);
    expect(await list('lin')).toEqual([]);
    expect(await list('lin', 'state=held')).toMatchObject([{ direction: 'suspend', state: 'fed-back' }]);
    const { timeline, record } = await view('zhang');
    expect(timeline.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/示范县交通运输局已于2026-09-18暂停执行措施/u),
    );
    expect(record.executions.map(({ direction, state }) => `${direction} ${state}`)).toEqual([
      'apply held',
      'apply fed-back',
      'suspend fed-back',
    ]);
    const { number: objection } = objected.json<{ number: string }>();
    const withdrawn = { method: 'POST', url: `/v1/objections/${objection}/withdraw`, as: 'zhang' } as const;
    expect((await on.api.send({ ...withdrawn, key: newKey(), body: { reason: '已经说明' } })).statusCode).toBe(200);
    expect(await list('lin', 'state=held')).toEqual([]);
    const resume = { measure: 'B08', direction: 'resume' };
    expect(await list('lin')).toMatchObject([{ direction: 'resume', feedBackBy: '2026-10-09' }]);
    expect((await act('execute-measure', 'lin', suspend)).json()).toMatchObject({
      refusals: [{ code: 'measure-step-registered' }],
    });
    await act('execute-measure', 'lin', resume);
    expect((await act('feed-back-measure', 'lin', { ...resume, note: '已恢复限制' })).statusCode).toBe(200);
    expect(await list('lin')).toEqual([]);
  });

  it('annulled, it waits for the undoing at who applied it, in its list of cases and as its overdue term', async () => {
    const annul = { annulledOn: '2026-09-18', documentNumber: '复议1号', reason: '撤销' };
    expect((await act('annul', 'chen', annul)).json()).toMatchObject({
      status: 'undoing-void',
      next: { kind: 'undo-by' },
    });
    expect(await list('lin')).toMatchObject([
      { direction: 'undo', state: 'awaiting-response', feedBackBy: '2026-09-22' },
    ]);
    expect((await get('/v1/cases?kind=publicity', 'lin')).json()).toMatchObject({
      items: [{ number, status: 'undoing-void' }],
    });
    const undo = { measure: 'B08', direction: 'undo' };
    expect((await act('execute-measure', 'lin', { ...undo, executedOn: '2026-09-17' })).json()).toMatchObject({
      refusals: [{ code: 'measure-execution-day' }],
    });
    await act('execute-measure', 'lin', undo);
    expect((await act('feed-back-measure', 'lin', { ...undo, note: '已取消限制' })).json()).toMatchObject({
      status: 'annulled',
    });
    expect((await act('respond-measure', 'lin', undo)).statusCode).toBe(409);
    expect((await list('lin', 'state=all')).map(({ direction, state }) => `${direction} ${state}`)).toEqual([
      'apply fed-back',
      'suspend fed-back',
      'resume fed-back',
      'undo fed-back',
    ]);
  });

  it('declined, it is listed for who determined it and who names carriers, until another is named or it is let be', async () => {
    const enter = async (documentNumber: string) => {
      const body = { subjectId: on.bench.county.subjectId, kind: 'penalty', documentKind: '行政处罚决定书' };
      const rest = { documentNumber, decidedOn: '2026-09-17', severity: 'serious', facts: '串通投标' };
      const measures = [{ code: 'B08' }];
      const url = '/v1/records';
      const sent = { method: 'POST', url, as: 'chen', key: newKey(), body: { ...body, ...rest, measures } } as const;
      return (await on.api.send(sent)).json<{ number: string }>().number;
    };
    number = await enter('示市监罚〔2026〕2号');
    const second = await enter('示市监罚〔2026〕3号');
    const reason = '由财政部门监督管理';
    expect(
      (await act('withdraw-measure-request', 'chen', { measure: 'B08', authority: 'transport' })).json(),
    ).toMatchObject({ refusals: [{ code: 'measure-not-declined' }] });
    expect((await act('decline-measure', 'lin', { ...B08, reason })).json()).toMatchObject({ status: 'running' });
    const first = number;
    number = second;
    await act('decline-measure', 'lin', { ...B08, reason });
    number = first;
    const declined = [
      { caseNumber: first, state: 'declined', feedBackBy: null },
      { caseNumber: second, state: 'declined' },
    ];
    expect(await list('lin')).toEqual([]);
    expect(await list('lin', 'state=declined')).toMatchObject(declined);
    expect(await list('chen', 'of=determined')).toMatchObject(declined);
    expect((await list('admin')).filter(({ state }) => state === 'declined')).toMatchObject(declined);
    expect(await list('auditor', 'state=declined')).toMatchObject(declined);
    expect((await view('lin')).mayDo.map(({ act: name }) => name)).toEqual(['execute-measure']);
    expect((await view('chen')).mayDo.map(({ act: name }) => name)).toContain('withdraw-measure-request');
    const because = async (as: string) =>
      (await view(as)).record.executions.map(({ declinedBecause }) => declinedBecause);
    expect(await Promise.all(['chen', 'lin', 'auditor'].map(because))).toEqual([[reason], [reason], [null]]);
    const { items } = (await get('/v1/inbox', 'admin')).json<{ items: { kind: string; caseNumber: string }[] }>();
    const told = items.filter(({ kind }) => kind === 'measure-declined').map(({ caseNumber }) => caseNumber);
    expect(told.sort()).toEqual([first, second].sort());
    // One of them its authority lets be, the other goes to whoever is named instead.
    await act('withdraw-measure-request', 'chen', { measure: 'B08', authority: 'transport' });
    expect((await view('chen')).mayDo.map(({ act: name }) => name)).not.toContain('withdraw-measure-request');
    expect(await list('admin', 'state=declined')).toMatchObject([{ caseNumber: second }]);
    await put('/v1/measures/B08/carriers', { authorities: ['culture'] });
    await on.bench.until(async () => (await list('tang')).length === 2);
    expect(await list('admin', 'state=declined')).toEqual([]);
    expect(await list('tang')).toMatchObject([
      { state: 'awaiting-response', named: true },
      { state: 'awaiting-response', named: true },
    ]);
    const [change] = await on.bench.sql<{ started: boolean }>(
      'select started_at is not null as started from measure_carrier_change order by at desc, id limit 1',
    );
    expect(change).toEqual({ started: true });
  });

  it('a system says the same by a message about the case, if it was asked', async () => {
    const send = (data: object) =>
      on.api.send({
        method: 'POST',
        url: '/v1/messages',
        as: 'agency',
        body: {
          eventId: randomUUID(),
          kind: 'measure.feedback',
          occurredAt: '2026-09-18T02:00:00.000Z',
          data: { caseNumber: number, measure: 'B08', direction: 'apply', step: 'execute', ...data },
        },
      });
    expect((await send({ step: 'answer' })).statusCode).toBe(400);
    // No measure of the record was asked of it: for it there is no such case.
    await put('/v1/authorities/agency', { name: '明信信用服务有限公司', kind: 'credit-agency' });
    expect((await send({ executedOn: '2026-09-18', note: null })).json()).toMatchObject({
      status: 404,
      code: 'case-unknown',
    });
  });
});
