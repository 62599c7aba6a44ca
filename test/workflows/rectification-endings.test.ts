import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Determination } from '../../db/entities/determination.ts';
import { PerformanceRecord } from '../../db/entities/performance-result.ts';
import type { determination } from '../../workflows/determination.ts';
import { completeDeterminationUpdate, determinationWorkflowId } from '../../workflows/messages/determination.ts';
import { RECTIFICATION_WORKFLOW, rectificationWorkflowId } from '../../workflows/messages/rectification.ts';
import { outcomeOf } from '../support/cases.ts';
import { COMPLETION } from '../support/determination-bench.ts';
import { RECTIFICATION_OPEN } from '../support/endings.ts';
import { keepHistory } from '../support/histories.ts';
import { inspector, type OpenRectification, RectificationBench } from '../support/rectification-bench.ts';
import { officerOf } from '../support/repair-bench.ts';

// Months go by in every one of them, and no date may be provisional.
const START = '2023-06-05T02:00:00.000Z';

describe('every ending of a rectification', () => {
  let bench: RectificationBench;
  beforeAll(async () => {
    bench = await RectificationBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it.each(RECTIFICATION_OPEN)(
    'rectified from "%s": confirmed at any rung, and on the file',
    async (status) => {
      const on = await bench.broughtTo(status);
      expect(await bench.row(on)).toMatchObject({ status });
      if (status !== 'checking') await bench.report(on);
      expect(await outcomeOf(bench.confirm(on))).toBe('rectified');
      expect(await bench.ended(on)).toEqual({ status: 'rectified' });
      expect(await bench.clocks(on)).toEqual([]);
      expect(await bench.row(on)).toMatchObject({ outcome: { kind: 'rectified' }, nextKind: null });
      const [performance] = await bench.orm.em.fork().find(PerformanceRecord, { caseId: on.caseId });
      expect(performance).toMatchObject({ result: 'rectified' });
      const called = status.endsWith('-called');
      expect((await bench.notices(on)).includes('interview-called-off → zhang')).toBe(called);
      await keepHistory(bench, rectificationWorkflowId(on.caseId), `rectification-rectified-from-${status}`);
      expect(await outcomeOf(bench.report(on))).toBe('closed');
    },
    120_000,
  );

  it.each(RECTIFICATION_OPEN)(
    'cancelled from "%s": nothing of it is held against the subject',
    async (status) => {
      const on = await bench.broughtTo(status);
      expect(await outcomeOf(bench.cancel(on))).toBe('cancelled');
      expect(await bench.ended(on)).toEqual({ status: 'cancelled' });
      expect(await bench.clocks(on)).toEqual([]);
      expect(await bench.row(on)).toMatchObject({ outcome: { kind: 'cancelled', cause: 'in-error' }, nextKind: null });
      expect(await bench.notices(on)).toContain('rectification-cancelled → zhang');
      expect(await bench.orm.em.fork().count(PerformanceRecord, { caseId: on.caseId })).toBe(0);
      await keepHistory(bench, rectificationWorkflowId(on.caseId), `rectification-cancelled-from-${status}`);
    },
    120_000,
  );

  it('not rectified, after both interviews; a report that came in time all along reopens it', async () => {
    const on = await bench.broughtTo('not-rectified');
    expect(await bench.ended(on)).toEqual({ status: 'not-rectified' });
    const workflowId = rectificationWorkflowId(on.caseId);
    await keepHistory(bench, workflowId, 'rectification-not-rectified');
    const draft = await draftFrom(on);
    expect(await bench.row(draft)).toMatchObject({ status: 'draft' });
    const { due } = await bench.clock(on, 'rectification-by');
    expect(await outcomeOf(bench.reopen(on, due, { by: inspector }))).toBe('RoleNotAllowed');
    expect(await outcomeOf(bench.reopen(on, await bench.today()))).toBe('refused: rectification-reported-late');
    await keepHistory(bench, workflowId, 'rectification-reopening-refused');
    expect(await outcomeOf(bench.reopen(on, due))).toBe('checking');
    expect(await bench.row(on)).toMatchObject({ status: 'checking', outcome: null, closedAt: null, round: 1 });
    expect(await bench.clocks(on)).toEqual(['rectification-confirm-by']);
    expect(await bench.notices(on)).toContain('rectification-reopened → zhang');
    // The draft that came from the ending ends with it, by a step of the service's own, and both cases say so.
    expect(await bench.row(draft)).toMatchObject({
      status: 'discarded',
      outcome: { kind: 'discarded' },
      nextKind: null,
    });
    expect(await draft.handle.result()).toEqual({ status: 'discarded' });
    expect(await bench.clocks(draft)).toEqual([]);
    expect(await bench.notices(draft)).toEqual(
      expect.arrayContaining([
        'determination-draft-unfounded → market/officer',
        'determination-draft-unfounded → market/supervisor',
      ]),
    );
    expect((await bench.notices(draft)).filter((line) => line.endsWith('→ zhang'))).toEqual([]);
    expect(await bench.timeline(draft)).toContain('determination-unfounded');
    expect(await bench.timeline(on)).toContain('rectification-draft-discarded');
    expect(await bench.notices(on)).not.toContain('determination-unfounded → market/officer');
    await keepHistory(bench, determinationWorkflowId(draft.caseId), 'determination-discarded-unfounded');
    expect(await outcomeOf(bench.confirm(on))).toBe('rectified');
    expect(await bench.ended(on)).toEqual({ status: 'rectified' });
    await keepHistory(bench, workflowId, 'rectification-reopened-and-rectified');
  }, 120_000);

  it('leaves a draft that was completed meanwhile to people: the subject has been told, and they are told to stop', async () => {
    const on = await bench.broughtTo('not-rectified');
    const draft = await draftFrom(on);
    const document = { ...COMPLETION.document, issuedOn: '2023-06-05' };
    const completion = { ...COMPLETION, document, actOn: '2023-05-20' };
    const act = { id: randomUUID(), by: inspector, receivedAt: await bench.now(), completion };
    expect(await outcomeOf(draft.handle.executeUpdate(completeDeterminationUpdate, { args: [act] }))).toBe(
      'awaiting-service',
    );
    const { due } = await bench.clock(on, 'rectification-by');
    expect(await outcomeOf(bench.reopen(on, due))).toBe('checking');
    expect(await bench.row(draft)).toMatchObject({ status: 'awaiting-service', closedAt: null });
    expect(await bench.notices(on)).toEqual(
      expect.arrayContaining([
        'determination-unfounded → market/officer',
        'determination-unfounded → market/supervisor',
      ]),
    );
    expect(await bench.timeline(on)).not.toContain('rectification-draft-discarded');
    // Found untrue, it ends as not rectified again: what an officer had completed goes on, and no second draft is laid.
    await bench.reject(on);
    await bench.passRung(on);
    expect(await bench.row(on)).toMatchObject({ status: 'not-rectified' });
    expect(await bench.orm.em.fork().count(Determination, { originCaseId: on.caseId })).toBe(1);
    await bench.leave(on);
    await draft.handle.terminate('the test is done with it');
  }, 120_000);

  it('never opened: no order within ten minutes, and nothing to be seen of it', async () => {
    const caseId = randomUUID();
    const before = await counts();
    const workflowId = rectificationWorkflowId(caseId);
    await bench.env.client.workflow.start(RECTIFICATION_WORKFLOW, {
      workflowId,
      taskQueue: bench.taskQueue,
      args: [{ caseId, begin: 'door' }],
    });
    await bench.later('11 minutes');
    expect(await bench.ended({ caseId })).toEqual({ status: 'never-opened' });
    expect(await counts()).toEqual(before);
    await keepHistory(bench, workflowId, 'rectification-never-opened');
  }, 120_000);

  it('not registered: every reason at once, and no trace', async () => {
    const before = await counts();
    const today = await bench.today();
    const refused = await bench.ordered({ inspectedOn: '2027-01-04', rectifyBy: today });
    expect(codesOf(refused)).toEqual(['inspection-in-future', 'rectify-by-too-early']);
    expect(await bench.ended(refused)).toEqual({ status: 'never-opened' });
    expect(await counts()).toEqual(before);
    await keepHistory(bench, rectificationWorkflowId(refused.caseId), 'rectification-not-registered');
  }, 120_000);

  it('not registered: by who acts for the subject, on a case without a broken promise, or where there is no such authority', async () => {
    expect(codesOf(await bench.ordered({ by: { ...inspector, sub: 'zhang' } }))).toEqual(['recusal']);
    const other = await bench.ordered();
    const source = { sourceCaseId: other.caseId, inspectedOn: null };
    expect(codesOf(await bench.ordered(source))).toEqual(['rectification-subject-unknown', 'promise-not-broken']);
    const caseId = randomUUID();
    const nowhere = await bench.order({ by: officerOf('nowhere') });
    await expect(bench.sendOrder(caseId, nowhere)).rejects.toThrow();
    expect(await bench.ended({ caseId })).toEqual({ status: 'never-opened' });
    await bench.leave(other);
  }, 120_000);

  it('an order that is sent again finds its own answer', async () => {
    const caseId = randomUUID();
    const order = await bench.order();
    const first = await bench.sendOrder(caseId, order);
    expect(await bench.sendOrder(caseId, order)).toEqual(first);
    await bench.leave({ caseId });
  });

  /** The draft determination that lies on a desk since the rectification ended. */
  async function draftFrom({ caseId: originCaseId }: { caseId: string }) {
    const { caseId } = await bench.orm.em.fork().findOneOrFail(Determination, { originCaseId });
    return {
      caseId,
      handle: bench.env.client.workflow.getHandle<typeof determination>(determinationWorkflowId(caseId)),
    };
  }

  function codesOf({ answer }: OpenRectification): string[] {
    return answer.outcome === 'not-registered' ? answer.refusals.map(({ code }) => code) : [answer.outcome];
  }

  async function counts(): Promise<object[]> {
    return await bench.sql(
      `select (select count(*)::integer from case_file) as cases, (select count(*)::integer from rectification) as own,
         (select count(*)::integer from notice) as notices, (select count(*)::integer from case_step) as steps`,
    );
  }
});
