import { describe, expect, it } from '@jest/globals';
import { isOpen, objectionTo, rolesAllowed } from '../../../domain/case/case-kind.ts';
import { ROLES, type Role } from '../../../domain/case/roles.ts';
import { nextStep } from '../../../domain/case/waits.ts';
import {
  OBJECTION,
  OBJECTION_ABOUT,
  OBJECTION_ABOUT_TEXT,
  OBJECTION_ACTS,
  OBJECTION_HANDLER_ACTS,
  OBJECTION_STATUS_TEXT,
  OBJECTION_STATUSES,
  OBJECTION_STEPS,
  OBJECTION_WAIT_OF_STATUS,
  OBJECTION_WAITS,
  type ObjectionAct,
  type ObjectionDeadline,
  type ObjectionStatus,
} from '../../../domain/objection/objection.ts';
import { objectionPace } from '../../../domain/objection/objection-deadlines.ts';
import { endOfDay } from '../../../domain/time.ts';
import { CALENDAR } from '../calendar-data.ts';
import { RULE } from '../rules.ts';

/** Who may do what, written down a second time by hand: a(pplicant), o(fficer), s(upervisor); nobody else, ever. */
const DESK = { claim: 'os', assign: 's', 'hand-back': 'os', supplement: 'aos', withdraw: 'aos' };
const EXPECTED: Record<ObjectionStatus, Partial<Record<ObjectionAct, string>>> = {
  opening: {},
  'never-opened': {},
  'awaiting-forwarding': { ...DESK, forward: 'os' },
  'in-check': { ...DESK, inspect: 'os', extend: 'os', correct: 'os', reject: 'os' },
  inspection: { ...DESK, 'end-inspection': 'os' },
  corrected: {},
  rejected: {},
  withdrawn: {},
  moot: {},
};
const LETTER: Partial<Record<Role, string>> = { applicant: 'a', officer: 'o', supervisor: 's' };
const cells = OBJECTION_STATUSES.flatMap((status) =>
  OBJECTION_ACTS.flatMap((act) => ROLES.map((role) => ({ status, act, role }))),
);

describe('who may do what on an objection', () => {
  it.each(OBJECTION_STATUSES)('is as written down in "%s", for every act and role', (status) => {
    for (const { act, role } of cells.filter((cell) => cell.status === status)) {
      const letter = LETTER[role];
      const may = letter !== undefined && (EXPECTED[status][act] ?? '').includes(letter);
      expect([act, role, rolesAllowed(OBJECTION, status, act).includes(role)]).toEqual([act, role, may]);
      const expected = EXPECTED[status][act] === undefined ? 'status' : may ? null : 'role';
      const said = objectionTo(OBJECTION, act, { sub: 'x', role }, { status, assignedTo: null });
      expect([act, role, said]).toEqual([act, role, expected]);
    }
  });

  it("keeps the handler's acts from a colleague, and never from a supervisor", () => {
    for (const { status, act, role } of cells) {
      if (objectionTo(OBJECTION, act, { sub: 'x', role }, { status, assignedTo: null }) !== null) continue;
      const isHandlers = OBJECTION_HANDLER_ACTS.some((own) => own === act);
      const kept = isHandlers && role === 'officer' ? 'assigned' : null;
      const said = objectionTo(OBJECTION, act, { sub: 'x', role }, { status, assignedTo: 'y' });
      expect([status, act, role, said]).toEqual([status, act, role, kept]);
    }
  });

  it('offers every act somewhere, none in an ending; adding to it and taking it back as long as it is open', () => {
    for (const act of OBJECTION_ACTS) {
      const offered = OBJECTION_STATUSES.filter((status) => rolesAllowed(OBJECTION, status, act).length > 0);
      expect([act, offered.length > 0]).toEqual([act, true]);
      expect(offered.filter((status) => !isOpen(OBJECTION, status))).toEqual([]);
    }
    const open = OBJECTION_STATUSES.filter((status) => isOpen(OBJECTION, status) && status !== 'opening');
    for (const act of ['supplement', 'withdraw'])
      expect(OBJECTION_STATUSES.filter((status) => rolesAllowed(OBJECTION, status, act).length > 0)).toEqual(open);
  });
});

describe('nothing hangs in an objection, and silence answers nothing', () => {
  const deadlines = Object.keys(OBJECTION_WAITS) as ObjectionDeadline[];

  it('has for every status either a wait of its own or an end', () => {
    const open = OBJECTION_STATUSES.filter((status) => isOpen(OBJECTION, status));
    expect(open.map((status) => OBJECTION_WAIT_OF_STATUS[status])).toEqual(['opening', ...deadlines]);
  });

  it.each(deadlines)('leads from "%s" to a step, provisional or not', (kind) => {
    for (const provisional of [false, true]) {
      const wait = { kind, startDay: '2026-03-02', due: '2026-03-16', dueAt: endOfDay('2026-03-16'), provisional };
      const step = nextStep(
        [{ ...wait, remindersSent: 9, escalationsSent: 0 }],
        () => OBJECTION_WAITS[kind],
        () => objectionPace(RULE),
        CALENDAR,
      );
      const own = provisional ? 'report-provisional' : 'inspection-over';
      expect(step?.step).toBe(kind === 'objection-inspection-until' ? own : 'escalate');
      expect(OBJECTION_STEPS).toContain(step?.step);
    }
  });
});

describe('the words', () => {
  it('exist for every status and every matter, in both languages, each its own', () => {
    for (const language of ['zh', 'en'] as const) {
      const statuses = OBJECTION_STATUSES.map((status) => OBJECTION_STATUS_TEXT[status][language]);
      expect(new Set(statuses).size).toBe(OBJECTION_STATUSES.length);
      const matters = OBJECTION_ABOUT.map((about) => OBJECTION_ABOUT_TEXT[about][language]);
      expect(new Set(matters).size).toBe(OBJECTION_ABOUT.length);
    }
  });
});
