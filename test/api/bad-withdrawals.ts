import { newKey, type TestRequest } from '../support/api.ts';
import type { BadInput } from './bad-inputs.ts';

const RECORD = '0d5f0c9e-3a0a-4c4e-9a52-3f1d5f6b7a10';

/** Withdrawals of a repair proposed and acted on wrongly. */
export function badWithdrawals(subjectId: string): BadInput[] {
  const propose = (change: object, as = 'chen'): TestRequest => ({
    method: 'POST',
    url: '/v1/repair-withdrawals',
    as,
    key: newKey(),
    body: {
      repair: 'JN-2026-000001',
      subjectId,
      ground: 'false-materials',
      findings: '伪造',
      evidence: '复函',
      records: [RECORD],
      ...change,
    },
  });
  const act = (name: string, body: object, as = 'chen'): TestRequest => ({
    method: 'POST',
    url: `/v1/repair-withdrawals/JN-2026-000001/${name}`,
    as,
    key: newKey(),
    body,
  });
  const service = { means: 'direct', on: '2026-09-18', proof: '回证' };
  const call = { on: '2026-09-30', time: '上午九时', place: '三楼', presiding: 'liu', presidingName: '刘洋' };
  const decision = { document: '撤修1号', reason: '属实' };
  return [
    ['a withdrawal of a repair that is no number', () => propose({ repair: '1' }), '400 invalid-input /repair'],
    ['a withdrawal on another ground', () => propose({ ground: 'dislike' }), '400 invalid-input /ground'],
    ['a withdrawal without a finding', () => propose({ findings: ' \n ' }), '400 invalid-input /findings'],
    ['a withdrawal without evidence', () => propose({ evidence: '' }), '400 invalid-input /evidence'],
    ['a withdrawal of no record', () => propose({ records: [] }), '400 invalid-input /records'],
    ['a withdrawal of one record twice', () => propose({ records: [RECORD, RECORD] }), '400 invalid-input /records'],
    ['a withdrawal of what is no record', () => propose({ records: ['x'] }), '400 invalid-input /records/0'],
    ['a withdrawal of nobody', () => propose({ subjectId: 'x' }), '400 invalid-input /subjectId'],
    ['a withdrawal with a word too many', () => propose({ fee: 100 }), '400 invalid-input /fee'],
    ['a notice of no day', () => propose({ madeOn: '2026-02-30' }), '400 invalid-input /madeOn'],
    ['a withdrawal by an applicant', () => propose({}, 'zhang'), '403 forbidden'],
    ['a withdrawal by an administrator', () => propose({}, 'admin'), '403 forbidden'],
    ['a withdrawal by a machine', () => propose({}, 'court'), '403 forbidden'],
    ['a withdrawal of a repair that is not there', () => propose({}), '404 case-unknown'],
    ['a service by pigeon', () => act('serve', { ...service, means: 'pigeon' }), '400 invalid-input /means'],
    ['a service on no day', () => act('serve', { ...service, on: '2026-02-30' }), '400 invalid-input /on'],
    ['a service without a proof', () => act('serve', { ...service, proof: ' ' }), '400 invalid-input /proof'],
    ['a service by the subject', () => act('serve', service, 'zhang'), '403 forbidden'],
    ['a receipt confirmed by an officer', () => act('acknowledge', {}), '403 forbidden'],
    ['a statement without a word', () => act('state', { text: ' ' }, 'zhang'), '400 invalid-input /text'],
    [
      'a statement that does not end',
      () => act('state', { text: '冤'.repeat(5001) }, 'zhang'),
      '400 invalid-input /text',
    ],
    [
      'a hearing asked for on no day',
      () => act('ask-hearing', { receivedOn: 'soon' }),
      '400 invalid-input /receivedOn',
    ],
    ['a waiver without a word', () => act('waive', { text: ' ' }, 'zhang'), '400 invalid-input /text'],
    ['a waiver of no day', () => act('waive', { text: '无意见', receivedOn: 'soon' }), '400 invalid-input /receivedOn'],
    ['a waiver with a word too many', () => act('waive', { text: '无意见', fee: 1 }), '400 invalid-input /fee'],
    ['a waiver by an administrator', () => act('waive', { text: '无意见' }, 'admin'), '403 forbidden'],
    ['a waiver by a machine', () => act('waive', { text: '无意见' }, 'court'), '403 forbidden'],
    ['a hearing nowhere', () => act('call-hearing', { ...call, place: '' }), '400 invalid-input /place'],
    ['a hearing led by nobody', () => act('call-hearing', { ...call, presiding: ' ' }), '400 invalid-input /presiding'],
    [
      'a hearing led by whom the subject is not told',
      () => act('call-hearing', { ...call, presidingName: undefined }),
      '400 invalid-input /presidingName',
    ],
    ['a hearing called by the subject', () => act('call-hearing', call, 'zhang'), '403 forbidden'],
    [
      'a hearing that ended otherwise',
      () => act('record-hearing', { result: 'lost', on: '2026-09-30', minutes: 'x' }),
      '400 invalid-input /result',
    ],
    [
      'a hearing without minutes',
      () => act('record-hearing', { result: 'held', on: '2026-09-30', minutes: ' ' }),
      '400 invalid-input /minutes',
    ],
    ['a decision without a document', () => act('uphold', { reason: '属实' }), '400 invalid-input /document'],
    ['a decision without a reason', () => act('uphold', { ...decision, reason: ' ' }), '400 invalid-input /reason'],
    ['a decision on no record', () => act('uphold', { ...decision, records: [] }), '400 invalid-input /records'],
    ['a decision by the subject', () => act('uphold', decision, 'zhang'), '403 forbidden'],
    ['a decision by an administrator', () => act('uphold', decision, 'admin'), '403 forbidden'],
    ['a withdrawal dropped without a reason', () => act('drop', {}), '400 invalid-input /reason'],
    ['a withdrawal dropped that is not there', () => act('drop', { reason: 'x' }), '404 case-unknown'],
  ];
}
