import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Application } from '../../workflows/messages/accept-first.ts';
import { Bench, type OpenCase, supervisor } from '../support/bench.ts';
import { supplyByOf } from '../support/cases.ts';
import { stall } from '../support/procedures.ts';

// Friday 18 September 2026, 10:00 in Shanghai; 20 September is a make-up working day, 25 to 27 is Mid-Autumn.
const START = '2026-09-18T02:00:00.000Z';

describe('paper that is registered long after it came', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.start({ startAt: START, procedures: [stall()] });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  const register = async (change: Partial<Application>): Promise<OpenCase> =>
    await bench.open({
      procedure: 'stall-licence',
      subjectId: await bench.subject(),
      by: supervisor,
      applicantSub: null,
      receivedOn: '2026-07-01',
      ...change,
    });

  it('without a notice handed over back then, leaves days to supply from the registration', async () => {
    const opened = await register({});
    expect(opened.answer).toMatchObject({ outcome: 'accepted-first', status: 'awaiting-materials' });
    expect(await supplyByOf(bench, opened)).toBe('2026-09-24');
    const [row] = await bench.sql<{ ledger: object }>(
      "select ledger from deadline where kind = 'supply-by' and case_id = ?",
      [opened.caseId],
    );
    expect(row?.ledger).toMatchObject({ startDay: '2026-07-01', notEarlierThan: { day: '2026-09-24' } });
    expect(await bench.performance(opened)).toBeNull();
    await bench.supply(opened, { by: supervisor, means: 'counter' });
    expect(await bench.row(opened)).toMatchObject({ status: 'awaiting-verification' });
    await bench.abandon(opened);
  });

  it('with a notice handed over later than the paper came, runs from the day of the notice', async () => {
    const opened = await register({ noticeHandedOn: '2026-09-14' });
    expect(await supplyByOf(bench, opened)).toBe('2026-09-28');
    await bench.abandon(opened);
  });

  it('with a notice handed over back then, ends as a promise that was not kept', async () => {
    const opened = await register({ noticeHandedOn: '2026-07-01' });
    expect(await bench.end(opened)).toEqual({ status: 'ended' });
    expect(await bench.row(opened)).toMatchObject({ status: 'ended', outcome: { kind: 'late' } });
    expect(await bench.performance(opened)).toBe('not-kept');
  });

  it.each([
    ['before the paper came', '2026-06-30', 'notice-before-receipt'],
    ['in the future', '2026-09-19', 'notice-in-future'],
  ])('is not registered with a notice handed over %s', async (_name, noticeHandedOn, code) => {
    const opened = await register({ noticeHandedOn });
    expect(opened.answer).toMatchObject({ outcome: 'not-registered', refusals: [{ code }] });
  });

  it('has no day of a notice where it came online', async () => {
    const opened = await bench.open({ procedure: 'stall-licence', noticeHandedOn: '2026-09-18' });
    expect(opened.answer).toMatchObject({
      outcome: 'not-registered',
      refusals: [{ code: 'notice-day-on-paper-only' }],
    });
  });
});
