import { isGrpcServiceError, ServiceError, WorkflowClient } from '@temporalio/client';
import type { WithStartWorkflowOperation, WorkflowUpdateOptions } from '@temporalio/client';
import type { UpdateDefinition, Workflow } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';

type UpdateWithStart = [
  update: UpdateDefinition<unknown, [unknown]>,
  options: WorkflowUpdateOptions & {
    updateId: string;
    args: [unknown];
    startWorkflowOperation: WithStartWorkflowOperation<Workflow>;
  },
];

/** gRPC's status of a call that failed on the server without saying how. */
const UNKNOWN = 2;

/** Mends, in place, what goes wrong between the SDK's client and the time-skipping server on a busy machine. */
export function madeReliable(environment: TestWorkflowEnvironment): TestWorkflowEnvironment {
  const { workflow } = environment.client;
  // The SDK's client lets the clock run for as long as somebody waits for a workflow's end. It does not stop at that
  // end: it ran on by years, over timers that nobody needs any more, before the waiting one looked.
  workflow.result = WorkflowClient.prototype.result.bind(workflow);
  // An update that no worker takes within ten seconds is sent again with its start, and this server fails the second
  // start of the same request. Both have come about all the same: the answer is asked for by itself.
  const openAndAct = workflow.executeUpdateWithStart.bind(workflow) as (...asked: UpdateWithStart) => Promise<unknown>;
  workflow.executeUpdateWithStart = (async (...[update, options]: UpdateWithStart) => {
    try {
      return await openAndAct(update, options);
    } catch (error) {
      if (!isFailedBySecondStart(error)) throw error;
      const { startWorkflowOperation, ...act } = options;
      return await workflow.getHandle(startWorkflowOperation.options.workflowId).executeUpdate(update, act);
    }
  }) as typeof workflow.executeUpdateWithStart;
  return environment;
}

function isFailedBySecondStart(error: unknown): boolean {
  if (!(error instanceof ServiceError) || !isGrpcServiceError(error.cause)) return false;
  const { code }: { code: number } = error.cause;
  return code === UNKNOWN;
}
