import { describe, expect, it } from '@jest/globals';
import { isOpen, objectionTo, rolesAllowed } from '../../../domain/case/case-kind.ts';
import { rulingConfirmedByLedger } from '../../../domain/reorganisation/reorganisation-deadlines.ts';
import {
  REORGANISATION,
  REORGANISATION_ACTS,
  REORGANISATION_KIND_TEXT,
  REORGANISATION_STATUS_TEXT,
  REORGANISATION_STATUSES,
  REORGANISATION_WAIT_OF_STATUS,
  REORGANISATION_WAITS,
  type ReorganisationAct,
  type ReorganisationStatus,
} from '../../../domain/reorganisation/reorganisation.ts';
import { reorganisationEventText } from '../../../domain/reorganisation/reorganisation-timeline.ts';
import { ROLES, type Role } from '../../../domain/case/roles.ts';
import { endOfDay } from '../../../domain/time.ts';
import { nextStep } from '../../../domain/case/waits.ts';
import { CALENDAR } from '../calendar-data.ts';
import { RULE } from '../rules.ts';

/** Who may do what, written down a second time by hand: a(pplicant), c(ourt), o(fficer), s(upervisor); nobody else. */
const DESK = { claim: 'os', assign: 's', 'hand-back': 'os' };
const EXPECTED: Record<ReorganisationStatus, Partial<Record<ReorganisationAct, string>>> = {
  opening: {},
  'never-opened': {},
  'awaiting-ruling': {
    ...DESK,
    approve: 'c',
    'not-approve': 'c',
    'carry-out': 'c',
    fail: 'c',
    'add-statement': 'c',
    withdraw: 'a',
  },
  shielded: { ...DESK, approve: 'c', 'carry-out': 'c', fail: 'c', 'add-statement': 'ac' },
  'shielded-for-good': {},
  restored: {},
  'not-confirmed': {},
  withdrawn: {},
};
const LETTER: Partial<Record<Role, string>> = { applicant: 'a', court: 'c', officer: 'o', supervisor: 's' };

const cells = REORGANISATION_STATUSES.flatMap((status) =>
  REORGANISATION_ACTS.flatMap((act) => ROLES.map((role) => ({ status, act, role }))),
);

describe('who may do what', () => {
  it('is as written down, for every status, act and role', () => {
    for (const { status, act, role } of cells) {
      const letter = LETTER[role];
      const may = letter !== undefined && (EXPECTED[status][act] ?? '').includes(letter);
      expect([status, act, role, rolesAllowed(REORGANISATION, status, act).includes(role)]).toEqual([
        status,
        act,
        role,
        may,
      ]);
    }
  });

  it('says for every cell what stands against the act, and keeps only handing back for the handler', () => {
    for (const { status, act, role } of cells) {
      const roles = rolesAllowed(REORGANISATION, status, act);
      const expected = roles.length === 0 ? 'status' : roles.includes(role) ? null : 'role';
      const by = { sub: 'x', role };
      expect([status, act, role, objectionTo(REORGANISATION, act, by, { status, assignedTo: null })]).toEqual([
        status,
        act,
        role,
        expected,
      ]);
      const kept = expected ?? (act === 'hand-back' && role === 'officer' ? 'assigned' : null);
      expect(objectionTo(REORGANISATION, act, by, { status, assignedTo: 'y' })).toBe(kept);
    }
  });

  it('offers every act in some status, and none in an ending', () => {
    for (const act of REORGANISATION_ACTS) {
      const offered = REORGANISATION_STATUSES.filter((status) => rolesAllowed(REORGANISATION, status, act).length > 0);
      expect([act, offered.length > 0]).toEqual([act, true]);
      expect(offered.filter((status) => !isOpen(REORGANISATION, status))).toEqual([]);
    }
  });
});

describe('nothing hangs, and silence decides nothing', () => {
  it('has for every status either a wait of its own or an end', () => {
    const open = REORGANISATION_STATUSES.filter((status) => isOpen(REORGANISATION, status));
    expect(open).toEqual(['opening', 'awaiting-ruling', 'shielded']);
    expect(open.map((status) => REORGANISATION_WAIT_OF_STATUS[status])).toEqual([
      'opening',
      ...Object.keys(REORGANISATION_WAITS),
    ]);
  });

  it('reminds the court, then tells its supervisor again and again, on a provisional date too', () => {
    const pace = { reminderWorkingDays: [1], escalateEveryWorkingDays: 3, reminderHour: 9 };
    for (const [kind, course] of Object.entries(REORGANISATION_WAITS)) {
      for (const provisional of [false, true]) {
        const wait = { kind, startDay: '2026-03-02', due: '2026-03-16', dueAt: endOfDay('2026-03-16'), provisional };
        const steps = [0, 1, 2].map((count) =>
          nextStep(
            [{ ...wait, remindersSent: Math.min(count, 1), escalationsSent: Math.max(count - 1, 0) }],
            () => course,
            () => pace,
            CALENDAR,
          ),
        );
        expect(steps.map((step) => step?.step)).toEqual(['remind-handler', 'escalate', 'escalate']);
        expect((steps[1]?.at ?? '') < (steps[2]?.at ?? '')).toBe(true);
      }
    }
    expect(rulingConfirmedByLedger('2026-03-02', RULE).rule.isDefault).toBe(true);
  });
});

describe('the words', () => {
  it('exist for every status, kind and entry in both languages, each its own', () => {
    for (const language of ['zh', 'en'] as const) {
      const texts = REORGANISATION_STATUSES.map((status) => REORGANISATION_STATUS_TEXT[status][language]);
      expect(new Set(texts).size).toBe(REORGANISATION_STATUSES.length);
      const on = '2026-05-11';
      const entries = [
        ...(['court', 'debtor', 'administrator'] as const).map((openedBy) =>
          reorganisationEventText({ kind: 'reorganisation-received', openedBy, on }),
        ),
        ...(['plan', 'settlement'] as const).flatMap((of) => [
          reorganisationEventText({ kind: 'ruling-approved', of, ruledOn: on, records: 2, measures: 1 }),
          reorganisationEventText({ kind: 'plan-carried-out', of, on, records: 2 }),
          reorganisationEventText({ kind: 'plan-failed', of, on, records: 2 }),
        ]),
        ...(['carried-out', 'failed'] as const).map((outcome) =>
          reorganisationEventText({ kind: 'outcome-before-approval', outcome }),
        ),
        ...(['court', 'administrator'] as const).map((by) =>
          reorganisationEventText({ kind: 'statement-added', by, records: 1 }),
        ),
        reorganisationEventText({ kind: 'ruling-not-confirmed' }),
        reorganisationEventText({ kind: 'reorganisation-withdrawn' }),
      ].map((text) => text[language]);
      expect(new Set(entries).size).toBe(entries.length);
    }
    expect(REORGANISATION_KIND_TEXT.plan.zh).not.toBe(REORGANISATION_KIND_TEXT.settlement.zh);
  });
});
