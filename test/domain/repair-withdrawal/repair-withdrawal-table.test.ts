import { describe, expect, it } from '@jest/globals';
import { isOpen, objectionTo, rolesAllowed } from '../../../domain/case/case-kind.ts';
import {
  REPAIR_WITHDRAWAL,
  REPAIR_WITHDRAWAL_ACTS,
  REPAIR_WITHDRAWAL_HANDLER_ACTS,
  REPAIR_WITHDRAWAL_STATUSES,
  REPAIR_WITHDRAWAL_WAITS,
  type RepairWithdrawalAct,
  type RepairWithdrawalDeadline,
  type RepairWithdrawalStatus,
} from '../../../domain/repair-withdrawal/repair-withdrawal.ts';
import {
  type OpenedStatus,
  statusAtHand,
  WITHDRAWAL_DEADLINES_IN_STATUS,
  withdrawalPaceOf,
} from '../../../domain/repair-withdrawal/repair-withdrawal-course.ts';
import { ROLES, type Role } from '../../../domain/case/roles.ts';
import { endOfDay } from '../../../domain/time.ts';
import { nextStep } from '../../../domain/case/waits.ts';
import { CALENDAR } from '../calendar-data.ts';
import { RULE } from '../rules.ts';

/** Who may do what, written down a second time by hand: a(pplicant), o(fficer), s(upervisor); nobody else, ever. */
const DESK = { claim: 'os', assign: 's', 'hand-back': 'os' };
const HEARD = { ...DESK, state: 'aos', 'ask-hearing': 'aos', drop: 'os' };
const EXPECTED: Record<RepairWithdrawalStatus, Partial<Record<RepairWithdrawalAct, string>>> = {
  opening: {},
  'never-opened': {},
  'awaiting-service': { ...HEARD, serve: 'os', acknowledge: 'a' },
  'statement-period': { ...HEARD, waive: 'aos' },
  hearing: { ...HEARD, 'call-hearing': 'os', 'record-hearing': 'os', waive: 'aos' },
  'awaiting-decision': { ...HEARD, uphold: 'os' },
  upheld: { reopen: 's' },
  dropped: {},
};
const LETTER: Partial<Record<Role, string>> = { applicant: 'a', officer: 'o', supervisor: 's' };

const cells = REPAIR_WITHDRAWAL_STATUSES.flatMap((status) =>
  REPAIR_WITHDRAWAL_ACTS.flatMap((act) => ROLES.map((role) => ({ status, act, role }))),
);

describe('who may do what in a withdrawal', () => {
  it.each(REPAIR_WITHDRAWAL_STATUSES)('is as written down in "%s", for every act and role', (status) => {
    for (const { act, role } of cells.filter((cell) => cell.status === status)) {
      const letter = LETTER[role];
      const may = letter !== undefined && (EXPECTED[status][act] ?? '').includes(letter);
      expect([act, role, rolesAllowed(REPAIR_WITHDRAWAL, status, act).includes(role)]).toEqual([act, role, may]);
      const expected = EXPECTED[status][act] === undefined ? 'status' : may ? null : 'role';
      const objection = objectionTo(REPAIR_WITHDRAWAL, act, { sub: 'x', role }, { status, assignedTo: null });
      expect([act, role, objection]).toEqual([act, role, expected]);
    }
  });

  it("keeps the handler's acts from a colleague, but never a decision: the handler is mostly who proposed", () => {
    for (const { status, act, role } of cells) {
      if (objectionTo(REPAIR_WITHDRAWAL, act, { sub: 'x', role }, { status, assignedTo: null }) !== null) continue;
      const isHandlers = REPAIR_WITHDRAWAL_HANDLER_ACTS.some((own) => own === act);
      const kept = isHandlers && role === 'officer' ? 'assigned' : null;
      const objection = objectionTo(REPAIR_WITHDRAWAL, act, { sub: 'x', role }, { status, assignedTo: 'y' });
      expect([status, act, role, objection]).toEqual([status, act, role, kept]);
    }
    const handlerActs: readonly RepairWithdrawalAct[] = REPAIR_WITHDRAWAL_HANDLER_ACTS;
    expect(handlerActs).not.toContain('uphold');
    expect(handlerActs).not.toContain('drop');
  });

  it('lets the case be dropped whenever it is open, and upheld only when the subject was heard', () => {
    const open = REPAIR_WITHDRAWAL_STATUSES.filter(
      (status) => isOpen(REPAIR_WITHDRAWAL, status) && status !== 'opening',
    );
    const where = (act: string) =>
      REPAIR_WITHDRAWAL_STATUSES.filter((status) => rolesAllowed(REPAIR_WITHDRAWAL, status, act).length > 0);
    expect(where('drop')).toEqual(open);
    expect(where('uphold')).toEqual(['awaiting-decision']);
  });
});

describe('nothing hangs in a withdrawal', () => {
  const opened = Object.keys(WITHDRAWAL_DEADLINES_IN_STATUS) as OpenedStatus[];
  const deadlines = Object.keys(REPAIR_WITHDRAWAL_WAITS) as RepairWithdrawalDeadline[];

  it('runs in every open status the one wait that ends it, and none in an ending', () => {
    for (const status of opened) {
      const running = deadlines.filter((kind) => WITHDRAWAL_DEADLINES_IN_STATUS[status][kind] === 'running');
      const wait = REPAIR_WITHDRAWAL.waitOf[status];
      expect([status, running]).toEqual([status, wait === null ? [] : [wait]]);
    }
    expect(opened.filter((status) => !isOpen(REPAIR_WITHDRAWAL, status))).toEqual(['upheld', 'dropped']);
    expect(new Set(Object.values(REPAIR_WITHDRAWAL.waitOf))).toEqual(new Set([...deadlines, 'opening', null]));
  });

  it.each(deadlines)('leads from "%s" to a step, provisional or not', (kind) => {
    for (const provisional of [false, true]) {
      const wait = { kind, startDay: '2026-03-02', due: '2026-03-16', dueAt: endOfDay('2026-03-16'), provisional };
      const counts = { remindersSent: 9, escalationsSent: 0 };
      const step = nextStep(
        [{ ...wait, ...counts }],
        () => REPAIR_WITHDRAWAL_WAITS[kind],
        () => withdrawalPaceOf(kind, RULE),
        CALENDAR,
      );
      const atDue = kind === 'statement-by' ? (provisional ? 'report-provisional' : 'close-statements') : 'escalate';
      expect(step).toMatchObject({ step: atDue, at: endOfDay('2026-03-16') });
    }
  });

  it('reminds the subject of the statement period by a number of its own, officers as everywhere', () => {
    expect(withdrawalPaceOf('statement-by', RULE).reminderWorkingDays).toEqual([2]);
    expect(withdrawalPaceOf('withdrawal-decide-by', RULE).reminderWorkingDays).toEqual([1]);
  });
});

describe('the status of a withdrawal follows from its rows', () => {
  const due = { dueAt: endOfDay('2026-03-16'), provisional: false };
  const before = '2026-03-16T15:59:59.999Z';

  it.each([
    [
      'not served, whatever else',
      { served: false, hearing: 'pending', waived: false, statementBy: null },
      'awaiting-service',
    ],
    ['a hearing is asked for', { served: true, hearing: 'pending', waived: true, statementBy: due }, 'hearing'],
    [
      'the period has not been begun',
      { served: true, hearing: 'over', waived: false, statementBy: null },
      'statement-period',
    ],
    ['it has nothing to say', { served: true, hearing: 'none', waived: true, statementBy: due }, 'awaiting-decision'],
  ] as const)('%s', (_what, standing, status) => {
    expect(statusAtHand(standing, before)).toBe(status);
  });

  it('ends the statement period at the end of its last day, and never on a provisional date', () => {
    const standing = { served: true, hearing: 'none', waived: false, statementBy: due } as const;
    expect(statusAtHand(standing, before)).toBe('statement-period');
    expect(statusAtHand(standing, due.dueAt)).toBe('awaiting-decision');
    expect(statusAtHand({ ...standing, hearing: 'over' }, due.dueAt)).toBe('awaiting-decision');
    const provisional = { ...standing, statementBy: { ...due, provisional: true } };
    expect(statusAtHand(provisional, '2027-01-01T00:00:00.000Z')).toBe('statement-period');
  });
});
