import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RecordStatement } from '../../db/entities/record-statement.ts';
import { Representation } from '../../db/entities/representation.ts';
import { Subject } from '../../db/entities/subject.ts';
import { identifierIndex } from '../../db/queries/subject.ts';
import { endOfDay, shanghaiDay } from '../../domain/time.ts';
import { ApiBench } from '../support/api-bench.ts';
import { newKey } from '../support/api.ts';
import { skipPast } from '../../bin/parts/time-skipping.ts';

// Friday 18 September 2026, 10:00 in Shanghai.
const START = '2026-09-18T02:00:00.000Z';
const CODE = '91350100M000100Y43';
const PERSON = '11010519491231002X';

interface Shown {
  id: string;
  documentNumber: string;
  facts: string | null;
  endsBy: string | null;
  applyFrom: string | null;
  subject: { identifier: string; name: string };
  measures: { code: string; basis: string; force: string }[];
  howToRepair: string;
  remedy: string;
}

describe('records over HTTP', () => {
  let on: ApiBench;
  let serial = 0;
  beforeAll(async () => {
    on = await ApiBench.start(START);
  }, 300_000);
  afterAll(async () => {
    await on.stop();
  });

  const enter = (change: object = {}, as = 'chen', key = newKey()) => {
    serial += 1;
    const body = {
      subjectId: on.bench.county.subjectId,
      kind: 'penalty',
      documentKind: '行政处罚决定书',
      documentNumber: `示市监罚〔2026〕${serial}号`,
      decidedOn: '2026-09-17',
      severity: 'general',
      facts: '未按规定公示年度报告，罚款一万元',
      measures: [{ code: 'G01' }],
      ...change,
    };
    return on.api.send({ method: 'POST', url: '/v1/records', as, key, body });
  };
  const entered = async (change: object = {}) => {
    const answer = await enter(change);
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return answer.json<{ id: string; number: string }>();
  };
  const act = (number: string, name: string, as: string, body: object) =>
    on.api.send({ method: 'POST', url: `/v1/records/${number}/${name}`, as, key: newKey(), body });
  const shown = async (code = CODE) =>
    (await on.api.send({ url: `/v1/public/records?code=${code}` })).json<{ items: Shown[] }>().items;
  const ids = async () => (await shown()).map(({ id }) => id);

  it('an officer enters one; everybody sees it, with measures, dates, repair and remedy', async () => {
    const key = newKey();
    const body = { documentNumber: '示市监罚〔2026〕首号' };
    const first = await enter(body, 'chen', key);
    expect(first.statusCode).toBe(201);
    const { id, number } = first.json<{ id: string; number: string }>();
    expect(first.headers['location']).toBe(`/v1/records/${id}`);
    expect((await enter(body, 'chen', key)).json()).toEqual(first.json());
    const [row] = await on.bench.sql(
      `select r.case_id = r.id as "isItsCase", c.number, c.kind, r.minimum_ends as "minimumEnds", r.apply_from as "applyFrom",
         r.ends_by as "endsBy", r.entered_by as "enteredBy", r.facts ~ '年度报告' as "isPlain"
       from record r join case_file c on c.id = r.case_id where r.id = ?`,
      [id],
    );
    expect(row).toEqual({
      isItsCase: true,
      number,
      kind: 'publicity',
      minimumEnds: '2026-12-17',
      applyFrom: '2026-12-18',
      endsBy: '2027-09-17',
      enteredBy: 'chen',
      isPlain: false,
    });
    const [record] = (await shown()).filter((one) => one.id === id);
    expect(record).toMatchObject({
      documentNumber: '示市监罚〔2026〕首号',
      facts: '未按规定公示年度报告，罚款一万元',
      applyFrom: '2026-12-18',
      endsBy: '2027-09-17',
      subject: { identifier: CODE },
      measures: [{ code: 'G01', basis: '反不正当竞争法第33条', force: 'mandatory' }],
    });
    expect(record?.howToRepair).toContain('自2026年12月18日起可以申请');
    expect(record?.remedy).toContain('六十日');
    const one = await on.api.send({ url: `/v1/public/records/${id}`, headers: { 'accept-language': 'en' } });
    expect(one.json()).toMatchObject({ id, kindText: 'administrative penalty' });
  });

  it('a document is entered once', async () => {
    const { documentNumber } = { documentNumber: '示市监罚〔2026〕重号' };
    await entered({ documentNumber });
    const again = await enter({ documentNumber, severity: 'serious' });
    expect(again.json()).toMatchObject({ code: 'conflict', refusals: [{ code: 'record-entered' }] });
  });

  it('what only a determination makes is entered by a supervisor, who says how the subject was heard', async () => {
    const listing = { kind: 'serious-list', severity: 'serious', toldOn: '2026-09-01', objection: 'none-raised' };
    const codes = async (change: object, as = 'liu') =>
      (await enter({ ...listing, ...change }, as))
        .json<{ refusals?: { code: string }[] }>()
        .refusals?.map(({ code }) => code);
    expect((await enter(listing)).json()).toMatchObject({ code: 'role-not-allowed' });
    expect((await enter({ ...listing, kind: 'other-negative' })).json()).toMatchObject({ code: 'role-not-allowed' });
    expect(await codes({ severity: 'minor', toldOn: null })).toContain('list-needs-serious');
    expect(await codes({ toldOn: null })).toEqual(['record-not-heard']);
    expect(await codes({ objection: null, kind: 'other-negative' })).toEqual(['record-not-heard']);
    expect(await codes({ toldOn: '2026-09-17' })).toEqual(['told-day']);
    expect((await enter(listing, 'liu')).statusCode).toBe(201);
  });

  it('is refused by rule with every reason, in the caller’s language', async () => {
    const refused = await enter({ measures: [{ code: 'D06' }, { code: 'Z01' }], publishedFrom: '2026-09-16' });
    expect(refused.statusCode).toBe(422);
    expect(refused.json<{ refusals: { code: string }[] }>().refusals.map(({ code }) => code)).toEqual([
      'published-from',
      'measure-out-of-proportion',
      'measure-term',
      'measure-not-on-list',
    ]);
    // A ban of one year does not run until 2090.
    const longer = { severity: 'serious', measures: [{ code: 'A01', until: '2090-01-01' }] };
    expect((await enter(longer)).json()).toMatchObject({
      refusals: [{ code: 'measure-beyond-its-term', clause: '行政许可法第78条' }],
    });
    expect((await enter({ decidedOn: '2023-04-30' })).json()).toMatchObject({ code: 'no-rule-set' });
  });

  it('is never shown past its last day, though no timer has fired', async () => {
    const { id, number } = await entered({ decidedOn: '2025-10-09', sector: 'general', publishedFrom: '2025-10-10' });
    await on.bench.sql("update record set ends_by = '2026-09-30' where id = ?", [id]);
    // Work that waited for a worker would hold the clock.
    await on.bench.later(1);
    await on.bench.stopWorker();
    const lastMoment = new Date(Date.parse(endOfDay('2026-09-30')) - 20_000).toISOString();
    await skipPast(on.bench.env, new Date(Date.parse(lastMoment) - 2000).toISOString());
    expect((await on.api.send({ url: `/v1/public/records/${id}` })).statusCode).toBe(200);
    await skipPast(on.bench.env, endOfDay('2026-09-30'));
    expect((await on.api.send({ url: `/v1/public/records/${id}` })).statusCode).toBe(404);
    expect(await ids()).not.toContain(id);
    const [file] = await on.bench.sql<{ status: string }>('select status from case_file where number = ?', [number]);
    expect(file?.status).toBe('running');
    await on.bench.startWorker();
  });

  it('no cache answers for the service: what a court masks is gone at once', async () => {
    const { id } = await entered();
    for (const path of [`records?code=${CODE}`, `records/${id}`, `commitments?code=${CODE}`]) {
      const { statusCode, headers } = await on.api.send({ url: `/v1/public/${path}` });
      expect({ path, statusCode, cache: headers['cache-control'] }).toEqual({
        path,
        statusCode: 200,
        cache: 'no-cache',
      });
      expect(headers['vary']).toContain('accept-language');
    }
    const hold = `insert into record_hold (id, record_id, reason, source_id, stops_publicity, stops_sharing, stops_measures, from_at)
      values (gen_random_uuid(), ?, 'court-mask', ?, true, false, false, ?)`;
    await on.bench.sql(hold, [id, id, await on.bench.now()]);
    const masked = await on.api.send({ url: `/v1/public/records/${id}` });
    expect([masked.statusCode, masked.headers['cache-control']]).toEqual([404, 'no-cache']);
    expect(await ids()).not.toContain(id);
  });

  it('its desk and the subject’s people see all of it, another authority what is shared, an auditor no free text', async () => {
    const { id, number } = await entered();
    const today = shanghaiDay(await on.bench.now());
    const done = await act(number, 'duties-done', 'chen', { correctedOn: today, proof: '缴款凭证第7号' });
    expect(done.json()).toMatchObject({ number, status: 'running' });
    const read = async (as: string) => await on.api.send({ url: `/v1/records/${id}`, as });
    const desk = (await read('chen')).json();
    expect(desk).toMatchObject({ caseNumber: number, state: 'published', correctedOn: today, dutiesOpen: true });
    expect((await read('zhang')).json()).toEqual(desk);
    for (const as of ['auditor', 'ma']) {
      const other = await read(as);
      expect(other.json()).toMatchObject({ id, state: 'published', facts: null, dutiesProof: null });
      expect(other.body).not.toContain('缴款凭证');
    }
    expect((await read('wang')).statusCode).toBe(404);
    const list = await on.api.send({ url: `/v1/records?subjectId=${on.bench.county.subjectId}`, as: 'zhang' });
    expect(list.json<{ items: { id: string }[] }>().items.map((item) => item.id)).toContain(id);
    const [entry] = await on.bench.sql<{ count: number }>(
      "select count(*)::integer as count from audit_entry where action = 'record.read' and object_id = ?",
      [id],
    );
    expect(entry?.count).toBe(4);
  });

  it('the case shows the record, and what may be done', async () => {
    const { id, number } = await entered();
    const view = await on.read<{ record: { id: string }; mayDo: { act: string; href: string }[] }>(number, 'chen');
    expect(view).toMatchObject({ kind: 'publicity', status: 'running', record: { id } });
    expect(view.mayDo).toContainEqual({ act: 'duties-done', href: `/v1/records/${number}/duties-done` });
    const own = await on.read<{ mayDo: { act: string }[]; notices: { kind: string }[] }>(number, 'zhang');
    expect(own.mayDo.map((one) => one.act)).toEqual(['report-annulment', 'declare', 'withdraw-declaration']);
    expect(own.notices.map(({ kind }) => kind)).toEqual(['repair-notice']);
  });

  it('an annulled one is gone from the public at once; another authority has no say in it', async () => {
    const { id, number } = await entered();
    const today = shanghaiDay(await on.bench.now());
    const by = { annulledOn: today, documentNumber: '复议决定〔2026〕3号' };
    expect((await act(number, 'annul', 'ma', { ...by, reason: '撤销' })).json()).toMatchObject({
      code: 'case-unknown',
    });
    expect((await act(number, 'report-annulment', 'zhang', by)).statusCode).toBe(200);
    expect(await ids()).toContain(id);
    expect((await act(number, 'annul', 'chen', { ...by, reason: '事实不清' })).json()).toMatchObject({
      status: 'annulled',
    });
    expect(await ids()).not.toContain(id);
    const [row] = await on.bench.sql('select ended_on as "on", ended_how as how from record where id = ?', [id]);
    expect(row).toEqual({ on: today, how: 'annulled' });
    const lifted = await on.bench.sql('select lifted_on as "on" from record_measure where record_id = ?', [id]);
    expect(lifted).toEqual([{ on: today }]);
    expect((await act(number, 'withdraw', 'liu', { reason: '重复' })).json()).toMatchObject({
      code: 'status-not-allowed',
    });
  });

  it('past its maximum with duties open it is listed for its desk, page by page, until they are registered', async () => {
    const past = { sector: 'market-supervision', severity: 'minor', decidedOn: '2026-05-06', measures: [] };
    const [one, other] = [
      await entered({ ...past, publishedFrom: '2026-05-07' }),
      await entered({ ...past, publishedFrom: '2026-05-07' }),
    ];
    const OWN = '?sector=market-supervision';
    interface Listed {
      items: { recordId: string; caseNumber: string; kept: boolean; endsBy: string; sectorText: string }[];
      next: string | null;
    }
    const list = async (query: string, as = 'chen') =>
      (await on.api.send({ url: `/v1/open-duties${query}`, as })).json<Listed>();
    const first = await list('?sector=market-supervision&state=ended&limit=1');
    expect(first.items).toMatchObject([{ kept: false, endsBy: '2026-08-06', sectorText: '市场监督管理' }]);
    const second = await list(`?sector=market-supervision&state=ended&limit=1&cursor=${first.next ?? ''}`);
    const ids = [...first.items, ...second.items].map(({ recordId }) => recordId);
    expect(ids.sort()).toEqual([one.id, other.id].sort());
    expect(await list('?state=kept')).toEqual({ items: [], next: null });
    expect((await list(OWN, 'ma')).items).toEqual([]);
    expect((await list(`${OWN}&authority=market`, 'auditor')).items).toHaveLength(2);
    const today = shanghaiDay(await on.bench.now());
    await act(one.number, 'duties-done', 'chen', { correctedOn: today, proof: '整改复查记录' });
    const missing = async (what: string) =>
      (await list(`${OWN}&missing=${what}`)).items.map(({ recordId }) => recordId);
    expect([await missing('correction'), (await missing('performance')).length]).toEqual([[other.id], 2]);
    await act(one.number, 'duties-done', 'chen', { dutiesDoneOn: today, proof: '缴款凭证' });
    expect((await list(OWN)).items.map(({ caseNumber }) => caseNumber)).toEqual([other.number]);
    await act(other.number, 'duties-done', 'chen', { correctedOn: today, dutiesDoneOn: today, proof: '缴款凭证' });
    expect((await list(OWN)).items).toEqual([]);
  });

  it('why it was taken back anybody reads, by the code and by the id it had; of one that stands nothing', async () => {
    const { id, number } = await entered();
    const said = () => on.api.send({ url: `/v1/public/record-withdrawals/${id}` });
    expect((await said()).json()).toMatchObject({ code: 'record-unknown' });
    const today = shanghaiDay(await on.bench.now());
    const [before] = (await shown()).filter((one) => one.id === id);
    const document = '示政复决〔2026〕31号';
    await act(number, 'annul', 'chen', { annulledOn: today, documentNumber: document, reason: '主要事实不清' });
    const listed = await on.api.send({ url: `/v1/public/records?code=${CODE}` });
    const { items, withdrawals } = listed.json<{ items: Shown[]; withdrawals: Shown[] }>();
    expect(items.map((one) => one.id)).not.toContain(id);
    const [own] = withdrawals.filter((one) => one.id === id);
    expect(own).toMatchObject({
      documentNumber: before?.documentNumber,
      decidedOn: '2026-09-17',
      subject: { identifier: CODE },
      ground: 'annulled',
      groundOn: today,
      groundDocument: document,
      withdrawnOn: today,
      reason: '主要事实不清',
      shownUntil: before?.endsBy,
      statement: expect.stringContaining(document),
    });
    // Nothing of what never should have counted.
    expect(own).not.toHaveProperty('facts');
    expect(own).not.toHaveProperty('measures');
    const one = await said();
    expect([one.statusCode, one.headers['cache-control']]).toEqual([200, 'no-cache']);
    expect(one.json()).toEqual(own);
    // Its desk and the subject's people read why in the record; nobody else does there.
    const read = async (as: string) => (await on.api.send({ url: `/v1/records/${id}`, as })).json<object>();
    for (const as of ['chen', 'zhang'])
      expect(await read(as)).toMatchObject({ withdrawal: { reason: '主要事实不清', groundDocument: document } });
    expect(await read('auditor')).toMatchObject({ withdrawal: null });
    // Computed at reading: past its last day it is gone, whatever runs.
    await on.bench.sql('update record_withdrawal set shown_until = withdrawn_on where record_id = ?', [id]);
    expect((await said()).statusCode).toBe(200);
    await on.bench.sql('update record_withdrawal set shown_until = null where record_id = ?', [id]);
    expect((await said()).statusCode).toBe(404);
  });

  it('one that was entered in error is gone without a word: its decision stands', async () => {
    const { id, number } = await entered();
    expect((await act(number, 'withdraw', 'liu', { reason: '录错主体' })).statusCode).toBe(200);
    expect((await on.api.send({ url: `/v1/public/record-withdrawals/${id}` })).statusCode).toBe(404);
  });

  it('one that has run out is annulled all the same: reported by its subject, checked, and said so', async () => {
    const { id, number } = await entered({
      sector: 'market-supervision',
      severity: 'minor',
      decidedOn: '2026-05-06',
      publishedFrom: '2026-05-07',
      measures: [],
    });
    const status = async () => (await on.read<{ status: string }>(number, 'chen')).status;
    await on.bench.until(async () => (await status()) === 'ended-by-time');
    const today = shanghaiDay(await on.bench.now());
    const by = { annulledOn: today, documentNumber: '复议决定〔2026〕4号' };
    const own = await on.read<{ mayDo: { act: string }[] }>(number, 'zhang');
    expect(own.mayDo.map((one) => one.act)).toEqual(['report-annulment']);
    expect((await act(number, 'report-annulment', 'zhang', by)).json()).toMatchObject({
      status: 'annulment-check',
      next: { kind: 'withdraw-by' },
    });
    expect((await act(number, 'annul', 'chen', { ...by, reason: '事实不清' })).json()).toMatchObject({
      status: 'annulled',
    });
    const seen = (as: string) => on.api.send({ url: `/v1/records/${id}`, as });
    expect((await seen('zhang')).json()).toMatchObject({
      state: 'ended',
      endedHow: 'annulled',
      endedHowText: '决定被撤销、变更或确认违法',
      voidedOn: today,
      copies: [],
      explanation: [expect.stringMatching(/公示期已满.*撤回.*决定被撤销/)],
      howToRepair: expect.stringContaining('无需申请'),
    });
  });

  it('a minor one is not published, and is no secret to its own people', async () => {
    const { id } = await entered({ severity: 'minor', measures: [] });
    expect(await ids()).not.toContain(id);
    expect((await on.api.send({ url: `/v1/records/${id}`, as: 'zhang' })).json()).toMatchObject({
      state: 'not-published',
      shared: true,
    });
    const necessary = await entered({ severity: 'minor', measures: [], foundNecessary: true });
    expect(await ids()).toContain(necessary.id);
  });

  it('a person is masked, found only by who knows number and name, and nothing written about them is shown', async () => {
    const em = on.bench.orm.em.fork();
    const subjectId = randomUUID();
    em.create(Subject, {
      id: subjectId,
      kind: 'person',
      identifier: PERSON,
      identifierIndex: identifierIndex(em, PERSON),
      name: '王小明',
      createdAt: START,
    });
    em.create(Representation, {
      personSub: 'li',
      subjectId,
      kind: 'self',
      validFrom: '2020-01-01',
      validUntil: null,
      proof: '身份证',
      at: START,
    });
    await em.flush();
    const { id, number } = await entered({ subjectId, facts: '王小明无证经营', measures: [] });
    em.create(RecordStatement, {
      id: randomUUID(),
      recordId: id,
      caseId: id,
      byRole: 'court',
      body: '王小明已与债权人和解',
      at: START,
      source: 'statement-1',
    });
    await em.flush();
    const ask = async (identifier: string, name: string) => {
      const body = { identifier, name };
      return await on.api.send({ method: 'POST', url: '/v1/public/record-queries', body });
    };
    const found = await ask(PERSON, '王小明');
    expect(found.json<{ items: Shown[] }>().items).toMatchObject([
      {
        id,
        facts: null,
        subject: { identifier: '110***********002X', name: '王**' },
        statements: [{ by: 'court', text: null }],
      },
    ]);
    expect(found.headers['cache-control']).toBe('no-store');
    expect(found.body).not.toContain('王小明');
    expect(found.json()).toMatchObject({ note: null });
    expect((await ask(PERSON, '王小')).json()).toMatchObject({
      items: [],
      note: expect.stringMatching(/目前没有以该号码和姓名公示.*不是信用证明/),
    });
    expect((await on.api.send({ url: `/v1/public/records/${id}` })).body).not.toContain('王小明');
    expect((await on.api.send({ url: `/v1/records/${id}`, as: 'li' })).json()).toMatchObject({
      facts: '王小明无证经营',
    });
    expect((await on.api.send({ url: `/v1/records/${id}`, as: 'auditor' })).body).not.toContain('王小明');
    const today = shanghaiDay(await on.bench.now());
    await act(number, 'annul', 'chen', {
      annulledOn: today,
      documentNumber: '王小明诉示范县局判决32号',
      reason: '不是行为人',
    });
    const said = await on.api.send({ url: `/v1/public/record-withdrawals/${id}` });
    expect(said.json()).toMatchObject({ reason: null, groundDocument: null, subject: { name: '王**' } });
    const again = await ask(PERSON, '王小明');
    expect(again.json()).toMatchObject({ items: [], withdrawals: [{ id, reason: null, subject: { name: '王**' } }] });
    expect((await ask(PERSON, '王小')).json()).toMatchObject({ withdrawals: [] });
    for (const { body } of [said, again]) expect(body).not.toContain('王小明');
  });

  it('the list of measures is public', async () => {
    const { items } = (await on.api.send({ url: '/v1/measures' })).json<{ items: { code: string; force: string }[] }>();
    expect(items).toHaveLength(99);
    expect(items.find(({ code }) => code === 'H01')).toMatchObject({
      force: 'recommended',
      forceText: '由有关组织自主决定',
    });
  });

  it('an ended record bars nobody from accept-first, a standing one does', async () => {
    const refusals = async () => {
      const preview = await on.api.send({
        method: 'POST',
        url: '/v1/accept-first/preview',
        as: 'zhang',
        body: on.wish(),
      });
      return preview.json<{ refusals: { code: string }[] }>().refusals.map(({ code }) => code);
    };
    expect(await refusals()).toContain('unrepaired-dishonesty');
    await on.bench.sql("update record set ended_on = '2026-10-01', ended_how = 'repaired' where ended_on is null");
    expect(await refusals()).toEqual([]);
  });
});
