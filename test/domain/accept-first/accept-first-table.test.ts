import { describe, expect, it } from '@jest/globals';
import {
  ACCEPT_FIRST,
  ACCEPT_FIRST_ACTS,
  ACCEPT_FIRST_STATUSES,
  ACCEPT_FIRST_WAITS,
  type AcceptFirstAct,
  type AcceptFirstDeadline,
  type AcceptFirstStatus,
  HANDLER_ACTS,
  LATENESS,
  STATUS_TEXT,
  WAIT_OF_STATUS,
} from '../../../domain/accept-first/accept-first.ts';
import {
  awaitsVerification,
  DEADLINES_IN_STATUS,
  type OpenedStatus,
} from '../../../domain/accept-first/accept-first-course.ts';
import { MATERIAL_STANDINGS } from '../../../domain/accept-first/accept-first-supply.ts';
import { AWAITED_DEADLINE_KINDS } from '../../../domain/case/case-kinds.ts';
import { isOpen, objectionTo, rolesAllowed } from '../../../domain/case/case-kind.ts';
import { ROLES, type Role } from '../../../domain/case/roles.ts';
import { endOfDay } from '../../../domain/time.ts';
import { nextStep, type RunningWait } from '../../../domain/case/waits.ts';
import { CALENDAR } from '../calendar-data.ts';

/** Who may do what, written down a second time by hand: a(pplicant), o(fficer), s(upervisor); nobody else, ever. */
const DESK = { claim: 'os', assign: 's', 'hand-back': 'os' };
const COLLECTING = { ...DESK, supply: 'aos', verify: 'os', extend: 'os', withdraw: 'aos' };
const EXPECTED: Record<AcceptFirstStatus, Partial<Record<AcceptFirstAct, string>>> = {
  opening: {},
  'never-opened': {},
  refused: {},
  'awaiting-materials': COLLECTING,
  'awaiting-registration': COLLECTING,
  'awaiting-verification': COLLECTING,
  'awaiting-decision': { ...DESK, decide: 'os', withdraw: 'aos' },
  completed: {},
  ended: { reopen: 's', 'make-good': 'os' },
  withdrawn: {},
};
const LETTER: Partial<Record<Role, string>> = { applicant: 'a', officer: 'o', supervisor: 's' };

const cells = ACCEPT_FIRST_STATUSES.flatMap((status) =>
  ACCEPT_FIRST_ACTS.flatMap((act) => ROLES.map((role) => ({ status, act, role }))),
);

describe('who may do what', () => {
  it('is as written down, for every status, act and role', () => {
    for (const { status, act, role } of cells) {
      const letter = LETTER[role];
      const may = letter !== undefined && (EXPECTED[status][act] ?? '').includes(letter);
      expect([status, act, role, rolesAllowed(ACCEPT_FIRST, status, act).includes(role)]).toEqual([
        status,
        act,
        role,
        may,
      ]);
    }
  });

  it('says for every cell what stands against the act', () => {
    const free = { assignedTo: null };
    for (const { status, act, role } of cells) {
      const roles: readonly Role[] = rolesAllowed(ACCEPT_FIRST, status, act);
      const expected = roles.length === 0 ? 'status' : roles.includes(role) ? null : 'role';
      expect([status, act, role, objectionTo(ACCEPT_FIRST, act, { sub: 'x', role }, { status, ...free })]).toEqual([
        status,
        act,
        role,
        expected,
      ]);
    }
  });

  it('keeps the acts of a handler from a colleague, never from the handler or the supervisor', () => {
    for (const { status, act, role } of cells) {
      if (objectionTo(ACCEPT_FIRST, act, { sub: 'x', role }, { status, assignedTo: null }) !== null) continue;
      const isHandlers = HANDLER_ACTS.some((own) => own === act);
      const kept = isHandlers && role === 'officer' ? 'assigned' : null;
      expect([
        status,
        act,
        role,
        objectionTo(ACCEPT_FIRST, act, { sub: 'x', role }, { status, assignedTo: 'y' }),
      ]).toEqual([status, act, role, kept]);
      expect(objectionTo(ACCEPT_FIRST, act, { sub: 'x', role }, { status, assignedTo: 'x' })).toBeNull();
    }
  });

  it('offers every act in some status, and none in an ending but what can still change it', () => {
    for (const act of ACCEPT_FIRST_ACTS) {
      expect([act, ACCEPT_FIRST_STATUSES.some((status) => rolesAllowed(ACCEPT_FIRST, status, act).length > 0)]).toEqual(
        [act, true],
      );
    }
    const afterTheEnd = ACCEPT_FIRST_STATUSES.filter((status) => !isOpen(ACCEPT_FIRST, status)).flatMap((status) =>
      ACCEPT_FIRST_ACTS.filter((act) => rolesAllowed(ACCEPT_FIRST, status, act).length > 0).map(
        (act) => `${act} in ${status}`,
      ),
    );
    expect(afterTheEnd).toEqual(['reopen in ended', 'make-good in ended']);
  });
});

describe('nothing hangs', () => {
  const opened = Object.keys(DEADLINES_IN_STATUS) as OpenedStatus[];

  it('has for every status either a wait of its own or an end', () => {
    const open = ACCEPT_FIRST_STATUSES.filter((status) => isOpen(ACCEPT_FIRST, status));
    expect(open).toEqual([
      'opening',
      'awaiting-materials',
      'awaiting-registration',
      'awaiting-verification',
      'awaiting-decision',
    ]);
    for (const status of ACCEPT_FIRST_STATUSES)
      expect(WAIT_OF_STATUS[status] !== null).toBe(isOpen(ACCEPT_FIRST, status));
    // Every kind of wait ends some status; the authority's own target alone stands beside the term that binds it.
    const used = open.map((status) => WAIT_OF_STATUS[status]);
    expect(new Set([...used, 'decide-target'])).toEqual(new Set(['opening', ...Object.keys(ACCEPT_FIRST_WAITS)]));
    expect(ACCEPT_FIRST_WAITS['decide-target']).toMatchObject({ internal: true, cappedBy: 'decide-by' });
    expect(AWAITED_DEADLINE_KINDS).toContain('decide-by');
    expect(AWAITED_DEADLINE_KINDS).not.toContain('decide-target');
  });

  it('runs, in every open status and with every standing of its materials, a wait that leads to a step', () => {
    for (const status of opened.filter((one) => isOpen(ACCEPT_FIRST, one))) {
      for (const standing of MATERIAL_STANDINGS) {
        const kinds = runningKinds(status, standing);
        if (status === 'awaiting-verification' && standing !== 'handed-in') continue;
        expect([status, standing, kinds.some((kind) => kind === WAIT_OF_STATUS[status])]).toEqual([
          status,
          standing,
          true,
        ]);
        for (const provisional of [false, true]) {
          const next = nextStep(
            kinds.map((kind) => wait(kind, provisional)),
            ({ kind }) => ACCEPT_FIRST_WAITS[kind as AcceptFirstDeadline],
            () => PACE,
            CALENDAR,
          );
          expect(Date.parse(next?.at ?? '')).toBeGreaterThan(0);
        }
      }
    }
  });

  it('runs nothing in an ending', () => {
    for (const status of opened.filter((one) => !isOpen(ACCEPT_FIRST, one))) {
      for (const standing of MATERIAL_STANDINGS) expect([status, runningKinds(status, standing)]).toEqual([status, []]);
    }
  });

  const PACE = { reminderWorkingDays: [3, 1], escalateEveryWorkingDays: 3, reminderHour: 9 };
  const wait = (kind: RunningWait['kind'], provisional: boolean): RunningWait => ({
    kind,
    startDay: '2026-03-02',
    due: '2026-03-16',
    dueAt: endOfDay('2026-03-16'),
    provisional,
    remindersSent: 2,
    escalationsSent: 0,
  });

  function runningKinds(status: OpenedStatus, standing: (typeof MATERIAL_STANDINGS)[number]): RunningWait['kind'][] {
    const deadlines = Object.entries(DEADLINES_IN_STATUS[status]) as [RunningWait['kind'], string][];
    const kinds = deadlines.filter(([, state]) => state === 'running').map(([kind]) => kind);
    return awaitsVerification(status, [standing]) ? [...kinds, 'verify-by'] : kinds;
  }
});

describe('the words', () => {
  it('exist for every status in both languages, each its own', () => {
    for (const language of ['zh', 'en'] as const) {
      const texts = ACCEPT_FIRST_STATUSES.map((status) => STATUS_TEXT[status][language]);
      expect(new Set(texts).size).toBe(ACCEPT_FIRST_STATUSES.length);
    }
    expect(LATENESS).toHaveLength(5);
  });
});
