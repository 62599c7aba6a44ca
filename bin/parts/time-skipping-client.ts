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

/**
 * Mends, in place, what goes wrong between the SDK's client and the time-skipping server on a busy machine.
 * @param patienceMs of real time, for one sleep
 */
export function madeReliable(environment: TestWorkflowEnvironment, patienceMs: number): TestWorkflowEnvironment {
  environment.sleep = impatientSleep(environment, patienceMs);
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

/**
 * A task that the server has handed out and lost keeps its clock at a real one's pace, and nothing ends it: who sleeps
 * is told after a time, and everybody who sleeps from then on at once.
 */
function impatientSleep(
  { connection, sleep }: TestWorkflowEnvironment,
  patienceMs: number,
): TestWorkflowEnvironment['sleep'] {
  const stuck = new AbortController();
  return async (duration) => {
    stuck.signal.throwIfAborted();
    const tell = () => stuck.abort(new Error(`the clock has not skipped for ${patienceMs} ms`));
    const timer = setTimeout(tell, patienceMs);
    try {
      // The call is ended too: one left under way is sent again when the connection is closed, which no one can catch.
      await connection.withAbortSignal(stuck.signal, () => sleep(duration));
    } catch (error) {
      stuck.signal.throwIfAborted();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };
}

function isFailedBySecondStart(error: unknown): boolean {
  if (!(error instanceof ServiceError) || !isGrpcServiceError(error.cause)) return false;
  const { code }: { code: number } = error.cause;
  return code === UNKNOWN;
}
