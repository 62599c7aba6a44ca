/** Workflow type of a calendar change: takes a loaded calendar to every running deadline it touches. */
export const CALENDAR_CHANGE_WORKFLOW = 'calendarChange';

/** The one place that makes the workflow id of a calendar change from the id of its row. */
export function calendarChangeWorkflowId(changeId: string): string {
  return `calendar-change/${changeId}`;
}

export interface CalendarChangeInput {
  changeId: string;
  /** The second round finds the cases that were being written while the calendar was loaded. */
  round: 1 | 2;
  /** The last case that was looked at in this round; null: none yet. */
  after: string | null;
}
