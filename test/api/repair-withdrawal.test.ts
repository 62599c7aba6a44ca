import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Issuer, newKey, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { type GrantedRepair, WithdrawalBench } from '../support/withdrawal-bench.ts';

/** Monday. */
const START = '2026-03-02T02:00:00.000Z';
const WISH = { decidedOn: '2025-10-10' };

interface CaseRead {
  kind: string;
  status: string;
  statusText: string;
  assignedTo: string | null;
  repairWithdrawal: {
    repair: string;
    groundText: string;
    findings: string | null;
    evidence: string | null;
    proposedBy: string | null;
    records: { recordId: string; documentNumber: string; period: string; restoredOn: string | null }[];
    service: { means: string; servedOn: string; proof: string | null } | null;
    statements: { inTime: boolean; text: string | null }[];
    hearing: { askedOn: string; calledFor: string | null; minutes: string | null } | null;
    decision: {
      upheld: boolean;
      decidedBy: string | null;
      reason: string | null;
      barredUntil: string | null;
      falseRepairRecordId: string | null;
    } | null;
  };
  timeline: { kind: string; text: string }[];
  notices: { kind: string }[];
  mayDo: { act: string; href: string }[];
  notYet: { act: string; reason: string }[];
}

describe('the withdrawal of a repair over HTTP', () => {
  let bench: WithdrawalBench;
  let api: TestApi;
  let issuer: Issuer;
  beforeAll(async () => {
    [bench, issuer] = await Promise.all([WithdrawalBench.start({ startAt: START }), startIssuer()]);
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

  const numberOf = async ({ caseId }: { caseId: string }) => (await bench.row({ caseId })).number;
  const proposal = async (repair: GrantedRepair, change: object = {}) => ({
    repair: await numberOf(repair),
    subjectId: repair.subjectId,
    ground: 'false-materials',
    findings: '培训证明系伪造',
    evidence: '培训机构复函〔2026〕12号',
    records: repair.recordIds,
    ...change,
  });
  const propose = (body: object, as = 'chen', key = newKey()) =>
    api.send({ method: 'POST', url: '/v1/repair-withdrawals', as, key, body });
  const act = (number: string, name: string, body: object, as = 'chen', key = newKey()) =>
    api.send({ method: 'POST', url: `/v1/repair-withdrawals/${number}/${name}`, as, key, body });
  const read = async (number: string, as: string, language = 'zh') =>
    (await api.send({ url: `/v1/cases/${number}`, as, headers: { 'accept-language': language } })).json<CaseRead>();
  const today = () => bench.today();
  const serve = async (number: string) =>
    act(number, 'serve', { means: 'direct', on: await today(), proof: '送达回证3号' });

  async function opened(): Promise<{ number: string; caseId: string; repair: GrantedRepair }> {
    const repair = await bench.repaired(WISH);
    const answer = await propose(await proposal(repair));
    const { number } = answer.json<{ number: string }>();
    const [row] = await bench.sql<{ id: string }>('select id from case_file where number = ?', [number]);
    return { number, caseId: row?.id ?? '', repair };
  }

  it('runs from the proposal to the decision, and each sees of it what is theirs', async () => {
    const repair = await bench.repaired(WISH);
    const body = await proposal(repair);
    const key = newKey();
    const answer = await propose(body, 'chen', key);
    expect([answer.statusCode, answer.headers['location']]).toEqual([
      201,
      expect.stringContaining('/v1/cases/JN-2026-'),
    ]);
    expect(answer.json()).toMatchObject({
      status: 'awaiting-service',
      statusText: '待送达告知书',
      next: { kind: 'serve-by', due: '2026-03-11' },
    });
    const { number } = answer.json<{ number: string }>();
    // Sent again: the same bytes, and no second case.
    expect((await propose(body, 'chen', key)).body).toBe(answer.body);
    expect((await propose({ ...body, ground: 'commitment-broken' }, 'chen', key)).json()).toMatchObject({
      status: 422,
      code: 'idempotency-key-reused',
    });

    // The proposer may do anything but decide, and is told so.
    const mine = await read(number, 'chen');
    expect(mine.mayDo.map((entry) => entry.act)).toEqual(['serve', 'state', 'ask-hearing', 'hand-back']);
    expect(mine.notYet).toEqual([expect.objectContaining({ act: 'drop', reason: expect.stringContaining('另一名') })]);
    expect((await read(number, 'liu', 'en')).mayDo).toContainEqual({
      act: 'drop',
      href: `/v1/repair-withdrawals/${number}/drop`,
    });
    // The subject sees facts, grounds and evidence from the first day, and not who there proposed it.
    const theirs = await read(number, 'zhang');
    expect(theirs).toMatchObject({
      assignedTo: null,
      repairWithdrawal: {
        repair: body.repair,
        groundText: '申请信用修复时提供虚假材料',
        findings: '培训证明系伪造',
        evidence: '培训机构复函〔2026〕12号',
        proposedBy: null,
        records: [{ recordId: repair.recordIds[0], period: 'goes-on', restoredOn: null }],
        service: null,
        decision: null,
      },
    });
    expect(theirs.timeline[0]?.text).toContain('示撤罚〔2026〕');
    expect(theirs.mayDo.map((entry) => entry.act)).toEqual(['acknowledge', 'state', 'ask-hearing']);
    expect(await inbox('zhang')).toContainEqual(expect.objectContaining({ kind: 'withdrawal-notice' }));
    expect((await api.send({ url: `/v1/cases/${number}`, as: 'li' })).json()).toMatchObject({ code: 'case-unknown' });
    expect((await api.send({ url: `/v1/cases/${number}`, as: 'yang' })).json()).toMatchObject({ code: 'case-unknown' });

    expect((await serve(number)).json()).toMatchObject({ status: 'statement-period', next: { kind: 'statement-by' } });
    const statement = { text: '证书由代办公司提供，本单位不知情', evidence: '委托合同' };
    expect((await act(number, 'state', statement, 'zhang')).json()).toMatchObject({ status: 'statement-period' });
    // An auditor sees that it was made, and not what it says.
    expect((await read(number, 'auditor')).repairWithdrawal).toMatchObject({
      findings: null,
      statements: [{ inTime: true, text: null }],
      service: { proof: null },
    });

    const [{ id: caseId } = { id: '' }] = await bench.sql<{ id: string }>('select id from case_file where number = ?', [
      number,
    ]);
    await bench.pastStatements({ caseId });
    const decision = {
      document: '示市监撤修〔2026〕7号',
      reason: '证书编号不存在',
      answerToStatement: '代办不免除本单位责任',
    };
    const own = await act(number, 'uphold', decision, 'chen');
    expect(own.json()).toMatchObject({
      status: 422,
      code: 'refused-by-rule',
      refusals: [{ code: 'proposer-may-not-decide', clause: expect.stringContaining('49号') }],
    });
    expect((await act(number, 'uphold', decision, 'zhang')).json()).toMatchObject({ status: 403, code: 'forbidden' });
    expect((await act(number, 'uphold', decision, 'yang')).json()).toMatchObject({ status: 404, code: 'case-unknown' });
    const clean = await issueReport(repair.subjectId);
    expect(clean.document).not.toContain('示撤罚');
    expect((await act(number, 'uphold', decision, 'liu')).json()).toMatchObject({ status: 'upheld', next: null });
    // What was issued while the repair stood does not say what came back.
    const { verificationCode: code } = clean;
    const check = { method: 'POST', url: '/v1/public/report-checks', body: { number: clean.number, code } } as const;
    expect((await api.send(check)).json()).toMatchObject({ state: 'superseded', since: await today() });
    const after = await read(number, 'zhang', 'en');
    expect(after).toMatchObject({
      status: 'upheld',
      statusText: 'upheld, the repair is withdrawn',
      mayDo: [],
      repairWithdrawal: {
        records: [{ restoredOn: await today() }],
        decision: { upheld: true, decidedBy: null, reason: '证书编号不存在', barredUntil: '2029-03-11' },
      },
    });
    // The record is shown again; of the bar its own people read, and the public does not.
    const bar = '至2029年3月11日止不得申请信用修复';
    const listed = await api.send({ url: `/v1/records/${repair.recordIds[0]}`, as: 'zhang' });
    expect(listed.json<{ howToRepair: string }>().howToRepair).toContain(bar);
    const shown = await api.send({ url: `/v1/public/records/${repair.recordIds[0]}` });
    expect(shown.json<{ howToRepair: string }>().howToRepair).not.toContain(bar);
    // The repair itself keeps what was answered, and says what became of it.
    const old = await api.send({ url: `/v1/cases/${body.repair}`, as: 'zhang' });
    expect(old.json()).toMatchObject({
      status: 'answered',
      repair: { records: [{ outcome: 'repaired', withdrawn: { caseNumber: number, on: await today() } }] },
    });
    expect((await act(number, 'drop', { reason: 'x' }, 'liu')).json()).toMatchObject({
      status: 409,
      code: 'status-not-allowed',
    });
  }, 300_000);

  async function issueReport(subjectId: string) {
    const body = { subjectId, from: '2024-01-01', until: await today() };
    const answer = await api.send({ method: 'POST', url: '/v1/reports', as: 'zhang', key: newKey(), body });
    return answer.json<{ number: string; verificationCode: string; document: string }>();
  }

  it('tells every reason against a proposal, and keeps no trace of it', async () => {
    const repair = await bench.repaired(WISH);
    const [before] = await bench.sql<{ count: number }>('select count(*)::integer from case_file');
    const refused = await propose(
      await proposal(repair, { subjectId: bench.county.subjectId, records: ['0d5f0c9e-3a0a-4c4e-9a52-3f1d5f6b7a10'] }),
    );
    expect(refused.json()).toMatchObject({
      status: 422,
      code: 'refused-by-rule',
      refusals: [{ code: 'withdrawal-subject-unknown' }, { code: 'record-not-in-repair' }],
    });
    // Not of another authority, which has no part of that repair; and not a case of another kind.
    expect((await propose(await proposal(repair), 'yang')).json()).toMatchObject({ code: 'case-unknown' });
    const other = { repair: await numberOf({ caseId: repair.recordIds[0] ?? '' }) };
    expect((await propose(await proposal(repair, other))).json()).toMatchObject({ status: 404, code: 'case-unknown' });
    const [after] = await bench.sql<{ count: number }>('select count(*)::integer from case_file');
    expect(after).toEqual(before);
  }, 300_000);

  it('refuses by rule, with code, clause and the earliest day', async () => {
    const { number, caseId } = await opened();
    const serveWith = async (change: object) =>
      (await act(number, 'serve', { means: 'direct', on: await today(), proof: 'x', ...change })).json<{
        refusals?: { code: string; clause: string }[];
      }>();
    expect(await serveWith({ means: 'electronic' })).toMatchObject({
      refusals: [{ code: 'electronic-service-needs-consent', clause: expect.stringContaining('第九十条') }],
    });
    expect(await serveWith({ on: '2027-01-01' })).toMatchObject({ refusals: [{ code: 'service-in-future' }] });
    expect((await act(number, 'acknowledge', {}, 'zhang')).json()).toMatchObject({ status: 'statement-period' });
    expect((await act(number, 'serve', { means: 'direct', on: await today(), proof: 'x' })).json()).toMatchObject({
      status: 409,
      code: 'status-not-allowed',
    });
    expect((await act(number, 'ask-hearing', {}, 'zhang')).json()).toMatchObject({ status: 'hearing' });
    const to = { place: '三楼', presiding: 'chen', presidingName: '刘洋' };
    const call = { on: await bench.workingDayAfter(await today()), time: '上午九时', ...to };
    const soon = (await act(number, 'call-hearing', call)).json<{ refusals: { earliest?: string }[] }>();
    expect(soon).toMatchObject({ refusals: [{ code: 'hearing-too-soon' }, { code: 'proposer-may-not-preside' }] });
    const earliest = soon.refusals[0]?.earliest ?? '';
    expect((await act(number, 'call-hearing', { ...call, on: earliest, presiding: 'liu' })).json()).toMatchObject({
      status: 'hearing',
    });
    expect((await read(number, 'zhang')).repairWithdrawal.hearing).toMatchObject({
      calledFor: earliest,
      place: '三楼',
      presidingName: '刘洋',
    });
    await bench.skipTo(`${earliest}T02:00:00.000Z`);
    const held = { result: 'held', on: earliest, minutes: '听证笔录1号' };
    expect((await act(number, 'record-hearing', held)).json()).toMatchObject({ status: 'statement-period' });
    expect((await act(number, 'drop', { reason: '当事人提交了真实证书' }, 'liu')).json()).toMatchObject({
      status: 'dropped',
      next: null,
    });
    expect(await bench.ended({ caseId })).toEqual({ status: 'dropped' });
    expect((await read(number, 'zhang')).repairWithdrawal.decision).toMatchObject({
      upheld: false,
      reason: '当事人提交了真实证书',
      barredUntil: null,
    });
  }, 300_000);

  it('takes a statement on paper from the desk only, with the day the authority had it', async () => {
    const { number, caseId } = await opened();
    await serve(number);
    const text = '书面申辩';
    expect((await act(number, 'state', { text, receivedOn: await today() }, 'zhang')).json()).toMatchObject({
      status: 400,
      code: 'invalid-input',
      errors: [{ pointer: '/receivedOn' }],
    });
    expect((await act(number, 'state', { text, receivedOn: '2027-01-01' })).json()).toMatchObject({
      status: 422,
      refusals: [{ code: 'receipt-in-future' }],
    });
    expect((await act(number, 'state', { text, receivedOn: await today() })).json()).toMatchObject({
      status: 'statement-period',
    });
    expect((await read(number, 'chen')).repairWithdrawal.statements).toMatchObject([{ inTime: true, text }]);
    await bench.leave({ caseId });
  }, 300_000);

  it('lets the subject give up statement and hearing, shows it, and takes it back with a further word', async () => {
    const { number, caseId } = await opened();
    const text = '本单位无意见，不要求听证';
    expect((await act(number, 'waive', { text }, 'zhang')).json()).toMatchObject({
      status: 409,
      code: 'status-not-allowed',
    });
    await serve(number);
    expect((await act(number, 'waive', { text, receivedOn: await today() }, 'zhang')).json()).toMatchObject({
      status: 400,
      errors: [{ pointer: '/receivedOn' }],
    });
    // Who proposed it may not write it down from a paper, and is told so.
    const mine = await read(number, 'chen');
    expect(mine.mayDo.map((entry) => entry.act)).not.toContain('waive');
    expect(mine.notYet).toContainEqual({ act: 'waive', reason: expect.stringContaining('不得登记'), from: null });
    expect((await act(number, 'waive', { text })).json()).toMatchObject({
      status: 422,
      refusals: [{ code: 'proposer-may-not-register' }],
    });
    expect((await read(number, 'liu')).mayDo.map((entry) => entry.act)).toContain('waive');
    expect((await act(number, 'waive', { text }, 'zhang')).json()).toMatchObject({ status: 'awaiting-decision' });
    const waiver = { waivedOn: await today(), text: expect.stringMatching(new RegExp(`^${text}。.*没有在途的`)) };
    expect((await read(number, 'zhang')).repairWithdrawal).toMatchObject({ waiver, hearing: null });
    expect((await read(number, 'auditor')).repairWithdrawal).toMatchObject({ waiver: { ...waiver, text: null } });
    expect((await inbox('zhang')).map(({ kind }) => kind)).toContain('withdrawal-waived');
    expect((await act(number, 'state', { text: '补充一点' }, 'zhang')).json()).toMatchObject({
      status: 'statement-period',
    });
    expect((await read(number, 'zhang')).repairWithdrawal).toMatchObject({ waiver: null });
    await bench.leave({ caseId });
  }, 300_000);

  it('leaves an audit entry of every act and every look at it', async () => {
    const { number, caseId } = await opened();
    await read(number, 'zhang');
    const rows = await bench.sql<{ action: string; actor_sub: string }>(
      'select action, actor_sub from audit_entry where object_id = ? order by id',
      [number],
    );
    expect(rows).toEqual([
      { action: 'repair-withdrawal.open', actor_sub: 'chen' },
      { action: 'case.read', actor_sub: 'zhang' },
    ]);
    await bench.leave({ caseId });
  }, 300_000);

  async function inbox(as: string): Promise<{ kind: string }[]> {
    return (await api.send({ url: '/v1/inbox', as })).json<{ items: { kind: string }[] }>().items;
  }
});
