import { describe, expect, it } from '@jest/globals';
import { rolesAllowed } from '../../../domain/case/case-kind.ts';
import { COMMITMENT, COMMITMENT_ACTS, COMMITMENT_STATUSES } from '../../../domain/commitment/commitment.ts';
import { possibleCommitmentActs } from '../../../domain/commitment/commitment-possible.ts';
import type { ObligationFacts } from '../../../domain/commitment/obligation.ts';
import { ROLES } from '../../../domain/case/roles.ts';

const DUE: ObligationFacts = {
  term: 'day',
  amount: null,
  eventOn: null,
  found: null,
  releasedOn: null,
  notKeptOn: null,
  reports: [],
};
const REPORT = { inTime: true, quantity: null, complete: true, verdict: null } as const;
const QUESTION = {
  status: 'running',
  roles: ['officer'],
  sub: 'li',
  assignedTo: null,
  obligations: [DUE],
  isRegistering: false,
  isAmendmentProposed: false,
  checkedBy: null,
} as const;

describe('what a person may do on a commitment', () => {
  it('is never more than the tables allow, and nothing is both possible and not yet', () => {
    for (const status of COMMITMENT_STATUSES) {
      for (const role of ROLES) {
        const { may, notYet } = possibleCommitmentActs({ ...QUESTION, status, roles: [role] });
        for (const act of may)
          expect([status, role, rolesAllowed(COMMITMENT, status, act)]).toEqual([
            status,
            role,
            expect.arrayContaining([role]),
          ]);
        expect(may.filter((act) => notYet.some((later) => later.act === act))).toEqual([]);
      }
    }
  });

  it('follows what the obligations ask for', () => {
    const may = (change: object) => possibleCommitmentActs({ ...QUESTION, ...change }).may;
    expect(may({})).toEqual(['report', 'extend', 'amend', 'release', 'claim']);
    expect(may({ obligations: [{ ...DUE, reports: [REPORT] }] })).toEqual([
      'report',
      'confirm',
      'extend',
      'release',
      'claim',
    ]);
    expect(may({ obligations: [{ ...DUE, term: 'event' }] })).toEqual(['report-event', 'amend', 'release', 'claim']);
    expect(may({ isAmendmentProposed: true })).toContain('answer-amendment');
    expect(may({ isAmendmentProposed: true })).not.toContain('amend');
    expect(may({ roles: ['applicant'] })).toEqual(['report', 'amend']);
    // What can be conceded is over already, or was found untrue.
    expect(may({ roles: ['applicant'], isRegistering: true })).toEqual(['report', 'concede', 'amend']);
    const untrue = { ...DUE, term: 'approval', found: 'untrue' } as const;
    expect(may({ roles: ['applicant'], obligations: [untrue] })).toEqual(['report', 'concede', 'amend']);
  });

  it('says why something is not possible yet', () => {
    const notYet = (change: object) => possibleCommitmentActs({ ...QUESTION, ...change }).notYet;
    expect(notYet({}).map(({ act }) => act)).toEqual(['confirm']);
    const another = notYet({ assignedTo: 'chen', obligations: [{ ...DUE, reports: [REPORT] }] });
    expect(another.map(({ act }) => act)).toEqual([
      'confirm',
      'extend',
      'answer-amendment',
      'release',
      'claim',
      'hand-back',
    ]);
    const second = notYet({ status: 'revoking', roles: ['supervisor'], sub: 'wang', checkedBy: 'wang' });
    expect(second.map(({ act }) => act)).toContain('decide-approval');
    const untrue = { ...DUE, term: 'approval', found: 'untrue' } as const;
    const checker = { status: 'rectifying', sub: 'chen', checkedBy: 'chen', obligations: [untrue] };
    expect(notYet(checker).map(({ act }) => act)).toContain('concede');
    expect(notYet({ ...checker, sub: 'li' }).map(({ act }) => act)).not.toContain('concede');
    for (const { reason } of [...another, ...second])
      expect([reason.zh !== '', reason.en !== '']).toEqual([true, true]);
  });

  it('after the end is what can still change it', () => {
    const broken = { ...DUE, notKeptOn: '2026-03-31' };
    const ended = { ...QUESTION, status: 'broken', roles: ['supervisor'], obligations: [broken] } as const;
    expect(possibleCommitmentActs(ended)).toEqual({ may: ['reopen', 'make-good', 'grade'], notYet: [] });
    const good = { ...broken, reports: [{ ...REPORT, inTime: false, verdict: 'accepted' }] } as const;
    expect(possibleCommitmentActs({ ...ended, obligations: [good] }).may).toEqual(['reopen', 'grade']);
    expect(COMMITMENT_ACTS).toContain('reopen');
  });
});
