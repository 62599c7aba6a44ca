import { newKey, type TestRequest } from '../support/api.ts';
import type { BadInput } from './bad-inputs.ts';

const post = (url: string, body: object, as = 'zhang'): TestRequest => ({
  method: 'POST',
  url,
  as,
  key: newKey(),
  body,
});

/** Reports and what anybody asks about one; consent, and who looked. */
export function badCreditInformation(subjectId: string): BadInput[] {
  const report = (change: object, as?: string) =>
    post('/v1/reports', { subjectId, from: '2025-09-18', until: '2026-09-18', ...change }, as);
  const check = (body: object): TestRequest => ({ method: 'POST', url: '/v1/public/report-checks', body });
  const consent = (change: object, as?: string) =>
    post(
      '/v1/consents',
      {
        subjectId,
        authority: 'market',
        purpose: 'licensing',
        kinds: ['penalty'],
        until: '2026-12-31',
        ...change,
      },
      as,
    );
  const model = (change: object, as = 'chen') =>
    post(
      '/v1/integrity-models',
      { subjectId, title: '示范企业', documentNumber: '示5号', from: '2026-01-01', until: '2026-12-31', ...change },
      as,
    );
  return [
    [
      'an integrity model that ends before it begins',
      () => model({ until: '2025-12-31' }),
      '400 invalid-input /until before-start',
    ],
    [
      'an integrity model without a document',
      () => model({ documentNumber: ' ' }),
      '400 invalid-input /documentNumber',
    ],
    ['an integrity model that names itself', () => model({}, 'zhang'), '403 forbidden'],
    [
      'an end of an integrity model that there is not',
      () => post(`/v1/integrity-models/${subjectId}/end`, {}, 'chen'),
      '404 integrity-model-unknown',
    ],
    [
      'the green channel of a stranger',
      () => ({ url: `/v1/subjects/${subjectId}/green-channel`, as: 'li' }),
      '404 subject-unknown',
    ],
    [
      'the green channel of who has no case in hand',
      () => ({ url: `/v1/subjects/${subjectId}/green-channel`, as: 'chen' }),
      '403 role-not-allowed',
    ],
    ['a consent to nothing', () => consent({ kinds: [] }), '400 invalid-input /kinds'],
    ['a consent to a kind twice', () => consent({ kinds: ['penalty', 'penalty'] }), '400 invalid-input /kinds'],
    [
      'a consent for no purpose on the list',
      () => consent({ purpose: 'curiosity' }),
      '400 invalid-input /purpose not-in-list',
    ],
    ['a consent without end', () => consent({ until: null }), '400 invalid-input /until'],
    [
      'a consent that ends before it begins',
      () => consent({ from: '2027-01-01' }),
      '400 invalid-input /until before-start',
    ],
    ['a consent of an organisation, by an agent', () => consent({}), '422 refused-by-rule'],
    ['a consent for a stranger', () => consent({}, 'li'), '404 subject-unknown'],
    ['a consent by an officer', () => consent({}, 'chen'), '403 forbidden'],
    [
      'a withdrawal of a consent that there is not',
      () => post(`/v1/consents/${subjectId}/withdrawal`, {}),
      '404 consent-unknown',
    ],
    [
      'a withdrawal of what is no consent',
      () => post('/v1/consents/all/withdrawal', {}),
      '400 invalid-input /path/id not-an-id',
    ],
    [
      'the queries of a stranger',
      () => ({ url: `/v1/subjects/${subjectId}/queries`, as: 'li' }),
      '404 subject-unknown',
    ],
    [
      'a cursor of another list of queries',
      () => ({ url: `/v1/subjects/${subjectId}/queries?cursor=abc`, as: 'zhang' }),
      '400 invalid-input /query/cursor not-a-cursor',
    ],
    [
      'a basis in law that nobody may name',
      () => ({ url: `/v1/records?subjectId=${subjectId}&basis=own-case&reference=x`, as: 'chen' }),
      '400 invalid-input /query/basis not-in-list',
    ],
    [
      'a basis in law without its document',
      () => ({ url: `/v1/records/${subjectId}?basis=emergency`, as: 'chen' }),
      '400 invalid-input /query/reference required',
    ],
    ['a report over a period that has not ended', () => report({ until: '2026-09-19' }), '400 invalid-input /until'],
    [
      'a report from its end to its beginning',
      () => report({ from: '2026-09-18', until: '2026-09-17' }),
      '400 invalid-input /until before-start',
    ],
    ['a report of no field at all', () => report({ fields: [] }), '400 invalid-input /fields'],
    ['a report of a field twice', () => report({ fields: ['tax', 'tax'] }), '400 invalid-input /fields'],
    [
      'a report of a field nobody knows',
      () => report({ fields: ['weather'] }),
      '400 invalid-input /fields/0 not-in-list',
    ],
    ['a report at the counter without proof', () => report({}, 'kong'), '400 invalid-input /proof required'],
    ['a report online with proof of the counter', () => report({ proof: 'x' }), '400 invalid-input /proof paper-only'],
    ['a report at the counter of what is no window', () => report({ proof: 'x' }, 'chen'), '403 role-not-allowed'],
    ['a report of a stranger', () => report({}, 'li'), '404 subject-unknown'],
    ['a report without a window to issue it', () => report({}), '404 authority-unknown'],
    [
      'a report with a key of its own left out',
      () => ({ ...report({}), key: undefined as never }),
      '400 idempotency-key-required',
    ],
    [
      'a number that is no report’s',
      () => ({ url: '/v1/reports/JN-2026-000001', as: 'zhang' }),
      '400 invalid-input /path/number',
    ],
    ['a report that there is not', () => ({ url: '/v1/reports/BG-2026-000001', as: 'zhang' }), '404 report-unknown'],
    [
      'a verification code with letters that are none of it',
      () => check({ number: 'BG-2026-000001', code: 'IIIII-LLLLL-OOOOO-UUUUU' }),
      '400 invalid-input /code',
    ],
    ['a check without a code', () => check({ number: 'BG-2026-000001' }), '400 invalid-input /code'],
    [
      'a check of a report that there is not',
      () => check({ number: 'BG-2026-000001', code: '7K2QD-9XW4R-0FZ3T-M8B1C' }),
      '404 report-unknown',
    ],
    [
      'a form with a field more',
      () => ({
        method: 'POST',
        url: '/report-check',
        raw: 'number=x&code=y&more=z',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
      '400 invalid-input /more unknown-field',
    ],
  ];
}
