import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CalendarNotice } from '../../db/entities/calendar-notice.ts';
import { endOfDay } from '../../domain/time.ts';
import { determinationWorkflowId } from '../../workflows/messages/determination.ts';
import { outcomeOf } from '../support/cases.ts';
import { DeterminationBench, type OpenDetermination } from '../support/determination-bench.ts';
import { keepHistory } from '../support/histories.ts';

// Monday 28 December 2026: five working days on lies Monday 4 January 2027, a year whose days off are not known yet.
const START = '2026-12-28T02:00:00.000Z';

describe('the statement period of a determination into a year whose calendar is not loaded', () => {
  let bench: DeterminationBench;
  let opened: OpenDetermination;
  beforeAll(async () => {
    bench = await DeterminationBench.start({ startAt: START });
    opened = await bench.completed();
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('is told as provisional, and passes without anything adverse', async () => {
    expect(await bench.serve(opened)).toMatchObject({ next: { due: '2027-01-04', provisional: true } });
    await bench.skipTo(endOfDay('2027-01-06'));
    expect(await bench.row(opened)).toMatchObject({ status: 'statement-period', nextProvisional: true });
    expect((await bench.notices(opened)).filter((line) => line === 'provisional → admin')).toHaveLength(3);
    expect(await outcomeOf(bench.determine(opened))).toBe('StatusNotAllowed');
    expect(await outcomeOf(bench.state(opened))).toBe('statement-period');
  }, 300_000);

  it('is counted anew once the calendar is there, told to the subject, and then ends', async () => {
    const em = bench.orm.em.fork();
    const notice = { year: 2027, number: null, issuedOn: null, source: 'test' };
    em.create(CalendarNotice, { ...notice, loadedAt: await bench.now() });
    await em.flush();
    await bench.skipTo(endOfDay('2027-01-07'));
    expect(await bench.notices(opened)).toContain('recounted → zhang');
    const { dueAt } = await bench.clock(opened, 'statement-by');
    await bench.skipTo(dueAt);
    expect(await bench.row(opened)).toMatchObject({ status: 'reviewing' });
    await keepHistory(bench, determinationWorkflowId(opened.caseId), 'determination-date-recounted');
  }, 300_000);
});
