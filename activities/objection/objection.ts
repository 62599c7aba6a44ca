import type { ActHeader } from '../../workflows/messages/case.ts';
import type * as messages from '../../workflows/messages/objection.ts';
import type { ActInput } from '../case/act.ts';
import type { StepInput } from '../case/case-steps.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import * as acts from './objection-acts.ts';
import { recordCorrection, recordObjectionWithdrawal, recordRejection } from './objection-decision.ts';
import { openObjection } from './objection-open.ts';
import { recordSupplement } from './objection-supplements.ts';

/** The activities of objections alone, bound to their dependencies. */
export function createObjectionActivities(deps: ActivityDeps) {
  return {
    openObjection: (input: Parameters<typeof openObjection>[1]) => openObjection(deps, input),
    recordObjectionForwarded: (input: ActInput<ActHeader>) => acts.recordForwarding(deps, input),
    recordSupplement: (input: ActInput<messages.SupplementObjectionAct>) => recordSupplement(deps, input),
    recordInspection: (input: ActInput<messages.InspectAct>) => acts.recordInspection(deps, input),
    recordInspectionEnd: (input: ActInput<ActHeader>) => acts.recordInspectionEnd(deps, input),
    recordObjectionExtended: (input: ActInput<messages.ExtendObjectionAct>) =>
      acts.recordObjectionExtension(deps, input),
    recordCorrection: (input: ActInput<messages.CorrectAct>) => recordCorrection(deps, input),
    recordObjectionRejected: (input: ActInput<messages.RejectObjectionAct>) => recordRejection(deps, input),
    recordObjectionWithdrawn: (input: ActInput<messages.WithdrawObjectionAct>) =>
      recordObjectionWithdrawal(deps, input),
    inspectionOver: (input: StepInput) => acts.inspectionOver(deps, input),
  };
}

export type ObjectionActivities = ReturnType<typeof createObjectionActivities>;
