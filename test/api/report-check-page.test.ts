import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from '../support/api.ts';
import { type Report, type ReportStage, startReportStage } from '../support/report-stage.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html,*/*' };

/** Whoever holds the paper types the address that is on it, and gives number and code into a form. */
describe('the page on which anybody checks a report', () => {
  let stage: ReportStage;
  let report: Report;
  beforeAll(async () => {
    stage = await startReportStage();
    await stage.record('示市监罚〔2026〕1号');
    report = await stage.issued();
  });
  afterAll(async () => {
    await stage.stop();
  });

  const send = (fields: Record<string, string>) =>
    stage.api.send({
      method: 'POST',
      url: '/report-check',
      raw: new URLSearchParams(fields).toString(),
      headers: FORM,
    });

  it('is at the address that the report is printed with, and asks for both by a form that no address tells', async () => {
    const printed = await stage.api.send({ url: `/v1/reports/${report.number}/page`, as: 'zhang' });
    expect(printed.body).toContain('<dd>http://localhost/report-check</dd>');
    const page = await stage.api.send({ url: '/report-check' });
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.body).toContain('<form method="post" action="/report-check"');
    for (const name of ['number', 'code']) expect(page.body).toMatch(new RegExp(`<input[^>]* name="${name}"`));
    expect(page.body).not.toContain('<script');
    expect(page.body).toMatch(/核验.*Check/s);
  });

  it('answers with the report as it was issued, so that the paper can be compared, and is kept by nobody', async () => {
    const { number, verificationCode, sha256 } = report;
    const answer = await send({ number, code: verificationCode });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(answer.headers['cache-control']).toBe('no-store');
    for (const part of [number, sha256, '示市监罚〔2026〕1号', '91350100M000100Y43', '有效', '2024年9月18日', '未归集'])
      expect(answer.body).toContain(part);
    expect(answer.body).not.toContain(verificationCode);
    const rows = await stage.owner.em
      .fork()
      .execute<{ detail: object }[]>("select detail from audit_entry where action = 'report.check'");
    expect(rows).toEqual([{ detail: { number } }]);
  });

  it('reads a code as people type it: small letters, blanks for hyphens, O for 0, full width', async () => {
    const typed = report.verificationCode.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    expect((await send({ number: ` ${report.number.toLowerCase()} `, code: typed })).statusCode).toBe(200);
  });

  it('says that there is none in both languages, on the form, with nothing typed become markup', async () => {
    for (const code of ['AAAAA-AAAAA-AAAAA-AAAAA', '<b>x</b>']) {
      const answer = await send({ number: '<i>BG</i>', code });
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.body).toMatch(/没有该报告.*There is no such report/s);
      expect(answer.body).toContain('<form');
      expect(answer.body).not.toMatch(/<b>|<i>/);
    }
  });

  it('takes nothing else, and not too often', async () => {
    expect((await send({ number: report.number })).json()).toMatchObject({ errors: [{ pointer: '/code' }] });
    expect((await send({ number: 'x', code: 'y', more: 'z' })).statusCode).toBe(400);
    const asForm = await stage.api.send({
      method: 'POST',
      url: '/v1/public/report-checks',
      raw: 'number=x',
      headers: FORM,
    });
    expect(asForm.json()).toMatchObject({ code: 'media-type-unsupported' });
    const strict = await startTestApi(stage.database, stage.issuer, { rateLimit: { calculators: 2 } });
    const statuses = [];
    for (let i = 0; i < 3; i += 1) {
      const raw = 'number=x&code=y';
      statuses.push((await strict.send({ method: 'POST', url: '/report-check', raw, headers: FORM })).statusCode);
    }
    expect(statuses).toEqual([404, 404, 429]);
    await strict.stop();
  });
});
