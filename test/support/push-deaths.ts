/** Where the worker dies while it pushes: before and after each commit, and around what another system is told. */
import type { Activities } from '../../activities/index.ts';
import type { Point } from './mines.ts';

/** What an agency does with every push. */
export type Manner = 'confirms' | 'is slow' | 'is gone';

export interface PushDeath {
  readonly manner: Manner;
  readonly activity: keyof Activities;
  readonly point: Point;
}

const at = (manner: Manner, activity: keyof Activities, points: readonly Point[]): PushDeath[] =>
  points.map((point) => ({ manner, activity, point }));

export const PUSH_DEATHS: readonly PushDeath[] = [
  ...at('confirms', 'readPush', ['after-commit']),
  ...at('confirms', 'attemptPush', ['before-commit', 'before-push', 'after-push', 'done']),
  ...at('is gone', 'listPushAsOutstanding', ['before-commit', 'after-commit']),
  ...at('is slow', 'takeConfirmation', ['before-commit', 'after-commit']),
];

/** Of the sweep, which has no transaction of its own and changes nothing that it would not change again. */
export const SWEEP = 'sweepMessages' satisfies keyof Activities;
export const SWEEP_POINTS = ['begun', 'done'] as const satisfies readonly Point[];
