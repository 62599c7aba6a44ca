import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '../../domain/time.ts';
import { rectificationWorkflowId } from '../../workflows/messages/rectification.ts';
import { outcomeOf } from '../support/cases.ts';
import { keepHistory } from '../support/histories.ts';
import { boss, inspector, RectificationBench } from '../support/rectification-bench.ts';

// Months go by in every one of them, and no date may be provisional.
const START = '2025-03-03T02:00:00.000Z';

describe('what counts is the day on which a report was received', () => {
  let bench: RectificationBench;
  beforeAll(async () => {
    bench = await RectificationBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('a report in time holds the ladder, however long the authority is silent', async () => {
    const on = await bench.broughtTo('checking');
    await bench.past(on, 'rectification-confirm-by');
    await bench.skipTo(new Date(Date.parse(await bench.now()) + 20 * 86_400_000).toISOString());
    expect(await bench.row(on)).toMatchObject({ status: 'checking' });
    const told = (await bench.notices(on)).filter((line) => line === 'escalation → market/supervisor');
    expect(told.length).toBeGreaterThanOrEqual(2);
    // It was late: rejected now, the subject is left days to put it right.
    expect(await outcomeOf(bench.reject(on, { reason: ' ' }))).toBe('refused: reason-missing');
    const due = await bench.workingDay(5);
    expect(await bench.reject(on)).toMatchObject({ status: 'rectifying', next: { kind: 'rectification-by', due } });
    expect((await bench.clock(on, 'rectification-by')).ledger.extensions).toHaveLength(1);
    await keepHistory(bench, rectificationWorkflowId(on.caseId), 'rectification-checked-late');
    await bench.leave(on);
  }, 120_000);

  it('rejected within the authority’s own term after the date, what came in time can be registered from that day', async () => {
    const on = await bench.ordered();
    const lastMoment = await bench.lastMomentOf(on, 'rectification-by');
    await bench.skipTo(new Date(Date.parse(lastMoment) - 3_600_000).toISOString());
    await bench.report(on);
    await bench.past(on, 'rectification-by');
    expect(await bench.row(on)).toMatchObject({ status: 'checking' });
    expect(await bench.clock(on, 'rectification-by')).toMatchObject({ state: 'met' });
    expect(await outcomeOf(bench.reject(on))).toBe('registering');
    expect(await bench.clock(on, 'rectification-by')).toMatchObject({ state: 'missed' });
    expect((await bench.clock(on, 'rectification-registration')).due).toBe(await bench.workingDay(1));
    await bench.past(on, 'rectification-registration');
    expect(await bench.row(on)).toMatchObject({ status: 'reminder-due' });
    await bench.leave(on);
  }, 120_000);

  it('a paper received on the last day and registered after the rung was passed calls the interview off', async () => {
    const on = await bench.broughtTo('reminder-called');
    const { due } = await bench.clock(on, 'rectification-by');
    expect(await outcomeOf(bench.report(on, { by: inspector, receivedOn: due }))).toMatch(
      /^(checking|refused: backdating-needs-supervisor)$/,
    );
    expect(await outcomeOf(bench.report(on, { by: boss, receivedOn: due }))).toBe('checking');
    expect(await bench.clocks(on)).toEqual(['rectification-confirm-by']);
    expect(await bench.timeline(on)).toEqual(
      expect.arrayContaining(['rectification-rung-restored', 'interview-called-off']),
    );
    // Not put right after all: what came in time can be registered, then the interview is to be called anew.
    expect(await outcomeOf(bench.reject(on))).toMatch(/^(registering|rectifying)$/);
    await bench.passRung(on);
    expect(await bench.row(on)).toMatchObject({ status: 'reminder-due' });
    expect(await outcomeOf(bench.call(on))).toBe('reminder-called');
    await keepHistory(bench, rectificationWorkflowId(on.caseId), 'rectification-registered-late');
    await bench.leave(on);
  }, 120_000);

  it('a late report is checked all the same, and holds nothing', async () => {
    const on = await bench.broughtTo('reminder-due');
    expect(await outcomeOf(bench.report(on))).toBe('reminder-due');
    expect(await bench.clocks(on)).toEqual(['interview-by', 'rectification-confirm-by']);
    expect(await outcomeOf(bench.reject(on))).toBe('reminder-due');
    expect(await outcomeOf(bench.reject(on))).toBe('refused: no-report-to-check');
    await bench.report(on);
    await bench.call(on);
    await bench.interviewed(on);
    // Not answered before the new date began, it is in time for that one.
    expect(await bench.row(on)).toMatchObject({ status: 'rectifying' });
    await bench.past(on, 'rectification-by');
    expect(await bench.row(on)).toMatchObject({ status: 'checking' });
    expect(await outcomeOf(bench.confirm(on))).toBe('rectified');
    expect(await bench.row(on)).toMatchObject({ outcome: { rung: 1 } });
  }, 120_000);

  it('the end of the ladder waits for the answer to a report that came late', async () => {
    const on = await bench.broughtTo('warning-called');
    await bench.interviewed(on);
    await bench.past(on, 'rectification-by');
    await bench.skipTo(
      new Date(Date.parse((await bench.clock(on, 'rectification-by')).dueAt) + 3_600_000).toISOString(),
    );
    expect(await outcomeOf(bench.report(on))).toBe('registering');
    await bench.past(on, 'rectification-registration');
    expect(await bench.row(on)).toMatchObject({ status: 'checking', closedAt: null });
    expect(await bench.clocks(on)).toEqual(['rectification-confirm-by']);
    expect(await bench.clock(on, 'rectification-by')).toMatchObject({ state: 'missed' });
    expect(await outcomeOf(bench.reject(on))).toBe('not-rectified');
    expect(await bench.clocks(on)).toEqual([]);
    expect(await bench.row(on)).toMatchObject({ outcome: { kind: 'not-rectified', reported: true }, nextKind: null });
    expect(await bench.ended(on)).toEqual({ status: 'not-rectified' });
    expect((await bench.timeline(on)).slice(-2)).toEqual(['rectification-not-confirmed', 'not-rectified']);
    expect(await bench.notices(on)).toContain('determination-to-consider → market/officer');
    await keepHistory(bench, rectificationWorkflowId(on.caseId), 'rectification-late-report-rejected-at-the-end');
  }, 240_000);

  it('a late report that is found true ends it as put right, after the last date too', async () => {
    const on = await bench.broughtTo('warning-called');
    await bench.interviewed(on);
    await bench.past(on, 'rectification-by');
    await bench.skipTo(
      new Date(Date.parse((await bench.clock(on, 'rectification-by')).dueAt) + 3_600_000).toISOString(),
    );
    await bench.report(on);
    await bench.past(on, 'rectification-registration');
    expect(await outcomeOf(bench.confirm(on))).toBe('rectified');
    expect(await bench.ended(on)).toEqual({ status: 'rectified' });
  }, 240_000);

  it('minutes that are written down days after they came in count from the day they came in', async () => {
    const on = await bench.broughtTo('reminder-called');
    const { ledger } = await bench.clock(on, 'interview-minutes-by');
    await bench.skipTo(`${ledger.startDay}T02:00:00.000Z`);
    const [day, receivedAt] = [await bench.today(), await bench.now()];
    await bench.skipTo(new Date(Date.parse(receivedAt) + 2 * 86_400_000).toISOString());
    const late = { on: day, receivedAt };
    // The date that was named has passed: nobody can be held to it, and the case goes on for who names another.
    expect(await outcomeOf(bench.minute(on, { ...late, rectifyBy: addDays(day, 1) }))).toBe(
      'refused: rectify-by-too-early',
    );
    expect(await outcomeOf(bench.minute(on, { ...late, rectifyBy: addDays(day, 20) }))).toBe('rectifying');
    expect((await bench.clock(on, 'rectification-by')).ledger).toMatchObject({ startDay: day, rule: { count: 20 } });
    await bench.leave(on);
  }, 240_000);

  it('force majeure moves the date, also while receipts are registered; never to an earlier day', async () => {
    const on = await bench.broughtTo('registering');
    const { due } = await bench.clock(on, 'rectification-by');
    expect(await outcomeOf(bench.prolong(on, due))).toBe('refused: extension-not-later');
    const later = await bench.workingDay(10);
    expect(await bench.prolong(on, later)).toMatchObject({ status: 'rectifying', next: { due: later } });
    expect(await bench.clocks(on)).toEqual(['rectification-by']);
    expect(await bench.notices(on)).toContain('rectification-extended → zhang');
    await bench.passRung(on);
    expect(await bench.row(on)).toMatchObject({ status: 'reminder-due' });
    await keepHistory(bench, rectificationWorkflowId(on.caseId), 'rectification-extended');
    await bench.leave(on);
  }, 120_000);

  it('what the service received in time and has not answered prolongs the registration, once', async () => {
    const on = await bench.broughtTo('registering');
    await bench.sql(
      `insert into request_key (caller, key, body_hash, received_at, act, case_id)
       values ('zhang', ?, repeat('0', 64), ?::timestamptz, 'rectification.report', ?)`,
      [on.caseId, await bench.now(), on.caseId],
    );
    await bench.past(on, 'rectification-registration');
    expect(await bench.row(on)).toMatchObject({ status: 'registering' });
    expect(await bench.notices(on)).toContain('rectification-registration-prolonged → zhang');
    await bench.past(on, 'rectification-registration');
    expect(await bench.row(on)).toMatchObject({ status: 'reminder-due' });
    await keepHistory(bench, rectificationWorkflowId(on.caseId), 'rectification-registration-prolonged');
    await bench.leave(on);
  }, 120_000);

  it('minutes that the authority does not write down are its own silence', async () => {
    const on = await bench.broughtTo('reminder-called');
    await bench.past(on, 'interview-minutes-by');
    expect(await bench.row(on)).toMatchObject({ status: 'reminder-called' });
    expect(await bench.notices(on)).toContain('escalation → market/supervisor');
    await bench.leave(on);
  }, 120_000);
});
