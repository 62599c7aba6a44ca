import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Bench, items, type OpenCase } from '../support/bench.ts';
import { skipPastNextDate } from '../support/cases.ts';
import { stall } from '../support/procedures.ts';

describe('a worker that remembers one case at a time', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.start({ startAt: '2026-03-02T02:00:00.000Z', procedures: [stall()], maxCachedWorkflows: 1 });
    // Deliveries are workflows too: here they would take the one place while a case is at work.
    await bench.sql('update authority set officer_mailbox = null, supervisor_mailbox = null');
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('replays each at every task, and each comes to its own end', async () => {
    const contact = { name: '张伟', email: null, phone: null };
    const missing = ['business-licence', 'safety-rules'];
    const cases: OpenCase[] = [];
    for (let made = 0; made < 3; made += 1)
      cases.push(await bench.open({ procedure: 'stall-licence', missing, contact }));
    const [kept, late, withdrawn] = cases as [OpenCase, OpenCase, OpenCase];
    for (const one of cases) await bench.supply(one, { items: items('business-licence') });
    for (const one of cases) await bench.verify(one, { 'business-licence': 'wrong' });
    await bench.supply(kept, { items: items('business-licence', 'safety-rules') });
    await bench.withdraw(withdrawn);
    await bench.verify(kept, { 'business-licence': 'accepted', 'safety-rules': 'accepted' });
    await skipPastNextDate(bench, [late]);
    await skipPastNextDate(bench, [late]);
    await bench.decide(kept);
    expect(await bench.end(kept)).toEqual({ status: 'completed' });
    expect(await bench.end(late)).toEqual({ status: 'ended' });
    expect(await bench.end(withdrawn)).toEqual({ status: 'withdrawn' });
    expect(await bench.timeline(late)).toEqual([
      'received',
      'accepted-first',
      'supplied',
      'verified',
      'reminded',
      'reminded',
      'supply-by-passed',
      'ended-late',
    ]);
  }, 300_000);
});
