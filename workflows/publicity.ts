import { continueAsNew, proxyLocalActivities } from '@temporalio/workflow';
import type { CaseState } from '../activities/case/case.ts';
import type { PublicityActivities } from '../activities/publicity/publicity.ts';
import { PUBLICITY } from '../domain/publicity/publicity.ts';
import { CaseDesk } from './case-desk.ts';
import { commonStep, followCase, type TakeStep } from './follow-case.ts';
import type { CaseInput } from './messages/case.ts';
import * as messages from './messages/publicity.ts';
import { ONE_TRANSACTION } from './proxies.ts';

const steps = proxyLocalActivities<PublicityActivities>(ONE_TRANSACTION);

/**
 * Publicity (公示) of a record: entered at the door, by a step of another case, or by a court's message; then followed
 * through the end of its minimum and its maximum and of each measure, until it is ended by time or before it, and what
 * authorities applied of its measures is undone. One timer runs at a time, and what is shown never waits for it.
 */
export async function publicity({ caseId, begin }: CaseInput): Promise<{ status: string }> {
  const desk = new CaseDesk(caseId, PUBLICITY);
  desk.takeOpening(messages.enterRecordUpdate, steps.openRecord);
  desk.take(messages.dutiesDoneUpdate, 'duties-done', steps.recordDutiesDone);
  desk.take(messages.reportAnnulmentUpdate, 'report-annulment', steps.reportAnnulment);
  desk.take(messages.dismissAnnulmentUpdate, 'dismiss-annulment', steps.dismissAnnulment);
  desk.take(messages.annulUpdate, 'annul', steps.recordAnnulment);
  desk.take(messages.withdrawRecordUpdate, 'withdraw', steps.withdrawRecord);
  desk.take(messages.declareUpdate, 'declare', steps.recordDeclaration);
  desk.take(messages.withdrawDeclarationUpdate, 'withdraw-declaration', steps.recordDeclarationWithdrawal);
  desk.take(messages.respondMeasureUpdate, 'respond-measure', steps.recordMeasureResponse);
  desk.take(messages.executeMeasureUpdate, 'execute-measure', steps.recordMeasureExecution);
  desk.take(messages.feedBackMeasureUpdate, 'feed-back-measure', steps.recordMeasureFeedback);
  desk.take(messages.declineMeasureUpdate, 'decline-measure', steps.recordMeasureDeclining);
  desk.take(messages.withdrawMeasureRequestUpdate, 'withdraw-measure-request', steps.recordRequestWithdrawal);
  desk.takeMessages(steps.takeDebtorMessage);

  const end = await followCase(desk, { caseId, begin }, takeStep);
  if (end === 'continue') return await continueAsNew<typeof publicity>({ caseId, begin: 'stored-rows' });
  return end;
}

/** What happens by itself: a period or a measure has come to its end. */
const takeStep: TakeStep = (due) => commonStep(due) ?? ownStep(due);

function ownStep(due: Parameters<TakeStep>[0]): Promise<CaseState> {
  switch (due.step.step) {
    case 'minimum-ended':
      return steps.minimumEnded(due);
    case 'measure-ended':
      return steps.measureEnded(due);
    default:
      return steps.maximumEnded(due);
  }
}
