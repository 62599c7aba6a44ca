import { continueAsNew, proxyLocalActivities } from '@temporalio/workflow';
import type { RepairWithdrawalActivities } from '../activities/repair-withdrawal/repair-withdrawal.ts';
import { REPAIR_WITHDRAWAL } from '../domain/repair-withdrawal/repair-withdrawal.ts';
import { CaseDesk } from './case-desk.ts';
import { commonStep, followCase, type TakeStep } from './follow-case.ts';
import type { CaseInput } from './messages/case.ts';
import * as hearing from './messages/hearing.ts';
import * as messages from './messages/repair-withdrawal.ts';
import { ONE_TRANSACTION } from './proxies.ts';

const steps = proxyLocalActivities<RepairWithdrawalActivities>(ONE_TRANSACTION);

/**
 * Repair withdrawal (撤销修复): proposed by an officer; the notice is served, and chased until it is; the subject is
 * heard in its period, in person where it asks, unless it gives that up; then a second person upholds or drops it, and their silence is told to
 * the supervisor again and again. A paper that came in time and was not on file when it was upheld sets the decision
 * aside, and it is decided anew.
 */
export async function repairWithdrawal({ caseId, begin }: CaseInput): Promise<{ status: string }> {
  const desk = new CaseDesk(caseId, REPAIR_WITHDRAWAL);
  desk.takeOpening(messages.proposeWithdrawalUpdate, steps.proposeWithdrawal);
  desk.take(hearing.serveUpdate, 'serve', steps.recordWithdrawalService);
  desk.take(hearing.acknowledgeUpdate, 'acknowledge', steps.recordWithdrawalAcknowledged);
  desk.take(hearing.stateUpdate, 'state', steps.recordWithdrawalStatement);
  desk.take(hearing.askHearingUpdate, 'ask-hearing', steps.recordWithdrawalHearingAsked);
  desk.take(hearing.waiveUpdate, 'waive', steps.recordWithdrawalWaiver);
  desk.take(hearing.callHearingUpdate, 'call-hearing', steps.recordWithdrawalHearingCalled);
  desk.take(hearing.recordHearingUpdate, 'record-hearing', steps.recordWithdrawalHearingEnded);
  desk.take(messages.upholdUpdate, 'uphold', steps.recordWithdrawalUpheld);
  desk.take(messages.dropUpdate, 'drop', steps.recordWithdrawalDropped);
  desk.takeAfterTheEnd(hearing.reopenHearingUpdate, steps.recordWithdrawalReopening);

  const end = await followCase(desk, { caseId, begin }, takeStep);
  if (end === 'continue') return await continueAsNew<typeof repairWithdrawal>({ caseId, begin: 'stored-rows' });
  return end;
}

/** What happens by itself beside reminders and escalations: the statement period ends. */
const takeStep: TakeStep = (due) => commonStep(due) ?? steps.closeStatements(due);
