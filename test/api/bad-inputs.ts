import { newKey, type TestRequest } from '../support/api.ts';

/** What is sent, and the answer: status, code, and where an error is told, its pointer and code. */
export type BadInput = [name: string, request: () => TestRequest, answer: string];

const act = (name: string, body: object): TestRequest => ({
  method: 'POST',
  url: `/v1/accept-first/JN-2026-000001/${name}`,
  as: 'chen',
  key: newKey(),
  body,
});

/** An application that is right but for the change, or a text sent as it is. */
export function opening(subjectId: string, change: object | string): TestRequest {
  const body = {
    procedure: 'food-licence',
    subjectId,
    missing: ['business-licence'],
    contact: { name: '张伟', email: null, phone: null },
    commitment: { version: 1, sha256: 'a'.repeat(64), signer: '张伟', agreed: true, means: 'online' },
  };
  const sent = typeof change === 'string' ? { raw: change } : { body: { ...body, ...change } };
  return { method: 'POST', url: '/v1/accept-first', as: 'zhang', key: newKey(), ...sent };
}

/** Texts that no schema sees: bytes, JSON, characters, addresses. */
export function badTexts(subjectId: string): BadInput[] {
  const open = (change: object | string) => opening(subjectId, change);
  return [
    [
      'a lone surrogate in a text',
      () => open('{"procedure":"food-licence","contact":{"name":"\\ud800"}}'),
      '400 invalid-text /contact/name invalid-text',
    ],
    ['a lone surrogate in a name', () => open('{"\\udc00":1}'), '400 invalid-text'],
    [
      'NUL in the query',
      () => ({ url: '/v1/cases?assignedTo=a%00b', as: 'chen' }),
      '400 invalid-text /query/assignedTo',
    ],
    ['NUL in the path', () => ({ url: '/v1/procedures/a%00b', as: 'chen' }), '400 invalid-text /path/code'],
    ['a body over the limit', () => open(`{"procedure":"${'x'.repeat(300 * 1024)}"}`), '413 body-too-large'],
    ['a field given twice', () => open('{"procedure":"a","procedure":"b"}'), '400 invalid-json'],
    ['__proto__', () => open('{"__proto__":{"admin":true}}'), '400 invalid-json'],
    ['JSON that is none', () => open('{"procedure":'), '400 invalid-json'],
    ['an empty body', () => open(''), '400 invalid-json'],
    [
      'a body that is not UTF-8',
      () => ({ ...open(''), raw: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]) }),
      '400 invalid-json',
    ],
    ['nesting without end', () => open('['.repeat(50) + ']'.repeat(50)), '400 invalid-json'],
    ['a list for an object', () => open('[]'), '400 invalid-input'],
    [
      'another media type',
      () => ({ ...open('a=b'), headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      '415 media-type-unsupported',
    ],
    ['a path that cannot be decoded', () => ({ url: '/v1/procedures/%ff', as: 'chen' }), '400 bad-request'],
    [
      'a path part without end',
      () => ({ url: `/v1/procedures/${'x'.repeat(300)}`, as: 'chen' }),
      '414 address-too-long',
    ],
  ];
}

/** Applications and acts. */
export function badActs(subjectId: string): BadInput[] {
  const open = (change: object | string) => opening(subjectId, change);
  return [
    ['a wrong type', () => open({ missing: 'business-licence' }), '400 invalid-input /missing wrong-type'],
    ['a number for a text', () => open({ procedure: 7 }), '400 invalid-input /procedure wrong-type'],
    [
      'a text for a number',
      () => open({ commitment: { version: '1', sha256: 'a'.repeat(64), signer: 'x', agreed: true, means: 'online' } }),
      '400 invalid-input /commitment/version wrong-type',
    ],
    ['a text for a truth value', () => act('decide', { granted: 'true' }), '400 invalid-input /granted wrong-type'],
    ['an unknown field', () => open({ colour: 'red' }), '400 invalid-input /colour unknown-field'],
    [
      'an unknown field deeper down',
      () => open({ contact: { name: 'x', email: null, phone: null, fax: '1' } }),
      '400 invalid-input /contact/fax unknown-field',
    ],
    ['a missing field', () => open({ contact: undefined }), '400 invalid-input /contact required'],
    [
      'a commitment that is not agreed to',
      () => open({ commitment: { version: 1, sha256: 'a'.repeat(64), signer: 'x', agreed: false, means: 'online' } }),
      '400 invalid-input /commitment/agreed not-in-list',
    ],
    [
      'NUL in a text',
      () => open({ contact: { name: '张\0伟', email: null, phone: null } }),
      '400 invalid-text /contact/name invalid-text',
    ],
    [
      '31 April',
      () => act('extend', { until: '2026-04-31', reason: 'x', proof: 'x' }),
      '400 invalid-input /until not-a-day',
    ],
    [
      'year 9999',
      () => act('extend', { until: '9999-12-31', reason: 'x', proof: 'x' }),
      '400 invalid-input /until not-a-day',
    ],
    [
      'full-width digits in a day',
      () => act('extend', { until: '２０２６-10-01', reason: 'x', proof: 'x' }),
      '400 invalid-input /until not-a-day',
    ],
    [
      'an over-long text',
      () => open({ contact: { name: '长'.repeat(201), email: null, phone: null } }),
      '400 invalid-input /contact/name too-long',
    ],
    [
      'a blank text',
      () => open({ contact: { name: '   ', email: null, phone: null } }),
      '400 invalid-input /contact/name wrong-form',
    ],
    ['zero items', () => open({ missing: [] }), '400 invalid-input /missing too-few'],
    [
      'zero items of a hand-in',
      () => act('supply', { items: [], means: 'online' }),
      '400 invalid-input /items too-few',
    ],
    [
      'duplicates in one request',
      () => open({ missing: ['business-licence', 'business-licence'] }),
      '400 invalid-input /missing duplicate',
    ],
    [
      'a material handed in twice',
      () => act('supply', { items: [{ material: 'a' }, { material: 'a', reference: 'b' }], means: 'online' }),
      '400 invalid-input /items duplicate',
    ],
    [
      'no body at all',
      () => ({ method: 'POST', url: '/v1/accept-first', as: 'zhang', key: newKey() }),
      '400 invalid-input /procedure required',
    ],
    [
      'a refusal without a reason',
      () => act('decide', { granted: false, reason: null }),
      '400 invalid-input /reason required',
    ],
    [
      'a refusal with a blank reason',
      () => act('decide', { granted: false, reason: ' \n' }),
      '400 invalid-input /reason wrong-form',
    ],
    [
      'a paper found wrong without a reason',
      () =>
        act('verify', {
          items: [
            { material: 'a', verdict: 'accepted' },
            { material: 'b', verdict: 'wrong' },
          ],
        }),
      '400 invalid-input /items/1/reason required',
    ],
    [
      'a day of dispatch without post',
      () => act('supply', { items: [{ material: 'a' }], means: 'counter', dispatchedOn: '2026-09-17' }),
      '400 invalid-input /dispatchedOn post-only',
    ],
    [
      'a day of receipt online',
      () => act('supply', { items: [{ material: 'a' }], means: 'online', receivedOn: '2026-09-17' }),
      '400 invalid-input /receivedOn paper-only',
    ],
    ['an unknown procedure', () => open({ procedure: 'nowhere' }), '404 procedure-unknown'],
    ['an unknown subject', () => open({ subjectId: '00000000-0000-4000-8000-000000000000' }), '404 subject-unknown'],
    ['an id that is none', () => open({ subjectId: 'abc' }), '400 invalid-input /subjectId not-an-id'],
    ['an unknown case', () => act('decide', { granted: true }), '404 case-unknown'],
    [
      'a case number that is none',
      () => ({ ...act('decide', { granted: true }), url: '/v1/accept-first/1/decide' }),
      '400 invalid-input /path/number wrong-form',
    ],
    ["another's subject", () => ({ ...open({}), as: 'li' }), '404 subject-unknown'],
    [
      'a day that only paper has, in a preview of anybody',
      () => ({
        method: 'POST',
        url: '/v1/accept-first/preview',
        as: 'li',
        body: { procedure: 'food-licence', subjectId, missing: ['business-licence'], receivedOn: '2021-01-01' },
      }),
      '400 invalid-input /receivedOn paper-only',
    ],
    ['a day that only paper has', () => open({ receivedOn: '2026-09-17' }), '400 invalid-input /receivedOn paper-only'],
    [
      'an e-mail address that is none',
      () => open({ contact: { name: 'x', email: 'nobody', phone: null } }),
      '400 invalid-input /contact/email not-an-email',
    ],
  ];
}
