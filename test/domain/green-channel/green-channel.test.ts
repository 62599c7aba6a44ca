import { describe, expect, it } from '@jest/globals';
import { greenChannel, type GreenChannelQuestion, isModelOn } from '../../../domain/green-channel/green-channel.ts';
import { recordDates } from '../../../domain/record/record-dates.ts';
import { type RecordFacts, recordState } from '../../../domain/record/record.ts';
import { RULE } from '../rules.ts';

const TODAY = '2026-09-18';
const NOW = '2026-09-18T02:00:00.000Z';
const MODEL = { from: '2026-01-01', until: '2026-12-31', endedOn: null };

function record(change: Partial<RecordFacts> = {}): GreenChannelQuestion['records'][number] {
  const how = { kind: 'penalty', severity: 'general', sector: 'general' } as const;
  const answer = recordDates({ ...how, decidedOn: '2026-05-01', publishedFrom: '2026-05-01' });
  if (!answer.ok) throw new Error(answer.refusal.code);
  const rest = { kind: how.kind, correctedOn: null, dutiesDoneOn: null, endedOn: null, endedHow: null };
  const facts = { ...answer.dates, ...rest, ...change };
  return { facts, state: recordState(facts, [], [], NOW), authority: '市场监督管理局', documentNumber: '1号' };
}

const ask = (change: Partial<GreenChannelQuestion> = {}) => {
  const { ground, refusals } = greenChannel({ today: TODAY, models: [], records: [], broken: [], ...change }, RULE);
  return ground ?? refusals.map(({ code, earliest }) => (earliest === undefined ? code : `${code} ${earliest}`));
};

describe('who may use the green channel', () => {
  it('whoever has no bad record of three years, and integrity models', () => {
    expect(ask()).toBe('three-years');
    expect(ask({ models: [MODEL] })).toBe('integrity-model');
  });

  it('never who is barred, a model neither, with every reason', () => {
    const broken = [{ caseNumber: 'JN-2026-000001', madeGoodOn: null }];
    expect(ask({ models: [MODEL], records: [record()], broken })).toEqual([
      'green-channel-record',
      'green-channel-promise',
    ]);
  });

  it('a promise made good bars from that day on no more', () => {
    const broken = (madeGoodOn: string) => [{ caseNumber: 'JN-2026-000001', madeGoodOn }];
    expect(ask({ broken: broken(TODAY) })).toBe('three-years');
    expect(ask({ broken: broken('2026-09-19') })).toEqual(['green-channel-promise']);
  });

  it('a record that was repaired or annulled bars nobody', () => {
    for (const endedHow of ['repaired', 'annulled'] as const) {
      expect(ask({ records: [record({ endedOn: '2026-09-17', endedHow })] })).toBe('three-years');
    }
  });

  it('one that ran out bars for three years who is no model, and says from when not', () => {
    expect(ask({ records: [record({ endsBy: '2023-09-18' })] })).toEqual(['green-channel-too-soon 2026-09-19']);
    expect(ask({ records: [record({ endsBy: '2023-09-17' })] })).toBe('three-years');
    expect(ask({ models: [MODEL], records: [record({ endsBy: '2023-09-18' })] })).toBe('integrity-model');
  });
});

describe('an integrity model', () => {
  it.each([
    ['2025-12-31', null, false],
    ['2026-01-01', null, true],
    ['2026-12-31', null, true],
    ['2027-01-01', null, false],
    ['2026-06-01', '2026-06-01', false],
    ['2026-05-31', '2026-06-01', true],
  ] as const)('on %s, ended on %s: %s', (day, endedOn, counts) => {
    expect(isModelOn({ ...MODEL, endedOn }, day)).toBe(counts);
  });
});
