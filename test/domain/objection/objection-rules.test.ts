import { describe, expect, it } from '@jest/globals';
import { computeDeadline, deadlineState } from '../../../domain/deadline/deadline.ts';
import type { RuleLookup, RuleOverride } from '../../../domain/deadline/rule-value.ts';
import {
  endInspection,
  inspectionPause,
  objectionExtension,
  reasonAgainstRejecting,
  reasonsAgainstInspection,
  reasonsAgainstObjectionExtension,
} from '../../../domain/objection/objection-check.ts';
import {
  type CorrectableRecord,
  correctedFields,
  type FieldCorrection,
  measuresCorrected,
  measuresTooGrave,
  reasonsAgainstCorrection,
} from '../../../domain/objection/objection-correction.ts';
import {
  answerByLedger,
  forwardByLedger,
  inspectionUntilLedger,
  objectionTerms,
} from '../../../domain/objection/objection-deadlines.ts';
import { type ObjectionQuestion, reasonsAgainstObjection } from '../../../domain/objection/objection-door.ts';
import { reasonAgainstUnread, reasonsAgainstSupplement } from '../../../domain/objection/objection-supplement.ts';
import { reasonAgainstOlderWords, reasonsAgainstDeclaration } from '../../../domain/record/declaration.ts';
import { SECTOR_RULES } from '../../../domain/record/sector-rules.ts';
import { endOfDay } from '../../../domain/time.ts';
import { CALENDAR } from '../calendar-data.ts';
import { RULE } from '../rules.ts';

const codes = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code);

describe('what can be objected to', () => {
  const question: ObjectionQuestion = {
    kind: 'penalty',
    documentNumber: '示市监罚〔2026〕1号',
    endedHow: null,
    about: 'facts',
    measure: null,
    measuresStanding: ['B08'],
    openObjection: null,
    rejectedBefore: null,
    newFacts: null,
  };
  const against = (change: Partial<ObjectionQuestion>) => codes(reasonsAgainstObjection({ ...question, ...change }));

  it('is a record that stands, or one that ran out or was repaired: who was entered is entitled to the truth', () => {
    expect(against({})).toEqual([]);
    expect(against({ endedHow: 'repaired' })).toEqual([]);
    expect(against({ about: 'measure', measure: 'B08' })).toEqual([]);
  });

  it.each(['annulled', 'corrected', 'withdrawn'] as const)('is no record that was %s', (endedHow) => {
    expect(against({ endedHow, openObjection: 'JN-2026-000001' })).toEqual(['objection-record-void']);
  });

  it('is no entry of a court, which its court corrects', () => {
    expect(against({ kind: 'judgment-debtor' })).toEqual(['objection-for-court']);
  });

  it('names a measure where it is about one, and only there; and one that is not lifted', () => {
    expect(against({ about: 'measure' })).toEqual(['objection-measure-named']);
    expect(against({ measure: 'B08' })).toEqual(['objection-measure-named']);
    expect(against({ about: 'measure', measure: 'G03' })).toEqual(['objection-measure-unknown']);
  });

  it('is in one open objection at a time, named; and what was answered needs something new', () => {
    const [open] = reasonsAgainstObjection({ ...question, openObjection: 'JN-2026-000007' });
    expect(open?.text.zh).toContain('JN-2026-000007');
    expect(against({ rejectedBefore: 'JN-2026-000003' })).toEqual(['objection-answered']);
    expect(against({ rejectedBefore: 'JN-2026-000003', newFacts: '新的鉴定意见' })).toEqual([]);
    expect(against({ openObjection: 'JN-2026-000007', rejectedBefore: 'JN-2026-000003', measure: 'B08' })).toEqual([
      'objection-open',
      'objection-measure-named',
      'objection-answered',
    ]);
  });
});

describe('the terms', () => {
  const facts = {
    checkFrom: '2026-09-21',
    forwarded: true,
    terms: objectionTerms('general', '2026-09-21', RULE),
    pauses: [],
    extensions: [],
  };
  const due = (change: Partial<typeof facts> | object) =>
    computeDeadline(answerByLedger({ ...facts, ...change }), CALENDAR).due;

  it('one working day to pass it on, five to answer from the day the authority had it', () => {
    // Friday before the weekend whose Sunday, the 20th, is worked for the National Day.
    expect(computeDeadline(forwardByLedger('2026-09-18', RULE), CALENDAR).due).toBe('2026-09-20');
    expect(due({})).toBe('2026-09-29');
    expect(answerByLedger(facts).startEvent).toMatchObject({ zh: '异议转送认定单位' });
    expect(answerByLedger({ ...facts, forwarded: false }).startEvent).toMatchObject({ zh: '收到异议' });
    expect(answerByLedger(facts).rule.isDefault).toBe(true);
  });

  it('an inspection is not counted, from its first day to its last', () => {
    const running = [inspectionPause('2026-09-22', 'appraisal')];
    expect(deadlineState(answerByLedger({ ...facts, pauses: running }), CALENDAR)).toMatchObject({ running: false });
    const until = computeDeadline(
      inspectionUntilLedger('2026-09-22', { zh: '鉴定', en: 'appraisal' }, 2),
      CALENDAR,
    ).due;
    expect(until).toBe('2026-09-24');
    // Counted is none of the 22nd to the 24th; the 25th is Mid-Autumn.
    expect(due({ pauses: endInspection(running, until) })).toBe('2026-10-09');
    expect(endInspection(running, '2026-09-21')[0]?.until).toBe('2026-09-22');
  });

  it('an extension adds its days, by default all that are allowed', () => {
    const most = facts.terms.extension;
    const by = { by: 'officer', on: '2026-09-22' };
    expect(due({ extensions: [objectionExtension(most, { workingDays: 2, ...by })] })).toBe('2026-10-08');
    expect(objectionExtension(most, { workingDays: null, ...by })).toMatchObject({ count: 15 });
  });

  it('an administrator may set another for a sector alone', () => {
    const row: RuleOverride = {
      rule: 'tax/objection.answer-within-working-days',
      value: 3,
      from: '2026-01-01',
      by: 'admin',
      reason: '本县规定',
    };
    const rule: RuleLookup = Object.assign(((code) => RULE(code)) as RuleLookup, { ofSectors: [row] });
    expect(objectionTerms('tax', '2026-09-21', rule).answer).toMatchObject({ workingDays: 3, isDefault: true });
    expect(objectionTerms('general', '2026-09-21', rule).answer.workingDays).toBe(5);
  });

  it('what stands still meanwhile is each sector’s to say: measures, and the record itself is only marked', () => {
    for (const [rules] of Object.values(SECTOR_RULES))
      expect(rules.underObjection).toMatchObject({
        value: { publicity: false, sharing: false, measures: true },
        clause: expect.stringContaining('33号'),
      });
  });
});

describe('the check', () => {
  const answerBy = { due: '2026-09-28', dueAt: endOfDay('2026-09-28') };
  const before = '2026-09-28T15:59:59.999Z';
  const most = { workingDays: 60, clause: '系统默认', isDefault: true };

  it('is not stopped once its term is over, nor longer than allowed in all', () => {
    const ask = (receivedAt: string, workingDays: number, taken = 0) =>
      codes(reasonsAgainstInspection({ receivedAt, workingDays }, answerBy, taken, most));
    expect(ask(before, 60)).toEqual([]);
    expect(ask(answerBy.dueAt, 1)).toEqual(['inspection-late']);
    expect(ask(before, 61)).toEqual(['inspection-too-long']);
    expect(ask(before, 11, 50)).toEqual(['inspection-too-long']);
    expect(ask(before, 10, 50)).toEqual([]);
  });

  it('is extended once, beforehand, and no longer than allowed', () => {
    const extended = [objectionExtension(most, { workingDays: 3, by: 'x', on: '2026-09-22' })];
    const ask = (receivedAt: string, workingDays: number | null, had: typeof extended = []) =>
      codes(reasonsAgainstObjectionExtension({ receivedAt, workingDays }, answerBy, had, { ...most, workingDays: 15 }));
    expect(ask(before, null)).toEqual([]);
    expect(ask(before, 15)).toEqual([]);
    expect(ask(before, 16)).toEqual(['objection-extension-too-long']);
    expect(ask(answerBy.dueAt, 1)).toEqual(['objection-extension-late']);
    expect(ask(before, 1, extended)).toEqual(['objection-extended-once']);
  });
});

describe('what can be corrected', () => {
  const record: CorrectableRecord = {
    kind: 'penalty',
    facts: '未年报',
    severity: 'general',
    decidedOn: '2026-04-01',
    endsBy: '2027-04-01',
    measures: [
      { code: 'B08', severities: ['serious'], runs: true },
      { code: 'G03', severities: ['general', 'serious'], runs: true },
    ],
    ruledOn: [],
  };
  const nothing: FieldCorrection = { facts: null, severity: null, decidedOn: null, measuresLifted: [] };
  const against = (change: Partial<FieldCorrection>, endsBy: string | null | undefined = record.endsBy) =>
    codes(reasonsAgainstCorrection(record, { ...nothing, ...change }, endsBy, '2026-09-18'));

  it('is what differs', () => {
    expect(against({})).toEqual(['correction-empty']);
    expect(against({ facts: '未年报', severity: 'general', decidedOn: '2026-04-01' })).toEqual(['correction-empty']);
    const all = { facts: '补报及时', severity: 'minor', decidedOn: '2026-03-01', measuresLifted: ['B08'] } as const;
    expect(against(all, '2026-06-01')).toEqual([]);
    expect(correctedFields(record, all)).toEqual(['facts', 'severity', 'decidedOn', 'measures']);
  });

  it('of the class takes the measures with it that the list does not give for it, and that still run', () => {
    const grave: CorrectableRecord = { ...record, severity: 'serious' };
    const lifted = (change: Partial<FieldCorrection>, of = grave) => measuresCorrected(of, { ...nothing, ...change });
    expect(lifted({ severity: 'general' })).toEqual(['B08']);
    expect(lifted({ severity: 'minor', measuresLifted: ['G03'] })).toEqual(['G03', 'B08']);
    expect(measuresTooGrave(grave, { severity: 'minor' })).toEqual(['B08', 'G03']);
    expect(correctedFields(grave, { ...nothing, severity: 'general' })).toEqual(['severity', 'measures']);
    const runOut = { ...grave, measures: grave.measures.map((one) => ({ ...one, runs: one.code !== 'B08' })) };
    expect(lifted({ severity: 'general' }, runOut)).toEqual([]);
    expect(correctedFields(runOut, { ...nothing, severity: 'general' })).toEqual(['severity']);
    // As long as the class stays it was the list that changed, or nothing.
    expect(lifted({ facts: '已年报' })).toEqual([]);
    expect(lifted({ severity: 'serious' })).toEqual([]);
  });

  it('leaves an entry of the list of serious dishonesty no lighter class', () => {
    const entry: CorrectableRecord = { ...record, kind: 'serious-list', severity: 'serious' };
    const lighter = reasonsAgainstCorrection(entry, { ...nothing, severity: 'general' }, record.endsBy, '2026-09-18');
    expect(codes(lighter)).toEqual(['correction-of-list']);
    const facts = { ...nothing, facts: '欠薪三万元', severity: 'serious' } as const;
    expect(reasonsAgainstCorrection(entry, facts, record.endsBy, '2026-09-18')).toEqual([]);
    const penalty = { ...entry, kind: 'penalty' } as const;
    expect(reasonsAgainstCorrection(penalty, { ...nothing, severity: 'general' }, record.endsBy, '2026-09-18')).toEqual(
      [],
    );
  });

  it('never makes anything heavier: nobody is worse off for having objected', () => {
    expect(against({ severity: 'serious' }, '2029-04-01')).toEqual(['correction-heavier']);
    expect(against({ decidedOn: '2026-05-01' }, '2027-05-01')).toEqual(['correction-heavier']);
    expect(against({ decidedOn: '2026-05-01' }, null)).toEqual(['correction-heavier']);
    // What cannot be reckoned is refused for its own reason.
    expect(against({ severity: 'minor' }, undefined)).toEqual([]);
  });

  it('takes nothing out of the shield of a ruling', () => {
    const shielded: CorrectableRecord = { ...record, ruledOn: ['2026-04-10', '2026-06-10'] };
    const moved = (decidedOn: string) =>
      codes(reasonsAgainstCorrection(shielded, { ...nothing, decidedOn }, '2027-01-01', '2026-09-18'));
    expect([moved('2026-03-01'), moved('2026-04-10')]).toEqual([[], []]);
    expect([moved('2026-04-11'), moved('2026-06-11')]).toEqual([['correction-heavier'], ['correction-heavier']]);
  });

  it('is no day ahead, and no measure that the record does not have', () => {
    expect(against({ decidedOn: '2026-09-19' })).toEqual(['correction-day']);
    expect(against({ measuresLifted: ['F01', 'B08'] })).toEqual(['correction-measure']);
  });
});

describe('that an objection is not founded', () => {
  it('is not said by whoever proposed, determined or entered the record; by anybody else it is', () => {
    const involved = ['officer-li', 'officer-wu'];
    expect(reasonAgainstRejecting('officer-wu', involved)).toMatchObject({ code: 'recorder-may-not-reject' });
    expect(reasonAgainstRejecting('officer-he', involved)).toBeNull();
    expect(reasonAgainstRejecting('officer-he', [])).toBeNull();
  });
});

describe('what a subject says beside its record', () => {
  it('has at most so many characters, as people count them', () => {
    expect(reasonsAgainstDeclaration('𠮷'.repeat(500), RULE, '2026-09-18')).toEqual([]);
    expect(codes(reasonsAgainstDeclaration('字'.repeat(501), RULE, '2026-09-18'))).toEqual(['declaration-too-long']);
  });

  it('is read by everybody: no identity number of anybody in it', () => {
    const [refusal, ...others] = reasonsAgainstDeclaration('李明（33010619900101001X）已整改', RULE, '2026-09-18');
    expect([refusal, others]).toEqual([undefined, []]);
    expect(reasonsAgainstDeclaration('李明（330106199001010018）已整改', RULE, '2026-09-18')).toMatchObject([
      { code: 'declaration-personal-number', clause: '国办发〔2020〕49号（十三）' },
    ]);
  });

  it('is what came in last: a paper written down later than that puts nothing back', () => {
    expect(reasonAgainstOlderWords('2026-03-02', [])).toBeNull();
    expect(reasonAgainstOlderWords('2026-03-03', ['2026-03-03', '2026-03-01'])).toBeNull();
    expect(reasonAgainstOlderWords('2026-03-02', ['2026-03-01', '2026-03-03'])).toMatchObject({
      code: 'declaration-overtaken',
      text: { zh: expect.stringContaining('2026-03-03') },
    });
  });
});

describe('what is added to an objection', () => {
  it('cannot have come in before the objection', () => {
    expect(reasonsAgainstSupplement('2026-03-02', '2026-03-02')).toEqual([]);
    expect(codes(reasonsAgainstSupplement('2026-03-01', '2026-03-02'))).toEqual(['supplement-before-objection']);
  });

  it('is read before it is answered: all that is on file, no less, and no more than there is', () => {
    expect(reasonAgainstUnread(0, 0)).toBeNull();
    expect(reasonAgainstUnread(2, 2)).toBeNull();
    for (const read of [0, 1, 3])
      expect(reasonAgainstUnread(read, 2)).toMatchObject({
        code: 'supplement-unread',
        text: { zh: expect.stringMatching(/共2份.*Idempotency-Key/), en: expect.stringMatching(/2 supplements/) },
      });
  });
});
