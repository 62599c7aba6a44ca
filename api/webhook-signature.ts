import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Webhook } from 'standardwebhooks';
import type { Instant } from '../domain/time.ts';

/** How far the sender's clock and ours may be apart, and how long a message that was listened in on can be repeated. */
const TOLERANCE_MS = 5 * 60_000;
const MOST_SIGNATURES = 10;

/**
 * Whether a body was signed by one who knows one of these secrets (Standard Webhooks, symmetric: `v1`), and lately.
 * The library signs; its own check is not used, for it reads the machine's clock. Compared in constant time.
 */
export function isSigned({
  headers,
  body,
  secrets,
  now,
}: {
  headers: IncomingHttpHeaders;
  /** The bytes as they came. */
  body: Buffer;
  secrets: readonly string[];
  now: Instant;
}): boolean {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const signatures = headers['webhook-signature'];
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string') return false;
  if (id === '' || !/^\d{1,12}$/.test(timestamp)) return false;
  const sentAt = new Date(Number(timestamp) * 1000);
  if (Math.abs(Date.parse(now) - sentAt.getTime()) > TOLERANCE_MS) return false;
  const given = signatures.split(' ').slice(0, MOST_SIGNATURES);
  const expected = secrets.map((secret) => new Webhook(secret).sign(id, sentAt, body));
  // Every pair is compared: how long it takes tells nothing of which secret, or how much of it, was right.
  return expected.flatMap((one) => given.map((other) => isSame(one, other))).some(Boolean);
}

function isSame(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
