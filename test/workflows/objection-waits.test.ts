import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CalendarNotice } from '../../db/entities/calendar-notice.ts';
import { endOfDay } from '../../domain/time.ts';
import { objectionWorkflowId } from '../../workflows/messages/objection.ts';
import { outcomeOf } from '../support/cases.ts';
import { keepHistory } from '../support/histories.ts';
import { MEASURE, ObjectionBench, type OpenObjection } from '../support/objection-bench.ts';

// Thursday 10 September 2026, far from days off until the 20th, a Sunday that is worked.
const START = '2026-09-10T02:00:00.000Z';

describe('an objection that waits', () => {
  let bench: ObjectionBench;
  beforeAll(async () => {
    bench = await ObjectionBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('silence of the window, then of the authority, is told again and again and answers nothing', async () => {
    const on = await bench.object(await bench.shown());
    expect(await bench.past(on, 'objection-forward-by')).toBe('2026-09-11');
    await bench.skipTo(endOfDay('2026-09-16'));
    expect(await bench.row(on)).toMatchObject({ status: 'awaiting-forwarding' });
    const told = async (line: string) => (await bench.notices(on)).filter((one) => one === line).length;
    expect(await told('escalation → window/supervisor')).toBe(2);
    expect(await told('escalation → market/supervisor')).toBe(0);
    expect(await bench.forward(on)).toMatchObject({ next: { due: '2026-09-23' } });
    expect(await bench.clock(on, 'objection-forward-by')).toMatchObject({ state: 'missed' });
    expect(await bench.past(on, 'objection-answer-by')).toBe('2026-09-23');
    expect(await told('escalation → market/supervisor')).toBe(1);
    expect(await bench.row(on)).toMatchObject({ status: 'in-check' });
    // Nobody's silence brings the measures back.
    expect(await bench.standing(on.recordId)).toMatchObject({ published: true, measuresInForce: [] });
    // Late it is answered all the same, and can neither be stopped nor prolonged any more.
    expect(await outcomeOf(bench.inspect(on))).toBe('refused: inspection-late');
    expect(await outcomeOf(bench.extendCheck(on))).toBe('refused: objection-extension-late');
    expect(await outcomeOf(bench.reject(on))).toBe('rejected');
    expect(await bench.clock(on, 'objection-answer-by')).toMatchObject({ state: 'missed' });
    // Each was late with what was its own to do, whoever has the case in the end.
    const late = 'select d.kind, a.code from deadline d join authority a on a.id = d.authority_id where d.case_id = ?';
    expect(await bench.sql(`${late} order by d.due`, [on.caseId])).toEqual([
      { kind: 'objection-forward-by', code: 'window' },
      { kind: 'objection-answer-by', code: 'market' },
    ]);
    await keepHistory(bench, objectionWorkflowId(on.caseId), 'objection-silent');
  }, 120_000);

  it('taken back: what the authority was late with by then it was late with, and nothing else', async () => {
    const [late, inTime] = [await bench.inCheck(), await bench.inCheck()];
    await bench.takeBack(inTime);
    expect(await bench.clock(inTime, 'objection-answer-by')).toMatchObject({ state: 'closed' });
    await bench.past(late, 'objection-answer-by');
    await bench.takeBack(late);
    expect(await bench.row(late)).toMatchObject({ status: 'withdrawn' });
    expect(await bench.clock(late, 'objection-answer-by')).toMatchObject({ state: 'missed' });
  }, 120_000);

  it('an inspection stands still until it is over, or until the time told for it is: the clock then goes on by itself', async () => {
    const [first, second] = [await bench.inCheck(), await bench.inCheck()];
    const { due: before } = await bench.clock(first, 'objection-answer-by');
    expect(await bench.inspect(first, 3)).toMatchObject({
      status: 'inspection',
      next: { kind: 'objection-inspection-until' },
    });
    await bench.inspect(second, 3);
    expect(await bench.clocks(second)).toEqual(['objection-inspection-until']);
    expect(await outcomeOf(bench.reject(first))).toBe('StatusNotAllowed');
    expect(await outcomeOf(bench.endInspection(first))).toBe('in-check');
    // Begun and ended on the day that is not counted anyway, it moves nothing.
    expect((await bench.clock(first, 'objection-answer-by')).due).toBe(before);
    await bench.past(second, 'objection-inspection-until');
    expect(await bench.row(second)).toMatchObject({ status: 'in-check', nextKind: 'objection-answer-by' });
    expect(await bench.timeline(second)).toContain('objection-inspection-over');
    expect(await bench.notices(second)).toContain('objection-inspection-over → zhang');
    expect((await bench.clock(second, 'objection-answer-by')).due > before).toBe(true);
    expect((await bench.standing(second.recordId)).measuresInForce).toEqual([]);
    expect(await outcomeOf(bench.inspect(second, 58))).toBe('refused: inspection-too-long');
    await keepHistory(bench, objectionWorkflowId(second.caseId), 'objection-inspected');
    await bench.leave(first, second);
  }, 120_000);

  it('an extension moves the date once, and who objected is told why', async () => {
    const on = await bench.inCheck();
    const { due: from } = await bench.clock(on, 'objection-answer-by');
    expect(await outcomeOf(bench.extendCheck(on, 16))).toBe('refused: objection-extension-too-long');
    expect(await outcomeOf(bench.extendCheck(on, 5))).toBe('in-check');
    const { due: until } = await bench.clock(on, 'objection-answer-by');
    expect(until > from).toBe(true);
    const [body] = await bench.noticeBodies(on, 'objection-extended');
    expect(body).toContain('需调取外省档案');
    expect(await outcomeOf(bench.extendCheck(on, 5))).toBe('refused: objection-extended-once');
    await bench.leave(on);
  }, 60_000);

  it('an act in the minute of its deadline: what was received before it is in time, whenever its timer fired', async () => {
    const early = await bench.inCheck();
    const late = await bench.inCheck();
    const [answered, answeredLate] = [await bench.inCheck(), await bench.inCheck()];
    const { dueAt } = await bench.clock(early, 'objection-answer-by');
    const lastMoment = new Date(Date.parse(dueAt) - 1).toISOString();
    // The date and the window of spread wakings have passed; both were told to the supervisor.
    await bench.skipTo(dueAt);
    expect(await outcomeOf(bench.extendCheck(early, 5, { receivedAt: lastMoment }))).toBe('in-check');
    await bench.reject(answered, { receivedAt: lastMoment });
    await bench.reject(answeredLate, { receivedAt: dueAt });
    expect(await bench.clock(answered, 'objection-answer-by')).toMatchObject({ state: 'met' });
    expect(await bench.clock(answeredLate, 'objection-answer-by')).toMatchObject({ state: 'missed' });
    expect(await outcomeOf(bench.extendCheck(late, 5, { receivedAt: dueAt }))).toBe(
      'refused: objection-extension-late',
    );
    expect(await bench.forward(early).catch(() => 'thrown')).toBe('thrown');
    await bench.leave(early, late);
  }, 60_000);
});

describe('an objection into a year whose calendar is not loaded', () => {
  let bench: ObjectionBench;
  let on: OpenObjection;
  beforeAll(async () => {
    // Monday 28 December 2026.
    bench = await ObjectionBench.start({ startAt: '2026-12-28T02:00:00.000Z' });
    on = await bench.inCheck();
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('is told as provisional, and no inspection ends on a date that may move', async () => {
    expect(await bench.inspect(on, 4)).toMatchObject({ next: { provisional: true } });
    await bench.past(on, 'objection-inspection-until');
    expect(await bench.row(on)).toMatchObject({ status: 'inspection', nextProvisional: true });
    expect(await bench.notices(on)).toContain('provisional → admin');
    const em = bench.orm.em.fork();
    em.create(CalendarNotice, {
      year: 2027,
      number: null,
      issuedOn: null,
      source: 'test',
      loadedAt: await bench.now(),
    });
    await em.flush();
    await bench.skipTo(endOfDay('2027-01-06'));
    expect(await bench.row(on)).toMatchObject({ status: 'in-check' });
    expect(await bench.clock(on, 'objection-answer-by')).toMatchObject({ provisional: false });
    expect((await bench.standing(on.recordId)).measuresInForce).toEqual([]);
    expect(await outcomeOf(bench.reject(on))).toBe('rejected');
    expect((await bench.standing(on.recordId)).measuresInForce).toEqual([MEASURE.code]);
    await keepHistory(bench, objectionWorkflowId(on.caseId), 'objection-date-recounted');
  }, 120_000);
});
