import { describe, expect, it } from '@jest/globals';
import { firstDayOfExecution } from '../../../domain/joint-action/execution-day.ts';
import type { MeasureExecution } from '../../../domain/joint-action/measure-execution.ts';
import { execution } from './executions.ts';

const FROM = '2026-04-01';
const pushed = (day: string) => ({ pushedAt: `${day}T02:00:00.000Z` });
const off = (day: string) => ({ calledOffAt: `${day}T08:00:00.000Z` });
const apply = { direction: 'apply', ...pushed('2026-04-01'), executedOn: '2026-04-03' } as const;
const suspend = (day: string) => ({ direction: 'suspend', ...pushed(day) }) as const;
const resume = (day: string) => ({ direction: 'resume', ...pushed(day) }) as const;

describe('the first day on which what was asked can have been done', () => {
  it.each<[string, Partial<MeasureExecution>[], string]>([
    ['applied: from the first day of the measure', [pushed('2026-04-10')], FROM],
    ['undone: from the day of application', [apply, { direction: 'undo', ...pushed('2026-05-07') }], '2026-04-03'],
    ['suspended: from the request', [apply, suspend('2026-05-07')], '2026-05-07'],
    [
      'suspended: from the first request since it was applied, also where that was called off',
      [apply, { ...suspend('2026-05-07'), ...off('2026-05-08') }, suspend('2026-05-11')],
      '2026-05-07',
    ],
    [
      'not from one that was followed',
      [
        apply,
        { ...suspend('2026-04-07'), executedOn: '2026-04-08' },
        { ...resume('2026-04-14'), executedOn: '2026-04-15' },
        suspend('2026-05-07'),
      ],
      '2026-05-07',
    ],
    [
      'resumed: from the first request since it was suspended',
      [
        apply,
        { ...suspend('2026-04-07'), executedOn: '2026-04-08' },
        { ...resume('2026-04-14'), ...off('2026-04-15') },
        resume('2026-04-20'),
      ],
      '2026-04-14',
    ],
    [
      'the day is that of Shanghai',
      [apply, { direction: 'suspend', pushedAt: '2026-05-06T16:30:00.000Z' }],
      '2026-05-07',
    ],
    [
      'never before what was done before it',
      [{ ...apply, executedOn: '2026-05-08' }, suspend('2026-05-07')],
      '2026-05-08',
    ],
  ])('%s', (_, changes, expected) => {
    const asked = changes.map((change, index) => execution({ round: index + 1, ...change }));
    const meant = asked.at(-1) ?? execution();
    expect(firstDayOfExecution(asked, meant, FROM)).toBe(expected);
  });
});
