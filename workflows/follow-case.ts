import { allHandlersFinished, condition, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { CaseActivities, CaseState, DueStep } from '../activities/case/case.ts';
import type { CaseDesk } from './case-desk.ts';
import { actOrInstant, now } from './deadline.ts';
import { ONE_TRANSACTION } from './proxies.ts';
import type { CaseInput } from './messages/case.ts';

const common = proxyLocalActivities<CaseActivities>(ONE_TRANSACTION);

/** How long an application may take to reach its workflow: afterwards nobody waits for the answer any more. */
const OPENING_TIMEOUT = '10 minutes';

/** What the service does by itself, at the instant that was stored for it. */
export type TakeStep = (due: { caseId: string; now: string; step: DueStep }) => Promise<CaseState>;

/** How a run of a case ended: with its case, or to be continued as a new run from the stored rows. */
export type RunEnd = { status: string } | 'continue';

/**
 * Follows a case from its opening, or from its stored rows, to its end: waits for the stored instant or an act,
 * whichever is first, and takes the step that is due. Every wait has its instant in the stored rows.
 * `continues: false`: a run that has children of its own goes on in this run to its end.
 */
export async function followCase(desk: CaseDesk, input: CaseInput, takeStep: TakeStep): Promise<RunEnd>;
export async function followCase(
  desk: CaseDesk,
  input: CaseInput,
  takeStep: TakeStep,
  options: { continues: false },
): Promise<Exclude<RunEnd, 'continue'>>;
export async function followCase(
  desk: CaseDesk,
  { caseId, begin }: CaseInput,
  takeStep: TakeStep,
  { continues }: { continues: boolean } = { continues: true },
): Promise<RunEnd> {
  if (begin === 'door') await openedInTime(desk);
  else await takeUpAgain(desk, caseId);
  if (!desk.known) return { status: 'never-opened' };

  for (;;) {
    await desk.settled();
    if (!desk.goesOn()) return { status: desk.current().status };
    if (continues && workflowInfo().continueAsNewSuggested) return 'continue';
    const seen = desk.current();
    await actOrInstant(() => desk.hasMovedSince(seen), seen.next?.wakeAt ?? null);
    if (desk.hasMovedSince(seen) || seen.next === null) continue;
    const { next: step } = seen;
    desk.follow(await desk.inTurn(() => takeStep({ caseId, now: now(), step })));
    // A step that changes nothing would be taken again at once and for ever; held here, an operator sees it.
    // oxlint-disable-next-line temporal/workflow-no-throw-raw-error -- it fails the task, never the case
    if (!desk.hasMovedSince(seen)) throw new Error(`The step "${step.step}" did not move the case`);
  }
}

/** The steps that every kind of case has; null for one that is the kind's own. */
export function commonStep(due: Parameters<TakeStep>[0]): Promise<CaseState> | null {
  switch (due.step.step) {
    case 'remind-applicant':
      return common.remindApplicant(due);
    case 'remind-handler':
      return common.remindHandler(due);
    case 'escalate':
      return common.escalate(due);
    case 'report-provisional':
      return common.reportProvisional(due);
    default:
      return null;
  }
}

/** Waits for the application itself; one that was noted in time is waited for however long its writing takes. */
async function openedInTime(desk: CaseDesk): Promise<void> {
  await condition(() => desk.applicationNoted, OPENING_TIMEOUT);
  if (desk.applicationNoted) await actOrInstant(() => desk.known || desk.notRegistered, null);
}

/**
 * A case that had ended waits for the act that this run was started for; a run that was continued was started for
 * none. Where there is no such case the act alone fails: a run that failed with it could not be completed.
 */
async function takeUpAgain(desk: CaseDesk, caseId: string): Promise<void> {
  const state = await desk.inTurn(() => common.takeUpAgain({ caseId, now: now() }));
  if (state !== null) desk.follow(state);
  // Not before the act is done too, whichever of the two was first: see `settled`.
  await condition(allHandlersFinished);
  const forAnAct = workflowInfo().continuedFromExecutionRunId === undefined;
  if (forAnAct && (state === null || !desk.goesOn())) await condition(() => desk.actNoted, OPENING_TIMEOUT);
  await desk.settled();
}
