import { Webhook } from 'standardwebhooks';
import type { Instant } from '../../domain/time.ts';

/**
 * Headers of a signed message (Standard Webhooks): one signature for each secret, so that the receiver may change its
 * own to a new one at any time.
 */
export function signatureHeaders({
  id,
  at,
  body,
  secrets,
}: {
  /** The same at every attempt: by it the receiver knows a repetition. */
  id: string;
  at: Instant;
  body: string;
  secrets: readonly string[];
}): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const time = new Date(at);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(time.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, time, body)).join(' '),
  };
}
