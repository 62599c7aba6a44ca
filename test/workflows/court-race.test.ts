import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays, endOfDay } from '../../domain/time.ts';
import { claimUpdate, handBackUpdate, type ActHeader } from '../../workflows/messages/case.ts';
import { reorganisationWorkflowId } from '../../workflows/messages/reorganisation.ts';
import { CourtBench, type Enterprise } from '../support/court-bench.ts';
import { keepHistory, replayOf } from '../support/histories.ts';
import { inSeconds, SOON_SECONDS } from '../support/moments.ts';

const START = '2026-03-09T02:00:00.000Z';
const clerk = { sub: 'clerk-sun', role: 'officer', authority: 'court' } as const;

describe('a court and the clock at the same time', () => {
  let bench: CourtBench;
  let rulings = 0;
  const workflowIds: string[] = [];
  beforeAll(async () => {
    bench = await CourtBench.start({ startAt: START, realTime: true });
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
    const ended = workflowIds.splice(0);
    expect(Object.values(await replayOf(bench, ended)).filter((error) => error !== null)).toEqual([]);
    for (const id of ended) {
      await bench.env.client.workflow
        .getHandle(id)
        .terminate()
        .catch(() => undefined);
    }
  });

  async function applied(): Promise<{ of: Enterprise; record: string; rulingNumber: string; caseId: string }> {
    const of = await bench.enterprise();
    const record = await bench.record(of);
    const rulingNumber = `（2026）示01破${(rulings += 1)}号`;
    const { caseId } = await bench.apply(await bench.application(of, { rulingNumber }));
    workflowIds.push(reorganisationWorkflowId(caseId));
    return { of, record, rulingNumber, caseId };
  }
  const approve = (of: Enterprise, rulingNumber: string, eventId: string = randomUUID()) =>
    bench.say(
      'reorganisation.approved',
      { rulingNumber, kind: 'plan', identifier: of.identifier, ruledOn: '2026-03-02', planUntil: null },
      { eventId },
    );

  it.each(['before-commit', 'after-commit'] as const)(
    'an approval under way (%s) while its date passes is not told as silence',
    async (point) => {
      const { of, record, rulingNumber, caseId } = await applied();
      const { nextDue } = await bench.row({ caseId });
      // The day before has its reminder behind it; the next thing is the end of the day.
      await comesSoon(caseId, nextDue ?? '');
      const told = bench.heldPastTheEnd(nextDue ?? '', point, () => approve(of, rulingNumber));
      expect(await told).toMatchObject({ state: 'taken', code: 'followed' });
      await bench.until(async () => (await bench.row({ caseId })).status === 'shielded');
      expect(await bench.timeline({ caseId })).not.toContain('escalated');
      expect(await bench.stateOf(record)).toMatchObject({ state: 'held' });
      await keepHistory(bench, reorganisationWorkflowId(caseId), 'court-approved-while-the-timer-fired');
    },
    120_000,
  );

  it('messages that come all at once, with acts between them, are each answered', async () => {
    const { of, record, rulingNumber, caseId } = await applied();
    await bench.stopWorker();
    const acts = Promise.allSettled([
      bench.act<ActHeader>({ caseId }, claimUpdate, { by: clerk }),
      bench.act<ActHeader>({ caseId }, handBackUpdate, { by: clerk }),
    ]);
    const told = [
      bench.say('reorganisation.carried-out', { rulingNumber }, { occurredAt: '2026-03-09T01:09:00.000Z' }),
      approve(of, rulingNumber, 'one'),
      approve(of, rulingNumber, 'one'),
      approve(of, rulingNumber, 'two'),
    ];
    await bench.startWorker();
    const states = (await Promise.all(told)).map(({ state }) => state);
    // What reaches a case that has ended meanwhile was refused by it; nothing is lost or left behind.
    expect(states.filter((state) => state !== 'taken' && state !== 'refused')).toEqual([]);
    expect(await acts).toHaveLength(2);
    expect(await bench.end({ caseId })).toEqual({ status: 'shielded-for-good' });
    expect(await bench.stateOf(record)).toMatchObject({ state: 'ended' });
    await keepHistory(bench, reorganisationWorkflowId(caseId), 'court-messages-all-at-once');
  });

  /** Moves the clock so that the workflow, told anew where it stands, waits a few seconds for the end of a day. */
  async function comesSoon(caseId: string, due: string): Promise<void> {
    bench.moveTo(inSeconds(endOfDay(addDays(due, -1)), 36_000));
    await bench.act<ActHeader>({ caseId }, claimUpdate, { by: clerk });
    await bench.until(async () => (await bench.timeline({ caseId })).includes('reminded'));
    bench.moveTo(inSeconds(endOfDay(due), -SOON_SECONDS));
    await bench.act<ActHeader>({ caseId }, handBackUpdate, { by: clerk });
  }
});
