import { describe, expect, it } from '@jest/globals';
import { computeDeadline } from '../../../domain/deadline/deadline.ts';
import type { Ledger } from '../../../domain/deadline/ledger.ts';
import {
  determinationTerms,
  determineByLedger,
  draftByLedger,
  extendedDecision,
  noticeHearingByLedger,
  noticeServeByLedger,
  noticeStatementByLedger,
  reviewByLedger,
} from '../../../domain/determination/determination-course.ts';
import {
  type DetermineQuestion,
  reasonsAgainstDetermining,
  reasonsAgainstExtending,
} from '../../../domain/determination/determination-decision.ts';
import { reasonsAgainstDocument } from '../../../domain/determination/determination-document.ts';
import { type CompletionQuestion, reasonsAgainstCompletion } from '../../../domain/determination/determination-door.ts';
import { reasonsAgainstProposedDay } from '../../../domain/determination/day-of-act.ts';
import { ageOnDay, LENIENCIES, reasonsAgainstLeniency } from '../../../domain/determination/determination-leniency.ts';
import type { RuleLookup } from '../../../domain/deadline/rule-value.ts';
import type { Measure } from '../../../domain/record/measures.ts';
import { reasonAgainstSectorOverride } from '../../../domain/record/sector-override.ts';
import type { SectorNumber } from '../../../domain/record/sectors.ts';
import { getRuleSet } from '../../../domain/rule-sets/index.ts';
import type { Severity } from '../../../domain/record/severity.ts';
import { residentIdCheck } from '../../../domain/subject/resident-id.ts';
import { endOfDay } from '../../../domain/time.ts';
import { CALENDAR } from '../calendar-data.ts';
import { RULE } from '../rules.ts';

const codes = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code);
const TODAY = '2026-03-02';

function measure(code: string, severities: readonly Severity[]): Measure {
  const texts = { category: 'x', name: code, objects: 'x', basis: '食品安全法第135条', appliedBy: 'x', source: 'x' };
  return {
    code,
    ...texts,
    severities,
    force: 'mandatory',
    inForceFrom: '2023-05-01',
    hindersPlan: false,
    ourDefaults: [],
  };
}
const LIST = [measure('light', ['minor', 'general', 'serious']), measure('grave', ['serious'])];

const document = {
  kind: 'penalty-decision',
  number: '示市监罚〔2026〕1号',
  issuedOn: '2026-02-10',
  issuer: '市场监督管理局',
  reference: '档案室8号',
  sha256: null,
  law: null,
} as const;

describe('on what a determination rests', () => {
  it('is a document in force that can be found again', () => {
    expect(reasonsAgainstDocument(document, TODAY)).toEqual([]);
    expect(reasonsAgainstDocument({ ...document, reference: null, sha256: 'a'.repeat(64) }, TODAY)).toEqual([]);
    expect(reasonsAgainstDocument({ ...document, issuedOn: '2026-03-03' }, TODAY)).toMatchObject([
      { code: 'document-not-issued', earliest: '2026-03-03' },
    ]);
    expect(codes(reasonsAgainstDocument({ ...document, reference: null }, TODAY))).toEqual([
      'document-needs-reference',
    ]);
  });

  it('of another kind only where a law names it', () => {
    expect(codes(reasonsAgainstDocument({ ...document, kind: 'other' }, TODAY))).toEqual(['document-needs-law']);
    expect(reasonsAgainstDocument({ ...document, kind: 'other', law: '某条例第三条' }, TODAY)).toEqual([]);
  });
});

describe('a draft is completed', () => {
  const question = (change: Partial<CompletionQuestion['completion']> = {}, more: Partial<CompletionQuestion> = {}) =>
    codes(
      reasonsAgainstCompletion({
        completion: {
          document,
          actOn: null,
          facts: '未整改',
          summary: null,
          basis: '食品安全法第一百三十五条',
          recordKind: 'other-negative',
          sector: 'general',
          severity: 'general',
          measures: ['light'],
          responsible: [],
          ...change,
        },
        draftedActOn: '2026-02-01',
        today: TODAY,
        list: LIST,
        subject: { id: 's', kind: 'organisation' },
        persons: [{ id: 'p', kind: 'person', sameDocument: null }],
        sameDocument: null,
        ...more,
      }),
    );
  const person = {
    subjectId: 'p',
    responsibility: 'legal-representative',
    asNamed: '王某',
    measures: ['light'],
  } as const;

  it('with measures of the list that fit the severity, each misfit said', () => {
    expect(question()).toEqual([]);
    expect(question({ severity: 'serious', measures: ['light', 'grave'] })).toEqual([]);
    expect(question({ measures: ['grave'] })).toEqual(['measure-out-of-proportion']);
    expect(question({ measures: ['no-such'] })).toEqual(['measure-not-on-list']);
    expect(question({ measures: ['light', 'light'] })).toEqual(['measure-twice']);
  });

  it('on clauses among which is the basis of each measure, of the persons’ too; each that is missing said once', () => {
    const basis = '食品安全法第七十条';
    expect(question({ basis })).toEqual(['measure-basis-not-cited']);
    expect(question({ basis, measures: [] })).toEqual([]);
    expect(question({ basis, measures: [], responsible: [person] })).toEqual(['measure-basis-not-cited']);
    expect(question({ basis, responsible: [person] })).toEqual(['measure-basis-not-cited']);
    expect(question({ basis: `${basis}、第一百三十五条` })).toEqual([]);
  });

  it('on the list of the seriously dishonest only where it is serious', () => {
    expect(question({ recordKind: 'serious-list' })).toEqual(['list-needs-serious']);
    expect(question({ recordKind: 'serious-list', severity: 'serious' })).toEqual([]);
  });

  it('with a day of the act, from the draft or the completion, no later than the document', () => {
    expect(question({}, { draftedActOn: null })).toEqual(['act-day-needed']);
    expect(question({ actOn: '2026-02-10' }, { draftedActOn: null })).toEqual([]);
    expect(question({ actOn: '2026-02-11' })).toEqual(['act-after-document']);
    expect(question({}, { draftedActOn: '2026-02-11' })).toEqual(['act-after-document']);
    expect(question({ actOn: '2026-02-10' }, { draftedActOn: '2026-02-11' })).toEqual([]);
    expect(codes(reasonsAgainstProposedDay('2026-03-03', TODAY))).toEqual(['act-not-yet']);
    expect(reasonsAgainstProposedDay(TODAY, TODAY)).toEqual([]);
  });

  it('once for a document', () => {
    const same = { number: 'JN-2026-000001', made: false };
    expect(question({}, { sameDocument: same })).toEqual(['determination-open']);
    expect(question({}, { sameDocument: { ...same, made: true } })).toEqual(['document-determined']);
    const persons = (made: boolean) => [{ id: 'p', kind: 'person' as const, sameDocument: { ...same, made } }];
    const responsible = [person];
    expect(question({ responsible }, { persons: persons(false) })).toEqual(['determination-open']);
    expect(question({ responsible }, { persons: persons(true) })).toEqual(['document-determined']);
    // Whoever else was determined on it is nobody's business here.
    expect(question({}, { persons: persons(true) })).toEqual([]);
  });

  it('with persons who answer for it: known ones, each once, of an organisation alone, their measures judged too', () => {
    expect(question({ responsible: [person] })).toEqual([]);
    expect(question({ responsible: [{ ...person, subjectId: 'nobody' }] })).toEqual(['responsible-not-person']);
    expect(question({ responsible: [person, person] })).toEqual(['responsible-twice']);
    expect(question({ responsible: [{ ...person, measures: ['grave'] }] })).toEqual(['measure-out-of-proportion']);
    expect(question({ responsible: [person] }, { subject: { id: 's', kind: 'person' } })).toEqual([
      'responsible-of-organisation',
    ]);
  });
});

describe('a determination is decided', () => {
  // Monday 9 March is the last day of the statement period; what came in it is registered on the 10th.
  const question: DetermineQuestion = {
    now: endOfDay('2026-03-10'),
    reason: '事实清楚',
    age: 'of-age',
    leniencyConsidered: null,
    statementDue: '2026-03-09',
    writtenOn: '2026-03-02',
    waivedOn: null,
    unanswered: 0,
    told: { severity: 'serious', measures: ['light', 'grave'] },
    before: null,
    decided: { severity: 'serious', measures: ['grave'] },
    list: LIST,
    organisation: null,
  };
  const grace = RULE('determination.registration-grace-working-days');
  const against = (change: Partial<DetermineQuestion> = {}) =>
    codes(reasonsAgainstDetermining({ ...question, ...change }, grace, CALENDAR));

  it('with its reasons, and not while a paper that came in time may still be on its way', () => {
    expect(against()).toEqual([]);
    expect(against({ reason: ' ' })).toEqual(['decision-needs-reason']);
    const early = new Date(Date.parse(question.now) - 1).toISOString();
    expect(against({ now: early })).toEqual(['receipts-may-come']);
    expect(against({ now: early, waivedOn: '2026-03-09' })).toEqual([]);
    expect(against({ unanswered: 1 })).toEqual(['statement-on-its-way']);
    expect(against({ unanswered: 1, now: endOfDay('2026-03-11') })).toEqual([]);
  });

  it('no heavier than the notice told: neither graver, nor with a measure that was not told', () => {
    const told = { severity: 'general', measures: ['light'] } as const;
    expect(against({ told, decided: told })).toEqual([]);
    expect(against({ told, decided: { ...told, severity: 'minor' } })).toEqual([]);
    expect(against({ told, decided: { ...told, severity: 'serious' } })).toEqual(['heavier-than-told']);
    expect(against({ told: { ...told, measures: [] }, decided: told })).toEqual(['heavier-than-told']);
    // Lighter, a measure may fit no more.
    expect(against({ decided: { severity: 'general', measures: ['grave'] } })).toEqual(['measure-out-of-proportion']);
  });

  it('anew no heavier than the decision that was set aside, and never where its record had ended', () => {
    const before = { kind: 'determined', severity: 'general', measures: ['light'], recordOver: false } as const;
    expect(against({ before, decided: { severity: 'general', measures: ['light'] } })).toEqual([]);
    expect(against({ before, decided: { severity: 'minor', measures: [] } })).toEqual([]);
    expect(against({ before, decided: { severity: 'serious', measures: ['light'] } })).toEqual(['heavier-than-before']);
    expect(against({ before: { ...before, severity: 'serious' } })).toEqual(['heavier-than-before']);
    const ended = { ...before, recordOver: true };
    expect(against({ before: ended, decided: { severity: 'minor', measures: [] } })).toEqual(['record-had-ended']);
  });

  it('against a person only once the organisation is determined', () => {
    const of = (status: string, voided = false) =>
      against({ organisation: { number: 'JN-2026-000001', status, voided } });
    expect(of('determined', true)).toEqual(['organisation-record-voided']);
    expect(of('determined')).toEqual([]);
    for (const status of ['awaiting-decision', 'dropped', 'lenient'])
      expect(of(status)).toEqual(['organisation-not-determined']);
  });

  it('leniently on a ground that fits', () => {
    const facts = { age: 'under-age', severity: 'general' } as const;
    for (const ground of LENIENCIES) expect(reasonsAgainstLeniency(ground, facts)).toEqual([]);
    // Where the day or the birth date is not on file, the decider's word is all there is.
    expect(reasonsAgainstLeniency('under-age', { ...facts, age: 'unknown' })).toEqual([]);
    expect(codes(reasonsAgainstLeniency('under-age', { ...facts, age: null }))).toEqual(['leniency-needs-person']);
    expect(codes(reasonsAgainstLeniency('under-age', { ...facts, age: 'of-age' }))).toEqual(['leniency-of-age']);
    expect(reasonsAgainstLeniency('force-majeure', { ...facts, age: 'of-age' })).toEqual([]);
    expect(codes(reasonsAgainstLeniency('slight', { ...facts, severity: 'serious' }))).toEqual(['leniency-not-slight']);
    expect(reasonsAgainstLeniency('force-majeure', { age: null, severity: 'serious' })).toEqual([]);
  });

  it('against a minor only with words on how that was considered', () => {
    expect(against({ age: 'under-age' })).toEqual(['leniency-forgotten']);
    expect(against({ age: 'under-age', leniencyConsidered: ' ' })).toEqual(['leniency-forgotten']);
    expect(against({ age: 'under-age', leniencyConsidered: '初次、已改正' })).toEqual([]);
    for (const age of ['of-age', 'unknown', null] as const) expect(against({ age })).toEqual([]);
    // Of nobody else it is said that they were minors.
    const said = (age: 'of-age' | 'unknown' | null) => against({ age, leniencyConsidered: '初次' });
    expect([said('of-age'), said('unknown'), said(null)]).toEqual([['leniency-of-age'], [], ['leniency-needs-person']]);
  });

  it('by the age on the day of the act: under age up to the birthday, by the identity number', () => {
    // Born on 29 February 1992: 18 on 28 February 2010, and of age from the day after.
    const zhao = { isPerson: true, identifier: '330199199202290013' };
    const adult = RULE('determination.lenient-until-age-years');
    const on = (actOn: string | null, change = {}) => ageOnDay({ ...zhao, actOn, ...change }, adult);
    expect([on('2010-02-28'), on('2010-03-01')]).toEqual(['under-age', 'of-age']);
    expect([on(null), on('2010-02-28', { identifier: 'E12345678' }), on('1992-02-28')]).toEqual(
      Array.from({ length: 3 }, () => 'unknown'),
    );
    expect(on('2010-02-28', { isPerson: false })).toBeNull();
    expect(ageOnDay({ ...zhao, actOn: '2012-02-29' }, { ...adult, value: 20 })).toBe('under-age');
    // Whoever turned 18 before the days that the service counts with.
    expect(on('2026-03-01', { identifier: `11010519200101001${residentIdCheck('11010519200101001')}` })).toBe('of-age');
  });

  it('later by one extension, before its term is over', () => {
    const term = { extendedOn: null, due: '2026-04-07', dueAt: endOfDay('2026-04-07'), now: endOfDay('2026-04-06') };
    expect(reasonsAgainstExtending(term, 'x')).toEqual([]);
    expect(codes(reasonsAgainstExtending({ ...term, now: term.dueAt }, 'x'))).toEqual(['extension-late']);
    expect(codes(reasonsAgainstExtending({ ...term, extendedOn: '2026-03-20' }, 'x'))).toEqual(['extended-once']);
  });
});

describe('the terms of a determination', () => {
  const due = (ledger: Ledger) => computeDeadline(ledger, CALENDAR).due;
  const general = determinationTerms('general', TODAY, RULE);

  it('run in working days from their own beginnings', () => {
    expect(due(draftByLedger(TODAY, RULE))).toBe('2026-03-16');
    expect(due(noticeServeByLedger(TODAY, RULE))).toBe('2026-03-11');
    expect(due(noticeStatementByLedger(TODAY, null, general, RULE))).toBe('2026-03-09');
    expect(due(noticeHearingByLedger(TODAY, RULE))).toBe('2026-03-30');
    expect(due(reviewByLedger('2026-03-09', false, general))).toBe('2026-03-16');
    expect(due(determineByLedger('2026-03-09', { waived: false, reviewed: false }, general))).toBe('2026-04-07');
    const starts = [
      determineByLedger(TODAY, { waived: false, reviewed: false }, general),
      determineByLedger(TODAY, { waived: true, reviewed: false }, general),
      determineByLedger(TODAY, { waived: true, reviewed: true }, general),
    ].map(({ startEvent }) => JSON.stringify(startEvent));
    expect(new Set(starts).size).toBe(3);
  });

  it('of wages in arrears are read in their own rule: 5, 5, 20 and 20 working days (人社部令45号)', () => {
    const wages = determinationTerms('wage-arrears', TODAY, RULE);
    const numbers = Object.entries(wages).map(([name, { value, isDefault, clause }]) => [
      name,
      value,
      isDefault,
      clause,
    ]);
    expect(numbers).toEqual([
      ['statement', 5, false, expect.stringContaining('第六条')],
      ['review', 5, false, expect.stringContaining('第六条')],
      // Article 8 counts from the end of the term to pay, this service from when the subject was heard: that is ours.
      ['decide', 20, true, expect.stringMatching(/第八条.*限期支付.*系统默认/)],
      ['extension', 20, false, expect.stringContaining('第八条')],
    ]);
    expect(Object.values(general).every(({ isDefault }) => isDefault)).toBe(true);
    const ledger = determineByLedger('2026-03-09', { waived: false, reviewed: false }, wages);
    expect(due(extendedDecision(ledger, wages, { by: 'boss', on: '2026-03-20' }))).toBe('2026-05-08');
  });

  it('that are ours may be set for one sector; what is read in its text may not', () => {
    const set = (code: SectorNumber, value: number) => ({
      rule: `wage-arrears/${code}`,
      value,
      from: '2026-01-01',
      by: 'admin',
      reason: '县里规定',
    });
    const ours = set('determination.decide-within-working-days', 15);
    const read = set('determination.review-within-working-days', 9);
    const rule = Object.assign(((code) => RULE(code)) as RuleLookup, { ofSectors: [ours, read] });
    const { decide, review } = determinationTerms('wage-arrears', TODAY, rule);
    expect([decide.value, decide.override, review.value]).toEqual([15, ours, 5]);
    expect(determinationTerms('tax', TODAY, rule).decide).toEqual(general.decide);
    const judge = (override: typeof ours) =>
      reasonAgainstSectorOverride(getRuleSet('2026-04-01'), { ...override, from: '2026-12-01' }, '2026-11-20')?.code;
    expect([judge(ours), judge(read)]).toEqual([undefined, 'rule-fixed-by-law']);
  });
});
