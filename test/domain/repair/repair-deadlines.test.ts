import { describe, expect, it } from '@jest/globals';
import { computeDeadline, deadlineState } from '../../../domain/deadline/deadline.ts';
import type { Ledger } from '../../../domain/deadline/ledger.ts';
import {
  completionPause,
  reasonsAgainstAskingCompletion,
  reasonsAgainstCompletion,
} from '../../../domain/repair/repair-completion.ts';
import {
  acceptByLedger,
  checkByLedger,
  completeByLedger,
  findAnswerByLedger,
  firstDates,
  type PartFacts,
  partTerms,
} from '../../../domain/repair/repair-deadlines.ts';
import { answerExtension, reasonsAgainstExtension } from '../../../domain/repair/repair-extension.ts';
import {
  countHearings,
  endPause,
  hearingPause,
  pauseUntilLedger,
  reasonsAgainstPause,
} from '../../../domain/repair/repair-pause.ts';
import { isSpokenForByAnswer } from '../../../domain/repair/repair-waits.ts';
import type { Sector } from '../../../domain/record/sectors.ts';
import { endOfDay, startOfDay } from '../../../domain/time.ts';
import { CALENDAR } from '../calendar-data.ts';
import { RULE } from '../rules.ts';

const terms = (...sectors: [Sector, ...Sector[]]) => partTerms(sectors, '2026-09-10', RULE);
const facts = (change: Partial<PartFacts> = {}): PartFacts => ({
  terms: terms('general'),
  receivedOn: '2026-09-10',
  forwardedOn: '2026-09-10',
  leastToAccept: { workingDays: 1, clause: '系统默认', isDefault: true },
  acceptedOn: null,
  completionAskedOn: null,
  pauses: [],
  extensions: [],
  ...change,
});
/** As if the whole answer ran from acceptance: by itself. */
const acceptBy = (of: PartFacts) => acceptByLedger(of, null, CALENDAR);
const due = (ledger: Ledger | null): string => {
  if (ledger === null) throw new Error('no term');
  return computeDeadline(ledger, CALENDAR).due;
};
const on = (receivedOn: string) => facts({ receivedOn, forwardedOn: receivedOn });

describe('the terms of a part', () => {
  it("are the rule set's: three to accept, seven to check, ten in all from receipt, ten more once", () => {
    const { accept, check, answer, answerFrom, extension, complete } = terms('general');
    expect([accept, check, answer, extension, complete].map(({ workingDays }) => workingDays)).toEqual([
      3, 7, 10, 10, 10,
    ]);
    expect(answerFrom).toBe('receipt');
    expect([accept.isDefault, check.isDefault, answer.isDefault, extension.isDefault]).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  it('are those of the sector where it has its own, and of several the shortest', () => {
    expect(terms('market-supervision').answer.workingDays).toBe(7);
    expect(terms('wage-arrears').answer.workingDays).toBe(15);
    expect(terms('wage-arrears', 'market-supervision').answer.workingDays).toBe(7);
    expect(terms('general', 'market-supervision').check.workingDays).toBe(4);
  });
});

describe('the dates of a part', () => {
  it.each([
    ['an ordinary week', '2026-09-10', '2026-09-15', '2026-09-23'],
    ['over the Spring Festival with its make-up days', '2026-02-12', '2026-02-24', '2026-03-04'],
    ['over National Day with its make-up days', '2026-09-24', '2026-09-30', '2026-10-15'],
    ['received on a day off', '2026-10-03', '2026-10-10', '2026-10-20'],
    ['received on a make-up Sunday', '2026-09-20', '2026-09-23', '2026-10-10'],
  ])('%s', (_name, receivedOn, acceptBy, answerBy) => {
    expect(firstDates(on(receivedOn), CALENDAR)).toEqual({ acceptBy, answerBy });
  });

  it('acceptance counts from the push, the whole answer from receipt, however late a paper was registered', () => {
    const late = facts({ receivedOn: '2026-09-07', forwardedOn: '2026-09-10' });
    expect(due(acceptBy(late))).toBe('2026-09-15');
    // The make-up Sunday is worked.
    expect(due(findAnswerByLedger(late))).toBe('2026-09-20');
  });

  describe('acceptance, where a paper was registered late', () => {
    const pushed = (receivedOn: string, pauses: PartFacts['pauses'] = []) => {
      const late = facts({ receivedOn, forwardedOn: '2026-09-10', pauses });
      const answerBy = due(findAnswerByLedger(late));
      return { answerBy, ...computeDeadline(acceptByLedger(late, answerBy, CALENDAR), CALENDAR) };
    };

    it('is never later than the answer, and says why', () => {
      const { answerBy, due: acceptBy, explanation } = pushed('2026-08-28');
      expect([acceptBy, answerBy]).toEqual(['2026-09-11', '2026-09-11']);
      expect(JSON.stringify(explanation)).toContain('不晚于答复期限');
    });

    it('leaves a working day where the answer was due before, and says why', () => {
      const { answerBy, due: acceptBy, explanation } = pushed('2026-08-20');
      expect([acceptBy, answerBy]).toEqual(['2026-09-11', '2026-09-03']);
      expect(JSON.stringify(explanation)).toContain('推送时答复期限');
    });

    it('keeps that day through a completion: nobody is late for the time the applicant took', () => {
      const { due: acceptBy } = pushed('2026-08-20', endPause([completionPause('2026-09-10')], '2026-09-21'));
      expect(acceptBy).toBe('2026-09-22');
    });

    it('is the whole of its term where the answer leaves it', () => {
      expect(pushed('2026-09-10').due).toBe('2026-09-15');
    });
  });

  it('the check counts from acceptance, and is never later than the answer', () => {
    expect(due(checkByLedger(facts({ acceptedOn: '2026-09-11' }), '2026-09-23'))).toBe('2026-09-21');
    expect(due(checkByLedger(facts({ acceptedOn: '2026-09-15' }), '2026-09-23'))).toBe('2026-09-23');
    expect(() => checkByLedger(facts(), '2026-09-23')).toThrow('not accepted');
  });

  it('an answer that counts from acceptance has no date before it', () => {
    const from = facts({ terms: { ...terms('general'), answerFrom: 'acceptance' } });
    expect(findAnswerByLedger(from)).toBeNull();
    expect(firstDates(from, CALENDAR).answerBy).toBeNull();
    expect(due(findAnswerByLedger({ ...from, acceptedOn: '2026-09-14' }))).toBe('2026-09-28');
  });

  it('every number says its clause and whether it is a default', () => {
    const ledgers = [
      acceptBy(facts()),
      findAnswerByLedger(facts()),
      checkByLedger(facts({ acceptedOn: '2026-09-11' }), '2026-09-23'),
      completeByLedger(facts({ completionAskedOn: '2026-09-11' })),
      pauseUntilLedger('2026-09-11', 'hearing', 5),
    ];
    for (const ledger of ledgers) {
      expect(ledger?.rule.clause).not.toBe('');
      expect(typeof ledger?.rule.isDefault).toBe('boolean');
      expect(ledger?.rule.unit).toBe('working-days');
    }
  });
});

describe('what is not counted', () => {
  it('the time to complete: neither the day it was asked nor the day it came', () => {
    // Asked on the second of three days, completed a week later: two are left.
    const asked = facts({ completionAskedOn: '2026-09-14', pauses: [completionPause('2026-09-14')] });
    expect(deadlineState(acceptBy(asked), CALENDAR)).toMatchObject({ running: false, since: '2026-09-14' });
    expect(due(completeByLedger(asked))).toBe('2026-09-28');
    const done = { ...asked, pauses: endPause(asked.pauses, '2026-09-21') };
    expect(due(acceptBy(done))).toBe('2026-09-23');
    expect(due(findAnswerByLedger(done))).toBe('2026-10-10');
    expect(() => completeByLedger(facts())).toThrow('nothing was asked');
  });

  it('a hearing, over the holidays too; several pauses each', () => {
    const heard = facts({
      acceptedOn: '2026-09-11',
      pauses: [
        ...endPause([hearingPause('2026-09-17', 'hearing')], '2026-09-21'),
        hearingPause('2026-09-24', 'expert-check'),
      ],
    });
    expect(deadlineState(findAnswerByLedger(heard) as Ledger, CALENDAR).running).toBe(false);
    const over = { ...heard, pauses: endPause(heard.pauses, '2026-10-08') };
    expect(due(findAnswerByLedger(over))).toBe('2026-10-13');
    expect(due(pauseUntilLedger('2026-09-28', 'hearing', 5))).toBe('2026-10-10');
  });

  it('an authority that was late before the pause is as late after it', () => {
    const late = facts({ pauses: endPause([completionPause('2026-09-17')], '2026-09-24') });
    expect(due(acceptBy(late))).toBe('2026-09-15');
  });

  it('a pause never ends before it began, and what has ended stays', () => {
    expect(endPause([hearingPause('2026-09-17', 'hearing')], '2026-09-16')).toEqual([
      expect.objectContaining({ from: '2026-09-17', until: '2026-09-17' }),
    ]);
    const ended = endPause([hearingPause('2026-09-17', 'hearing')], '2026-09-18');
    expect(endPause(ended, '2026-09-30')).toEqual(ended);
  });
});

describe('a hearing or a check', () => {
  const question = (pauses: PartFacts['pauses'] = []) => ({
    pauses,
    answerBy: { due: '2026-09-23', dueAt: endOfDay('2026-09-23') },
    most: { workingDays: 60, clause: '系统默认', isDefault: true },
    calendar: CALENDAR,
  });
  const codes = (act: { receivedAt: string; workingDays: number }, pauses?: PartFacts['pauses']) =>
    reasonsAgainstPause(act, question(pauses)).map(({ code }) => code);
  const inTime = '2026-09-23T15:59:59.999Z';

  it('begins before the term is over: a term that is over cannot be paused', () => {
    expect(codes({ receivedAt: inTime, workingDays: 5 })).toEqual([]);
    expect(codes({ receivedAt: '2026-09-23T16:00:00.000Z', workingDays: 5 })).toEqual(['pause-late']);
  });

  it('takes no longer than all of a part may, its first and last day counted; the applicant’s time is not its own', () => {
    // Monday to Friday: five working days.
    const heard = endPause([hearingPause('2026-09-14', 'hearing')], '2026-09-18');
    const completed = endPause([completionPause('2026-09-10')], '2026-09-11');
    // The day on which it begins, a Wednesday, is lost beside those told.
    expect(codes({ receivedAt: inTime, workingDays: 59 })).toEqual([]);
    expect(codes({ receivedAt: inTime, workingDays: 60 })).toEqual(['pause-too-long']);
    expect(codes({ receivedAt: inTime, workingDays: 54 }, [...completed, ...heard])).toEqual([]);
    expect(codes({ receivedAt: inTime, workingDays: 55 }, [...completed, ...heard])).toEqual(['pause-too-long']);
    expect(countHearings([...completed, ...heard])).toBe(1);
  });

  it('loses no day by beginning on a day off, or on one that an earlier one has lost already', () => {
    const saturday = '2026-09-19T02:00:00.000Z';
    expect(codes({ receivedAt: saturday, workingDays: 60 })).toEqual([]);
    expect(codes({ receivedAt: saturday, workingDays: 61 })).toEqual(['pause-too-long']);
    const sameDay = endPause([hearingPause('2026-09-18', 'hearing')], '2026-09-18');
    const friday = '2026-09-18T08:00:00.000Z';
    expect(codes({ receivedAt: friday, workingDays: 59 }, sameDay)).toEqual([]);
    expect(codes({ receivedAt: friday, workingDays: 60 }, sameDay)).toEqual(['pause-too-long']);
  });

  it.each(['2026-09-18', '2026-09-19', '2026-09-23'])(
    'stops, begun on %s, as many days as it was judged by',
    (from) => {
      const receivedAt = startOfDay(from);
      const longest = Array.from({ length: 70 }, (_, index) => index + 1).filter(
        (workingDays) => codes({ receivedAt, workingDays }).length === 0,
      );
      const { due: until } = computeDeadline(pauseUntilLedger(from, 'hearing', Math.max(...longest)), CALENDAR);
      const whole = endPause([hearingPause(from, 'hearing')], until);
      const [refusal] = reasonsAgainstPause({ receivedAt, workingDays: 1 }, question(whole));
      expect(refusal?.text.zh).toContain('还可暂停0个工作日');
    },
  );
});

describe('one silence', () => {
  const answerBy = { due: '2026-09-23', dueAt: endOfDay('2026-09-23') };
  it.each([
    ['a check before the answer is due, told before', 'check-by', '2026-09-21', endOfDay('2026-09-21'), false],
    ['a check that would be told again when the answer is due', 'check-by', '2026-09-18', answerBy.dueAt, true],
    [
      'a check that is due with the answer, its reminder too',
      'check-by',
      '2026-09-23',
      '2026-09-22T01:00:00.000Z',
      true,
    ],
    [
      'an acceptance that is still late when the answer is',
      'accept-by',
      '2026-09-15',
      '2026-09-24T16:00:00.000Z',
      true,
    ],
    ['the answer itself', 'answer-by', '2026-09-23', answerBy.dueAt, false],
    ['what the applicant is to do', 'complete-by', '2026-09-28', endOfDay('2026-09-28'), false],
  ] as const)('%s', (_name, kind, dueDay, nextAt, expected) => {
    expect(isSpokenForByAnswer({ kind, due: dueDay }, nextAt, answerBy)).toBe(expected);
  });
});

describe('the one extension', () => {
  const answerBy = { due: '2026-09-23', dueAt: endOfDay('2026-09-23') };
  const inTime = { receivedAt: '2026-09-23T15:59:59.999Z', workingDays: null };
  const codes = (...question: Parameters<typeof reasonsAgainstExtension>) =>
    reasonsAgainstExtension(...question).map(({ code }) => code);

  it('is told beforehand: to the last moment of the term, not after', () => {
    expect(codes(facts(), inTime, answerBy)).toEqual([]);
    expect(codes(facts(), { ...inTime, receivedAt: '2026-09-23T16:00:00.000Z' }, answerBy)).toEqual(['extension-late']);
  });

  it('is given once, and no longer than the rule allows', () => {
    const extensions = [answerExtension(facts(), { workingDays: 5, by: 'officer', on: '2026-09-20' })];
    expect(codes(facts({ extensions }), inTime, answerBy)).toEqual(['extended-once']);
    expect(codes(facts(), { ...inTime, workingDays: 10 }, answerBy)).toEqual([]);
    expect(codes(facts(), { ...inTime, workingDays: 11 }, answerBy)).toEqual(['extension-too-long']);
  });

  it('moves the answer by as many working days as it says, or as the rule allows', () => {
    const extended = (workingDays: number | null) =>
      facts({ extensions: [answerExtension(facts(), { workingDays, by: 'officer', on: '2026-09-20' })] });
    expect(due(findAnswerByLedger(extended(2)))).toBe('2026-09-28');
    expect(due(findAnswerByLedger(extended(null)))).toBe('2026-10-14');
  });
});

describe('completion', () => {
  it('is asked once, and handed in only where it was asked', () => {
    const asked = { completionAskedOn: '2026-09-14' };
    const acceptBy = { due: '2026-09-14', dueAt: '2026-09-14T16:00:00.000Z' };
    const ask = (at: string) => reasonsAgainstAskingCompletion({ completionAskedOn: null }, { at, acceptBy });
    expect(ask('2026-09-14T15:59:59.999Z')).toEqual([]);
    expect(ask('2026-09-14T16:00:00.000Z').map(({ code }) => code)).toEqual(['completion-asked-late']);
    const again = reasonsAgainstAskingCompletion(asked, { at: '2026-09-14T16:00:00.000Z', acceptBy });
    expect(again.map(({ code }) => code)).toEqual(['completion-asked-once']);
    expect(reasonsAgainstCompletion(asked)).toEqual([]);
    expect(reasonsAgainstCompletion({ completionAskedOn: null }).map(({ code }) => code)).toEqual([
      'no-completion-asked',
    ]);
  });
});
