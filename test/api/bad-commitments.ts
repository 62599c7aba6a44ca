import { newKey, type TestRequest } from '../support/api.ts';
import type { BadInput } from './bad-inputs.ts';

/** Promises made, acted on and looked up wrongly. */
export function badCommitments(subjectId: string): BadInput[] {
  const day = { kind: 'day', due: '2026-12-31' };
  const one = { code: 'a', title: '培训', term: day };
  const open = (change: object, as = 'zhang'): TestRequest => ({
    method: 'POST',
    url: '/v1/commitments',
    as,
    key: newKey(),
    body: {
      kind: 'disclosure',
      subjectId,
      authority: 'market',
      title: '食品安全承诺',
      obligations: [one],
      contact: { name: '张伟', email: null, phone: null },
      commitment: { version: 1, sha256: 'a'.repeat(64), signer: '张伟', agreed: true, means: 'online' },
      ...change,
    },
  });
  const withOne = (change: object) => open({ obligations: [{ ...one, ...change }] });
  const act = (name: string, body: object, as = 'chen'): TestRequest => ({
    method: 'POST',
    url: `/v1/commitments/JN-2026-000001/${name}`,
    as,
    key: newKey(),
    body,
  });
  const report = (change: object) =>
    act('report', { items: [{ obligation: 'a', complete: true }], means: 'counter', ...change });
  return [
    ['a kind that is none', () => open({ kind: 'oath' }), '400 invalid-input /kind'],
    ['a promise of nothing', () => open({ obligations: [] }), '400 invalid-input /obligations'],
    [
      'more obligations than one can follow',
      () => open({ obligations: Array.from({ length: 51 }, (_, index) => ({ ...one, code: `o${index}` })) }),
      '400 invalid-input /obligations',
    ],
    ['an obligation twice', () => open({ obligations: [one, one] }), '400 invalid-input'],
    ['a code with capitals', () => withOne({ code: 'A' }), '400 invalid-input /obligations/0/code'],
    ['an obligation without a title', () => withOne({ title: ' ' }), '400 invalid-input /obligations/0/title'],
    ['a term that is none', () => withOne({ term: { kind: 'some-day' } }), '400 invalid-input'],
    ['a day that is none', () => withOne({ term: { kind: 'day', due: '2026-02-30' } }), '400 invalid-input'],
    ['a term with fields of another', () => withOne({ term: { ...day, count: 3 } }), '400 invalid-input'],
    ['no amount', () => withOne({ quantity: { amount: 0, unit: '公里' } }), '400 invalid-input'],
    ['an amount in words', () => withOne({ quantity: { amount: '3', unit: '公里' } }), '400 invalid-input'],
    ['a fee', () => open({ fee: 100 }), '400 invalid-input /fee unknown-field'],
    ['an authority that there is not', () => open({ authority: 'nowhere' }), '404 authority-unknown'],
    ['a promisor that there is not', () => open({ promisorAuthority: 'nowhere' }), '404 authority-unknown'],
    ['a procedure that there is not', () => open({ procedure: 'nothing' }), '404 procedure-unknown'],
    ['somebody else’s subject', () => open({}, 'li'), '404 subject-unknown'],
    ['a kind without a standard text', () => open({}), '404 commitment-text-unknown'],
    ['a paper from the promisor', () => open({ applicantSub: 'zhang' }), '400 invalid-input /applicantSub paper-only'],
    ['a report of nothing', () => report({ items: [] }), '400 invalid-input /items'],
    ['a report by pigeon', () => report({ means: 'pigeon' }), '400 invalid-input /means'],
    [
      'an obligation reported twice in one act',
      () =>
        report({
          items: [
            { obligation: 'a', complete: true },
            { obligation: 'a', complete: false },
          ],
        }),
      '400 invalid-input',
    ],
    [
      'a negative part',
      () => report({ items: [{ obligation: 'a', complete: false, quantity: -1 }] }),
      '400 invalid-input',
    ],
    [
      'a postmark on a paper from the counter',
      () => report({ dispatchedOn: '2026-09-01' }),
      '400 invalid-input /dispatchedOn',
    ],
    [
      'a day of receipt for what came online',
      () => report({ means: 'online', receivedOn: '2026-09-01' }),
      '400 invalid-input /receivedOn',
    ],
    [
      'nothing conceded',
      () => act('concede', { obligations: [], statement: '未做' }),
      '400 invalid-input /obligations',
    ],
    [
      'conceded without a word',
      () => act('concede', { obligations: ['a'], statement: ' ' }, 'zhang'),
      '400 invalid-input /statement',
    ],
    [
      'conceded on no day',
      () => act('concede', { obligations: ['a'], statement: '未做', receivedOn: '2026-02-30' }),
      '400 invalid-input /receivedOn',
    ],
    [
      'conceded by an auditor',
      () => act('concede', { obligations: ['a'], statement: '未做' }, 'auditor'),
      '403 forbidden',
    ],
    [
      'a rejection without a reason',
      () => act('confirm', { items: [{ obligation: 'a', verdict: 'rejected' }] }),
      '400 invalid-input /items/0/reason required',
    ],
    [
      'a verdict that is none',
      () => act('confirm', { items: [{ obligation: 'a', verdict: 'maybe' }] }),
      '400 invalid-input',
    ],
    [
      'found untrue without a reason',
      () => act('check', { items: [{ obligation: 'a', found: 'untrue' }] }),
      '400 invalid-input /items/0/reason required',
    ],
    [
      'an extension without proof',
      () => act('extend', { obligation: 'a', until: '2026-12-31', reason: 'x' }),
      '400 invalid-input /proof',
    ],
    ['a release without a reason', () => act('release', { obligations: ['a'] }), '400 invalid-input /reason'],
    ['a release of nothing', () => act('release', { obligations: [], reason: 'x' }), '400 invalid-input /obligations'],
    ['a refusal without a reason', () => act('answer-amendment', { consented: false }), '400 invalid-input'],
    [
      'an event without proof',
      () => act('report-event', { obligation: 'a', on: '2026-09-01' }),
      '400 invalid-input /proof',
    ],
    ['an act on a case that there is not', () => act('release', { reason: 'x' }), '404 case-unknown'],
    ['a supervisor’s act by an officer', () => act('grade', { wilful: true, reason: 'x' }), '403 forbidden'],
    [
      'a standard text of a kind that is none',
      () => ({
        method: 'POST',
        url: '/v1/commitment-texts',
        as: 'admin',
        key: newKey(),
        body: { kind: 'oath', title: 'x', text: 'x', validFrom: '2026-01-01' },
      }),
      '400 invalid-input /kind',
    ],
    ['a code that is none', () => ({ url: '/v1/public/commitments?code=abc' }), '400 invalid-input /query/code'],
    ['no code', () => ({ url: '/v1/public/commitments' }), '400 invalid-input'],
  ];
}
