import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { skipPast, startTimeSkipping } from '../support/temporal.ts';
import { bundleWorkflows } from '../support/workflow-bundle.ts';
import type { readClockAround } from '../support/workflows/clock.ts';

const DAY_MS = 86_400_000;
const START = '2019-03-01T01:02:03.000Z';

describe('a Temporal server whose clock a test moves', () => {
  let env: TestWorkflowEnvironment;
  let worker: Worker;
  let running: Promise<void>;

  beforeAll(async () => {
    env = await startTimeSkipping({ startAt: START });
    worker = await Worker.create({
      connection: env.nativeConnection,
      taskQueue: 'clock',
      workflowBundle: await bundleWorkflows({
        workflowsPath: new URL('../support/workflows/clock.ts', import.meta.url).pathname,
      }),
    });
    running = worker.run();
  }, 60_000);

  afterAll(async () => {
    worker.shutdown();
    await running;
    await env.teardown();
  });

  it('starts in 2019 and skips 90 days, seen from inside the workflow', async () => {
    const handle = await env.client.workflow.start<typeof readClockAround>('readClockAround', {
      taskQueue: 'clock',
      workflowId: 'ninety-days',
      args: [90 * DAY_MS],
    });
    await expect(env.currentTimeMs()).resolves.toBeLessThan(Date.parse(START) + DAY_MS);

    await skipPast(env, '2019-05-30T01:02:05.000Z');

    const { before, after } = await handle.result();
    expect(before.slice(0, 10)).toBe('2019-03-01');
    expect(after.slice(0, 10)).toBe('2019-05-30');
  });

  it('refuses an instant that is already past', async () => {
    await expect(skipPast(env, START)).rejects.toThrow('already past');
  });
});
