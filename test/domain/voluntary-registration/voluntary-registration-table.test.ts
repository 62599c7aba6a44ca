import { describe, expect, it } from '@jest/globals';
import { isOpen, objectionTo, rolesAllowed } from '../../../domain/case/case-kind.ts';
import { ROLES, type Role } from '../../../domain/case/roles.ts';
import { nextStep } from '../../../domain/case/waits.ts';
import {
  VOLUNTARY_REGISTRATION as TABLE,
  VOLUNTARY_REGISTRATION_ACTS,
  VOLUNTARY_REGISTRATION_HANDLER_ACTS,
  VOLUNTARY_REGISTRATION_STATUS_TEXT,
  VOLUNTARY_REGISTRATION_STATUSES,
  VOLUNTARY_REGISTRATION_STEPS,
  VOLUNTARY_REGISTRATION_WAIT_OF_STATUS,
  VOLUNTARY_REGISTRATION_WAITS,
  type VoluntaryRegistrationAct,
  type VoluntaryRegistrationDeadline,
  type VoluntaryRegistrationStatus,
} from '../../../domain/voluntary-registration/voluntary-registration.ts';
import {
  REGISTRATION_DEADLINES_IN_STATUS,
  registrationPace,
} from '../../../domain/voluntary-registration/voluntary-registration-deadlines.ts';
import { endOfDay } from '../../../domain/time.ts';
import { CALENDAR } from '../calendar-data.ts';
import { RULE } from '../rules.ts';

/** Who may do what, written down a second time by hand: a(pplicant), o(fficer), s(upervisor); nobody else, ever. */
const OPEN = { claim: 'os', assign: 's', 'hand-back': 'os', correct: 'a', withdraw: 'aos' };
const EXPECTED: Record<VoluntaryRegistrationStatus, Partial<Record<VoluntaryRegistrationAct, string>>> = {
  opening: {},
  'never-opened': {},
  unverified: { ...OPEN, verify: 'os', doubt: 'os' },
  verified: { ...OPEN, doubt: 'os' },
  doubted: { ...OPEN, state: 'aos', clear: 'os' },
  'awaiting-decision': { ...OPEN, state: 'aos', clear: 'os', 'find-false': 'os' },
  'found-false': { 'make-good': 'os' },
  withdrawn: {},
  expired: {},
};
const LETTER: Partial<Record<Role, string>> = { applicant: 'a', officer: 'o', supervisor: 's' };
const cells = VOLUNTARY_REGISTRATION_STATUSES.flatMap((status) =>
  VOLUNTARY_REGISTRATION_ACTS.flatMap((act) => ROLES.map((role) => ({ status, act, role }))),
);

describe('who may do what on a registration', () => {
  it.each(VOLUNTARY_REGISTRATION_STATUSES)('is as written down in "%s", for every act and role', (status) => {
    for (const { act, role } of cells.filter((cell) => cell.status === status)) {
      const letter = LETTER[role];
      const may = letter !== undefined && (EXPECTED[status][act] ?? '').includes(letter);
      expect([act, role, rolesAllowed(TABLE, status, act).includes(role)]).toEqual([act, role, may]);
    }
  });

  it("keeps the handler's acts from a colleague, and the finding from nobody at the desk", () => {
    for (const { status, act, role } of cells) {
      if (objectionTo(TABLE, act, { sub: 'x', role }, { status, assignedTo: null }) !== null) continue;
      const isHandlers = VOLUNTARY_REGISTRATION_HANDLER_ACTS.some((own) => own === act);
      const kept = isHandlers && role === 'officer' ? 'assigned' : null;
      const said = objectionTo(TABLE, act, { sub: 'x', role }, { status, assignedTo: 'y' });
      expect([status, act, role, said]).toEqual([status, act, role, kept]);
    }
  });

  it('lets the subject correct and take back what it says in every open status', () => {
    const open = VOLUNTARY_REGISTRATION_STATUSES.filter((status) => status !== 'opening' && isOpen(TABLE, status));
    for (const act of ['correct', 'withdraw'] as const) {
      const offered = VOLUNTARY_REGISTRATION_STATUSES.filter((status) =>
        rolesAllowed(TABLE, status, act).includes('applicant'),
      );
      expect([act, offered]).toEqual([act, open]);
    }
  });
});

describe('nothing hangs in a registration, and silence finds nothing', () => {
  const deadlines = Object.keys(VOLUNTARY_REGISTRATION_WAITS) as VoluntaryRegistrationDeadline[];
  const open = VOLUNTARY_REGISTRATION_STATUSES.filter((status) => isOpen(TABLE, status));

  it('has for every open status a wait that runs in it, and none in an ending', () => {
    for (const [status, states] of Object.entries(REGISTRATION_DEADLINES_IN_STATUS)) {
      const running = Object.entries(states).flatMap(([kind, state]) => (state === 'running' ? [kind] : []));
      const wait = VOLUNTARY_REGISTRATION_WAIT_OF_STATUS[status as VoluntaryRegistrationStatus];
      expect([status, wait === null ? running : running.includes(wait)]).toEqual([status, wait === null ? [] : true]);
    }
    const waits = open.flatMap((status) => VOLUNTARY_REGISTRATION_WAIT_OF_STATUS[status] ?? []).slice(1);
    expect(new Set(waits)).toEqual(new Set(deadlines));
    expect(waits).toHaveLength(deadlines.length);
  });

  it.each(deadlines)('leads from "%s" to a step, provisional or not', (kind) => {
    for (const provisional of [false, true]) {
      const wait = { kind, startDay: '2026-03-02', due: '2026-03-16', dueAt: endOfDay('2026-03-16'), provisional };
      const course = VOLUNTARY_REGISTRATION_WAITS[kind];
      const step = nextStep(
        [{ ...wait, remindersSent: 9, escalationsSent: 0 }],
        () => course,
        () => registrationPace(kind, RULE),
        CALENDAR,
      );
      const own = provisional && course.repeats === 'once' ? 'report-provisional' : course.atDue;
      expect(step?.step).toBe(own);
      expect(VOLUNTARY_REGISTRATION_STEPS).toContain(step?.step);
    }
  });

  it('says every status in both languages, each its own', () => {
    for (const language of ['zh', 'en'] as const) {
      const texts = VOLUNTARY_REGISTRATION_STATUSES.map(
        (status) => VOLUNTARY_REGISTRATION_STATUS_TEXT[status][language],
      );
      expect(new Set(texts).size).toBe(texts.length);
    }
  });
});
