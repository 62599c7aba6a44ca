import type { TestRequest } from '../support/api.ts';
import type { BadInput } from './bad-inputs.ts';

const put = (url: string, body: object): TestRequest => ({ method: 'PUT', url, as: 'admin', body });
const calendar = (change: object): TestRequest =>
  put('/v1/calendar/2030', { number: null, issuedOn: null, source: '测试', days: [], ...change });
const subject = (identifier: string, kind = 'organisation'): TestRequest =>
  put('/v1/subjects', { kind, identifier, name: '某某' });

/** Reference data, calculators and lists. */
export function badReferences(subjectId: string): BadInput[] {
  return [
    [
      'a calendar day with a time',
      () => calendar({ issuedOn: '2029-11-01T00:00:00+08:00' }),
      '400 invalid-input /issuedOn not-a-day',
    ],
    [
      '29 February of a common year',
      () => calendar({ days: [{ day: '2030-02-29', kind: 'off', name: '春节' }] }),
      '400 invalid-input /days/0/day not-a-day',
    ],
    [
      'an instant without an offset',
      () => ({ url: '/v1/audit?from=2026-09-18T00:00:00', as: 'auditor' }),
      '400 invalid-input /query/from not-an-instant',
    ],
    [
      'an instant of year 9999',
      () => ({ url: '/v1/audit?from=9999-09-18T00:00:00Z', as: 'auditor' }),
      '400 invalid-input /query/from not-an-instant',
    ],
    ['a calendar without holidays', () => calendar({}), '400 invalid-input /days implausible-calendar'],
    [
      'a calendar of one day',
      () => calendar({ days: [{ day: '2030-01-01', kind: 'off', name: '元旦' }] }),
      '400 invalid-input /days implausible-calendar',
    ],
    [
      'a number in another script of numbers',
      () => ({ url: '/v1/calculator/deadline?from=2026-09-18&count=0x5&unit=months' }),
      '400 invalid-input /query/count wrong-type',
    ],
    [
      'a number with an exponent',
      () => ({ url: '/v1/cases?limit=1e1', as: 'chen' }),
      '400 invalid-input /query/limit wrong-type',
    ],
    [
      'a cursor before all years',
      () => ({
        url: `/v1/inbox?cursor=${Buffer.from(JSON.stringify(['0000-01-01T00:00:00.000Z', subjectId])).toString('base64url')}`,
        as: 'zhang',
      }),
      '400 invalid-input /query/cursor not-a-cursor',
    ],
    [
      'a day listed twice',
      () =>
        calendar({
          days: [
            { day: '2030-01-01', kind: 'off', name: '元旦' },
            { day: '2030-01-01', kind: 'workday', name: '元旦' },
          ],
        }),
      '400 invalid-input /days duplicate',
    ],
    [
      'a number beyond the range',
      () =>
        put('/v1/procedures/p', {
          authority: 'market',
          name: 'x',
          handlingDays: 1e9,
          acceptFirst: null,
          basis: null,
          materials: [],
        }),
      '400 invalid-input /handlingDays too-large',
    ],
    [
      'a number that is not whole',
      () => ({ url: '/v1/calculator/deadline?from=2026-09-18&count=1.5&unit=months' }),
      '400 invalid-input /query/count wrong-type',
    ],
    [
      'a term too long for its unit',
      () => ({ url: '/v1/calculator/deadline?from=2026-09-18&count=21&unit=years' }),
      '400 invalid-input /query/count too-large',
    ],
    [
      'a query field nobody knows',
      () => ({ url: '/v1/calculator/deadline?from=2026-09-18&count=1&unit=months&x=1' }),
      '400 invalid-input /query/x unknown-field',
    ],
    [
      'a credit code with a wrong check character',
      () => subject('91350100M000100Y44'),
      '400 invalid-input /identifier code-check',
    ],
    [
      'a credit code in lower case',
      () => subject('91350100m000100y43'),
      '400 invalid-input /identifier code-lower-case',
    ],
    [
      'a credit code in full-width digits',
      () => subject('９1350100M000100Y43'),
      '400 invalid-input /identifier code-full-width',
    ],
    [
      'an identity number with an impossible birth date',
      () => subject('110101199902300019', 'person'),
      '400 invalid-input /identifier code-birth-date',
    ],
    [
      'a main material that may be missing',
      () =>
        put('/v1/procedures/p', {
          authority: 'market',
          name: 'x',
          handlingDays: 1,
          acceptFirst: null,
          basis: null,
          materials: [{ code: 'a', name: 'a', kind: 'main', mayBeMissing: true, form: 'x' }],
        }),
      '400 invalid-input /materials/0/mayBeMissing main-material',
    ],
    [
      'a main material that the green channel lets come later',
      () =>
        put('/v1/procedures/p', {
          authority: 'market',
          name: 'x',
          handlingDays: 1,
          acceptFirst: null,
          basis: null,
          greenChannel: { firstOnDesk: true, decideWithinWorkingDays: null, mayAlsoBeMissing: ['a'], clause: 'x' },
          materials: [{ code: 'a', name: 'a', kind: 'main', mayBeMissing: false, form: 'x' }],
        }),
      '400 invalid-input /greenChannel/mayAlsoBeMissing/0 not-secondary',
    ],
    [
      'a measure that is not on the list',
      () =>
        put('/v1/procedures/p', {
          authority: 'market',
          name: 'x',
          handlingDays: 1,
          acceptFirst: null,
          basis: null,
          commitmentTerms: {
            checkWithinWorkingDays: null,
            rectifyWithinWorkingDays: null,
            barringMeasures: [{ code: 'Z99', clause: 'x' }],
            clause: 'x',
          },
          materials: [{ code: 'a', name: 'a', kind: 'main', mayBeMissing: false, form: 'x' }],
        }),
      '400 invalid-input /commitmentTerms/barringMeasures/0/code measure-not-on-list',
    ],
    [
      'an authority nobody entered',
      () =>
        put('/v1/procedures/p', {
          authority: 'nowhere',
          name: 'x',
          handlingDays: 1,
          acceptFirst: null,
          basis: null,
          materials: [{ code: 'a', name: 'a', kind: 'main', mayBeMissing: false, form: 'x' }],
        }),
      '404 authority-unknown',
    ],
    [
      'a period that ends before it begins',
      () =>
        put('/v1/representations', {
          personSub: 'x',
          subjectId,
          kind: 'agent',
          validFrom: '2026-02-01',
          validUntil: '2026-01-01',
          proof: 'x',
        }),
      '400 invalid-input /validUntil before-start',
    ],
    [
      'a day far from its calendar year',
      () => calendar({ days: [{ day: '2035-01-01', kind: 'off', name: '元旦' }] }),
      '400 invalid-input /days/0/day outside-year',
    ],
    [
      'a rule nobody knows',
      () => ({
        method: 'POST',
        url: '/v1/rule-defaults',
        as: 'admin',
        body: { rule: 'no.such', value: 1, validFrom: '2026-09-18', reason: 'x' },
      }),
      '400 idempotency-key-required',
    ],
    [
      'a severity nobody knows',
      () => ({ url: '/v1/calculator/publicity?decided=2026-04-01&severity=grave' }),
      '400 invalid-input /query/severity/0 not-in-list',
    ],
    [
      'a day before every rule set',
      () => ({ url: '/v1/calculator/publicity?decided=2020-04-01&severity=general' }),
      '422 no-rule-set',
    ],
  ];
}
