import { describe, expect, it } from '@jest/globals';
import {
  reasonsAgainstAnnulment,
  reasonsAgainstDuties,
  reasonsAgainstEntry,
} from '../../../domain/record/record-door.ts';

const TODAY = '2026-11-20';
const codes = (refusals: { code: string }[]) => refusals.map(({ code }) => code);

describe('entering a record', () => {
  const entry = (decidedOn: string, publishedFrom: string, same: object | null = null) =>
    codes(reasonsAgainstEntry({ decidedOn, publishedFrom, documentNumber: '罚1号' }, TODAY, same));

  it('rests on a decision that is made, shown from then until today', () => {
    expect(entry('2026-11-01', '2026-11-05')).toEqual([]);
    expect(entry(TODAY, TODAY)).toEqual([]);
    expect(entry('2026-11-01', '2026-10-31')).toEqual(['published-from']);
    expect(entry('2026-11-01', '2026-11-21')).toEqual(['published-from']);
    expect(entry('2026-11-21', TODAY)).toEqual(['decision-in-the-future']);
  });

  it('is done once for a document and subject', () => {
    expect(entry('2026-11-01', '2026-11-05', {})).toEqual(['record-entered']);
  });

  it('says from when a decision ahead can be entered', () => {
    const question = { decidedOn: '2026-11-21', publishedFrom: '2026-11-21', documentNumber: '罚1号' };
    expect(reasonsAgainstEntry(question, TODAY, null)[0]?.earliest).toBe('2026-11-21');
  });
});

describe('registering correction and performance', () => {
  const none = { decidedOn: '2026-11-01', correctedOn: null, dutiesDoneOn: null };
  const ask = (correctedOn: string | null, dutiesDoneOn: string | null, record = none) =>
    codes(reasonsAgainstDuties(record, { correctedOn, dutiesDoneOn }, TODAY));

  it('names a day, from the decision until today', () => {
    expect(ask(null, null)).toEqual(['duties-no-day']);
    expect(ask('2026-11-01', TODAY)).toEqual([]);
    expect(ask('2026-10-31', null)).toEqual(['duties-day']);
    expect(ask(null, '2026-11-21')).toEqual(['duties-day']);
  });

  it('stands once registered; the same day again changes nothing, the other may still come', () => {
    const corrected = { ...none, correctedOn: '2026-11-05' };
    expect(ask('2026-11-05', null, corrected as never)).toEqual([]);
    expect(ask('2026-11-06', null, corrected as never)).toEqual(['duties-registered']);
    expect(ask(null, '2026-11-06', corrected as never)).toEqual([]);
  });
});

it('an annulment lies between the decision and today', () => {
  const ask = (annulledOn: string) => codes(reasonsAgainstAnnulment('2026-11-01', annulledOn, TODAY));
  expect([ask('2026-10-31'), ask('2026-11-01'), ask(TODAY), ask('2026-11-21')]).toEqual([
    ['annulment-day'],
    [],
    [],
    ['annulment-day'],
  ]);
});
