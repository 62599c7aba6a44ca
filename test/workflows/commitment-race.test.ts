import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { addDays, endOfDay } from '../../domain/time.ts';
import { type ActHeader, claimUpdate, handBackUpdate } from '../../workflows/messages/case.ts';
import { commitmentWorkflowId, type ReportAct, reportUpdate } from '../../workflows/messages/commitment.ts';
import { applicant, colleague, officer } from '../support/bench.ts';
import { outcomeOf } from '../support/cases.ts';
import { CommitmentBench, done, type Promised } from '../support/commitment-bench.ts';
import { obligation } from '../support/promises.ts';
import { keepHistory, replayOf } from '../support/histories.ts';
import { inSeconds, lastMoment, SOON_SECONDS } from '../support/moments.ts';

const START = '2026-03-02T02:00:00.000Z';

jest.setTimeout(300_000);

describe('an act on a commitment and the clock at the same time', () => {
  let bench: CommitmentBench;
  const cases: Promised[] = [];
  beforeAll(async () => {
    bench = await CommitmentBench.start({ startAt: START, realTime: true });
    await bench.setRules({ 'case.wake-spread-seconds': 0, 'commitment.reminders-before-working-days': [250] });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });
  beforeEach(() => {
    bench.boundary = undefined;
    bench.moveTo(START);
  });
  afterEach(async () => {
    const ended = cases.splice(0);
    await bench.abandon(...ended);
    const workflowIds = ended.map(({ caseId }) => commitmentWorkflowId(caseId));
    expect(Object.values(await replayOf(bench, workflowIds)).filter((error) => error !== null)).toEqual([]);
  });

  const open = async (...codes: string[]): Promise<Promised> => {
    const promised = await bench.promise(codes.map((code) => obligation(code)));
    cases.push(promised);
    return promised;
  };

  it.each(['before-commit', 'after-commit'] as const)(
    'a report under way (%s) while the timer fires counts',
    async (point) => {
      const on = await open('a');
      const due = await comesSoon(on);
      const answer = bench.heldPastTheEnd(due, point, (receivedAt) =>
        outcomeOf(bench.report(on, [done('a')], { receivedAt })),
      );
      expect(await answer).toBe('running');
      expect(await bench.timeline(on)).not.toContain('obligation-passed');
      expect(await outcomeOf(bench.confirm(on, { a: 'accepted' }))).toBe('kept');
      await keepHistory(bench, commitmentWorkflowId(on.caseId), 'commitment-report-while-the-timer-fired');
    },
  );

  it('a report sent while no worker is there counts, though date and registration pass', async () => {
    const { on, act } = await outage();
    await requestReceived(on, act);
    const answer = outcomeOf(bench.workflow(on).executeUpdate(reportUpdate, { updateId: act.id, args: [act] }));
    await bench.startWorker();
    // Whichever comes first, the report or the end of the registration.
    expect(await answer).toBe('running');
    expect(await outcomeOf(bench.confirm(on, { a: 'accepted' }))).toBe('kept');
  });

  it('a report received in time and never answered keeps the obligation open until it is repeated', async () => {
    const { on, act } = await outage();
    await requestReceived(on, act);
    await bench.startWorker();
    await has(on, 'obligation-prolonged');
    expect(await bench.row(on)).toMatchObject({ status: 'running', nextKind: 'fulfil-registration' });
    const repeated = bench.workflow(on).executeUpdate(reportUpdate, { updateId: act.id, args: [act] });
    expect(await outcomeOf(repeated)).toBe('running');
    expect(await outcomeOf(bench.confirm(on, { a: 'accepted' }))).toBe('kept');
    await keepHistory(bench, commitmentWorkflowId(on.caseId), 'commitment-registration-prolonged');
  });

  it('48 hours without a worker, over both dates, change nothing in how a promise ends', async () => {
    const { on } = await outage();
    await bench.startWorker();
    await has(on, 'promise-broken');
    bench.moveTo(START);
    const undisturbed = await open('a');
    await comesSoon(undisturbed);
    await has(undisturbed, 'obligation-passed');
    await rearmedBefore(undisturbed, (await bench.row(undisturbed)).nextDue ?? '');
    await has(undisturbed, 'promise-broken');
    expect(await storyOf(on)).toEqual(await storyOf(undisturbed));
  });

  it('acts that come all at once are each answered', async () => {
    const on = await open('a', 'b');
    await bench.stopWorker();
    const sent = [
      outcomeOf(bench.report(on, [done('a')])),
      outcomeOf(bench.act<ActHeader>(on, claimUpdate, { by: officer })),
      outcomeOf(bench.amend(on, [{ ...obligation('b'), title: '改名' }])),
      outcomeOf(bench.extend(on, 'b', '2026-04-30')),
    ];
    await bench.startWorker();
    expect(await Promise.all(sent)).toEqual(['running', 'running', 'running', 'running']);
    await keepHistory(bench, commitmentWorkflowId(on.caseId), 'commitment-acts-all-at-once');
  });

  it('of two officers who judge at once, one does', async () => {
    const on = await open('a');
    await bench.report(on, [done('a')]);
    const outcomes = await Promise.all([
      outcomeOf(bench.confirm(on, { a: 'accepted' }, officer)),
      outcomeOf(bench.confirm(on, { a: 'rejected' }, colleague)),
    ]);
    // One is written; the other finds nothing that waits, or a case that has moved on or ended.
    expect(outcomes.filter((outcome) => outcome === 'kept' || outcome === 'running')).toHaveLength(1);
    expect(await bench.howOften(on, 'fulfilment-judged')).toBe(1);
  });

  it('an act that is sent twice is written once and answered alike', async () => {
    const on = await open('a');
    const id = randomUUID();
    const [first, second] = await Promise.all([
      bench.report(on, [done('a')], { id }),
      bench.report(on, [done('a')], { id }),
    ]);
    expect(first).toEqual(second);
    const rows = await bench.sql('select 1 from obligation_report where case_id = ?', [on.caseId]);
    expect(rows).toHaveLength(1);
  });

  async function comesSoon(on: Promised): Promise<string> {
    const due = await bench.dueOf(on, 'a');
    await rearmedBefore(on, due);
    return due;
  }

  /** A timer that runs is not moved with the clock; it is set anew when somebody acts. */
  async function rearmedBefore(on: Promised, day: string): Promise<void> {
    bench.moveTo(inSeconds(endOfDay(day), -SOON_SECONDS));
    await bench.act<ActHeader>(on, claimUpdate, { by: officer });
    await bench.act<ActHeader>(on, handBackUpdate, { by: officer });
  }

  /** No worker is there when the date comes; it is two days past the registration when one comes back. */
  async function outage(): Promise<{ on: Promised; act: ReportAct }> {
    const on = await open('a');
    const due = await comesSoon(on);
    await bench.stopWorker();
    const bare = { by: applicant, means: 'online', receivedOn: null, dispatchedOn: null, items: [done('a')] } as const;
    const act = await bench.header<ReportAct>({ ...bare, items: [done('a')], receivedAt: lastMoment(due) });
    await bench.dayIsOver(due);
    bench.moveTo(endOfDay(addDays(due, 3)));
    return { on, act };
  }

  /** What the API writes before it sends an act, and has not answered yet. */
  async function requestReceived({ caseId }: Promised, act: ReportAct): Promise<void> {
    await bench.sql(
      "insert into request_key (caller, key, body_hash, received_at, act, case_id) values (?, ?, ?, ?, 'commitment.report', ?)",
      [applicant.sub, act.id, '0'.repeat(64), act.receivedAt, caseId],
    );
  }

  /** Waits until the service, after a standstill, has come to this entry. */
  async function has(on: Promised, kind: string): Promise<void> {
    await bench.until(async () => (await bench.timeline(on)).includes(kind));
  }

  async function storyOf(on: Promised): Promise<object> {
    const { status, outcome } = await bench.row(on);
    const timeline = (await bench.timeline(on)).filter((kind) => kind !== 'claimed' && kind !== 'handed-back');
    return { status, outcome, timeline, performance: await bench.performance(on), dates: await bench.deadlines(on) };
  }
});
