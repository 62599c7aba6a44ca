import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { FastifyRequest } from 'fastify';
import type { AppDeps } from './app-types.ts';
import { HAND_OVER_TIMEOUT_MS, callWithin } from './within.ts';

/**
 * Starts the workflow that takes a stored change to the cases, once.
 * @returns whether it is started; if not, it is logged, and left to the sweep
 */
export async function startStored(
  { temporal, handOverTimeoutMs = HAND_OVER_TIMEOUT_MS }: Pick<AppDeps, 'temporal' | 'handOverTimeoutMs'>,
  { log }: FastifyRequest,
  { type, workflowId, input }: { type: string; workflowId: string; input: { changeId: string } },
): Promise<boolean> {
  const start = () =>
    temporal.client.workflow.start(type, {
      taskQueue: temporal.taskQueue,
      workflowId,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      args: [input],
    });
  try {
    await callWithin(handOverTimeoutMs, temporal, start);
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) {
      const name = error instanceof Error ? error.name : 'unknown';
      log.warn({ changeId: input.changeId, type, name }, 'a change is stored and its workflow not started yet');
      return false;
    }
  }
  return true;
}
