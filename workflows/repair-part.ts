import { continueAsNew, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { CaseState, DueStep } from '../activities/case/case.ts';
import type { RepairActivities } from '../activities/repair/repair.ts';
import { REPAIR_PART } from '../domain/repair/repair-part.ts';
import { CaseDesk } from './case-desk.ts';
import { actOrInstant, now } from './deadline.ts';
import type { RepairPartInput } from './messages/repair.ts';
import { ONE_TRANSACTION } from './proxies.ts';

const steps = proxyLocalActivities<RepairActivities>(ONE_TRANSACTION);

/**
 * One authority's part of an application for repair: runs that authority's clocks, and takes what is due by itself.
 * Acts and messages come to the application, which tells this workflow that its rows were changed; it ends when the
 * part has.
 */
export async function repairPart(input: RepairPartInput): Promise<void> {
  const { caseId, partId } = input;
  const readAnew = () => steps.takeUpRepairPart({ caseId, partId, now: now() });
  const desk = new CaseDesk(caseId, REPAIR_PART, readAnew);
  const first = await desk.inTurn(readAnew);
  if (first === null) return;
  desk.follow(first);

  for (;;) {
    await desk.settled();
    const seen = desk.current();
    // An open part always waits for something.
    if (seen.next === null) return;
    if (workflowInfo().continueAsNewSuggested) return await continueAsNew<typeof repairPart>(input);
    const { next } = seen;
    await actOrInstant(() => desk.hasMovedSince(seen), next.wakeAt);
    if (desk.hasMovedSince(seen)) continue;
    desk.follow(await desk.inTurn(() => takeStep(input, next)));
    // A step that changes nothing would be taken again at once and for ever; held here, an operator sees it.
    // oxlint-disable-next-line temporal/workflow-no-throw-raw-error -- it fails the task, never the case
    if (!desk.hasMovedSince(seen)) throw new Error(`The step "${next.step}" did not move the part`);
  }
}

/** What the service does by itself, at the instant that was stored for it. */
function takeStep({ caseId, partId }: RepairPartInput, step: DueStep): Promise<CaseState> {
  const due = { caseId, partId, now: now(), step };
  switch (step.step) {
    case 'remind-applicant':
      return steps.remindOfCompletion(due);
    case 'remind-handler':
      return steps.remindAuthority(due);
    case 'escalate':
      return steps.escalateToAuthority(due);
    case 'end-completion':
      return steps.endCompletion(due);
    case 'end-pause':
      return steps.endPauseOfPart(due);
    default:
      return steps.reportProvisionalOfPart(due);
  }
}
