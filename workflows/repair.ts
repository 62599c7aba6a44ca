import { type ChildWorkflowHandle, condition, proxyLocalActivities, startChild } from '@temporalio/workflow';
import type { RepairActivities } from '../activities/repair/repair.ts';
import { REPAIR } from '../domain/repair/repair.ts';
import { CaseDesk } from './case-desk.ts';
import { followCase } from './follow-case.ts';
import type { CaseInput } from './messages/case.ts';
import * as messages from './messages/repair.ts';
import { ONE_TRANSACTION } from './proxies.ts';
import { repairPart } from './repair-part.ts';

const steps = proxyLocalActivities<RepairActivities>(ONE_TRANSACTION);

type Part = ChildWorkflowHandle<typeof repairPart>;

/**
 * Credit repair (信用修复): taken at the window, which forwards it at once; each authority's part runs in a child of its
 * own, and the application stays open until the last of them has ended. Whatever people, courts and agencies say of a
 * part is said here, written in one step, and told to the part.
 */
export async function repair({ caseId, begin }: CaseInput): Promise<{ status: string }> {
  const desk = new CaseDesk(caseId, REPAIR);
  const opened: { parts: string[] | null } = { parts: null };
  desk.takeOpening(messages.openRepairUpdate, async (application) => {
    const opening = await steps.openRepair(application);
    opened.parts = opening.parts;
    return opening;
  });
  takeActs(desk);
  desk.takeMessages(steps.takeRepairMessage);

  const children = startParts(caseId, opened);
  // An application with open parts never continues as new: its children are this run's.
  const end = await followCase(desk, { caseId, begin }, noStep, { continues: false });
  if (opened.parts === null) return end;
  // A child that outlived its parent would keep the test server's clock standing.
  for (const part of await children) await part.result();
  await desk.settled();
  return end;
}

function takeActs(desk: CaseDesk): void {
  desk.take(messages.acceptUpdate, 'accept', steps.recordRepairAcceptance);
  desk.take(messages.notAcceptUpdate, 'not-accept', steps.recordRepairNotAcceptance);
  desk.take(messages.askCompletionUpdate, 'ask-completion', steps.recordCompletionAsked);
  desk.take(messages.completeUpdate, 'complete', steps.recordRepairCompletion);
  desk.take(messages.answerUpdate, 'answer', steps.recordRepairAnswer);
  desk.take(messages.extendAnswerUpdate, 'extend-answer', steps.recordAnswerExtension);
  desk.take(messages.pauseUpdate, 'pause', steps.recordAnswerPause);
  desk.take(messages.resumeUpdate, 'resume', steps.recordAnswerResumption);
  desk.take(messages.claimPartUpdate, 'claim-part', steps.recordPartClaim);
  desk.take(messages.assignPartUpdate, 'assign-part', steps.recordPartAssignment);
  desk.take(messages.handBackPartUpdate, 'hand-back-part', steps.recordPartHandBack);
  desk.take(messages.withdrawRepairUpdate, 'withdraw', steps.recordRepairWithdrawal);
}

/** Starts the workflow of every part as soon as the application is written. */
async function startParts(caseId: string, opened: { parts: string[] | null }): Promise<Part[]> {
  await condition(() => opened.parts !== null);
  const parts: Part[] = [];
  for (const partId of opened.parts ?? []) {
    const workflowId = messages.repairPartWorkflowId(partId);
    parts.push(await startChild(repairPart, { workflowId, args: [{ caseId, partId }] }));
  }
  return parts;
}

/** An application has no clock of its own. */
function noStep(): never {
  // oxlint-disable-next-line temporal/workflow-no-throw-raw-error -- a fault of the code: it fails the task, never the case
  throw new Error('an application for repair waits for nothing by itself');
}
