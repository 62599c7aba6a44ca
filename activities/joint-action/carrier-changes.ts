import { Context } from '@temporalio/activity';
import { MeasureCarrierChange } from '../../db/entities/measure-carrier-change.ts';
import { recordsUnderMeasure } from '../../db/queries/measure-executions.ts';
import type { Instant } from '../../domain/time.ts';
import type { CarrierChangeInput } from '../../workflows/messages/carrier-change.ts';
import { writeDown } from '../case/case-course.ts';
import { audit, SERVICE, takeInHand } from '../case/case-in-hand.ts';
import { type ChangedCase, changeOrLeave } from '../case/left-to-people.ts';
import { type ActivityDeps, once } from '../case/transaction.ts';
import { publicityCourse } from '../publicity/publicity-course.ts';
import { followMeasures } from './follow-measures.ts';

/** Cases of one page: their transactions together stay well under the activity's time, and each under its heartbeat's. */
const CASES_OF_A_PAGE = 100;

/** Activities of a change of carriers, bound to their dependencies. */
export function createCarrierChangeActivities(deps: ActivityDeps) {
  return { reachRecords: (input: CarrierChangeInput & { now: Instant }) => reachRecords(deps, input) };
}

export type CarrierChangeActivities = ReturnType<typeof createCarrierChangeActivities>;

/**
 * Takes a change of who carries a measure out to the next page of the records that stand with it, and tells their
 * workflows. How far it has come is in the change's row, so that whoever goes on after a death goes on from there; a
 * case that is taken twice changes nothing. One that is entered meanwhile asks the carriers of after: see `keepCarriers`.
 * @returns whether more are left
 */
async function reachRecords(
  deps: ActivityDeps,
  { changeId: id, now }: CarrierChangeInput & { now: Instant },
): Promise<boolean> {
  const em = deps.orm.em.fork();
  const { measure, startedAt, reachedCase = null } = await em.findOneOrFail(MeasureCarrierChange, { id });
  const caseIds = await recordsUnderMeasure(em, measure, { after: reachedCase, limit: CASES_OF_A_PAGE });
  for (const caseId of caseIds) {
    const one = { changeId: id, caseId, now };
    await changeOrLeave(deps, publicityCourse, one, 'publicity.follow-carriers', () => followCase(deps, one));
    await em.nativeUpdate(MeasureCarrierChange, { id }, { reachedCase: caseId });
    Context.current().heartbeat();
  }
  if (caseIds.length > 0) return true;
  await em.nativeUpdate(MeasureCarrierChange, { id }, { startedAt: startedAt ?? now, finishedAt: now });
  return false;
}

/** @returns the case's workflow, to be told that its rows changed; none where nothing did */
function followCase(deps: ActivityDeps, { changeId, caseId, now }: ChangedCase): Promise<string[]> {
  return once<string[]>(deps, { caseId, key: `carriers/${changeId}`, now }, async (em) => {
    const hand = await publicityCourse.take(await takeInHand(em, caseId, SERVICE, now));
    if (!(await followMeasures(hand))) return { answer: [], keep: false };
    audit(hand, 'publicity.follow-carriers', { change: changeId });
    await writeDown(publicityCourse, hand);
    return { answer: [hand.file.workflowId], keep: true };
  });
}
