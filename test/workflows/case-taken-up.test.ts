/** A case that is taken up again from its rows, in a run of its own, while somebody acts on it. */
import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as messages from '../../workflows/messages/rectification.ts';
import type { rectification } from '../../workflows/rectification.ts';
import { inspector, type OpenRectification, RectificationBench } from '../support/rectification-bench.ts';

const START = '2026-03-02T02:00:00.000Z';

describe('a run that takes a case up again', () => {
  let bench: RectificationBench;
  beforeAll(async () => {
    bench = await RectificationBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('ends at once where the first act that reaches it ends the case', async () => {
    const on = await bench.ordered();
    await bench.leave(on);
    expect(await cancelAndTakeUp(on)).toMatchObject({ status: 'cancelled' });
    // At the present time: a run that waited for a further act would hold the test until it fails.
    expect(await bench.ended(on)).toEqual({ status: 'cancelled' });
  }, 60_000);

  /** The act is there before the rows are read, as where a run continues as new while somebody acts. */
  async function cancelAndTakeUp({ caseId }: OpenRectification) {
    const act = {
      id: randomUUID(),
      by: inspector,
      reason: '检查对象有误',
      receivedAt: await bench.now(),
    } as messages.CancelRectificationAct;
    const startWorkflowOperation = new WithStartWorkflowOperation<typeof rectification>(
      messages.RECTIFICATION_WORKFLOW,
      {
        workflowId: messages.rectificationWorkflowId(caseId),
        taskQueue: bench.taskQueue,
        args: [{ caseId, begin: 'stored-rows' }],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      },
    );
    return await bench.env.client.workflow.executeUpdateWithStart(messages.cancelRectificationUpdate, {
      startWorkflowOperation,
      updateId: act.id,
      args: [act],
    });
  }
});
