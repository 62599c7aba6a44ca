import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Bench, type OpenCase } from '../support/bench.ts';
import { skipPastNextDate, startUnopened } from '../support/cases.ts';
import { acceptFirstWorkflowId } from '../../workflows/messages/accept-first.ts';
import { stall } from '../support/procedures.ts';

const START = '2026-03-02T02:00:00.000Z';
const CASES = 60;

describe('many cases at once', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.start({ startAt: START, procedures: [stall({ reminderWorkingDays: [] })] });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('with one due instant end each once, one after the other, and those that kept their promise do not', async () => {
    const cases: OpenCase[] = [];
    for (let wave = 0; wave < CASES / 10; wave += 1) {
      const opened = await Promise.all(Array.from({ length: 10 }, () => bench.open({ procedure: 'stall-licence' })));
      cases.push(...opened);
    }
    const kept = cases.filter((_, index) => index % 10 === 0);
    for (const one of kept) await bench.supply(one);
    const late = cases.filter((one) => !kept.includes(one));
    await skipPastNextDate(bench, late);
    await skipPastNextDate(bench, late);

    const rows = await bench.sql<{ status: string; count: number }>(
      'select status, count(*)::integer as count from case_file group by status order by status',
    );
    expect(rows).toEqual([
      { status: 'awaiting-verification', count: CASES / 10 },
      { status: 'ended', count: (CASES * 9) / 10 },
    ]);
    const [endings] = await bench.sql<{ entries: number; cases: number; results: number; notices: number }>(
      `select count(*)::integer as entries, count(distinct case_id)::integer as cases,
         (select count(*)::integer from performance_result) as results,
         (select count(*)::integer from notice where kind = 'ended-late') as notices
       from timeline_entry where kind = 'ended-late'`,
    );
    expect(endings).toEqual({ entries: late.length, cases: late.length, results: late.length, notices: late.length });
    const seconds = await bench.sql<{ second: number }>(
      "select extract(epoch from at - occurred_at)::integer as second from timeline_entry where kind = 'supply-by-passed'",
    );
    expect(Math.min(...seconds.map(({ second }) => second))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...seconds.map(({ second }) => second))).toBeLessThan(905);
    expect(new Set(seconds.map(({ second }) => Math.floor(second / 60))).size).toBeGreaterThan(8);
    // The same wherever they were woken.
    const outcomes = await bench.sql<{ outcome: object }>(
      "select distinct outcome from case_file where status = 'ended'",
    );
    expect(outcomes).toHaveLength(1);
    await bench.abandon(...kept);
  }, 300_000);

  it('of one subject opened at once see each other: the numbers are drawn without gaps or doubles', async () => {
    const opened = await Promise.all(Array.from({ length: 10 }, () => bench.open({ procedure: 'stall-licence' })));
    const numbers = opened.flatMap(({ answer }) => ('number' in answer ? [Number(answer.number.slice(-6))] : []));
    expect(new Set(numbers).size).toBe(10);
    expect(Math.max(...numbers) - Math.min(...numbers)).toBe(9);
    await bench.abandon(...opened);
  });

  it('taken up by a new run from their rows go on where they were', async () => {
    const opened = await bench.open({ procedure: 'stall-licence' });
    await bench.supply(opened);
    await bench.abandon(opened);
    await bench.env.client.workflow.start('acceptFirst', {
      workflowId: acceptFirstWorkflowId(opened.caseId),
      taskQueue: bench.taskQueue,
      args: [{ caseId: opened.caseId, begin: 'stored-rows' }],
    });
    await skipPastNextDate(bench, [opened]);
    expect(await bench.timeline(opened)).toEqual(expect.arrayContaining(['reminded', 'escalated']));
    await bench.verify(opened, { 'business-licence': 'accepted' });
    await bench.decide(opened);
    expect(await bench.end(opened)).toEqual({ status: 'completed' });
  });

  it('that were never opened leave nothing behind', async () => {
    const unopened = await Promise.all(Array.from({ length: 5 }, () => startUnopened(bench)));
    await bench.later('11 minutes');
    for (const one of unopened) expect(await bench.end(one)).toEqual({ status: 'never-opened' });
  });
});
