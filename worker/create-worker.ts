import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import { type NativeConnection, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import type { Activities } from '../activities/index.ts';

/** The entry of the workflow bundle. */
export const WORKFLOWS_PATH = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));

export interface CaseWorkerOptions {
  connection: NativeConnection;
  namespace: string;
  taskQueue: string;
  activities: Activities;
  /** Absent only where saved histories, which are kept in plain text, are replayed. */
  dataConverter: DataConverter;
  /** Built once where several workers share it; otherwise bundled at start. */
  workflowBundle?: WorkflowBundleOption;
  /** 0 evicts every case after each task: a test of replay. */
  maxCachedWorkflows?: number;
  /** How long a task waits for the worker that has its case in the cache, before any may take it; 10 seconds if absent. */
  stickyQueueScheduleToStartTimeout?: '1 second';
}

// Below the 16 connections of the worker's pool: a step waits for a slot, not for a connection inside its 10 seconds.
const STEPS_AT_ONCE = 12;
// Longer than one step may take, so that a stopping worker finishes what it has begun.
const SHUTDOWN_GRACE = '15 seconds';

/** One worker for all case kinds, with its pollers and cache set for a small server. */
export async function createCaseWorker(options: CaseWorkerOptions): Promise<Worker> {
  const { workflowBundle, maxCachedWorkflows, activities, ...rest } = options;
  return await Worker.create({
    ...rest,
    activities: { ...activities },
    ...(workflowBundle === undefined ? { workflowsPath: WORKFLOWS_PATH } : { workflowBundle }),
    // Autoscaling pollers that look at both queues opened about a third more cases than the default.
    workflowTaskPollerBehavior: { type: 'autoscaling', minimum: 2, maximum: 40 },
    nonStickyToStickyPollRatio: 0.5,
    maxConcurrentLocalActivityExecutions: STEPS_AT_ONCE,
    maxConcurrentActivityTaskExecutions: STEPS_AT_ONCE,
    maxCachedWorkflows: maxCachedWorkflows ?? 500,
    shutdownGraceTime: SHUTDOWN_GRACE,
  });
}
