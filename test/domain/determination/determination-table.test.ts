import { describe, expect, it } from '@jest/globals';
import { isHiddenFromSubject, isOpen, objectionTo, rolesAllowed } from '../../../domain/case/case-kind.ts';
import { HIDDEN_FROM_SUBJECT } from '../../../domain/case/case-kinds.ts';
import { ROLES, type Role } from '../../../domain/case/roles.ts';
import { nextStep } from '../../../domain/case/waits.ts';
import {
  DETERMINATION,
  DETERMINATION_ACTS,
  DETERMINATION_HANDLER_ACTS,
  DETERMINATION_STATUSES,
  DETERMINATION_WAITS,
  type DeterminationAct,
  type DeterminationDeadline,
  type DeterminationStatus,
} from '../../../domain/determination/determination.ts';
import {
  DETERMINATION_DEADLINES_IN_STATUS,
  determinationAtHand,
  determinationPaceOf,
  type OpenedStatus,
} from '../../../domain/determination/determination-course.ts';
import { endOfDay } from '../../../domain/time.ts';
import { CALENDAR } from '../calendar-data.ts';
import { RULE } from '../rules.ts';

/** Who may do what, written down a second time by hand: a(pplicant), o(fficer), s(upervisor); nobody else, ever. */
const DESK = { claim: 'os', assign: 's', 'hand-back': 'os' };
const HEARD = { ...DESK, state: 'aos', 'ask-hearing': 'aos', drop: 'os' };
const EXPECTED: Record<DeterminationStatus, Partial<Record<DeterminationAct, string>>> = {
  opening: {},
  'never-opened': {},
  draft: { ...DESK, complete: 'os', drop: 'os' },
  'awaiting-service': { ...HEARD, serve: 'os', acknowledge: 'a' },
  'statement-period': { ...HEARD, waive: 'aos' },
  hearing: { ...HEARD, 'call-hearing': 'os', 'record-hearing': 'os', waive: 'aos' },
  reviewing: { ...HEARD, review: 'os' },
  'awaiting-decision': { ...HEARD, determine: 'os', spare: 'os', 'extend-decision': 's' },
  determined: { reopen: 's' },
  lenient: {},
  dropped: {},
  discarded: {},
};
const LETTER: Partial<Record<Role, string>> = { applicant: 'a', officer: 'o', supervisor: 's' };

const cells = DETERMINATION_STATUSES.flatMap((status) =>
  DETERMINATION_ACTS.flatMap((act) => ROLES.map((role) => ({ status, act, role }))),
);

describe('who may do what in a determination', () => {
  it.each(DETERMINATION_STATUSES)('is as written down in "%s", for every act and role', (status) => {
    for (const { act, role } of cells.filter((cell) => cell.status === status)) {
      const letter = LETTER[role];
      const may = letter !== undefined && (EXPECTED[status][act] ?? '').includes(letter);
      expect([act, role, rolesAllowed(DETERMINATION, status, act).includes(role)]).toEqual([act, role, may]);
      const expected = EXPECTED[status][act] === undefined ? 'status' : may ? null : 'role';
      const objection = objectionTo(DETERMINATION, act, { sub: 'x', role }, { status, assignedTo: null });
      expect([act, role, objection]).toEqual([act, role, expected]);
    }
  });

  it("keeps the handler's acts from a colleague, but never a decision: the handler is mostly who completed it", () => {
    for (const { status, act, role } of cells) {
      if (objectionTo(DETERMINATION, act, { sub: 'x', role }, { status, assignedTo: null }) !== null) continue;
      const isHandlers = DETERMINATION_HANDLER_ACTS.some((own) => own === act);
      const kept = isHandlers && role === 'officer' ? 'assigned' : null;
      const objection = objectionTo(DETERMINATION, act, { sub: 'x', role }, { status, assignedTo: 'y' });
      expect([status, act, role, objection]).toEqual([status, act, role, kept]);
    }
    const handlerActs: readonly DeterminationAct[] = DETERMINATION_HANDLER_ACTS;
    for (const decision of ['determine', 'spare', 'drop'] as const) expect(handlerActs).not.toContain(decision);
  });

  it('lets the case be dropped whenever it is open, and decided only when the subject was heard', () => {
    const open = DETERMINATION_STATUSES.filter((status) => isOpen(DETERMINATION, status) && status !== 'opening');
    const where = (act: string) =>
      DETERMINATION_STATUSES.filter((status) => rolesAllowed(DETERMINATION, status, act).length > 0);
    expect(where('drop')).toEqual(open);
    expect(where('determine')).toEqual(['awaiting-decision']);
    expect(where('spare')).toEqual(['awaiting-decision']);
  });

  it('hides from its subject what it has not been told, and nothing else', () => {
    const hidden = DETERMINATION_STATUSES.filter((status) => isHiddenFromSubject(DETERMINATION, status));
    expect(hidden).toEqual(['draft', 'discarded']);
    expect(HIDDEN_FROM_SUBJECT.filter(({ kind }) => kind === 'determination').map(({ status }) => status)).toEqual(
      hidden,
    );
    // The subject does nothing in a case that it cannot see.
    for (const status of hidden)
      for (const act of DETERMINATION_ACTS)
        expect([status, act, rolesAllowed(DETERMINATION, status, act).includes('applicant')]).toEqual([
          status,
          act,
          false,
        ]);
  });
});

describe('nothing hangs in a determination', () => {
  const opened = Object.keys(DETERMINATION_DEADLINES_IN_STATUS) as OpenedStatus[];
  const deadlines = Object.keys(DETERMINATION_WAITS) as DeterminationDeadline[];

  it('runs in every open status the one wait that ends it, and none in an ending', () => {
    for (const status of opened) {
      const running = deadlines.filter((kind) => DETERMINATION_DEADLINES_IN_STATUS[status][kind] === 'running');
      const wait = DETERMINATION.waitOf[status];
      expect([status, running]).toEqual([status, wait === null ? [] : [wait]]);
    }
    expect(opened.filter((status) => !isOpen(DETERMINATION, status))).toEqual([
      'determined',
      'lenient',
      'dropped',
      'discarded',
    ]);
    expect(new Set(Object.values(DETERMINATION.waitOf))).toEqual(new Set([...deadlines, 'opening', null]));
  });

  it.each(deadlines)('leads from "%s" to a step, provisional or not', (kind) => {
    for (const provisional of [false, true]) {
      const wait = { kind, startDay: '2026-03-02', due: '2026-03-16', dueAt: endOfDay('2026-03-16'), provisional };
      const counts = { remindersSent: 9, escalationsSent: 0 };
      const step = nextStep(
        [{ ...wait, ...counts }],
        () => DETERMINATION_WAITS[kind],
        () => determinationPaceOf(kind, RULE),
        CALENDAR,
      );
      const atDue = kind === 'statement-by' ? (provisional ? 'report-provisional' : 'close-statements') : 'escalate';
      expect(step).toMatchObject({ step: atDue, at: endOfDay('2026-03-16') });
    }
  });

  it('reminds the subject of the statement period by a number of its own, officers as everywhere', () => {
    expect(determinationPaceOf('statement-by', RULE).reminderWorkingDays).toEqual([2]);
    expect(determinationPaceOf('determine-by', RULE).reminderWorkingDays).toEqual([1]);
  });
});

describe('the status of a determination follows from its rows', () => {
  const due = { dueAt: endOfDay('2026-03-16'), provisional: false };
  const before = '2026-03-16T15:59:59.999Z';
  const heard = {
    completed: true,
    unreviewed: false,
    served: true,
    hearing: 'none',
    waived: false,
    statementBy: due,
  } as const;

  it.each([
    ['not completed, whatever else', { ...heard, completed: false }, 'draft'],
    ['not served, whatever else', { ...heard, served: false, waived: true }, 'awaiting-service'],
    ['a hearing is asked for', { ...heard, hearing: 'pending', unreviewed: true }, 'hearing'],
    ['its period runs, whatever it said in it', { ...heard, unreviewed: true }, 'statement-period'],
    ['it has nothing to say', { ...heard, waived: true }, 'awaiting-decision'],
    ['it has nothing more to say', { ...heard, waived: true, unreviewed: true }, 'reviewing'],
  ] as const)('%s', (_what, standing, status) => {
    expect(determinationAtHand(standing, before)).toBe(status);
  });

  it('ends the statement period at the end of its last day, and never on a provisional date', () => {
    expect(determinationAtHand(heard, before)).toBe('statement-period');
    expect(determinationAtHand(heard, due.dueAt)).toBe('awaiting-decision');
    expect(determinationAtHand({ ...heard, unreviewed: true }, due.dueAt)).toBe('reviewing');
    const provisional = { ...heard, statementBy: { ...due, provisional: true } };
    expect(determinationAtHand(provisional, '2027-01-01T00:00:00.000Z')).toBe('statement-period');
  });
});
