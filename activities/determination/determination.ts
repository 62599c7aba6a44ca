import type { ActHeader } from '../../workflows/messages/case.ts';
import type * as messages from '../../workflows/messages/determination.ts';
import type * as hearing from '../../workflows/messages/hearing.ts';
import type { ActInput } from '../case/act.ts';
import type { CaseState } from '../case/case-course.ts';
import { step, type StepInput } from '../case/case-steps.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import * as hearings from '../hearing/hearings.ts';
import { recordReopening } from '../hearing/reopening.ts';
import { recordAcknowledgement, recordService } from '../hearing/service.ts';
import { recordWaiver } from '../hearing/waiver.ts';
import { recordCompletion } from './determination-completion.ts';
import { determinationCourse } from './determination-course.ts';
import * as decisions from './determination-decision.ts';
import { determinationHearing as of, goOnDetermination } from './determination-moves.ts';
import { proposeDetermination } from './determination-open.ts';
import { reopenedDetermination } from './determination-reopening.ts';
import { recordDecisionExtended, recordReview } from './determination-review.ts';

/** The activities of determinations alone, bound to their dependencies. */
export function createDeterminationActivities(deps: ActivityDeps) {
  return {
    proposeDetermination: (input: Parameters<typeof proposeDetermination>[1]) => proposeDetermination(deps, input),
    recordCompletion: (input: ActInput<messages.CompleteAct>) => recordCompletion(deps, input),
    recordDeterminationService: (input: ActInput<hearing.ServeAct>) => recordService(of, deps, input),
    recordDeterminationAcknowledged: (input: ActInput<ActHeader>) => recordAcknowledgement(of, deps, input),
    recordDeterminationStatement: (input: ActInput<hearing.StateAct>) => hearings.recordStatement(of, deps, input),
    recordDeterminationHearingAsked: (input: ActInput<hearing.AskHearingAct>) =>
      hearings.recordHearingAsked(of, deps, input),
    recordDeterminationWaiver: (input: ActInput<hearing.WaiveAct>) => recordWaiver(of, deps, input),
    recordDeterminationHearingCalled: (input: ActInput<hearing.CallHearingAct>) =>
      hearings.recordHearingCalled(of, deps, input),
    recordDeterminationHearingEnded: (input: ActInput<hearing.RecordHearingAct>) =>
      hearings.recordHearingEnded(of, deps, input),
    recordReview: (input: ActInput<messages.ReviewAct>) => recordReview(deps, input),
    recordDecisionExtended: (input: ActInput<messages.ExtendDecisionAct>) => recordDecisionExtended(deps, input),
    recordDetermined: (input: ActInput<messages.DetermineAct>) => decisions.recordDetermined(deps, input),
    recordSpared: (input: ActInput<messages.SpareAct>) => decisions.recordSpared(deps, input),
    recordDeterminationDropped: (input: ActInput<messages.DropDeterminationAct>) =>
      decisions.recordDeterminationDropped(deps, input),
    recordDeterminationReopening: (input: ActInput<hearing.ReopenHearingAct>) =>
      recordReopening(reopenedDetermination, deps, input),
    closeDeterminationStatements: (input: StepInput) => closeDeterminationStatements(deps, input),
  };
}

export type DeterminationActivities = ReturnType<typeof createDeterminationActivities>;

/** The statement period has passed: what was said is reviewed, or somebody else decides now. */
function closeDeterminationStatements(deps: ActivityDeps, input: StepInput): Promise<CaseState> {
  return step(determinationCourse, deps, input, (hand) => goOnDetermination(hand));
}
