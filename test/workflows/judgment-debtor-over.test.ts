/** What a court finds out about an entry when it has run out or was repaired. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SERVICE, takeInHand } from '../../activities/case/case-in-hand.ts';
import { endRecord } from '../../activities/record/record-effects.ts';
import { endOfDay, shanghaiDay } from '../../domain/time.ts';
import { createWorkflowCalls } from '../../worker/workflow-calls.ts';
import { publicityWorkflowId } from '../../workflows/messages/publicity.ts';
import { CourtBench } from '../support/court-bench.ts';
import { Entry } from '../support/debtor-entry.ts';

/** Monday. */
const START = '2026-03-09T02:00:00.000Z';

describe('an entry that is over', () => {
  let bench: CourtBench;
  beforeAll(async () => {
    bench = await CourtBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  async function debtor(number: string): Promise<Entry> {
    return new Entry(bench, await bench.enterprise(), `（2026）示01执${number}号`);
  }

  /** A step of another case repairs the record. */
  async function repair(recordId: string, other: string): Promise<void> {
    const now = await bench.now();
    await bench.orm.em.fork().transactional(async (em) => {
      const hand = await takeInHand(em, other, SERVICE, now);
      await endRecord(hand, { recordId, how: 'repaired', on: shanghaiDay(now) });
    });
    const calls = createWorkflowCalls(bench.env.client.workflow, bench.taskQueue);
    await calls.tellCase(publicityWorkflowId(recordId));
  }

  it('is annulled after all where the court says that it was wrongly listed', async () => {
    const [ranOut, repaired] = [await debtor('1'), await debtor('2')];
    for (const entry of [ranOut, repaired]) await entry.list();
    const { endsBy } = await ranOut.state();
    await repair(repaired.on.caseId, ranOut.on.caseId);
    expect(await bench.end(repaired.on, 'publicity')).toEqual({ status: 'repaired' });
    await bench.skipTo(endOfDay(endsBy ?? ''));
    expect(await bench.end(ranOut.on, 'publicity')).toEqual({ status: 'ended-by-time' });
    for (const entry of [ranOut, repaired]) {
      expect(await entry.say('debtor.masked', { reason: '迟到' })).toMatchObject({ state: 'closed-case' });
      expect(await entry.say('debtor.withdrawn', { ground: 'performed' })).toMatchObject({ state: 'closed-case' });
      // The court dates it before the end; it is void since it was found out.
      const said = await entry.say(
        'debtor.withdrawn',
        { ground: 'wrongly-listed' },
        { occurredAt: '2026-03-09T01:01:00.000Z' },
      );
      expect(said).toMatchObject({ state: 'taken', code: 'followed', caseId: entry.on.caseId });
      expect(await bench.end(entry.on, 'publicity')).toEqual({ status: 'annulled' });
      expect(await bench.row(entry.on)).toMatchObject({ outcome: { kind: 'annulled', ground: 'wrongly-listed' } });
      expect(await bench.notices(entry.on)).toContain('debtor-withdrawn → manager-zhao');
      const again = await entry.say('debtor.withdrawn', { ground: 'wrongly-listed' });
      expect(again).toMatchObject({ state: 'closed-case' });
    }
    const on = shanghaiDay(await bench.now());
    const days = 'select ended_on as "endedOn", voided_on as "voidedOn", ended_how as how from record where id = ?';
    expect(await bench.sql(days, [repaired.on.caseId])).toEqual([
      { endedOn: '2026-03-09', voidedOn: on, how: 'annulled' },
    ]);
    expect(await bench.sql(days, [ranOut.on.caseId])).toEqual([{ endedOn: on, voidedOn: on, how: 'annulled' }]);
  }, 300_000);
});
