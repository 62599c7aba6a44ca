import { readdirSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import config from '../../jest.config.js';

it('every test file belongs to a group that npm test runs', () => {
  const folders = config.projects.flatMap(({ testMatch }) => testMatch.map((glob) => glob.split('/')[2] ?? ''));
  const files = readdirSync(new URL('../', import.meta.url), { recursive: true, encoding: 'utf8' });
  const tests = files.filter((name) => name.endsWith('.test.ts'));
  expect(tests.length).toBeGreaterThan(0);
  expect(tests.filter((name) => !folders.includes(name.split('/')[0] ?? ''))).toEqual([]);
});
