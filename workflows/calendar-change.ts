import { continueAsNew, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { CalendarActivities } from '../activities/calendar/calendar-change.ts';
import { now } from './deadline.ts';
import type { CalendarChangeInput } from './messages/calendar-change.ts';
import { CASE_BY_CASE } from './proxies.ts';

const { recountPage, finishCalendarChange } = proxyActivities<CalendarActivities>(CASE_BY_CASE);

/** Longer than any transaction lives: a case that was written by the calendar of before is there by then. */
const UNTIL_ALL_IS_WRITTEN = '1 minute';

/**
 * Calendar change (放假安排变更): every case with a running deadline over the changed days counts it anew, in a
 * transaction of its own, page by page. Afterwards once more, for cases that were being written meanwhile.
 */
export async function calendarChange({ changeId, round, after }: CalendarChangeInput): Promise<void> {
  let position = { round, after };
  for (;;) {
    const last = await recountPage({ changeId, ...position, now: now() });
    if (last === null && position.round === 2) break;
    if (last === null) await sleep(UNTIL_ALL_IS_WRITTEN);
    position = last === null ? { round: 2, after: null } : { ...position, after: last };
    if (workflowInfo().continueAsNewSuggested)
      return await continueAsNew<typeof calendarChange>({ changeId, ...position });
  }
  await finishCalendarChange({ changeId, now: now() });
}
