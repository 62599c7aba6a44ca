import { describe, expect, it } from '@jest/globals';
import type { RecordHold } from '../../../domain/record/record-hold.ts';
import type { RecordFacts } from '../../../domain/record/record.ts';
import {
  isStated,
  reasonsAgainstPublicReason,
  statedNotice,
  statedUntil,
  WITHDRAWAL_GROUNDS_STATED,
  withdrawalStatement,
} from '../../../domain/record/record-withdrawal.ts';
import { ruleValue } from '../../../domain/deadline/rule-value.ts';
import { getRuleSet } from '../../../domain/rule-sets/index.ts';
import { addMonths, endOfDay, startOfDay } from '../../../domain/time.ts';
import type { RuleLookup } from '../../../domain/deadline/rule-value.ts';

const RULES = getRuleSet('2026-04-01');
const rule: RuleLookup = (code) => ruleValue(RULES, code, [], '2026-09-30');
const MOST = rule('publication.withdrawal-stated-at-most-months').value;

/** A general penalty of 2026-09-14, shown until 2027-09-14. */
const facts: RecordFacts = {
  kind: 'penalty',
  decidedOn: '2026-09-14',
  severity: 'general',
  sector: 'general',
  publishedFrom: '2026-09-15',
  minimumEnds: '2026-12-14',
  applyFrom: '2026-12-15',
  endsBy: '2027-09-14',
  published: true,
  ruleSet: '2026-04-01',
  correctedOn: null,
  dutiesDoneOn: null,
  endedOn: null,
  endedHow: null,
};
const NOW = '2026-09-30T02:00:00.000Z';
const ENTERED = '2026-09-15T02:00:00.000Z';
const until = (change: Partial<RecordFacts> = {}, holds: RecordHold[] = [], now = NOW, enteredAt = ENTERED) =>
  statedUntil({ facts: { ...facts, ...change }, holds, enteredAt }, now, rule);
const mask = (from: string, to: string | null): RecordHold => ({
  reason: 'court-mask',
  stops: { publicity: true, sharing: false, measures: false },
  from,
  until: to,
});

describe('how long it is said in public that a record was taken back', () => {
  it('no longer than the record would have been shown', () => {
    expect(until()).toBe('2027-09-14');
  });

  it('no longer than the rule allows, however long the record would have been shown, or without an end', () => {
    const most = addMonths('2026-09-30', MOST);
    expect(until({ endsBy: '2029-09-14' })).toBe(most);
    expect(until({ endsBy: null })).toBe(most);
  });

  it('not at all where nobody was shown it', () => {
    expect(until({ published: false })).toBeNull();
    expect(until({ publishedFrom: '2026-10-08' })).toBeNull();
    expect(until({}, [mask(ENTERED, null)])).toBeNull();
  });

  it('where it was shown before it was masked, or after', () => {
    expect(until({}, [mask('2026-09-20T02:00:00.000Z', null)])).toBe('2027-09-14');
    const [freed, masked] = ['2026-09-18T02:00:00.000Z', '2026-09-20T02:00:00.000Z'];
    expect(until({}, [mask(ENTERED, freed), mask(masked, null)])).toBe('2027-09-14');
    expect(until({}, [mask(ENTERED, masked), mask(masked, null)])).toBeNull();
  });

  it('not where it had left the public before: repaired, or run out', () => {
    expect(until({ endedOn: '2026-09-20', endedHow: 'repaired' })).toBeNull();
    expect(until({}, [], endOfDay('2027-09-14'))).toBeNull();
    expect(until({}, [], startOfDay('2027-09-14'))).toBe('2027-09-14');
  });

  it('and not a moment past its last day', () => {
    expect(isStated({ shownUntil: '2027-09-14' }, startOfDay('2027-09-14'))).toBe(true);
    expect(isStated({ shownUntil: '2027-09-14' }, endOfDay('2027-09-14'))).toBe(false);
    expect(isStated({ shownUntil: null }, NOW)).toBe(false);
  });

  it('is ours to set, within bounds', () => {
    expect(rule('publication.withdrawal-stated-at-most-months').isDefault).toBe(true);
  });
});

describe('what is said', () => {
  const of = {
    documentKind: '行政处罚决定书',
    documentNumber: '明水罚〔2026〕5号',
    groundOn: '2026-09-22',
    withdrawnOn: '2026-09-30',
  };

  it.each(WITHDRAWAL_GROUNDS_STATED)('%s: which decision, when and why, in both languages', (ground) => {
    const groundDocument = ground === 'annulled' ? '明政复决〔2026〕9号' : null;
    const { zh, en } = withdrawalStatement({ ...of, ground, groundDocument });
    for (const part of ['明水罚〔2026〕5号', '2026年9月30日', '2026年9月22日']) expect(zh).toContain(part);
    expect(zh.includes('明政复决〔2026〕9号')).toBe(ground === 'annulled');
    for (const part of ['明水罚〔2026〕5号', 'taken back on']) expect(en).toContain(part);
    expect(en).not.toMatch(/\bnull\b/);
  });

  it('says different things on different grounds', () => {
    const said = WITHDRAWAL_GROUNDS_STATED.map(
      (ground) => withdrawalStatement({ ...of, ground, groundDocument: null }).zh,
    );
    expect(new Set(said).size).toBe(said.length);
  });

  it('the subject is told until when, or that nothing is said', () => {
    expect(statedNotice('2027-09-14')).toContain('2027年9月14日为公开的最后一日');
    expect(statedNotice(null)).toContain('不向社会公开');
  });
});

describe('a reason that everybody will read', () => {
  it('holds no identity number of a person', () => {
    const codes = (reason: string) => reasonsAgainstPublicReason(reason, '2026-09-30').map(({ code }) => code);
    expect(codes('复议机关认定李明（330106199001010018）非行为人')).toEqual(['public-reason-personal-number']);
    expect(codes('复议机关认定事实不清，撤销原处罚')).toEqual([]);
    for (const written of ['330106 19900101 0018', '３３０１０６１９９００１０１００１８'])
      expect(codes(`认定李明（${written}）非行为人`)).toEqual(['public-reason-personal-number']);
    // A number of eighteen digits that is nobody's.
    expect(codes('案卷号123456789012345678')).toEqual([]);
  });
});
