import { condition, defineUpdate, proxyActivities, setHandler, sleep } from '@temporalio/workflow';

/** Reads the workflow's clock, sleeps, and reads it again; both in ISO 8601. */
export async function readClockAround(sleepMs: number): Promise<{ before: string; after: string }> {
  const before = new Date(Date.now()).toISOString();
  await sleep(sleepMs);
  return { before, after: new Date(Date.now()).toISOString() };
}

export const sayUpdate = defineUpdate<string, [string]>('say');

/** Says what it is told to, once. */
export async function echo(): Promise<void> {
  let isSaid = false;
  setHandler(sayUpdate, (word) => {
    isSaid = true;
    return word;
  });
  await condition(() => isSaid);
}

const { lift } = proxyActivities<{ lift(): Promise<void> }>({ startToCloseTimeout: '1 hour' });

/** Ends when its activity does. */
export async function lifted(): Promise<void> {
  await lift();
}
