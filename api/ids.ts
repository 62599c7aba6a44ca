import { createHash } from 'node:crypto';

/** The ids of one acting request, derived from caller and key alone: whoever resumes it after a crash finds the same. */
export interface ActIds {
  /** Update id and step key: 32 hex digits. */
  actId: string;
  /** Id of the case or the row that the request makes, if it makes one. */
  newId: string;
}

/** Derives the ids of a request. `caller` is the issuer's subject, `key` the Idempotency-Key. */
export function actIds(caller: string, key: string): ActIds {
  // The lengths keep ('a', 'bc') and ('ab', 'c') apart.
  const digest = createHash('sha256').update(`${caller.length}:${caller}${key}`, 'utf8').digest();
  return { actId: digest.toString('hex').slice(0, 32), newId: uuidOf(digest.subarray(16)) };
}

/** Id of the message of one event of one sender; also that of the case that it opens. */
export function messageId(sender: string, eventId: string): string {
  const digest = createHash('sha256').update(`message:${sender.length}:${sender}${eventId}`, 'utf8').digest();
  return uuidOf(digest.subarray(16));
}

/** Hash of what a request asks for: the same whatever the order in which its fields were written. */
export function requestHash(act: string, path: unknown, body: unknown): string {
  return createHash('sha256')
    .update(canonical([act, path, body]), 'utf8')
    .digest('hex');
}

/** A name-based UUID (RFC 9562, version 8: our own derivation). */
function uuidOf(bytes: Buffer): string {
  const own = Buffer.from(bytes.subarray(0, 16));
  own[6] = ((own[6] ?? 0) & 0x0f) | 0x80;
  own[8] = ((own[8] ?? 0) & 0x3f) | 0x80;
  return own.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
}
