import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Representation, type RepresentationKind } from '../../db/entities/representation.ts';
import type { MessageKind } from '../../domain/messages/messages.ts';
import { type Issuer, newKey, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { CourtBench, type Enterprise } from '../support/court-bench.ts';

/** Monday. */
const START = '2026-03-09T02:00:00.000Z';

interface CaseRead {
  status: string;
  statusText: string;
  reorganisation: {
    rulingNumber: string;
    endReason: string | null;
    contact: { name: string; email: string | null } | null;
    records: { id: string; liftedMeasures: { code: string }[] }[];
    statements: { by: string; text: string | null }[];
  };
  timeline: { kind: string; text: string }[];
  mayDo: { act: string; href: string }[];
}

describe('a court over HTTP', () => {
  let bench: CourtBench;
  let api: TestApi;
  let issuer: Issuer;
  beforeAll(async () => {
    [bench, issuer] = await Promise.all([CourtBench.start({ startAt: START }), startIssuer()]);
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

  /** An enterprise for which `fang` acts as administrator in bankruptcy and `zhang` as legal representative. */
  async function enterprise(): Promise<Enterprise> {
    const of = await bench.enterprise();
    const em = bench.orm.em.fork();
    const represents = (personSub: string, kind: RepresentationKind) =>
      em.create(Representation, {
        personSub,
        subjectId: of.subjectId,
        kind,
        validFrom: '2020-01-01',
        validUntil: null,
        proof: '指定管理人决定书',
        at: START,
      });
    represents('fang', 'administrator');
    represents('zhang', 'legal-representative');
    await em.flush();
    return of;
  }

  const body = ({ subjectId }: Enterprise, rulingNumber: string, change: object = {}) => ({
    subjectId,
    court: 'court',
    kind: 'plan',
    rulingNumber,
    ruledOn: '2026-03-02',
    contact: {
      name: '方敏',
      email: 'fang@example.com',
      phone: null,
    },
    ...change,
  });
  const apply = (what: object, as = 'fang', key = newKey()) =>
    api.send({ method: 'POST', url: '/v1/reorganisations', as, key, body: what });
  const act = (number: string, name: string, what: object, as = 'fang') =>
    api.send({ method: 'POST', url: `/v1/reorganisations/${number}/${name}`, as, key: newKey(), body: what });
  const read = async (number: string, as: string) =>
    (await api.send({ url: `/v1/cases/${number}`, as, headers: { 'accept-language': 'zh' } })).json<CaseRead>();

  /** What the court sends, and what became of it once its case has taken it. */
  async function say(kind: MessageKind, data: object, repeated?: { eventId: string; occurredAt: string }) {
    const { eventId, occurredAt } = repeated ?? { eventId: randomUUID(), occurredAt: await bench.now() };
    const sent = { eventId, kind, occurredAt, data };
    const answer = await api.send({ method: 'POST', url: '/v1/messages', as: 'court', body: sent });
    const { id = '' } = answer.json<{ id?: string }>();
    if (answer.statusCode === 202) await bench.settled(id);
    const outcome = answer.statusCode === 202 ? await api.send({ url: `/v1/messages/${id}`, as: 'court' }) : answer;
    return {
      statusCode: answer.statusCode,
      ...outcome.json<{ state?: string; code?: string; outcome?: { code: string } }>(),
    };
  }

  it('confirms the ruling that an administrator applied with; the case is shown to each as they may see it', async () => {
    const of = await enterprise();
    const record = await bench.record(of);
    const opened = await apply(body(of, '破-1'));
    expect([opened.statusCode, opened.headers['location']]).toEqual([
      201,
      expect.stringContaining('/v1/cases/JN-2026-'),
    ]);
    const { number } = opened.json<{ number: string }>();
    expect(opened.json()).toMatchObject({ status: 'awaiting-ruling', next: { kind: 'ruling-confirmed-by' } });
    expect((await read(number, 'fang')).mayDo.map(({ href }) => href)).toEqual([
      `/v1/reorganisations/${number}/withdraw`,
    ]);

    const approved = { rulingNumber: '破-1', kind: 'plan', identifier: of.identifier, ruledOn: '2026-03-02' };
    expect(await say('reorganisation.approved', approved)).toMatchObject({
      state: 'taken',
      outcome: { code: 'followed' },
    });
    const shown = await read(number, 'fang');
    expect(shown).toMatchObject({ status: 'shielded', reorganisation: { rulingNumber: '破-1' } });
    expect(shown.reorganisation.records).toMatchObject([{ id: record, liftedMeasures: [{ code: 'B07' }] }]);
    expect(shown.mayDo.map(({ act: name }) => name)).toEqual(['add-statement']);
    // The enterprise itself adds no statement.
    expect((await read(number, 'zhang')).mayDo).toEqual([]);
    expect((await act(number, 'add-statement', { text: '经营正常。' }, 'zhang')).json()).toMatchObject({
      status: 422,
      code: 'refused-by-rule',
      refusals: [{ code: 'statement-by-administrator' }],
    });
    expect((await act(number, 'add-statement', { text: '经营正常。' })).statusCode).toBe(200);

    const audited = await read(number, 'auditor');
    expect(audited.reorganisation.contact).toMatchObject({ name: '方*', email: 'f***@example.com' });
    expect(audited.reorganisation.statements).toMatchObject([{ by: 'administrator', text: null }]);
    expect(audited.timeline.map(({ text }) => text).join()).toContain('暂时屏蔽1条信息，暂时解除1项措施');
    expect((await api.send({ url: `/v1/cases/${number}`, as: 'li' })).json()).toMatchObject({ code: 'case-unknown' });

    const detail = await api.send({ url: `/v1/records/${record}`, as: 'zhang' });
    expect(detail.json()).toMatchObject({
      state: 'held',
      judgmentDebtor: null,
      statements: [
        {
          by: 'administrator',
          text: '经营正常。',
        },
      ],
      holds: [
        {
          reason: 'reorganisation',
          onlyMeasures: ['B07'],
        },
      ],
    });

    expect(await say('reorganisation.carried-out', { rulingNumber: '破-1' })).toMatchObject({ state: 'taken' });
    expect(await read(number, 'fang')).toMatchObject({
      status: 'shielded-for-good',
      statusText: '执行完毕，信用已修复',
    });
    expect((await act(number, 'add-statement', { text: '完毕。' })).json()).toMatchObject({
      code: 'status-not-allowed',
    });
  });

  it('opens a case by its own ruling, hears it once, and is told what is closed or not known', async () => {
    const of = await enterprise();
    const rulingNumber = '破-2';
    const approved = { rulingNumber, kind: 'settlement', identifier: of.identifier, ruledOn: '2026-03-02' };
    const event = { eventId: 'ruling-2', occurredAt: START };
    const first = await say('reorganisation.approved', approved, event);
    expect(first).toMatchObject({ statusCode: 202, state: 'taken' });
    expect(await say('reorganisation.approved', approved, event)).toEqual(first);
    expect(await say('reorganisation.failed', { rulingNumber: '破-无', reason: '无' })).toMatchObject({
      statusCode: 404,
      code: 'case-unknown',
    });
    const reason = '债务人不执行和解协议';
    expect(await say('reorganisation.failed', { rulingNumber, reason })).toMatchObject({ state: 'taken' });
    expect(await say('reorganisation.carried-out', { rulingNumber })).toMatchObject({
      statusCode: 409,
      code: 'case-closed',
    });
    const [row] = await bench.sql<{ number: string }>(
      'select number from case_file c join reorganisation r on r.case_id = c.id where r.ruling_number = ?',
      [rulingNumber],
    );
    const shown = await read(row?.number ?? '', 'zhang');
    expect(shown).toMatchObject({ status: 'restored', reorganisation: { endReason: reason, contact: null } });
  });

  it('is applied to once, with one answer, and what cannot be is refused with every reason', async () => {
    const of = await enterprise();
    const key = newKey();
    const first = await apply(body(of, '破-3'), 'zhang', key);
    expect([first.statusCode, (await apply(body(of, '破-3'), 'zhang', key)).body]).toEqual([201, first.body]);
    const again = await apply(body(of, '破-4', { court: 'market', ruledOn: '2026-12-01', planUntil: '2026-11-01' }));
    expect(again.json<{ refusals: { code: string }[] }>().refusals.map(({ code }) => code)).toEqual([
      'not-a-court',
      'ruling-in-the-future',
      'term-before-ruling',
      'reorganisation-open',
    ]);
    const { number } = first.json<{ number: string }>();
    expect((await act(number, 'withdraw', {}, 'zhang')).json()).toMatchObject({ status: 'withdrawn' });
    expect((await apply(body(of, '破-3'), 'li')).json()).toMatchObject({ status: 404, code: 'subject-unknown' });
    expect((await apply(body(of, '破-3', { court: 'nowhere' }))).json()).toMatchObject({ code: 'authority-unknown' });
  });

  it('lists a debtor, masks it and withdraws it, and the public sees what stands', async () => {
    const of = await enterprise();
    const documentNumber = '（2026）示01执1号';
    const { identifier } = of;
    const listed = await say('debtor.listed', {
      documentNumber,
      decidedOn: '2026-03-02',
      situation: 3,
      extraYears: 1,
      facts: '隐匿财产，规避执行。',
      subject: {
        kind: 'organisation',
        identifier,
        name: '示范县制造有限公司',
      },
    });
    expect(listed).toMatchObject({ statusCode: 202, state: 'taken', outcome: { code: 'listed' } });
    const seen = async () => (await api.send({ url: `/v1/public/records?code=${identifier}` })).body;
    expect(await seen()).toContain(documentNumber);
    expect(await seen()).toContain('规避执行');
    const name = { documentNumber, identifier };
    expect(await say('debtor.masked', { ...name, reason: '诚信履行' })).toMatchObject({ state: 'taken' });
    expect(await seen()).not.toContain(documentNumber);
    expect(await say('debtor.unmasked', { ...name, reason: '期满' })).toMatchObject({ state: 'taken' });
    expect(await seen()).toContain(documentNumber);
    expect(await say('debtor.withdrawn', { ...name, ground: 'performed' })).toMatchObject({ state: 'taken' });
    expect(await seen()).not.toContain(documentNumber);
    expect(await say('debtor.masked', { ...name, reason: '迟到' })).toMatchObject({ statusCode: 409 });
  });
});
