import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { CarrierChangeActivities } from '../activities/joint-action/carrier-changes.ts';
import { now } from './deadline.ts';
import type { CarrierChangeInput } from './messages/carrier-change.ts';
import { CASE_BY_CASE } from './proxies.ts';

const { reachRecords } = proxyActivities<CarrierChangeActivities>(CASE_BY_CASE);

/**
 * Change of carriers (实施单位变更): every record that stands with the measure asks what it now has to ask of whom, in a
 * transaction of its own, page by page. How far it has come is in the change's row.
 */
export async function carrierChange({ changeId }: CarrierChangeInput): Promise<void> {
  while (await reachRecords({ changeId, now: now() })) {
    if (workflowInfo().continueAsNewSuggested) return await continueAsNew<typeof carrierChange>({ changeId });
  }
}
