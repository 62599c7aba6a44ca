import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  DEBTOR_MESSAGES,
  type DebtorMessage,
  endedHow,
  foldDebtorMessages,
  WITHDRAWAL_GROUND_TEXT,
  WITHDRAWAL_GROUNDS,
} from '../../../domain/judgment-debtor/judgment-debtor-messages.ts';
import { permutations } from '../../support/permutations.ts';

const at = (day: number) => `2026-05-${String(day).padStart(2, '0')}T02:00:00.000Z`;
const said = (what: 'masked' | 'unmasked' | 'paused' | 'resumed' | 'withdrawn', day: number): DebtorMessage => {
  const told = { eventId: `${what}-${day}`, occurredAt: at(day) };
  return what === 'withdrawn'
    ? { ...told, kind: 'debtor.withdrawn', ground: 'performed' }
    : { ...told, kind: `debtor.${what}` };
};

describe('what the messages of an entry come to', () => {
  it('is nothing without any', () => {
    expect(foldDebtorMessages([])).toEqual({ masked: [], paused: [], withdrawn: null });
  });

  it('is, for every order of four messages, the same', () => {
    const told = [said('masked', 3), said('unmasked', 9), said('paused', 5), said('withdrawn', 20)];
    const expected = {
      masked: [{ eventId: 'masked-3', from: at(3), until: at(9) }],
      paused: [{ eventId: 'paused-5', from: at(5), until: at(20) }],
      withdrawn: { eventId: 'withdrawn-20', at: at(20), ground: 'performed' },
    };
    for (const order of permutations(told)) expect(foldDebtorMessages(order)).toEqual(expected);
    expect(permutations(told)).toHaveLength(24);
  });

  it('knows two times of one kind apart, whichever half came first', () => {
    const told = [said('masked', 2), said('unmasked', 4), said('masked', 6), said('unmasked', 8)];
    for (const order of permutations(told)) {
      expect(foldDebtorMessages(order).masked).toEqual([
        { eventId: 'masked-2', from: at(2), until: at(4) },
        { eventId: 'masked-6', from: at(6), until: at(8) },
      ]);
    }
  });

  it('is not changed by what says nothing new', () => {
    const once = foldDebtorMessages([said('masked', 2), said('unmasked', 4)]);
    expect(foldDebtorMessages([said('masked', 2), said('masked', 3), said('unmasked', 4)])).toEqual(once);
    expect(foldDebtorMessages([said('unmasked', 1), said('masked', 2), said('unmasked', 4)])).toEqual(once);
    expect(foldDebtorMessages([said('masked', 2), said('unmasked', 4), said('resumed', 5)])).toEqual(once);
    expect(foldDebtorMessages([said('unmasked', 4)]).masked).toEqual([]);
  });

  it('ends with the first withdrawal, whatever happened later', () => {
    const folded = foldDebtorMessages([
      said('withdrawn', 5),
      said('masked', 2),
      said('paused', 7),
      said('withdrawn', 9),
    ]);
    expect(folded).toEqual({
      masked: [{ eventId: 'masked-2', from: at(2), until: at(5) }],
      paused: [],
      withdrawn: { eventId: 'withdrawn-5', at: at(5), ground: 'performed' },
    });
  });

  it('goes by event id where two happened at one instant, and hides nothing for no time', () => {
    const begin = { ...said('masked', 2), eventId: 'a' } as DebtorMessage;
    const end = { ...said('unmasked', 2), eventId: 'b' } as DebtorMessage;
    expect(foldDebtorMessages([end, begin]).masked).toEqual([]);
    const later = { ...end, eventId: '0' } as DebtorMessage;
    expect(foldDebtorMessages([begin, later]).masked).toEqual([{ eventId: 'a', from: at(2), until: null }]);
  });

  it('is the same for any messages in any order, with any repetitions', () => {
    const message = fc
      .record({ kind: fc.constantFrom(...DEBTOR_MESSAGES), day: fc.integer({ min: 1, max: 9 }), n: fc.nat({ max: 3 }) })
      .map(({ kind, day, n }): DebtorMessage => {
        const told = { eventId: `${kind}-${day}-${n}`, occurredAt: at(day) };
        return kind === 'debtor.withdrawn' ? { ...told, kind, ground: 'stayed' } : { ...told, kind };
      });
    const messages = fc.array(message, { maxLength: 12 });
    const shuffled = messages.chain((told) =>
      fc.tuple(fc.constant(told), fc.shuffledSubarray([...told, ...told], { minLength: told.length * 2 })),
    );
    fc.assert(
      fc.property(shuffled, ([told, again]) => {
        expect(foldDebtorMessages(again)).toEqual(foldDebtorMessages(told));
        const { masked, paused } = foldDebtorMessages(told);
        for (const spans of [masked, paused]) {
          spans.forEach(({ from, until }, index) => {
            expect(until === null || from < until).toBe(true);
            const next = spans[index + 1];
            if (next !== undefined) expect((until ?? '~') <= next.from).toBe(true);
          });
        }
      }),
    );
  });
});

it('has words for every ground, and calls only a wrong entry annulled', () => {
  const texts = WITHDRAWAL_GROUNDS.map((ground) => WITHDRAWAL_GROUND_TEXT[ground].zh);
  expect(new Set(texts).size).toBe(WITHDRAWAL_GROUNDS.length);
  expect(WITHDRAWAL_GROUNDS.filter((ground) => endedHow(ground) === 'annulled')).toEqual(['wrongly-listed']);
});
