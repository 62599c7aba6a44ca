import { continueAsNew, proxyLocalActivities } from '@temporalio/workflow';
import type { ObjectionActivities } from '../activities/objection/objection.ts';
import { OBJECTION } from '../domain/objection/objection.ts';
import { CaseDesk } from './case-desk.ts';
import { commonStep, followCase, type TakeStep } from './follow-case.ts';
import type { CaseInput } from './messages/case.ts';
import * as messages from './messages/objection.ts';
import { ONE_TRANSACTION } from './proxies.ts';

const steps = proxyLocalActivities<ObjectionActivities>(ONE_TRANSACTION);

/**
 * Objection (异议): handed in, passed on by the window, checked by the authority that determined the record, and
 * answered: corrected or not founded. Silence is told to the supervisor again and again and answers nothing; the time of
 * an inspection is not counted, and the clock goes on by itself when the time told for it is over.
 */
export async function objection({ caseId, begin }: CaseInput): Promise<{ status: string }> {
  const desk = new CaseDesk(caseId, OBJECTION);
  desk.takeOpening(messages.openObjectionUpdate, steps.openObjection);
  desk.take(messages.forwardObjectionUpdate, 'forward', steps.recordObjectionForwarded);
  desk.take(messages.supplementObjectionUpdate, 'supplement', steps.recordSupplement);
  desk.take(messages.inspectUpdate, 'inspect', steps.recordInspection);
  desk.take(messages.endInspectionUpdate, 'end-inspection', steps.recordInspectionEnd);
  desk.take(messages.extendObjectionUpdate, 'extend', steps.recordObjectionExtended);
  desk.take(messages.correctUpdate, 'correct', steps.recordCorrection);
  desk.take(messages.rejectObjectionUpdate, 'reject', steps.recordObjectionRejected);
  desk.take(messages.withdrawObjectionUpdate, 'withdraw', steps.recordObjectionWithdrawn);

  const end = await followCase(desk, { caseId, begin }, takeStep);
  if (end === 'continue') return await continueAsNew<typeof objection>({ caseId, begin: 'stored-rows' });
  return end;
}

/** What happens by itself beside reminders and escalations: the time told for an inspection is over. */
const takeStep: TakeStep = (due) => commonStep(due) ?? steps.inspectionOver(due);
