import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Authority } from '../../db/entities/authority.ts';
import { CreditRecord } from '../../db/entities/record.ts';
import { RecordHoldRow } from '../../db/entities/record-hold.ts';
import { Representation } from '../../db/entities/representation.ts';
import type { Orm } from '../../db/orm.ts';
import { sectorRules } from '../../domain/record/sector-rules.ts';
import { type Issuer, newKey, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { enterCounty } from '../support/county.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createRecord } from '../support/records.ts';
import { createTestOrm, NOW } from '../support/rows.ts';

describe('integrity models and the green channel', () => {
  let database: TestDatabase;
  let issuer: Issuer;
  let api: TestApi;
  let owner: Orm;
  let subjectId: string;
  let authorityId: string;

  beforeAll(async () => {
    [database, issuer] = await Promise.all([createTestDatabase(), startIssuer()]);
    owner = createTestOrm(database.ownerUrl).orm;
    const em = owner.em.fork();
    ({ subjectId, authorityId } = await enterCounty(em));
    em.create(Authority, { code: 'window', name: '示范县信用中心', kind: 'window', createdAt: NOW });
    em.create(Authority, { code: 'tax', name: '示范县税务局', kind: 'authority', createdAt: NOW });
    em.create(Representation, {
      personSub: 'zhang',
      subjectId,
      kind: 'agent',
      validFrom: '2020-01-01',
      proof: '授权委托书',
      at: NOW,
    });
    await em.flush();
    api = await startTestApi(database, issuer);
  });
  afterAll(async () => {
    await api.stop();
    await owner.close();
    await issuer.stop();
    await database.drop();
  });

  const enter = (change: object = {}, as = 'chen', key = newKey()) => {
    const body = { subjectId, title: '诚信经营示范企业', documentNumber: '示信〔2026〕5号', ...change };
    const days = { from: '2026-01-01', until: '2026-12-31' };
    return api.send({ method: 'POST', url: '/v1/integrity-models', as, key, body: { ...days, ...body } });
  };
  const channel = async () =>
    (await api.send({ url: `/v1/subjects/${subjectId}/green-channel`, as: 'zhang' })).json<{
      ground: string | null;
      clause: string;
      refusals: { code: string }[];
      models: { id: string; endedOn: string | null }[];
    }>();
  const report = async () => {
    const body = { subjectId, from: '2026-01-01', until: '2026-09-18' };
    const answer = await api.send({ method: 'POST', url: '/v1/reports', as: 'zhang', key: newKey(), body });
    return answer.json<{ document: string }>().document;
  };

  it('a model is entered once by who named it, listed in the report, and ended by nobody else', async () => {
    expect(await channel()).toMatchObject({ ground: 'three-years', models: [] });
    const key = newKey();
    const answer = await enter({}, 'chen', key);
    expect(answer.statusCode).toBe(201);
    expect((await enter({}, 'chen', key)).json()).toEqual(answer.json());
    expect((await enter()).json()).toMatchObject({ code: 'conflict' });
    expect(await channel()).toMatchObject({ ground: 'integrity-model', clause: expect.stringContaining('33号（四）') });
    expect(await report()).toContain('诚信经营示范企业');
    const { id } = answer.json<{ id: string }>();
    const end = (as: string) =>
      api.send({ method: 'POST', url: `/v1/integrity-models/${id}/end`, as, key: newKey(), body: {} });
    expect((await end('ma')).json()).toMatchObject({ code: 'integrity-model-unknown' });
    expect((await end('chen')).json()).toMatchObject({ endedOn: '2026-09-18' });
    expect(await channel()).toMatchObject({ ground: 'three-years', models: [{ id, endedOn: '2026-09-18' }] });
    expect(await report()).not.toContain('诚信经营示范企业');
    const rows = await owner.em
      .fork()
      .execute<{ action: string }[]>(
        "select action from audit_entry where action like 'integrity-model.%' order by id",
      );
    expect(rows.map(({ action }) => action)).toEqual(['integrity-model.enter', 'integrity-model.end']);
  });

  it('a record that counts bars a model too, until it is repaired', async () => {
    await enter({ documentNumber: '示信〔2026〕6号' });
    const em = owner.em.fork();
    const { id } = createRecord(em, { subjectId, authorityId, documentNumber: '示市监罚〔2026〕1号' });
    await em.flush();
    expect(await channel()).toMatchObject({ ground: null, refusals: [{ code: 'green-channel-record' }] });
    const { publicity, sharing, measures } = sectorRules('general', '2026-09-18').underObjection.value;
    const hold = em.create(RecordHoldRow, {
      recordId: id,
      reason: 'objection',
      stopsPublicity: publicity,
      stopsSharing: sharing,
      stopsMeasures: measures,
      from: NOW,
      until: null,
      sourceId: randomUUID(),
    });
    await em.flush();
    // It is no bad record while it is not known whether it is one.
    expect(await channel()).toMatchObject({ ground: 'integrity-model', refusals: [] });
    hold.until = NOW;
    await em.flush();
    expect(await channel()).toMatchObject({ ground: null, refusals: [{ code: 'green-channel-record' }] });
    await em.nativeUpdate(CreditRecord, { id }, { endedOn: '2026-09-18', endedHow: 'repaired' });
    expect(await channel()).toMatchObject({ ground: 'integrity-model', refusals: [] });
  });

  it('is seen by the officers of a case of the subject, whose ground its people read, and by no others', async () => {
    const ask = (as: string) => api.send({ url: `/v1/subjects/${subjectId}/green-channel`, as });
    expect((await ask('chen')).json()).toMatchObject({ code: 'role-not-allowed' });
    const id = randomUUID();
    await owner.em.fork().execute(
      `insert into case_file (id, number, kind, workflow_id, status, subject_id, authority_id, procedure_id, rule_set,
         received_on, opened_at, next_kind, next_due, next_at, next_provisional, version)
       select ?, 'JN-2026-777777', 'accept-first', ?, 'awaiting-materials', ?, ?, p.id, '2026-04-01',
         '2026-09-18', ?, 'supply-by', '2026-09-25', '2026-09-25T16:00:00Z', false, 1 from procedure p limit 1`,
      [id, `accept-first/${id}`, subjectId, authorityId, NOW],
    );
    expect((await ask('chen')).json()).toMatchObject({ ground: 'integrity-model' });
    expect((await ask('ma')).statusCode).toBe(403);
    expect((await ask('li')).statusCode).toBe(404);
    const log = await api.send({ url: `/v1/subjects/${subjectId}/queries`, as: 'zhang' });
    expect(log.json<{ items: object[] }>().items[0]).toMatchObject({
      action: 'green-channel.read',
      role: 'officer',
      authority: { code: 'market' },
      ground: { text: expect.stringContaining('办理本人提出的申请') },
    });
  });
});
