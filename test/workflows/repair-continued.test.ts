/** Runs whose history grows long continue as new from the stored rows: here after a few events. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { endOfDay } from '../../domain/time.ts';
import { rowsChangedSignal } from '../../workflows/messages/case.ts';
import * as messages from '../../workflows/messages/repair.ts';
import { outcomeOf } from '../support/cases.ts';
import { replayOf } from '../support/histories.ts';
import { officerOf, RepairBench } from '../support/repair-bench.ts';
import { runsOf, workflowIdsOf } from '../support/story-teller.ts';

// The tests share two cores with whatever else runs.
jest.setTimeout(300_000);

const START = '2026-09-10T02:00:00.000Z';
const FEW = 20;

describe('a part of a repair whose history has grown long', () => {
  let bench: RepairBench;
  beforeAll(async () => {
    bench = await RepairBench.start({ startAt: START, realTime: true, eventsOfOneRun: FEW });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });
  beforeEach(() => {
    bench.moveTo(START);
  });
  afterEach(async () => {
    const replayed = await replayOf(bench, await workflowIdsOf(bench));
    expect(Object.values(replayed).filter((error) => error !== null)).toEqual([]);
  });

  type Opened = Awaited<ReturnType<RepairBench['openFor']>>;
  async function grown(...authorities: string[]): Promise<Opened & { partId: string }> {
    const opened = await bench.openFor(...authorities);
    const { id: partId } = await bench.part(opened, 'market');
    const desk = { by: officerOf('market'), authority: 'market' };
    for (let times = 0; times < 5; times += 1) {
      await bench.act<messages.PartActHeader>(opened, messages.claimPartUpdate, desk);
      await bench.act<messages.PartActHeader>(opened, messages.handBackPartUpdate, desk);
      await bench.env.client.workflow.getHandle(messages.repairPartWorkflowId(partId)).signal(rowsChangedSignal);
    }
    await bench.until(async () => (await runsOf(bench, messages.repairPartWorkflowId(partId))) > 1);
    return { ...opened, partId };
  }

  it('keeps its clocks: a pause ends by itself, silence is told once for each date, and reminders come', async () => {
    const opened = await grown('market');
    await bench.accept(opened, 'market');
    await bench.pause(opened, 'market', 3);
    expect(await bench.running(opened, 'market')).not.toContain('answer-by');
    await bench.skipTo('2026-09-16T02:00:00.000Z');
    expect(await bench.running(opened, 'market')).toContain('answer-by');
    const { due } = await bench.deadline(opened, 'market', 'answer-by');
    await bench.skipTo(endOfDay(due));
    const silent = await bench.sql<{ wait: string }>(
      "select data ->> 'wait' as wait from timeline_entry where case_id = ? and kind = 'repair-silent' order by wait",
      [opened.caseId],
    );
    expect(silent.map(({ wait }) => wait)).toEqual(['answer-by', 'check-by']);
    expect(await bench.timeline(opened)).toEqual(expect.arrayContaining(['repair-paused', 'repair-reminded']));
    expect(await runsOf(bench, messages.repairPartWorkflowId(opened.partId))).toBeGreaterThan(2);
    await bench.answer(opened, 'market');
    expect(await bench.end(opened)).toEqual({ status: 'answered' });
  });

  it('takes every act that comes while it continues, and its application waits for the last of its runs', async () => {
    const opened = await grown('market', 'transport');
    const desk = { by: officerOf('market'), authority: 'market' };
    // With the answer nine at once: of more than ten the server turns some back unread, which only the API sends again.
    const sent = Array.from({ length: 4 }, () => [
      outcomeOf(bench.act<messages.PartActHeader>(opened, messages.claimPartUpdate, desk)),
      outcomeOf(bench.act<messages.PartActHeader>(opened, messages.handBackPartUpdate, desk)),
    ]).flat();
    const [answered] = await Promise.all([outcomeOf(bench.answer(opened, 'transport')), ...sent]);
    expect(answered).toBe('with-authorities');
    await bench.answer(opened, 'market', 'refused');
    expect(await bench.end(opened)).toEqual({ status: 'answered' });
    expect(await bench.outcomes(opened)).toEqual(['refused', 'repaired']);
    const { status } = await bench.env.client.workflow
      .getHandle(messages.repairPartWorkflowId(opened.partId))
      .describe();
    expect(status.name).toBe('COMPLETED');
    // The application has children of its own, and stays one run.
    expect(await runsOf(bench, messages.repairWorkflowId(opened.caseId))).toBe(1);
  });
});
