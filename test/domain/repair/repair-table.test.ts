import { describe, expect, it } from '@jest/globals';
import { isOpen, objectionTo, rolesAllowed } from '../../../domain/case/case-kind.ts';
import {
  isPartOpen,
  objectionToPartAct,
  PART_ACTS,
  PART_HANDLER_ACTS,
  PART_STATUS_TEXT,
  PART_STATUSES,
  type PartAct,
  type PartActor,
  partActsOf,
  type PartStatus,
  REPAIR_PART,
  WAIT_OF_PART,
} from '../../../domain/repair/repair-part.ts';
import { REPAIR_STEPS, REPAIR_WAITS } from '../../../domain/repair/repair-waits.ts';
import {
  ITEM_OUTCOME_TEXT,
  ITEM_OUTCOMES,
  REPAIR,
  REPAIR_ACTS,
  REPAIR_STATUS_TEXT,
  REPAIR_STATUSES,
  type RepairAct,
  type RepairStatus,
  statusOfParts,
} from '../../../domain/repair/repair.ts';
import { ROLES, type Role } from '../../../domain/case/roles.ts';
import { endOfDay } from '../../../domain/time.ts';
import { nextStep } from '../../../domain/case/waits.ts';
import { CALENDAR } from '../calendar-data.ts';

/** Who may do what, written down a second time by hand: a(pplicant), o(fficer), s(upervisor), c(ourt), g: agency. */
const LETTER: Partial<Record<Role, string>> = {
  applicant: 'a',
  officer: 'o',
  supervisor: 's',
  court: 'c',
  agency: 'g',
};
const DESK = { claim: 'os', assign: 's', 'hand-back': 'os' };
const PART_DESK = { 'claim-part': 'os', 'assign-part': 's', 'hand-back-part': 'os' };

const EXPECTED: Record<RepairStatus, Partial<Record<RepairAct, string>>> = {
  opening: {},
  'never-opened': {},
  refused: {},
  'with-authorities': {
    ...DESK,
    ...PART_DESK,
    withdraw: 'aos',
    accept: 'osg',
    'not-accept': 'osg',
    'ask-completion': 'osg',
    complete: 'aos',
    answer: 'osgc',
    'extend-answer': 'os',
    pause: 'os',
    resume: 'os',
  },
  answered: {},
  withdrawn: {},
};

const EXPECTED_OF_PART: Record<PartStatus, Partial<Record<PartAct, string>>> = {
  'awaiting-acceptance': {
    ...PART_DESK,
    accept: 'osg',
    'not-accept': 'osg',
    'ask-completion': 'osg',
    complete: 'aos',
    answer: 'osg',
  },
  'awaiting-completion': { ...PART_DESK, accept: 'osg', complete: 'aos', answer: 'osg' },
  'in-check': { ...PART_DESK, answer: 'osg', 'extend-answer': 'os', pause: 'os' },
  paused: { ...PART_DESK, answer: 'osg', resume: 'os' },
  'with-court': { answer: 'c' },
  answered: {},
  'not-accepted': {},
  withdrawn: {},
};

const cells = REPAIR_STATUSES.flatMap((status) =>
  REPAIR_ACTS.flatMap((act) => ROLES.map((role) => ({ status, act, role }))),
);
const cellsOfPart = PART_STATUSES.flatMap((status) =>
  PART_ACTS.flatMap((act) => ROLES.map((role) => ({ status, act, role }))),
);
const has = (letters: string | undefined, role: Role) => {
  const letter = LETTER[role];
  return letter !== undefined && (letters ?? '').includes(letter);
};
const part = (status: PartStatus, assignedTo: string | null = null) => ({
  id: 'part',
  status,
  authority: 'market',
  assignedTo,
});
const actor = (role: Role, authority: string | null = 'market', sub = 'x'): PartActor => ({
  sub,
  role,
  authority: role === 'applicant' ? null : authority,
});

describe('who may do what on an application', () => {
  it('is as written down, for every status, act and role', () => {
    for (const { status, act, role } of cells) {
      const expected = has(EXPECTED[status][act], role);
      expect([status, act, role, rolesAllowed(REPAIR, status, act).includes(role)]).toEqual([
        status,
        act,
        role,
        expected,
      ]);
    }
  });

  it('says for every cell what stands against the act', () => {
    for (const { status, act, role } of cells) {
      const letters = EXPECTED[status][act];
      const expected = letters === undefined ? 'status' : has(letters, role) ? null : 'role';
      expect([status, act, role, objectionTo(REPAIR, act, { sub: 'x', role }, { status, assignedTo: null })]).toEqual([
        status,
        act,
        role,
        expected,
      ]);
    }
  });

  it('lets nothing be done after the end, nor before the opening', () => {
    for (const status of REPAIR_STATUSES.filter((one) => one !== 'with-authorities')) {
      expect([status, REPAIR_ACTS.filter((act) => rolesAllowed(REPAIR, status, act).length > 0)]).toEqual([status, []]);
    }
  });
});

describe('who may do what on a part', () => {
  it('is as written down, for every status, act and role', () => {
    for (const { status, act, role } of cellsOfPart) {
      const expected = has(EXPECTED_OF_PART[status][act], role);
      expect([status, act, role, rolesAllowed(REPAIR_PART, status, act).includes(role)]).toEqual([
        status,
        act,
        role,
        expected,
      ]);
    }
  });

  it('says for every cell what stands against the act of somebody of the authority', () => {
    for (const { status, act, role } of cellsOfPart) {
      const letters = EXPECTED_OF_PART[status][act];
      const expected = letters === undefined ? 'status' : has(letters, role) ? null : 'role';
      expect([status, act, role, objectionToPartAct(act, actor(role), part(status), 'window')]).toEqual([
        status,
        act,
        role,
        expected,
      ]);
    }
  });

  it('keeps every act from the people of another authority; the window only takes completions in', () => {
    for (const { status, act, role } of cellsOfPart) {
      if (role === 'applicant' || objectionToPartAct(act, actor(role), part(status), 'window') !== null) continue;
      expect([status, act, role, objectionToPartAct(act, actor(role, 'transport'), part(status), 'window')]).toEqual([
        status,
        act,
        role,
        'role',
      ]);
      const ofWindow = objectionToPartAct(act, actor(role, 'window'), part(status), 'window');
      expect([act, ofWindow]).toEqual([act, act === 'complete' ? null : 'role']);
    }
  });

  it('keeps the acts of a handler from a colleague, never from the handler, the supervisor or the own system', () => {
    for (const { status, act, role } of cellsOfPart) {
      if (objectionToPartAct(act, actor(role), part(status), 'window') !== null) continue;
      const isHandlers = PART_HANDLER_ACTS.some((own) => own === act);
      const kept = isHandlers && role === 'officer' ? 'assigned' : null;
      expect([status, act, role, objectionToPartAct(act, actor(role), part(status, 'y'), 'window')]).toEqual([
        status,
        act,
        role,
        // A court has no handler here; only its own people hear of one.
        act === 'answer' && role === 'court' ? 'assigned' : kept,
      ]);
      expect(objectionToPartAct(act, actor(role), part(status, 'x'), 'window')).toBeNull();
    }
  });

  it('offers every act in some status, on the application wherever on a part', () => {
    for (const act of PART_ACTS) {
      const statuses = PART_STATUSES.filter((status) => rolesAllowed(REPAIR_PART, status, act).length > 0);
      expect([act, statuses.length > 0]).toEqual([act, true]);
      for (const status of statuses) {
        const roles = rolesAllowed(REPAIR_PART, status, act);
        const ofCase = rolesAllowed(REPAIR, 'with-authorities', act);
        expect([act, roles.filter((role) => !ofCase.includes(role))]).toEqual([act, []]);
      }
    }
    expect(partActsOf(['applicant'])).toEqual(['complete']);
    expect(partActsOf(['court'])).toEqual(['answer']);
    expect(partActsOf(['auditor', 'admin'])).toEqual([]);
    expect(partActsOf(['supervisor'])).toEqual([...PART_ACTS]);
  });
});

describe('nothing hangs', () => {
  it('has for every status of a part a wait of its own, or an end', () => {
    expect(PART_STATUSES.filter(isPartOpen)).toEqual([
      'awaiting-acceptance',
      'awaiting-completion',
      'in-check',
      'paused',
      'with-court',
    ]);
    expect(REPAIR_STATUSES.filter((status) => isOpen(REPAIR, status))).toEqual(['opening', 'with-authorities']);
  });

  it('leads from every wait to a step of a part, provisional or not', () => {
    const pace = { reminderWorkingDays: [3, 1], escalateEveryWorkingDays: 3, reminderHour: 9 };
    for (const kind of new Set(Object.values(WAIT_OF_PART))) {
      if (kind === null) continue;
      for (const provisional of [false, true]) {
        for (const remindersSent of [0, 2]) {
          const wait = {
            kind,
            startDay: '2026-03-02',
            due: '2026-03-16',
            dueAt: endOfDay('2026-03-16'),
            provisional,
            remindersSent,
            escalationsSent: 0,
          };
          const next = nextStep(
            [wait],
            () => REPAIR_WAITS[kind],
            () => pace,
            CALENDAR,
          );
          expect([kind, REPAIR_STEPS.some((step) => step === next?.step)]).toEqual([kind, true]);
        }
      }
    }
  });

  it('never takes silence for an answer: what an authority does not do is told, again and again', () => {
    for (const kind of ['accept-by', 'check-by', 'answer-by'] as const) {
      expect(REPAIR_WAITS[kind]).toMatchObject({ atDue: 'escalate', repeats: 'again' });
    }
  });
});

describe('the status that follows from the parts', () => {
  it.each([
    [['answered', 'in-check'], 'with-authorities'],
    [['with-court', 'withdrawn'], 'with-authorities'],
    [['answered', 'not-accepted'], 'answered'],
    [['not-accepted'], 'answered'],
    [['withdrawn', 'answered'], 'answered'],
    [['withdrawn', 'withdrawn'], 'withdrawn'],
  ] as const)('%j: %s', (statuses, expected) => {
    expect(statusOfParts(statuses)).toBe(expected);
  });

  it('is open as long as any part is, in every combination of two', () => {
    for (const one of PART_STATUSES) {
      for (const other of PART_STATUSES) {
        const open = isPartOpen(one) || isPartOpen(other);
        expect([one, other, statusOfParts([one, other]) === 'with-authorities']).toEqual([one, other, open]);
      }
    }
  });
});

describe('the words', () => {
  it('exist for every status and outcome in both languages, each its own', () => {
    for (const language of ['zh', 'en'] as const) {
      expect(new Set(REPAIR_STATUSES.map((status) => REPAIR_STATUS_TEXT[status][language])).size).toBe(
        REPAIR_STATUSES.length,
      );
      expect(new Set(PART_STATUSES.map((status) => PART_STATUS_TEXT[status][language])).size).toBe(
        PART_STATUSES.length,
      );
      expect(new Set(ITEM_OUTCOMES.map((outcome) => ITEM_OUTCOME_TEXT[outcome][language])).size).toBe(
        ITEM_OUTCOMES.length,
      );
    }
  });
});
