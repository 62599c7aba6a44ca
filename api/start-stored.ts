import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { FastifyRequest } from 'fastify';
import type { AppDeps } from './app-types.ts';
import { within } from './within.ts';

/** The change is committed already: what cannot be started now is started by the sweep. */
const START_TIMEOUT_MS = 3_000;

/**
 * Starts the workflow that takes a stored change to the cases, once.
 * @returns whether it is started; if not, it is logged, and left to the sweep
 */
export async function startStored(
  { temporal }: Pick<AppDeps, 'temporal'>,
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
    await within(START_TIMEOUT_MS, temporal.client.withDeadline(Date.now() + START_TIMEOUT_MS, start));
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) {
      const name = error instanceof Error ? error.name : 'unknown';
      log.warn({ changeId: input.changeId, type, name }, 'a change is stored and its workflow not started yet');
      return false;
    }
  }
  return true;
}
