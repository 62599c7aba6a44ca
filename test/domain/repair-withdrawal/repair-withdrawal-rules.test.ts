import { describe, expect, it } from '@jest/globals';
import { computeDeadline } from '../../../domain/deadline/deadline.ts';
import type { RuleLookup } from '../../../domain/deadline/rule-value.ts';
import { barFrom } from '../../../domain/repair-withdrawal/repair-withdrawal-bar.ts';
import {
  decideByLedger,
  hearingByLedger,
  serveByLedger,
  statementByLedger,
} from '../../../domain/repair-withdrawal/repair-withdrawal-course.ts';
import { reasonAgainstDecider, reasonsAgainstNoReason } from '../../../domain/hearing/hearing-decision.ts';
import {
  reasonsAgainstUpholding,
  type UpholdQuestion,
} from '../../../domain/repair-withdrawal/repair-withdrawal-decision.ts';
import {
  type RepairedRecord,
  reasonsAgainstWithdrawal,
} from '../../../domain/repair-withdrawal/repair-withdrawal-door.ts';
import {
  type HearingEnd,
  isInTime,
  reasonAgainstAsking,
  reasonsAgainstCalling,
  reasonsAgainstRecord,
  type RecordWindow,
} from '../../../domain/hearing/hearing.ts';
import { reasonsAgainstService, type Service, servedOn } from '../../../domain/hearing/service.ts';
import { endOfDay, startOfDay } from '../../../domain/time.ts';
import { buildCalendar } from '../../../domain/deadline/calendar.ts';
import { CALENDAR } from '../calendar-data.ts';
import { reasonAgainstRegisteringWaiver, reasonsAgainstWaiving, waiverWords } from '../../../domain/hearing/waiver.ts';
import { RULE } from '../rules.ts';

const codes = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code);

describe('what can be withdrawn', () => {
  const record: RepairedRecord = {
    id: 'r1',
    documentNumber: '示市监罚〔2026〕1号',
    repairedBy: 'SJ',
    endedHow: 'repaired',
    endedOn: '2026-03-02',
    openWithdrawal: null,
  };
  const notice = {
    madeOn: '2026-03-12',
    today: '2026-03-12',
    by: 'officer',
    officerFrom: '2026-03-09',
    backdatingClause: '系统默认',
  } as const;
  const question = {
    authority: 'SJ',
    subjectId: 's',
    repairSubjectId: 's',
    records: ['r1'],
    found: [record],
    notice,
  };
  const against = (change: Partial<RepairedRecord>) =>
    codes(reasonsAgainstWithdrawal({ ...question, found: [{ ...record, ...change }] }));

  it('is what this authority repaired in this repair', () => {
    expect(reasonsAgainstWithdrawal(question)).toEqual([]);
  });

  it.each([
    ['annulled meanwhile', { endedHow: 'annulled' }, 'record-annulled'],
    ['corrected meanwhile', { endedHow: 'corrected' }, 'record-annulled'],
    ['annulled, and never repaired here', { endedHow: 'annulled', repairedBy: null }, 'record-annulled'],
    ['refused in this repair', { repairedBy: null }, 'record-not-repaired'],
    ['repaired by another authority', { repairedBy: 'RS' }, 'repair-of-another-authority'],
    ['back already', { endedHow: null }, 'record-not-repaired'],
    ['being withdrawn already', { openWithdrawal: 'JN-2026-000009' }, 'withdrawal-open'],
  ])('is not a record %s', (_what, change, code) => {
    expect(against(change)).toEqual([code]);
  });

  it('names the case in which a withdrawal runs already', () => {
    const found = [{ ...record, openWithdrawal: 'JN-2026-000009' }];
    const [refusal] = reasonsAgainstWithdrawal({ ...question, found });
    expect(refusal?.text.zh).toContain('JN-2026-000009');
    expect(refusal?.text.en).toContain('JN-2026-000009');
  });

  it('is told by a notice of today, or one that was made on paper before and not before the repair', () => {
    const dated = (madeOn: string, by: 'officer' | 'supervisor' = 'officer') =>
      codes(reasonsAgainstWithdrawal({ ...question, notice: { ...notice, madeOn, by } }));
    expect(dated('2026-03-09')).toEqual([]);
    expect(dated('2026-03-08')).toEqual(['backdating-needs-supervisor']);
    expect(dated('2026-03-02', 'supervisor')).toEqual([]);
    expect(dated('2026-03-01', 'supervisor')).toEqual(['notice-before-repair']);
    expect(dated('2026-03-13', 'supervisor')).toEqual(['notice-in-future']);
  });

  it('is refused with every reason at once, each record named once', () => {
    const asked = { ...question, subjectId: 'other', records: ['r1', 'r2', 'r2', 'r3'] };
    const found = [record, { ...record, id: 'r3', repairedBy: 'RS' }];
    expect(codes(reasonsAgainstWithdrawal({ ...asked, found }))).toEqual([
      'withdrawal-subject-unknown',
      'record-not-in-repair',
      'repair-of-another-authority',
    ]);
  });
});

describe('service', () => {
  const service: Service = { means: 'direct', on: '2026-03-10', proof: '送达回证3号', consent: null };
  const window = {
    today: '2026-03-12',
    madeOn: '2026-03-02',
    officerFrom: '2026-03-09',
    backdatingClause: '系统默认',
  };
  const against = (change: Partial<Service>, by: 'officer' | 'supervisor' = 'officer') =>
    codes(reasonsAgainstService({ ...service, ...change }, by, window));

  it('counts on its day, by public notice thirty days after it was made public', () => {
    expect(servedOn(service, RULE)).toBe('2026-03-10');
    expect(servedOn({ means: 'post', on: '2026-03-10' }, RULE)).toBe('2026-03-10');
    expect(servedOn({ means: 'public-notice', on: '2026-03-10' }, RULE)).toBe('2026-04-09');
  });

  it('has a proof, lies not in the future and not before the notice', () => {
    expect(against({})).toEqual([]);
    expect(against({ on: '2026-03-12' })).toEqual([]);
    expect(against({ proof: ' ' })).toEqual(['service-needs-proof']);
    expect(against({ on: '2026-03-13' })).toEqual(['service-in-future']);
    expect(against({ on: '2026-03-01' })).toEqual(['service-before-notice']);
  });

  it('is electronic only where the subject agreed', () => {
    expect(against({ means: 'electronic' })).toEqual(['electronic-service-needs-consent']);
    expect(against({ means: 'electronic', consent: ' ' })).toEqual(['electronic-service-needs-consent']);
    expect(against({ means: 'electronic', consent: '送达地址确认书' })).toEqual([]);
  });

  it('is dated far back only by a supervisor', () => {
    expect(against({ on: '2026-03-09' })).toEqual([]);
    expect(against({ on: '2026-03-08' })).toEqual(['backdating-needs-supervisor']);
    expect(against({ on: '2026-03-08' }, 'supervisor')).toEqual([]);
    // Before the notice nobody can have been served: one reason, not two.
    expect(against({ on: '2026-03-01' })).toEqual(['service-before-notice']);
  });
});

describe('the clocks', () => {
  const due = (ledger: Parameters<typeof computeDeadline>[0]) => computeDeadline(ledger, CALENDAR).due;

  it('count in working days, and say which numbers are defaults', () => {
    expect(due(serveByLedger('2026-03-02', RULE))).toBe('2026-03-11');
    expect(due(statementByLedger('2026-03-02', null, RULE))).toBe('2026-03-09');
    expect(due(hearingByLedger('2026-03-02', RULE))).toBe('2026-03-30');
    expect(due(decideByLedger('2026-03-09', false, RULE))).toBe('2026-04-07');
    // The authority's term is as long after a waiver; what it runs from is another.
    expect(due(decideByLedger('2026-03-09', true, RULE))).toBe('2026-04-07');
    const starts = [true, false].map((waived) => decideByLedger('2026-03-09', waived, RULE).startEvent);
    expect(new Set(starts).size).toBe(2);
    expect(statementByLedger('2026-03-02', null, RULE).rule).toMatchObject({ count: 5, isDefault: true });
  });

  it('leave a hearing out: from the day it was asked for to the day it ended', () => {
    // Served on a Monday, asked for on Wednesday, held on the Friday of the week after next.
    const held = { from: '2026-03-04', until: '2026-03-20', recordedOn: '2026-03-20' };
    const ledger = statementByLedger('2026-03-02', held, RULE);
    // One day was counted before; four are left from the Monday after.
    expect(due(ledger)).toBe('2026-03-26');
  });

  it('leave out no day before the service, where the hearing was asked for before it', () => {
    const asked = { from: '2026-02-26', until: '2026-03-12', recordedOn: '2026-03-12' };
    const early = statementByLedger('2026-03-02', asked, RULE);
    expect(early.pauses).toEqual([expect.objectContaining({ from: '2026-03-02', until: '2026-03-12' })]);
    expect(due(early)).toBe('2026-03-19');
  });

  it('never shorten a term by a hearing', () => {
    const without = due(statementByLedger('2026-03-02', null, RULE));
    for (const until of ['2026-03-03', '2026-03-06', '2026-03-31']) {
      const hearing = { from: '2026-03-03', until, recordedOn: until };
      const withHearing = due(statementByLedger('2026-03-02', hearing, RULE));
      expect(withHearing >= without).toBe(true);
    }
  });

  it('leave some working days after the end of a hearing was written down, however far back that end lies', () => {
    const given = { from: '2026-03-04', until: '2026-03-04', recordedOn: '2026-03-20' };
    const ledger = statementByLedger('2026-03-02', given, RULE);
    // Counted from the end of the hearing it would have been over since Tuesday 10 March.
    const { notEarlierThan: _, ...withoutFloor } = ledger;
    expect(due(withoutFloor)).toBe('2026-03-10');
    expect(due(ledger)).toBe('2026-03-25');
    // More than that is left where it was written down at once.
    expect(due(statementByLedger('2026-03-02', { ...given, recordedOn: '2026-03-04' }, RULE))).toBe('2026-03-10');
  });
});

describe('statements and the hearing', () => {
  const term = { due: '2026-03-09', provisional: false };

  it('are in time up to the last day, before service, and on a provisional date', () => {
    expect(isInTime('2026-03-09', term)).toBe(true);
    expect(isInTime('2026-03-10', term)).toBe(false);
    expect(isInTime('2026-03-10', { ...term, provisional: true })).toBe(true);
    expect(isInTime('2026-03-10', null)).toBe(true);
  });

  it('can be asked for once, within the term', () => {
    const asked = { askedOn: '2026-03-04', calledFor: null, result: null };
    expect(reasonAgainstAsking('2026-03-09', term, null)).toBeNull();
    expect(reasonAgainstAsking('2026-03-10', term, null)).toMatchObject({ code: 'hearing-asked-late' });
    expect(reasonAgainstAsking('2026-03-05', term, asked)).toMatchObject({ code: 'hearing-already-asked' });
  });

  it('is called seven working days ahead, and not led by who proposed', () => {
    const call = (on: string, presiding: string, actsForSubject = false) => {
      const known = { toldOn: '2026-03-04', involved: ['p'], actsForSubject };
      return reasonsAgainstCalling({ on, presiding }, known, RULE, CALENDAR);
    };
    expect(call('2026-03-13', 'q')).toEqual([]);
    expect(call('2026-03-12', 'q')).toEqual([
      expect.objectContaining({ code: 'hearing-too-soon', earliest: '2026-03-13' }),
    ]);
    expect(codes(call('2026-03-12', 'p'))).toEqual(['hearing-too-soon', 'proposer-may-not-preside']);
    expect(codes(call('2026-03-13', 'q', true))).toEqual(['presiding-acts-for-subject']);
  });

  const called = { askedOn: '2026-03-04', calledFor: '2026-03-13', result: null };
  const window: RecordWindow = {
    today: '2026-03-16',
    by: { sub: 'q', role: 'officer' },
    involved: ['p'],
    officerFrom: '2026-03-05',
    backdatingClause: '系统默认',
  };
  const ended = (record: HearingEnd, calledFor: string | null = called.calledFor, change: Partial<RecordWindow> = {}) =>
    codes(reasonsAgainstRecord(record, { ...called, calledFor }, { ...window, ...change }));

  it('is held on the day it was called for or later, written down by whoever has the case', () => {
    const held = (on: string, calledFor?: string | null) => ended({ result: 'held', on, declaration: null }, calledFor);
    expect(held('2026-03-13')).toEqual([]);
    expect(held('2026-03-16')).toEqual([]);
    expect(held('2026-03-12')).toEqual(['hearing-before-its-day']);
    expect(held('2026-03-17')).toEqual(['hearing-in-future']);
    expect(held('2026-03-13', null)).toEqual(['hearing-not-called']);
    const proposer = { by: { sub: 'p', role: 'officer' } } as const;
    expect(ended({ result: 'held', on: '2026-03-13', declaration: null }, undefined, proposer)).toEqual([]);
  });

  it('is given up by a paper of the subject, at any time since it was asked for', () => {
    const given = (on: string, declaration: string | null, calledFor?: string | null) =>
      ended({ result: 'given-up', on, declaration }, calledFor);
    expect(given('2026-03-05', '声明2号', null)).toEqual([]);
    expect(given('2026-03-05', '声明2号')).toEqual([]);
    expect(given('2026-03-03', '声明2号')).toEqual(['hearing-before-asked']);
    for (const none of [null, ' ']) expect(given('2026-03-05', none, null)).toEqual(['giving-up-needs-declaration']);
  });

  it('is given up without one only by staying away, once the day that the subject was told has passed', () => {
    const stayed = (on: string, today: string) =>
      reasonsAgainstRecord({ result: 'given-up', on, declaration: null }, called, { ...window, today });
    expect(stayed('2026-03-13', '2026-03-13')).toMatchObject([
      { code: 'giving-up-needs-declaration', earliest: '2026-03-14' },
    ]);
    expect(stayed('2026-03-13', '2026-03-14')).toEqual([]);
    expect(codes(stayed('2026-03-12', '2026-03-14'))).toEqual(['giving-up-needs-declaration']);
  });

  it('is never given up by the word of who proposed, and dated far back only by a supervisor', () => {
    const given = { result: 'given-up', declaration: '声明2号' } as const;
    for (const role of ['officer', 'supervisor'] as const)
      expect(ended({ ...given, on: '2026-03-16' }, null, { by: { sub: 'p', role } })).toEqual([
        'proposer-may-not-register',
      ]);
    const supervisor = { by: { sub: 'q', role: 'supervisor' } } as const;
    expect(ended({ ...given, on: '2026-03-04' }, null)).toEqual(['backdating-needs-supervisor']);
    expect(ended({ ...given, on: '2026-03-04' }, null, supervisor)).toEqual([]);
    const held = { result: 'held', on: '2026-03-13', declaration: null } as const;
    const late = { today: '2026-04-20', officerFrom: '2026-04-15' };
    expect(ended(held, undefined, late)).toEqual(['backdating-needs-supervisor']);
    expect(ended(held, undefined, { ...late, ...supervisor })).toEqual([]);
  });
});

describe('the decision', () => {
  const question: UpholdQuestion = {
    now: startOfDay('2026-03-11'),
    reason: '培训证明系伪造',
    answerToStatement: null,
    records: ['r1'],
    standing: [{ id: 'r1', documentNumber: '示市监罚〔2026〕1号', endedHow: 'repaired' }],
    statementDue: '2026-03-09',
    writtenOn: '2026-03-02',
    waivedOn: null,
    wasHeard: false,
    before: null,
    unanswered: 0,
  };
  const against = (change: Partial<UpholdQuestion>) =>
    codes(reasonsAgainstUpholding({ ...question, ...change }, RULE, CALENDAR));

  it('is never of the one who proposed', () => {
    expect(reasonAgainstDecider('p', ['p'])).toMatchObject({ code: 'proposer-may-not-decide' });
    expect(reasonAgainstDecider('q', ['p'])).toBeNull();
  });

  it('may uphold when the subject could be heard, with reasons', () => {
    expect(against({})).toEqual([]);
    expect(against({ reason: ' \n' })).toEqual(['decision-needs-reason']);
  });

  it('brings nothing back anew that the decision before, which was set aside, had left alone', () => {
    const upheld = (records: string[]) => ({ kind: 'upheld', records, recordOver: false }) as const;
    expect(against({ before: upheld(['r1', 'r2']) })).toEqual([]);
    expect(against({ before: upheld(['r2']) })).toEqual(['heavier-than-before']);
    expect(against({ before: { ...upheld(['r1']), recordOver: true } })).toEqual(['record-had-ended']);
  });

  it('answers a statement that was made in time', () => {
    expect(against({ wasHeard: true })).toEqual(['statement-needs-answer']);
    expect(against({ wasHeard: true, answerToStatement: '经复核，证书编号不存在' })).toEqual([]);
  });

  it('waits until what came on paper in time can have been written down', () => {
    const [refusal] = reasonsAgainstUpholding({ ...question, now: '2026-03-10T15:59:59.999Z' }, RULE, CALENDAR);
    expect(refusal).toMatchObject({ code: 'receipts-may-come', earliest: '2026-03-11' });
    expect(against({ now: endOfDay('2026-03-10') })).toEqual([]);
    // A weekend between: the working day after it.
    expect(against({ statementDue: '2026-03-06', now: '2026-03-09T15:59:59.999Z' })).toEqual(['receipts-may-come']);
  });

  it('waits as long from the day on which service was written down, where that was after the period', () => {
    const late = { writtenOn: '2026-03-18', now: startOfDay('2026-03-18') } as const;
    expect(reasonsAgainstUpholding({ ...question, ...late }, RULE, CALENDAR)).toMatchObject([
      { code: 'receipts-may-come', earliest: '2026-03-20' },
    ]);
    expect(against({ ...late, now: endOfDay('2026-03-19') })).toEqual([]);
  });

  it('waits for what the service received in time and never answered', () => {
    expect(against({ unanswered: 1 })).toEqual(['statement-on-its-way']);
    // A working day longer, and not for ever.
    expect(against({ unanswered: 1, now: '2026-03-11T15:59:59.999Z' })).toEqual(['statement-on-its-way']);
    expect(against({ unanswered: 1, now: endOfDay('2026-03-11') })).toEqual([]);
  });

  it('waits where the day to wait for may still move: the calendar on the way is not loaded', () => {
    // The plain week would have it on Friday 1 January 2027, which everybody has off.
    const newYear = { statementDue: '2026-12-31', writtenOn: '2026-12-24', now: '2027-01-02T02:00:00.000Z' } as const;
    const [refusal] = reasonsAgainstUpholding({ ...question, ...newYear }, RULE, CALENDAR);
    expect(refusal).toMatchObject({ code: 'receipts-may-come', text: { zh: expect.stringContaining('尚未载入') } });
    const known = buildCalendar(
      'with 2027',
      [...CALENDAR.years, { year: 2027, number: null, issuedOn: null, source: 'test' }],
      [
        ...[...CALENDAR.days].map(([day, kind]) => ({ day, ...kind })),
        { day: '2027-01-01', kind: 'off', name: '元旦' },
      ],
    );
    const now = (day: string, unanswered = 0) =>
      codes(reasonsAgainstUpholding({ ...question, ...newYear, unanswered, now: endOfDay(day) }, RULE, known));
    expect(now('2027-01-03')).toEqual(['receipts-may-come']);
    expect(now('2027-01-04')).toEqual([]);
    expect(now('2027-01-04', 1)).toEqual(['statement-on-its-way']);
    expect(now('2027-01-05', 1)).toEqual([]);
    // What was sent and never answered is waited for likewise, the period itself being well before the year ended.
    const sent = { statementDue: '2026-12-30', writtenOn: '2026-12-24', unanswered: 1 } as const;
    expect(against({ ...sent, now: '2027-01-02T02:00:00.000Z' })).toEqual(['statement-on-its-way']);
  });

  it('need not wait for papers where the subject itself said that there are none, but for what is on its way', () => {
    const waived = { waivedOn: '2026-03-04', now: startOfDay('2026-03-04') } as const;
    expect(against(waived)).toEqual([]);
    expect(against({ ...waived, wasHeard: true })).toEqual(['statement-needs-answer']);
    expect(against({ ...waived, unanswered: 1 })).toEqual(['statement-on-its-way']);
    expect(against({ ...waived, unanswered: 1, now: endOfDay('2026-03-06') })).toEqual([]);
  });

  it('brings back only records of the notice that are still repaired', () => {
    const standing = [
      ...question.standing,
      { id: 'r2', documentNumber: '二号', endedHow: 'annulled' },
      { id: 'r3', documentNumber: '三号', endedHow: null },
    ];
    expect(against({ standing, records: [] })).toEqual(['records-missing']);
    expect(against({ standing, records: ['r9'] })).toEqual(['record-not-in-case']);
    expect(against({ standing, records: ['r1', 'r2', 'r3'] })).toEqual(['record-annulled', 'record-annulled']);
  });

  it('to drop gives its reasons too', () => {
    expect(reasonsAgainstNoReason({ reason: '证据不足' })).toEqual([]);
    expect(codes(reasonsAgainstNoReason({ reason: '' }))).toEqual(['decision-needs-reason']);
  });
});

describe('a waiver', () => {
  it('is of who has been told of its rights: not before the notice was served', () => {
    expect(reasonsAgainstWaiving('2026-03-02', '2026-03-02', [])).toEqual([]);
    expect(reasonsAgainstWaiving('2026-03-20', '2026-03-02', [])).toEqual([]);
    expect(reasonsAgainstWaiving('2026-03-01', '2026-03-02', [])).toMatchObject([
      { code: 'waived-before-service', earliest: '2026-03-02', clause: expect.stringContaining('第六十四条') },
    ]);
  });

  it('is overtaken by what the subject said after it, not by what it said before or on its day', () => {
    expect(reasonsAgainstWaiving('2026-03-03', '2026-03-02', ['2026-03-02', '2026-03-03'])).toEqual([]);
    expect(reasonsAgainstWaiving('2026-03-02', '2026-03-02', ['2026-03-02', '2026-03-04', '2026-03-03'])).toMatchObject(
      [{ code: 'waiver-overtaken', text: { zh: expect.stringContaining('2026-03-04') } }],
    );
  });

  it('is not written down from its paper by who proposed the withdrawal', () => {
    expect(reasonAgainstRegisteringWaiver('p', ['p'])).toMatchObject({ code: 'proposer-may-not-register' });
    expect(reasonAgainstRegisteringWaiver('q', ['p'])).toBeNull();
  });

  it('says that nothing else was handed in or is on its way', () => {
    for (const part of ['无意见。', '未以书面或者其他方式', '在途']) expect(waiverWords('无意见')).toContain(part);
  });
});

describe('the bar', () => {
  it('runs for the years of the rule from the day of the decision, and never moves', () => {
    expect(barFrom('2026-03-11', RULE)).toEqual({ from: '2026-03-11', until: '2029-03-11' });
    expect(barFrom('2028-02-29', RULE)).toEqual({ from: '2028-02-29', until: '2031-02-28' });
  });

  it('is none where an administrator set it to nothing', () => {
    const none = ((code) => ({ ...RULE(code), value: 0 })) as RuleLookup;
    expect(barFrom('2026-03-11', none)).toBeNull();
  });
});
