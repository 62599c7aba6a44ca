import { Context } from '@temporalio/activity';
import { CalendarChange } from '../../db/entities/calendar-change.ts';
import { casesTouched } from '../../db/queries/calendar-change.ts';
import type { Instant } from '../../domain/time.ts';
import type { CalendarChangeInput } from '../../workflows/messages/calendar-change.ts';
import { courseOfCase } from '../case/courses.ts';
import { changeOrLeave } from '../case/left-to-people.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import { recountCase, recountKey } from './recount-case.ts';

/** Cases of one page: their transactions together stay well under the activity's time, and each under its heartbeat's. */
const CASES_OF_A_PAGE = 100;

/** Activities of a calendar change, bound to their dependencies. */
export function createCalendarActivities(deps: ActivityDeps) {
  return {
    recountPage: (input: CalendarChangeInput & { now: Instant }) => recountPage(deps, input),
    finishCalendarChange: (input: { changeId: string; now: Instant }) => finish(deps, input),
  };
}

export type CalendarActivities = ReturnType<typeof createCalendarActivities>;

/**
 * Has each case of the next page count its running deadlines anew, and tells its workflows. Safe to run again: a case
 * takes a change once, and is told as often as it is asked.
 * @returns the last case of the page; null: there was none left
 */
async function recountPage(
  deps: ActivityDeps,
  { changeId, round, after, now }: CalendarChangeInput & { now: Instant },
): Promise<string | null> {
  const em = deps.orm.em.fork();
  const change = await em.findOneOrFail(CalendarChange, { id: changeId });
  const already = round === 2 ? { withoutStep: recountKey(changeId) } : {};
  const caseIds = await casesTouched(em, change, { after, limit: CASES_OF_A_PAGE, ...already });
  for (const caseId of caseIds) {
    const one = { changeId, caseId, now };
    const course = await courseOfCase(deps, caseId);
    await changeOrLeave(deps, course, one, 'calendar.recount', () => recountCase(course, deps, one));
    Context.current().heartbeat();
  }
  return caseIds.at(-1) ?? null;
}

async function finish({ orm }: ActivityDeps, { changeId, now }: { changeId: string; now: Instant }): Promise<void> {
  const em = orm.em.fork();
  const { startedAt } = await em.findOneOrFail(CalendarChange, { id: changeId });
  await em.nativeUpdate(CalendarChange, { id: changeId }, { startedAt: startedAt ?? now, finishedAt: now });
}
