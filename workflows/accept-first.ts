import {
  allHandlersFinished,
  condition,
  continueAsNew,
  proxyLocalActivities,
  workflowInfo,
} from '@temporalio/workflow';
import type { AcceptFirstActivities, AcceptFirstState, DueStep } from '../activities/accept-first.ts';
import type { AcceptFirstStatus } from '../domain/accept-first.ts';
import { AcceptFirstDesk } from './accept-first-desk.ts';
import { actOrInstant, now } from './deadline.ts';
import type { AcceptFirstInput } from './messages/accept-first.ts';
import { ONE_TRANSACTION } from './proxies.ts';

const steps = proxyLocalActivities<AcceptFirstActivities>(ONE_TRANSACTION);

/** How long an application may take to reach its workflow: afterwards nobody waits for the answer any more. */
const OPENING_TIMEOUT = '10 minutes';

/**
 * Accept-first (容缺受理): taken at the door; then followed until the missing materials are supplied and
 * verified and the application is decided, or until the supply-by date and the registration of receipts
 * have passed, or it is withdrawn. Every wait in between has its instant in the stored rows.
 */
export async function acceptFirst({ caseId, begin }: AcceptFirstInput): Promise<{ status: AcceptFirstStatus }> {
  const desk = new AcceptFirstDesk(caseId);
  if (begin === 'door') await openedInTime(desk);
  else await takeUpAgain(desk, caseId);
  if (!desk.known) return { status: 'never-opened' };

  for (;;) {
    await desk.settled();
    if (!desk.goesOn()) return { status: desk.current().status };
    if (workflowInfo().continueAsNewSuggested) {
      return await continueAsNew<typeof acceptFirst>({ caseId, begin: 'stored-rows' });
    }
    const seen = desk.current();
    await actOrInstant(() => desk.hasMovedSince(seen), seen.next?.wakeAt ?? null);
    if (desk.hasMovedSince(seen) || seen.next === null) continue;
    const { next } = seen;
    desk.follow(await desk.inTurn(() => takeStep(caseId, next)));
    // A step that changes nothing would be taken again at once and for ever; held here, an operator sees it.
    // oxlint-disable-next-line temporal/workflow-no-throw-raw-error -- it fails the task, never the case
    if (!desk.hasMovedSince(seen)) throw new Error(`The step "${seen.next.step}" did not move the case`);
  }
}

/** Waits for the application itself; one that was noted in time is waited for however long its writing takes. */
async function openedInTime(desk: AcceptFirstDesk): Promise<void> {
  await condition(() => desk.applicationNoted, OPENING_TIMEOUT);
  if (desk.applicationNoted) await actOrInstant(() => desk.known || desk.notRegistered, null);
}

/**
 * A case that had ended waits for the act that this run was started for; one that was continued goes on at once.
 * Where there is no such case the act alone fails: a run that failed with it could not be completed.
 */
async function takeUpAgain(desk: AcceptFirstDesk, caseId: string): Promise<void> {
  const state = await desk.inTurn(() => steps.takeUpAgain({ caseId, now: now() }));
  if (state !== null) desk.follow(state);
  // Not before the act is done too, whichever of the two was first: see `settled`.
  await condition(allHandlersFinished);
  if (state === null || !desk.goesOn()) await condition(() => desk.actNoted, OPENING_TIMEOUT);
  await desk.settled();
}

/** What the service does by itself, at the instant that was stored for it. */
function takeStep(caseId: string, next: DueStep): Promise<AcceptFirstState> {
  const due = { caseId, now: now(), step: next };
  switch (next.step) {
    case 'remind-applicant':
      return steps.remindApplicant(due);
    case 'close-supply':
      return steps.closeSupply(due);
    case 'end-unsupplied':
      return steps.endUnsupplied(due);
    case 'remind-handler':
      return steps.remindHandler(due);
    case 'escalate':
      return steps.escalate(due);
    case 'report-provisional':
      return steps.reportProvisional(due);
    default:
      return next.step satisfies never;
  }
}
