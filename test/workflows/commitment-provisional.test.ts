import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CalendarDay } from '../../db/entities/calendar-day.ts';
import { CalendarNotice } from '../../db/entities/calendar-notice.ts';
import { endOfDay } from '../../domain/time.ts';
import { commitmentWorkflowId } from '../../workflows/messages/commitment.ts';
import { CommitmentBench, type Promised } from '../support/commitment-bench.ts';
import { obligation } from '../support/promises.ts';
import { keepHistory } from '../support/histories.ts';

// Monday 21 December 2026; the promise is due in 2027, whose days off are not known yet.
const START = '2026-12-21T02:00:00.000Z';
const DUE = '2027-01-06';

jest.setTimeout(300_000);

describe('an obligation due in a year whose calendar is not loaded', () => {
  let bench: CommitmentBench;
  let on: Promised;
  beforeAll(async () => {
    bench = await CommitmentBench.start({ startAt: START });
    on = await bench.promise([obligation('a', { term: { kind: 'day', due: DUE } })]);
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('is told as provisional, and passes without anything adverse', async () => {
    expect(on.answer).toMatchObject({ next: { kind: 'fulfil-by', due: DUE, provisional: true } });
    await bench.skipTo(endOfDay('2027-01-09'));
    expect(await bench.row(on)).toMatchObject({ status: 'running', nextProvisional: true });
    expect(await bench.timeline(on)).not.toContain('obligation-passed');
    expect((await bench.notices(on)).filter((notice) => notice === 'provisional → admin').length).toBeGreaterThan(2);
  });

  it('is counted anew once the calendar is there, leaves a day, and then counts', async () => {
    const em = bench.orm.em.fork();
    const at = await bench.now();
    em.create(CalendarNotice, { year: 2027, number: null, issuedOn: null, source: 'test', loadedAt: at });
    em.create(CalendarDay, { day: '2027-01-01', year: 2027, kind: 'off', name: '元旦' });
    await em.flush();
    await bench.skipTo(endOfDay('2027-01-11'));
    expect(await bench.notices(on)).toContain('recounted → zhang');
    await bench.letPass(on);
    expect(await bench.end(on)).toEqual({ status: 'broken' });
    await keepHistory(bench, commitmentWorkflowId(on.caseId), 'commitment-date-recounted');
  });
});
