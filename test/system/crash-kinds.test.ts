/**
 * The worker killed before and after the first commit of every activity of every kind of case: people, courts and systems
 * are answered the same, and the rows of all tables are the same.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AROUND, KILL_STORIES } from '../support/kill-stories.ts';
import { killedStory, type KilledStory } from '../support/kill-telling.ts';

type Kind = keyof typeof KILL_STORIES;

/**
 * Side by side, for most of the time is waited: until what a dead worker held is given out again. The longest story has
 * a lane to itself.
 */
const LANES: readonly (readonly Kind[])[] = [
  ['repair'],
  ['commitment', 'publicity'],
  ['repair-withdrawal', 'court', 'objection', 'joint-action'],
  ['rectification', 'determination', 'voluntary-registration'],
];

describe('the worker, killed', () => {
  let folder: string;
  const told = new Map<Kind, Promise<KilledStory>>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jiannuo-crash-'));
    await Promise.all(LANES.map((kinds) => tellAll(kinds)));
  }, 2_700_000);

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it.each(Object.keys(KILL_STORIES) as Kind[])(
    'at each activity in a story of %s: nothing is lost and nothing doubled',
    async (kind) => {
      const story = await told.get(kind);
      expect(story?.left).toEqual([]);
      expect(story?.disturbed.answers).toEqual(story?.undisturbed.answers);
      expect(story?.disturbed.rows).toEqual(story?.undisturbed.rows);
      expect(story?.kills).toBe(story?.mines);
    },
  );

  it.each(Object.keys(KILL_STORIES) as Kind[])('and what happened in a story of %s replays', async (kind) => {
    const replayed = (await told.get(kind))?.replayed ?? { none: 'not told' };
    expect(Object.keys(replayed).length).toBeGreaterThan(0);
    expect(Object.entries(replayed).filter(([, error]) => error !== null)).toEqual([]);
  });

  async function tellAll(kinds: readonly Kind[]): Promise<void> {
    for (const kind of kinds) {
      const around = kind === 'repair-withdrawal' ? AROUND : [];
      const story = killedStory(KILL_STORIES[kind], around, join(folder, kind));
      told.set(kind, story);
      // A story that went wrong is looked at by its own test; the others are told all the same.
      await story.catch(() => undefined);
    }
  }
});
