import { describe, expect, it } from '@jest/globals';
import { type PermitChangeQuestion, reasonsAgainstPermitChange } from '../../../domain/permit/permit-change.ts';

const GRANTED: PermitChangeQuestion = {
  decidedOn: '2026-04-07',
  followed: false,
  changes: [],
  change: { kind: 'revoked', on: '2026-05-01' },
  today: '2026-05-06',
};
const REVOKED = [{ kind: 'revoked', on: '2026-05-01' }] as const;

describe('what became of a permit, as it is entered', () => {
  const codes = (rest: Partial<PermitChangeQuestion>) =>
    reasonsAgainstPermitChange({ ...GRANTED, ...rest }).map(({ code }) => code);

  it.each([
    ['on the day of the decision', { change: { kind: 'revoked', on: '2026-04-07' } }, []],
    ['on the day before it', { change: { kind: 'revoked', on: '2026-04-06' } }, ['permit-change-too-early']],
    ['today', { change: { kind: 'cancelled', on: '2026-05-06' } }, []],
    ['tomorrow', { change: { kind: 'annulled', on: '2026-05-07' } }, ['permit-change-in-future']],
    ['restored, though nothing was undone', { change: { kind: 'restored', on: '2026-05-06' } }, ['permit-not-so']],
    ['over, though it is over', { changes: REVOKED }, ['permit-not-so']],
    ['restored', { changes: REVOKED, change: { kind: 'restored', on: '2026-05-06' } }, []],
    [
      'restored before it was revoked',
      { changes: REVOKED, change: { kind: 'restored', on: '2026-04-30' } },
      ['permit-change-too-early'],
    ],
    [
      'restored, though its holder gave it up',
      { changes: [{ kind: 'withdrawn', on: '2026-05-01' }], change: { kind: 'restored', on: '2026-05-06' } },
      ['permit-not-so'],
    ],
    ['revoked while its promise is followed', { followed: true }, ['permit-decided-in-case']],
    [
      'annulled meanwhile: the promise would run on and could be broken',
      { followed: true, change: { kind: 'annulled', on: '2026-05-06' } },
      ['permit-decided-in-case'],
    ],
  ] as const)('%s', (_name, rest, expected) => {
    expect(codes(rest)).toEqual(expected);
  });
});
