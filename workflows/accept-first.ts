import { continueAsNew, proxyLocalActivities } from '@temporalio/workflow';
import type { AcceptFirstActivities } from '../activities/accept-first/accept-first.ts';
import type { CaseState } from '../activities/case/case.ts';
import { ACCEPT_FIRST } from '../domain/accept-first/accept-first.ts';
import { CaseDesk } from './case-desk.ts';
import { commonStep, followCase, type TakeStep } from './follow-case.ts';
import * as messages from './messages/accept-first.ts';
import type { CaseInput } from './messages/case.ts';
import { ONE_TRANSACTION } from './proxies.ts';

const steps = proxyLocalActivities<AcceptFirstActivities>(ONE_TRANSACTION);

/**
 * Accept-first (容缺受理): taken at the door; then followed until the missing materials are supplied and
 * verified and the application is decided, or until the supply-by date and the registration of receipts
 * have passed, or it is withdrawn.
 */
export async function acceptFirst({ caseId, begin }: CaseInput): Promise<{ status: string }> {
  const desk = new CaseDesk(caseId, ACCEPT_FIRST);
  desk.takeOpening(messages.openUpdate, steps.openApplication);
  desk.take(messages.supplyUpdate, 'supply', steps.recordSupply);
  desk.take(messages.verifyUpdate, 'verify', steps.recordVerdicts);
  desk.take(messages.decideUpdate, 'decide', steps.recordDecision);
  desk.take(messages.extendUpdate, 'extend', steps.recordExtension);
  desk.take(messages.withdrawUpdate, 'withdraw', steps.recordWithdrawal);
  desk.takeAfterTheEnd(messages.reopenUpdate, steps.recordReopening);
  desk.takeAfterTheEnd(messages.makeGoodUpdate, steps.recordMakingGood);

  const end = await followCase(desk, { caseId, begin }, takeStep);
  if (end === 'continue') return await continueAsNew<typeof acceptFirst>({ caseId, begin: 'stored-rows' });
  return end;
}

/** What happens by itself: when the supply-by date has passed, and when the registration of receipts has. */
const takeStep: TakeStep = (due) => commonStep(due) ?? ownStep(due);

function ownStep(due: Parameters<TakeStep>[0]): Promise<CaseState> {
  return due.step.step === 'close-supply' ? steps.closeSupply(due) : steps.endUnsupplied(due);
}
