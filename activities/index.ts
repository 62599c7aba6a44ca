import { createAcceptFirstActivities } from './accept-first/accept-first.ts';
import { createCalendarActivities } from './calendar/calendar-change.ts';
import { createCaseActivities } from './case/case.ts';
import { createCommitmentActivities } from './commitment/commitment.ts';
import { createDeliveryActivities } from './delivery/delivery.ts';
import { createCarrierChangeActivities } from './joint-action/carrier-changes.ts';
import { createObjectionActivities } from './objection/objection.ts';
import { createDeterminationActivities } from './determination/determination.ts';
import { createPublicityActivities } from './publicity/publicity.ts';
import { createPushActivities } from './push/push.ts';
import { createRectificationActivities } from './rectification/rectification.ts';
import { createReorganisationActivities } from './reorganisation/reorganisation.ts';
import { createRepairWithdrawalActivities } from './repair-withdrawal/repair-withdrawal.ts';
import { createSweepActivities } from './sweep.ts';
import { createRepairActivities } from './repair/repair.ts';
import { createVoluntaryRegistrationActivities } from './voluntary-registration/voluntary-registration.ts';
import type { ActivityDeps } from './case/transaction.ts';

/** All activities of a worker, bound to their dependencies. */
export function createActivities(deps: ActivityDeps) {
  return {
    ...createCaseActivities(deps),
    ...createAcceptFirstActivities(deps),
    ...createCommitmentActivities(deps),
    ...createRepairActivities(deps),
    ...createRepairWithdrawalActivities(deps),
    ...createDeliveryActivities(deps),
    ...createPublicityActivities(deps),
    ...createPushActivities(deps),
    ...createRectificationActivities(deps),
    ...createReorganisationActivities(deps),
    ...createObjectionActivities(deps),
    ...createDeterminationActivities(deps),
    ...createVoluntaryRegistrationActivities(deps),
    ...createSweepActivities(deps),
    ...createCalendarActivities(deps),
    ...createCarrierChangeActivities(deps),
  };
}

export type Activities = ReturnType<typeof createActivities>;
