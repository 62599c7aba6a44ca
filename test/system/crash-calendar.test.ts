/** The worker killed while a changed calendar is taken to the cases: each takes it once, and is told once. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acceptFirstWorkflowId } from '../../workflows/messages/accept-first.ts';
import { calendarChangeWorkflowId } from '../../workflows/messages/calendar-change.ts';
import { Bench, type OpenCase } from '../support/bench.ts';
import { CALENDAR_DEATHS } from '../support/calendar-deaths.ts';
import { loadDays, startChange } from '../support/calendar-loads.ts';
import { replayOf } from '../support/histories.ts';
import { type KillableParts, startKillableParts } from '../support/killable-parts.ts';
import { stall } from '../support/procedures.ts';

// Monday 2 March 2026: ten working days on lies Monday 16 March.
const START = '2026-03-02T02:00:00.000Z';

describe('the worker, killed while a changed calendar is taken', () => {
  let folder: string;
  let parts: KillableParts;
  let bench: Bench;
  const cases: OpenCase[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jiannuo-crash-'));
    parts = await startKillableParts(folder);
    bench = await Bench.start({ startAt: START, realTime: true, killable: parts, procedures: [stall()] });
    for (let opened = 0; opened < 3; opened += 1)
      cases.push(await bench.open({ procedure: 'stall-licence', subjectId: await bench.subject() }));
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
    await parts.stop();
    await rm(folder, { recursive: true, force: true });
  }, 300_000);

  it('before and after a commit, at the end of a page, and before and after the last step: nothing is lost and nothing doubled', async () => {
    for (const death of CALENDAR_DEATHS) parts.mines.lay({ ...death, workflowId: 'any' });
    const id = await loadDays(bench, 2026, { '2026-03-10': 'off' });
    if (id === null) throw new Error('this changes no day');
    await startChange(bench, id);
    const workflowId = calendarChangeWorkflowId(id);
    const handle = bench.env.client.workflow.getHandle(workflowId);
    await bench.until(async () => (await handle.describe()).status.name === 'COMPLETED');
    expect(parts.mines.left()).toEqual([]);
    expect(bench.kills).toBe(CALENDAR_DEATHS.length);
    for (const one of cases) {
      expect(await bench.row(one)).toMatchObject({ nextDue: '2026-03-17' });
      expect((await bench.timeline(one)).filter((kind) => kind === 'recounted')).toHaveLength(1);
      expect((await bench.notices(one)).filter((line) => line === 'recounted → zhang')).toHaveLength(1);
    }
    const [change] = await bench.sql<{ done: boolean }>(
      'select finished_at is not null as done from calendar_change where id = ?',
      [id],
    );
    expect(change).toEqual({ done: true });
    const ids = [workflowId, ...cases.map(({ caseId }) => acceptFirstWorkflowId(caseId))];
    expect(Object.values(await replayOf(bench, ids)).filter((error) => error !== null)).toEqual([]);
    // Longer than the bench waits, so that it is told where the cases stand.
  }, 900_000);
});
