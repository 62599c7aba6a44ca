import type { StepInput } from '../case/case-steps.ts';
import * as after from './commitment-after.ts';
import { recordConcession } from './commitment-concession.ts';
import * as amendments from './commitment-amendments.ts';
import * as changes from './commitment-changes.ts';
import * as check from './commitment-check.ts';
import { openCommitment } from './commitment-open.ts';
import * as reports from './commitment-reports.ts';
import * as steps from './commitment-steps.ts';
import { recordConfirmation } from './commitment-verdicts.ts';
import type { ActivityDeps } from '../case/transaction.ts';

/** The activities of commitments alone, bound to their dependencies. */
export function createCommitmentActivities(deps: ActivityDeps) {
  type Input<F extends (deps: ActivityDeps, input: never) => unknown> = Parameters<F>[1];
  return {
    openCommitment: (input: Input<typeof openCommitment>) => openCommitment(deps, input),
    recordFulfilment: (input: Input<typeof reports.recordFulfilment>) => reports.recordFulfilment(deps, input),
    recordStartingEvent: (input: Input<typeof reports.recordStartingEvent>) => reports.recordStartingEvent(deps, input),
    recordConcession: (input: Input<typeof recordConcession>) => recordConcession(deps, input),
    recordConfirmation: (input: Input<typeof recordConfirmation>) => recordConfirmation(deps, input),
    recordPromiseCheck: (input: Input<typeof check.recordPromiseCheck>) => check.recordPromiseCheck(deps, input),
    recordApprovalDecision: (input: Input<typeof check.recordApprovalDecision>) =>
      check.recordApprovalDecision(deps, input),
    recordPromiseWithdrawal: (input: Input<typeof check.recordPromiseWithdrawal>) =>
      check.recordPromiseWithdrawal(deps, input),
    recordObligationExtension: (input: Input<typeof changes.recordObligationExtension>) =>
      changes.recordObligationExtension(deps, input),
    recordAmendment: (input: Input<typeof amendments.recordAmendment>) => amendments.recordAmendment(deps, input),
    recordAmendmentAnswer: (input: Input<typeof amendments.recordAmendmentAnswer>) =>
      amendments.recordAmendmentAnswer(deps, input),
    recordRelease: (input: Input<typeof changes.recordRelease>) => changes.recordRelease(deps, input),
    recordPromiseReopening: (input: Input<typeof after.recordPromiseReopening>) =>
      after.recordPromiseReopening(deps, input),
    recordPromiseMadeGood: (input: Input<typeof after.recordPromiseMadeGood>) =>
      after.recordPromiseMadeGood(deps, input),
    recordGrade: (input: Input<typeof after.recordGrade>) => after.recordGrade(deps, input),
    closeObligation: (input: StepInput) => steps.closeObligation(deps, input),
    breakObligation: (input: StepInput) => steps.breakObligation(deps, input),
  };
}

export type CommitmentActivities = ReturnType<typeof createCommitmentActivities>;
