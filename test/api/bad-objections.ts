import { newKey, type TestRequest } from '../support/api.ts';
import type { BadInput } from './bad-inputs.ts';

const RECORD = '0d5f0c9e-3a0a-4c4e-9a52-3f1d5f6b7a10';

/** Objections handed in and acted on wrongly. */
export function badObjections(): BadInput[] {
  const object = (change: object, as = 'zhang'): TestRequest => ({
    method: 'POST',
    url: '/v1/objections',
    as,
    key: newKey(),
    body: { recordId: RECORD, about: 'facts', reasons: '事实有误', ...change },
  });
  const act = (name: string, body: object, as = 'chen'): TestRequest => ({
    method: 'POST',
    url: `/v1/objections/JN-2026-000001/${name}`,
    as,
    key: newKey(),
    body,
  });
  return [
    ['an objection to nothing known', () => object({ about: 'everything' }), '400 invalid-input /about'],
    ['an objection without a reason', () => object({ reasons: ' ' }), '400 invalid-input /reasons'],
    ['an objection to no record', () => object({ recordId: 'x' }), '400 invalid-input /recordId'],
    ['a measure that is no code', () => object({ measure: '限制' }), '400 invalid-input /measure'],
    ['somewhere else than it can go', () => object({ to: 'court' }), '400 invalid-input /to'],
    ['a record that is not there', () => object({}), '404 record-unknown'],
    ['an objection by a machine', () => object({}, 'agency'), '403 forbidden'],
    [
      'an inspection for nothing',
      () => act('inspect', { cause: 'curiosity', workingDays: 3, reason: 'x' }),
      '400 invalid-input /cause',
    ],
    [
      'an inspection of no days',
      () => act('inspect', { cause: 'appraisal', workingDays: 0, reason: 'x' }),
      '400 invalid-input /workingDays',
    ],
    ['an extension without a reason', () => act('extend', { workingDays: 3 }), '400 invalid-input /reason'],
    ['a correction of nothing named', () => act('correct', { reason: 'x' }), '400 invalid-input /scope'],
    [
      'a class that there is not',
      () => act('correct', { scope: 'fields', severity: 'worst', reason: 'x' }),
      '400 invalid-input /severity',
    ],
    ['a rejection without a reason', () => act('reject', {}), '400 invalid-input /reason'],
    [
      'fewer than no supplements read',
      () => act('reject', { reason: 'x', supplementsRead: -1 }),
      '400 invalid-input /supplementsRead',
    ],
    ['a rejection by the objector', () => act('reject', { reason: 'x' }, 'zhang'), '403 forbidden'],
    ['a supplement of nothing', () => act('supplement', { text: ' ' }, 'zhang'), '400 invalid-input /text'],
    [
      'a supplement on no day',
      () => act('supplement', { text: 'x', receivedOn: '2026-02-30' }),
      '400 invalid-input /receivedOn',
    ],
    ['a supplement by a machine', () => act('supplement', { text: 'x' }, 'agency'), '403 forbidden'],
    ['forwarding what is not there', () => act('forward', {}), '404 case-unknown'],
  ];
}
