import { CaseFile } from '../db/entities/case-file.ts';
import { SERVICE, takeInHand } from './case-in-hand.ts';
import * as acts from './accept-first-acts.ts';
import { type OpeningResult, openApplication } from './accept-first-open.ts';
import { recordMakingGood, recordReopening } from './accept-first-reopen.ts';
import { type AcceptFirstState, whereItStands } from './accept-first-state.ts';
import * as steps from './accept-first-steps.ts';
import { recordAssignment, recordClaim, recordHandBack } from './case-desk.ts';
import type { ActivityDeps } from './transaction.ts';

export type { ActResult } from './act.ts';
export type { AcceptFirstState, DueStep } from './accept-first-state.ts';

/** Every activity of accept-first, bound to its dependencies. */
export function createAcceptFirstActivities(deps: ActivityDeps) {
  type Input<F extends (deps: ActivityDeps, input: never) => unknown> = Parameters<F>[1];
  return {
    openApplication: (input: Input<typeof openApplication>): Promise<OpeningResult> => openApplication(deps, input),
    recordSupply: (input: Input<typeof acts.recordSupply>) => acts.recordSupply(deps, input),
    recordVerdicts: (input: Input<typeof acts.recordVerdicts>) => acts.recordVerdicts(deps, input),
    recordDecision: (input: Input<typeof acts.recordDecision>) => acts.recordDecision(deps, input),
    recordExtension: (input: Input<typeof acts.recordExtension>) => acts.recordExtension(deps, input),
    recordWithdrawal: (input: Input<typeof acts.recordWithdrawal>) => acts.recordWithdrawal(deps, input),
    recordReopening: (input: Input<typeof recordReopening>) => recordReopening(deps, input),
    recordMakingGood: (input: Input<typeof recordMakingGood>) => recordMakingGood(deps, input),
    recordClaim: (input: Input<typeof recordClaim>) => recordClaim(deps, input),
    recordAssignment: (input: Input<typeof recordAssignment>) => recordAssignment(deps, input),
    recordHandBack: (input: Input<typeof recordHandBack>) => recordHandBack(deps, input),
    remindApplicant: (input: steps.StepInput) => steps.remindApplicant(deps, input),
    closeSupply: (input: steps.StepInput) => steps.closeSupply(deps, input),
    endUnsupplied: (input: steps.StepInput) => steps.endUnsupplied(deps, input),
    remindHandler: (input: steps.StepInput) => steps.remindHandler(deps, input),
    escalate: (input: steps.StepInput) => steps.escalate(deps, input),
    reportProvisional: (input: steps.StepInput) => steps.reportProvisional(deps, input),
    takeUpAgain: (input: { caseId: string; now: string }) => takeUpAgain(deps, input),
  };
}

export type AcceptFirstActivities = ReturnType<typeof createAcceptFirstActivities>;

/** Where a case stands in the stored rows, for a run that begins from them; null where there is no such case. Writes nothing. */
async function takeUpAgain(
  deps: ActivityDeps,
  { caseId, now }: { caseId: string; now: string },
): Promise<AcceptFirstState | null> {
  const em = deps.orm.em.fork();
  if ((await em.count(CaseFile, { id: caseId })) === 0) return null;
  return await whereItStands(await takeInHand(em, caseId, SERVICE, now));
}
