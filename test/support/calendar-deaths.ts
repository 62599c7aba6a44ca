/** Where the worker dies while a changed calendar is taken to the cases. */
import type { Activities } from '../../activities/index.ts';
import type { Point } from './mines.ts';

export interface CalendarDeath {
  readonly activity: keyof Activities;
  readonly point: Point;
}

const at = (activity: keyof Activities, points: readonly Point[]): CalendarDeath[] =>
  points.map((point) => ({ activity, point }));

/** The last step has no transaction of the cases: the worker dies before and after the whole of it. */
export const CALENDAR_DEATHS: readonly CalendarDeath[] = [
  ...at('recountPage', ['before-commit', 'after-commit', 'done']),
  ...at('finishCalendarChange', ['begun', 'done']),
];
