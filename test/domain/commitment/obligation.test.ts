import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { statusOfObligations } from '../../../domain/commitment/commitment-course.ts';
import {
  awaitsVerdict,
  isMadeGood,
  isQuantity,
  type ObligationFacts,
  type ReportFacts,
  shareDone,
  standingOf,
} from '../../../domain/commitment/obligation.ts';

function facts(change: Partial<ObligationFacts> = {}): ObligationFacts {
  return {
    term: 'day',
    amount: null,
    eventOn: null,
    found: null,
    releasedOn: null,
    notKeptOn: null,
    reports: [],
    ...change,
  };
}
function report(change: Partial<ReportFacts> = {}): ReportFacts {
  return { inTime: true, quantity: null, complete: false, verdict: null, ...change };
}

describe('where an obligation stands', () => {
  it('is reported once the parts add up to the whole, and confirmed once those parts are accepted', () => {
    const parts = (verdict: ReportFacts['verdict'], ...quantities: number[]) =>
      quantities.map((quantity) => report({ quantity, verdict }));
    expect(standingOf(facts({ amount: 0.9, reports: parts(null, 0.3) }))).toBe('due');
    // Added as thousandths: in floating point 0.3 + 0.6 is less than 0.9.
    expect(standingOf(facts({ amount: 0.9, reports: parts(null, 0.3, 0.6) }))).toBe('reported');
    expect(standingOf(facts({ amount: 0.9, reports: parts('accepted', 0.3, 0.6) }))).toBe('confirmed');
    const oneLeft = [...parts('accepted', 0.3), ...parts(null, 0.6)];
    expect(standingOf(facts({ amount: 0.9, reports: oneLeft }))).toBe('reported');
    const oneRejected = [...parts('accepted', 0.3), ...parts('rejected', 0.6)];
    expect(standingOf(facts({ amount: 0.9, reports: oneRejected }))).toBe('due');
    expect(shareDone(facts({ amount: 0.9, reports: oneRejected }))).toBeCloseTo(1 / 3);
  });

  it('does not count what came late, but for making good', () => {
    const late = [report({ inTime: false, complete: true, verdict: 'accepted' })];
    expect(standingOf(facts({ reports: late }))).toBe('due');
    const broken = facts({ notKeptOn: '2026-03-31', reports: late });
    expect(standingOf(broken)).toBe('not-kept');
    expect(isMadeGood(broken)).toBe(true);
    expect(shareDone(broken)).toBe(0);
    expect(isMadeGood(facts({ notKeptOn: '2026-03-31' }))).toBe(false);
  });

  it('waits for its event, or for the check of what was decided on', () => {
    expect(standingOf(facts({ term: 'event' }))).toBe('pending');
    expect(standingOf(facts({ term: 'event', eventOn: '2026-03-02' }))).toBe('due');
    expect(standingOf(facts({ term: 'approval' }))).toBe('in-check');
    expect(standingOf(facts({ term: 'approval', found: 'true' }))).toBe('confirmed');
    expect(standingOf(facts({ term: 'approval', found: 'untrue' }))).toBe('due');
  });

  it('owes a verdict as long as a report has none, and not once it is released', () => {
    expect(awaitsVerdict(facts({ reports: [report(), report({ verdict: 'accepted' })] }))).toBe(true);
    expect(awaitsVerdict(facts({ reports: [report({ verdict: 'rejected' })] }))).toBe(false);
    expect(awaitsVerdict(facts({ releasedOn: '2026-03-02', reports: [report()] }))).toBe(false);
  });

  it('takes quantities of more than nothing, to the thousandth', () => {
    expect([0.001, 1, 1234.567, 999_999_999].every(isQuantity)).toBe(true);
    expect([0, -1, 0.0001, 1.2345].some(isQuantity)).toBe(false);
  });

  it('does not depend on the order in which parts of a whole were written down', () => {
    const someReport = fc.record({
      inTime: fc.boolean(),
      quantity: fc.option(fc.integer({ min: 1, max: 9 }), { nil: null }),
      complete: fc.boolean(),
      verdict: fc.constantFrom('accepted' as const, 'rejected' as const, null),
    });
    fc.assert(
      fc.property(fc.array(someReport, { maxLength: 6 }), fc.integer({ min: 1, max: 20 }), (reports, amount) => {
        const one = facts({ amount, reports });
        const other = facts({ amount, reports: reports.toReversed() });
        expect([standingOf(other), shareDone(other), isMadeGood(other)]).toEqual([
          standingOf(one),
          shareDone(one),
          isMadeGood(one),
        ]);
      }),
    );
  });
});

describe('the status that follows from the obligations', () => {
  const kept = facts({ reports: [report({ complete: true, verdict: 'accepted' })] });
  const broken = facts({ notKeptOn: '2026-03-31' });
  const released = facts({ releasedOn: '2026-03-31' });
  const untrue = facts({ term: 'approval', found: 'untrue' });

  it.each([
    ['kept', [kept, released], true],
    ['broken', [kept, broken, released], true],
    ['released', [released, released], true],
    ['running', [kept, facts()], true],
    ['running', [{ ...broken, reports: [report({ inTime: false, complete: true })] }], true],
    ['checking', [facts({ term: 'approval' }), untrue], false],
    ['rectifying', [untrue, broken], false],
    ['revoking', [{ ...untrue, notKeptOn: '2026-03-31' }, facts()], false],
    ['running', [{ ...untrue, notKeptOn: '2026-03-31' }, facts()], true],
    ['broken', [{ ...untrue, notKeptOn: '2026-03-31' }], true],
  ] as const)('is %s', (status, obligations, decided) => {
    expect(statusOfObligations(obligations, decided)).toBe(status);
  });
});
