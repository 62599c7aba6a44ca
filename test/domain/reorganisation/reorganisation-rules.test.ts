import { describe, expect, it } from '@jest/globals';
import { computeDeadline } from '../../../domain/deadline/deadline.ts';
import {
  outcomeByLedger,
  reorganisationPace,
  rulingConfirmedByLedger,
} from '../../../domain/reorganisation/reorganisation-deadlines.ts';
import {
  reasonAgainstStatement,
  reasonsAgainstReorganisation,
  type ReorganisationQuestion,
} from '../../../domain/reorganisation/reorganisation-door.ts';
import { isShielded, leavesShield, measuresToLift } from '../../../domain/reorganisation/reorganisation-shield.ts';
import type { RecordEnding } from '../../../domain/record/record-ending.ts';
import { CALENDAR } from '../calendar-data.ts';
import { RULE } from '../rules.ts';

const question: ReorganisationQuestion = {
  openedBy: 'administrator',
  subjectKind: 'organisation',
  isCourt: true,
  ruledOn: '2026-05-11',
  planUntil: null,
  receivedOn: '2026-05-11',
  openCase: null,
  rulingOfAnother: false,
};
const codes = (more: Partial<ReorganisationQuestion>) =>
  reasonsAgainstReorganisation({ ...question, ...more }).map(({ code }) => code);

describe('what is registered', () => {
  it('is a ruling of a court about an enterprise, from its day on', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ subjectKind: 'person' })).toEqual(['not-an-enterprise']);
    expect(codes({ isCourt: false })).toEqual(['not-a-court']);
    expect(reasonsAgainstReorganisation({ ...question, ruledOn: '2026-05-12' })).toMatchObject([
      { code: 'ruling-in-the-future', earliest: '2026-05-12' },
    ]);
    expect(codes({ planUntil: '2026-05-10' })).toEqual(['term-before-ruling']);
    expect(codes({ planUntil: '2026-05-11' })).toEqual([]);
    expect(codes({ planUntil: '2046-05-11' })).toEqual([]);
    expect(codes({ planUntil: '2199-12-31' })).toEqual(['term-too-long']);
  });

  it('is one application of a subject at a time, while the court is not held up by it', () => {
    const open = { openCase: 'JN-2026-000007' };
    expect(reasonsAgainstReorganisation({ ...question, ...open })[0]?.text.zh).toContain('JN-2026-000007');
    expect(codes({ ...open, openedBy: 'debtor' })).toEqual(['reorganisation-open']);
    expect(codes({ ...open, openedBy: 'court' })).toEqual([]);
  });

  it('is one subject of a ruling', () => {
    expect(codes({ rulingOfAnother: true })).toEqual(['ruling-of-another']);
    expect(codes({ rulingOfAnother: true, openedBy: 'court' })).toEqual(['ruling-of-another']);
  });

  it('leaves statements to the administrator and the court', () => {
    expect(reasonAgainstStatement('administrator')).toBeNull();
    for (const other of ['legal-representative', 'agent', 'self', null]) {
      expect(reasonAgainstStatement(other)?.code).toBe('statement-by-administrator');
    }
  });
});

describe('what a ruling shields', () => {
  it('is what was decided up to its day and has not ended', () => {
    const shields = (decidedOn: string, endedOn: string | null = null) =>
      isShielded({ decidedOn, endedOn }, '2026-05-11');
    expect([shields('2020-01-01'), shields('2026-05-11'), shields('2026-05-12')]).toEqual([true, true, false]);
    expect(shields('2020-01-01', '2021-01-01')).toBe(false);
  });

  it('is left by a decision of a later day, of whichever ruling it was', () => {
    const leaves = (from: string, to: string) => leavesShield({ from, to }, ['2026-05-11', '2026-08-11']);
    expect([leaves('2026-05-01', '2026-05-11'), leaves('2026-05-01', '2026-05-12')]).toEqual([false, true]);
    expect([leaves('2026-06-01', '2026-08-12'), leaves('2026-09-01', '2026-09-02')]).toEqual([true, false]);
    expect(leaves('2026-06-01', '2026-05-01')).toBe(false);
    expect(leavesShield({ from: '2026-05-01', to: '2026-09-01' }, [])).toBe(false);
  });

  it('lifts the measures that the list marks, and no other', () => {
    const measure = (code: string, hindersPlan: boolean, liftedHow: RecordEnding | null = null) => ({
      code,
      hindersPlan,
      liftedHow,
    });
    const measures = [
      measure('A01', true),
      measure('C01', false),
      measure('B09', true, 'corrected'),
      measure('B10', true, 'repaired'),
    ];
    // What a repair lifted comes back with its withdrawal.
    expect(measuresToLift(measures)).toEqual(['A01', 'B10']);
  });
});

describe('the dates', () => {
  const due = (ledger: Parameters<typeof computeDeadline>[0]) => computeDeadline(ledger, CALENDAR).due;

  it('give the court ten working days to confirm, by default', () => {
    const ledger = rulingConfirmedByLedger('2026-05-11', RULE);
    expect([due(ledger), ledger.rule.isDefault]).toEqual(['2026-05-25', true]);
  });

  it('ask for the outcome when the term of the ruling ends, sooner or later than a year', () => {
    expect(due(outcomeByLedger('2026-05-11', null, RULE))).toBe('2027-05-11');
    expect(due(outcomeByLedger('2026-05-11', '2026-11-30', RULE))).toBe('2026-11-30');
    expect(due(outcomeByLedger('2026-05-11', '2029-05-11', RULE))).toBe('2029-05-11');
    // A term that had ended before the records were shielded asks at once, never in the past.
    expect(due(outcomeByLedger('2026-05-11', '2026-03-02', RULE))).toBe('2026-05-11');
  });

  it('ask again at longer intervals for a plan than for a confirmation', () => {
    expect(reorganisationPace('ruling-confirmed-by', RULE).escalateEveryWorkingDays).toBe(3);
    expect(reorganisationPace('outcome-by', RULE).escalateEveryWorkingDays).toBe(60);
  });
});
