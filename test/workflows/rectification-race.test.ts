import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays, endOfDay } from '../../domain/time.ts';
import { rectificationWorkflowId } from '../../workflows/messages/rectification.ts';
import { outcomeOf } from '../support/cases.ts';
import { keepHistory, replayOf } from '../support/histories.ts';
import { boss, inspector, type OpenRectification, RectificationBench } from '../support/rectification-bench.ts';
import { inSeconds, SOON_SECONDS } from '../support/moments.ts';

const START = '2026-03-02T02:00:00.000Z';

describe('a rectification, acted on while the clock runs', () => {
  let bench: RectificationBench;
  const cases: OpenRectification[] = [];
  beforeAll(async () => {
    bench = await RectificationBench.start({ startAt: START, realTime: true });
    // Nothing is spread, and nobody is reminded: the first thing that happens by itself is that the date passes.
    await bench.setRules({ 'case.wake-spread-seconds': 0, 'rectification.reminders-before-working-days': [250] });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });
  beforeEach(() => {
    bench.boundary = undefined;
    bench.moveTo(START);
  });
  // Whatever happened at once is replayed as it happened.
  afterEach(async () => {
    const done = cases.splice(0);
    await bench.leave(...done);
    const replayed = await replayOf(
      bench,
      done.map(({ caseId }) => rectificationWorkflowId(caseId)),
    );
    expect(Object.values(replayed).filter((error) => error !== null)).toEqual([]);
  });

  it.each(['before-commit', 'after-commit'] as const)(
    'a report under way (%s) in the last minute, while the date passes, is in time',
    async (point) => {
      const on = await ordered();
      const due = await comesSoon(on);
      const answer = bench.heldPastTheEnd(due, point, (receivedAt) => outcomeOf(bench.report(on, { receivedAt })));
      expect(await answer).toMatch(/^(rectifying|checking)$/);
      await bench.until(async () => (await bench.row(on)).status === 'checking');
      expect(await bench.clock(on, 'rectification-by')).toMatchObject({ state: 'met' });
      await keepHistory(bench, rectificationWorkflowId(on.caseId), 'rectification-report-while-the-timer-fired');
    },
    60_000,
  );

  it('48 hours without a worker change nothing in where a case stands', async () => {
    const on = await ordered();
    const due = await comesSoon(on);
    await bench.stopWorker();
    await bench.dayIsOver(due);
    bench.moveTo(inSeconds(endOfDay(due), 48 * 3600));
    expect(await bench.row(on)).toMatchObject({ status: 'rectifying' });
    await bench.startWorker();
    // The registration of receipts is over too by then: both steps are taken, one after the other.
    await bench.until(async () => (await bench.row(on)).status === 'reminder-due');
    expect((await bench.timeline(on)).filter((kind) => kind.startsWith('rectification-'))).toEqual([
      'rectification-opened',
      'rectification-date-passed',
      'rectification-rung-passed',
    ]);
    // The authority's own term begins the day after the registration ended, not when the worker came back.
    const { due: registeredUntil } = await bench.clock(on, 'rectification-registration');
    const { ledger } = await bench.clock(on, 'interview-by');
    expect(ledger.startDay).toBe(addDays(registeredUntil, 1));
  }, 120_000);

  it('of two who give a verdict at once, one does', async () => {
    const on = await ordered();
    await bench.report(on);
    const outcomes = await Promise.all([outcomeOf(bench.confirm(on)), outcomeOf(bench.reject(on, { by: boss }))]);
    expect(outcomes.some((outcome) => outcome === 'rectified' || outcome === 'rectifying')).toBe(true);
    const verdicts = await bench.sql<{ verdict: string }>(
      'select verdict from rectification_report where case_id = ?',
      [on.caseId],
    );
    expect(verdicts).toHaveLength(1);
    const ends = (await bench.timeline(on)).filter((kind) => /^rectification-(confirmed|not-confirmed)$/.test(kind));
    expect(ends).toHaveLength(1);
  }, 60_000);

  it('acts that come all at once are each answered, and written once', async () => {
    const on = await ordered();
    await bench.stopWorker();
    const id = randomUUID();
    const sent = [
      outcomeOf(bench.report(on, { id })),
      outcomeOf(bench.report(on, { id })),
      outcomeOf(bench.assign(on, inspector)),
      outcomeOf(bench.prolong(on, '2026-04-10')),
      outcomeOf(bench.handBack(on, boss)),
    ];
    await bench.startWorker();
    const outcomes = await Promise.all(sent);
    expect(outcomes.filter((outcome) => !/^(rectifying|refused: not-claimed)$/.test(outcome))).toEqual([]);
    const [reports] = await bench.sql<{ count: number }>(
      'select count(*)::integer from rectification_report where case_id = ?',
      [on.caseId],
    );
    expect(reports?.count).toBe(1);
    await keepHistory(bench, rectificationWorkflowId(on.caseId), 'rectification-acts-all-at-once');
  }, 60_000);

  async function ordered(): Promise<OpenRectification> {
    const on = await bench.ordered();
    cases.push(on);
    return on;
  }

  /** Puts the clock shortly before the end of the date, with a timer for it: set anew when somebody acts. */
  async function comesSoon(on: OpenRectification): Promise<string> {
    const { due } = await bench.clock(on, 'rectification-by');
    bench.moveTo(inSeconds(endOfDay(due), -SOON_SECONDS));
    await bench.claim(on, inspector);
    return due;
  }
});
