import { describe, expect, it } from '@jest/globals';
import {
  ACCEPT_FIRST,
  ACCEPT_FIRST_STATUSES,
  type AcceptFirstStatus,
} from '../../../domain/accept-first/accept-first.ts';
import { type PossibleQuestion, possibleActs } from '../../../domain/accept-first/accept-first-possible.ts';
import { rolesAllowed } from '../../../domain/case/case-kind.ts';
import { ROLES } from '../../../domain/case/roles.ts';

const question = (change: Partial<PossibleQuestion>): PossibleQuestion => ({
  status: 'awaiting-materials',
  roles: ['officer'],
  sub: 'chen',
  assignedTo: null,
  standings: ['missing'],
  extensionBy: 'officer',
  isBroken: false,
  ...change,
});

describe('what a person may do on a case', () => {
  it('never offers what the table does not allow, in any status and role', () => {
    for (const status of ACCEPT_FIRST_STATUSES) {
      for (const role of ROLES) {
        const { may, notYet } = possibleActs(question({ status, roles: [role], standings: ['handed-in'] }));
        for (const act of may)
          expect({ status, act, roles: rolesAllowed(ACCEPT_FIRST, status, act) }).toMatchObject({
            roles: expect.arrayContaining([role]),
          });
        expect(may.filter((act) => notYet.some((later) => later.act === act))).toEqual([]);
      }
    }
  });

  it('offers nothing on a case that is over, but for the reopening of one that ended', () => {
    const over: AcceptFirstStatus[] = ['never-opened', 'refused', 'completed', 'withdrawn'];
    for (const status of over)
      expect(possibleActs(question({ status, roles: ['supervisor'] }))).toEqual({ may: [], notYet: [] });
    expect(possibleActs(question({ status: 'ended', roles: ['supervisor'] })).may).toEqual(['reopen']);
    expect(possibleActs(question({ status: 'ended', isBroken: true })).may).toEqual(['make-good']);
    expect(possibleActs(question({ status: 'ended' }))).toEqual({ may: [], notYet: [] });
  });

  it("leaves a handler's acts to the handler, and to supervisors", () => {
    const acts = (change: Partial<PossibleQuestion>) =>
      possibleActs(question({ standings: ['handed-in'], assignedTo: 'zhou', ...change }));
    expect(acts({}).may).toEqual(['supply', 'withdraw']);
    expect(acts({}).notYet.map(({ act }) => act)).toEqual(['verify', 'decide', 'extend', 'claim', 'hand-back']);
    expect(acts({ sub: 'zhou' }).may).toEqual(['supply', 'verify', 'extend', 'withdraw', 'hand-back']);
    expect(acts({ roles: ['supervisor'] }).may).toContain('verify');
  });

  it('sends an applicant to the counter once the date has passed: online it could only be late', () => {
    const registering = { status: 'awaiting-registration' } as const;
    const { may, notYet } = possibleActs(question({ ...registering, roles: ['applicant'], sub: 'li' }));
    expect(may).toEqual(['withdraw']);
    const reason = notYet.find(({ act }) => act === 'supply')?.reason;
    expect(reason?.zh).toMatch(/窗口.*凭证|凭证.*窗口/);
    expect(reason?.en).toMatch(/counter.*proof/);
    expect(possibleActs(question(registering)).may).toContain('supply');
    expect(possibleActs(question({ ...registering, roles: ['applicant', 'officer'] })).may).toContain('supply');
    expect(possibleActs(question({ roles: ['applicant'], sub: 'li' })).may).toContain('supply');
  });

  it('waits with verifying until something is there, and with an extension for whom the data name', () => {
    expect(possibleActs(question({})).notYet.map(({ act }) => act)).toContain('verify');
    const bySupervisor = { extensionBy: 'supervisor' } as const;
    expect(possibleActs(question(bySupervisor)).notYet.map(({ act }) => act)).toContain('extend');
    expect(possibleActs(question({ ...bySupervisor, roles: ['supervisor'] })).may).toContain('extend');
  });
});
