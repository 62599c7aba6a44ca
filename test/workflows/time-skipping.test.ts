import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { settled, skipPast, startTimeSkipping } from '../../bin/parts/time-skipping.ts';
import { bundleWorkflows } from '../../bin/parts/workflow-bundle.ts';
import { echo, lifted, type readClockAround, sayUpdate } from '../support/workflows/clock.ts';

const DAY_MS = 86_400_000;
const START = '2019-03-01T01:02:03.000Z';

describe('a Temporal server whose clock a test moves', () => {
  let env: TestWorkflowEnvironment;
  let worker: Worker;
  let running: Promise<void>;

  const startWorker = async (taskQueue: string, activities = {}, on = env) =>
    await Worker.create({
      connection: on.nativeConnection,
      taskQueue,
      activities,
      workflowBundle: await bundleWorkflows({
        workflowsPath: new URL('../support/workflows/clock.ts', import.meta.url).pathname,
      }),
    });

  beforeAll(async () => {
    env = await startTimeSkipping({ startAt: START });
    worker = await startWorker('clock');
    running = worker.run();
  }, 300_000);

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

  it('does not move because somebody waits for a workflow', async () => {
    const hour = await env.client.workflow.start<typeof readClockAround>('readClockAround', {
      taskQueue: 'clock',
      workflowId: 'an-hour',
      args: [3_600_000],
    });
    const before = await env.currentTimeMs();
    const ended = hour.result();
    const atOnce = await env.client.workflow.start<typeof readClockAround>('readClockAround', {
      taskQueue: 'clock',
      workflowId: 'at-once',
      args: [0],
    });
    await atOnce.result();
    expect((await env.currentTimeMs()) - before).toBeLessThan(3_600_000);
    await env.sleep(3_601_000);
    await ended;
  });

  it('answers an update with its start, however late a worker takes it', async () => {
    const { workflowService } = env.client.workflow;
    const send = workflowService.executeMultiOperation.bind(workflowService);
    const sentAgain = Promise.withResolvers<void>();
    let sent = 0;
    jest.spyOn(workflowService, 'executeMultiOperation').mockImplementation((request: object) => {
      sent += 1;
      if (sent === 2) sentAgain.resolve();
      return send(request);
    });
    const answer = env.client.workflow.executeUpdateWithStart(sayUpdate, {
      startWorkflowOperation: new WithStartWorkflowOperation(echo, {
        workflowId: 'taken-late',
        taskQueue: 'late',
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
      updateId: 'said-once',
      args: ['here'],
    });
    await sentAgain.promise;
    const late = await startWorker('late');
    expect(await late.runUntil(answer)).toBe('here');
  });

  it('settles when what was begun is done, and not before', async () => {
    const released = Promise.withResolvers<void>();
    const heavy = await startWorker('heavy', { lift: () => released.promise });
    await heavy.runUntil(async () => {
      const { workflowId } = await env.client.workflow.start(lifted, { taskQueue: 'heavy', workflowId: 'lifted' });
      await expect(settled(env, 0)).rejects.toThrow('still at work');

      const sleep = env.sleep.bind(env);
      let naps = 0;
      const counted = jest.spyOn(env, 'sleep').mockImplementation(async (duration) => {
        await sleep(duration);
        naps += 1;
        if (naps === 3) released.resolve();
      });
      await settled(env);
      counted.mockRestore();
      const { status } = await env.client.workflow.getHandle(workflowId).describe();
      expect(status.name).toBe('COMPLETED');
    });
  });

  it('tells of a clock that is stuck, and from then on at once', async () => {
    const impatient = await startTimeSkipping({ startAt: START, patienceMs: 2_000 });
    const released = Promise.withResolvers<void>();
    const heavy = await startWorker('heavy', { lift: () => released.promise }, impatient);
    await heavy.runUntil(async () => {
      await impatient.client.workflow.start(lifted, { taskQueue: 'heavy', workflowId: 'lifted' });
      await expect(impatient.sleep('1 day')).rejects.toThrow('has not skipped for 2000 ms');
      const asked = impatient.sleep('1 day');
      const first = await Promise.race([asked.catch(() => 'told'), new Promise((turn) => setImmediate(turn))]);
      expect(first).toBe('told');
      released.resolve();
    });
    await impatient.teardown();
  });

  it('refuses an instant that is already past', async () => {
    await expect(skipPast(env, START)).rejects.toThrow('already past');
  });
});
