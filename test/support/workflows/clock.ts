import { sleep } from '@temporalio/workflow';

/** Reads the workflow's clock, sleeps, and reads it again; both in ISO 8601. */
export async function readClockAround(sleepMs: number): Promise<{ before: string; after: string }> {
  const before = new Date(Date.now()).toISOString();
  await sleep(sleepMs);
  return { before, after: new Date(Date.now()).toISOString() };
}
