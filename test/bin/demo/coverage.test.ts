import { describe, expect, it } from '@jest/globals';
import { demoApplications } from '../../../bin/demo/applications.ts';
import { demoCommitments } from '../../../bin/demo/commitments.ts';
import { demoDebtors, demoReorganisations } from '../../../bin/demo/court.ts';
import { checkCoverage, missingStatuses, OUT_OF_REACH, storedStatuses } from '../../../bin/demo/coverage.ts';
import { demoObjections } from '../../../bin/demo/objections.ts';
import { demoRectifications } from '../../../bin/demo/rectifications.ts';
import { demoRecords } from '../../../bin/demo/records.ts';
import { demoRegistrations } from '../../../bin/demo/registrations.ts';
import { demoRepairs } from '../../../bin/demo/repairs.ts';
import { demoDeterminations } from '../../../bin/demo/determinations.ts';
import { demoWithdrawals } from '../../../bin/demo/withdrawals.ts';

const TODAY = '2026-11-21';

/** What the tables of the county intend. */
const INTENDED = [
  ...demoApplications.map(({ intended }) => ({ kind: 'accept-first', status: intended.status })),
  ...[...demoRecords, ...demoDebtors].map(({ intended }) => ({ kind: 'publicity', status: intended })),
  ...demoRepairs.map(({ intended }) => ({ kind: 'repair', status: intended.status })),
  ...demoRepairs.flatMap(({ intended }) =>
    Object.values(intended.parts).map((status) => ({ kind: 'repair-part', status })),
  ),
  ...demoWithdrawals.map(({ intended }) => ({ kind: 'repair-withdrawal', status: intended })),
  ...demoDeterminations.map(({ intended }) => ({ kind: 'determination', status: intended })),
  ...demoCommitments.map(({ intended }) => ({ kind: 'commitment', status: intended })),
  ...demoObjections.map(({ intended }) => ({ kind: 'objection', status: intended })),
  ...demoRectifications.map(({ intended }) => ({ kind: 'rectification', status: intended })),
  ...demoRegistrations.map(({ intended }) => ({ kind: 'voluntary-registration', status: intended })),
  ...demoReorganisations.map(({ intended }) => ({ kind: 'reorganisation', status: intended })),
];

describe('the statuses of the county', () => {
  it('are all that a case of any kind can be stored in, in at least forty cases', () => {
    expect(INTENDED.filter(({ kind }) => kind !== 'repair-part').length).toBeGreaterThanOrEqual(40);
    expect(missingStatuses(INTENDED, TODAY)).toEqual([]);
    expect(() => checkCoverage(INTENDED, TODAY)).not.toThrow();
  });

  it.each(INTENDED.filter((one, index) => INTENDED.findIndex((other) => isSame(one, other)) === index))(
    'without $kind $status the load fails and names it',
    (one) => {
      const others = INTENDED.filter((other) => !isSame(one, other));
      expect(missingStatuses(others, TODAY)).toEqual([one]);
      expect(() => checkCoverage(others, TODAY)).toThrow(/演示县缺少以下状态/);
    },
  );

  it('what is out of reach is a status that there is, that the county does not intend, with its reason', () => {
    for (const { kind, status, reason, before } of OUT_OF_REACH) {
      expect(storedStatuses()).toContainEqual({ kind, status });
      expect(reason.length).toBeGreaterThan(20);
      expect(INTENDED.some((one) => isSame(one, { kind, status }))).toBe(before !== undefined);
    }
  });

  it('an excuse that has run out is none any more', () => {
    const [dated] = OUT_OF_REACH.filter(({ before }) => before !== undefined);
    if (dated?.before === undefined) throw new Error('no excuse ends');
    const others = INTENDED.filter((one) => !isSame(one, dated));
    expect(missingStatuses(others, '2026-01-01')).toEqual([]);
    expect(missingStatuses(others, dated.before)).toEqual([{ kind: dated.kind, status: dated.status }]);
  });
});

function isSame(a: { kind: string; status: string }, b: { kind: string; status: string }): boolean {
  return a.kind === b.kind && a.status === b.status;
}
