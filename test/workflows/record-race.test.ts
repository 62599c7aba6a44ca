/** One record, and several who want to end it at the same moment: its authority by repair, a court, and the clock. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { endOfDay } from '../../domain/time.ts';
import { annulUpdate, type AnnulAct, publicityWorkflowId } from '../../workflows/messages/publicity.ts';
import { rowsChangedSignal } from '../../workflows/messages/case.ts';
import { outcomeOf } from '../support/cases.ts';
import { replayOf } from '../support/histories.ts';
import { inSeconds, SOON_SECONDS } from '../support/moments.ts';
import { officerOf } from '../support/repair-bench.ts';
import { WithdrawalBench } from '../support/withdrawal-bench.ts';

// The tests share two cores with whatever else runs.
jest.setTimeout(300_000);

const START = '2026-09-10T02:00:00.000Z';

describe('several who end one record at once', () => {
  let bench: WithdrawalBench;
  const workflowIds: string[] = [];
  beforeAll(async () => {
    bench = await WithdrawalBench.start({ startAt: START, realTime: true });
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
    const replayed = await replayOf(bench, workflowIds.splice(0));
    expect(Object.values(replayed).filter((error) => error !== null)).toEqual([]);
  });

  /** An entered record, and an application for its repair. */
  async function applied(): Promise<{ recordId: string; caseId: string }> {
    const subjectId = await bench.subject();
    const recordId = await bench.entered(subjectId);
    const { caseId, answer } = await bench.open(subjectId, [{ id: recordId }]);
    expect(answer).toMatchObject({ outcome: 'forwarded' });
    workflowIds.push(publicityWorkflowId(recordId), ...(await bench.begunWorkflowIds({ caseId })));
    return { recordId, caseId };
  }

  const annul = async (recordId: string) => {
    const id = randomUUID();
    const act: AnnulAct = {
      id,
      by: officerOf('market'),
      receivedAt: await bench.now(),
      annulledOn: '2026-09-10',
      documentNumber: '（2026）示01行终1号',
      reason: '事实不清',
    };
    const handle = bench.env.client.workflow.getHandle(publicityWorkflowId(recordId));
    return await handle.executeUpdate(annulUpdate, { updateId: id, args: [act] });
  };

  /** However it came: ended once, told once, and both cases are over. */
  async function endedOnce(
    recordId: string,
    on: { caseId: string },
  ): Promise<{ how: string | null; item: string | null }> {
    expect(await bench.end(on)).toEqual({ status: 'answered' });
    await bench.env.client.workflow.getHandle(publicityWorkflowId(recordId)).result();
    const [counts] = await bench.sql<{ pushes: number; endings: number; running: number }>(
      `select (select count(*)::integer from push where record_id = ? and kind in ('record.ended', 'record.withdrawn')) as pushes,
         (select count(*)::integer from timeline_entry where case_id = ? and kind in ('record-ended', 'maximum-period-ended')) as endings,
         (select count(*)::integer from deadline where case_id in (?, ?) and state = 'running') as running`,
      [recordId, recordId, recordId, on.caseId],
    );
    const [item = null] = await bench.outcomes(on);
    const how = (await bench.recordRow(recordId)).endedHow ?? null;
    // What is repaired is annulled all the same, and each is told.
    const times = how === 'annulled' && item === 'repaired' ? 2 : 1;
    expect(counts).toEqual({ pushes: times, endings: times, running: 0 });
    return { how, item };
  }

  it('an approval and an annulment at once: the record ends by one of them, and the application is answered', async () => {
    for (let times = 0; times < 5; times += 1) {
      const { recordId, caseId } = await applied();
      const acts = [() => outcomeOf(bench.answer({ caseId }, 'market')), () => outcomeOf(annul(recordId))];
      if (times % 2 === 1) acts.reverse();
      await Promise.all(acts.map((act) => act()));
      const ended = await endedOnce(recordId, { caseId });
      expect([
        { how: 'repaired', item: 'repaired' },
        { how: 'annulled', item: 'ended' },
        { how: 'annulled', item: 'repaired' },
      ]).toContainEqual(ended);
    }
  });

  it.each(['approval', 'annulment'] as const)(
    'an approval and an annulment, the %s first and not yet committed: what is repaired is annulled too, what is annulled is not repaired',
    async (first) => {
      const { recordId, caseId } = await applied();
      const acts = {
        approval: () => outcomeOf(bench.answer({ caseId }, 'market')),
        annulment: () => outcomeOf(annul(recordId)),
      };
      const frozen = bench.freeze();
      const leading = acts[first]();
      await frozen.reached;
      const following = acts[first === 'approval' ? 'annulment' : 'approval']();
      await bench.until(async () => {
        const waiting = "select 1 from pg_locks where locktype = 'advisory' and not granted";
        return (await bench.sql(waiting)).length > 0;
      });
      frozen.release();
      expect(await leading).toBe(first === 'approval' ? 'answered' : 'annulled');
      // The server may throw the answer away where the end of a run meets a signal; what was written is there all the same.
      await Promise.allSettled([following]);
      expect(await endedOnce(recordId, { caseId })).toEqual({
        how: 'annulled',
        item: first === 'approval' ? 'repaired' : 'ended',
      });
    },
  );

  it.each(['approval', 'clock'] as const)(
    'an approval and the end of its longest period at once, the %s first',
    async (first) => {
      const { recordId, caseId } = await applied();
      const { endsBy } = await bench.recordRow(recordId);
      const reached = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      const held = first === 'approval' ? caseId : recordId;
      const approval = randomUUID();
      // The part of the application, months later, catches up with its reminders: what is held is the approval.
      const heldStep = first === 'approval' ? approval : 'maximum-ended';
      let isFirst = true;
      // Shortly before the day is over; the clock of the case is told.
      bench.moveTo(inSeconds(endOfDay(endsBy ?? ''), -SOON_SECONDS));
      await bench.sql("insert into case_step (case_id, key, result, at) values (?, 'clock', '{}', ?)", [
        recordId,
        await bench.now(),
      ]);
      await bench.env.client.workflow.getHandle(publicityWorkflowId(recordId)).signal(rowsChangedSignal);
      bench.boundary = async (at, of, key) => {
        if (at !== 'before-commit' || of !== held || !key.includes(heldStep) || !isFirst) return;
        isFirst = false;
        reached.resolve();
        await released.promise;
      };
      const approve = () => outcomeOf(bench.answer({ caseId }, 'market', 'repaired', { id: approval }));
      const answering = first === 'approval' ? approve() : null;
      await reached.promise;
      const answered = answering ?? approve();
      await bench.until(async () => (await bench.now()) > endOfDay(endsBy ?? ''));
      released.resolve();
      expect(await answered).toBe('answered');
      expect(await endedOnce(recordId, { caseId })).toEqual(
        first === 'approval' ? { how: 'repaired', item: 'repaired' } : { how: null, item: 'ended' },
      );
    },
  );
});
