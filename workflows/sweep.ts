import { continueAsNew, proxyActivities, sleep } from '@temporalio/workflow';
import type { SweepActivities } from '../activities/sweep.ts';
import { now } from './deadline.ts';
import type { SweepInput } from './messages/sweep.ts';
import { PATIENTLY } from './proxies.ts';

const { sweepMessages } = proxyActivities<SweepActivities>(PATIENTLY);

const SWEEP_EVERY = '1 minute';
/** Rounds of one run: its history stays short. */
const ROUNDS = 400;

/**
 * The sweep (系统巡检): messages that were stored, and that nobody took because a process died in between, are handed
 * to their workflows. It is a workflow with one timer and no Schedule, which the test server has none of; it never ends.
 */
export async function sweep({ rounds }: SweepInput): Promise<never> {
  for (let round = 1; round <= ROUNDS; round += 1) {
    await sweepMessages({ now: now() });
    await sleep(SWEEP_EVERY);
  }
  return await continueAsNew<typeof sweep>({ rounds: rounds + ROUNDS });
}
