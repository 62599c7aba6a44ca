import type { ActHeader } from '../../workflows/messages/case.ts';
import type * as messages from '../../workflows/messages/repair-withdrawal.ts';
import type { ActInput } from '../case/act.ts';
import type { CaseState } from '../case/case-course.ts';
import { step, type StepInput } from '../case/case-steps.ts';
import { repairWithdrawalCourse } from './repair-withdrawal-course.ts';
import { recordDropping, recordUpholding } from './repair-withdrawal-decision.ts';
import { goOnWithdrawal, withdrawalHearing as of } from './repair-withdrawal-moves.ts';
import { proposeWithdrawal } from './repair-withdrawal-open.ts';
import { reopenedWithdrawal } from './repair-withdrawal-reopening.ts';
import * as hearings from '../hearing/hearings.ts';
import { recordReopening } from '../hearing/reopening.ts';
import { recordAcknowledgement, recordService } from '../hearing/service.ts';
import { recordWaiver } from '../hearing/waiver.ts';
import type * as hearing from '../../workflows/messages/hearing.ts';
import type { ActivityDeps } from '../case/transaction.ts';

/** The activities of repair withdrawals alone, bound to their dependencies. */
export function createRepairWithdrawalActivities(deps: ActivityDeps) {
  return {
    proposeWithdrawal: (input: Parameters<typeof proposeWithdrawal>[1]) => proposeWithdrawal(deps, input),
    recordWithdrawalService: (input: ActInput<hearing.ServeAct>) => recordService(of, deps, input),
    recordWithdrawalAcknowledged: (input: ActInput<ActHeader>) => recordAcknowledgement(of, deps, input),
    recordWithdrawalStatement: (input: ActInput<hearing.StateAct>) => hearings.recordStatement(of, deps, input),
    recordWithdrawalHearingAsked: (input: ActInput<hearing.AskHearingAct>) =>
      hearings.recordHearingAsked(of, deps, input),
    recordWithdrawalWaiver: (input: ActInput<hearing.WaiveAct>) => recordWaiver(of, deps, input),
    recordWithdrawalHearingCalled: (input: ActInput<hearing.CallHearingAct>) =>
      hearings.recordHearingCalled(of, deps, input),
    recordWithdrawalHearingEnded: (input: ActInput<hearing.RecordHearingAct>) =>
      hearings.recordHearingEnded(of, deps, input),
    recordWithdrawalUpheld: (input: ActInput<messages.UpholdAct>) => recordUpholding(deps, input),
    recordWithdrawalDropped: (input: ActInput<messages.DropAct>) => recordDropping(deps, input),
    recordWithdrawalReopening: (input: ActInput<hearing.ReopenHearingAct>) =>
      recordReopening(reopenedWithdrawal, deps, input),
    closeStatements: (input: StepInput) => closeStatements(deps, input),
  };
}

export type RepairWithdrawalActivities = ReturnType<typeof createRepairWithdrawalActivities>;

/** The statement period has passed: somebody else than the proposer must decide now. */
function closeStatements(deps: ActivityDeps, input: StepInput): Promise<CaseState> {
  return step(repairWithdrawalCourse, deps, input, (hand) => goOnWithdrawal(hand));
}
