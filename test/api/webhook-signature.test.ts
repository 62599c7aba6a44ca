import { describe, expect, it } from '@jest/globals';
import { signatureHeaders } from '../../activities/push/webhook-signing.ts';
import { isSigned } from '../../api/webhook-signature.ts';
import { OTHER_SECRET, SECRET } from '../support/pushes.ts';

/** The vector of the standard's own libraries. */
const VECTOR = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  at: '2021-02-25T15:02:10.000Z',
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
} as const;

const HEADERS = {
  'webhook-id': VECTOR.id,
  'webhook-timestamp': '1614265330',
  'webhook-signature': VECTOR.signature,
};

function check(change: Partial<Parameters<typeof isSigned>[0]> = {}): boolean {
  return isSigned({ headers: HEADERS, body: Buffer.from(VECTOR.body), secrets: [SECRET], now: VECTOR.at, ...change });
}

describe('a signature by Standard Webhooks', () => {
  it('is made as the standard’s own vector says', () => {
    const { id, at, body } = VECTOR;
    expect(signatureHeaders({ id, at, body, secrets: [SECRET] })).toEqual(HEADERS);
  });

  it('is one for each secret, of which the receiver needs to know one', () => {
    const { id, at, body } = VECTOR;
    const headers = signatureHeaders({ id, at, body, secrets: [OTHER_SECRET, SECRET] });
    expect(headers['webhook-signature'].split(' ')).toHaveLength(2);
    expect(check({ headers })).toBe(true);
    expect(check({ headers, secrets: [OTHER_SECRET] })).toBe(true);
  });

  it('is taken as the vector says, and with any of several secrets', () => {
    expect(check()).toBe(true);
    expect(check({ secrets: [OTHER_SECRET, SECRET] })).toBe(true);
    expect(check({ headers: { ...HEADERS, 'webhook-signature': `v1a,abc v2,x ${VECTOR.signature}` } })).toBe(true);
  });

  it.each([
    ['by another secret', { secrets: [OTHER_SECRET] }],
    ['by no secret', { secrets: [] }],
    ['of another body', { body: Buffer.from('{"test": 2432232315}') }],
    ['of no body', { body: Buffer.alloc(0) }],
    ['of another id', { headers: { ...HEADERS, 'webhook-id': 'msg_other' } }],
    ['of another time', { headers: { ...HEADERS, 'webhook-timestamp': '1614265331' } }],
    ['of an odd time', { headers: { ...HEADERS, 'webhook-timestamp': '1614265330.0' } }],
    ['of a time that is no number', { headers: { ...HEADERS, 'webhook-timestamp': 'now' } }],
    ['without a time', { headers: { 'webhook-id': VECTOR.id, 'webhook-signature': VECTOR.signature } }],
    ['without an id', { headers: { ...HEADERS, 'webhook-id': '' } }],
    ['that is missing', { headers: { 'webhook-id': VECTOR.id, 'webhook-timestamp': '1614265330' } }],
    ['that is empty', { headers: { ...HEADERS, 'webhook-signature': '' } }],
    ['without its version', { headers: { ...HEADERS, 'webhook-signature': VECTOR.signature.slice(3) } }],
    ['of another version', { headers: { ...HEADERS, 'webhook-signature': VECTOR.signature.replace('v1', 'v2') } }],
    ['that is cut short', { headers: { ...HEADERS, 'webhook-signature': VECTOR.signature.slice(0, -2) } }],
    ['behind ten others', { headers: { ...HEADERS, 'webhook-signature': `${'v1,x '.repeat(10)}${VECTOR.signature}` } }],
  ])('is refused: one %s', (_name, change) => {
    expect(check(change)).toBe(false);
  });

  it.each([
    ['2021-02-25T15:07:10.000Z', true],
    ['2021-02-25T15:07:11.000Z', false],
    ['2021-02-25T14:57:10.000Z', true],
    ['2021-02-25T14:57:09.000Z', false],
  ])('is good for five minutes on either side: at %s %s', (now, expected) => {
    expect(check({ now })).toBe(expected);
  });
});
