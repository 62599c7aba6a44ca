import type { WorkflowClient } from '@temporalio/client';
import { SWEEP_WORKFLOW, SWEEP_WORKFLOW_ID, type SweepInput } from '../workflows/messages/sweep.ts';

/** Starts the sweep where it does not run: there is one for all workers, and it never ends by itself. */
export async function startSweep(client: WorkflowClient, taskQueue: string): Promise<void> {
  const input: SweepInput = { rounds: 0 };
  await client.start(SWEEP_WORKFLOW, {
    taskQueue,
    workflowId: SWEEP_WORKFLOW_ID,
    workflowIdConflictPolicy: 'USE_EXISTING',
    args: [input],
  });
}
