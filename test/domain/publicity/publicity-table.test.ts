import { describe, expect, it } from '@jest/globals';
import { MEASURE_WAITS } from '../../../domain/joint-action/measure-deadlines.ts';
import { isOpen, objectionTo, rolesAllowed } from '../../../domain/case/case-kind.ts';
import {
  PUBLICITY,
  PUBLICITY_ACTS,
  PUBLICITY_STATUS_TEXT,
  PUBLICITY_STATUSES,
  PUBLICITY_STEPS,
  PUBLICITY_WAIT_OF_STATUS,
  PUBLICITY_WAITS,
  type PublicityAct,
  type PublicityStatus,
} from '../../../domain/publicity/publicity.ts';
import { ROLES, type Role } from '../../../domain/case/roles.ts';

/** Who may do what, written down a second time by hand: a(pplicant), o(fficer), s(upervisor), g (agency), c(ourt). */
const MEASURES: Partial<Record<PublicityAct, string>> = {
  'respond-measure': 'osgc',
  'execute-measure': 'osgc',
  'feed-back-measure': 'osgc',
};
const LATE = { 'execute-measure': 'osgc' };
const STANDING: Partial<Record<PublicityAct, string>> = {
  claim: 'os',
  assign: 's',
  'hand-back': 'os',
  'duties-done': 'os',
  'report-annulment': 'aos',
  'dismiss-annulment': 'os',
  annul: 'os',
  withdraw: 's',
  'decline-measure': 'osgc',
  'withdraw-measure-request': 'os',
  declare: 'aos',
  'withdraw-declaration': 'aos',
  ...MEASURES,
};
const EXPECTED: Record<PublicityStatus, Partial<Record<PublicityAct, string>>> = {
  opening: {},
  'never-opened': {},
  running: STANDING,
  'measures-only': STANDING,
  'annulment-check': STANDING,
  undoing: {
    claim: 'os',
    assign: 's',
    'hand-back': 'os',
    'duties-done': 'os',
    'report-annulment': 'aos',
    annul: 'os',
    withdraw: 's',
    ...MEASURES,
  },
  'undoing-void': { claim: 'os', assign: 's', 'hand-back': 'os', ...MEASURES },
  'ended-by-time': { 'duties-done': 'os', 'report-annulment': 'aos', annul: 'os', withdraw: 's', ...LATE },
  repaired: { 'report-annulment': 'aos', annul: 'os', withdraw: 's', ...LATE },
  annulled: LATE,
  corrected: LATE,
  withdrawn: LATE,
};
const LETTER: Partial<Record<Role, string>> = {
  applicant: 'a',
  officer: 'o',
  supervisor: 's',
  agency: 'g',
  court: 'c',
};

describe('who may do what on a record', () => {
  const cells = PUBLICITY_STATUSES.flatMap((status) =>
    PUBLICITY_ACTS.flatMap((act) => ROLES.map((role) => ({ status, act, role }))),
  );

  it('is as written down, for every status, act and role', () => {
    for (const { status, act, role } of cells) {
      const may = (EXPECTED[status][act] ?? '').includes(LETTER[role] ?? 'nobody');
      expect([status, act, role, rolesAllowed(PUBLICITY, status, act).includes(role)]).toEqual([
        status,
        act,
        role,
        may,
      ]);
    }
  });

  it('says for every cell what stands against the act', () => {
    for (const { status, act, role } of cells) {
      const roles = EXPECTED[status][act] ?? '';
      const expected = roles === '' ? 'status' : roles.includes(LETTER[role] ?? 'nobody') ? null : 'role';
      expect(objectionTo(PUBLICITY, act, { sub: 'x', role }, { status, assignedTo: null })).toBe(expected);
    }
  });

  it('another officer cannot hand back what is not theirs, a supervisor can', () => {
    const on = { status: 'running', assignedTo: 'officer-li' };
    expect(objectionTo(PUBLICITY, 'hand-back', { sub: 'officer-chen', role: 'officer' }, on)).toBe('assigned');
    expect(objectionTo(PUBLICITY, 'hand-back', { sub: 'boss', role: 'supervisor' }, on)).toBeNull();
  });
});

describe('statuses and waits of a record', () => {
  it('have words in both languages', () => {
    for (const status of PUBLICITY_STATUSES) {
      expect(PUBLICITY_STATUS_TEXT[status].zh).toMatch(/\p{Script=Han}/u);
      expect(PUBLICITY_STATUS_TEXT[status].en).not.toBe('');
    }
  });

  it('each open one waits for something, an ending for nothing', () => {
    for (const status of PUBLICITY_STATUSES) {
      const wait = PUBLICITY_WAIT_OF_STATUS[status];
      expect(isOpen(PUBLICITY, status)).toBe(wait !== null);
      if (wait !== null && wait !== 'opening') expect(PUBLICITY_WAITS[wait]).toBeDefined();
    }
  });

  it('a period ends once and is announced to nobody; only the authority’s own silence is escalated', () => {
    for (const [kind, { remind, atDue, repeats }] of Object.entries(PUBLICITY_WAITS)) {
      expect(PUBLICITY_STEPS).toContain(atDue);
      const isDuty = ['duties-by', 'withdraw-by', ...MEASURE_WAITS].includes(kind);
      expect([kind, remind, repeats]).toEqual([kind, isDuty ? 'remind-handler' : null, isDuty ? 'again' : 'once']);
    }
  });
});
