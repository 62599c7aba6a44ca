import { newKey, type TestRequest } from '../support/api.ts';
import type { BadInput } from './bad-inputs.ts';

const RECORD = '0d5f0c9e-3a0a-4c4e-9a52-3f1d5f6b7a10';

/** Applications for repair, previewed, handed in and acted on wrongly. */
export function badRepairs(subjectId: string): BadInput[] {
  const wish = { subjectId, recordIds: [RECORD] };
  const preview = (change: object, as = 'zhang'): TestRequest => ({
    method: 'POST',
    url: '/v1/repairs/preview',
    as,
    body: { ...wish, ...change },
  });
  const commitment = { version: 1, sha256: '0'.repeat(64), signer: '张伟', agreed: true, means: 'online' };
  const contact = { name: '张伟', email: null, phone: null };
  const apply = (change: object, as = 'zhang'): TestRequest => ({
    method: 'POST',
    url: '/v1/repairs',
    as,
    key: newKey(),
    body: { ...wish, contact, commitment, ...change },
  });
  const act = (name: string, body: object, as = 'chen'): TestRequest => ({
    method: 'POST',
    url: `/v1/repairs/JN-2026-000001/${name}`,
    as,
    key: newKey(),
    body: { authority: 'market', ...body },
  });
  const answer = (change: object) => act('answer', { answers: [{ recordId: RECORD, result: 'repaired', ...change }] });
  const refused = { result: 'refused', reason: '未缴', clause: '办法', whatToDo: '缴清' };
  const pause = { cause: 'hearing', workingDays: 5, reason: '听证' };
  return [
    ['a repair of nothing', () => preview({ recordIds: [] }), '400 invalid-input /recordIds'],
    ['a repair of one record twice', () => preview({ recordIds: [RECORD, RECORD] }), '400 invalid-input /recordIds'],
    ['a repair of what is no record', () => preview({ recordIds: ['x'] }), '400 invalid-input /recordIds/0'],
    ['a repair of everything', () => preview({ recordIds: Array(51).fill(RECORD) }), '400 invalid-input /recordIds'],
    ['a repair for a fee', () => preview({ fee: 100 }), '400 invalid-input /fee'],
    [
      'a proof of another kind',
      () => preview({ materials: [{ kind: 'money', name: '收据' }] }),
      '400 invalid-input /materials/0/kind',
    ],
    [
      'a proof without a name',
      () => preview({ materials: [{ kind: 'other', name: ' ' }] }),
      '400 invalid-input /materials/0/name',
    ],
    ['a repair by an auditor', () => preview({}, 'auditor'), '403 forbidden'],
    ['a repair by a machine', () => apply({}, 'court'), '403 forbidden'],
    ['a repair at no window', () => preview({}), '404 authority-unknown'],
    ['a repair with nothing signed', () => apply({ commitment: undefined }), '400 invalid-input /commitment'],
    [
      'a commitment that was not agreed to',
      () => apply({ commitment: { ...commitment, agreed: false } }),
      '400 invalid-input /commitment/agreed',
    ],
    [
      'a commitment whose hash is none',
      () => apply({ commitment: { ...commitment, sha256: 'x' } }),
      '400 invalid-input /commitment/sha256',
    ],
    ['a repair received on no day', () => apply({ receivedOn: '2026-02-30' }), '400 invalid-input /receivedOn'],
    ['an act on nobody’s part', () => act('accept', { authority: '' }), '400 invalid-input /authority'],
    ['an acceptance by the applicant', () => act('accept', {}, 'zhang'), '403 forbidden'],
    ['an acceptance by an administrator', () => act('accept', {}, 'admin'), '403 forbidden'],
    ['an acceptance of what is not there', () => act('accept', {}), '404 case-unknown'],
    [
      'a refusal to accept without a reason',
      () => act('not-accept', { reason: ' ', clause: '办法', whatToDo: '更正' }),
      '400 invalid-input /reason',
    ],
    ['a completion of nothing', () => act('ask-completion', { items: [] }), '400 invalid-input /items'],
    ['a completion with nothing', () => act('complete', { materials: [] }, 'zhang'), '400 invalid-input /materials'],
    ['an answer on nothing', () => act('answer', { answers: [] }), '400 invalid-input /answers'],
    ['another answer than there is', () => answer({ result: 'perhaps' }), '400 invalid-input /answers/0/result'],
    [
      'two answers on one record',
      () => act('answer', { answers: ['repaired', 'refused'].map((result) => ({ recordId: RECORD, result })) }),
      '400 invalid-input /answers',
    ],
    ['a refusal without a reason', () => answer({ ...refused, reason: null }), '400 invalid-input /answers/0/reason'],
    ['a refusal without a clause', () => answer({ ...refused, clause: null }), '400 invalid-input /answers/0/clause'],
    [
      'a refusal that says not what to do',
      () => answer({ ...refused, whatToDo: null }),
      '400 invalid-input /answers/0/whatToDo',
    ],
    [
      'a refusal until no day',
      () => answer({ ...refused, earliest: 'never' }),
      '400 invalid-input /answers/0/earliest',
    ],
    [
      'an extension of no day',
      () => act('extend-answer', { workingDays: 0, reason: '复杂' }),
      '400 invalid-input /workingDays',
    ],
    ['an extension without a reason', () => act('extend-answer', {}), '400 invalid-input /reason'],
    ['a part assigned to nobody', () => act('assign-part', {}, 'liu'), '400 invalid-input /to'],
    ['a part assigned to a blank', () => act('assign-part', { to: ' ' }, 'liu'), '400 invalid-input /to'],
    ['a part assigned by an officer', () => act('assign-part', { to: 'chen' }), '403 forbidden'],
    ['a part assigned by the applicant', () => act('assign-part', { to: 'chen' }, 'zhang'), '403 forbidden'],
    [
      'a part of nobody assigned',
      () => act('assign-part', { authority: '', to: 'chen' }, 'liu'),
      '400 invalid-input /authority',
    ],
    ['a part assigned that is not there', () => act('assign-part', { to: 'chen' }, 'liu'), '404 case-unknown'],
    ['a pause for lunch', () => act('pause', { ...pause, cause: 'lunch' }), '400 invalid-input /cause'],
    ['a pause without end', () => act('pause', { ...pause, workingDays: 251 }), '400 invalid-input /workingDays'],
    ['a pause of half a day', () => act('pause', { ...pause, workingDays: 0.5 }), '400 invalid-input /workingDays'],
    [
      'a withdrawal from nobody',
      () => ({ ...act('withdraw', {}, 'zhang'), body: { authorities: [] } }),
      '400 invalid-input /authorities',
    ],
  ];
}
