import type * as messages from '../../workflows/messages/voluntary-registration.ts';
import type { ActInput } from '../case/act.ts';
import type { StepInput } from '../case/case-steps.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import * as check from './voluntary-registration-check.ts';
import * as moves from './voluntary-registration-moves.ts';
import { openRegistration } from './voluntary-registration-open.ts';

/** The activities of voluntary registrations alone, bound to their dependencies. */
export function createVoluntaryRegistrationActivities(deps: ActivityDeps) {
  return {
    openRegistration: (input: Parameters<typeof openRegistration>[1]) => openRegistration(deps, input),
    recordRegistrationCorrected: (input: ActInput<messages.CorrectRegistrationAct>) =>
      moves.recordCorrection(deps, input),
    recordRegistrationVerified: (input: ActInput<messages.VerifyRegistrationAct>) =>
      check.recordVerification(deps, input),
    recordRegistrationDoubted: (input: ActInput<messages.DoubtRegistrationAct>) => check.recordDoubt(deps, input),
    recordRegistrationStatement: (input: ActInput<messages.StateOnRegistrationAct>) =>
      check.recordStatement(deps, input),
    recordRegistrationCleared: (input: ActInput<messages.ClearRegistrationAct>) => check.recordClearing(deps, input),
    recordRegistrationFoundFalse: (input: ActInput<messages.FindFalseAct>) => check.recordFoundFalse(deps, input),
    recordRegistrationWithdrawn: (input: ActInput<messages.WithdrawRegistrationAct>) =>
      moves.recordRegistrationWithdrawal(deps, input),
    recordRegistrationMadeGood: (input: ActInput<messages.MakeRegistrationGoodAct>) =>
      check.recordMakingGood(deps, input),
    closeRegistrationStatements: (input: StepInput) => moves.closeStatements(deps, input),
    endRegistrationValidity: (input: StepInput) => moves.endValidity(deps, input),
  };
}

export type VoluntaryRegistrationActivities = ReturnType<typeof createVoluntaryRegistrationActivities>;
