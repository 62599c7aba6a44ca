import { CaseFile } from '../../db/entities/case-file.ts';
import type { ActHeader, AssignAct } from '../../workflows/messages/case.ts';
import type { ActInput } from './act.ts';
import { type CaseState, type OtherCases, whereItStands } from './case-course.ts';
import { recordAssignment, recordClaim, recordHandBack } from './case-desk.ts';
import { SERVICE, takeInHand } from './case-in-hand.ts';
import * as steps from './case-steps.ts';
import { courseOfCase } from './courses.ts';
import { type ActivityDeps, readCase } from './transaction.ts';

export type { ActResult } from './act.ts';
export type { CaseState, DueStep } from './case-course.ts';

/** The activities that every kind of case has in common, bound to their dependencies. */
export function createCaseActivities(deps: ActivityDeps) {
  const common = (run: typeof steps.escalate) => async (input: steps.StepInput) =>
    await run(await courseOfCase(deps, input.caseId), deps, input);
  return {
    recordClaim: (input: ActInput<ActHeader>) => recordClaim(deps, input),
    recordAssignment: (input: ActInput<AssignAct>) => recordAssignment(deps, input),
    recordHandBack: (input: ActInput<ActHeader>) => recordHandBack(deps, input),
    remindApplicant: common(steps.remindApplicant),
    remindHandler: common(steps.remindHandler),
    escalate: common(steps.escalate),
    reportProvisional: common(steps.reportProvisional),
    takeUpAgain: (input: { caseId: string; now: string }) => takeUpAgain(deps, input),
    passOn: (others: OtherCases) => passOn(deps, others),
  };
}

export type CaseActivities = ReturnType<typeof createCaseActivities>;

/**
 * Where a case stands in the stored rows: for a run that begins from them, and where another case changed them.
 * null where there is no such case. Writes nothing.
 */
async function takeUpAgain(
  deps: ActivityDeps,
  { caseId, now }: { caseId: string; now: string },
): Promise<CaseState | null> {
  if ((await deps.orm.em.fork().count(CaseFile, { id: caseId })) === 0) return null;
  const course = await courseOfCase(deps, caseId);
  return await readCase(deps, caseId, async (em) => {
    return await whereItStands(course, await course.take(await takeInHand(em, caseId, SERVICE, now)));
  });
}

/** Starts the cases that a step opened, and tells those whose rows it changed. Safe to run again. */
async function passOn({ workflows }: ActivityDeps, { starts, tell }: OtherCases): Promise<void> {
  for (const start of starts) await workflows.startCase(start);
  for (const workflowId of tell) await workflows.tellCase(workflowId);
}
