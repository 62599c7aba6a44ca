import { newKey, type TestRequest } from '../support/api.ts';
import type { BadInput } from './bad-inputs.ts';

/** Reorganisations applied for and acted on wrongly. */
export function badReorganisations(subjectId: string): BadInput[] {
  const apply = (change: object, as = 'zhang'): TestRequest => ({
    method: 'POST',
    url: '/v1/reorganisations',
    as,
    key: newKey(),
    body: {
      subjectId,
      court: 'market',
      kind: 'plan',
      rulingNumber: '（2026）示01破1号',
      ruledOn: '2026-03-02',
      contact: {
        name: '张伟',
        email: null,
        phone: null,
      },
      ...change,
    },
  });
  const act = (name: string, body: object, as = 'zhang'): TestRequest => ({
    method: 'POST',
    url: `/v1/reorganisations/JN-2026-000001/${name}`,
    as,
    key: newKey(),
    body,
  });
  return [
    ['a reorganisation of another kind', () => apply({ kind: 'liquidation' }), '400 invalid-input /kind'],
    ['a ruling without a number', () => apply({ rulingNumber: ' ' }), '400 invalid-input /rulingNumber'],
    ['a day of the ruling that is none', () => apply({ ruledOn: '2026-02-30' }), '400 invalid-input /ruledOn'],
    ['a last day that is none', () => apply({ planUntil: 'soon' }), '400 invalid-input /planUntil'],
    ['a court that is no code', () => apply({ court: '法院' }), '400 invalid-input /court'],
    ['nobody to write to', () => apply({ contact: null }), '400 invalid-input /contact'],
    ['a day of receipt of one’s choice', () => apply({ receivedOn: '2026-03-01' }), '400 invalid-input /receivedOn'],
    ['a subject that is not theirs', () => apply({}, 'li'), '404 subject-unknown'],
    ['a reorganisation brought by an officer', () => apply({}, 'chen'), '403 forbidden'],
    ['a reorganisation brought by a machine', () => apply({}, 'court'), '403 forbidden'],
    ['a statement without a word', () => act('add-statement', { text: ' ' }), '400 invalid-input /text'],
    ['a statement by an officer', () => act('add-statement', { text: 'x' }, 'chen'), '403 forbidden'],
    ['a withdrawal of a case that is not there', () => act('withdraw', {}), '404 case-unknown'],
  ];
}
