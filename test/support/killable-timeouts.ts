import type { WorkflowInterceptors } from '@temporalio/workflow';

/**
 * An activity whose worker has died is given out again after twenty seconds and tried a second later; a minute each in
 * production. Whatever else is asked for stays: who may try, how often, for how long in all.
 */
export const interceptors = (): WorkflowInterceptors => ({
  outbound: [
    {
      scheduleActivity: (input, next) => {
        const retry = { ...input.options.retry, initialInterval: '1 second' } as const;
        return next({ ...input, options: { ...input.options, startToCloseTimeout: '20 seconds', retry } });
      },
    },
  ],
});
