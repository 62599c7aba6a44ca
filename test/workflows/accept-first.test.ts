import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Bench } from '../support/bench.ts';
import { endOfDay } from '../../domain/time.ts';

// Thursday 10 September 2026, 10:00 in Shanghai: ten working days on lie the make-up Sunday and Mid-Autumn.
const START = '2026-09-10T02:00:00.000Z';

describe('accept-first', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('is kept: supplied, verified and decided', async () => {
    const opened = await bench.open();
    expect(opened.answer).toMatchObject({ outcome: 'accepted-first', status: 'awaiting-materials' });
    expect(await bench.supply(opened)).toMatchObject({ accepted: true, status: 'awaiting-verification' });
    expect(await bench.verify(opened, { 'business-licence': 'accepted' })).toMatchObject({
      accepted: true,
      status: 'awaiting-decision',
    });
    expect(await bench.decide(opened)).toMatchObject({ accepted: true, status: 'completed', next: null });
    expect(await bench.end(opened)).toEqual({ status: 'completed' });
    expect(await bench.performance(opened)).toBe('kept');
    expect(await bench.timeline(opened)).toEqual([
      'received',
      'accepted-first',
      'supplied',
      'verified',
      'promise-kept',
      'decided',
    ]);
  });

  it('ends late by itself: reminders, the date, the registration of receipts, the end', async () => {
    const opened = await bench.open();
    const due = opened.answer.outcome === 'accepted-first' ? opened.answer.next?.due : undefined;
    await bench.skipTo(endOfDay(due ?? ''));
    expect(await bench.row(opened)).toMatchObject({ status: 'awaiting-registration', nextKind: 'registration-grace' });
    const { nextDue } = await bench.row(opened);
    await bench.skipTo(endOfDay(nextDue ?? ''));
    expect(await bench.row(opened)).toMatchObject({
      status: 'ended',
      outcome: { kind: 'late', lateness: 'ended', missing: ['business-licence'] },
    });
    expect(await bench.performance(opened)).toBe('not-kept');
    expect(await bench.timeline(opened)).toEqual([
      'received',
      'accepted-first',
      'reminded',
      'reminded',
      'supply-by-passed',
      'ended-late',
    ]);
    expect(await bench.notices(opened)).toContain('ended-late-supervisor → supervisor');
  }, 300_000);
});
