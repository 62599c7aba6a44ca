import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Issuer, newKey, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { RegistrationBench } from '../support/registration-bench.ts';

/** Friday. */
const START = '2026-09-18T02:00:00.000Z';

interface CaseRead {
  status: string;
  statusText: string;
  performance: { result: string; madeGoodOn: string | null } | null;
  voluntaryRegistration: {
    mark: string | null;
    markText: string | null;
    shown: boolean;
    contact: { name: string };
    versions: { version: number; title: string | null; evidence: string | null; commitmentText: string | null }[];
    verification: { by: string | null; how: string | null } | null;
    doubt: { by: string | null; reason: string | null } | null;
    finding: { by: string | null; answerToStatement: string | null } | null;
  };
  mayDo: { act: string; href: string }[];
  standing: object | null;
}

interface Shown {
  note: string;
  items: { number: string; title: string; mark: string; markText: string; verifiedOn: string | null }[];
}

describe('what subjects register of themselves, over HTTP', () => {
  let bench: RegistrationBench;
  let api: TestApi;
  let issuer: Issuer;
  let serial = 0;
  beforeAll(async () => {
    [bench, issuer] = await Promise.all([RegistrationBench.start({ startAt: START }), startIssuer()]);
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

  const said = (change: object = {}) => ({
    category: 'charity',
    title: '为敬老院供餐三个月',
    text: '无偿供应午餐四千余份。',
    party: '示范县敬老院',
    on: '2026-06-01',
    evidence: '捐赠收据第7号',
    validUntil: '2027-09-18',
    ...change,
  });
  const post = (url: string, body: object, as: string, key: string | null = newKey()) =>
    api.send({ method: 'POST', url, as, body, ...(key === null ? {} : { key }) });
  const act = (number: string, name: string, body: object, as: string) =>
    post(`/v1/voluntary-registrations/${number}/${name}`, body, as);
  const read = async (number: string, as: string) =>
    (await api.send({ url: `/v1/cases/${number}`, as })).json<CaseRead>();
  const shown = async (code: string) =>
    (await api.send({ url: `/v1/public/voluntary-registrations?code=${code}` })).json<Shown>();

  /** A subject with a credit code of its own, for which Zhang acts. */
  async function subject(): Promise<{ subjectId: string; code: string }> {
    const codes = ['91350100M000100Y43', '91330199MADEM00115', '91330199MADEM0206Y', '91330199MADEM002XW'];
    const code = codes[(serial += 1)] ?? '';
    const put = { kind: 'organisation', identifier: code, name: `示范县第${serial}商行` };
    const answer = await api.send({ method: 'PUT', url: '/v1/subjects', as: 'admin', body: put });
    const { id: subjectId } = answer.json<{ id: string }>();
    await bench.sql(
      `insert into representation (id, person_sub, subject_id, kind, valid_from, proof, at)
       values (gen_random_uuid(), 'zhang', ?, 'agent', '2020-01-01', 'x', '2020-01-01')`,
      [subjectId],
    );
    return { subjectId, code };
  }

  async function letterFor(url: string, wish: object): Promise<object> {
    const answer = await post(url, wish, 'zhang', null);
    const { commitment } = answer.json<{ commitment: { version: number; sha256: string; text: string } }>();
    const { version, sha256 } = commitment;
    return { version, sha256, signer: '张伟', agreed: true, means: 'online' };
  }

  async function opened(subjectId: string, change: object = {}): Promise<string> {
    const wish = { subjectId, ...said(change) };
    const commitment = await letterFor('/v1/voluntary-registrations/preview', wish);
    const contact = { name: '张伟', email: 'zhang@example.com', phone: null };
    const answer = await post('/v1/voluntary-registrations', { ...wish, contact, commitment }, 'zhang');
    expect([answer.statusCode, answer.json()]).toMatchObject([201, { status: 'unverified' }]);
    const { number } = answer.json<{ number: string }>();
    expect(answer.headers['location']).toBe(`/v1/cases/${number}`);
    return number;
  }

  it('is shown to everybody at once, as what it is, then verified, and stands in a credit report only then', async () => {
    const { subjectId, code } = await subject();
    const number = await opened(subjectId);
    const before = await shown(code);
    expect(before.note).toContain('不是行政机关认定的信息');
    expect(before.items).toMatchObject([
      { number, title: '为敬老院供餐三个月', mark: 'unverified', markText: '自主申报，未经核实', verifiedOn: null },
    ]);
    expect(JSON.stringify(before)).not.toContain('捐赠收据');
    const report = async () => {
      const body = { subjectId, from: '2026-01-01', until: '2026-09-18' };
      const answer = await post('/v1/reports', body, 'zhang');
      const issued = answer.json<{ number: string; document: string }>();
      const { sections }: { sections: { section: string; items: { document: string }[] }[] } = JSON.parse(
        issued.document,
      );
      const own = sections.find(({ section }) => section === 'self-declared');
      return { number: issued.number, listed: own?.items.map((item) => item.document) };
    };
    expect((await report()).listed).toEqual([]);
    const verified = await act(number, 'verify', { how: '已向敬老院核对' }, 'kong');
    expect([verified.statusCode, verified.json()]).toMatchObject([200, { statusText: '已登记，经核实' }]);
    expect((await shown(code)).items).toMatchObject([{ mark: 'verified', verifiedOn: '2026-09-18' }]);
    const issued = await report();
    expect(issued.listed).toEqual([number]);

    // In doubt it is shown to nobody, and the report that lists it holds no longer.
    expect((await act(number, 'doubt', { reason: '敬老院复函称仅供餐一个月' }, 'kong')).statusCode).toBe(200);
    expect((await shown(code)).items).toEqual([]);
    const later = await api.send({ url: `/v1/reports/${issued.number}`, as: 'zhang' });
    expect(later.json()).toMatchObject({ state: 'superseded' });
  });

  it('is found false by a second person after the subject was heard; that bars from registering until it is made good', async () => {
    const { subjectId, code } = await subject();
    const number = await opened(subjectId);
    expect((await act(number, 'find-false', { reason: 'x' }, 'du')).statusCode).toBe(409);
    await act(number, 'doubt', { reason: '敬老院复函称从未供餐' }, 'kong');
    expect((await read(number, 'zhang')).mayDo.map(({ act: name }) => name).sort()).toEqual([
      'correct',
      'state',
      'withdraw',
    ]);
    expect(
      (await act(number, 'state', { text: '系另一家敬老院', receivedOn: '2026-09-17' }, 'zhang')).json(),
    ).toMatchObject({
      code: 'invalid-input',
    });
    const stated = await act(number, 'state', { text: '系另一家敬老院', final: true }, 'zhang');
    expect(stated.json()).toMatchObject({ status: 'awaiting-decision' });
    const own = { reason: '两家敬老院均否认', answerToStatement: '无证据，不予采纳' };
    expect((await act(number, 'find-false', own, 'kong')).json()).toMatchObject({
      code: 'refused-by-rule',
      refusals: [{ code: 'proposer-may-not-decide' }],
    });
    // What is in force of the subject lies before who decides.
    expect((await read(number, 'du')).standing).not.toBeNull();
    expect((await act(number, 'find-false', own, 'du')).json()).toMatchObject({ status: 'found-false' });
    expect((await shown(code)).items).toEqual([]);
    expect(await read(number, 'zhang')).toMatchObject({
      performance: { result: 'not-kept', madeGoodOn: null },
      voluntaryRegistration: {
        mark: null,
        shown: false,
        doubt: { by: null, reason: '敬老院复函称从未供餐' },
        finding: { by: null, answerToStatement: '无证据，不予采纳' },
      },
    });
    const channel = await api.send({ url: `/v1/subjects/${subjectId}/green-channel`, as: 'zhang' });
    expect(channel.json()).toMatchObject({ eligible: false, refusals: [{ code: 'green-channel-promise' }] });

    const wish = { subjectId, ...said({ title: '另一事项' }) };
    const preview = (await post('/v1/voluntary-registrations/preview', wish, 'zhang', null)).json<{
      passes: boolean;
      refusals: { code: string }[];
    }>();
    expect(preview).toMatchObject({ passes: false, refusals: [{ code: 'registration-found-false' }] });
    const good = await act(number, 'make-good', { how: '已在网站公开更正' }, 'kong');
    expect([good.statusCode, good.json()]).toMatchObject([200, { status: 'found-false' }]);
    expect(await read(number, 'zhang')).toMatchObject({ performance: { madeGoodOn: '2026-09-18' } });
    const again = await post('/v1/voluntary-registrations/preview', wish, 'zhang', null);
    expect(again.json()).toMatchObject({ passes: true, shownAs: '自主申报，未经核实', verifyBy: '2026-10-09' });
  });

  it('is corrected by its subject with a new promise, and taken back; each sees what is theirs', async () => {
    const { subjectId, code } = await subject();
    const number = await opened(subjectId);
    const correction = said({ text: '无偿供应午餐三千份。' });
    const preview = `/v1/voluntary-registrations/${number}/preview-correction`;
    const stale = await letterFor(preview, said({ text: '别的内容' }));
    const wrong = await act(number, 'correct', { ...correction, commitment: stale }, 'zhang');
    expect(wrong.json()).toMatchObject({ refusals: [{ code: 'commitment-text-changed' }] });
    const commitment = await letterFor(preview, correction);
    expect((await act(number, 'correct', { ...correction, commitment }, 'zhang')).json()).toMatchObject({
      status: 'unverified',
    });
    const desk = await read(number, 'kong');
    expect(desk.voluntaryRegistration.versions).toMatchObject([
      { version: 1, evidence: '捐赠收据第7号' },
      { version: 2, commitmentText: expect.stringContaining('无偿供应午餐三千份') },
    ]);
    const audited = (await read(number, 'auditor')).voluntaryRegistration;
    expect(audited.contact.name).toContain('*');
    expect(audited.versions).toMatchObject([{ title: null, evidence: null, commitmentText: null }, {}]);
    expect((await api.send({ url: `/v1/cases/${number}`, as: 'chen' })).statusCode).toBe(404);
    expect((await api.send({ url: `/v1/cases/${number}`, as: 'li' })).statusCode).toBe(404);
    expect((await act(number, 'withdraw', {}, 'zhang')).json()).toMatchObject({ status: 'withdrawn' });
    expect((await shown(code)).items).toEqual([]);
  });

  it('sent twice under one key makes one, and the same again is refused with the case that has it', async () => {
    const { subjectId } = { subjectId: await bench.subject() };
    const wish = { subjectId, ...said() };
    const commitment = await letterFor('/v1/voluntary-registrations/preview', wish);
    const contact = { name: '张伟', email: null, phone: null };
    const body = { ...wish, contact, commitment };
    const key = newKey();
    const [first, second] = [
      await post('/v1/voluntary-registrations', body, 'zhang', key),
      await post('/v1/voluntary-registrations', body, 'zhang', key),
    ];
    expect(second.json()).toEqual(first.json());
    const { number } = first.json<{ number: string }>();
    const again = await post('/v1/voluntary-registrations', body, 'zhang');
    expect(again.json()).toMatchObject({
      code: 'refused-by-rule',
      refusals: [{ code: 'registration-open', text: expect.stringContaining(number) }],
    });
  });
});
