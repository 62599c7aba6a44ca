import { recordRepairAnswer } from './repair-answers.ts';
import { takeRepairMessage } from './repair-messages.ts';
import { openRepair } from './repair-open.ts';
import * as completions from './repair-completions.ts';
import * as acts from './repair-part-acts.ts';
import * as desk from './repair-part-desk.ts';
import * as pauses from './repair-pauses.ts';
import * as steps from './repair-steps.ts';
import { recordRepairWithdrawal } from './repair-withdraw.ts';
import type { ActivityDeps } from '../case/transaction.ts';

/** Every activity of an application for repair and of its parts, bound to their dependencies. */
export function createRepairActivities(deps: ActivityDeps) {
  type Input<F extends (deps: ActivityDeps, input: never) => unknown> = Parameters<F>[1];
  return {
    openRepair: (input: Input<typeof openRepair>) => openRepair(deps, input),
    recordRepairAcceptance: (input: Input<typeof acts.recordRepairAcceptance>) =>
      acts.recordRepairAcceptance(deps, input),
    recordRepairNotAcceptance: (input: Input<typeof acts.recordRepairNotAcceptance>) =>
      acts.recordRepairNotAcceptance(deps, input),
    recordCompletionAsked: (input: Input<typeof completions.recordCompletionAsked>) =>
      completions.recordCompletionAsked(deps, input),
    recordRepairCompletion: (input: Input<typeof completions.recordRepairCompletion>) =>
      completions.recordRepairCompletion(deps, input),
    recordPartClaim: (input: Input<typeof desk.recordPartClaim>) => desk.recordPartClaim(deps, input),
    recordPartAssignment: (input: Input<typeof desk.recordPartAssignment>) => desk.recordPartAssignment(deps, input),
    recordPartHandBack: (input: Input<typeof desk.recordPartHandBack>) => desk.recordPartHandBack(deps, input),
    recordRepairAnswer: (input: Input<typeof recordRepairAnswer>) => recordRepairAnswer(deps, input),
    recordAnswerExtension: (input: Input<typeof pauses.recordAnswerExtension>) =>
      pauses.recordAnswerExtension(deps, input),
    recordAnswerPause: (input: Input<typeof pauses.recordPause>) => pauses.recordPause(deps, input),
    recordAnswerResumption: (input: Input<typeof pauses.recordResumption>) => pauses.recordResumption(deps, input),
    recordRepairWithdrawal: (input: Input<typeof recordRepairWithdrawal>) => recordRepairWithdrawal(deps, input),
    takeRepairMessage: (input: Input<typeof takeRepairMessage>) => takeRepairMessage(deps, input),
    takeUpRepairPart: (input: Input<typeof steps.takeUpRepairPart>) => steps.takeUpRepairPart(deps, input),
    remindOfCompletion: (input: steps.PartStepInput) => steps.remindOfCompletion(deps, input),
    remindAuthority: (input: steps.PartStepInput) => steps.remindAuthority(deps, input),
    escalateToAuthority: (input: steps.PartStepInput) => steps.escalateToAuthority(deps, input),
    reportProvisionalOfPart: (input: steps.PartStepInput) => steps.reportProvisionalOfPart(deps, input),
    endCompletion: (input: steps.PartStepInput) => steps.endCompletion(deps, input),
    endPauseOfPart: (input: steps.PartStepInput) => steps.endPauseOfPart(deps, input),
  };
}

export type RepairActivities = ReturnType<typeof createRepairActivities>;
