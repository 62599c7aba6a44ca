import { describe, expect, it } from '@jest/globals';
import { reasonsAgainstReport, reasonsAgainstStart } from '../../../domain/commitment/commitment-acts.ts';
import {
  type ConcessionQuestion,
  reasonAgainstRegisteringConcession,
  reasonsAgainstConceding,
} from '../../../domain/commitment/commitment-concession.ts';
import {
  afterEventLedger,
  anewAfterLateVerdict,
  approvalCheckLedger,
  commitmentPace,
  eventByLedger,
  forceMajeure,
  namedDayLedger,
  rectifyByLedger,
} from '../../../domain/commitment/commitment-deadlines.ts';
import {
  reasonsAgainstAmendment,
  reasonsAgainstObligations,
  reasonsAgainstPromise,
} from '../../../domain/commitment/commitment-door.ts';
import { COMMITMENT_KINDS, kindTerms, PUBLIC_COMMITMENT_KINDS } from '../../../domain/commitment/commitment-kinds.ts';
import { gradeOf, type GradedObligation } from '../../../domain/commitment/commitment-severity.ts';
import { computeDeadline } from '../../../domain/deadline/deadline.ts';
import { OBLIGATION_STANDINGS } from '../../../domain/commitment/obligation.ts';
import { afterEvent, condition, obligation } from '../../support/promises.ts';
import { CALENDAR } from '../calendar-data.ts';
import { RULE } from '../rules.ts';

const codesOf = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code);

describe('what the promisor itself says was not done', () => {
  const date = { due: '2026-03-16', provisional: false, startDay: '2026-03-02' };
  const against = (change: Partial<ConcessionQuestion>) =>
    reasonsAgainstConceding({
      title: '培训',
      standing: 'due',
      term: 'day',
      date,
      day: '2026-03-17',
      isAskedToChange: false,
      extendedOn: null,
      reportedOn: null,
      clause: '2025年意见（十五）',
      ...change,
    });
  const codes = (change: Partial<ConcessionQuestion>) => against(change).map(({ code }) => code);

  it('is of a date that has passed, never of one that may still be kept', () => {
    expect(codes({})).toEqual([]);
    expect(against({ day: '2026-03-16' })).toMatchObject([{ code: 'conceded-too-early', earliest: '2026-03-17' }]);
    expect(codes({ date: { ...date, provisional: true } })).toEqual(['conceded-too-early']);
    expect(codes({ isAskedToChange: true })).toEqual(['amendment-open']);
  });

  it('is at once of what was found untrue: to rectify it is a second chance that one need not take', () => {
    expect(codes({ term: 'approval', day: '2026-03-02' })).toEqual([]);
    expect(against({ term: 'approval', day: '2026-03-01' })).toMatchObject([
      { code: 'conceded-too-early', earliest: '2026-03-02' },
    ]);
  });

  it('is overtaken where the days to rectify were extended, or used, after the day of the paper', () => {
    for (const since of ['extendedOn', 'reportedOn'] as const) {
      expect(codes({ term: 'approval', day: '2026-03-04', [since]: '2026-03-04' })).toEqual([]);
      expect(against({ term: 'approval', day: '2026-03-04', [since]: '2026-03-05' })).toMatchObject([
        { code: 'concession-overtaken', text: { zh: expect.stringContaining('2026-03-05') } },
      ]);
      // Any other date has passed, its extension included.
      expect(codes({ [since]: '2026-03-18' })).toEqual([]);
    }
  });

  it('is not written down from its paper by who found it untrue', () => {
    const asked = { term: 'approval', by: 'wang', checkedBy: 'wang', clause: '42号' } as const;
    expect(reasonAgainstRegisteringConcession(asked)).toMatchObject({ code: 'checker-may-not-register' });
    expect(reasonAgainstRegisteringConcession({ ...asked, by: 'li' })).toBeNull();
    expect(reasonAgainstRegisteringConcession({ ...asked, checkedBy: null })).toBeNull();
    expect(reasonAgainstRegisteringConcession({ ...asked, term: 'day' })).toBeNull();
  });

  it('is of nothing that is settled, reported or not begun', () => {
    for (const standing of ['pending', 'in-check', 'reported', 'confirmed', 'not-kept', 'released'] as const)
      expect([standing, codes({ standing })]).toEqual([standing, ['obligation-not-open']]);
    expect(codes({ date: null })).toEqual(['obligation-not-open']);
  });
});

describe('who may promise', () => {
  const TERMS = { checkWithinWorkingDays: null, rectifyWithinWorkingDays: null, clause: '办法第六条' };
  const standing = {
    seriousRecords: [{ documentNumber: '1号', authority: '市监局' }],
    brokenPromises: [{ caseNumber: 'JN-2026-000001', decidedOn: '2026-01-05' }],
  };
  const clean = { seriousRecords: [], brokenPromises: [] };

  it('is barred from what is decided at once, with every reason, by a serious record and a broken promise', () => {
    for (const kind of COMMITMENT_KINDS) {
      const codes = codesOf(reasonsAgainstPromise({ kind, approvalTerms: TERMS, standing }));
      const expected = kindTerms(kind).decidedAtOnce ? ['serious-dishonesty', 'earlier-promise-not-kept'] : [];
      expect([kind, codes]).toEqual([kind, expected]);
      expect(reasonsAgainstPromise({ kind, approvalTerms: TERMS, standing: clean })).toEqual([]);
    }
  });

  it('finds approvals on a promise only where the procedure offers them', () => {
    const question = { approvalTerms: null, standing: clean };
    expect(codesOf(reasonsAgainstPromise({ kind: 'approval', ...question }))).toEqual(['commitment-not-offered']);
    expect(reasonsAgainstPromise({ kind: 'proof', ...question })).toEqual([]);
  });

  it('shows the public which kinds there are, but no certificate of a person and no private contract', () => {
    expect(COMMITMENT_KINDS.filter((kind) => !PUBLIC_COMMITMENT_KINDS.includes(kind))).toEqual(['proof', 'contract']);
  });
});

describe('what may be promised', () => {
  const question = { kind: 'disclosure', promisedOn: '2026-03-02', today: '2026-03-02' } as const;
  const against = (...obligations: Parameters<typeof reasonsAgainstObligations>[0]['obligations']) =>
    codesOf(reasonsAgainstObligations({ ...question, obligations }));

  it('is every obligation that can be followed', () => {
    expect(against(obligation('a'), afterEvent('b'))).toEqual([]);
    expect(against(obligation('a', { quantity: { amount: 1.5, unit: '公里' } }))).toEqual([]);
  });

  it('is nothing without a date that lies ahead, a term, an event, an amount, a code of its own', () => {
    expect(against(obligation('a', { term: { kind: 'day', due: '2026-03-01' } }))).toEqual(['date-already-past']);
    expect(against(obligation('a', { term: { kind: 'day', due: '2036-06-01' } }))).toEqual(['date-too-far']);
    expect(against(obligation('a'), obligation('a'))).toEqual(['obligation-twice']);
    expect(against(obligation('a', { quantity: { amount: 0, unit: '公里' } }))).toEqual(['quantity-out-of-range']);
    const endless = { kind: 'event', count: 1001, unit: 'working-days', expectedBy: '2026-06-01' } as const;
    expect(against(obligation('a', { event: '竣工', term: endless }))).toEqual(['term-out-of-range']);
    expect(against({ ...afterEvent('a'), event: null })).toEqual(['event-missing']);
  });

  it('holds at the decision exactly where something is decided at once', () => {
    expect(against(condition('a'))).toEqual(['nothing-decided']);
    const approval = { ...question, kind: 'approval' } as const;
    expect(codesOf(reasonsAgainstObligations({ ...approval, obligations: [obligation('a')] }))).toEqual([
      'nothing-to-check',
    ]);
    expect(reasonsAgainstObligations({ ...approval, obligations: [condition('a'), obligation('b')] })).toEqual([]);
    expect(codesOf(reasonsAgainstAmendment({ ...approval, obligations: [condition('a')] }))).toEqual([
      'nothing-decided',
    ]);
    expect(reasonsAgainstAmendment({ ...approval, obligations: [obligation('a')] })).toEqual([]);
  });
});

describe('reports and events', () => {
  type Item = Parameters<typeof reasonsAgainstReport>[0]['item'];
  const item: Item = { complete: true, quantity: null, note: null, reference: '验收单' };
  const question = { title: '修路', amount: 10, item, clause: '承诺书' };

  it('are taken in the standings in which something is owed', () => {
    const open = OBLIGATION_STANDINGS.filter(
      (standing) => reasonsAgainstReport({ ...question, standing }).length === 0,
    );
    expect(open).toEqual(['due', 'reported', 'not-kept']);
  });

  it('name what shows the whole, and what the part is', () => {
    const against = (change: Partial<Item>, amount: number | null = 10) =>
      codesOf(reasonsAgainstReport({ ...question, amount, standing: 'due', item: { ...item, ...change } }));
    expect(against({ reference: null })).toEqual(['evidence-missing']);
    expect(against({ complete: false })).toEqual(['part-not-described']);
    expect(against({ complete: false, quantity: 3 })).toEqual([]);
    expect(against({ complete: false, quantity: 3 }, null)).toEqual(['quantity-out-of-range']);
    expect(against({ complete: false, quantity: -3 })).toEqual(['quantity-out-of-range']);
  });

  it('of an event lie between the promise and today, and far back only by a supervisor', () => {
    const limit = { officerFrom: '2026-03-16', clause: '系统默认' };
    const start = { title: '修路', standing: 'pending', today: '2026-03-20', promisedOn: '2026-03-02', limit } as const;
    const against = (on: string, by: 'applicant' | 'officer' | 'supervisor') =>
      codesOf(reasonsAgainstStart({ ...start, on, by, clause: '承诺书' }));
    expect(against('2026-03-21', 'applicant')).toEqual(['event-in-future']);
    expect(against('2026-03-01', 'supervisor')).toEqual(['event-before-promise']);
    expect(against('2026-03-10', 'officer')).toEqual(['backdating-needs-supervisor']);
    expect(against('2026-03-10', 'supervisor')).toEqual([]);
    expect(against('2026-03-10', 'applicant')).toEqual([]);
  });
});

describe('the dates', () => {
  const due = (ledger: Parameters<typeof computeDeadline>[0]) => computeDeadline(ledger, CALENDAR).due;

  it('of a named day are that day, or the next working day', () => {
    expect(due(namedDayLedger('2026-03-31', '2026-03-02'))).toBe('2026-03-31');
    // 1 October is a holiday until the 7th.
    expect(due(namedDayLedger('2026-10-01', '2026-03-02'))).toBe('2026-10-08');
    expect(due(namedDayLedger('2026-03-02', '2026-03-02'))).toBe('2026-03-02');
    expect(due(eventByLedger('2026-03-31', '2026-03-02'))).toBe('2026-03-31');
  });

  it('after an event count from it; where the authority tells of it late, some days are left', () => {
    const term = { kind: 'event', count: 3, unit: 'working-days', expectedBy: '2026-06-01' } as const;
    expect(due(afterEventLedger(term, '2026-03-02', null, CALENDAR, RULE))).toBe('2026-03-05');
    expect(due(afterEventLedger(term, '2026-03-02', '2026-03-20', CALENDAR, RULE))).toBe('2026-03-27');
  });

  it('of check and rectification are the procedure’s, else the default; a named day only makes them later', () => {
    const terms = { checkWithinWorkingDays: 20, rectifyWithinWorkingDays: 3, clause: '办法第六条' };
    expect(due(approvalCheckLedger('2026-03-02', terms, RULE))).toBe('2026-03-30');
    expect(approvalCheckLedger('2026-03-02', null, RULE).rule).toMatchObject({ count: 60, isDefault: true });
    expect(due(rectifyByLedger('2026-03-02', null, terms, RULE))).toBe('2026-03-05');
    expect(due(rectifyByLedger('2026-03-02', { until: '2026-03-03', by: 'li' }, terms, RULE))).toBe('2026-03-05');
    expect(due(rectifyByLedger('2026-03-02', { until: '2026-04-01', by: 'li' }, terms, RULE))).toBe('2026-04-01');
  });

  it('are moved by force majeure, and by the authority’s own lateness', () => {
    const ledger = namedDayLedger('2026-03-31', '2026-03-02');
    expect(due({ ...ledger, extensions: [forceMajeure('2026-04-20', 'li', '2026-03-30')] })).toBe('2026-04-20');
    const anew = anewAfterLateVerdict('2026-04-20', 'li', CALENDAR, RULE);
    expect(due({ ...ledger, extensions: [anew] })).toBe('2026-04-27');
  });

  it('remind the promisor early, the handler late', () => {
    expect(commitmentPace('remind-applicant', RULE).reminderWorkingDays).toEqual([10, 3, 1]);
    expect(commitmentPace('remind-handler', RULE).reminderWorkingDays).toEqual([1]);
  });
});

describe('how grave a broken promise is', () => {
  const done: GradedObligation = { notKept: false, shareDone: 1, due: null, madeGoodOn: null };
  const broken: GradedObligation = { notKept: true, shareDone: 0, due: '2026-03-31', madeGoodOn: null };
  const severity = (list: GradedObligation[], wilful = false) => gradeOf(list, wilful, RULE).severity;

  it('follows the share that was not kept', () => {
    expect(severity([broken, done, done, done])).toBe('minor');
    expect(severity([broken, done])).toBe('general');
    expect(severity([broken, broken, broken, done])).toBe('serious');
    // What was done of it counts.
    expect(severity([{ ...broken, shareDone: 0.8 }])).toBe('minor');
    expect(gradeOf([broken, done], false, RULE).reasons[0]?.zh).toContain('50%');
  });

  it('is minor where all of it was soon made good, and not where one of it was late', () => {
    const soon = { ...broken, madeGoodOn: '2026-04-30' };
    const late = { ...broken, madeGoodOn: '2026-05-01' };
    expect(severity([soon, soon])).toBe('minor');
    expect(severity([soon, late])).toBe('serious');
  });

  it('is serious on purpose, whatever else', () => {
    expect(severity([{ ...broken, shareDone: 0.9, madeGoodOn: '2026-04-01' }, done, done], true)).toBe('serious');
  });

  it('says on what clause it rests and why', () => {
    const grade = gradeOf([broken], true, RULE);
    expect(grade.clause).toBe('国办发〔2019〕35号（一）');
    expect(grade.reasons.every(({ zh, en }) => zh !== '' && en !== '')).toBe(true);
  });
});
