import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CalendarNotice } from '../../db/entities/calendar-notice.ts';
import { endOfDay } from '../../domain/time.ts';
import { rectificationWorkflowId } from '../../workflows/messages/rectification.ts';
import { outcomeOf } from '../support/cases.ts';
import { keepHistory } from '../support/histories.ts';
import { type OpenRectification, RectificationBench } from '../support/rectification-bench.ts';

// Monday 14 December 2026: fifteen working days on lies in January 2027, a year whose days off are not known yet.
const START = '2026-12-14T02:00:00.000Z';

describe('a rectify-by date in a year whose calendar is not loaded', () => {
  let bench: RectificationBench;
  let opened: OpenRectification;
  beforeAll(async () => {
    bench = await RectificationBench.start({ startAt: START });
    opened = await bench.ordered();
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('is told as provisional, and passes without anything adverse', async () => {
    expect(opened.answer).toMatchObject({ next: { due: '2027-01-04', provisional: true } });
    await bench.skipTo(endOfDay('2027-01-06'));
    expect(await bench.row(opened)).toMatchObject({ status: 'rectifying', nextProvisional: true });
    expect((await bench.notices(opened)).filter((line) => line === 'provisional → admin')).toHaveLength(3);
    expect(await outcomeOf(bench.report(opened))).toBe('rectifying');
    expect(await outcomeOf(bench.reject(opened))).toBe('rectifying');
  }, 120_000);

  it('is counted anew once the calendar is there, told to the subject, and then passes', async () => {
    const em = bench.orm.em.fork();
    const notice = { year: 2027, number: null, issuedOn: null, source: 'test' };
    em.create(CalendarNotice, { ...notice, loadedAt: await bench.now() });
    await em.flush();
    await bench.skipTo(endOfDay('2027-01-07'));
    expect(await bench.notices(opened)).toContain('recounted → zhang');
    await bench.past(opened, 'rectification-by');
    expect(await bench.row(opened)).toMatchObject({ status: 'registering' });
    await keepHistory(bench, rectificationWorkflowId(opened.caseId), 'rectification-date-recounted');
  }, 120_000);
});
