import { continueAsNew, proxyLocalActivities } from '@temporalio/workflow';
import type { CaseState } from '../activities/case/case.ts';
import type { CommitmentActivities } from '../activities/commitment/commitment.ts';
import { COMMITMENT } from '../domain/commitment/commitment.ts';
import { CaseDesk } from './case-desk.ts';
import { commonStep, followCase, type TakeStep } from './follow-case.ts';
import type { CaseInput } from './messages/case.ts';
import * as messages from './messages/commitment.ts';
import { ONE_TRANSACTION } from './proxies.ts';

const steps = proxyLocalActivities<CommitmentActivities>(ONE_TRANSACTION);

/**
 * Commitment (信用承诺): a promise taken at the door, and where it stands in place of an approval decided on at once;
 * then each obligation is followed to its date until it is confirmed, broken or released. What is made good, graded or
 * found in time after the end begins from the stored rows.
 */
export async function commitment({ caseId, begin }: CaseInput): Promise<{ status: string }> {
  const desk = new CaseDesk(caseId, COMMITMENT);
  desk.takeOpening(messages.openCommitmentUpdate, steps.openCommitment);
  desk.take(messages.reportUpdate, 'report', steps.recordFulfilment);
  desk.take(messages.reportEventUpdate, 'report-event', steps.recordStartingEvent);
  desk.take(messages.concedeUpdate, 'concede', steps.recordConcession);
  desk.take(messages.confirmUpdate, 'confirm', steps.recordConfirmation);
  desk.take(messages.checkUpdate, 'check', steps.recordPromiseCheck);
  desk.take(messages.extendObligationUpdate, 'extend', steps.recordObligationExtension);
  desk.take(messages.amendUpdate, 'amend', steps.recordAmendment);
  desk.take(messages.answerAmendmentUpdate, 'answer-amendment', steps.recordAmendmentAnswer);
  desk.take(messages.releaseUpdate, 'release', steps.recordRelease);
  desk.take(messages.withdrawCommitmentUpdate, 'withdraw', steps.recordPromiseWithdrawal);
  desk.take(messages.decideApprovalUpdate, 'decide-approval', steps.recordApprovalDecision);
  desk.takeAfterTheEnd(messages.reopenCommitmentUpdate, steps.recordPromiseReopening);
  desk.takeAfterTheEnd(messages.makeGoodCommitmentUpdate, steps.recordPromiseMadeGood);
  desk.takeAfterTheEnd(messages.gradeUpdate, steps.recordGrade);

  const end = await followCase(desk, { caseId, begin }, takeStep);
  if (end === 'continue') return await continueAsNew<typeof commitment>({ caseId, begin: 'stored-rows' });
  return end;
}

/** What happens by itself to one obligation: when its date has passed, and when the registration of reports has. */
const takeStep: TakeStep = (due) => commonStep(due) ?? ownStep(due);

function ownStep(due: Parameters<TakeStep>[0]): Promise<CaseState> {
  return due.step.step === 'close-obligation' ? steps.closeObligation(due) : steps.breakObligation(due);
}
