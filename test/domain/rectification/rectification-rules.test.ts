import { describe, expect, it } from '@jest/globals';
import { computeDeadline } from '../../../domain/deadline/deadline.ts';
import {
  anewAfterLateCheck,
  interviewByLedger,
  interviewMinutesByLedger,
  rectificationByLedger,
  rectificationConfirmByLedger,
  rectificationExtension,
  rectificationRegistrationLedger,
} from '../../../domain/rectification/rectification-course.ts';
import {
  reasonsAgainstRectification,
  type RectificationQuestion,
} from '../../../domain/rectification/rectification-door.ts';
import {
  type Minutes,
  reasonsAgainstInterviewDay,
  reasonsAgainstMinutes,
} from '../../../domain/rectification/rectification-interview.ts';
import {
  isReportInTime,
  reasonsAgainstRectificationExtension,
  reasonsAgainstReopening,
  reasonsAgainstVerdict,
} from '../../../domain/rectification/rectification-report.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { CALENDAR } from '../calendar-data.ts';
import { RULE } from '../rules.ts';

const codes = (refusals: readonly Refusal[]) => refusals.map(({ code }) => code);
const due = (ledger: Parameters<typeof computeDeadline>[0]) => computeDeadline(ledger, CALENDAR).due;

describe('the dates of a rectification', () => {
  const monday = '2026-03-02';

  it('to rectify: the rule’s term, the place’s own on the first rung, or the day that the officer names', () => {
    const own = { workingDays: 5, clause: '示范县办法第三条' };
    expect(due(rectificationByLedger({ rung: 0, on: monday }, null, null, RULE))).toBe('2026-03-23');
    expect(due(rectificationByLedger({ rung: 0, on: monday }, null, own, RULE))).toBe('2026-03-09');
    // After an interview the place's term, which is that of the first order, counts no more.
    expect(due(rectificationByLedger({ rung: 1, on: monday }, null, own, RULE))).toBe('2026-03-23');
    expect(due(rectificationByLedger({ rung: 1, on: monday }, '2026-03-10', own, RULE))).toBe('2026-03-10');
    // A Saturday moves to the Monday, in favour of the subject.
    expect(due(rectificationByLedger({ rung: 0, on: monday }, '2026-03-14', null, RULE))).toBe('2026-03-16');
    expect(rectificationByLedger({ rung: 0, on: monday }, null, own, RULE).rule).toMatchObject({
      clause: own.clause,
      isDefault: false,
    });
    expect(rectificationByLedger({ rung: 0, on: monday }, null, null, RULE).rule.isDefault).toBe(true);
  });

  it('of the authority: each by a rule of its own', () => {
    expect(due(rectificationRegistrationLedger(monday, RULE))).toBe('2026-03-03');
    expect(due(rectificationConfirmByLedger(monday, RULE))).toBe('2026-03-09');
    expect(due(interviewByLedger(monday, RULE))).toBe('2026-03-16');
    expect(due(interviewMinutesByLedger(monday, RULE))).toBe('2026-03-05');
  });

  it('extended: for force majeure to a day, with reason and proof; after a late check by some working days', () => {
    const ledger = rectificationByLedger({ rung: 0, on: monday }, null, null, RULE);
    const extension = rectificationExtension('2026-04-10', { reason: '台风', proof: '公告9号' }, 'li', '2026-03-20');
    expect(extension.reason).toBe('台风（证明：公告9号）');
    expect(due({ ...ledger, extensions: [extension] })).toBe('2026-04-10');
    const anew = anewAfterLateCheck('2026-04-01', 'li', CALENDAR, RULE);
    expect(due({ ...ledger, extensions: [anew] })).toBe('2026-04-09');
  });
});

describe('the door of a rectification', () => {
  const question: RectificationQuestion = {
    inspectedOn: '2026-03-02',
    rectifyBy: null,
    today: '2026-03-02',
    source: null,
    subjectId: 's',
  };
  const source = { subjectId: 's', broken: true, openedAs: null };

  it.each([
    ['after an inspection of today', {}, []],
    ['after an inspection of tomorrow', { inspectedOn: '2026-03-03' }, ['inspection-in-future']],
    ['by today', { rectifyBy: '2026-03-02' }, ['rectify-by-too-early']],
    ['by tomorrow', { rectifyBy: '2026-03-03' }, []],
    ['after a promise that was not kept', { inspectedOn: null, source }, []],
    ['of another subject', { source: { ...source, subjectId: 'x' } }, ['rectification-subject-unknown']],
    ['of a promise that was kept', { source: { ...source, broken: false } }, ['promise-not-broken']],
    ['twice', { source: { ...source, openedAs: 'JN-2026-000009' } }, ['rectification-opened']],
  ])('%s', (_what, change, expected) => {
    expect(codes(reasonsAgainstRectification({ ...question, ...change }))).toEqual(expected);
  });

  it('gives every reason at once', () => {
    const all = {
      inspectedOn: '2027-01-01',
      rectifyBy: '2026-01-01',
      source: { subjectId: 'x', broken: false, openedAs: 'JN' },
    };
    expect(codes(reasonsAgainstRectification({ ...question, ...all }))).toHaveLength(5);
  });
});

describe('an interview', () => {
  it('is told three working days ahead', () => {
    // Friday: Monday, Tuesday and Wednesday lie between.
    expect(codes(reasonsAgainstInterviewDay('2026-03-10', '2026-03-06', RULE, CALENDAR))).toEqual([
      'interview-too-soon',
    ]);
    expect(reasonsAgainstInterviewDay('2026-03-10', '2026-03-06', RULE, CALENDAR)[0]?.earliest).toBe('2026-03-11');
    expect(reasonsAgainstInterviewDay('2026-03-11', '2026-03-06', RULE, CALENDAR)).toEqual([]);
  });

  const held: Minutes = { result: 'held', on: '2026-03-11', signed: 'by-both', signedNote: null, rectifyBy: null };
  it.each([
    ['held and signed by both', {}, []],
    ['held, the subject refused to sign, noted', { signed: 'subject-refused', signedNote: '刘某见证' }, []],
    [
      'held, the subject refused to sign, not noted',
      { signed: 'subject-refused', signedNote: ' ' },
      ['refusal-to-sign-needs-note'],
    ],
    ['held, and nothing said of the signing', { signed: null }, ['minutes-need-signature']],
    ['missed', { result: 'missed', signed: null }, []],
    ['missed, and signed', { result: 'missed' }, ['missed-is-not-signed']],
    ['before its day', { on: '2026-03-10' }, ['interview-before-its-day']],
    ['after today', { on: '2026-03-13' }, ['interview-in-future']],
    ['with a new date that leaves no day', { rectifyBy: '2026-03-12' }, ['rectify-by-too-early']],
  ])('minutes: %s', (_what, change, expected) => {
    const days = { receivedOn: '2026-03-12', today: '2026-03-12' };
    expect(codes(reasonsAgainstMinutes({ ...held, ...change } as Minutes, '2026-03-11', days))).toEqual(expected);
  });

  it('that the subject stayed away is written down only once the day is over, and not before', () => {
    const missed: Minutes = { ...held, result: 'missed', signed: null };
    const onTheDay = { receivedOn: '2026-03-11', today: '2026-03-11' };
    const [refusal, ...others] = reasonsAgainstMinutes(missed, '2026-03-11', onTheDay);
    expect(others).toEqual([]);
    expect(refusal).toMatchObject({ code: 'interview-missed-too-soon', earliest: '2026-03-12' });
    expect(reasonsAgainstMinutes(held, '2026-03-11', onTheDay)).toEqual([]);
    const nextDay = { receivedOn: '2026-03-12', today: '2026-03-12' };
    expect(reasonsAgainstMinutes(missed, '2026-03-11', nextDay)).toEqual([]);
    // Received on the day and written down later, it was still too soon.
    expect(codes(reasonsAgainstMinutes(missed, '2026-03-11', { ...onTheDay, today: '2026-03-12' }))).toEqual([
      'interview-missed-too-soon',
    ]);
  });

  it('minutes written down days after they came in name no date that has passed meanwhile', () => {
    const days = { receivedOn: '2026-03-11', today: '2026-03-13' };
    const minutes = (change: Partial<Minutes>) =>
      codes(reasonsAgainstMinutes({ ...held, ...change }, '2026-03-11', days));
    expect(minutes({ rectifyBy: '2026-03-13' })).toEqual(['rectify-by-too-early']);
    expect(minutes({ rectifyBy: '2026-03-14' })).toEqual([]);
    expect(minutes({ on: '2026-03-12' })).toEqual(['interview-in-future']);
  });
});

describe('a report', () => {
  const date = { due: '2026-03-23', provisional: false };

  it('is in time on the last day, and always on a provisional date', () => {
    expect(isReportInTime('2026-03-23', date)).toBe(true);
    expect(isReportInTime('2026-03-24', date)).toBe(false);
    expect(isReportInTime('2026-03-24', { ...date, provisional: true })).toBe(true);
  });

  it('gets a verdict where one waits, and a “no” says why', () => {
    expect(codes(reasonsAgainstVerdict({ verdict: 'accepted', reason: null }, 0))).toEqual(['no-report-to-check']);
    expect(codes(reasonsAgainstVerdict({ verdict: 'rejected', reason: ' ' }, 1))).toEqual(['reason-missing']);
    expect(reasonsAgainstVerdict({ verdict: 'rejected', reason: '未到位' }, 1)).toEqual([]);
    expect(reasonsAgainstVerdict({ verdict: 'accepted', reason: null }, 2)).toEqual([]);
  });

  it('annuls the ending only where it came by the last date', () => {
    expect(reasonsAgainstReopening('2026-03-23', date)).toEqual([]);
    expect(codes(reasonsAgainstReopening('2026-03-24', date))).toEqual(['rectification-reported-late']);
  });

  it('the date is only ever moved to a later day that is still to come', () => {
    const against = (until: string, today = '2026-03-10') =>
      codes(reasonsAgainstRectificationExtension({ until }, { due: '2026-03-23', today }));
    expect(against('2026-03-23')).toEqual(['extension-not-later']);
    expect(against('2026-03-24')).toEqual([]);
    expect(against('2026-03-24', '2026-03-25')).toEqual(['extension-not-later']);
    expect(against('2026-03-25', '2026-03-25')).toEqual([]);
  });
});
