import type { StepInput } from '../case/case-steps.ts';
import * as measures from '../joint-action/measure-acts.ts';
import { recordRequestWithdrawal } from '../joint-action/request-withdrawal.ts';
import { takeDebtorMessage } from '../judgment-debtor/judgment-debtor.ts';
import * as acts from './publicity-acts.ts';
import { recordDeclaration, recordDeclarationWithdrawal } from './publicity-declarations.ts';
import { openRecord, type RecordOpening } from './publicity-open.ts';
import * as steps from './publicity-steps.ts';
import type { ActivityDeps } from '../case/transaction.ts';

/** The activities of a record's publicity alone, bound to their dependencies. */
export function createPublicityActivities(deps: ActivityDeps) {
  type Input<F extends (deps: ActivityDeps, input: never) => unknown> = Parameters<F>[1];
  return {
    openRecord: (input: Input<typeof openRecord>): Promise<RecordOpening> => openRecord(deps, input),
    recordDutiesDone: (input: Input<typeof acts.recordDutiesDone>) => acts.recordDutiesDone(deps, input),
    reportAnnulment: (input: Input<typeof acts.reportAnnulment>) => acts.reportAnnulment(deps, input),
    dismissAnnulment: (input: Input<typeof acts.dismissAnnulment>) => acts.dismissAnnulment(deps, input),
    recordAnnulment: (input: Input<typeof acts.recordAnnulment>) => acts.recordAnnulment(deps, input),
    withdrawRecord: (input: Input<typeof acts.withdrawRecord>) => acts.withdrawRecord(deps, input),
    recordDeclaration: (input: Input<typeof recordDeclaration>) => recordDeclaration(deps, input),
    recordDeclarationWithdrawal: (input: Input<typeof recordDeclarationWithdrawal>) =>
      recordDeclarationWithdrawal(deps, input),
    recordMeasureResponse: (input: Input<typeof measures.recordMeasureResponse>) =>
      measures.recordMeasureResponse(deps, input),
    recordMeasureExecution: (input: Input<typeof measures.recordMeasureExecution>) =>
      measures.recordMeasureExecution(deps, input),
    recordMeasureFeedback: (input: Input<typeof measures.recordMeasureFeedback>) =>
      measures.recordMeasureFeedback(deps, input),
    recordMeasureDeclining: (input: Input<typeof measures.recordMeasureDeclining>) =>
      measures.recordMeasureDeclining(deps, input),
    recordRequestWithdrawal: (input: Input<typeof recordRequestWithdrawal>) => recordRequestWithdrawal(deps, input),
    takeDebtorMessage: (input: Input<typeof takeDebtorMessage>) => takeDebtorMessage(deps, input),
    minimumEnded: (input: StepInput) => steps.minimumEnded(deps, input),
    maximumEnded: (input: StepInput) => steps.maximumEnded(deps, input),
    measureEnded: (input: StepInput) => steps.measureEnded(deps, input),
  };
}

export type PublicityActivities = ReturnType<typeof createPublicityActivities>;
