import * as acts from './accept-first-acts.ts';
import { type OpeningResult, openApplication } from './accept-first-open.ts';
import { recordMakingGood, recordReopening } from './accept-first-reopen.ts';
import * as steps from './accept-first-steps.ts';
import * as supplies from './accept-first-supplies.ts';
import type { StepInput } from '../case/case-steps.ts';
import type { ActivityDeps } from '../case/transaction.ts';

/** The activities of accept-first alone, bound to their dependencies. */
export function createAcceptFirstActivities(deps: ActivityDeps) {
  type Input<F extends (deps: ActivityDeps, input: never) => unknown> = Parameters<F>[1];
  return {
    openApplication: (input: Input<typeof openApplication>): Promise<OpeningResult> => openApplication(deps, input),
    recordSupply: (input: Input<typeof supplies.recordSupply>) => supplies.recordSupply(deps, input),
    recordVerdicts: (input: Input<typeof supplies.recordVerdicts>) => supplies.recordVerdicts(deps, input),
    recordDecision: (input: Input<typeof acts.recordDecision>) => acts.recordDecision(deps, input),
    recordExtension: (input: Input<typeof acts.recordExtension>) => acts.recordExtension(deps, input),
    recordWithdrawal: (input: Input<typeof acts.recordWithdrawal>) => acts.recordWithdrawal(deps, input),
    recordReopening: (input: Input<typeof recordReopening>) => recordReopening(deps, input),
    recordMakingGood: (input: Input<typeof recordMakingGood>) => recordMakingGood(deps, input),
    closeSupply: (input: StepInput) => steps.closeSupply(deps, input),
    endUnsupplied: (input: StepInput) => steps.endUnsupplied(deps, input),
  };
}

export type AcceptFirstActivities = ReturnType<typeof createAcceptFirstActivities>;
