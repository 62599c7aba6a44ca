import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Issuer, newKey, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { Counted } from '../support/counted.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createTestOrm } from '../support/rows.ts';

// Friday 18 September 2026, 10:00 in Shanghai.
const NOW = '2026-09-18T02:00:00.000Z';

interface Answer {
  from?: string;
  before?: string;
  clause: string;
  items: ({ authority: { code: string } } & Record<string, unknown>)[];
}

/** Every expected number was counted by hand from what `beforeAll` enters. */
describe('figures', () => {
  let database: TestDatabase;
  let issuer: Issuer;
  let api: TestApi;
  beforeAll(async () => {
    [database, issuer] = await Promise.all([createTestDatabase(), startIssuer()]);
    api = await startTestApi(database, issuer, { now: NOW });
    const { orm } = createTestOrm(database.ownerUrl);
    const counted = await Counted.start(orm.em.fork(), ['tax', 'window']);
    await promises(counted);
    await terms(counted);
    await repairs(counted);
    await publicationsOf(counted);
    await orm.close();
  }, 120_000);
  afterAll(async () => {
    await api.stop();
    await issuer.stop();
    await database.drop();
  });

  const ask = async (path: string, as = 'auditor') => await api.send({ url: `/v1/statistics/${path}`, as });
  const read = async (path: string, as = 'auditor') => (await ask(path, as)).json<Answer>();
  const lines = async (path: string, fields: string[], as = 'auditor') =>
    (await read(path, as)).items.map((item) => [item.authority.code, ...fields.map((field) => item[field])]);

  /** At the market authority six subjects, seven results of 2026 that count: five kept, two not, one of those made good. */
  async function promises(counted: Counted): Promise<void> {
    for (const subject of [1, 2, 3, 4, 5]) await counted.promise('market', subject, 'kept', `2026-03-0${subject}`);
    await counted.promise('market', 6, 'not-kept', '2026-09-17');
    await counted.promise('market', 1, 'not-kept', '2026-04-30', '2026-05-08');
    for (const other of ['lapsed', 'released', 'annulled'] as const) {
      await counted.promise('market', 7, other, '2026-03-02');
    }
    await counted.promise('market', 2, 'not-kept', '2025-12-31');
    // Four subjects at the other authority, however many promises.
    for (const subject of [1, 2, 3, 4, 4, 4]) await counted.promise('tax', subject, 'kept', '2026-03-02');
  }

  const KEPT = ['kind', 'withheld', 'kept', 'notKept', 'madeGood', 'rate'];

  it('kept rate: kept among kept and not kept, this year unless asked otherwise', async () => {
    expect(await lines('kept-rate', KEPT)).toEqual([
      ['market', 'accept-first', false, 5, 2, 1, 71.4],
      ['tax', 'accept-first', true, null, null, null, null],
    ]);
    expect(await read('kept-rate')).toMatchObject({
      figure: 'kept-rate',
      from: '2026-01-01',
      before: '2026-09-19',
      clause: expect.stringContaining('33号（二十三）'),
    });
  });

  it('kept rate: by the day of the result; the first day of a period is in it, its end is not', async () => {
    const between = (from: string, before: string) =>
      lines(`kept-rate?from=${from}&before=${before}&authority=market`, KEPT);
    expect(await between('2026-03-01', '2026-04-30')).toEqual([['market', 'accept-first', false, 5, 0, 0, 100]]);
    expect(await between('2026-03-01', '2026-05-01')).toEqual([['market', 'accept-first', false, 5, 1, 1, 83.3]]);
    // Four subjects only, from the second day on.
    expect(await between('2026-03-02', '2026-04-30')).toEqual([
      ['market', 'accept-first', true, null, null, null, null],
    ]);
    expect(await between('2025-01-01', '2025-12-31')).toEqual([]);
  });

  it('kept rate: an administrator says from how many subjects on numbers are told', async () => {
    const body = { rule: 'statistics.smallest-group-subjects', value: 4, validFrom: '2026-09-25', reason: '县里规定' };
    const entered = await api.send({ method: 'POST', url: '/v1/rule-defaults', as: 'admin', key: newKey(), body });
    expect(entered.statusCode).toBe(201);
    expect(await lines('kept-rate?authority=tax', KEPT)).toEqual([
      ['tax', 'accept-first', true, null, null, null, null],
    ]);
    api.now = '2026-09-25T02:00:00.000Z';
    expect(await lines('kept-rate?authority=tax', KEPT)).toEqual([['tax', 'accept-first', false, 6, 0, 0, 100]]);
    api.now = NOW;
  });

  /**
   * Past by NOW: at the market authority two decisions in time, one late, one not made yet; one no longer asked for. The
   * tax authority has one part of an application that the window is in charge of, accepted late.
   */
  async function terms(counted: Counted): Promise<void> {
    await counted.term('market', 'decide-by', '2026-09-01', 'met');
    await counted.term('market', 'decide-by', '2026-09-02', 'met');
    await counted.term('market', 'decide-by', '2026-09-03', 'missed');
    await counted.term('market', 'decide-by', '2026-09-17', 'running');
    await counted.term('market', 'decide-by', '2026-09-04', 'closed');
    await counted.term('market', 'verify-by', '2026-09-04', 'met');
    // Not past yet: due today, or later though already done.
    await counted.term('market', 'decide-by', '2026-09-18', 'running');
    await counted.term('market', 'decide-by', '2026-09-30', 'met');
    // The applicant's own date, which ends by itself.
    await counted.term('market', 'supply-by', '2026-09-02', 'missed');
    await counted.term('market', 'decide-by', '2025-06-02', 'missed');
    const part = await counted.repair('window', 'tax', 0, { forwardedAt: '2026-09-01T02:00:00.000Z' });
    await counted.term('window', 'accept-by', '2026-09-04', 'missed', part);
    await counted.term('window', 'answer-by', '2026-09-15', 'running', part);
    // Passed on late by the window to the market authority, which has the case since.
    const { caseId } = await counted.repair('market', 'tax', 0, { forwardedAt: '2026-09-01T02:00:00.000Z' });
    const passedOn = { caseId, about: '' };
    await counted.term('market', 'objection-forward-by', '2026-09-07', 'missed', { ...passedOn, authority: 'window' });
    await counted.term('market', 'objection-answer-by', '2026-09-14', 'met', { ...passedOn, authority: 'market' });
    // By a day that rests on a calendar not loaded nobody was late, nor in time.
    for (const state of ['running', 'missed', 'met'] as const) {
      await counted.term('market', 'consent-by', '2026-09-10', state, null, true);
    }
  }

  const STEPS = ['step', 'inTime', 'late', 'rate'];

  it('on time: of what an authority had to end by acting and ran out in the period, its own part of others’ cases too', async () => {
    expect(await lines('on-time', STEPS)).toEqual([
      ['market', 'decide-by', 2, 2, 50],
      ['market', 'objection-answer-by', 1, 0, 100],
      ['market', 'verify-by', 1, 0, 100],
      ['tax', 'accept-by', 0, 1, 0],
      ['tax', 'answer-by', 0, 1, 0],
      ['window', 'objection-forward-by', 0, 1, 0],
    ]);
    expect(await lines('on-time?from=2026-09-03&before=2026-09-17', STEPS)).toEqual([
      ['market', 'decide-by', 0, 1, 0],
      ['market', 'objection-answer-by', 1, 0, 100],
      ['market', 'verify-by', 1, 0, 100],
      ['tax', 'accept-by', 0, 1, 0],
      ['tax', 'answer-by', 0, 1, 0],
      ['window', 'objection-forward-by', 0, 1, 0],
    ]);
  });

  it('outstanding: what is past and open now, with the day that is past longest', async () => {
    const outstanding = () => lines('outstanding', ['step', 'count', 'oldestDue']);
    expect(await outstanding()).toEqual([
      ['market', 'decide-by', 1, '2026-09-17'],
      ['tax', 'answer-by', 1, '2026-09-15'],
    ]);
    api.now = '2026-09-18T16:00:00.000Z';
    expect(await outstanding()).toEqual([
      ['market', 'decide-by', 2, '2026-09-17'],
      ['tax', 'answer-by', 1, '2026-09-15'],
    ]);
    api.now = NOW;
  });

  /**
   * Ended at the market authority, in working days by the State Council's calendar, for six subjects: 1, 3, 0, 5, 3 and
   * 12 (over the National Day of 2025, worked on 28 September and 11 October).
   */
  async function repairs(counted: Counted): Promise<void> {
    const parts = [
      // Monday to Tuesday; Friday 21:00 to Wednesday; within one day; Monday to Monday.
      ['2026-03-02T02:00:00.000Z', '2026-03-03T02:00:00.000Z'],
      ['2026-03-06T13:00:00.000Z', '2026-03-11T02:00:00.000Z'],
      ['2026-03-04T01:00:00.000Z', '2026-03-04T09:00:00.000Z'],
      ['2026-03-09T02:00:00.000Z', '2026-03-16T02:00:00.000Z'],
      // 23:59 on Tuesday to 00:01 on Friday in Shanghai.
      ['2026-03-10T15:59:00.000Z', '2026-03-12T16:01:00.000Z'],
      ['2025-09-26T02:00:00.000Z', '2025-10-20T02:00:00.000Z'],
    ] as const;
    for (const [index, [forwardedAt, closedAt]] of parts.entries()) {
      await counted.repair('window', 'market', index + 1, { forwardedAt, closedAt });
    }
    await counted.repair('window', 'tax', 1, {
      forwardedAt: '2026-03-02T02:00:00.000Z',
      closedAt: '2026-03-06T02:00:00.000Z',
    });
  }

  const DURATIONS = ['withheld', 'ended', 'medianWorkingDays', 'ninetiethWorkingDays'];

  it('repair: working days from forwarding to the end, half and nine of ten', async () => {
    expect(await lines('repair-duration?from=2025-01-01', DURATIONS)).toEqual([
      ['market', false, 6, 3, 12],
      ['tax', true, null, null, null],
    ]);
    // By the day of the end: without the last, an odd number, whose median is one that occurred.
    expect(await lines('repair-duration?from=2026-03-03&before=2026-03-17&authority=market', DURATIONS)).toEqual([
      ['market', false, 5, 3, 5],
    ]);
  });

  /**
   * S25. At the market authority three decisions in time, the last entered in the last minute of its day in Shanghai, and
   * four late, one of them by two minutes; of the one without a certain day nothing is said. One late at the tax authority.
   */
  async function publicationsOf(counted: Counted): Promise<void> {
    const entered = async (authority: string, number: string, publishBy: string | null, at: string) =>
      await counted.record(authority, number, { decidedOn: '2026-02-02', publishBy, at });
    await entered('market', '罚1号', '2026-03-02', '2026-02-20T02:00:00.000Z');
    await entered('market', '罚2号', '2026-03-02', '2026-03-02T02:00:00.000Z');
    await entered('market', '罚3号', '2026-03-02', '2026-03-02T15:59:00.000Z');
    await entered('market', '罚4号', '2026-03-02', '2026-03-02T16:01:00.000Z');
    await entered('market', '罚5号', '2026-03-03', '2026-04-01T02:00:00.000Z');
    await entered('market', '罚6号', '2026-03-03', '2026-04-01T02:00:00.000Z');
    await entered('market', '罚7号', '2026-09-01', '2026-09-17T02:00:00.000Z');
    await entered('market', '罚8号', null, '2026-09-17T02:00:00.000Z');
    await entered('tax', '罚9号', '2026-03-03', '2026-04-01T02:00:00.000Z');
  }

  it('S25: of what was decided, how much was entered by the day on which it was to be published', async () => {
    const fields = ['inTime', 'late', 'rate'];
    expect(await lines('publication', fields)).toEqual([
      ['market', 3, 4, 42.9],
      ['tax', 0, 1, 0],
    ]);
    expect(await lines('publication?from=2026-03-02&before=2026-03-03', fields)).toEqual([['market', 3, 1, 75]]);
    expect((await read('publication')).clause).toContain('51号（十八）');
    expect((await ask('publication?format=csv')).body).toContain('market,示范县市场监督管理局,3,4,42.9');
  });

  it('S25: which were entered late, with the day they were due and the day they came, page after page', async () => {
    const path = '/v1/statistics/publication/late';
    type Late = { authority: { code: string }; documentNumber: string; publishBy: string; enteredOn: string };
    const pages: Late[][] = [];
    for (let cursor = ''; ; ) {
      const page = await api.send({ url: `${path}?limit=2${cursor}`, as: 'auditor' });
      const { items, next } = page.json<{ items: Late[]; next: string | null }>();
      pages.push(items);
      if (next === null) break;
      cursor = `&cursor=${next}`;
    }
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
    const found = pages
      .flat()
      .map(({ authority, documentNumber, publishBy, enteredOn }) => [
        authority.code,
        documentNumber,
        publishBy,
        enteredOn,
      ]);
    const [first, ...others] = found;
    const last = others.pop();
    expect(first).toEqual(['market', '罚4号', '2026-03-02', '2026-03-03']);
    expect(last).toEqual(['market', '罚7号', '2026-09-01', '2026-09-17']);
    // Of the same day, in whichever order, but each once.
    expect(others.toSorted((a, b) => String(a[1]).localeCompare(String(b[1])))).toEqual([
      ['market', '罚5号', '2026-03-03', '2026-04-01'],
      ['market', '罚6号', '2026-03-03', '2026-04-01'],
      ['tax', '罚9号', '2026-03-03', '2026-04-01'],
    ]);
    const codes = async (as: string, query = '') => {
      const answer = await api.send({ url: `${path}${query}`, as });
      const { items = [] } = answer.json<{ items?: Late[] }>();
      return [answer.statusCode, ...new Set(items.map(({ authority }) => authority.code))];
    };
    expect(await codes('liu')).toEqual([200, 'market']);
    expect(await codes('liu', '?authority=tax')).toEqual([403]);
    expect(await codes('auditor', '?authority=tax')).toEqual([200, 'tax']);
    expect(await codes('auditor', '?from=2026-09-02')).toEqual([200]);
    expect(await codes('chen')).toEqual([403]);
    expect(await codes('auditor', '?cursor=abc')).toEqual([400]);
  });

  it('a supervisor reads their own authority’s, nobody else’s; officers and applicants none', async () => {
    expect(await lines('on-time', ['step'], 'liu')).toEqual([
      ['market', 'decide-by'],
      ['market', 'objection-answer-by'],
      ['market', 'verify-by'],
    ]);
    expect((await ask('on-time?authority=market', 'liu')).statusCode).toBe(200);
    expect((await ask('on-time?authority=tax', 'liu')).json()).toMatchObject({ status: 403, code: 'role-not-allowed' });
    for (const figure of ['kept-rate', 'on-time', 'outstanding', 'publication', 'repair-duration']) {
      const answers = [await ask(figure, 'chen'), await ask(figure, 'zhang'), await ask(figure, 'admin')];
      expect([figure, ...answers.map(({ statusCode }) => statusCode)]).toEqual([figure, 403, 403, 200]);
    }
  });

  it('as a table for a spreadsheet, which reckons nothing out of it', async () => {
    const answer = await ask('repair-duration?from=2025-01-01&format=csv');
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    const [head, first, second, end] = answer.body.split('\r\n');
    expect(head).toBe('\ufeffauthority,authorityName,ended,medianWorkingDays,ninetiethWorkingDays,withheld');
    expect(first).toMatch(/^market,[^,]+,6,3,12,false$/);
    expect(second).toBe(`tax,"'=税务局, ""本级""",,,,true`);
    expect(end).toBe('');
  });

  it('says that a period ends after it begins', async () => {
    const answer = await ask('kept-rate?from=2026-03-01&before=2026-03-01');
    expect(answer.json()).toMatchObject({
      status: 400,
      errors: [{ pointer: '/query/before', code: 'not-after-from' }],
    });
  });
});
