import { describe, expect, it } from '@jest/globals';
import type { ReportQuestion } from '../../../domain/report/credit-report.ts';
import { type HeldNow, listedIn, reportStanding } from '../../../domain/report/report-standing.ts';
import type { RecordHold } from '../../../domain/record/record-hold.ts';
import type { RecordFacts, RecordMeasure } from '../../../domain/record/record.ts';
import { sectorRules } from '../../../domain/record/sector-rules.ts';
import { NOW, question, RANGE, record, REGISTERED } from './questions.ts';

const HIDES = { publicity: true, sharing: true, measures: true };
const MEASURE: RecordMeasure = {
  code: 'A01',
  name: '限制参与招标投标',
  basis: 'x',
  force: 'mandatory',
  from: '2026-05-01',
  until: null,
  liftedOn: null,
};

/** Of a report issued at ten on 18 September, at ten on a later day. */
function standing(then: Partial<ReportQuestion>, now: Partial<HeldNow>, on: string) {
  const asked = question(then);
  const { from, until } = asked.range;
  return reportStanding(
    { issuedAt: NOW, validUntil: '2026-10-18', from, until, listed: listedIn(asked) },
    { records: asked.records, performances: [], honours: [], registrations: [], ...now },
    `${on}T02:00:00.000Z`,
  );
}

const VALID = { state: 'valid', since: null };
const superseded = (since: string) => ({ state: 'superseded', since });
const hold = (reason: RecordHold['reason'], stops: RecordHold['stops'], from: string, until: string | null = null) => ({
  reason,
  stops,
  from: `${from}T02:00:00.000Z`,
  until: until === null ? null : `${until}T02:00:00.000Z`,
});

describe('whether a report still holds', () => {
  it('holds to the end of its last day', () => {
    expect(standing({}, {}, '2026-10-18')).toEqual(VALID);
    expect(standing({}, {}, '2026-10-19')).toEqual({ state: 'expired', since: '2026-10-19' });
  });

  it('is superseded from the day on which what it lists was repaired, though it has expired since', () => {
    const records = [record({ endedOn: '2026-09-30', endedHow: 'repaired' })];
    expect(standing({}, { records }, '2026-10-01')).toEqual(superseded('2026-09-30'));
    expect(standing({}, { records }, '2026-12-01')).toEqual(superseded('2026-09-30'));
  });

  it('is superseded when what the subject registered is corrected, doubted, ended or past its validity since', () => {
    const now = {
      id: 'v1',
      version: 2,
      status: 'verified',
      validUntil: '2027-09-01',
      changedOn: '2026-09-25',
    } as const;
    const then = { registrations: [REGISTERED] };
    const standingNow = (change: Partial<HeldNow['registrations'][number]>) =>
      standing(then, { registrations: [{ ...now, ...change }] }, '2026-10-01');
    expect(standingNow({})).toEqual(VALID);
    expect(standingNow({ version: 3 })).toEqual(superseded('2026-09-25'));
    expect(standingNow({ status: 'doubted' })).toEqual(superseded('2026-09-25'));
    expect(standingNow({ status: 'found-false' })).toEqual(superseded('2026-09-25'));
    expect(standingNow({ validUntil: '2026-09-29' })).toEqual(superseded('2026-09-30'));
  });

  it('what changes after its last day changes nothing of it', () => {
    const records = [record({ endedOn: '2026-10-19', endedHow: 'repaired' })];
    expect(standing({}, { records }, '2026-12-01')).toEqual({ state: 'expired', since: '2026-10-19' });
  });

  it('is superseded when what it lists has run out', () => {
    const then = [record({ endsBy: '2026-09-20' })];
    expect(standing({ records: then }, {}, '2026-09-20')).toEqual(VALID);
    expect(standing({ records: then }, {}, '2026-09-22')).toEqual(superseded('2026-09-21'));
  });

  it.each([
    ['of another class', { severity: 'serious' }],
    ['of another day', { decidedOn: '2026-04-30' }],
    ['published no more', { published: false }],
    ['decided before the period, as it turns out', { decidedOn: '2024-09-01' }],
  ] as [string, Partial<RecordFacts>][])('is superseded when a record was corrected: %s', (_name, change) => {
    const changedAt = ['2026-05-02T02:00:00.000Z', '2026-09-23T08:00:00.000Z'];
    const corrected = [record({ ...record().facts, ...change }, { changedAt })];
    expect(standing({}, { records: corrected }, '2026-09-25')).toEqual(superseded('2026-09-23'));
    // Of what was written down before the days were kept, no more is known than that it changed.
    const undated = [record({ ...record().facts, ...change })];
    expect(standing({}, { records: undated }, '2026-09-25')).toEqual(superseded('2026-09-18'));
  });

  it('is superseded when a measure it lists was lifted, has ended, or another has begun', () => {
    const now = (change: Partial<RecordMeasure>, on: string) =>
      standing(
        { records: [record({}, { measures: [MEASURE] })] },
        { records: [record({}, { measures: [{ ...MEASURE, ...change }] })] },
        on,
      );
    expect(now({}, '2026-09-25')).toEqual(VALID);
    expect(now({ liftedOn: '2026-09-24' }, '2026-09-25')).toEqual(superseded('2026-09-24'));
    expect(now({ until: '2026-09-24' }, '2026-09-24')).toEqual(VALID);
    expect(now({ until: '2026-09-24' }, '2026-09-25')).toEqual(superseded('2026-09-25'));
    const begun = [MEASURE, { ...MEASURE, code: 'B01', from: '2026-09-22' }];
    const then = { records: [record({}, { measures: begun })] };
    expect(standing(then, {}, '2026-09-21')).toEqual(VALID);
    expect(standing(then, {}, '2026-09-22')).toEqual(superseded('2026-09-22'));
  });

  it('is superseded while a hold hides what it lists, and no longer', () => {
    const masked = (until: string | null) => ({
      records: [record({}, { holds: [hold('court-mask', HIDES, '2026-09-20', until)] })],
    });
    expect(standing({}, masked(null), '2026-09-25')).toEqual(superseded('2026-09-20'));
    expect(standing({}, masked('2026-09-23'), '2026-09-22')).toEqual(superseded('2026-09-20'));
    expect(standing({}, masked('2026-09-23'), '2026-09-25')).toEqual(VALID);
  });

  it('is superseded while an objection marks what it lists unmarked, and when a mark it prints is taken off', () => {
    const stops = sectorRules('food', '2026-05-01').underObjection.value;
    const objected = (from: string, until: string | null) => [
      record({}, { holds: [hold('objection', stops, from, until)] }),
    ];
    expect(standing({}, { records: objected('2026-09-20', null) }, '2026-09-25')).toEqual(superseded('2026-09-20'));
    expect(standing({ records: objected('2026-09-10', '2026-09-24') }, {}, '2026-09-23')).toEqual(VALID);
    expect(standing({ records: objected('2026-09-10', '2026-09-24') }, {}, '2026-09-25')).toEqual(
      superseded('2026-09-24'),
    );
  });

  it('is superseded when the subject says something else beside what it lists', () => {
    const [first, second] = ['2026-09-10T02:00:00.000Z', '2026-09-21T02:00:00.000Z'];
    const says = (endedAt: string | null) => record({}, { declarations: [{ text: '已整改', at: first, endedAt }] });
    expect(standing({ records: [says(null)] }, {}, '2026-09-25')).toEqual(VALID);
    expect(standing({ records: [says(null)] }, { records: [says(second)] }, '2026-09-25')).toEqual(
      superseded('2026-09-21'),
    );
    expect(standing({}, { records: [says(null)] }, '2026-09-25')).toEqual(superseded('2026-09-18'));
  });

  it('is superseded when a record that it does not list is shown: its repair withdrawn, or newly entered', () => {
    const repaired = record({ endedOn: '2026-09-01', endedHow: 'repaired' });
    const restored = record({}, { changedAt: ['2026-09-23T08:00:00.000Z'] });
    expect(standing({ records: [repaired] }, {}, '2026-09-25')).toEqual(VALID);
    expect(standing({ records: [repaired] }, { records: [restored] }, '2026-09-25')).toEqual(superseded('2026-09-23'));
    expect(standing({ records: [] }, { records: [restored] }, '2026-09-25')).toEqual(superseded('2026-09-23'));
    const later = record({ decidedOn: '2026-09-19', publishedFrom: '2026-09-19' });
    expect(standing({ records: [] }, { records: [later] }, '2026-09-25')).toEqual(VALID);
    const range = { ...RANGE, fields: ['tax'] as const };
    expect(standing({ records: [], range }, { records: [restored] }, '2026-09-25')).toEqual(VALID);
  });

  it('is superseded when an honour was ended before its printed end, not when it ran to it or another was given', () => {
    const honour = { title: '诚信典型', documentNumber: '5号', authority: '信用办', from: '2026-01-01' };
    const [one, other] = ['h1', 'h2'].map((id) => ({ ...honour, id, until: '2026-09-30', endedOn: null }));
    if (one === undefined || other === undefined) throw new Error('two honours');
    const then = { honours: [one] };
    expect(standing(then, { honours: [one, other] }, '2026-10-05')).toEqual(VALID);
    const ended = { honours: [{ ...one, endedOn: '2026-09-22' }] };
    expect(standing(then, ended, '2026-10-05')).toEqual(superseded('2026-09-22'));
    expect(standing(then, { honours: [one, { ...other, endedOn: '2026-09-22' }] }, '2026-10-05')).toEqual(VALID);
  });

  it('is superseded when a promise was made good or found otherwise since, and not by one that had been before', () => {
    const before = {
      id: 'p',
      caseNumber: 'JN-2026-000001',
      authority: '市场监督管理局',
      decidedOn: '2026-06-01',
      result: 'not-kept',
      madeGoodOn: null,
      correctedOn: null,
    } as const;
    const now = (change: object) =>
      standing({ performances: [before] }, { performances: [{ ...before, ...change }] }, '2026-10-01');
    expect(now({})).toEqual(VALID);
    expect(now({ madeGoodOn: '2026-09-25' })).toEqual(superseded('2026-09-25'));
    expect(now({ result: 'annulled', correctedOn: '2026-09-26' })).toEqual(superseded('2026-09-26'));
    const unlisted = { performances: [{ ...before, correctedOn: '2026-09-27' }] };
    expect(standing({}, unlisted, '2026-10-01')).toEqual(superseded('2026-09-27'));
  });
});
