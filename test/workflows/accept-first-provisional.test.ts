import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CalendarDay } from '../../db/entities/calendar-day.ts';
import { CalendarNotice } from '../../db/entities/calendar-notice.ts';
import { endOfDay } from '../../domain/time.ts';
import { Bench, type OpenCase, supervisor } from '../support/bench.ts';
import { skipPastNextDate } from '../support/cases.ts';
import { changeCalendar } from '../support/calendar-loads.ts';
import { keepHistory } from '../support/histories.ts';
import { acceptFirstWorkflowId } from '../../workflows/messages/accept-first.ts';
import { stall } from '../support/procedures.ts';

// Monday 21 December 2026: ten working days on lies Monday 4 January 2027, a year whose days off are not known yet.
const START = '2026-12-21T02:00:00.000Z';
const TOLD = '2027-01-04';

describe('a date in a year whose calendar is not loaded', () => {
  let bench: Bench;
  let opened: OpenCase;
  beforeAll(async () => {
    bench = await Bench.start({ startAt: START, procedures: [stall()] });
    opened = await bench.open({ procedure: 'stall-licence' });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('is told as provisional', async () => {
    expect(opened.answer).toMatchObject({ next: { kind: 'supply-by', due: TOLD, provisional: true } });
    const { data } =
      (
        await bench.sql<{ data: object }>(
          "select data from timeline_entry where case_id = ? and kind = 'accepted-first'",
          [opened.caseId],
        )
      )[0] ?? {};
    expect(data).toMatchObject({ supplyBy: TOLD, provisional: true });
  });

  it('passes without anything adverse, and the administrator is told daily', async () => {
    await bench.skipTo(endOfDay('2027-01-06'));
    expect(await bench.row(opened)).toMatchObject({ status: 'awaiting-materials', nextProvisional: true });
    const told = (await bench.notices(opened)).filter((notice) => notice === 'provisional → admin');
    expect(told).toHaveLength(3);
    expect(await bench.performance(opened)).toBeNull();
  });

  it('takes a paper meanwhile', async () => {
    const paper = { procedure: 'stall-licence', receivedOn: '2026-12-22', by: supervisor } as const;
    const other = await bench.open(paper);
    expect(await bench.supply(other)).toMatchObject({ accepted: true, status: 'awaiting-verification' });
    await bench.abandon(other);
  });

  it('is counted anew once the calendar is there, leaves a day to whoever hears of it late, and then counts', async () => {
    await loadCalendar(2027, [{ day: '2027-01-01', kind: 'off', name: '元旦' }]);
    await bench.skipTo(endOfDay('2027-01-07'));
    expect(await bench.notices(opened)).toContain('recounted → zhang');
    // It would have been the 5th; told in the night after the 7th, it is the next working day.
    expect(await supplyBy(opened)).toEqual({ due: '2027-01-11', provisional: false, state: 'running' });
    await skipPastNextDate(bench, [opened]);
    expect(await bench.row(opened)).toMatchObject({ status: 'awaiting-registration' });
    await skipPastNextDate(bench, [opened]);
    expect(await bench.row(opened)).toMatchObject({ status: 'ended', outcome: { kind: 'late' } });
    expect(await bench.end(opened)).toEqual({ status: 'ended' });
    await keepHistory(bench, acceptFirstWorkflowId(opened.caseId), 'date-recounted');
  });

  it('stands where the calendar confirms it, and goes on from there', async () => {
    await bench.skipTo('2027-12-20T02:00:00.000Z');
    const confirmed = await bench.open({ procedure: 'stall-licence' });
    expect(confirmed.answer).toMatchObject({ next: { due: '2028-01-03', provisional: true } });
    await changeCalendar(bench, 2028, { '2028-05-01': 'off' });
    expect(await supplyBy(confirmed)).toEqual({ due: '2028-01-03', provisional: false, state: 'running' });
    await bench.skipTo(endOfDay('2028-01-03'));
    expect(await supplyBy(confirmed)).toEqual({ due: '2028-01-03', provisional: false, state: 'missed' });
    expect(await bench.row(confirmed)).toMatchObject({ status: 'awaiting-registration' });
    expect(await bench.notices(confirmed)).not.toContain('provisional → admin');
    await bench.abandon(confirmed);
  });

  it('is never made earlier than told', async () => {
    await bench.skipTo('2028-12-20T02:00:00.000Z');
    const told = await bench.open({ procedure: 'stall-licence' });
    expect(told.answer).toMatchObject({ next: { due: '2029-01-03', provisional: true } });
    // A Saturday worked in the new year would make the tenth working day an earlier one.
    await changeCalendar(bench, 2029, { '2028-12-30': 'workday' });
    await bench.skipTo(endOfDay('2029-01-03'));
    expect(await supplyBy(told)).toEqual({ due: '2029-01-03', provisional: false, state: 'missed' });
    await bench.abandon(told);
  });

  it('leaves a day too where its own step comes first to the case, and no report was made before', async () => {
    await bench.skipTo('2029-12-19T02:00:00.000Z');
    const unheard = await bench.open({ procedure: 'stall-licence' });
    expect(unheard.answer).toMatchObject({ next: { due: '2030-01-02', provisional: true } });
    await loadCalendar(2030, [{ day: '2030-05-01', kind: 'off', name: '劳动节' }]);
    await bench.skipTo(endOfDay('2030-01-02'));
    expect(await supplyBy(unheard)).toEqual({ due: '2030-01-04', provisional: false, state: 'running' });
    expect(await bench.notices(unheard)).toContain('recounted → zhang');
    await bench.abandon(unheard);
  });

  async function supplyBy({ caseId }: OpenCase): Promise<{ due: string; provisional: boolean; state: string }> {
    const [row] = await bench.sql<{ due: string; provisional: boolean; state: string }>(
      "select due::text, provisional, state from deadline where case_id = ? and kind = 'supply-by'",
      [caseId],
    );
    if (row === undefined) throw new Error('no supply-by date');
    return row;
  }

  async function loadCalendar(
    year: number,
    days: { day: string; kind: 'off' | 'workday'; name: string }[],
  ): Promise<void> {
    const em = bench.orm.em.fork();
    em.create(CalendarNotice, { year, number: null, issuedOn: null, source: 'test', loadedAt: await bench.now() });
    for (const day of days) em.create(CalendarDay, { ...day, year });
    await em.flush();
  }
});
