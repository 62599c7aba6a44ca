import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Authority } from '../../db/entities/authority.ts';
import { CreditRecord } from '../../db/entities/record.ts';
import type { Orm } from '../../db/orm.ts';
import { newKey, startTestApi, type TestApi } from '../support/api.ts';
import { PERSON, type Report, type ReportStage, startReportStage } from '../support/report-stage.ts';
import { NOW } from '../support/rows.ts';

const REPAIRED = { endedOn: '2026-09-01', endedHow: 'repaired' } as const;

describe('special credit reports over HTTP', () => {
  let stage: ReportStage;
  let api: TestApi;
  let owner: Orm;
  let subjectId: string;
  let personId: string;
  let recordId: string;

  beforeAll(async () => {
    stage = await startReportStage();
    ({ api, owner, subjectId, personId } = stage);
    recordId = await stage.record('示市监罚〔2026〕1号');
    await stage.record('示市监罚〔2026〕2号', {}, REPAIRED);
    await stage.record('示市监罚〔2026〕3号', { subjectId: personId });
  });
  afterAll(async () => {
    await stage.stop();
  });

  const ask: ReportStage['ask'] = (...asked) => stage.ask(...asked);
  const issued: ReportStage['issued'] = (...asked) => stage.issued(...asked);
  const check: ReportStage['check'] = (...asked) => stage.check(...asked);
  const audited = (action: string, objectId: string) =>
    owner.em
      .fork()
      .execute<{ role: string; detail: object }[]>(
        'select actor_role as role, detail from audit_entry where action = ? and object_id = ? order by id desc',
        [action, objectId],
      );

  it('is issued at once, listing what stands and not what was repaired, under the hash of its document', async () => {
    const key = newKey();
    const answer = await ask({}, 'zhang', key);
    expect(answer.statusCode).toBe(201);
    const report = answer.json<Report>();
    expect(answer.headers['location']).toBe(`/v1/reports/${report.number}`);
    expect(report).toMatchObject({ state: 'valid', since: null, validUntil: '2026-10-18', issuer: { code: 'window' } });
    expect(createHash('sha256').update(report.document).digest('hex')).toBe(report.sha256);
    expect(report.document).toContain('示市监罚〔2026〕1号');
    expect(report.document).not.toContain('示市监罚〔2026〕2号');
    expect((await ask({}, 'zhang', key)).json()).toEqual(report);
    const [row] = await owner.em
      .fork()
      .execute('select document, page, code, proof from credit_report where number = ?', [report.number]);
    expect(JSON.stringify(row)).not.toMatch(new RegExp(`好味|罚〔2026〕|${report.verificationCode}`));
    expect(await audited('report.issue', subjectId)).toEqual([
      { role: 'applicant', detail: expect.objectContaining({ number: report.number }) },
    ]);
  });

  it('is read and printed by its own people and by nobody else', async () => {
    api.now = '2026-09-18T02:00:01.000Z';
    const { number, sha256, verificationCode } = await issued();
    api.now = NOW;
    const page = await api.send({ url: `/v1/reports/${number}/page`, as: 'zhang' });
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    for (const part of [number, sha256, verificationCode, '示范县信用中心', '未归集'])
      expect(page.body).toContain(part);
    for (const path of [number, `${number}/page`]) {
      expect((await api.send({ url: `/v1/reports/${path}`, as: 'li' })).json()).toMatchObject({
        code: 'report-unknown',
      });
      expect((await api.send({ url: `/v1/reports/${path}`, as: 'chen' })).statusCode).toBe(404);
      expect((await api.send({ url: `/v1/reports/${path}`, as: 'auditor' })).statusCode).toBe(403);
    }
    expect((await api.send({ url: `/v1/reports?subjectId=${subjectId}`, as: 'li' })).statusCode).toBe(404);
    const { items } = (await api.send({ url: `/v1/reports?subjectId=${subjectId}&limit=1`, as: 'zhang' })).json<{
      items: Report[];
    }>();
    expect(items.map((item) => item.number)).toEqual([number]);
    expect(JSON.stringify(items)).not.toContain(verificationCode);
  });

  it('at the counter the window issues one on proof, which is kept; the person reads who asked for it, and why', async () => {
    expect((await ask({}, 'kong')).json()).toMatchObject({ errors: [{ pointer: '/proof', code: 'required' }] });
    expect((await ask({ proof: '身份证' }, 'zhang')).json()).toMatchObject({ errors: [{ pointer: '/proof' }] });
    const asked = { subjectId: personId, proof: '身份证、授权委托书原件' };
    const { number, issuer: by } = await issued(asked, 'kong');
    expect(by.code).toBe('window');
    expect((await api.send({ url: `/v1/reports/${number}`, as: 'kong' })).statusCode).toBe(200);
    const list = await api.send({ url: `/v1/reports?subjectId=${personId}`, as: 'kong' });
    expect(list.json<{ items: Report[] }>().items.map((item) => item.number)).toContain(number);
    const log = await api.send({ url: `/v1/subjects/${personId}/queries`, as: 'zhang' });
    expect(log.json<{ items: object[] }>().items).toContainEqual(
      expect.objectContaining({
        action: 'report.issue',
        role: 'officer',
        number,
        ground: {
          text: '应本人申请，窗口已查验身份证明',
          clause: expect.stringContaining('个人信息保护法'),
          reference: null,
        },
      }),
    );
  });

  it('at the counter nobody but a window issues one: what is not public is no other officer’s to print', async () => {
    const answer = await ask({ subjectId: personId, proof: '身份证' }, 'chen');
    expect([answer.statusCode, answer.json()]).toMatchObject([403, { code: 'role-not-allowed' }]);
    expect((await ask({ proof: '身份证' }, 'liu')).json()).toMatchObject({ code: 'role-not-allowed' });
  });

  it('anybody checks one by number and code against the paper: all that it lists, and a person masked', async () => {
    const { number, verificationCode, sha256, document } = await issued({ subjectId: personId, fields: ['general'] });
    expect(document).toContain('钱多多');
    expect(document).not.toContain(PERSON);
    const answer = await check(number, verificationCode);
    const { sections, notCovered, fields } = JSON.parse(document) as Record<
      'sections' | 'notCovered' | 'fields',
      object
    >;
    expect(answer.json()).toEqual({
      number,
      subjectName: '钱**',
      subjectIdentifier: '110***********0011',
      issuer: { code: 'window', name: '示范县信用中心' },
      issuedOn: '2026-09-18',
      validUntil: '2026-10-18',
      from: '2024-09-18',
      until: '2026-09-18',
      fields,
      sections,
      notCovered,
      state: 'valid',
      stateText: '有效',
      since: null,
      sha256,
    });
    expect(JSON.stringify(answer.json())).toContain('示市监罚〔2026〕3号');
    expect(answer.headers['cache-control']).toBe('no-store');
    const [entry] = await audited('report.check', personId);
    expect(entry).toEqual({ role: 'public', detail: { number } });
  });

  it('a code of another report, or one that is none, finds nothing', async () => {
    const [one, other] = [await issued(), await issued()];
    expect(one.verificationCode).not.toBe(other.verificationCode);
    expect((await check(one.number, other.verificationCode)).json()).toMatchObject({ code: 'report-unknown' });
    expect((await check('BG-2026-999999', one.verificationCode)).statusCode).toBe(404);
  });

  it('checks from one address are limited', async () => {
    const strict = await startTestApi(stage.database, stage.issuer, { rateLimit: { calculators: 2 } });
    const body = { number: 'BG-2026-999999', code: 'AAAAA-AAAAA-AAAAA-AAAAA' };
    const statuses = [];
    for (let i = 0; i < 3; i += 1)
      statuses.push((await strict.send({ method: 'POST', url: '/v1/public/report-checks', body })).statusCode);
    expect(statuses).toEqual([404, 404, 429]);
    await strict.stop();
  });

  it('expires, and is superseded from the day on which what it lists was repaired', async () => {
    const { number, verificationCode } = await issued();
    api.now = '2026-10-19T02:00:00.000Z';
    expect((await check(number, verificationCode)).json()).toMatchObject({ state: 'expired', since: '2026-10-19' });
    api.now = '2026-09-21T02:00:00.000Z';
    await owner.em.fork().nativeUpdate(CreditRecord, { id: recordId }, { endedOn: '2026-09-20', endedHow: 'repaired' });
    expect((await check(number, verificationCode)).json()).toMatchObject({ state: 'superseded', since: '2026-09-20' });
    const later = await issued();
    expect(later).toMatchObject({ state: 'valid' });
    expect(later.document).not.toContain('示市监罚〔2026〕1号');
    // What was issued stays as it was issued.
    const again = (await api.send({ url: `/v1/reports/${number}`, as: 'zhang' })).json<Report>();
    expect(again.document).toContain('示市监罚〔2026〕1号');
    api.now = NOW;
  });

  it('cannot be issued online without a window', async () => {
    const em = owner.em.fork();
    await em.nativeUpdate(Authority, { code: 'window' }, { kind: 'authority' });
    expect((await ask()).json()).toMatchObject({ code: 'authority-unknown' });
    await em.nativeUpdate(Authority, { code: 'window' }, { kind: 'window' });
  });
});
