import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RecordHoldRow } from '../../db/entities/record-hold.ts';
import { Representation } from '../../db/entities/representation.ts';
import type { EntityManager, Orm } from '../../db/orm.ts';
import { sectorRules } from '../../domain/record/sector-rules.ts';
import { type Issuer, newKey, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { Counted } from '../support/counted.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createRecord } from '../support/records.ts';
import { createTestOrm } from '../support/rows.ts';

// Friday 18 September 2026, 10:00 in Shanghai.
const NOW = '2026-09-18T02:00:00.000Z';

interface Answer {
  grade: string | null;
  inspectEveryMonths: number | null;
  reasons: { code: string; count: number; text: string }[];
  rules: { isDefault: boolean }[];
}

describe('the supervision grade of a subject', () => {
  let database: TestDatabase;
  let issuer: Issuer;
  let api: TestApi;
  let owner: Orm;
  let em: EntityManager;
  let counted: Counted;
  beforeAll(async () => {
    [database, issuer] = await Promise.all([createTestDatabase(), startIssuer()]);
    api = await startTestApi(database, issuer, { now: NOW });
    owner = createTestOrm(database.ownerUrl).orm;
    em = owner.em.fork();
    counted = await Counted.start(em, []);
  }, 120_000);
  afterAll(async () => {
    await api.stop();
    await owner.close();
    await issuer.stop();
    await database.drop();
  });

  const ask = async (id: string, as = 'chen') => await api.send({ url: `/v1/subjects/${id}/supervision-grade`, as });
  const grade = async (id: string) => {
    const { grade: letter, reasons } = (await ask(id)).json<Answer>();
    return [letter, ...reasons.map(({ code, count }) => `${count} ${code}`)];
  };
  const record = async (subjectId: string, rest: Parameters<typeof createRecord>[2] = {}) => {
    const keys = { subjectId, authorityId: counted.authority('market'), documentNumber: `示罚${randomUUID()}` };
    const { id } = createRecord(em, keys, { id: randomUUID(), ...rest });
    await em.flush();
    return id;
  };

  it('follows from the rows at every reading: promises, records, their repair and holds', async () => {
    const id = await counted.subject(1);
    expect(await grade(id)).toEqual(['B', '0 no-more-than-minor']);
    // Two years back to the day count; a day more does not.
    await counted.promise('market', 1, 'kept', '2024-09-17');
    expect(await grade(id)).toEqual(['B', '0 no-more-than-minor']);
    await counted.promise('market', 1, 'kept', '2024-09-18');
    expect(await grade(id)).toEqual(['A', '1 kept-promises', '0 no-more-than-minor']);
    const general = await record(id);
    expect(await grade(id)).toEqual(['C', '1 general-records']);
    await counted.promise('market', 1, 'not-kept', '2020-03-02');
    await counted.promise('market', 1, 'not-kept', '2026-03-02', '2026-03-09');
    expect(await grade(id)).toEqual(['C', '1 general-records', '1 broken-promises']);
    const serious = await record(id, { severity: 'serious' });
    expect(await grade(id)).toEqual(['D', '1 serious-records']);

    // What is held against it while it is checked is what the sector's rules say, and nothing more.
    const { publicity, sharing, measures } = sectorRules('general', '2026-09-18').underObjection.value;
    em.create(RecordHoldRow, {
      recordId: serious,
      reason: 'objection',
      stopsPublicity: publicity,
      stopsSharing: sharing,
      stopsMeasures: measures,
      from: NOW,
      until: null,
      sourceId: randomUUID(),
    });
    await em.flush();
    expect(await grade(id)).toEqual(['C', '1 general-records', '1 broken-promises']);
    await em.execute("update record set ended_on = '2026-09-17', ended_how = 'repaired' where id = ?", [general]);
    expect(await grade(id)).toEqual(['C', '1 broken-promises']);
  });

  it('is told with its numbers, in which an administrator’s count from their day', async () => {
    const id = await counted.subject(2);
    await record(id);
    const { rules, inspectEveryMonths } = (await ask(id)).json<Answer>();
    expect([inspectEveryMonths, rules.length, rules.every(({ isDefault }) => isDefault)]).toEqual([6, 7, true]);
    const body = { rule: 'supervision.inspect-c-every-months', value: 5, validFrom: '2026-09-19', reason: '县里规定' };
    const entered = await api.send({ method: 'POST', url: '/v1/rule-defaults', as: 'admin', key: newKey(), body });
    expect(entered.statusCode).toBe(201);
    expect((await ask(id)).json()).toMatchObject({ inspectEveryMonths: 6 });
    api.now = '2026-09-18T16:00:00.000Z';
    expect((await ask(id)).json()).toMatchObject({ inspectEveryMonths: 5 });
    api.now = NOW;
  });

  it('is read by officers, who leave a trace, and by who acts for the subject; by nobody else', async () => {
    const id = await counted.subject(3);
    const keys = { subjectId: id, kind: 'legal-representative', validFrom: '2020-01-01', proof: '营业执照' } as const;
    em.create(Representation, { personSub: 'zhang', ...keys, validUntil: null, at: NOW });
    await em.flush();
    const readers = ['chen', 'liu', 'auditor', 'zhang', 'li', 'admin', 'court'];
    const statuses: number[] = [];
    for (const reader of readers) statuses.push((await ask(id, reader)).statusCode);
    expect(statuses).toEqual([200, 200, 200, 200, 404, 403, 403]);
    expect((await api.send({ url: `/v1/subjects/${id}/supervision-grade` })).statusCode).toBe(401);
    const audited = await em.execute<{ actor_sub: string; actor_role: string; detail: object }[]>(
      "select actor_sub, actor_role, detail from audit_entry where action = 'subject.supervision-grade' and object_id = ? order by id",
      [id],
    );
    expect(audited.map(({ actor_sub, actor_role }) => `${actor_sub} ${actor_role}`)).toEqual([
      'chen officer',
      'liu supervisor',
      'auditor auditor',
      'zhang applicant',
    ]);
    expect(audited[0]?.detail).toEqual({ grade: 'B' });
    expect((await ask(randomUUID())).json()).toMatchObject({ status: 404, code: 'subject-unknown' });
  });

  it('is no natural person’s', async () => {
    const id = await counted.subject(4);
    await em.execute("update subject set kind = 'person' where id = ?", [id]);
    expect((await ask(id)).json()).toMatchObject({ grade: null, inspectEveryMonths: null, reasons: [], rules: [] });
  });
});
