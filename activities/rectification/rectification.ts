import type * as messages from '../../workflows/messages/rectification.ts';
import type { ActInput } from '../case/act.ts';
import type { StepInput } from '../case/case-steps.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import { recordCancelling, recordExtension } from './rectification-changes.ts';
import { recordCall, recordMinutes } from './rectification-interviews.ts';
import { openRectification } from './rectification-open.ts';
import { recordReopening, recordReport, recordVerdict } from './rectification-reports.ts';
import { closeRectification, passRung } from './rectification-steps.ts';

/** The activities of rectifications alone, bound to their dependencies. */
export function createRectificationActivities(deps: ActivityDeps) {
  return {
    openRectification: (input: Parameters<typeof openRectification>[1]) => openRectification(deps, input),
    recordRectificationReport: (input: ActInput<messages.ReportRectifiedAct>) => recordReport(deps, input),
    recordRectificationVerdict: (input: ActInput<messages.ConfirmRectifiedAct>) => recordVerdict(deps, input),
    recordInterviewCall: (input: ActInput<messages.CallInterviewAct>) => recordCall(deps, input),
    recordInterviewMinutes: (input: ActInput<messages.MinuteInterviewAct>) => recordMinutes(deps, input),
    recordRectificationExtension: (input: ActInput<messages.ExtendRectificationAct>) => recordExtension(deps, input),
    recordRectificationCancelled: (input: ActInput<messages.CancelRectificationAct>) => recordCancelling(deps, input),
    recordRectificationReopening: (input: ActInput<messages.ReopenRectificationAct>) => recordReopening(deps, input),
    closeRectification: (input: StepInput) => closeRectification(deps, input),
    passRung: (input: StepInput) => passRung(deps, input),
  };
}

export type RectificationActivities = ReturnType<typeof createRectificationActivities>;
