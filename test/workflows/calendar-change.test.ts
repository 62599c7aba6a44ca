import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loadCalendar } from '../../db/queries/calendar.ts';
import { addWorkingDays } from '../../domain/deadline/calendar.ts';
import { addDays, type Day, endOfDay } from '../../domain/time.ts';
import { startSweep } from '../../worker/start-sweep.ts';
import { SWEEP_WORKFLOW_ID } from '../../workflows/messages/sweep.ts';
import { calendarChangeWorkflowId } from '../../workflows/messages/calendar-change.ts';
import { Bench, type OpenCase } from '../support/bench.ts';
import { changeCalendar, changeTaken, loadDays, startChange } from '../support/calendar-loads.ts';
import { skipPastNextDate, supplyByOf } from '../support/cases.ts';
import { keepHistory, replayOf } from '../support/histories.ts';
import { stall } from '../support/procedures.ts';

jest.setTimeout(300_000);

// Monday 2 March 2026, 10:00 in Shanghai: ten working days on lies Monday 16 March.
const START = '2026-03-02T02:00:00.000Z';

describe('a changed calendar', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.start({ startAt: START, procedures: [stall()] });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });
  afterEach(() => {
    bench.boundary = undefined;
  });

  const open = async (): Promise<OpenCase> =>
    await bench.open({ procedure: 'stall-licence', subjectId: await bench.subject() });
  /** So many working days before a day, by the calendar as it is. */
  const before = async (due: Day, count: number): Promise<Day> =>
    addWorkingDays(await loadCalendar(bench.orm.em.fork()), due, -count);
  const dueOf = (on: OpenCase) => supplyByOf(bench, on);
  const recounted = async ({ caseId }: OpenCase): Promise<object[]> => {
    const rows = await bench.sql<{ data: object }>(
      "select data from timeline_entry where case_id = ? and kind = 'recounted' order by seq",
      [caseId],
    );
    return rows.map(({ data }) => data);
  };

  it('moves a date over a weekday that becomes a day off; the case then waits for the new one', async () => {
    const opened = await open();
    expect(await dueOf(opened)).toBe('2026-03-16');
    const id = await changeCalendar(bench, 2026, { '2026-03-10': 'off' });
    expect(await bench.row(opened)).toMatchObject({ nextDue: '2026-03-17', nextProvisional: false });
    expect(await recounted(opened)).toEqual([{ wait: 'supply-by', from: '2026-03-16', to: '2026-03-17' }]);
    expect((await bench.notices(opened)).filter((notice) => notice.startsWith('recounted'))).toEqual([
      'recounted → zhang',
    ]);
    await bench.skipTo(endOfDay('2026-03-16'));
    expect(await bench.row(opened)).toMatchObject({ status: 'awaiting-materials' });
    await bench.skipTo(endOfDay('2026-03-17'));
    expect(await bench.row(opened)).toMatchObject({ status: 'awaiting-registration' });
    expect(Object.values(await replayOf(bench, [calendarChangeWorkflowId(id)]))).toEqual([null]);
    await keepHistory(bench, calendarChangeWorkflowId(id), 'calendar-change');
    // What is closed stays as it ended, whatever is said of its days later.
    await changeCalendar(bench, 2026, { '2026-03-11': 'off' });
    expect(await recounted(opened)).toHaveLength(1);
    expect(await dueOf(opened)).toBe('2026-03-17');
    await bench.abandon(opened);
  });

  it('moves a date that rests, for it runs again where what was handed in is found wrong; nobody is told before', async () => {
    const opened = await open();
    const due = await dueOf(opened);
    await bench.supply(opened);
    expect(await bench.row(opened)).toMatchObject({ status: 'awaiting-verification' });
    await changeCalendar(bench, 2026, { [await before(due, 1)]: 'off' });
    const moved = await dueOf(opened);
    expect(moved > due).toBe(true);
    expect(await bench.notices(opened)).not.toContain('recounted → zhang');
    await bench.verify(opened, { 'business-licence': 'wrong' });
    expect(await bench.row(opened)).toMatchObject({ status: 'awaiting-materials', nextDue: moved });
    await bench.abandon(opened);
  });

  it('makes no date earlier: a Saturday that is worked leaves the day that was told', async () => {
    const opened = await open();
    const due = await dueOf(opened);
    const saturday = '2026-03-21';
    await changeCalendar(bench, 2026, { [saturday]: 'workday' });
    expect([await dueOf(opened), await recounted(opened)]).toEqual([due, []]);
    await bench.abandon(opened);
  });

  it('tells of a day that is moved before its day comes, and of no step by the day of before', async () => {
    const opened = await open();
    const due = await dueOf(opened);
    // The rows have moved on, and the workflow was not told: it wakes at the day of before, and finds it.
    await bench.sql(
      "update deadline set due = due + 1, due_at = due_at + interval '1 day' where case_id = ? and kind = 'supply-by'",
      [opened.caseId],
    );
    await bench.sql("insert into case_step (case_id, key, result, at) values (?, 'moved', '[]', ?)", [
      opened.caseId,
      START,
    ]);
    await bench.skipTo(endOfDay(due));
    expect(await bench.row(opened)).toMatchObject({ status: 'awaiting-materials' });
    await bench.skipTo(endOfDay(addDays(due, 1)));
    expect(await bench.row(opened)).toMatchObject({ status: 'awaiting-registration' });
    await bench.abandon(opened);
  });

  it('is taken once by each case, though every transaction breaks off before and after it', async () => {
    const cases = [await open(), await open(), await open()];
    const due = await dueOf(cases[0] as OpenCase);
    const broken = new Set<string>();
    bench.boundary = async (point, caseId, key) => {
      const at = `${point} ${caseId} ${key}`;
      if (!key.startsWith('calendar/') || broken.has(at)) return;
      broken.add(at);
      throw new Error('the connection to the worker broke');
    };
    await changeCalendar(bench, 2026, { [await before(due, 1)]: 'off' });
    expect(broken.size).toBe(2 * cases.length);
    for (const one of cases) {
      expect(await recounted(one)).toHaveLength(1);
      expect((await bench.notices(one)).filter((notice) => notice.startsWith('recounted'))).toHaveLength(1);
    }
    await bench.abandon(...cases);
  });

  it('of two at once, each date takes both', async () => {
    const opened = await open();
    const due = await dueOf(opened);
    const [one, other] = [await before(due, 1), await before(due, 2)];
    const [first, second] = [
      await loadDays(bench, 2026, { [one]: 'off' }),
      await loadDays(bench, 2026, { [other]: 'off' }),
    ];
    if (first === null || second === null) throw new Error('nothing changed');
    await Promise.all([startChange(bench, second), startChange(bench, first)]);
    // One after the other: two sleeps at once would let the clock run while a workflow task is under way.
    await changeTaken(bench, first);
    await changeTaken(bench, second);
    const moves = (await recounted(opened)) as { from: string; to: string }[];
    // Whichever came first read a calendar that had both.
    expect(moves).toHaveLength(1);
    expect([moves[0]?.from, moves[0]?.to]).toEqual([due, await dueOf(opened)]);
    expect((await dueOf(opened)) >= addDays(due, 2)).toBe(true);
    await bench.abandon(opened);
  });

  it('reaches a case that was being written while it was loaded', async () => {
    const id = await loadDays(bench, 2026, { '2026-12-21': 'off' });
    if (id === null) throw new Error('nothing changed');
    await startChange(bench, id);
    // By the calendar of before, and not seen by the first round: as a transaction that was under way.
    const opened = await open();
    const later = `update deadline set due = '2026-12-21', due_at = '2026-12-21T16:00:00.000Z',
      ledger = ledger || '{"startDay": "2026-12-07"}' where case_id = ? and kind = 'supply-by'`;
    await bench.sql(later, [opened.caseId]);
    await changeTaken(bench, id);
    expect(await recounted(opened)).toEqual([{ wait: 'supply-by', from: '2026-12-21', to: '2026-12-22' }]);
    await bench.abandon(opened);
  });

  it('that was stored before the process died is started by the sweep', async () => {
    const opened = await open();
    const due = await dueOf(opened);
    const id = await loadDays(bench, 2026, { [await before(due, 1)]: 'off', [await before(due, 3)]: 'off' });
    if (id === null) throw new Error('nothing changed');
    await startSweep(bench.env.client.workflow, bench.taskQueue);
    await bench.skipTo(new Date(Date.parse(await bench.now()) + 5 * 60_000).toISOString());
    expect(await recounted(opened)).toHaveLength(1);
    const [change] = await bench.sql(
      'select started_at is not null as started, finished_at is not null as finished from calendar_change where id = ?',
      [id],
    );
    expect(change).toEqual({ started: true, finished: true });
    // It wakes every minute, and the clock is moved by months below.
    await bench.env.client.workflow.getHandle(SWEEP_WORKFLOW_ID).terminate();
    await bench.abandon(opened);
  });

  it('leaves to people a case whose rows cannot be counted, and takes the others on', async () => {
    const [broken, sound] = [await open(), await open()];
    const due = await dueOf(sound);
    await bench.sql(`update deadline set ledger = jsonb_set(ledger, '{rule,count}', '-1') where case_id = ?`, [
      broken.caseId,
    ]);
    await changeCalendar(bench, 2026, { [await before(due, 1)]: 'off' });
    expect([await recounted(broken), (await recounted(sound)).length]).toEqual([[], 1]);
    const failed = await bench.sql("select object_id from audit_entry where action = 'calendar.recount-failed'");
    const { number } = await bench.row(broken);
    // Told once, though a second round goes over it too.
    expect(failed).toEqual([{ object_id: number }]);
    expect((await bench.notices(broken)).filter((notice) => notice.endsWith('→ admin'))).toEqual([
      'case-not-changed → admin',
    ]);
    await bench.abandon(broken, sound);
  });

  it('makes a provisional date certain before it comes', async () => {
    await bench.skipTo('2026-12-21T02:00:00.000Z');
    const opened = await open();
    expect(await bench.row(opened)).toMatchObject({ nextDue: '2027-01-04', nextProvisional: true });
    await changeCalendar(bench, 2027, { '2027-01-01': 'off' });
    expect(await bench.row(opened)).toMatchObject({ nextDue: '2027-01-05', nextProvisional: false });
    await skipPastNextDate(bench, [opened]);
    expect(await bench.row(opened)).toMatchObject({ status: 'awaiting-registration' });
    expect((await bench.notices(opened)).filter((notice) => notice === 'provisional → admin')).toEqual([]);
    await bench.abandon(opened);
  });
});
