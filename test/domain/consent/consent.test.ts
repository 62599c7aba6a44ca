import { describe, expect, it } from '@jest/globals';
import {
  accessToPerson,
  type Consent,
  type ConsentQuestion,
  consentState,
  reasonsAgainstConsent,
} from '../../../domain/consent/consent.ts';
import { getStatutoryBasis, NAMED_BASES, STATUTORY_BASES } from '../../../domain/consent/query-bases.ts';
import { groundText } from '../../../domain/consent/query-log.ts';
import { RULE } from '../rules.ts';

const TODAY = '2026-09-18';
const CONSENT: Consent = {
  id: 'c1',
  purpose: 'licensing',
  kinds: ['penalty'],
  from: TODAY,
  until: '2026-12-31',
  withdrawnOn: null,
};
const HERSELF: ConsentQuestion = {
  subjectKind: 'person',
  capacity: 'self',
  from: TODAY,
  until: '2026-12-31',
  today: TODAY,
};
const codes = (change: Partial<ConsentQuestion>) =>
  reasonsAgainstConsent({ ...HERSELF, ...change }, RULE).map(({ code }) => code);

describe('giving consent', () => {
  it('is the person’s own, or a guardian’s', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ capacity: 'legal-representative' })).toEqual([]);
    expect(codes({ capacity: 'agent' })).toEqual(['consent-not-by-the-person']);
    expect(codes({ subjectKind: 'organisation', capacity: 'agent' })).toEqual(['consent-not-of-a-person']);
  });

  it('is never for good: a year at most, by the rule', () => {
    expect(codes({ until: '2027-09-18' })).toEqual([]);
    expect(codes({ until: '2027-09-19' })).toEqual(['consent-too-long']);
    expect(codes({ from: '2026-10-01', until: '2027-10-01' })).toEqual([]);
  });

  it('is not for days that are over', () => {
    expect(codes({ from: '2026-09-01', until: '2026-09-17' })).toEqual(['consent-over']);
    expect(codes({ from: '2026-09-01', until: TODAY })).toEqual([]);
  });
});

describe('a consent', () => {
  it.each([
    ['2026-09-17', null, 'not-yet'],
    ['2026-09-18', null, 'in-force'],
    ['2026-12-31', null, 'in-force'],
    ['2027-01-01', null, 'expired'],
    ['2026-10-01', '2026-10-01', 'withdrawn'],
  ] as const)('on %s, withdrawn on %s, is %s', (today, withdrawnOn, state) => {
    expect(consentState({ ...CONSENT, withdrawnOn }, today)).toBe(state);
  });
});

describe('a query by another authority', () => {
  const nothing = { purpose: null, basis: null, reference: null };
  const facts = { handlesCase: false, consents: [CONSENT], today: TODAY };

  it('by consent sees the kinds that it names, for its purpose alone', () => {
    expect(accessToPerson({ ...nothing, purpose: 'licensing' }, facts)).toEqual({
      ok: true,
      ground: { kind: 'consent', consents: ['c1'], purpose: 'licensing' },
      kinds: ['penalty'],
    });
    for (const purpose of ['financing', null] as const) {
      expect(accessToPerson({ ...nothing, purpose }, facts)).toMatchObject({
        ok: false,
        refusal: { code: 'consent-required', clause: expect.stringContaining('49号') },
      });
    }
  });

  it('two consents for one purpose add up', () => {
    const consents = [CONSENT, { ...CONSENT, id: 'c2', kinds: ['serious-list', 'penalty'] as const }];
    expect(accessToPerson({ ...nothing, purpose: 'licensing' }, { ...facts, consents })).toMatchObject({
      kinds: ['penalty', 'serious-list'],
    });
  });

  it.each([
    ['withdrawn', { withdrawnOn: TODAY }],
    ['expired', { until: '2026-09-17', from: '2026-09-01' }],
    ['not yet in force', { from: '2026-09-19' }],
  ])('a consent that is %s is none', (_name, change) => {
    const consents = [{ ...CONSENT, ...change }];
    expect(accessToPerson({ ...nothing, purpose: 'licensing' }, { ...facts, consents }).ok).toBe(false);
  });

  it('needs none where the authority handles the person’s case, or names a basis with its document', () => {
    expect(accessToPerson(nothing, { ...facts, handlesCase: true, consents: [] })).toEqual({
      ok: true,
      ground: { kind: 'statutory', basis: 'own-case', reference: null },
      kinds: null,
    });
    const named = { purpose: null, basis: 'statutory-duty', reference: '安监查〔2026〕3号' };
    expect(accessToPerson(named, { ...facts, consents: [] })).toMatchObject({
      ground: { basis: 'statutory-duty', reference: '安监查〔2026〕3号' },
    });
    expect(accessToPerson({ ...named, reference: null }, { ...facts, consents: [] }).ok).toBe(false);
  });
});

describe('the bases without consent', () => {
  it('each have a clause; what the service finds by itself nobody names', () => {
    for (const { clause } of STATUTORY_BASES) expect(clause).not.toBe('');
    expect(NAMED_BASES).not.toContain('own-case');
    expect(() => getStatutoryBasis('curiosity')).toThrow('curiosity');
  });

  it('are told to the person with the document', () => {
    expect(groundText({ kind: 'statutory', basis: 'emergency', reference: '应急令3号' })).toMatchObject({
      reference: '应急令3号',
      clause: '个人信息保护法第十三条第一款第四项',
    });
    expect(groundText({ kind: 'consent', consents: ['c1'], purpose: 'honours' })?.text.zh).toBe('本人同意：评优评先');
    expect(groundText(undefined)).toBeNull();
  });
});
