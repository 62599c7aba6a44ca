import { continueAsNew, proxyLocalActivities } from '@temporalio/workflow';
import type { CaseState } from '../activities/case/case.ts';
import type { RectificationActivities } from '../activities/rectification/rectification.ts';
import { RECTIFICATION } from '../domain/rectification/rectification.ts';
import { CaseDesk } from './case-desk.ts';
import { commonStep, followCase, type TakeStep } from './follow-case.ts';
import type { CaseInput } from './messages/case.ts';
import * as messages from './messages/rectification.ts';
import { ONE_TRANSACTION } from './proxies.ts';

const steps = proxyLocalActivities<RectificationActivities>(ONE_TRANSACTION);

/**
 * Rectification (整改约谈): opened by a broken promise or by an officer; then up the ladder by its own dates, rectify,
 * reminder interview, rectify, warning interview, rectify, until it is confirmed, taken back, or at its end. The
 * authority's own silence is told to its supervisor again and again, and moves nothing on.
 */
export async function rectification({ caseId, begin }: CaseInput): Promise<{ status: string }> {
  const desk = new CaseDesk(caseId, RECTIFICATION);
  desk.takeOpening(messages.orderRectificationUpdate, steps.openRectification);
  desk.take(messages.reportRectifiedUpdate, 'report', steps.recordRectificationReport);
  desk.take(messages.confirmRectifiedUpdate, 'confirm', steps.recordRectificationVerdict);
  desk.take(messages.callInterviewUpdate, 'call', steps.recordInterviewCall);
  desk.take(messages.minuteInterviewUpdate, 'minute', steps.recordInterviewMinutes);
  desk.take(messages.extendRectificationUpdate, 'extend', steps.recordRectificationExtension);
  desk.take(messages.cancelRectificationUpdate, 'cancel', steps.recordRectificationCancelled);
  desk.takeAfterTheEnd(messages.reopenRectificationUpdate, steps.recordRectificationReopening);

  const end = await followCase(desk, { caseId, begin }, takeStep);
  if (end === 'continue') return await continueAsNew<typeof rectification>({ caseId, begin: 'stored-rows' });
  return end;
}

/** What happens by itself: when the rectify-by date has passed, and when the registration of reports has. */
const takeStep: TakeStep = (due) => commonStep(due) ?? ownStep(due);

function ownStep(due: Parameters<TakeStep>[0]): Promise<CaseState> {
  return due.step.step === 'close-rectification' ? steps.closeRectification(due) : steps.passRung(due);
}
