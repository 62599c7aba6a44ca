import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Bare, Bench, officer } from '../support/bench.ts';
import type { SupplyAct } from '../../workflows/messages/accept-first.ts';

// Thursday 10 September 2026, 10:00 in Shanghai.
const START = '2026-09-10T02:00:00.000Z';

describe('papers received on different days', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  const counter = (material: string, receivedOn: string): Partial<Bare<SupplyAct>> => ({
    by: officer,
    means: 'counter',
    receivedOn,
    items: [{ material, reference: null }],
  });

  it('the term to verify runs anew from the second, once the first is verified', async () => {
    const opened = await bench.open({ missing: ['business-licence', 'safety-rules'] });
    await bench.supply(opened, counter('business-licence', '2026-09-08'));
    await bench.supply(opened, counter('safety-rules', '2026-09-09'));
    expect(await bench.verify(opened, { 'business-licence': 'accepted' })).toMatchObject({ accepted: true });
    const rows = await bench.sql<{ state: string; due: string }>(
      "select state, due::text from deadline where case_id = ? and kind = 'verify-by' order by due",
      [opened.caseId],
    );
    expect(rows).toEqual([
      { state: 'met', due: '2026-09-10' },
      { state: 'running', due: '2026-09-11' },
    ]);
    await bench.abandon(opened);
  });

  it('an older receipt that is registered second moves the term back to it', async () => {
    const opened = await bench.open();
    await bench.supply(opened, counter('business-licence', '2026-09-10'));
    expect(await bench.supply(opened, counter('business-licence', '2026-09-08'))).toMatchObject({ accepted: true });
    await bench.abandon(opened);
  });
});
