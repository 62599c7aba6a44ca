import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { IntegrityModelRow } from '../../db/entities/integrity-model.ts';
import { CreditRecord } from '../../db/entities/record.ts';
import { RecordDeclaration } from '../../db/entities/record-declaration.ts';
import { RecordHoldRow } from '../../db/entities/record-hold.ts';
import { startTestApi } from '../support/api.ts';
import { OBJECTION_STOPS, type ReportStage, startReportStage } from '../support/report-stage.ts';
import { createTestOrm, NOW } from '../support/rows.ts';

const LATER = '2026-09-21T02:00:00.000Z';
const HIDES = { publicity: true, sharing: true, measures: true };

/** A report lists what is on record at ten on 18 September; what happens to it afterwards, a check tells. */
describe('whether a special credit report still holds', () => {
  let stage: ReportStage;
  beforeAll(async () => {
    stage = await startReportStage();
  });
  afterAll(async () => {
    await stage.stop();
  });
  beforeEach(async () => {
    stage.api.now = NOW;
    await stage.owner.em
      .fork()
      .execute(
        'delete from record_hold; delete from record_declaration; delete from record; delete from integrity_model',
      );
  });

  const em = () => stage.owner.em.fork();
  const standing = async ({ number, verificationCode }: { number: string; verificationCode: string }) => {
    const { state, since } = (await stage.check(number, verificationCode)).json<{ state: string; since: unknown }>();
    return [state, since];
  };

  it('not when a record it lists has been given another class, or is shown no longer', async () => {
    const recordId = await stage.record('示罚1号', { severity: 'serious' });
    const report = await stage.issued();
    expect(await standing(report)).toEqual(['valid', null]);
    stage.api.now = LATER;
    await em().nativeUpdate(CreditRecord, { id: recordId }, { severity: 'general' });
    expect((await standing(report))[0]).toBe('superseded');
    await em().nativeUpdate(CreditRecord, { id: recordId }, { severity: 'serious' });
    expect(await standing(report)).toEqual(['valid', null]);
    await em().nativeUpdate(CreditRecord, { id: recordId }, { published: false });
    expect((await standing(report))[0]).toBe('superseded');
  });

  it('not while a court masks a record it lists, from that day on; again when the mask is lifted', async () => {
    const recordId = await stage.record('示罚2号');
    const report = await stage.issued();
    const hold = await stage.hold(recordId, 'court-mask', HIDES, '2026-09-19T02:00:00.000Z');
    stage.api.now = LATER;
    expect(await standing(report)).toEqual(['superseded', '2026-09-19']);
    await em().nativeUpdate(RecordHoldRow, { id: hold }, { until: '2026-09-20T02:00:00.000Z' });
    expect(await standing(report)).toEqual(['valid', null]);
  });

  it('not when a record it did not list is shown again', async () => {
    const recordId = await stage.record('示罚3号', {}, { endedOn: '2026-09-01', endedHow: 'repaired' });
    const masked = await stage.record('示罚4号');
    const hold = await stage.hold(masked, 'court-mask', HIDES, '2026-09-01T02:00:00.000Z');
    const report = await stage.issued();
    expect(report.document).not.toContain('示罚');
    stage.api.now = LATER;
    expect(await standing(report)).toEqual(['valid', null]);
    await em().nativeUpdate(RecordHoldRow, { id: hold }, { until: '2026-09-20T02:00:00.000Z' });
    expect(await standing(report)).toEqual(['superseded', '2026-09-20']);
    await em().nativeUpdate(RecordHoldRow, { id: hold }, { until: null });
    await em().nativeUpdate(CreditRecord, { id: recordId }, { endedOn: null, endedHow: null });
    expect((await standing(report))[0]).toBe('superseded');
    const narrow = await stage.issued({ fields: ['tax'] });
    expect(await standing(narrow)).toEqual(['valid', null]);
  });

  it('not when an honour was ended before its printed end, but when it ran to it', async () => {
    const honour = (documentNumber: string, validUntil: string) => {
      const own = em();
      const days = { validFrom: '2026-01-01', validUntil, endedOn: null };
      const keys = { id: randomUUID(), subjectId: stage.subjectId, authorityId: '', documentNumber, title: '诚信典型' };
      return own
        .execute<{ id: string }[]>("select id from authority where code = 'market'")
        .then(([authority]) => {
          own.create(IntegrityModelRow, {
            ...keys,
            ...days,
            authorityId: authority?.id ?? '',
            enteredBy: 'chen',
            at: NOW,
          });
          return own.flush();
        })
        .then(() => keys.id);
    };
    await honour('示信1号', '2026-09-19');
    const ended = await honour('示信2号', '2026-12-31');
    const report = await stage.issued();
    expect(report.document).toContain('诚信典型');
    stage.api.now = LATER;
    expect(await standing(report)).toEqual(['valid', null]);
    await em().nativeUpdate(IntegrityModelRow, { id: ended }, { endedOn: '2026-09-20' });
    expect(await standing(report)).toEqual(['superseded', '2026-09-20']);
  });

  it('prints the mark of an objection and what the subject says; what changes of them supersedes it', async () => {
    const recordId = await stage.record('示罚5号');
    const before = await stage.issued();
    const own = em();
    own.create(RecordDeclaration, {
      id: randomUUID(),
      recordId,
      body: '已全部整改',
      bySub: 'zhang',
      at: '2026-09-19T02:00:00.000Z',
      receivedOn: '2026-09-19',
      onPaper: false,
      endedAt: null,
      endedHow: null,
      endedOn: null,
    });
    await own.flush();
    stage.api.now = LATER;
    expect(await standing(before)).toEqual(['superseded', '2026-09-19']);
    const hold = await stage.hold(recordId, 'objection', OBJECTION_STOPS, '2026-09-20T02:00:00.000Z');
    const report = await stage.issued();
    for (const part of ['异议核查中', '本人声明：已全部整改']) expect(report.document).toContain(part);
    const page = await stage.api.send({ url: `/v1/reports/${report.number}/page`, as: 'zhang' });
    for (const part of ['异议核查中', '本人声明：已全部整改']) expect(page.body).toContain(part);
    expect(await standing(report)).toEqual(['valid', null]);
    await em().nativeUpdate(RecordHoldRow, { id: hold }, { until: '2026-09-22T02:00:00.000Z' });
    stage.api.now = '2026-09-23T02:00:00.000Z';
    expect(await standing(report)).toEqual(['superseded', '2026-09-22']);
  });

  it('is told of a page of reports in as many statements as of one', async () => {
    await stage.record('示罚6号');
    await stage.record('示罚7号');
    for (let i = 0; i < 3; i += 1) await stage.issued();
    const { orm, statements } = createTestOrm(stage.database.apiUrl);
    const api = await startTestApi(stage.database, stage.issuer, { orm });
    const count = async (limit: number) => {
      statements.length = 0;
      const url = `/v1/reports?subjectId=${stage.subjectId}&limit=${limit}`;
      expect((await api.send({ url, as: 'zhang' })).json<{ items: object[] }>().items).toHaveLength(limit);
      return statements.length;
    };
    // The first asks for a little more: it is not measured.
    await count(2);
    expect(await count(3)).toBe(await count(1));
    await api.stop();
    await orm.close();
  });
});
