import { continueAsNew, proxyLocalActivities } from '@temporalio/workflow';
import type { ReorganisationActivities } from '../activities/reorganisation/reorganisation.ts';
import { REORGANISATION } from '../domain/reorganisation/reorganisation.ts';
import { CaseDesk } from './case-desk.ts';
import { commonStep, followCase, type TakeStep } from './follow-case.ts';
import * as messages from './messages/reorganisation.ts';
import type { CaseInput } from './messages/case.ts';
import { ONE_TRANSACTION } from './proxies.ts';

const steps = proxyLocalActivities<ReorganisationActivities>(ONE_TRANSACTION);

/**
 * Reorganisation (破产重整、和解): opened by the court's ruling, or applied for and then confirmed by the court; followed
 * until the court says that the plan or settlement was carried out, or that it failed. All of it comes as messages;
 * silence is told to the court's desk, and decides nothing.
 */
export async function reorganisation({ caseId, begin }: CaseInput): Promise<{ status: string }> {
  const desk = new CaseDesk(caseId, REORGANISATION);
  desk.takeOpening(messages.openReorganisationUpdate, steps.openReorganisation);
  desk.take(messages.withdrawReorganisationUpdate, 'withdraw', steps.recordReorganisationWithdrawal);
  desk.take(messages.addStatementUpdate, 'add-statement', steps.recordStatement);
  desk.takeMessages(steps.takeReorganisationMessage);

  const end = await followCase(desk, { caseId, begin }, takeStep);
  if (end === 'continue') return await continueAsNew<typeof reorganisation>({ caseId, begin: 'stored-rows' });
  return end;
}

/** It has no step of its own: whatever changes a record is said by the court. */
const takeStep: TakeStep = (due) => {
  const step = commonStep(due);
  // oxlint-disable-next-line temporal/workflow-no-throw-raw-error -- a fault of the code: it fails the task, never the case
  if (step === null) throw new Error(`a reorganisation has no step "${due.step.step}"`);
  return step;
};
