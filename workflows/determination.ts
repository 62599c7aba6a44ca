import { continueAsNew, proxyLocalActivities } from '@temporalio/workflow';
import type { DeterminationActivities } from '../activities/determination/determination.ts';
import { DETERMINATION } from '../domain/determination/determination.ts';
import { CaseDesk } from './case-desk.ts';
import { commonStep, followCase, type TakeStep } from './follow-case.ts';
import type { CaseInput } from './messages/case.ts';
import * as messages from './messages/determination.ts';
import * as hearing from './messages/hearing.ts';
import { ONE_TRANSACTION } from './proxies.ts';

const steps = proxyLocalActivities<DeterminationActivities>(ONE_TRANSACTION);

/**
 * Determination (认定): a draft that an officer completes, and is chased until then; the notice is served, the subject is
 * heard in its period, what it said is reviewed, and then a second person determines, spares or drops. Whoever of the
 * authority is silent is told to the supervisor again and again; silence harms nobody. A paper that came in time and was
 * not on file when it was determined sets the decision aside, and it is decided anew.
 */
export async function determination({ caseId, begin }: CaseInput): Promise<{ status: string }> {
  const desk = new CaseDesk(caseId, DETERMINATION);
  desk.takeOpening(messages.proposeDeterminationUpdate, steps.proposeDetermination);
  desk.take(messages.completeDeterminationUpdate, 'complete', steps.recordCompletion);
  desk.take(hearing.serveUpdate, 'serve', steps.recordDeterminationService);
  desk.take(hearing.acknowledgeUpdate, 'acknowledge', steps.recordDeterminationAcknowledged);
  desk.take(hearing.stateUpdate, 'state', steps.recordDeterminationStatement);
  desk.take(hearing.askHearingUpdate, 'ask-hearing', steps.recordDeterminationHearingAsked);
  desk.take(hearing.waiveUpdate, 'waive', steps.recordDeterminationWaiver);
  desk.take(hearing.callHearingUpdate, 'call-hearing', steps.recordDeterminationHearingCalled);
  desk.take(hearing.recordHearingUpdate, 'record-hearing', steps.recordDeterminationHearingEnded);
  desk.take(messages.reviewUpdate, 'review', steps.recordReview);
  desk.take(messages.extendDecisionUpdate, 'extend-decision', steps.recordDecisionExtended);
  desk.take(messages.determineUpdate, 'determine', steps.recordDetermined);
  desk.take(messages.spareUpdate, 'spare', steps.recordSpared);
  desk.take(messages.dropDeterminationUpdate, 'drop', steps.recordDeterminationDropped);
  desk.takeAfterTheEnd(hearing.reopenHearingUpdate, steps.recordDeterminationReopening);

  const end = await followCase(desk, { caseId, begin }, takeStep);
  if (end === 'continue') return await continueAsNew<typeof determination>({ caseId, begin: 'stored-rows' });
  return end;
}

/** What happens by itself beside reminders and escalations: the statement period ends. */
const takeStep: TakeStep = (due) => commonStep(due) ?? steps.closeDeterminationStatements(due);
