import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Authority } from '../../db/entities/authority.ts';
import { Procedure } from '../../db/entities/procedure.ts';
import { Representation } from '../../db/entities/representation.ts';
import { Subject } from '../../db/entities/subject.ts';
import type { Orm } from '../../db/orm.ts';
import { identifierIndex } from '../../db/queries/subject.ts';
import { type Issuer, newKey, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { enterCounty } from '../support/county.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createRecord } from '../support/records.ts';
import { createTestOrm, insertCase, NOW } from '../support/rows.ts';

interface List {
  items: { id: string; documentNumber: string }[];
  withheld: { code: string; clause: string; text: string } | null;
}
interface Log {
  items: { action: string; role: string; authority: { code: string } | null; number: string | null; ground: unknown }[];
  next: string | null;
}

const PERSON = '110101199003070011';
const SUITES = ['self', 'agent'] as const;

/** zhao is the person, li an agent, chen officer of market; most of the records are those of transport. */
describe('queries of a person’s information', () => {
  let database: TestDatabase;
  let issuer: Issuer;
  let api: TestApi;
  let owner: Orm;
  let authorityId: string;
  let procedureId: string;
  let organisationId: string;
  let personId: string;
  let penaltyId: string;
  let minorId: string;

  beforeAll(async () => {
    [database, issuer] = await Promise.all([createTestDatabase(), startIssuer()]);
    owner = createTestOrm(database.ownerUrl).orm;
    const em = owner.em.fork();
    const county = await enterCounty(em);
    organisationId = county.subjectId;
    authorityId = county.authorityId;
    const procedure = await em.findOneOrFail(Procedure, { authorityId });
    procedureId = procedure.id;
    personId = randomUUID();
    const otherId = randomUUID();
    em.create(Authority, {
      id: otherId,
      code: 'transport',
      name: '示范县交通运输局',
      kind: 'authority',
      createdAt: NOW,
    });
    em.create(Subject, {
      id: personId,
      kind: 'person',
      identifier: PERSON,
      identifierIndex: identifierIndex(em, PERSON),
      name: '赵磊',
      createdAt: NOW,
    });
    for (const [index, personSub] of ['zhao', 'li'].entries()) {
      const kind = SUITES[index] ?? 'agent';
      const rest = { personSub, validFrom: '2020-01-01', proof: '身份证', at: NOW };
      em.create(Representation, { ...rest, subjectId: personId, kind });
      em.create(Representation, { ...rest, subjectId: organisationId, kind: 'agent' });
    }
    const of = (documentNumber: string, change: object = {}) =>
      createRecord(em, { subjectId: personId, authorityId: otherId, documentNumber, ...change });
    penaltyId = of('交罚〔2026〕1号').id;
    minorId = of('交罚〔2026〕2号', { severity: 'minor', decidedOn: '2026-08-01' }).id;
    of('交名单〔2026〕3号', { kind: 'serious-list', severity: 'serious' });
    createRecord(em, { subjectId: personId, authorityId: county.authorityId, documentNumber: '市监罚〔2026〕4号' });
    createRecord(em, { subjectId: organisationId, authorityId: otherId, documentNumber: '交罚〔2026〕5号' });
    await em.flush();
    api = await startTestApi(database, issuer);
  });
  afterAll(async () => {
    await api.stop();
    await owner.close();
    await issuer.stop();
    await database.drop();
  });
  beforeEach(async () => {
    api.now = NOW;
    await owner.em.fork().execute('truncate data_consent, audit_entry');
  });

  const give = (change: object = {}, as = 'zhao', key = newKey()) =>
    api.send({
      method: 'POST',
      url: '/v1/consents',
      as,
      key,
      body: {
        subjectId: personId,
        authority: 'market',
        purpose: 'licensing',
        kinds: ['penalty'],
        until: '2026-12-31',
        ...change,
      },
    });
  const withdraw = (id: string, as = 'zhao') =>
    api.send({ method: 'POST', url: `/v1/consents/${id}/withdrawal`, as, key: newKey(), body: {} });
  const list = (query = '', as = 'chen', subjectId = personId) =>
    api.send({ url: `/v1/records?subjectId=${subjectId}${query}`, as });
  const listed = async (query = '', as = 'chen') => {
    const { items, withheld } = (await list(query, as)).json<List>();
    return { numbers: items.map(({ documentNumber }) => documentNumber).sort(), withheld: withheld?.code ?? null };
  };
  const read = (id: string, query = '', as = 'chen') => api.send({ url: `/v1/records/${id}${query}`, as });
  const log = async (as = 'zhao', query = '') =>
    (await api.send({ url: `/v1/subjects/${personId}/queries${query}`, as })).json<Log>();

  /** A case about the person at chen's authority. */
  async function openCase(columns: Parameters<typeof insertCase>[2]): Promise<{ id: string; number: string }> {
    return await insertCase(owner.em.fork(), { subjectId: personId, authorityId, procedureId }, columns);
  }

  it('without consent or basis another authority sees its own records, and is told why and what to do', async () => {
    const { items, withheld } = (await list()).json<List>();
    expect(items.map(({ documentNumber }) => documentNumber)).toEqual(['市监罚〔2026〕4号']);
    expect(withheld).toMatchObject({ code: 'consent-required', clause: expect.stringContaining('49号') });
    expect(withheld?.text).toContain('/v1/consents');
    const one = await read(minorId);
    expect([one.statusCode, one.json()]).toEqual([
      422,
      expect.objectContaining({
        code: 'refused-by-rule',
        refusals: [expect.objectContaining({ code: 'consent-required' })],
      }),
    ]);
    expect((await log()).items.map(({ action }) => action)).toEqual(['record.withheld', 'record.list']);
  });

  it('asks nothing of the person herself, of who determined it, of an auditor, nor about an organisation', async () => {
    for (const as of ['zhao', 'auditor']) expect((await listed('', as)).numbers).toHaveLength(4);
    for (const as of ['zhao', 'auditor']) expect((await listed('', as)).withheld).toBeNull();
    expect((await list('', 'chen', organisationId)).json<List>()).toMatchObject({
      withheld: null,
      items: [{ documentNumber: '交罚〔2026〕5号' }],
    });
    expect((await read(penaltyId, '', 'zhao')).statusCode).toBe(200);
  });

  it('by consent it sees the kinds and serves the purpose that were named, until it is withdrawn', async () => {
    const key = newKey();
    const given = await give({}, 'zhao', key);
    expect(given.statusCode).toBe(201);
    const { id } = given.json<{ id: string }>();
    expect((await give({}, 'zhao', key)).json()).toEqual(given.json());
    const own = '市监罚〔2026〕4号';
    expect(await listed('&purpose=licensing')).toEqual({
      numbers: ['交罚〔2026〕1号', '交罚〔2026〕2号', own].sort(),
      withheld: null,
    });
    expect(await listed('&purpose=financing')).toEqual({ numbers: [own], withheld: 'consent-required' });
    expect((await read(minorId, '?purpose=licensing')).json()).toMatchObject({ subject: { name: '赵*' }, facts: null });
    const seen = await api.send({ url: `/v1/consents?subjectId=${personId}`, as: 'zhao' });
    expect(seen.json()).toMatchObject({ items: [{ id, state: 'in-force', authority: { code: 'market' } }] });
    expect((await withdraw(id, 'wang')).json()).toMatchObject({ code: 'consent-unknown' });
    expect((await withdraw(id)).json()).toMatchObject({ state: 'withdrawn', withdrawnOn: '2026-09-18' });
    api.now = '2026-09-19T02:00:00.000Z';
    expect((await withdraw(id)).json()).toMatchObject({ withdrawnOn: '2026-09-18' });
    expect(await listed('&purpose=licensing')).toEqual({ numbers: [own], withheld: 'consent-required' });
  });

  it('a consent to one authority is none to another, and counts no longer than its last day', async () => {
    await give({ authority: 'transport' });
    expect((await listed('&purpose=licensing')).withheld).toBe('consent-required');
    await give({ until: '2026-09-18' });
    expect((await listed('&purpose=licensing')).withheld).toBeNull();
    api.now = '2026-09-19T02:00:00.000Z';
    expect((await listed('&purpose=licensing')).withheld).toBe('consent-required');
  });

  it('a basis in law is named with its document, which the person reads', async () => {
    const asked = await listed(`&basis=statutory-duty&reference=${encodeURIComponent('市监查〔2026〕7号')}`);
    expect([asked.numbers.length, asked.withheld]).toEqual([4, null]);
    expect((await list('&basis=statutory-duty')).json()).toMatchObject({ errors: [{ pointer: '/query/reference' }] });
    expect((await list('&reference=x')).json()).toMatchObject({ errors: [{ pointer: '/query/basis' }] });
    expect((await list('&basis=own-case&reference=x')).json()).toMatchObject({ errors: [{ pointer: '/query/basis' }] });
    expect((await log()).items[0]).toMatchObject({
      action: 'record.list',
      role: 'officer',
      authority: { code: 'market' },
      ground: { reference: '市监查〔2026〕7号', clause: expect.stringContaining('个人信息保护法') },
    });
  });

  it('whoever handles a case that the person opened needs no consent for it', async () => {
    const { id } = await openCase({});
    expect((await listed()).numbers).toHaveLength(4);
    expect((await log()).items[0]?.ground).toMatchObject({ reference: null });
    await owner.em.fork().execute('delete from case_file where id = ?', [id]);
    expect((await listed()).withheld).toBe('consent-required');
  });

  it('opening a case does not let its desk look: of others’ records it sees what a decision waits for, and the person reads why', async () => {
    const standing = async (number: string) => {
      const answer = await api.send({ url: `/v1/cases/${number}`, as: 'chen' });
      return answer.json<{ standing: { records: { documentNumber: string }[]; withheld: unknown } }>().standing;
    };
    const em = owner.em.fork();
    const own = '市监罚〔2026〕8号';
    const { id, number } = await openCase({
      kind: 'publicity',
      status: 'running',
      procedureId: null,
      nextKind: 'maximum-end',
    });
    createRecord(em, { subjectId: personId, authorityId, documentNumber: own }, { caseId: id });
    await em.flush();
    const numbered = 'JN-2026-777778';
    await em.execute('update case_file set number = ? where number = ?', [numbered, number]);
    const numbers = async () => (await standing(numbered)).records.map(({ documentNumber }) => documentNumber).sort();
    expect(await numbers()).toEqual(['市监罚〔2026〕4号', own]);
    expect((await standing(numbered)).withheld).toMatchObject({ code: 'consent-required' });
    expect((await log()).items[0]).toMatchObject({ action: 'case.read', number: numbered, ground: null });

    await em.execute("update case_file set status = 'annulment-check', next_kind = 'withdraw-by' where id = ?", [id]);
    expect(await numbers()).toEqual(expect.arrayContaining(['交罚〔2026〕1号', own]));
    expect((await standing(numbered)).withheld).toBeNull();
    expect((await log()).items[0]).toMatchObject({
      number: numbered,
      ground: { reference: numbered, clause: expect.stringContaining('33号') },
    });
    await em.execute('delete from record where case_id = ?', [id]);
    await em.execute('delete from case_file where id = ?', [id]);
  });

  it('who looked at a case that the person has not been told of is not told either', async () => {
    const em = owner.em.fork();
    const draft = { kind: 'determination', procedureId: null, nextKind: 'complete-by' } as const;
    const { id, number } = await openCase({ ...draft, status: 'draft' });
    await em.execute(
      `insert into audit_entry (at, actor_sub, actor_role, authority, action, object_kind, object_id, detail)
       values (?, 'chen', 'officer', 'market', 'case.read', 'case', ?, '{}')`,
      [NOW, number],
    );
    expect((await log()).items).toEqual([]);
    await em.execute("update case_file set status = 'statement-period' where id = ?", [id]);
    expect((await log()).items).toMatchObject([{ action: 'case.read', number }]);
    await em.execute('delete from case_file where id = ?', [id]);
  });

  it('is given by the person alone, for a person, and not for good', async () => {
    const refusals = async (change: object, as = 'zhao') =>
      (await give(change, as)).json<{ refusals: { code: string }[] }>().refusals.map(({ code }) => code);
    expect(await refusals({}, 'li')).toEqual(['consent-not-by-the-person']);
    expect(await refusals({ subjectId: organisationId })).toEqual(['consent-not-of-a-person']);
    expect(await refusals({ until: '2027-09-19' })).toEqual(['consent-too-long']);
    expect((await give({}, 'wang')).json()).toMatchObject({ code: 'subject-unknown' });
    expect((await give({ authority: 'nowhere' })).json()).toMatchObject({ code: 'authority-unknown' });
    expect((await api.send({ url: `/v1/consents?subjectId=${personId}`, as: 'zhao' })).json()).toEqual({ items: [] });
  });

  it('who looked is told page by page, to the person’s own people only', async () => {
    await listed();
    await read(penaltyId, '', 'auditor');
    await api.send({ url: `/v1/subjects/${personId}`, as: 'chen' });
    const first = await log('zhao', '?limit=2');
    expect(first.items.map(({ action, role, number }) => [action, role, number])).toEqual([
      ['subject.read', 'officer', null],
      ['record.read', 'auditor', '交罚〔2026〕1号'],
    ]);
    const second = await log('zhao', `?limit=2&cursor=${first.next}`);
    expect(second.items.map(({ action }) => action)).toEqual(['record.list']);
    expect(second.next).toBeNull();
    for (const as of ['wang', 'chen']) {
      const answer = await api.send({ url: `/v1/subjects/${personId}/queries`, as });
      expect(answer.statusCode).toBe(as === 'wang' ? 404 : 403);
    }
  });

  it('the bases in law are public', async () => {
    const { items } = (await api.send({ url: '/v1/query-bases' })).json<{
      items: { code: string; named: boolean }[];
    }>();
    expect(items).toContainEqual(expect.objectContaining({ code: 'own-case', named: false }));
    expect(items.filter(({ named }) => named)).toHaveLength(3);
  });
});
