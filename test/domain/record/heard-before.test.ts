import { describe, expect, it } from '@jest/globals';
import { isDeterminedAlone, reasonsAgainstUnheard } from '../../../domain/record/heard-before.ts';
import { RECORD_KINDS } from '../../../domain/record/record-kind.ts';
import { reasonsAgainstListedAs } from '../../../domain/record/serious-list.ts';

const codes = (refusals: { code: string }[]) => refusals.map(({ code }) => code);

describe('a decision that was taken outside this service', () => {
  const ask = (kind: 'penalty' | 'serious-list', toldOn: string | null) =>
    codes(
      reasonsAgainstUnheard(
        { kind, decidedOn: '2026-11-01' },
        toldOn === null ? null : { toldOn, objection: 'none-raised' },
      ),
    );

  it('came after the subject was told, where only a determination makes it', () => {
    expect(RECORD_KINDS.filter(isDeterminedAlone)).toEqual(['serious-list', 'other-negative']);
    expect(ask('serious-list', null)).toEqual(['record-not-heard']);
    expect(ask('penalty', null)).toEqual([]);
  });

  it('came on a later day than the telling', () => {
    expect(ask('serious-list', '2026-10-31')).toEqual([]);
    expect(ask('serious-list', '2026-11-01')).toEqual(['told-day']);
    expect(ask('penalty', '2026-11-02')).toEqual(['told-day']);
  });
});

it('only what is serious is listed as seriously dishonest', () => {
  const ask = (kind: 'penalty' | 'serious-list', severity: 'minor' | 'general' | 'serious') =>
    codes(reasonsAgainstListedAs(kind, severity));
  expect([ask('serious-list', 'serious'), ask('penalty', 'minor')]).toEqual([[], []]);
  expect([ask('serious-list', 'general'), ask('serious-list', 'minor')]).toEqual([
    ['list-needs-serious'],
    ['list-needs-serious'],
  ]);
});
