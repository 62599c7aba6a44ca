import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommitmentBench, type Promised } from '../support/commitment-bench.ts';
import { obligation } from '../support/promises.ts';
import { replayOf } from '../support/histories.ts';
import { commitmentWorkflowId } from '../../workflows/messages/commitment.ts';

const CASES = 60;
/** As many people act at once. */
const TEN = Array.from({ length: 10 });
const CODES = ['a', 'b', 'c'];

describe('many obligations of many promises, due in the same instant', () => {
  let bench: CommitmentBench;
  beforeAll(async () => {
    bench = await CommitmentBench.start({ startAt: '2026-03-02T02:00:00.000Z' });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('each come to their own end, once', async () => {
    const promised: Promised[] = [];
    while (promised.length < CASES) {
      promised.push(...(await Promise.all(TEN.map(() => bench.promise(CODES.map((code) => obligation(code)))))));
      await Promise.all(promised.slice(-TEN.length).map((on) => bench.fulfil(on, 'a')));
    }
    const kept = promised.slice(0, CASES / 10);
    await Promise.all(kept.map((on) => bench.fulfil(on, 'b', 'c')));
    const last = promised.at(-1);
    if (last === undefined) throw new Error('no case');
    await bench.letPass(last);
    await bench.until(async () => (await bench.sql("select 1 from case_file where status = 'running'")).length === 0);
    const statuses = await bench.sql('select status, count(*)::integer as count from case_file group by 1 order by 1');
    expect(statuses).toEqual([
      { status: 'broken', count: (CASES * 9) / 10 },
      { status: 'kept', count: CASES / 10 },
    ]);
    const [rows] = await bench.sql(
      `select (select count(*)::integer from timeline_entry where kind = 'obligation-broken') as broken,
         (select sum(jsonb_array_length(data -> 'obligations'))::integer from timeline_entry where kind = 'obligation-kept')
           as kept,
         (select count(*)::integer from performance_result) as results,
         (select count(*)::integer from deadline where state = 'running') as running`,
    );
    const broken = 2 * ((CASES * 9) / 10);
    expect(rows).toEqual({ broken, kept: CODES.length * CASES - broken, results: CASES, running: 0 });
    // The same wherever they were woken.
    const outcomes = await bench.sql("select distinct outcome from case_file where status = 'broken'");
    expect(outcomes).toHaveLength(1);
    const replayed = await replayOf(
      bench,
      promised.map(({ caseId }) => commitmentWorkflowId(caseId)),
    );
    expect(Object.values(replayed).filter((error) => error !== null)).toEqual([]);
  }, 600_000);
});
