import { describe, expect, it } from '@jest/globals';
import { computeDeadline } from '../../../domain/deadline/deadline.ts';
import {
  PERMIT_CHANGES,
  PERMIT_STATE_TEXT,
  PERMIT_WITHHELD_TEXT,
  permitState,
  publishPermitByLedger,
  reasonToWithhold,
} from '../../../domain/permit/permit.ts';
import { CALENDAR } from '../calendar-data.ts';
import { RULE } from '../rules.ts';

describe('what is published of a grant', () => {
  it.each([
    ['a permit of an organisation', true, 'organisation', null],
    ['a permit of a person', true, 'person', 'person'],
    ['no permit, whoever holds it', false, 'person', 'not-a-permit'],
    ['what is not said to be one', null, 'organisation', 'not-said'],
    ['what is not said to be one, of a person', null, 'person', 'not-said'],
  ] as const)('%s', (_name, isPermit, kind, expected) => {
    expect(reasonToWithhold(isPermit, kind)).toBe(expected);
  });

  it('says why in both languages', () => {
    for (const { zh, en } of [...Object.values(PERMIT_WITHHELD_TEXT), ...Object.values(PERMIT_STATE_TEXT)]) {
      expect(zh).toMatch(/^[\u4e00-\u9fff，、]+$/);
      expect(en).toMatch(/^[\x20-\x7e]+$/);
    }
  });
});

describe('by when a permit is published', () => {
  it('is seven working days from the day of the decision, which is not counted', () => {
    const { due, provisional } = computeDeadline(publishPermitByLedger('2026-04-07', RULE), CALENDAR);
    expect({ due, provisional }).toEqual({ due: '2026-04-16', provisional: false });
  });

  it('names the clause, and passes over the days off', () => {
    const ledger = publishPermitByLedger('2026-09-30', RULE);
    expect(ledger.rule.clause).toContain('国办发〔2015〕51号（十八）');
    // National Day until 7 October, 10 October worked.
    expect(computeDeadline(ledger, CALENDAR).due).toBe('2026-10-15');
  });

  it('is not certain where the year has no calendar', () => {
    expect(computeDeadline(publishPermitByLedger('2026-12-28', RULE), CALENDAR).provisional).toBe(true);
  });
});

describe('the state of a permit', () => {
  it('is granted where nothing became of it', () => {
    expect(permitState([])).toEqual({ state: 'granted', since: null });
  });

  it.each(PERMIT_CHANGES.filter((kind) => kind !== 'restored'))('shows that it was %s, and when', (kind) => {
    expect(permitState([{ kind, on: '2026-06-01' }])).toEqual({ state: kind, since: '2026-06-01' });
  });

  it('is granted again where the change before was undone, and again over where it is changed anew', () => {
    const undone = [
      { kind: 'revoked', on: '2026-06-01' },
      { kind: 'restored', on: '2026-07-01' },
    ] as const;
    expect(permitState(undone)).toEqual({ state: 'granted', since: '2026-07-01' });
    expect(permitState([...undone, { kind: 'annulled', on: '2026-06-30' }])).toEqual({
      state: 'annulled',
      since: '2026-06-30',
    });
  });
});
