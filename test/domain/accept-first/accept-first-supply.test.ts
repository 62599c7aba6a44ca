import { describe, expect, it } from '@jest/globals';
import { supplyPhase } from '../../../domain/accept-first/accept-first-course.ts';
import {
  countsOn,
  type HandIn,
  MATERIAL_STANDINGS,
  type MaterialStanding,
  reasonsAgainstReceipt,
  standingOf,
  statusOfMaterials,
  type SupplyPhase,
  suppliedLate,
} from '../../../domain/accept-first/accept-first-supply.ts';

// Thursday 10 September 2026, 23:30 in Shanghai, when it is still the 10th there and in UTC.
const RECEIVED_AT = '2026-09-10T15:30:00.000Z';
const HAND_IN: HandIn = {
  means: 'counter',
  receivedAt: RECEIVED_AT,
  receivedOn: null,
  dispatchedOn: null,
  by: 'officer',
};

describe('the day on which a hand-in counts', () => {
  it.each([
    ['online', 'arrival', '2026-09-08', '2026-09-07', '2026-09-10'],
    ['online', 'dispatch', '2026-09-08', '2026-09-07', '2026-09-10'],
    ['counter', 'arrival', '2026-09-08', '2026-09-07', '2026-09-08'],
    ['counter', 'dispatch', '2026-09-08', '2026-09-07', '2026-09-08'],
    ['counter', 'arrival', null, null, '2026-09-10'],
    ['post', 'arrival', '2026-09-08', '2026-09-07', '2026-09-08'],
    ['post', 'dispatch', '2026-09-08', '2026-09-07', '2026-09-07'],
    ['post', 'dispatch', '2026-09-08', null, '2026-09-08'],
    ['post', 'arrival', null, '2026-09-07', '2026-09-10'],
  ] as const)(
    '%s, where %s counts, received %s, dispatched %s: %s',
    (means, receiptByPost, receivedOn, dispatchedOn, expected) => {
      expect(countsOn({ ...HAND_IN, means, receivedOn, dispatchedOn }, { receiptByPost })).toBe(expected);
    },
  );

  it('is the day in Shanghai, not in UTC', () => {
    const online = { ...HAND_IN, means: 'online' } as const;
    expect(countsOn({ ...online, receivedAt: '2026-09-10T15:59:59.999Z' }, { receiptByPost: 'arrival' })).toBe(
      '2026-09-10',
    );
    expect(countsOn({ ...online, receivedAt: '2026-09-10T16:00:00.000Z' }, { receiptByPost: 'arrival' })).toBe(
      '2026-09-11',
    );
  });
});

describe('writing a receipt down', () => {
  const limit = { officerFrom: '2026-09-07', clause: '系统默认' };
  const codes = (change: Partial<HandIn>) =>
    reasonsAgainstReceipt({ ...HAND_IN, ...change }, limit).map(({ code }) => code);

  it.each([
    ['today', {}, []],
    ['as far back as an officer may', { receivedOn: '2026-09-07' }, []],
    ['farther back', { receivedOn: '2026-09-06' }, ['backdating-needs-supervisor']],
    ['farther back by a supervisor', { receivedOn: '2026-08-01', by: 'supervisor' }, []],
    ['tomorrow', { receivedOn: '2026-09-11' }, ['receipt-in-future']],
    ['tomorrow by a supervisor', { receivedOn: '2026-09-11', by: 'supervisor' }, ['receipt-in-future']],
    ['posted tomorrow', { means: 'post', dispatchedOn: '2026-09-11' }, ['receipt-in-future', 'dispatch-after-receipt']],
    [
      'posted after it came',
      { means: 'post', receivedOn: '2026-09-08', dispatchedOn: '2026-09-09' },
      ['dispatch-after-receipt'],
    ],
    ['posted before it came', { means: 'post', receivedOn: '2026-09-08', dispatchedOn: '2026-09-08' }, []],
    [
      'a posting day of what was not posted',
      { receivedOn: '2026-09-08', dispatchedOn: '2026-09-08' },
      ['dispatch-by-post-only'],
    ],
    ['a counter receipt by the applicant', { by: 'applicant' }, ['receipt-by-officer-only']],
    ['a posted one by the applicant', { by: 'applicant', means: 'post' }, ['receipt-by-officer-only']],
    ['online by the applicant', { by: 'applicant', means: 'online' }, []],
    [
      'online by the applicant with another day',
      { by: 'applicant', means: 'online', receivedOn: '2026-09-09' },
      ['receipt-day-on-paper-only'],
    ],
    [
      'online by the applicant with the same day',
      { by: 'applicant', means: 'online', receivedOn: '2026-09-10' },
      ['receipt-day-on-paper-only'],
    ],
    [
      'online by an officer with another day',
      { means: 'online', receivedOn: '2026-09-09' },
      ['receipt-day-on-paper-only'],
    ],
    [
      'online by a supervisor with another day',
      { by: 'supervisor', means: 'online', receivedOn: '2026-09-01' },
      ['receipt-day-on-paper-only'],
    ],
    [
      'a counter receipt with a day by the applicant',
      { by: 'applicant', receivedOn: '2026-09-09' },
      ['receipt-by-officer-only', 'receipt-day-on-paper-only'],
    ],
  ] as const)('%s', (_name, change, expected) => {
    expect(codes(change as Partial<HandIn>)).toEqual(expected);
  });

  it('names every reason at once', () => {
    expect(codes({ receivedOn: '2026-08-01', dispatchedOn: '2026-09-12', means: 'post' })).toEqual([
      'receipt-in-future',
      'dispatch-after-receipt',
      'backdating-needs-supervisor',
    ]);
  });

  it('tells the late what counted and where to turn', () => {
    const { code, text } = suppliedLate('2026-09-11', '2026-09-10', '条款');
    expect(code).toBe('supplied-late');
    for (const words of Object.values(text)) expect(words).toMatch(/2026-09-10.*2026-09-11/);
  });
});

describe('where a material stands', () => {
  const right = { inTime: true, verdict: 'accepted' } as const;
  const wrong = { inTime: true, verdict: 'wrong' } as const;
  const unseen = { inTime: true, verdict: null } as const;
  const late = { inTime: false, verdict: null } as const;

  it.each([
    ['nothing came', [], 'missing'],
    ['it came late', [late], 'missing'],
    ['it waits', [unseen], 'handed-in'],
    ['no verdict is stored', [{ inTime: true }], 'handed-in'],
    ['it was right', [right], 'accepted'],
    ['it was wrong', [wrong], 'wrong'],
    ['it was wrong and replaced', [wrong, unseen], 'handed-in'],
    ['its replacement was right', [wrong, right], 'accepted'],
    ['its replacement was late', [wrong, late], 'wrong'],
  ] as const)('%s', (_name, supplies, expected) => {
    expect(standingOf(supplies)).toBe(expected);
  });
});

describe('the status that follows from the materials and the date', () => {
  const phases = ['running', 'registration', 'over'] as const satisfies readonly SupplyPhase[];
  /** All lists of one to three standings. */
  const lists = [1, 2, 3].flatMap((length) => combinations(length));

  it('is told for every combination', () => {
    expect(lists).toHaveLength(4 + 16 + 64);
    for (const standings of lists)
      for (const phase of phases) {
        const owed = standings.some((standing) => standing === 'missing' || standing === 'wrong');
        const waits = standings.includes('handed-in');
        const byDate = { running: 'awaiting-materials', registration: 'awaiting-registration', over: 'ended' } as const;
        const expected = owed ? byDate[phase] : waits ? 'awaiting-verification' : 'awaiting-decision';
        expect([standings, phase, statusOfMaterials(standings, phase)]).toEqual([standings, phase, expected]);
      }
  });

  it('does not depend on the order of the materials', () => {
    for (const standings of lists)
      for (const phase of phases) {
        expect(statusOfMaterials(standings.toReversed(), phase)).toBe(statusOfMaterials(standings, phase));
      }
  });

  it('never ends a case in which everything is handed in, nor decides one in which anything is not verified', () => {
    for (const standings of lists)
      for (const phase of phases) {
        const status = statusOfMaterials(standings, phase);
        if (status === 'ended')
          expect(standings.some((standing) => standing === 'missing' || standing === 'wrong')).toBe(true);
        if (status === 'awaiting-decision') expect(new Set(standings)).toEqual(new Set(['accepted']));
      }
  });

  function combinations(length: number): MaterialStanding[][] {
    if (length === 0) return [[]];
    return combinations(length - 1).flatMap((rest) => MATERIAL_STANDINGS.map((standing) => [standing, ...rest]));
  }
});

describe('where the supply-by date stands', () => {
  const due = { dueAt: '2026-09-10T16:00:00.000Z', provisional: false };
  const grace = { dueAt: '2026-09-11T16:00:00.000Z', provisional: false };

  it.each([
    ['the last millisecond', due, null, '2026-09-10T15:59:59.999Z', 'running'],
    ['the end of the day', due, null, '2026-09-10T16:00:00.000Z', 'registration'],
    ['in the grace', due, grace, '2026-09-11T15:59:59.999Z', 'registration'],
    ['past the grace', due, grace, '2026-09-11T16:00:00.000Z', 'over'],
    ['long past, with no grace begun', due, null, '2027-01-01T00:00:00.000Z', 'registration'],
    ['past a provisional date', { ...due, provisional: true }, null, '2027-01-01T00:00:00.000Z', 'running'],
    ['past a provisional grace', due, { ...grace, provisional: true }, '2027-01-01T00:00:00.000Z', 'registration'],
  ] as const)('%s', (_name, supplyBy, itsGrace, now, expected) => {
    expect(supplyPhase(supplyBy, itsGrace, now)).toBe(expected);
  });
});
