import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays, endOfDay } from '../../domain/time.ts';
import { acceptFirstWorkflowId, supplyUpdate, type SupplyAct } from '../../workflows/messages/accept-first.ts';
import { claimUpdate, handBackUpdate, type ActHeader } from '../../workflows/messages/case.ts';
import { applicant, Bench, colleague, items, type OpenCase, officer, supervisor } from '../support/bench.ts';
import { outcomeOf, rowCounts, supplyByOf } from '../support/cases.ts';
import { keepHistory, replayOf } from '../support/histories.ts';
import { stall } from '../support/procedures.ts';
import { inSeconds, lastMoment, SOON_SECONDS } from '../support/moments.ts';

const START = '2026-03-02T02:00:00.000Z';

describe('an act and the clock at the same time', () => {
  let bench: Bench;
  beforeAll(async () => {
    // No reminders: the first thing that the service does by itself is to close the supply.
    bench = await Bench.start({ startAt: START, procedures: [stall({ reminderWorkingDays: [] })], realTime: true });
    await bench.setRules({ 'case.wake-spread-seconds': 0 });
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
    const workflowIds = ended.map(({ caseId }) => acceptFirstWorkflowId(caseId));
    expect(Object.values(await replayOf(bench, workflowIds)).filter((error) => error !== null)).toEqual([]);
  });
  const cases: OpenCase[] = [];
  const open = async (): Promise<OpenCase> => {
    const opened = await bench.open({ procedure: 'stall-licence' });
    cases.push(opened);
    return opened;
  };

  it.each(['before-commit', 'after-commit'] as const)(
    'a hand-in under way (%s) while the timer fires counts',
    async (point) => {
      const opened = await open();
      const due = await comesSoon(opened);
      const answer = bench.heldPastTheEnd(due, point, (receivedAt) => outcomeOf(bench.supply(opened, { receivedAt })));
      expect(await answer).toBe('awaiting-verification');
      expect(await bench.timeline(opened)).not.toContain('supply-by-passed');
      expect((await rowCounts(bench, opened)).material_supply).toBe(1);
      await kept(opened);
      await keepHistory(bench, acceptFirstWorkflowId(opened.caseId), 'act-while-the-timer-fired');
    },
  );

  it('a hand-in that is sent while no worker is there counts, though date and registration pass', async () => {
    const { opened, act } = await outage();
    await requestReceived(opened, act);
    const answer = outcomeOf(bench.workflow(opened).executeUpdate(supplyUpdate, { updateId: act.id, args: [act] }));
    await bench.startWorker();
    // Whichever comes first, the hand-in or the end of the registration.
    expect(await answer).toBe('awaiting-verification');
    await kept(opened);
  });

  it('a hand-in that was received in time and not answered keeps the case open until it is repeated', async () => {
    const { opened, act } = await outage();
    await requestReceived(opened, act);
    await bench.startWorker();
    await has(opened, 'registration-prolonged');
    expect(await bench.row(opened)).toMatchObject({ status: 'awaiting-registration' });
    expect(await bench.notices(opened)).toContain('registration-prolonged → zhang');
    // Sent again with the time it was first seen.
    const repeated = bench.workflow(opened).executeUpdate(supplyUpdate, { updateId: act.id, args: [act] });
    expect(await outcomeOf(repeated)).toBe('awaiting-verification');
    await kept(opened);
    await keepHistory(bench, acceptFirstWorkflowId(opened.caseId), 'registration-prolonged');
  });

  it('prolongs once: what is never repeated ends', async () => {
    const { opened, act } = await outage();
    await requestReceived(opened, act);
    await bench.startWorker();
    await has(opened, 'registration-prolonged');
    const { nextDue } = await bench.row(opened);
    await rearmedBefore(opened, nextDue ?? '');
    await has(opened, 'ended-late');
    expect((await bench.timeline(opened)).filter((kind) => kind === 'registration-prolonged')).toHaveLength(1);
  });

  it('48 hours without a worker, over both dates, change nothing in how a case ends', async () => {
    const { opened } = await outage();
    await bench.startWorker();
    await has(opened, 'ended-late');
    bench.moveTo(START);
    const undisturbed = await open();
    await comesSoon(undisturbed);
    await has(undisturbed, 'supply-by-passed');
    const { nextDue } = await bench.row(undisturbed);
    await rearmedBefore(undisturbed, nextDue ?? '');
    await has(undisturbed, 'ended-late');
    expect(await storyOf(opened)).toEqual(await storyOf(undisturbed));
  });

  it('acts that come all at once are each answered', async () => {
    const opened = await bench.open({ procedure: 'stall-licence', missing: ['business-licence', 'safety-rules'] });
    cases.push(opened);
    await bench.stopWorker();
    const sent = [
      outcomeOf(bench.supply(opened, { items: items('business-licence') })),
      outcomeOf(bench.act<ActHeader>(opened, claimUpdate, { by: officer })),
      outcomeOf(bench.supply(opened, { items: items('safety-rules') })),
      outcomeOf(bench.extend(opened, '2026-03-30')),
    ];
    await bench.startWorker();
    expect((await Promise.all(sent)).filter((outcome) => !outcome.startsWith('awaiting-'))).toEqual([]);
    expect(await bench.row(opened)).toMatchObject({ status: 'awaiting-verification', assignedTo: officer.sub });
    expect(await supplyByOf(bench, opened)).toBe('2026-03-30');
    await keepHistory(bench, acceptFirstWorkflowId(opened.caseId), 'acts-all-at-once');
  });

  it('of two officers who decide at once, one does', async () => {
    const opened = await open();
    await bench.supply(opened);
    await bench.verify(opened, { 'business-licence': 'accepted' });
    const outcomes = await Promise.all([
      outcomeOf(bench.decide(opened, true, officer)),
      outcomeOf(bench.decide(opened, false, colleague)),
    ]);
    expect(outcomes.filter((outcome) => outcome === 'completed')).toHaveLength(1);
    expect(
      outcomes.filter((outcome) => ['refused: case-moved-on', 'StatusNotAllowed', 'closed'].includes(outcome)),
    ).toHaveLength(1);
    expect((await bench.timeline(opened)).filter((kind) => kind === 'decided')).toHaveLength(1);
  });

  it('of two supervisors who reopen at once, one does', async () => {
    const opened = await open();
    const due = await supplyByOf(bench, opened);
    await rearmedBefore(opened, due);
    await has(opened, 'supply-by-passed');
    await rearmedBefore(opened, (await bench.row(opened)).nextDue ?? '');
    await has(opened, 'ended-late');
    const receipt = {
      by: supervisor,
      means: 'counter',
      receivedOn: due,
      dispatchedOn: null,
      reason: '漏登',
      items: items('business-licence'),
    } as const;
    const outcomes = await Promise.all([
      outcomeOf(bench.reopen(opened, receipt)),
      outcomeOf(bench.reopen(opened, receipt)),
    ]);
    expect(outcomes.sort()).toEqual(['awaiting-verification', 'refused: case-moved-on']);
    expect((await bench.row(opened)).round).toBe(1);
    await kept(opened);
  });

  it('an act that is sent twice is written once and answered alike', async () => {
    const opened = await open();
    const id = randomUUID();
    const once = await Promise.all([bench.supply(opened, { id }), bench.supply(opened, { id })]);
    expect(once[0]).toEqual(once[1]);
    const counts = await rowCounts(bench, opened);
    expect(await bench.supply(opened, { id })).toEqual(once[0]);
    expect(await rowCounts(bench, opened)).toEqual(counts);
    expect(counts.material_supply).toBe(1);
    // A run that begins anew from the rows knows no update ids: the stored answer is found all the same.
    const act = await bench.header<SupplyAct>({
      id,
      by: applicant,
      means: 'online',
      receivedOn: null,
      dispatchedOn: null,
      items: items('business-licence'),
    });
    const { result } = await bench.activities.recordSupply({ caseId: opened.caseId, act, now: await bench.now() });
    expect(result).toEqual({ answer: once[0] });
    expect(await rowCounts(bench, opened)).toEqual(counts);
  });

  /** Puts the clock shortly before the end of the case's supply-by day, with a timer for it. */
  async function comesSoon(opened: OpenCase): Promise<string> {
    const due = await supplyByOf(bench, opened);
    await rearmedBefore(opened, due, SOON_SECONDS);
    return due;
  }

  /** A timer that runs is not moved with the clock; it is set anew when somebody acts. */
  async function rearmedBefore(opened: OpenCase, day: string, seconds = 1): Promise<void> {
    bench.moveTo(inSeconds(endOfDay(day), -seconds));
    await bench.act<ActHeader>(opened, claimUpdate, { by: officer });
    await bench.act<ActHeader>(opened, handBackUpdate, { by: officer });
  }

  /** No worker is there when the supply-by date comes; it is two days past the registration when one comes back. */
  async function outage(): Promise<{ opened: OpenCase; act: SupplyAct }> {
    const opened = await open();
    const due = await comesSoon(opened);
    await bench.stopWorker();
    const bare = {
      by: applicant,
      means: 'online',
      receivedOn: null,
      dispatchedOn: null,
      items: items('business-licence'),
    } as const;
    const act = await bench.header<SupplyAct>({ ...bare, receivedAt: lastMoment(due) });
    await bench.dayIsOver(due);
    bench.moveTo(endOfDay(addDays(due, 3)));
    return { opened, act };
  }

  /** What the API writes before it sends an act, and has not answered yet. */
  async function requestReceived({ caseId }: OpenCase, act: SupplyAct): Promise<void> {
    await bench.sql(
      "insert into request_key (caller, key, body_hash, received_at, act, case_id) values (?, ?, ?, ?, 'accept-first.supply', ?)",
      [applicant.sub, act.id, '0'.repeat(64), act.receivedAt, caseId],
    );
  }

  /** Waits until the service, after a standstill, has come to this entry. */
  async function has(opened: OpenCase, kind: string): Promise<void> {
    await bench.until(async () => (await bench.timeline(opened)).includes(kind));
  }

  async function storyOf(opened: OpenCase): Promise<object> {
    const { status, outcome } = await bench.row(opened);
    const { material_supply, deadline, performance_result, notice, delivery } = await rowCounts(bench, opened);
    const counts = { material_supply, deadline, performance_result, notice, delivery };
    // How often its timer was set anew is the test's doing.
    const timeline = (await bench.timeline(opened)).filter((kind) => kind !== 'claimed' && kind !== 'handed-back');
    return { status, outcome, timeline, performance: await bench.performance(opened), counts };
  }

  async function kept(opened: OpenCase): Promise<void> {
    await bench.verify(opened, { 'business-licence': 'accepted' });
    await bench.decide(opened);
    expect(await bench.performance(opened)).toBe('kept');
  }
});
