import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loadCalendar } from '../../db/queries/calendar.ts';
import { addWorkingDays } from '../../domain/deadline/calendar.ts';
import type { Day } from '../../domain/time.ts';
import { changeCalendar } from '../support/calendar-loads.ts';
import { outcomeOf } from '../support/cases.ts';
import { ObjectionBench } from '../support/objection-bench.ts';

jest.setTimeout(300_000);

const SATURDAY = '2026-09-12';

describe('a date that was told before a Saturday became a working day', () => {
  let bench: ObjectionBench;
  let told: { extended: Day; stopped: Day; inspected: Day; repair: Day; check: Day; paused: Day; statement: Day };
  let objections: { extended: { caseId: string }; stopped: { caseId: string }; inspected: { caseId: string } };
  let repairs: { extended: { caseId: string }; paused: { caseId: string } };
  let withdrawal: { caseId: string };
  beforeAll(async () => {
    // Thursday 10 September 2026, 10:00 in Shanghai.
    bench = await ObjectionBench.start({ startAt: '2026-09-10T02:00:00.000Z' });
    objections = { extended: await bench.inCheck(), stopped: await bench.inCheck(), inspected: await bench.inCheck() };
    repairs = { extended: await bench.openFor('market'), paused: await bench.openFor('market') };
    for (const one of Object.values(repairs)) await bench.accept(one, 'market');
    withdrawal = await bench.served();
    told = await dates();
    await changeCalendar(bench, 2026, { [SATURDAY]: 'workday' });
    expect(await dates()).toEqual(told);
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  const answerDue = async (on: { caseId: string }) => (await bench.clock(on, 'objection-answer-by')).due;
  const repairDue = async (on: { caseId: string }, kind = 'answer-by') =>
    (await bench.deadline(on, 'market', kind)).due;
  const dates = async () => ({
    extended: await answerDue(objections.extended),
    stopped: await answerDue(objections.stopped),
    inspected: await answerDue(objections.inspected),
    repair: await repairDue(repairs.extended),
    check: await repairDue(repairs.extended, 'check-by'),
    paused: await repairDue(repairs.paused),
    statement: (await bench.clock(withdrawal, 'statement-by')).due,
  });
  const later = async (day: Day, workingDays: number): Promise<Day> =>
    addWorkingDays(await loadCalendar(bench.orm.em.fork()), day, workingDays);

  it('is extended from the day that was told, by all that the extension adds', async () => {
    expect(told.extended).toBe('2026-09-17');
    expect(await outcomeOf(bench.extendCheck(objections.extended, 5))).toBe('in-check');
    expect(await answerDue(objections.extended)).toBe(await later(told.extended, 5));
    // What was told by the extension is not taken back by a pause after it either.
    await bench.inspect(objections.extended, 3);
    await bench.endInspection(objections.extended);
    expect(await answerDue(objections.extended)).toBe(await later(told.extended, 5));
    await bench.leave(objections.extended);
  });

  it('is kept by a pause that costs nothing, and goes on with all the days that were left', async () => {
    await bench.inspect(objections.stopped, 3);
    expect(await outcomeOf(bench.endInspection(objections.stopped))).toBe('in-check');
    expect(await answerDue(objections.stopped)).toBe(told.stopped);
    await bench.inspect(objections.inspected, 3);
    // Until Monday the 14th: Friday, Saturday and Monday are lost.
    expect(await bench.past(objections.inspected, 'objection-inspection-until')).toBe('2026-09-14');
    expect(await answerDue(objections.inspected)).toBe(await later(told.inspected, 3));
    await bench.leave(objections.stopped, objections.inspected);
  });

  it('of a part of a repair is extended, and goes on after a hearing, in the same way', async () => {
    await bench.extend(repairs.extended, 'market', 5);
    expect(await repairDue(repairs.extended)).toBe(await later(told.repair, 5));
    expect((await repairDue(repairs.extended, 'check-by')) >= (await later(told.check, 5))).toBe(true);
    await bench.pause(repairs.paused, 'market', 5);
    await bench.resume(repairs.paused, 'market');
    expect((await repairDue(repairs.paused)) >= told.paused).toBe(true);
    await bench.abandon(repairs.extended, repairs.paused);
  });

  it('of a subject to be heard is not earlier where it gives its hearing up', async () => {
    await bench.askHearing(withdrawal);
    expect(await bench.giveHearingUp(withdrawal, await bench.today())).toMatchObject({ status: 'statement-period' });
    expect((await bench.clock(withdrawal, 'statement-by')).due >= told.statement).toBe(true);
    await bench.leave(withdrawal);
  });
});
