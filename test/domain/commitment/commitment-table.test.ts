import { describe, expect, it } from '@jest/globals';
import { isOpen, objectionTo, rolesAllowed } from '../../../domain/case/case-kind.ts';
import {
  COMMITMENT,
  COMMITMENT_ACTS,
  COMMITMENT_HANDLER_ACTS,
  COMMITMENT_STATUS_TEXT,
  COMMITMENT_STATUSES,
  COMMITMENT_STEPS,
  COMMITMENT_WAITS,
  type CommitmentAct,
  type CommitmentStatus,
  SHOWN_IN_STATUS,
} from '../../../domain/commitment/commitment.ts';
import { DATES_OF_STANDING, statusOfObligations } from '../../../domain/commitment/commitment-course.ts';
import { OBLIGATION_STANDINGS, type ObligationFacts, standingOf } from '../../../domain/commitment/obligation.ts';
import { ROLES, type Role } from '../../../domain/case/roles.ts';

/** Who may do what, written down a second time by hand: a(pplicant), o(fficer), s(upervisor); nobody else, ever. */
const FOLLOWING = {
  claim: 'os',
  assign: 's',
  'hand-back': 'os',
  report: 'aos',
  'report-event': 'aos',
  concede: 'aos',
  confirm: 'os',
  extend: 'os',
  amend: 'aos',
  'answer-amendment': 'os',
  release: 'os',
};
const EXPECTED: Record<CommitmentStatus, Partial<Record<CommitmentAct, string>>> = {
  opening: {},
  'never-opened': {},
  refused: {},
  checking: { ...FOLLOWING, check: 'os', withdraw: 'aos' },
  rectifying: FOLLOWING,
  revoking: { ...FOLLOWING, 'decide-approval': 's' },
  running: FOLLOWING,
  kept: {},
  broken: { reopen: 's', 'make-good': 'os', grade: 's' },
  released: {},
  withdrawn: {},
};
const LETTER: Partial<Record<Role, string>> = { applicant: 'a', officer: 'o', supervisor: 's' };

const cells = COMMITMENT_STATUSES.flatMap((status) =>
  COMMITMENT_ACTS.flatMap((act) => ROLES.map((role) => ({ status, act, role }))),
);

describe('who may do what on a commitment', () => {
  it('is as written down, for every status, act and role', () => {
    for (const { status, act, role } of cells) {
      const letter = LETTER[role];
      const may = letter !== undefined && (EXPECTED[status][act] ?? '').includes(letter);
      expect([status, act, role, rolesAllowed(COMMITMENT, status, act).includes(role)]).toEqual([
        status,
        act,
        role,
        may,
      ]);
    }
  });

  it('keeps the acts of a handler from a colleague, never from the handler or the supervisor', () => {
    for (const { status, act, role } of cells) {
      const free = { status, assignedTo: null };
      if (objectionTo(COMMITMENT, act, { sub: 'x', role }, free) !== null) continue;
      const isHandlers = COMMITMENT_HANDLER_ACTS.some((own) => own === act);
      const kept = isHandlers && role === 'officer' ? 'assigned' : null;
      expect([act, role, objectionTo(COMMITMENT, act, { sub: 'x', role }, { status, assignedTo: 'y' })]).toEqual([
        act,
        role,
        kept,
      ]);
      expect(objectionTo(COMMITMENT, act, { sub: 'x', role }, { status, assignedTo: 'x' })).toBeNull();
    }
  });

  it('offers every act in some status', () => {
    for (const act of COMMITMENT_ACTS) {
      const somewhere = COMMITMENT_STATUSES.some((status) => rolesAllowed(COMMITMENT, status, act).length > 0);
      expect([act, somewhere]).toEqual([act, true]);
    }
  });
});

describe('nothing hangs', () => {
  it('has for every open status waits that lead to a step, and none in an ending', () => {
    const open = COMMITMENT_STATUSES.filter((status) => isOpen(COMMITMENT, status) && status !== 'opening');
    expect(open).toEqual(Object.keys(SHOWN_IN_STATUS));
    for (const kinds of Object.values(SHOWN_IN_STATUS)) expect(kinds.flat().length).toBeGreaterThan(0);
    // Every step of its own is asked for by some wait.
    const asked = new Set<string>(Object.values(COMMITMENT_WAITS).map(({ atDue }) => atDue));
    const own = COMMITMENT_STEPS.filter((step) => step.endsWith('-obligation'));
    expect(own.every((step) => asked.has(step))).toBe(true);
  });

  it('an authority’s silence is told again and again, and closes nothing', () => {
    for (const [kind, wait] of Object.entries(COMMITMENT_WAITS)) {
      const isPromisors = ['fulfil-by', 'rectify-by', 'fulfil-registration'].includes(kind);
      expect([kind, wait.repeats]).toEqual([kind, isPromisors ? 'once' : 'again']);
      expect([kind, wait.atDue === 'escalate']).toEqual([kind, !isPromisors]);
    }
  });

  it('every standing that is not settled runs a date, its event, or the handler’s check', () => {
    for (const standing of OBLIGATION_STANDINGS) {
      const { date, event } = DATES_OF_STANDING[standing];
      // A report waits for its verdict, and what was decided on for its check: the handler's own terms run then.
      const isHandlers = standing === 'reported' || standing === 'in-check';
      const isSettled = standing === 'confirmed' || standing === 'released' || standing === 'not-kept';
      const runs = date === 'running' || event === 'running';
      expect([standing, runs || isHandlers]).toEqual([standing, !isSettled]);
    }
  });

  it('ends exactly when every obligation is settled and nothing waits for a verdict', () => {
    const examples = OBLIGATION_STANDINGS.map((standing) => EXAMPLES[standing]);
    for (const [index, standing] of OBLIGATION_STANDINGS.entries()) {
      expect(standingOf(examples[index] as ObligationFacts)).toBe(standing);
    }
    for (const a of examples) {
      for (const b of examples) {
        const status = statusOfObligations([a, b], true);
        const standings = [standingOf(a), standingOf(b)];
        const isOver = standings.every((one) => ['confirmed', 'not-kept', 'released'].includes(one));
        expect([standings, !isOpen(COMMITMENT, status)]).toEqual([standings, isOver]);
      }
    }
  });
});

const FACTS: ObligationFacts = {
  term: 'day',
  amount: null,
  eventOn: null,
  found: null,
  releasedOn: null,
  notKeptOn: null,
  reports: [],
};
const WHOLE = { inTime: true, quantity: null, complete: true, verdict: null } as const;
const EXAMPLES: Record<(typeof OBLIGATION_STANDINGS)[number], ObligationFacts> = {
  pending: { ...FACTS, term: 'event' },
  'in-check': { ...FACTS, term: 'approval' },
  due: FACTS,
  reported: { ...FACTS, reports: [WHOLE] },
  confirmed: { ...FACTS, reports: [{ ...WHOLE, verdict: 'accepted' }] },
  'not-kept': { ...FACTS, notKeptOn: '2026-03-31' },
  released: { ...FACTS, releasedOn: '2026-03-31' },
};

describe('the words', () => {
  it('exist for every status and wait in both languages, each its own', () => {
    for (const language of ['zh', 'en'] as const) {
      const texts = COMMITMENT_STATUSES.map((status) => COMMITMENT_STATUS_TEXT[status][language]);
      expect(new Set(texts).size).toBe(COMMITMENT_STATUSES.length);
      const waits = Object.values(COMMITMENT_WAITS).map(({ text }) => text[language]);
      expect(new Set(waits).size).toBe(waits.length);
    }
  });
});
