import { describe, expect, it } from '@jest/globals';
import {
  type DoorQuestion,
  reasonsAgainst,
  type Standing,
  supplyByWorkingDays,
} from '../../../domain/accept-first/accept-first-door.ts';
import type { AcceptFirstTerms } from '../../../domain/accept-first/accept-first.ts';
import { licence, terms } from '../../support/procedures.ts';
import { RULE } from '../rules.ts';

const GOOD: Standing = { unrepairedRecords: [], brokenPromises: [], openCases: 0 };
const RECORD = { documentNumber: '示市监罚〔2026〕7号', authority: '示范县市场监督管理局' };
const BROKEN = { caseNumber: 'JN-2025-000012', decidedOn: '2025-11-03' };

function ask(change: Partial<DoorQuestion> = {}, ofTerms: Partial<AcceptFirstTerms> = {}) {
  const procedure = licence({ acceptFirst: terms(ofTerms) });
  return reasonsAgainst(
    { procedure, missing: ['business-licence'], standing: GOOD, receivedOn: '2026-03-02', ...change },
    RULE,
  );
}
const codes = (...args: Parameters<typeof ask>) => ask(...args).map(({ code }) => code);

describe('the door', () => {
  it('is open to whoever lacks only what may be missing', () => {
    expect(ask()).toEqual([]);
    expect(ask({ missing: ['business-licence', 'safety-rules'] })).toEqual([]);
  });

  it.each([
    ['accept-first-not-offered', { procedure: licence({ acceptFirst: null }) }, {}],
    [
      'accept-first-not-offered',
      { procedure: licence({ handlingDays: null, acceptFirst: terms({ supplyBy: null }) }) },
      {},
    ],
    ['unknown-material', { missing: ['no-such-paper'] }, {}],
    ['main-material-missing', { missing: ['application'] }, {}],
    ['material-may-not-be-missing', { missing: ['identity'] }, {}],
    ['too-many-missing', { missing: ['business-licence', 'safety-rules'] }, { maxMissing: 1 }],
    ['too-many-open-cases', { standing: { ...GOOD, openCases: 3 } }, { maxOpenCases: 3 }],
    ['unrepaired-dishonesty', { standing: { ...GOOD, unrepairedRecords: [RECORD] } }, {}],
    ['earlier-promise-not-kept', { standing: { ...GOOD, brokenPromises: [BROKEN] } }, {}],
  ] as const)('is closed by %s, with a clause and a text in both languages', (code, change, ofTerms) => {
    const reasons = ask(change, ofTerms);
    expect(reasons.map((reason) => reason.code)).toEqual([code]);
    for (const { clause, text } of reasons) {
      expect(clause).not.toBe('');
      expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(text.en).toMatch(/[a-z]{3}/);
      expect(`${text.zh}${text.en}`).not.toMatch(/undefined|null|NaN/);
    }
  });

  it('names every reason at once, each record and each promise its own', () => {
    const standing = {
      unrepairedRecords: [RECORD, { ...RECORD, documentNumber: '8号' }],
      brokenPromises: [BROKEN],
      openCases: 9,
    };
    expect(codes({ missing: ['application', 'layout', 'identity', 'x'], standing })).toEqual([
      'unknown-material',
      'main-material-missing',
      'main-material-missing',
      'material-may-not-be-missing',
      'too-many-missing',
      'too-many-open-cases',
      'unrepaired-dishonesty',
      'unrepaired-dishonesty',
      'earlier-promise-not-kept',
    ]);
  });

  it('asks only what the procedure counts', () => {
    const standing = { unrepairedRecords: [RECORD], brokenPromises: [BROKEN], openCases: 99 };
    const lenient = {
      maxOpenCases: null,
      maxMissing: null,
      barredBy: { unrepairedDishonesty: false, brokenPromise: 'never' },
    } as const;
    expect(codes({ standing, missing: ['business-licence', 'safety-rules'] }, lenient)).toEqual([]);
    expect(codes({ standing: { ...GOOD, openCases: 2 } }, { maxOpenCases: 3 })).toEqual([]);
  });

  it.each([
    ['until-made-good', '2025-11-03', '2026-03-02', ['earlier-promise-not-kept'], undefined],
    ['same-calendar-year', '2025-11-03', '2026-03-02', [], undefined],
    ['same-calendar-year', '2026-01-01', '2026-12-31', ['earlier-promise-not-kept'], '2027-01-01'],
    ['never', '2026-01-01', '2026-12-31', [], undefined],
  ] as const)(
    'is barred %s by a promise broken on %s, asked on %s',
    (bar, decidedOn, receivedOn, expected, earliest) => {
      const standing = { ...GOOD, brokenPromises: [{ ...BROKEN, decidedOn }] };
      const reasons = ask({ standing, receivedOn }, { barredBy: { unrepairedDishonesty: true, brokenPromise: bar } });
      expect(reasons.map(({ code }) => code)).toEqual(expected);
      expect(reasons[0]?.earliest).toBe(earliest);
    },
  );
});

describe('the supply-by term, in working days', () => {
  const fixed = (workingDays: number) => ({ kind: 'fixed', workingDays }) as const;
  const less = (by: number, atMost: number) => ({ kind: 'handling-term-less', less: by, atMost }) as const;

  it.each([
    ['its own number', fixed(10), 20, 10],
    ['its own number, within the handling term', fixed(10), 6, 6],
    ['its own number where the handling term is not known', fixed(10), null, 10],
    ['its own number where it is decided on the spot', fixed(10), 0, 10],
    ['the handling term less some days', less(2, 20), 15, 13],
    ['the handling term less some days, capped', less(2, 20), 60, 20],
    ['a day at least', less(2, 20), 3, 1],
    ['nothing where no day is left', less(2, 20), 2, null],
    ['nothing where the handling term is not known', less(2, 20), null, null],
    ['nothing where it is decided on the spot', less(2, 20), 0, null],
    ['the default: two days less than the handling term', null, 15, 13],
    ['the default: twenty days at most', null, 60, 20],
    ['no default without a handling term', null, null, null],
  ] as const)('is %s', (_name, supplyBy, handlingDays, expected) => {
    expect(supplyByWorkingDays(licence({ handlingDays, acceptFirst: terms({ supplyBy }) }), RULE)).toBe(expected);
  });

  it('is none where the procedure does not offer it', () => {
    expect(supplyByWorkingDays(licence({ acceptFirst: null }), RULE)).toBeNull();
  });

  it('is never longer than a positive handling term, whatever the data say', () => {
    for (let handling = 1; handling <= 60; handling += 1) {
      for (const supplyBy of [null, fixed(30), less(0, 90), less(5, 10)]) {
        const days = supplyByWorkingDays(licence({ handlingDays: handling, acceptFirst: terms({ supplyBy }) }), RULE);
        expect(days ?? 0).toBeLessThanOrEqual(handling);
        if (days !== null) expect(days).toBeGreaterThanOrEqual(1);
      }
    }
  });
});
