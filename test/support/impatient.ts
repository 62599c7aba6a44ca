import { setTimeout } from 'node:timers/promises';
import { ServiceError, type WorkflowClientInterceptor } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';

/** A task whose worker has died is given to the next one after this time; ten seconds where nobody asks for less. */
const workflowTaskTimeout = msToTs('2 seconds');
const MOST_TRIES = 120;

/** Starts workflows whose tasks are soon given to another worker, and says again what is refused until one has taken it. */
export const impatient = {
  start: (input, next) => next({ ...input, options: { ...input.options, workflowTaskTimeout } }),
  signalWithStart: (input, next) => next({ ...input, options: { ...input.options, workflowTaskTimeout } }),
  startUpdate: (input, next) => again(() => next(input)),
  startUpdateWithStart: (input, next) =>
    again(() => next({ ...input, workflowStartOptions: { ...input.workflowStartOptions, workflowTaskTimeout } })),
} satisfies WorkflowClientInterceptor;

async function again<R>(send: () => Promise<R>): Promise<R> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await send();
    } catch (error) {
      // The server takes no update while a task of the workflow has failed several times. Of an update with its start
      // the SDK hands on the server's own error as it is.
      const said = error instanceof ServiceError ? error.cause : error;
      const isRefused = String(said).includes('Workflow Task in failed state');
      if (!isRefused || tries === MOST_TRIES) throw error;
      await setTimeout(250);
    }
  }
}
