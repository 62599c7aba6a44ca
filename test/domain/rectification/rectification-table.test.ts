import { describe, expect, it } from '@jest/globals';
import { isOpen, objectionTo, rolesAllowed } from '../../../domain/case/case-kind.ts';
import { ROLES, type Role } from '../../../domain/case/roles.ts';
import { nextStep } from '../../../domain/case/waits.ts';
import {
  type OpenedStatus,
  RECTIFICATION_DEADLINES_IN_STATUS,
  rectificationPace,
  statusOfLadder,
} from '../../../domain/rectification/rectification-course.ts';
import {
  interviewOf,
  RECTIFICATION,
  RECTIFICATION_ACTS,
  RECTIFICATION_HANDLER_ACTS,
  RECTIFICATION_STATUSES,
  RECTIFICATION_WAITS,
  type RectificationAct,
  type RectificationDeadline,
  type RectificationStatus,
} from '../../../domain/rectification/rectification.ts';
import { endOfDay } from '../../../domain/time.ts';
import { CALENDAR } from '../calendar-data.ts';
import { RULE } from '../rules.ts';

/** Who may do what, written down a second time by hand: a(pplicant), o(fficer), s(upervisor); nobody else, ever. */
const ALWAYS = { claim: 'os', assign: 's', 'hand-back': 'os', report: 'aos', confirm: 'os', cancel: 'os' };
const EXPECTED: Record<RectificationStatus, Partial<Record<RectificationAct, string>>> = {
  opening: {},
  'never-opened': {},
  rectifying: { ...ALWAYS, extend: 'os' },
  registering: { ...ALWAYS, extend: 'os' },
  checking: ALWAYS,
  'reminder-due': { ...ALWAYS, call: 'os' },
  'reminder-called': { ...ALWAYS, call: 'os', minute: 'os' },
  'warning-due': { ...ALWAYS, call: 'os' },
  'warning-called': { ...ALWAYS, call: 'os', minute: 'os' },
  rectified: {},
  'not-rectified': { reopen: 's' },
  cancelled: {},
};
const LETTER: Partial<Record<Role, string>> = { applicant: 'a', officer: 'o', supervisor: 's' };

const cells = RECTIFICATION_STATUSES.flatMap((status) =>
  RECTIFICATION_ACTS.flatMap((act) => ROLES.map((role) => ({ status, act, role }))),
);

describe('who may do what in a rectification', () => {
  it.each(RECTIFICATION_STATUSES)('is as written down in "%s", for every act and role', (status) => {
    for (const { act, role } of cells.filter((cell) => cell.status === status)) {
      const letter = LETTER[role];
      const may = letter !== undefined && (EXPECTED[status][act] ?? '').includes(letter);
      expect([act, role, rolesAllowed(RECTIFICATION, status, act).includes(role)]).toEqual([act, role, may]);
      const expected = EXPECTED[status][act] === undefined ? 'status' : may ? null : 'role';
      const objection = objectionTo(RECTIFICATION, act, { sub: 'x', role }, { status, assignedTo: null });
      expect([act, role, objection]).toEqual([act, role, expected]);
    }
  });

  it("keeps the handler's acts from a colleague, and lets everybody of the desk register a report", () => {
    for (const { status, act, role } of cells) {
      if (objectionTo(RECTIFICATION, act, { sub: 'x', role }, { status, assignedTo: null }) !== null) continue;
      const isHandlers = RECTIFICATION_HANDLER_ACTS.some((own) => own === act);
      const kept = isHandlers && role === 'officer' ? 'assigned' : null;
      const objection = objectionTo(RECTIFICATION, act, { sub: 'x', role }, { status, assignedTo: 'y' });
      expect([status, act, role, objection]).toEqual([status, act, role, kept]);
    }
    const handlerActs: readonly RectificationAct[] = RECTIFICATION_HANDLER_ACTS;
    expect(handlerActs).not.toContain('report');
  });

  it('lets it be reported, confirmed and taken back on every rung', () => {
    const open = RECTIFICATION_STATUSES.filter((status) => isOpen(RECTIFICATION, status) && status !== 'opening');
    const where = (act: string) =>
      RECTIFICATION_STATUSES.filter((status) => rolesAllowed(RECTIFICATION, status, act).length > 0);
    for (const act of ['report', 'confirm', 'cancel']) expect([act, where(act)]).toEqual([act, open]);
  });
});

describe('nothing hangs in a rectification', () => {
  const opened = Object.keys(RECTIFICATION_DEADLINES_IN_STATUS) as OpenedStatus[];
  const deadlines = Object.keys(RECTIFICATION_WAITS) as RectificationDeadline[];

  it('runs in every open status the one wait that ends it, and none in an ending', () => {
    for (const status of opened) {
      const states = RECTIFICATION_DEADLINES_IN_STATUS[status];
      const running = Object.entries(states).flatMap(([kind, state]) => (state === 'running' ? [kind] : []));
      const wait = RECTIFICATION.waitOf[status];
      // The check of a report runs whenever one waits, beside what ends the status.
      const expected = wait === null || wait === 'rectification-confirm-by' ? [] : [wait];
      expect([status, running]).toEqual([status, expected]);
    }
    expect(opened.filter((status) => !isOpen(RECTIFICATION, status))).toEqual([
      'rectified',
      'not-rectified',
      'cancelled',
    ]);
    expect(new Set(Object.values(RECTIFICATION.waitOf))).toEqual(new Set([...deadlines, 'opening', null]));
  });

  it.each(deadlines)('leads from "%s" to a step, provisional or not: only the subject’s own date moves on', (kind) => {
    for (const provisional of [false, true]) {
      const wait = { kind, startDay: '2026-03-02', due: '2026-03-16', dueAt: endOfDay('2026-03-16'), provisional };
      const step = nextStep(
        [{ ...wait, remindersSent: 9, escalationsSent: 0 }],
        () => RECTIFICATION_WAITS[kind],
        () => rectificationPace(kind, RULE),
        CALENDAR,
      );
      const own = { 'rectification-by': 'close-rectification', 'rectification-registration': 'pass-rung' } as const;
      const moves = kind in own ? own[kind as keyof typeof own] : null;
      const atDue = moves === null ? 'escalate' : provisional ? 'report-provisional' : moves;
      expect(step).toMatchObject({ step: atDue, at: endOfDay('2026-03-16') });
    }
  });

  it('reminds the subject by a number of its own, officers as everywhere', () => {
    expect(rectificationPace('rectification-by', RULE).reminderWorkingDays).toEqual([5, 1]);
    expect(rectificationPace('interview-by', RULE).reminderWorkingDays).toEqual([1]);
  });
});

describe('the status of a rectification follows from its rows', () => {
  const standing = {
    rung: 0,
    confirmed: false,
    reportedInTime: false,
    reported: false,
    phase: 'over',
    called: false,
  } as const;

  it.each([
    ['confirmed, whatever else', { ...standing, confirmed: true, rung: 2 }, 'rectified'],
    ['the date runs', { ...standing, phase: 'running' }, 'rectifying'],
    ['the date runs, and it is reported', { ...standing, phase: 'running', reportedInTime: true }, 'rectifying'],
    ['the date has passed', { ...standing, phase: 'registration' }, 'registering'],
    [
      'reported in time, while receipts are registered',
      { ...standing, phase: 'registration', reportedInTime: true },
      'checking',
    ],
    [
      'reported in time, found after the rung was passed',
      { ...standing, reportedInTime: true, called: true },
      'checking',
    ],
    ['the first date is over', standing, 'reminder-due'],
    ['its interview has a day', { ...standing, called: true }, 'reminder-called'],
    ['the second date is over', { ...standing, rung: 1 }, 'warning-due'],
    ['its interview has a day', { ...standing, rung: 1, called: true }, 'warning-called'],
    ['the last date is over', { ...standing, rung: 2 }, 'not-rectified'],
    ['the last date is over, and a late report lies unread', { ...standing, rung: 2, reported: true }, 'checking'],
    ['an earlier date is over, and a late report lies unread', { ...standing, reported: true }, 'reminder-due'],
  ] as const)('%s', (_what, rows, status) => {
    expect(statusOfLadder(rows)).toBe(status);
  });

  it('no interview opens the first rung', () => {
    expect(() => interviewOf(0)).toThrow('no interview');
    expect([interviewOf(1), interviewOf(2)]).toEqual(['reminder', 'warning']);
  });
});
