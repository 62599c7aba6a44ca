import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addMonths, type Day } from '../../domain/time.ts';
import { type Issuer, newKey, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { DeterminationBench } from '../support/determination-bench.ts';

/** Monday. */
const START = '2026-03-02T02:00:00.000Z';

const COMPLETE = {
  document: {
    kind: 'penalty-decision',
    number: '示市监罚〔2026〕8号',
    issuedOn: '2026-02-10',
    issuer: '示范县市场监督管理局',
    reference: '档案室2026-8',
  },
  facts: '两次约谈后仍未按承诺公示配料信息',
  summary: '未按承诺公示配料信息',
  basis: '食品安全法第七十条；行政许可法第七十八条',
  recordKind: 'other-negative',
  severity: 'general',
  measures: ['A01'],
};

interface CaseRead {
  status: string;
  statusText: string;
  determination: {
    draft: { facts: string | null } | null;
    proposedBy: string | null;
    persons: string[];
    told: { facts: string | null; completedBy: string | null; measures: { code: string; name: string }[] } | null;
    statements: { text: string | null }[];
    reviews: { answer: string | null }[];
    decision: { document: string | null; decidedBy: string | null; recordId: string | null } | null;
  };
  timeline: { kind: string; text: string }[];
  mayDo: { act: string; href: string }[];
  notYet: { act: string; reason: string }[];
}

describe('a determination over HTTP', () => {
  let bench: DeterminationBench;
  let api: TestApi;
  let issuer: Issuer;
  beforeAll(async () => {
    [bench, issuer] = await Promise.all([DeterminationBench.start({ startAt: START }), startIssuer()]);
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

  const propose = (body: object, as = 'chen', key = newKey()) =>
    api.send({ method: 'POST', url: '/v1/determinations', as, key, body });
  const act = (number: string, name: string, body: object, as = 'chen') =>
    api.send({ method: 'POST', url: `/v1/determinations/${number}/${name}`, as, key: newKey(), body });
  const readAs = (number: string, as: string, language = 'zh') =>
    api.send({ url: `/v1/cases/${number}`, as, headers: { 'accept-language': language } });
  const read = async (number: string, as: string, language = 'zh') =>
    (await readAs(number, as, language)).json<CaseRead>();
  const listed = async (as: string) =>
    (await api.send({ url: '/v1/cases?kind=determination&limit=100', as }))
      .json<{ items: { number: string }[] }>()
      .items.map(({ number }) => number);
  const inbox = async (as: string) =>
    (await api.send({ url: '/v1/inbox', as })).json<{ items: { kind: string }[] }>().items.map(({ kind }) => kind);

  async function drafted(): Promise<string> {
    const answer = await propose({ subjectId: await bench.subject(), actOn: '2026-02-01', facts: '约谈后仍未整改' });
    return answer.json<{ number: string }>().number;
  }

  it('reaches nobody as a draft, then tells, hears, reviews and is decided by a second officer', async () => {
    const body = {
      subjectId: await bench.subject(),
      actOn: '2026-02-01',
      facts: '约谈后仍未整改',
      clause: '35号（九）',
    };
    const key = newKey();
    const answer = await propose(body, 'chen', key);
    expect([answer.statusCode, answer.headers['location']]).toEqual([
      201,
      expect.stringContaining('/v1/cases/JN-2026-'),
    ]);
    expect(answer.json()).toMatchObject({
      status: 'draft',
      statusText: '认定草稿，待补全',
      next: { kind: 'draft-by' },
    });
    const { number } = answer.json<{ number: string }>();
    expect((await propose(body, 'chen', key)).body).toBe(answer.body);

    // For its subject there is no such case, in no list, in no inbox; it cannot act on it either.
    expect((await readAs(number, 'zhang')).json()).toMatchObject({ status: 404, code: 'case-unknown' });
    expect(await listed('zhang')).not.toContain(number);
    expect(await inbox('zhang')).toEqual([]);
    expect((await act(number, 'state', { text: '我不知情' }, 'zhang')).json()).toMatchObject({ code: 'case-unknown' });
    expect(await listed('chen')).toContain(number);
    expect((await read(number, 'chen')).determination).toMatchObject({ draft: { facts: body.facts }, told: null });
    expect((await read(number, 'auditor')).determination).toMatchObject({ draft: { facts: null } });
    expect((await read(number, 'chen')).mayDo.map((entry) => entry.act)).toEqual(['complete', 'hand-back']);
    expect((await read(number, 'liu')).mayDo.map((entry) => entry.act)).toContain('drop');

    expect((await act(number, 'complete', COMPLETE)).json()).toMatchObject({ status: 'awaiting-service' });
    expect(await inbox('zhang')).toContain('determination-notice');
    expect(await listed('zhang')).toContain(number);
    const theirs = await read(number, 'zhang');
    expect(theirs.determination).toMatchObject({
      draft: null,
      proposedBy: null,
      told: {
        facts: COMPLETE.facts,
        completedBy: null,
        measures: [{ code: 'A01', name: expect.stringContaining('1年内') }],
      },
    });
    // Nothing of the draft is in what it reads, and everything from the notice on.
    expect(theirs.timeline.map(({ kind }) => kind)).toEqual(['determination-completed']);
    expect(theirs.timeline[0]?.text).toContain('1年内不得再次申请');
    expect(theirs.mayDo.map((entry) => entry.act)).toEqual(['acknowledge', 'state', 'ask-hearing']);

    expect((await act(number, 'acknowledge', {}, 'zhang')).json()).toMatchObject({ status: 'statement-period' });
    expect((await act(number, 'state', { text: '已整改一半' }, 'zhang')).json()).toMatchObject({
      status: 'statement-period',
    });
    expect((await act(number, 'waive', { text: '无其他意见' }, 'zhang')).json()).toMatchObject({ status: 'reviewing' });
    expect((await act(number, 'determine', { document: '认1号', reason: 'x' }, 'liu')).json()).toMatchObject({
      status: 409,
      code: 'status-not-allowed',
    });
    expect((await act(number, 'review', { answer: '另一半未动工' })).json()).toMatchObject({
      status: 'awaiting-decision',
      next: { kind: 'determine-by' },
    });
    expect((await read(number, 'zhang')).determination.reviews).toMatchObject([{ answer: '另一半未动工' }]);
    expect((await read(number, 'auditor')).determination).toMatchObject({
      statements: [{ text: null }],
      reviews: [{ answer: null }],
    });

    // Who proposed and completed it is told why not to decide.
    const mine = await read(number, 'chen');
    expect(mine.notYet.map((entry) => entry.act).sort()).toEqual(['determine', 'drop', 'spare']);
    const decision = { document: '示市监认〔2026〕7号', reason: '逾期未整改' };
    expect((await act(number, 'determine', decision)).json()).toMatchObject({
      status: 422,
      refusals: [{ code: 'proposer-may-not-decide', clause: expect.stringContaining('49号') }],
    });
    const heavier = await act(number, 'determine', { ...decision, severity: 'serious' }, 'liu');
    expect(heavier.json()).toMatchObject({ status: 422, refusals: [{ code: 'heavier-than-told' }] });
    expect((await act(number, 'determine', decision, 'yang')).json()).toMatchObject({ code: 'case-unknown' });
    expect((await act(number, 'determine', decision, 'liu')).json()).toMatchObject({
      status: 'determined',
      next: null,
    });
    const after = await read(number, 'zhang', 'en');
    expect(after).toMatchObject({
      statusText: 'determined, on the record',
      mayDo: [],
      determination: { decision: { document: decision.document, decidedBy: null } },
    });
    // The record is shown to everybody, with its measure, and with how it can be repaired.
    const recordId = after.determination.decision?.recordId ?? '';
    const shown = (await api.send({ url: `/v1/public/records/${recordId}` })).json<{ decidedOn: Day }>();
    expect(shown).toMatchObject({ documentNumber: decision.document, severity: 'general' });
    expect(shown).toMatchObject({ measures: [{ code: 'A01', until: addMonths(shown.decidedOn, 12) }] });
    expect(await inbox('zhang')).toEqual(expect.arrayContaining(['determination-made', 'repair-notice']));
  }, 300_000);

  it('is reopened by a supervisor for a paper that came in time, and what was decided is shown as set aside', async () => {
    const number = await drafted();
    await act(number, 'complete', { ...COMPLETE, document: { ...COMPLETE.document, number: '示市监罚〔2026〕88号' } });
    const today = (await bench.now()).slice(0, 10);
    await act(number, 'serve', { means: 'direct', on: today, proof: '送达回证' });
    await act(number, 'waive', { text: '无意见' }, 'zhang');
    const decision = { document: '示市监认〔2026〕70号', reason: '逾期未整改' };
    expect((await act(number, 'determine', decision, 'liu')).json()).toMatchObject({ status: 'determined' });
    const recordId = (await read(number, 'liu')).determination.decision?.recordId ?? '';
    expect((await api.send({ url: `/v1/public/records/${recordId}` })).statusCode).toBe(200);
    expect((await read(number, 'liu')).mayDo.map((entry) => entry.act)).toContain('reopen');

    const paper = { text: '已全部整改', means: 'counter', receivedOn: today, reason: '窗口漏登' };
    expect((await act(number, 'reopen', paper)).json()).toMatchObject({ status: 403 });
    expect((await act(number, 'reopen', paper, 'zhang')).json()).toMatchObject({ status: 403 });
    expect((await act(number, 'reopen', { ...paper, dispatchedOn: today }, 'liu')).json()).toMatchObject({
      status: 400,
      code: 'invalid-input',
      errors: [{ pointer: '/dispatchedOn' }],
    });
    expect((await act(number, 'reopen', { ...paper, text: null }, 'liu')).json()).toMatchObject({
      status: 422,
      refusals: [{ code: 'nothing-handed-in' }],
    });
    expect((await act(number, 'reopen', { ...paper, receivedOn: '2099-01-01' }, 'liu')).json()).toMatchObject({
      status: 422,
      refusals: [{ code: 'receipt-in-future' }],
    });
    expect((await act(number, 'reopen', paper, 'liu')).json()).toMatchObject({
      status: 'statement-period',
      next: { kind: 'statement-by' },
    });
    expect((await api.send({ url: `/v1/public/records/${recordId}` })).statusCode).not.toBe(200);
    expect((await act(number, 'reopen', paper, 'liu')).json()).toMatchObject({
      status: 409,
      code: 'status-not-allowed',
    });
    const aside = { document: decision.document, means: 'counter', handedInOn: today, recordId };
    expect((await read(number, 'liu')).determination).toMatchObject({
      decision: null,
      setAside: [{ ...aside, decidedBy: 'liu', cause: '窗口漏登', reason: decision.reason }],
    });
    expect((await read(number, 'zhang')).determination).toMatchObject({ setAside: [{ ...aside, decidedBy: null }] });
    expect((await read(number, 'auditor')).determination).toMatchObject({ setAside: [{ cause: null, reason: null }] });
    expect(await inbox('zhang')).toContain('determination-reopened');
    const [entry] = (await read(number, 'zhang')).timeline.filter(({ kind }) => kind === 'determination-reopened');
    expect(entry?.text).toContain(decision.document);
  }, 300_000);

  it('tells every reason against a completion at once, with code, clause and what to do', async () => {
    const number = await drafted();
    const refused = await act(number, 'complete', {
      ...COMPLETE,
      document: { ...COMPLETE.document, kind: 'other', issuedOn: '2026-12-31' },
      recordKind: 'serious-list',
      measures: ['A02', 'Z99'],
    });
    const { refusals } = refused.json<{ refusals: { code: string; clause: string; text: string }[] }>();
    expect(refusals.map(({ code }) => code)).toEqual([
      'document-not-issued',
      'document-needs-law',
      'list-needs-serious',
      'measure-out-of-proportion',
      'measure-not-on-list',
      'measure-basis-not-cited',
    ]);
    for (const { clause } of refusals) expect(clause).not.toBe('');
    expect((await read(number, 'chen')).status).toBe('draft');
    expect((await act(number, 'drop', { reason: '没有生效文书' }, 'liu')).json()).toMatchObject({
      status: 'discarded',
    });
    // Never told, it never sees the end of it either.
    expect((await readAs(number, 'zhang')).json()).toMatchObject({ code: 'case-unknown' });
    expect(await listed('zhang')).not.toContain(number);
  }, 300_000);

  it('opens a case for each person who answers for the organisation, which the organisation does not see', async () => {
    const number = await drafted();
    const responsible = [
      {
        subjectId: await bench.person(),
        responsibility: 'legal-representative',
        asNamed: '法定代表人王某',
        measures: [],
      },
    ];
    const document = { ...COMPLETE.document, number: '示市监罚〔2026〕9号' };
    expect((await act(number, 'complete', { ...COMPLETE, document, responsible })).statusCode).toBe(200);
    const { persons } = (await read(number, 'chen')).determination;
    expect(persons).toEqual([expect.stringMatching(/^JN-2026-/)]);
    expect((await read(number, 'zhang')).determination.persons).toEqual([]);
    expect((await readAs(persons[0] ?? '', 'zhang')).json()).toMatchObject({ code: 'case-unknown' });
    expect((await read(persons[0] ?? '', 'chen')).determination).toMatchObject({
      organisation: number,
      responsibility: 'legal-representative',
      asNamed: '法定代表人王某',
    });
  }, 300_000);

  it.each([
    [
      'a draft by an applicant',
      () => propose({ subjectId: '0d5f0c9e-3a0a-4c4e-9a52-3f1d5f6b7a10', actOn: '2026-02-01', facts: 'x' }, 'zhang'),
      403,
    ],
    [
      'a draft by an administrator',
      () => propose({ subjectId: '0d5f0c9e-3a0a-4c4e-9a52-3f1d5f6b7a10', actOn: '2026-02-01', facts: 'x' }, 'admin'),
      403,
    ],
    [
      'a draft of nobody',
      () => propose({ subjectId: '0d5f0c9e-3a0a-4c4e-9a52-3f1d5f6b7a10', actOn: '2026-02-01', facts: 'x' }),
      404,
    ],
    [
      'a draft without facts',
      () => propose({ subjectId: '0d5f0c9e-3a0a-4c4e-9a52-3f1d5f6b7a10', actOn: '2026-02-01', facts: ' ' }),
      400,
    ],
    [
      'a decision by an administrator',
      () => act('JN-2026-000001', 'determine', { document: 'x', reason: 'x' }, 'admin'),
      403,
    ],
    ['an extension by an officer', () => act('JN-2026-000001', 'extend-decision', { reason: 'x' }, 'chen'), 403],
    [
      'a ground of leniency that there is not',
      () => act('JN-2026-000001', 'spare', { ground: 'nice', reason: 'x' }),
      400,
    ],
    ['a document without a number', () => act('JN-2026-000001', 'complete', { ...COMPLETE, document: {} }), 400],
  ] as const)('%s is refused', async (_what, send, status) => {
    expect((await send()).statusCode).toBe(status);
  });
});
