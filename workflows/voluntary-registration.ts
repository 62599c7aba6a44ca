import { continueAsNew, proxyLocalActivities } from '@temporalio/workflow';
import type { CaseState } from '../activities/case/case.ts';
import type { VoluntaryRegistrationActivities } from '../activities/voluntary-registration/voluntary-registration.ts';
import { VOLUNTARY_REGISTRATION } from '../domain/voluntary-registration/voluntary-registration.ts';
import { CaseDesk } from './case-desk.ts';
import { commonStep, followCase, type TakeStep } from './follow-case.ts';
import type { CaseInput } from './messages/case.ts';
import * as messages from './messages/voluntary-registration.ts';
import { ONE_TRANSACTION } from './proxies.ts';

const steps = proxyLocalActivities<VoluntaryRegistrationActivities>(ONE_TRANSACTION);

/**
 * Voluntary registration (自愿注册信用信息): registered by the subject with a promise of truth, verified by the credit
 * authority or doubted, heard, and found false by a second person or cleared; corrected or taken back by the subject
 * whenever it likes; at the end of its validity it ends by itself. The authority's silence is told to its supervisor
 * again and again, and verifies nothing.
 */
export async function voluntaryRegistration({ caseId, begin }: CaseInput): Promise<{ status: string }> {
  const desk = new CaseDesk(caseId, VOLUNTARY_REGISTRATION);
  desk.takeOpening(messages.openRegistrationUpdate, steps.openRegistration);
  desk.take(messages.correctRegistrationUpdate, 'correct', steps.recordRegistrationCorrected);
  desk.take(messages.verifyRegistrationUpdate, 'verify', steps.recordRegistrationVerified);
  desk.take(messages.doubtRegistrationUpdate, 'doubt', steps.recordRegistrationDoubted);
  desk.take(messages.stateOnRegistrationUpdate, 'state', steps.recordRegistrationStatement);
  desk.take(messages.clearRegistrationUpdate, 'clear', steps.recordRegistrationCleared);
  desk.take(messages.findFalseUpdate, 'find-false', steps.recordRegistrationFoundFalse);
  desk.take(messages.withdrawRegistrationUpdate, 'withdraw', steps.recordRegistrationWithdrawn);
  desk.takeAfterTheEnd(messages.makeRegistrationGoodUpdate, steps.recordRegistrationMadeGood);

  const end = await followCase(desk, { caseId, begin }, takeStep);
  if (end === 'continue') return await continueAsNew<typeof voluntaryRegistration>({ caseId, begin: 'stored-rows' });
  return end;
}

/** What happens by itself beside reminders and escalations: a statement period ends, and so does a validity. */
const takeStep: TakeStep = (due) => commonStep(due) ?? ownStep(due);

function ownStep(due: Parameters<TakeStep>[0]): Promise<CaseState> {
  return due.step.step === 'end-registration-statement'
    ? steps.closeRegistrationStatements(due)
    : steps.endRegistrationValidity(due);
}
