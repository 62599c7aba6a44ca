/** A story told twice on one bench: undisturbed, and with the worker killed at each of its activities. */
import type { Activities } from '../../activities/index.ts';
import { replayOf } from './histories.ts';
import type { KillStory } from './kill-stories.ts';
import { startKillableParts } from './killable-parts.ts';
import type { Mine } from './mines.ts';
import { tellStory, type Told, workflowIdsOf } from './story-teller.ts';

export interface KilledStory {
  readonly undisturbed: Told;
  readonly disturbed: Told;
  /** How many mines were laid, and how often a worker died. */
  readonly mines: number;
  readonly kills: number;
  /** Mines on which nobody stepped. */
  readonly left: readonly string[];
  /** What the replay of each workflow says; null: that it replays. */
  readonly replayed: Readonly<Record<string, string | null>>;
}

/**
 * @param around activities without a transaction of their own, killed before and after the whole of them
 * @param folder for the mines; made if it is not there
 */
export async function killedStory(
  story: KillStory,
  around: readonly (keyof Activities)[],
  folder: string,
): Promise<KilledStory> {
  const parts = await startKillableParts(folder);
  const bench = await story.start({ startAt: story.startAt, realTime: true, killable: parts });
  try {
    await bench.sql('update webhook_endpoint set url = ?', [`${parts.origin}/hook`]);
    const undisturbed = await tellStory(bench, story);
    const mines = [
      ...minesAt(story.activities, ['before-commit', 'after-commit']),
      ...minesAt(around, ['begun', 'done']),
    ];
    for (const mine of mines) parts.mines.lay(mine);
    const disturbed = await tellStory(bench, story);
    const replayed = await replayOf(bench, await workflowIdsOf(bench));
    return { undisturbed, disturbed, mines: mines.length, kills: bench.kills, left: parts.mines.left(), replayed };
  } finally {
    await bench.stop();
    await parts.stop();
  }
}

function minesAt(activities: readonly (keyof Activities)[], points: readonly Mine['point'][]): Mine[] {
  return activities.flatMap((activity) => points.map((point) => ({ activity, point, workflowId: 'any' })));
}
