import { describe, expect, it } from '@jest/globals';
import type { AcceptFirstTerms, ProcedureTerms } from '../../../domain/accept-first/accept-first.ts';
import {
  decideByLedger,
  paceOf,
  registrationGraceLedger,
  supplyByAtDoor,
  supplyByLedger,
  verifyByLedger,
} from '../../../domain/accept-first/accept-first-deadlines.ts';
import { computeDeadline } from '../../../domain/deadline/deadline.ts';
import type { Ledger } from '../../../domain/deadline/ledger.ts';
import { licence, terms } from '../../support/procedures.ts';
import { CALENDAR } from '../calendar-data.ts';
import { RULE } from '../rules.ts';

const of = (change: Partial<AcceptFirstTerms> = {}, more: Partial<ProcedureTerms> = {}) =>
  licence({ acceptFirst: terms(change), ...more });
const due = (ledger: Ledger): string => computeDeadline(ledger, CALENDAR).due;

describe('the supply-by date', () => {
  it('runs from the day of receipt, which is not counted', () => {
    expect(due(supplyByLedger(of(), '2026-03-02', RULE))).toBe('2026-03-16');
  });

  it.each([
    ['a day off: the next working day is the first', '2026-10-03', '2026-10-20'],
    ['over the Spring Festival with its make-up days', '2026-02-10', '2026-03-02'],
    ['over National Day with its make-up days', '2026-09-21', '2026-10-12'],
  ])('received on %s', (_name, receivedOn, expected) => {
    expect(due(supplyByLedger(of(), receivedOn, RULE))).toBe(expected);
  });

  it.each([
    ['today: the whole term', '2026-03-02', null, '2026-03-16'],
    ['some days later: the term from the day of receipt', '2026-03-05', null, '2026-03-16'],
    ['long after: five working days are left', '2026-06-01', null, '2026-06-08'],
    ['long after, the notice handed over with the receipt', '2026-06-01', '2026-03-02', '2026-03-16'],
    ['long after, the notice handed over later', '2026-06-01', '2026-05-20', '2026-06-03'],
    ['on the day on which the notice is handed over', '2026-06-01', '2026-06-01', '2026-06-15'],
  ])('of paper registered %s', (_name, registeredOn, noticeHandedOn, expected) => {
    const days = { receivedOn: '2026-03-02', noticeHandedOn, registeredOn };
    expect(due(supplyByAtDoor(of(), days, RULE, CALENDAR))).toBe(expected);
  });

  it('of paper registered late is never longer than the whole term from the registration', () => {
    const two = of({ supplyBy: { kind: 'fixed', workingDays: 2 } });
    const days = { receivedOn: '2026-03-02', noticeHandedOn: null, registeredOn: '2026-06-01' };
    expect(due(supplyByAtDoor(two, days, RULE, CALENDAR))).toBe('2026-06-03');
    const today = { ...days, registeredOn: '2026-03-02' };
    expect(supplyByAtDoor(two, today, RULE, CALENDAR)).toEqual(supplyByLedger(two, '2026-03-02', RULE));
  });

  it("says whether the number is the place's own or the default", () => {
    expect(supplyByLedger(of(), '2026-03-02', RULE).rule).toMatchObject({
      count: 10,
      isDefault: false,
      clause: '示范县容缺受理办法第八条',
    });
    expect(supplyByLedger(of({ supplyBy: null }), '2026-03-02', RULE).rule).toMatchObject({
      count: 18,
      isDefault: true,
    });
  });

  it('with all extensions is never longer than the place allows', () => {
    const capped = supplyByLedger(of({ extension: { monthsInAll: 1, by: 'officer' } }), '2026-03-02', RULE);
    const extension = { until: '2026-06-01', reason: '洪水', clause: '', by: 'o', on: '2026-03-10' };
    expect(due({ ...capped, extensions: [extension] })).toBe('2026-04-02');
    const free = supplyByLedger(of(), '2026-03-02', RULE);
    expect(due({ ...free, extensions: [extension] })).toBe('2026-06-01');
  });

  it('is not asked for where accept-first is not offered', () => {
    expect(() => supplyByLedger(licence({ acceptFirst: null }), '2026-03-02', RULE)).toThrow('does not offer');
  });
});

describe('the dates of the authority', () => {
  it('registration ends with the next working day, or as the procedure says', () => {
    expect(due(registrationGraceLedger(of(), '2026-03-13', RULE))).toBe('2026-03-16');
    expect(due(registrationGraceLedger(of(), '2026-09-30', RULE))).toBe('2026-10-08');
    expect(due(registrationGraceLedger(of({ registrationGraceWorkingDays: 3 }), '2026-03-13', RULE))).toBe(
      '2026-03-18',
    );
  });

  it('registration leaves a posted paper five working days to arrive where its dispatch counts', () => {
    const byDispatch = { receiptByPost: 'dispatch' } as const;
    expect(due(registrationGraceLedger(of(byDispatch), '2026-03-13', RULE))).toBe('2026-03-20');
    expect(
      due(registrationGraceLedger(of({ ...byDispatch, registrationGraceWorkingDays: 3 }), '2026-03-13', RULE)),
    ).toBe('2026-03-18');
    expect(registrationGraceLedger(of(byDispatch), '2026-03-13', RULE).rule).toMatchObject({
      count: 5,
      isDefault: true,
    });
  });

  it('verification takes two working days, or as the procedure says', () => {
    expect(due(verifyByLedger(of(), '2026-03-13', RULE))).toBe('2026-03-17');
    expect(due(verifyByLedger(of({ verifyWithinWorkingDays: 5 }), '2026-03-13', RULE))).toBe('2026-03-20');
  });

  it('the decision follows within the handling term from acceptance', () => {
    expect(due(decideByLedger(of(), '2026-03-02', { on: '2026-03-06', leastDue: '2026-03-13' }, RULE))).toBe(
      '2026-03-30',
    );
  });

  it('and leaves some days after verification, where the handling term is nearly over, or there is none', () => {
    expect(due(decideByLedger(of(), '2026-03-02', { on: '2026-03-27', leastDue: '2026-04-03' }, RULE))).toBe(
      '2026-04-03',
    );
    const { explanation } = computeDeadline(
      decideByLedger(of(), '2026-03-02', { on: '2026-03-27', leastDue: '2026-04-03' }, RULE),
      CALENDAR,
    );
    const told = explanation.map(({ zh, en }) => `${zh} ${en}`).join('\n');
    expect(told).toContain('材料齐全后至少留5个工作日决定');
    expect(told).not.toMatch(/已告知|told before/);
    for (const handlingDays of [null, 0]) {
      const verified = { on: '2026-03-06', leastDue: '2026-03-13' };
      expect(due(decideByLedger(of({}, { handlingDays }), '2026-03-02', verified, RULE))).toBe('2026-03-13');
    }
  });
});

describe('how the steps of a wait are spaced', () => {
  it('by the procedure for the applicant, by the rule set for the authority', () => {
    expect(paceOf(of(), 'supply-by', RULE)).toEqual({
      reminderWorkingDays: [3, 1],
      escalateEveryWorkingDays: 3,
      reminderHour: 9,
    });
    expect(paceOf(of({ reminderWorkingDays: [5] }), 'supply-by', RULE).reminderWorkingDays).toEqual([5]);
    expect(paceOf(of({ reminderWorkingDays: [5] }), 'verify-by', RULE).reminderWorkingDays).toEqual([1]);
  });
});
