import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { ApplicationFailure } from '@temporalio/common';
import { defineUpdate } from '@temporalio/workflow';
import { objectionTo } from '../../domain/case/case-kind.ts';
import { PUBLICITY, PUBLICITY_ACTS, type PublicityAct } from '../../domain/publicity/publicity.ts';
import { ROLES, type Role } from '../../domain/case/roles.ts';
import { addMonths, endOfDay } from '../../domain/time.ts';
import { type ActAnswer, FAILURE_OF_OBJECTION } from '../../workflows/messages/case.ts';
import { type ReportAnnulmentAct, reportAnnulmentUpdate } from '../../workflows/messages/publicity.ts';
import { actAlsoAfterTheEnd } from '../support/after-the-end.ts';
import { type Entered, manager, PublicityBench } from '../support/publicity-bench.ts';

const UPDATE_OF: Partial<Record<PublicityAct, string>> = { withdraw: 'withdraw-record' };

/** What each act carries, so that nothing but the table speaks against it. */
const PARTICULARS = { to: 'officer-chen', reason: '理由', documentNumber: '复议1号', proof: '凭证' };

describe('acts on a record', () => {
  let bench: PublicityBench;
  const cases: Record<string, Entered> = {};
  beforeAll(async () => {
    bench = await PublicityBench.start({ startAt: '2026-06-01T02:00:00.000Z' });
    const from = await bench.today();
    const measures = [{ code: 'G01', from, until: addMonths(from, 60) }];
    cases['measures-only'] = await bench.enter({ measures });
    cases['ended-by-time'] = await bench.enter();
    const { endsBy } = await bench.state(cases['ended-by-time']);
    await bench.skipTo(endOfDay(endsBy ?? ''));
    const longAgo = addMonths(await bench.today(), -13);
    const ranOut = await bench.enter({ decidedOn: longAgo, publishedFrom: longAgo });
    cases['annulment-check'] = ranOut;
    await actAlsoAfterTheEnd<ReportAnnulmentAct>(bench, ranOut, reportAnnulmentUpdate, {
      by: manager,
      annulledOn: await bench.today(),
      documentNumber: '复议1号',
    });
    await bench.until(async () => (await bench.file(ranOut)).status === 'annulment-check');
    cases['running'] = await bench.enter();
    cases['annulled'] = await bench.enter();
    await bench.annul(cases['annulled'], await bench.today());
    await bench.workflow(cases['annulled']).result();
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  async function attempt(on: Entered, act: PublicityAct, role: Role): Promise<string> {
    const update = defineUpdate<ActAnswer, [object]>(UPDATE_OF[act] ?? act);
    const by = { sub: `${role}-1`, role, authority: role === 'officer' || role === 'supervisor' ? 'market' : null };
    const day = await bench.today();
    const id = `${act}-${role}-${on.caseId}`;
    const particulars = { ...PARTICULARS, annulledOn: day, correctedOn: day, dutiesDoneOn: null };
    const args: [object] = [{ id, by, receivedAt: await bench.now(), ...particulars }];
    try {
      await bench.workflow(on).executeUpdate(update, { updateId: id, args });
      return 'done';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'closed';
      if (!(error instanceof WorkflowUpdateFailedError)) throw error;
      return (error.cause as ApplicationFailure).type ?? 'unnamed';
    }
  }

  it.each(['running', 'measures-only', 'annulment-check', 'ended-by-time', 'annulled'])(
    'in the status %s: what the table does not allow is thrown back, and nothing is written',
    async (status) => {
      const on = cases[status];
      if (on === undefined) throw new Error(`no case in ${status}`);
      expect((await bench.file(on)).status).toBe(status);
      const rows = () =>
        bench.sql(
          `select (select count(*) from timeline_entry where case_id = ?) as events,
             (select count(*) from case_step where case_id = ?) as steps, (select version from case_file where id = ?) as version`,
          [on.caseId, on.caseId, on.caseId],
        );
      const before = await rows();
      for (const act of PUBLICITY_ACTS) {
        for (const role of ROLES) {
          const objection = objectionTo(PUBLICITY, act, { sub: `${role}-1`, role }, { status, assignedTo: null });
          if (objection === null) continue;
          const isClosed = status === 'ended-by-time' || status === 'annulled';
          const expected = isClosed ? 'closed' : FAILURE_OF_OBJECTION[objection];
          expect([act, role, await attempt(on, act, role)]).toEqual([act, role, expected]);
        }
      }
      expect(await rows()).toEqual(before);
    },
    60_000,
  );

  it.each(['running', 'measures-only'])('in the status %s: what it allows is done', async (status) => {
    const on = cases[status];
    if (on === undefined) throw new Error(`no case in ${status}`);
    const order = ['claim', 'assign', 'hand-back', 'duties-done', 'report-annulment', 'dismiss-annulment'] as const;
    for (const act of order) expect([act, await attempt(on, act, 'supervisor')]).toEqual([act, 'done']);
    expect(await attempt(on, status === 'running' ? 'withdraw' : 'annul', 'supervisor')).toBe('done');
    expect((await bench.file(on)).status).toBe(status === 'running' ? 'withdrawn' : 'annulled');
    expect((await bench.state(on)).measuresInForce).toEqual([]);
  });
});
