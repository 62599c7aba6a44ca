import { newKey, type TestRequest } from '../support/api.ts';
import type { BadInput } from './bad-inputs.ts';

/** Records entered, acted on and looked up wrongly. */
export function badRecords(subjectId: string): BadInput[] {
  const enter = (change: object, as = 'chen'): TestRequest => ({
    method: 'POST',
    url: '/v1/records',
    as,
    key: newKey(),
    body: {
      subjectId,
      kind: 'penalty',
      documentKind: '行政处罚决定书',
      documentNumber: '示市监罚〔2026〕1号',
      decidedOn: '2026-09-01',
      severity: 'general',
      ...change,
    },
  });
  const act = (name: string, body: object, as = 'chen'): TestRequest => ({
    method: 'POST',
    url: `/v1/records/JN-2026-000001/${name}`,
    as,
    key: newKey(),
    body,
  });
  const measures = (...list: object[]) => enter({ measures: list });
  return [
    ['a record of a kind only a court makes', () => enter({ kind: 'judgment-debtor' }), '400 invalid-input /kind'],
    ['a record of a kind only a decision makes', () => enter({ kind: 'false-repair' }), '400 invalid-input /kind'],
    ['a sector that is none', () => enter({ sector: 'fishing' }), '400 invalid-input /sector'],
    ['the sector of the courts', () => enter({ sector: 'judgment-debtor' }), '400 invalid-input /sector'],
    ['a severity that is none', () => enter({ severity: 'grave' }), '400 invalid-input /severity'],
    ['a day that is none', () => enter({ decidedOn: '2026-02-30' }), '400 invalid-input /decidedOn'],
    ['a fee', () => enter({ fee: 100 }), '400 invalid-input /fee'],
    ['an authority of one’s choice', () => enter({ authority: 'tax' }), '400 invalid-input /authority'],
    ['a measure without a code', () => measures({ until: null }), '400 invalid-input /measures/0/code'],
    ['a code that is none', () => measures({ code: 'b8' }), '400 invalid-input /measures/0/code'],
    ['a measure twice', () => measures({ code: 'B08' }, { code: 'B08' }), '400 invalid-input'],
    ['blank facts', () => enter({ facts: ' ' }), '400 invalid-input /facts'],
    ['a record of nobody', () => enter({ subjectId: '00000000-0000-4000-8000-000000000000' }), '404 subject-unknown'],
    ['a record entered by its subject', () => enter({}, 'zhang'), '403 forbidden'],
    ['a record entered by the administrator', () => enter({}, 'admin'), '403 forbidden'],
    ['duties done, without proof', () => act('duties-done', { correctedOn: '2026-09-01' }), '400 invalid-input /proof'],
    ['duties done on a record that is not there', () => act('duties-done', { proof: 'x' }), '404 case-unknown'],
    [
      'duties done by the subject itself',
      () => act('duties-done', { proof: 'x', correctedOn: '2026-09-01' }, 'zhang'),
      '403 forbidden',
    ],
    ['an annulment without its document', () => act('annul', { annulledOn: '2026-09-01' }), '400 invalid-input'],
    ['a measure in no direction', () => act('execute-measure', { measure: 'B08' }), '400 invalid-input /direction'],
    [
      'a measure carried out by the subject',
      () => act('execute-measure', { measure: 'B08', direction: 'apply' }, 'zhang'),
      '403 forbidden',
    ],
    [
      'feedback that says nothing',
      () => act('feed-back-measure', { measure: 'B08', direction: 'apply', note: ' ' }),
      '400 invalid-input /note',
    ],
    [
      'a measure declined without a reason',
      () => act('decline-measure', { measure: 'B08', direction: 'apply' }),
      '400 invalid-input /reason',
    ],
    [
      'an undoing declined',
      () => act('decline-measure', { measure: 'B08', direction: 'undo', reason: 'x' }),
      '400 invalid-input /direction',
    ],
    [
      'a request withdrawn from nobody',
      () => act('withdraw-measure-request', { measure: 'B08' }),
      '400 invalid-input /authority',
    ],
    [
      'a response on a record that is not there',
      () => act('respond-measure', { measure: 'B08', direction: 'apply' }),
      '404 case-unknown',
    ],
    [
      'carriers of a measure that is not on the list',
      () => ({ method: 'PUT', url: '/v1/measures/Z99/carriers', as: 'admin', body: { authorities: [] } }),
      '404 measure-unknown',
    ],
    [
      'a carrier that is no authority',
      () => ({ method: 'PUT', url: '/v1/measures/B08/carriers', as: 'admin', body: { authorities: ['nobody'] } }),
      '404 authority-unknown',
    ],
    [
      'carriers named by an officer',
      () => ({ method: 'PUT', url: '/v1/measures/B08/carriers', as: 'chen', body: { authorities: [] } }),
      '403 forbidden',
    ],
    [
      'the list of what is outstanding, for the subject',
      () => ({ url: '/v1/measure-executions', as: 'zhang' }),
      '403 forbidden',
    ],
    ['the open duties, for the subject', () => ({ url: '/v1/open-duties', as: 'zhang' }), '403 forbidden'],
    [
      'the open duties from a place that is none',
      () => ({ url: '/v1/open-duties?cursor=x', as: 'chen' }),
      '400 invalid-input /query/cursor',
    ],
    [
      'a statement on no day',
      () => act('declare', { text: 'x', receivedOn: '2026-02-30' }),
      '400 invalid-input /receivedOn',
    ],
    ['a record withdrawn by an officer', () => act('withdraw', { reason: 'x' }), '403 forbidden'],
    ['a record under no id', () => ({ url: '/v1/records/1', as: 'chen' }), '400 invalid-input /path/id'],
    [
      'a record that is not there',
      () => ({ url: '/v1/records/00000000-0000-4000-8000-000000000000', as: 'chen' }),
      '404 record-unknown',
    ],
    ['the records of nobody in particular', () => ({ url: '/v1/records', as: 'chen' }), '400 invalid-input'],
    ['the public, without a code', () => ({ url: '/v1/public/records' }), '400 invalid-input'],
    [
      'the public, with a code that is none',
      () => ({ url: '/v1/public/records?code=91350100M000100Y40' }),
      '400 invalid-input /query/code',
    ],
    [
      'the public, with an identity number in the address',
      () => ({ url: '/v1/public/records?code=11010519491231002X' }),
      '400 invalid-input /query/code',
    ],
    [
      'the public, a record that is not there',
      () => ({ url: '/v1/public/records/00000000-0000-4000-8000-000000000000' }),
      '404 record-unknown',
    ],
    [
      'the public, a record of which nothing is said',
      () => ({ url: '/v1/public/record-withdrawals/00000000-0000-4000-8000-000000000000' }),
      '404 record-unknown',
    ],
    [
      'the public, a person without a name',
      () => ({ method: 'POST', url: '/v1/public/record-queries', body: { identifier: '11010519491231002X' } }),
      '400 invalid-input /name',
    ],
    ...['110105194912310021', '91350100M000100Y43', '王小明'].map(
      (identifier): BadInput => [
        `the public, a person by ${identifier}`,
        () => ({ method: 'POST', url: '/v1/public/record-queries', body: { identifier, name: '王小明' } }),
        '400 invalid-input /identifier',
      ],
    ),
  ];
}
