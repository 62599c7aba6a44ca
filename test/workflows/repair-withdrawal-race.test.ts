import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { endOfDay } from '../../domain/time.ts';
import { repairWithdrawalWorkflowId } from '../../workflows/messages/repair-withdrawal.ts';
import { outcomeOf } from '../support/cases.ts';
import { keepHistory, replayOf } from '../support/histories.ts';
import { boss, proposer } from '../support/hearing-bench.ts';
import { type OpenWithdrawal, WithdrawalBench } from '../support/withdrawal-bench.ts';
import { inSeconds, SOON_SECONDS } from '../support/moments.ts';

const START = '2026-03-02T02:00:00.000Z';
const WISH = { decidedOn: '2025-10-10' };

describe('a withdrawal, acted on while the clock runs', () => {
  let bench: WithdrawalBench;
  const cases: OpenWithdrawal[] = [];
  beforeAll(async () => {
    bench = await WithdrawalBench.start({ startAt: START, realTime: true });
    // Pushes tell the server's own time, which is not the one that the activities are told of here.
    await bench.sql('update webhook_endpoint set active = false');
    // Nothing is spread, and nobody is reminded: the first thing that happens by itself is the end of the period.
    await bench.setRules({ 'case.wake-spread-seconds': 0, 'repair-withdrawal.reminders-before-working-days': [250] });
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
      done.map(({ caseId }) => repairWithdrawalWorkflowId(caseId)),
    );
    expect(Object.values(replayed).filter((error) => error !== null)).toEqual([]);
  });

  it.each(['before-commit', 'after-commit'] as const)(
    'a statement under way (%s) while the period ends counts as in time',
    async (point) => {
      const on = await served();
      const due = await comesSoon(on);
      const answer = bench.heldPastTheEnd(due, point, (receivedAt) => outcomeOf(bench.state(on, { receivedAt })));
      expect(await answer).toBe('statement-period');
      await bench.until(async () => (await bench.row(on)).status === 'awaiting-decision');
      expect(await bench.clock(on, 'statement-by')).toMatchObject({ state: 'met' });
      await keepHistory(
        bench,
        repairWithdrawalWorkflowId(on.caseId),
        'repair-withdrawal-statement-while-the-timer-fired',
      );
    },
    60_000,
  );

  it('a hearing asked for while the period ends stops it', async () => {
    const on = await served();
    const due = await comesSoon(on);
    const answer = bench.heldPastTheEnd(due, 'before-commit', (receivedAt) =>
      outcomeOf(bench.askHearing(on, { receivedAt })),
    );
    expect(await answer).toBe('hearing');
    expect(await bench.clocks(on)).toEqual(['hearing-by']);
  }, 300_000);

  it('48 hours without a worker change nothing in where a withdrawal stands', async () => {
    const on = await served();
    const due = await comesSoon(on);
    await bench.stopWorker();
    await bench.dayIsOver(due);
    bench.moveTo(inSeconds(endOfDay(due), 48 * 3600));
    expect(await bench.row(on)).toMatchObject({ status: 'statement-period' });
    await bench.startWorker();
    await bench.until(async () => (await bench.row(on)).status === 'awaiting-decision');
    bench.moveTo(START);
    const undisturbed = await served();
    await comesSoon(undisturbed);
    await bench.until(async () => (await bench.row(undisturbed)).status === 'awaiting-decision');
    expect(await story(on)).toEqual(await story(undisturbed));
  }, 300_000);

  it('of two who decide at once, one does', async () => {
    const on = await served();
    await comesSoon(on);
    await bench.until(async () => (await bench.row(on)).status === 'awaiting-decision');
    bench.moveTo('2026-03-12T02:00:00.000Z');
    const outcomes = await Promise.all([
      outcomeOf(bench.uphold(on)),
      outcomeOf(bench.drop(on, { by: boss })),
      outcomeOf(bench.uphold(on, { by: boss })),
    ]);
    expect(outcomes.filter((outcome) => outcome === 'upheld' || outcome === 'dropped')).toHaveLength(1);
    const refused = ['refused: case-moved-on', 'StatusNotAllowed', 'closed'];
    expect(outcomes.filter((outcome) => refused.includes(outcome))).toHaveLength(2);
    const ends = (await bench.timeline(on)).filter((kind) => /^withdrawal-(upheld|dropped)$/.test(kind));
    expect(ends).toHaveLength(1);
    const [bars] = await bench.sql<{ count: number }>('select count(*)::integer from repair_bar where case_id = ?', [
      on.caseId,
    ]);
    expect(bars?.count).toBe(ends[0] === 'withdrawal-upheld' ? 1 : 0);
  }, 300_000);

  it('acts that come all at once are each answered, and written once', async () => {
    const on = await bench.propose(await bench.repaired(WISH));
    cases.push(on);
    await bench.stopWorker();
    const id = randomUUID();
    const sent = [
      outcomeOf(bench.serve(on)),
      outcomeOf(bench.state(on, { id })),
      outcomeOf(bench.state(on, { id })),
      outcomeOf(bench.assign(on, proposer)),
      outcomeOf(bench.askHearing(on)),
      outcomeOf(bench.handBack(on, boss)),
    ];
    await bench.startWorker();
    const outcomes = await Promise.all(sent);
    expect(outcomes.filter((outcome) => !/^(awaiting-service|statement-period|hearing)$/.test(outcome))).toEqual([]);
    expect(await bench.row(on)).toMatchObject({ status: 'hearing' });
    const [statements] = await bench.sql<{ count: number }>(
      'select count(*)::integer from repair_withdrawal_statement where case_id = ?',
      [on.caseId],
    );
    expect(statements?.count).toBe(1);
    await keepHistory(bench, repairWithdrawalWorkflowId(on.caseId), 'repair-withdrawal-acts-all-at-once');
  }, 300_000);

  async function served(): Promise<OpenWithdrawal> {
    const on = await bench.propose(await bench.repaired(WISH));
    cases.push(on);
    await bench.serve(on);
    return on;
  }

  /** Puts the clock shortly before the end of the statement period, with a timer for it: set anew when somebody acts. */
  async function comesSoon(on: OpenWithdrawal): Promise<string> {
    const { due } = await bench.clock(on, 'statement-by');
    bench.moveTo(inSeconds(endOfDay(due), -SOON_SECONDS));
    await bench.handBack(on, proposer);
    return due;
  }

  async function story(on: OpenWithdrawal): Promise<object> {
    const { status, nextDue } = await bench.row(on);
    const { state, due } = await bench.clock(on, 'statement-by');
    return { status, nextDue, state, due, timeline: await bench.timeline(on), notices: await bench.notices(on) };
  }
});
