import { describe, expect, it } from '@jest/globals';
import {
  DEBTOR_SITUATION_TEXT,
  DEBTOR_SITUATIONS,
  type DebtorListing,
  debtorTerm,
  LISTED_AS,
  measuresOfListing,
  reasonsAgainstListing,
} from '../../../domain/judgment-debtor/judgment-debtor.ts';
import { creditCodeCheck } from '../../../domain/subject/credit-code.ts';
import { residentIdCheck } from '../../../domain/subject/resident-id.ts';
import { readMeasuresFile } from '../../../db/load-measures.ts';
import { RULE } from '../rules.ts';

const personBorn = (birth: string) => {
  const first17 = `110101${birth.replaceAll('-', '')}001`;
  return { kind: 'person', identifier: `${first17}${residentIdCheck(first17)}`, name: '张伟' } as const;
};
const listing = (more: Partial<DebtorListing> = {}): DebtorListing => ({
  decidedOn: '2026-05-11',
  situation: 3,
  extraYears: 0,
  subject: {
    kind: 'organisation',
    identifier: `91330106MA2CG0KQ4${creditCodeCheck('91330106MA2CG0KQ4')}`,
    name: '明信县宝丰贸易有限公司',
  },
  listedAs: 'debtor',
  fullTimeStudent: false,
  ...more,
});
const codes = (more: Partial<DebtorListing>, today = '2026-05-11') =>
  reasonsAgainstListing(listing(more), today, RULE).map(({ code }) => code);

describe('the term of an entry (法释〔2017〕7号第二条)', () => {
  it('is open for who is able to perform, and two years with what the court adds for the others', () => {
    const months = DEBTOR_SITUATIONS.map((situation) => debtorTerm(listing({ situation })).months);
    expect(months).toEqual([null, 24, 24, 24, 24, 24]);
    expect([1, 2, 3].map((extraYears) => debtorTerm(listing({ extraYears })).months)).toEqual([36, 48, 60]);
    expect(debtorTerm(listing()).clause).toContain('法释〔2017〕7号');
  });

  it('was fixed by nothing before 2017-05-01', () => {
    expect(debtorTerm(listing({ decidedOn: '2017-04-30' })).months).toBeNull();
    expect(debtorTerm(listing({ decidedOn: '2017-05-01' })).months).toBe(24);
  });
});

describe('who is not listed', () => {
  it('takes the debtor itself, on the day of the decision or later', () => {
    expect(codes({})).toEqual([]);
    expect(codes({}, '2026-05-10')).toEqual(['decision-in-the-future']);
  });

  it('refuses everybody who only stands behind a unit, and students', () => {
    expect(LISTED_AS.map((listedAs) => codes({ listedAs }))).toEqual([[], ['not-the-debtor'], ['not-the-debtor']]);
    expect(codes({ fullTimeStudent: true })).toEqual(['full-time-student']);
  });

  it('refuses whoever was younger than 18 on the day of the decision', () => {
    expect(codes({ subject: personBorn('2008-05-11') })).toEqual([]);
    expect(codes({ subject: personBorn('2008-05-12') })).toEqual(['minor-not-listed']);
    expect(codes({ subject: { ...personBorn('2008-05-12'), kind: 'organisation' } })).toEqual(['identifier-wrong']);
  });

  it('refuses who cannot be told apart', () => {
    expect(codes({ subject: { kind: 'person', identifier: '110101199001011234', name: '张伟' } })).toEqual([
      'identifier-wrong',
    ]);
  });

  it('refuses a person whose number is registered under another name, not a unit that has changed its own', () => {
    const against = (subject: DebtorListing['subject'], knownName: string | null) =>
      reasonsAgainstListing(listing({ subject }), '2026-05-11', RULE, knownName).map(({ code }) => code);
    const person = personBorn('1990-01-01');
    expect(against(person, '李娜')).toEqual(['name-differs']);
    expect(against(person, '张伟')).toEqual([]);
    expect(against(person, null)).toEqual([]);
    expect(against(listing().subject, '明信县旧名有限公司')).toEqual([]);
  });

  it('refuses a term that the rule does not know, and says everything at once', () => {
    expect(codes({ extraYears: 4 })).toEqual(['listed-too-long']);
    expect(codes({ situation: 1, extraYears: 1 })).toEqual(['no-term-to-lengthen']);
    expect(codes({ listedAs: 'legal-representative', fullTimeStudent: true, situation: 1, extraYears: 4 })).toEqual([
      'not-the-debtor',
      'full-time-student',
      'listed-too-long',
      'no-term-to-lengthen',
    ]);
    for (const refusal of reasonsAgainstListing(listing({ extraYears: 4 }), '2026-05-11', RULE)) {
      expect(refusal.clause).not.toBe('');
    }
  });
});

it('has words for every situation, each its own', () => {
  for (const language of ['zh', 'en'] as const) {
    const texts = DEBTOR_SITUATIONS.map((situation) => DEBTOR_SITUATION_TEXT[situation][language]);
    expect(new Set(texts).size).toBe(6);
  }
});

it('attaches the measures that name judgment debtors as such, and those for persons to persons alone', () => {
  const list = readMeasuresFile();
  const common = ['A23', 'A24', 'A26', 'A27', 'B09', 'C23', 'D06', 'E05', 'E06', 'E09', 'E11', 'H01'];
  expect(measuresOfListing(list, 'organisation')).toEqual(common);
  expect(measuresOfListing(list, 'person')).toEqual([...common, 'C11', 'C21', 'C22', 'C24', 'C25'].sort());
});
