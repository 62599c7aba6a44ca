import { readdirSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import config from '../../jest.config.js';
import { KILL_STORIES } from '../support/kill-stories.ts';

const TEST_FILES = readdirSync(new URL('../', import.meta.url), { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.test.ts'),
);

it('every test file belongs to a group that npm test runs', () => {
  const folders = config.projects.flatMap(({ testMatch }) => testMatch.map((glob) => glob.split('/')[2] ?? ''));
  expect(TEST_FILES.length).toBeGreaterThan(0);
  expect(TEST_FILES.filter((name) => !folders.includes(name.split('/')[0] ?? ''))).toEqual([]);
});

it('the story of every kind is told by a file of its own', () => {
  const told = TEST_FILES.flatMap((name) => /^workflows\/kinds-stories\/(.+)\.test\.ts$/.exec(name)?.[1] ?? []);
  expect(told.sort()).toEqual(Object.keys(KILL_STORIES).sort());
});
