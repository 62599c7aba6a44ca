import { describe, expect, it } from '@jest/globals';
import { reportsMade } from '../../../domain/case/reports-made.ts';
import type { TimelineEvent } from '../../../domain/case/timeline.ts';

const DUE = '2026-03-12';

describe('reportsMade', () => {
  const timeline: TimelineEvent[] = [
    { kind: 'reminded', wait: 'verify-by', due: DUE },
    { kind: 'escalated', wait: 'verify-by', due: DUE, times: 1 },
    // Of a part of the case: another silence, though it was due on the same day.
    { kind: 'escalated', wait: 'verify-by', due: DUE, about: 'obligation-1', times: 1 },
    { kind: 'escalated', wait: 'decide-by', due: DUE, times: 1 },
    { kind: 'escalated', wait: 'verify-by', due: DUE, times: 2 },
    { kind: 'repair-silent', authority: 'market', wait: 'accept-by', due: DUE, times: 1 },
    { kind: 'repair-silent', authority: 'transport', wait: 'accept-by', due: DUE, times: 1 },
  ];

  it.each([
    [2, { kind: 'escalated', wait: 'verify-by', due: DUE }],
    [1, { kind: 'escalated', wait: 'verify-by', due: DUE, about: 'obligation-1' }],
    [0, { kind: 'escalated', wait: 'verify-by', due: DUE, about: 'obligation-2' }],
    [0, { kind: 'escalated', wait: 'verify-by', due: '2026-03-13' }],
    [1, { kind: 'repair-silent', authority: 'market', wait: 'accept-by', due: DUE }],
    [0, { kind: 'repair-silent', authority: 'market', wait: 'answer-by', due: DUE }],
  ] as const)('%i of %j', (count, silence) => {
    expect(reportsMade(timeline, silence)).toBe(count);
  });
});
