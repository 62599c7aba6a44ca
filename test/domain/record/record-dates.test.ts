import { describe, expect, it } from '@jest/globals';
import { recordDates, type RecordQuestion } from '../../../domain/record/record-dates.ts';

const ask = (rest: Partial<RecordQuestion> = {}) => {
  const answer = recordDates({
    kind: 'penalty',
    decidedOn: '2026-04-01',
    severity: 'general',
    sector: 'general',
    publishedFrom: '2026-04-07',
    ...rest,
  });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.dates;
};

describe('the days stored with a record', () => {
  it('count from the document, whenever it was entered', () => {
    expect(ask()).toEqual({
      decidedOn: '2026-04-01',
      severity: 'general',
      sector: 'general',
      publishedFrom: '2026-04-07',
      published: true,
      ruleSet: '2026-04-01',
      minimumEnds: '2026-07-01',
      applyFrom: '2026-07-02',
      endsBy: '2027-04-01',
    });
  });

  it('keep the rule set of the day it was decided on', () => {
    expect(ask({ decidedOn: '2026-03-31' })).toMatchObject({ ruleSet: '2023-05-01', endsBy: '2029-03-31' });
  });

  it('of a leap day end on the month’s last day', () => {
    expect(ask({ decidedOn: '2028-02-29', publishedFrom: '2028-02-29' })).toMatchObject({
      minimumEnds: '2028-05-29',
      endsBy: '2029-02-28',
    });
    expect(ask({ decidedOn: '2028-02-29', severity: 'serious' })).toMatchObject({
      minimumEnds: '2029-02-28',
      applyFrom: '2029-03-01',
      endsBy: '2031-02-28',
    });
  });

  it('what is minor is not shown, is shared for its three months, and may be repaired at once', () => {
    const minor = { minimumEnds: null, applyFrom: '2026-04-01', endsBy: '2026-07-01' };
    expect(ask({ severity: 'minor' })).toMatchObject({ published: false, ...minor });
    expect(ask({ severity: 'minor', published: true })).toMatchObject({ published: true, ...minor });
  });

  it('a court ends its own: nothing is applied for here, and situation 1 has no end', () => {
    const debtor = { kind: 'judgment-debtor', sector: 'judgment-debtor', severity: 'serious' } as const;
    expect(ask(debtor)).toMatchObject({ published: true, minimumEnds: null, applyFrom: null, endsBy: '2028-04-01' });
    const term = { months: null, clause: '法释〔2017〕7号第二条' };
    expect(ask({ ...debtor, term })).toMatchObject({ published: true, applyFrom: null, endsBy: null });
  });

  it('wages in arrears: the first day to apply is known once the correction is', () => {
    const list = { kind: 'serious-list', sector: 'wage-arrears', severity: 'serious' } as const;
    expect(ask(list)).toMatchObject({ applyFrom: null, endsBy: '2029-04-01' });
    expect(ask({ ...list, correctedOn: '2026-06-30' })).toMatchObject({ applyFrom: '2026-12-31' });
  });

  it('start anew after a repair that was withdrawn', () => {
    expect(ask({ restartedOn: '2026-12-01' })).toMatchObject({ applyFrom: '2027-03-02', endsBy: '2027-12-01' });
  });

  it('are refused where no rule set is held', () => {
    expect(recordDates({ ...ask(), kind: 'penalty', decidedOn: '2023-04-30' })).toMatchObject({
      ok: false,
      refusal: { code: 'no-rule-set' },
    });
  });
});
