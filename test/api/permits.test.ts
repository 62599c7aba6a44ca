import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Permit } from '../../db/entities/permit.ts';
import { Procedure } from '../../db/entities/procedure.ts';
import { Representation } from '../../db/entities/representation.ts';
import type { Orm } from '../../db/orm.ts';
import { type Issuer, newKey, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { enterCounty } from '../support/county.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createTestOrm, ENDED, insertCase, NOW } from '../support/rows.ts';

const CODE = '91350100M000100Y43';

interface Shown {
  id: string;
  state: string;
  since: string | null;
  late: boolean | null;
}

describe('permits that are published', () => {
  let database: TestDatabase;
  let issuer: Issuer;
  let api: TestApi;
  let owner: Orm;
  let parties: { subjectId: string; authorityId: string; procedureId: string };

  beforeAll(async () => {
    [database, issuer] = await Promise.all([createTestDatabase(), startIssuer()]);
    owner = createTestOrm(database.ownerUrl).orm;
    const em = owner.em.fork();
    const { subjectId, authorityId } = await enterCounty(em);
    const { id: procedureId } = await em.findOneOrFail(Procedure, { code: 'food-licence' });
    parties = { subjectId, authorityId, procedureId };
    api = await startTestApi(database, issuer);
  }, 120_000);
  afterAll(async () => {
    await api.stop();
    await owner.close();
    await issuer.stop();
    await database.drop();
  });

  const grant = async (change: Partial<Permit> = {}, ended: object = ENDED): Promise<string> => {
    const em = owner.em.fork();
    const { id: caseId } = await insertCase(em, parties, ended);
    const { id } = em.create(Permit, {
      id: randomUUID(),
      caseId,
      ...parties,
      procedureName: '食品经营许可',
      onPromise: false,
      document: '示市监许〔2026〕8号',
      decidedOn: '2026-09-09',
      publishBy: '2026-09-18',
      withheld: null,
      by: 'chen',
      at: NOW,
      ...change,
    });
    await em.flush();
    return id;
  };
  const lookUp = async (code = CODE) => await api.send({ url: `/v1/public/permits?code=${code}` });
  const shown = async (id: string): Promise<Shown | undefined> =>
    (await lookUp()).json<{ items: Shown[] }>().items.find((item) => item.id === id);
  const change = async (id: string, body: object = {}, as = 'liu', key = newKey()) => {
    const given = { kind: 'annulled', on: '2026-09-15', document: '示政复决〔2026〕1号', reason: '主要证据不足' };
    return await api.send({ method: 'POST', url: `/v1/permits/${id}/changes`, as, key, body: { ...given, ...body } });
  };
  const codesOf = (answer: { json: () => unknown }) =>
    (answer.json() as { refusals?: { code: string }[] }).refusals?.map(({ code }) => code);

  it('an empty list says what it means; a slip in the code is told', async () => {
    expect((await lookUp()).json()).toMatchObject({ items: [], note: expect.stringContaining('没有') });
    expect((await lookUp('91350100M000100Y44')).json()).toMatchObject({ status: 400, code: 'invalid-input' });
  });

  it('anybody reads by the credit code what was granted, by whom, when, and whether in time', async () => {
    const id = await grant();
    const answer = await lookUp();
    expect(answer.headers['cache-control']).toContain('no-cache');
    expect(answer.json()).toMatchObject({
      note: null,
      items: [
        {
          id,
          holder: '示范县好味餐饮有限公司',
          procedure: '食品经营许可',
          authority: { code: 'market' },
          document: '示市监许〔2026〕8号',
          decidedOn: '2026-09-09',
          publishedOn: '2026-09-18',
          publishBy: '2026-09-18',
          late: false,
          state: 'granted',
          since: null,
        },
      ],
    });
    expect(answer.body).not.toContain('chen');
    expect(await shown(await grant({ publishBy: '2026-09-17' }))).toMatchObject({ late: true });
    expect(await shown(await grant({ publishBy: null }))).toMatchObject({ late: null });
  });

  it('not what is withheld', async () => {
    for (const withheld of ['not-said', 'not-a-permit', 'person'] as const) {
      expect(await shown(await grant({ withheld, publishBy: null }))).toBeUndefined();
    }
  });

  it('counts those that came late with the penalties, but none that is withheld', async () => {
    const ask = async (path: string) =>
      (await api.send({ url: `/v1/statistics/publication${path}`, as: 'liu' })).json();
    expect(await ask('')).toMatchObject({ items: [{ inTime: 1, late: 1, rate: 50 }] });
    const { items } = await ask('/late');
    expect(items).toEqual([
      expect.objectContaining({ kind: 'permit', kindText: '行政许可', recordId: null, publishBy: '2026-09-17' }),
    ]);
  });

  it('shows what became of one, with its day, as its authority’s supervisor entered it once', async () => {
    const id = await grant();
    const key = newKey();
    const answer = await change(id, {}, 'liu', key);
    expect(answer.json()).toMatchObject({ state: 'annulled', since: '2026-09-15', published: true });
    expect((await change(id, {}, 'liu', key)).json()).toEqual(answer.json());
    expect(await shown(id)).toMatchObject({ state: 'annulled', since: '2026-09-15' });
    expect((await lookUp()).body).not.toContain('主要证据不足');
    expect(codesOf(await change(id, { kind: 'cancelled' }))).toEqual(['permit-not-so']);
    expect((await change(id, { kind: 'restored', on: '2026-09-16' })).statusCode).toBe(200);
    expect(await shown(id)).toMatchObject({ state: 'granted', since: '2026-09-16' });
    expect(codesOf(await change(id, { kind: 'cancelled', on: '2026-09-15' }))).toEqual(['permit-change-too-early']);
    const audited = await owner.em.fork().execute("select 1 from audit_entry where action = 'permit.change'");
    expect(audited).toHaveLength(2);
  });

  it('refuses a day to come, and what a case that still follows the promise settles first', async () => {
    const open = { closedAt: null, status: 'checking', kind: 'commitment' };
    const id = await grant({ onPromise: true }, open);
    const wrong = await change(id, { kind: 'revoked', on: '2026-09-19' });
    expect(wrong.json()).toMatchObject({ status: 422, code: 'refused-by-rule' });
    expect(codesOf(wrong)).toEqual(['permit-change-in-future', 'permit-decided-in-case']);
    expect(codesOf(await change(id))).toEqual(['permit-decided-in-case']);
  });

  it('is another authority’s to nobody, and no officer’s, nor who acts for its holder', async () => {
    const id = await grant();
    expect((await change(randomUUID())).json()).toMatchObject({ code: 'permit-unknown' });
    expect((await change(id, {}, 'zhu')).json()).toMatchObject({ code: 'permit-unknown' });
    expect((await change(id, {}, 'chen')).json()).toMatchObject({ code: 'forbidden' });
    const em = owner.em.fork();
    const { subjectId } = parties;
    const since = { validFrom: '2020-01-01', proof: '授权委托书', at: NOW };
    em.create(Representation, { personSub: 'liu', subjectId, kind: 'agent', ...since });
    await em.flush();
    expect(codesOf(await change(id))).toEqual(['recusal']);
    expect(await shown(id)).toMatchObject({ state: 'granted' });
  });
});
