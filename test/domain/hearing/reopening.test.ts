import { describe, expect, it } from '@jest/globals';
import {
  type DecidedBefore,
  reasonsAgainstHeavierThanBefore,
  reasonsAgainstReopening,
  type ReopenQuestion,
} from '../../../domain/hearing/reopening.ts';

const DUE = '2026-03-09';

/** A statement of the last day, written down after the decision of 16 March by somebody who had no part in the case. */
const question: ReopenQuestion = {
  registeredBy: 'boss',
  involved: ['proposer', 'completer'],
  cause: '窗口3月9日收件，漏登',
  day: DUE,
  text: '证书由代办公司提供',
  asksHearing: false,
  term: { due: DUE, provisional: false },
  decidedOn: '2026-03-16',
  waivedOn: null,
  hearing: null,
  heard: [],
  voided: false,
};

const against = (change: Partial<ReopenQuestion> = {}) =>
  reasonsAgainstReopening({ ...question, ...change }).map(({ code }) => code);

describe('a decision that did not hear what was said in time', () => {
  it('is set aside for a statement, for a hearing that was asked for, or for both', () => {
    expect(against()).toEqual([]);
    expect(against({ text: null, asksHearing: true })).toEqual([]);
    expect(against({ asksHearing: true })).toEqual([]);
    for (const text of [null, ' \n']) expect(against({ text })).toEqual(['nothing-handed-in']);
  });

  it('stands where the paper was late, by a day', () => {
    expect(against({ day: '2026-03-10' })).toEqual(['handed-in-late']);
    expect(against({ day: '2026-03-10', term: { due: DUE, provisional: true } })).toEqual([]);
  });

  it('stands where what the paper says was heard with it', () => {
    expect(against({ heard: ['其他', ` ${question.text} `] })).toEqual(['statement-heard-already']);
    expect(against({ heard: ['其他'] })).toEqual([]);
  });

  it('stands where its one hearing was asked for already', () => {
    const hearing = { askedOn: '2026-03-05', calledFor: '2026-03-20', result: 'held' } as const;
    expect(against({ text: null, asksHearing: true, hearing })).toEqual(['hearing-already-asked']);
    expect(against({ hearing })).toEqual([]);
  });

  it('stands where the subject had given it up, and spoke only after it was decided', () => {
    const waived = { waivedOn: '2026-03-04', decidedOn: '2026-03-05' } as const;
    expect(against({ ...waived, day: '2026-03-06' })).toEqual(['said-after-waiver']);
    // Of one day nobody knows which came first: for the subject.
    for (const day of ['2026-03-03', '2026-03-05']) expect(against({ ...waived, day })).toEqual([]);
  });

  it('is left alone where nothing of it is left', () => {
    expect(against({ voided: true })).toEqual(['decision-void-already']);
  });

  it('is never set aside by who proposed it, nor without saying why', () => {
    for (const registeredBy of question.involved)
      expect(against({ registeredBy })).toEqual(['proposer-may-not-register']);
    expect(against({ cause: ' ' })).toEqual(['decision-needs-reason']);
  });

  it('tells every reason at once, with clause and both languages', () => {
    const refusals = reasonsAgainstReopening({
      ...question,
      registeredBy: 'proposer',
      day: '2026-03-12',
      voided: true,
    });
    expect(refusals.map(({ code }) => code)).toEqual([
      'proposer-may-not-register',
      'decision-void-already',
      'handed-in-late',
    ]);
    for (const { clause, text } of refusals) {
      expect(clause).toContain('行政处罚法第四十五条');
      expect([text.zh.length > 0, text.en.length > 0]).toEqual([true, true]);
    }
  });
});

describe('what is decided anew', () => {
  const before: DecidedBefore = { kind: 'upheld', records: ['r1'], recordOver: false };
  const codes = (aside: DecidedBefore | null, heavier: boolean) =>
    reasonsAgainstHeavierThanBefore(aside, () => heavier).map(({ code }) => code);

  it('is no heavier than before', () => {
    expect(codes(null, true)).toEqual([]);
    expect(codes(before, false)).toEqual([]);
    expect(codes(before, true)).toEqual(['heavier-than-before']);
  });

  it('enters nothing again that had run out, or was repaired', () => {
    expect(codes({ ...before, recordOver: true }, false)).toEqual(['record-had-ended']);
  });
});
