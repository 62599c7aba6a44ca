import { describe, expect, it } from '@jest/globals';
import { reasonsAgainstDecision } from '../../domain/accept-first-decision.ts';

describe('the decision on the application itself', () => {
  it.each([
    ['granted without a reason', true, null, []],
    ['granted with one', true, '符合条件', []],
    ['not granted with its reasons', false, '不符合条件', []],
    ['not granted without', false, null, ['denial-needs-reason']],
    ['not granted with a blank', false, ' \n', ['denial-needs-reason']],
  ] as const)('%s', (_name, granted, reason, expected) => {
    expect(reasonsAgainstDecision({ granted, reason }).map(({ code }) => code)).toEqual(expected);
  });
});
