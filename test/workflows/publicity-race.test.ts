import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { endOfDay } from '../../domain/time.ts';
import * as messages from '../../workflows/messages/publicity.ts';
import { replayOf } from '../support/histories.ts';
import { inSeconds, SOON_SECONDS } from '../support/moments.ts';
import { officer, PublicityBench, supervisor } from '../support/publicity-bench.ts';

const START = '2026-06-01T02:00:00.000Z';

describe('acts on a record that meet its dates, or each other', () => {
  let bench: PublicityBench;
  beforeAll(async () => {
    bench = await PublicityBench.start({ startAt: START, realTime: true });
    await bench.setRules({ 'case.wake-spread-seconds': 0 });
  }, 300_000);
  beforeEach(() => {
    bench.boundary = undefined;
    bench.moveTo(START);
  });
  afterAll(async () => {
    await bench.stop();
  });

  const replays = async (on: { caseId: string }) => {
    const workflowId = messages.publicityWorkflowId(on.caseId);
    return (await replayOf(bench, [workflowId]))[workflowId];
  };

  it.each(['before-commit', 'after-commit'] as const)(
    'an annulment under way (%s) while the maximum comes counts, and the record is ended once',
    async (point) => {
      const midnight = endOfDay('2027-06-01');
      bench.moveTo(inSeconds(midnight, -SOON_SECONDS));
      const one = await bench.enter({ decidedOn: '2026-06-01' });
      const frozen = bench.freeze(point);
      const annulled = bench.annul(one, '2026-06-02');
      await frozen.reached;
      await bench.until(async () => (await bench.now()) > new Date(Date.parse(midnight) + 1000).toISOString());
      // Nobody sees it any more, though neither the act nor the timer has come through.
      expect((await bench.state(one)).shared).toBe(false);
      frozen.release();
      expect(await annulled).toMatchObject({ accepted: true, status: 'annulled' });
      await bench.workflow(one).result();
      expect(await bench.timeline(one)).toEqual(['record-entered', 'record-ended']);
      expect(await replays(one)).toBeNull();
    },
    120_000,
  );

  it('the maximum that came while no worker was there is written down when it is back', async () => {
    const midnight = endOfDay('2027-06-01');
    bench.moveTo(inSeconds(midnight, -SOON_SECONDS));
    const one = await bench.enter({ decidedOn: '2026-06-01' });
    await bench.stopWorker();
    await bench.until(async () => (await bench.now()) > midnight);
    expect((await bench.state(one)).published).toBe(false);
    expect((await bench.file(one)).status).toBe('running');
    await bench.startWorker();
    expect(await bench.workflow(one).result()).toEqual({ status: 'ended-by-time' });
    expect(await replays(one)).toBeNull();
  });

  it('two officers at once: one annuls, the other hears that the case has moved on', async () => {
    const one = await bench.enter();
    const on = await bench.today();
    const answers = await Promise.allSettled([bench.annul(one, on), bench.annul(one, on)]);
    const done = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.accepted : false));
    expect(done.filter(Boolean)).toHaveLength(1);
    expect((await bench.timeline(one)).filter((kind) => kind === 'record-ended')).toHaveLength(1);
    await bench.workflow(one).result();
    expect(await replays(one)).toBeNull();
  }, 300_000);

  it('the same act sent again gets the same answer and is written once; so is the entry itself', async () => {
    const caseId = randomUUID();
    const entry = { id: randomUUID(), subjectId: await bench.subject(), receivedAt: await bench.now() };
    const first = await bench.enter({ ...entry, documentNumber: '同一号' }, caseId);
    expect(await bench.enter({ ...entry, documentNumber: '同一号' }, caseId)).toEqual(first);
    const on = await bench.today();
    const send = () =>
      bench.act<messages.DutiesDoneAct>(first, messages.dutiesDoneUpdate, {
        id: `duties-${caseId}`,
        by: officer,
        correctedOn: on,
        dutiesDoneOn: null,
        proof: '凭证',
      });
    expect(await send()).toEqual(await send());
    expect(await bench.timeline(first)).toEqual(['record-entered', 'duties-registered']);
  });

  it('what was asked for while its worker was away is answered when it is back, in whichever order it came', async () => {
    const one = await bench.enter();
    await bench.stopWorker();
    const on = await bench.today();
    const registered = bench.dutiesDone(one, { correctedOn: on });
    const withdrawn = bench.act<messages.WithdrawRecordAct>(one, messages.withdrawRecordUpdate, {
      by: supervisor,
      reason: '录错主体',
    });
    await bench.startWorker();
    expect(await withdrawn).toMatchObject({ accepted: true, status: 'withdrawn' });
    const isRegistered = (await registered).accepted;
    expect(await bench.timeline(one)).toEqual([
      'record-entered',
      ...(isRegistered ? ['duties-registered'] : []),
      'record-ended',
    ]);
    await bench.workflow(one).result();
    expect(await replays(one)).toBeNull();
  }, 300_000);
});
