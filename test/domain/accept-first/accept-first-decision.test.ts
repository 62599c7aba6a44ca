import { describe, expect, it } from '@jest/globals';
import { type GivenDecision, reasonsAgainstDecision } from '../../../domain/accept-first/accept-first-decision.ts';

const DAYS = { today: '2026-04-17', receivedOn: '2026-03-30' } as const;

describe('the decision on the application itself', () => {
  const codes = (given: Pick<GivenDecision, 'granted' | 'reason' | 'decidedOn'>) =>
    reasonsAgainstDecision({ ...DAYS, ...given }).map(({ code }) => code);

  it.each([
    ['granted without a reason', true, null, []],
    ['granted with one', true, '符合条件', []],
    ['not granted with its reasons', false, '不符合条件', []],
    ['not granted without', false, null, ['denial-needs-reason']],
    ['not granted with a blank', false, ' \n', ['denial-needs-reason']],
  ] as const)('%s', (_name, granted, reason, expected) => {
    expect(codes({ granted, reason, decidedOn: null })).toEqual(expected);
  });

  it.each([
    ['the day on which the application was received', '2026-03-30', []],
    ['today', '2026-04-17', []],
    ['the day before it was received', '2026-03-29', ['decision-before-application']],
    ['tomorrow', '2026-04-18', ['decision-in-future']],
  ] as const)('made on paper on %s', (_name, decidedOn, expected) => {
    expect(codes({ granted: true, reason: null, decidedOn })).toEqual(expected);
  });

  it('says everything that speaks against it at once', () => {
    const given = { granted: false, reason: null, decidedOn: '2026-03-01' } as const;
    expect(codes(given)).toEqual(['denial-needs-reason', 'decision-before-application']);
  });
});
