import { describe, expect, it } from '@jest/globals';
import { COMMITMENT_KINDS, kindTerms } from '../../../domain/commitment/commitment-kinds.ts';
import { type PromisorQuestion, reasonsAgainstPromisor } from '../../../domain/commitment/promisor.ts';

const CODE = '11330199MADEM029XP';
const OWN = { code: 'agriculture', creditCode: CODE };

const codesOf = (change: Partial<PromisorQuestion>) =>
  reasonsAgainstPromisor({
    kind: 'government-promise',
    identifier: CODE,
    followedBy: 'development',
    promisor: OWN,
    ...change,
  }).map(({ code }) => code);

describe('reasonsAgainstPromisor', () => {
  it.each(COMMITMENT_KINDS)('%s: an authority is named by promises of government, and by no others', (kind) => {
    const { byGovernment } = kindTerms(kind);
    expect(codesOf({ kind })).toEqual(byGovernment ? [] : ['promisor-authority-not-fit']);
    expect(codesOf({ kind, promisor: null })).toEqual(byGovernment ? ['promisor-authority-not-fit'] : []);
  });

  it('nobody promises in another authority’s name', () => {
    expect(codesOf({ identifier: '91350100M000100Y43' })).toEqual(['promisor-not-the-subject']);
    expect(codesOf({ promisor: { code: 'tender', creditCode: '91350100M000100Y43' } })).toEqual([
      'promisor-not-the-subject',
    ]);
  });

  it('an authority whose credit code is not entered cannot be checked', () => {
    expect(codesOf({ promisor: { code: 'agriculture', creditCode: null } })).toEqual(['promisor-code-missing']);
  });

  it('no authority follows its own promise', () => {
    expect(codesOf({ followedBy: 'agriculture' })).toEqual(['promisor-authority-not-fit']);
  });
});
