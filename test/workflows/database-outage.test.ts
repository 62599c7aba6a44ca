/** A database that is away for 48 hours, over the dates of a repair, a promise and a reorganisation. */
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { RuleValues } from '../../domain/rule-sets/rule-set.ts';
import { addDays, endOfDay } from '../../domain/time.ts';
import { type ActHeader, claimUpdate, handBackUpdate, rowsChangedSignal } from '../../workflows/messages/case.ts';
import { repairPartWorkflowId } from '../../workflows/messages/repair.ts';
import { officer } from '../support/bench.ts';
import type { BenchParts } from '../support/bench-parts.ts';
import { outcomeOf } from '../support/cases.ts';
import { CommitmentBench } from '../support/commitment-bench.ts';
import { CourtBench } from '../support/court-bench.ts';
import { cutOffWorker } from '../support/database-outage.ts';
import { replayOf } from '../support/histories.ts';
import { obligation } from '../support/promises.ts';
import { RepairBench } from '../support/repair-bench.ts';
import { workflowIdsOf } from '../support/story-teller.ts';
import { inSeconds, lastMoment } from '../support/moments.ts';

// The tests share two cores with whatever else runs.
jest.setTimeout(300_000);

/** How long before a date the clock is put: enough to act twice and to cut the worker off on a busy machine. */
const SOON_SECONDS = 8;

describe('48 hours without the database', () => {
  let bench: BenchParts;
  afterEach(async () => {
    const replayed = await replayOf(bench, await workflowIdsOf(bench));
    await bench.stop();
    expect(Object.values(replayed).filter((error) => error !== null)).toEqual([]);
  });

  it('over the dates of a repair: silence is told once, and an answer received before is in time', async () => {
    const repairs = await RepairBench.start({ startAt: '2026-09-10T02:00:00.000Z', realTime: true });
    bench = repairs;
    await prepare({ 'repair.reminders-before-working-days': [250] });
    const opened = await repairs.openFor('market', 'transport');
    for (const authority of ['market', 'transport']) await repairs.accept(opened, authority);
    const { due } = await repairs.deadline(opened, 'market', 'answer-by');
    await comesSoon(due);
    for (const authority of ['market', 'transport']) {
      const { id } = await repairs.part(opened, authority);
      await wake(opened.caseId, repairPartWorkflowId(id));
    }
    const back = await cutOffWorker(repairs.database);
    await bench.dayIsOver(due);
    const answer = outcomeOf(repairs.answer(opened, 'market', 'repaired', { receivedAt: lastMoment(due) }));
    bench.moveTo(endOfDay(addDays(due, 2)));
    await back();

    expect(await answer).toBe('with-authorities');
    expect((await repairs.deadline(opened, 'market', 'answer-by')).state).toBe('met');
    const silences = () =>
      bench.sql<{ data: { authority: string; wait: string } }>(
        "select data from timeline_entry where case_id = ? and kind = 'repair-silent' and data ->> 'wait' = 'answer-by'",
        [opened.caseId],
      );
    await bench.until(async () => (await silences()).some(({ data }) => data.authority === 'transport'));
    expect((await silences()).filter(({ data }) => data.authority === 'transport')).toHaveLength(1);
    expect(await repairs.deadline(opened, 'transport', 'answer-by')).toMatchObject({ due, state: 'running' });
    expect(await repairs.recordRow(opened.records[0]?.id ?? '')).toMatchObject({ endedOn: due, endedHow: 'repaired' });
    await repairs.answer(opened, 'transport', 'refused');
    expect(await repairs.end(opened)).toEqual({ status: 'answered' });
  });

  it('over both dates of a promise: it ends as one that nothing disturbed, by its stored date', async () => {
    const promises = await CommitmentBench.start({ startAt: '2026-03-02T02:00:00.000Z', realTime: true });
    bench = promises;
    await prepare({ 'commitment.reminders-before-working-days': [250] });
    const on = await promises.promise([obligation('a')]);
    const due = await promises.dueOf(on, 'a');
    await comesSoon(due);
    await promises.act<ActHeader>(on, claimUpdate, { by: officer });
    await promises.act<ActHeader>(on, handBackUpdate, { by: officer });
    const back = await cutOffWorker(promises.database);
    await bench.dayIsOver(due);
    bench.moveTo(endOfDay(addDays(due, 3)));
    await back();

    await bench.until(async () => (await promises.timeline(on)).includes('promise-broken'));
    const timeline = await promises.timeline(on);
    expect(timeline.filter((kind) => kind === 'obligation-passed' || kind === 'promise-broken')).toEqual([
      'obligation-passed',
      'promise-broken',
    ]);
    expect(await promises.row(on)).toMatchObject({ status: 'broken' });
    expect(await promises.performance(on)).toEqual({ result: 'not-kept', madeGoodOn: null });
  });

  it('over the date of a reorganisation: the court’s silence is told once, and its ruling still shields', async () => {
    const court = await CourtBench.start({ startAt: '2026-03-09T02:00:00.000Z', realTime: true });
    bench = court;
    await prepare({ 'case.officer-reminders-before-working-days': [250] });
    const clerk = { sub: 'clerk-sun', role: 'officer', authority: 'court' } as const;
    const of = await court.enterprise();
    const record = await court.record(of);
    const rulingNumber = '（2026）示01破1号';
    const on = await court.apply(await court.application(of, { rulingNumber }));
    const due = (await court.row(on)).nextDue ?? '';
    await comesSoon(due);
    await court.act<ActHeader>(on, claimUpdate, { by: clerk });
    await court.act<ActHeader>(on, handBackUpdate, { by: clerk });
    const back = await cutOffWorker(court.database);
    await bench.dayIsOver(due);
    bench.moveTo(endOfDay(addDays(due, 2)));
    await back();

    await bench.until(async () => (await court.timeline(on)).includes('escalated'));
    expect((await court.timeline(on)).filter((kind) => kind === 'escalated')).toHaveLength(1);
    const ruling = {
      rulingNumber,
      kind: 'plan',
      identifier: of.identifier,
      ruledOn: '2026-03-05',
      planUntil: null,
    } as const;
    expect(await court.say('reorganisation.approved', ruling)).toMatchObject({ state: 'taken', code: 'followed' });
    expect(await court.row(on)).toMatchObject({ status: 'shielded' });
    expect(await court.stateOf(record)).toMatchObject({ state: 'held' });
  });

  /** Dates wake their case at once, and no reminder comes before. */
  async function prepare(reminders: Partial<RuleValues>): Promise<void> {
    await bench.setRules({ 'case.wake-spread-seconds': 0, ...reminders });
  }

  async function comesSoon(due: string): Promise<void> {
    bench.moveTo(inSeconds(endOfDay(due), -SOON_SECONDS));
  }

  /** A timer that runs is not moved with the clock: rows that have moved are read anew. */
  async function wake(caseId: string, workflowId: string): Promise<void> {
    await bench.sql(
      "insert into case_step (case_id, key, result, at) values (?, 'clock:' || gen_random_uuid(), '{}', ?)",
      [caseId, await bench.now()],
    );
    await bench.env.client.workflow.getHandle(workflowId).signal(rowsChangedSignal);
  }
});
