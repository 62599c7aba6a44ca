import { newKey, type TestRequest } from '../support/api.ts';
import type { BadInput } from './bad-inputs.ts';

const WHOLE = {
  category: 'charity',
  title: '为敬老院供餐',
  text: '无偿供餐三个月',
  party: '敬老院',
  on: '2026-06-01',
  evidence: '收据',
  validUntil: '2027-06-01',
};
const SIGNED = { version: 1, sha256: 'a'.repeat(64), signer: '张伟', agreed: true, means: 'online' };
const CONTACT = { name: '张伟', email: 'zhang@example.com', phone: null };

/** Voluntary registrations handed in and acted on wrongly. */
export function badRegistrations(subjectId: string): BadInput[] {
  const register = (change: object, as = 'zhang'): TestRequest => ({
    method: 'POST',
    url: '/v1/voluntary-registrations',
    as,
    key: newKey(),
    body: { subjectId, ...WHOLE, contact: CONTACT, commitment: SIGNED, ...change },
  });
  const act = (name: string, body: object, as = 'kong'): TestRequest => ({
    method: 'POST',
    url: `/v1/voluntary-registrations/JN-2026-000001/${name}`,
    as,
    key: newKey(),
    body,
  });
  return [
    ['a kind of information that there is not', () => register({ category: 'gossip' }), '400 invalid-input /category'],
    ['what has no title', () => register({ title: ' ' }), '400 invalid-input /title'],
    ['a validity that is no day', () => register({ validUntil: '2027-02-30' }), '400 invalid-input /validUntil'],
    [
      'a promise that was not agreed to',
      () => register({ commitment: { ...SIGNED, agreed: false } }),
      '400 invalid-input /commitment/agreed',
    ],
    [
      'a promise of truth on paper',
      () => register({ commitment: { ...SIGNED, means: 'paper' } }),
      '400 invalid-input /commitment/means',
    ],
    ['what an officer registers of a subject', () => register({}, 'kong'), '403 forbidden'],
    ['what is registered of somebody else', () => register({}, 'li'), '404 subject-unknown'],
    ['where there is no window', () => register({}), '404 authority-unknown'],
    ['a verification that says nothing', () => act('verify', { how: '' }), '400 invalid-input /how'],
    ['a doubt without a reason', () => act('doubt', {}), '400 invalid-input /reason'],
    ['a finding without a reason', () => act('find-false', {}), '400 invalid-input /reason'],
    ['a verification by the subject', () => act('verify', { how: '属实' }, 'zhang'), '403 forbidden'],
    ['a correction by the desk', () => act('correct', { ...WHOLE, commitment: SIGNED }), '403 forbidden'],
    ['a statement on what is not there', () => act('state', { text: '属实' }, 'zhang'), '404 case-unknown'],
    [
      'a code that is none',
      () => ({ url: '/v1/public/voluntary-registrations?code=abc' }),
      '400 invalid-input /query/code',
    ],
  ];
}
