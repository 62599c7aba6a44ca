import type { EntityManager } from '@mikro-orm/postgresql';
import type { Instant } from '../../domain/time.ts';
import { getCipher, toInstant } from '../types.ts';
import { select } from './sql.ts';

/**
 * The life of a request that acts, kept by (caller, Idempotency-Key). `received_at` is the first time it was seen and
 * never changes: it is the receipt of the act, however often the request is repeated.
 *
 *     claim ──► leased ──storeAnswer──► answered (for good)
 *                 │ ▲
 *        giveBack │ │ claim: given back, or the lease ran out
 *                 ▼ │
 *                free
 *
 * Each function is one atomic statement; of two claims at once, one wins.
 */
export interface RequestName {
  readonly caller: string;
  readonly key: string;
}

export interface RequestClaim extends RequestName {
  /** SHA-256 of act and body, hex. */
  readonly bodyHash: string;
  readonly act: string;
  readonly caseId: string | null;
  readonly now: Instant;
  /** Until then nobody else works on it. It also names the lease: two claims need two different ones. */
  readonly leaseUntil: Instant;
}

export interface StoredAnswer {
  readonly status: number;
  /** The exact text that was sent. */
  readonly body: string;
  readonly problem: boolean;
}

export type ClaimAnswer =
  /** Yours to work on. `receivedAt` is the receipt of the act; `repeated`: it was seen before. */
  | { readonly state: 'claimed'; readonly receivedAt: Instant; readonly repeated: boolean }
  | ({ readonly state: 'answered' } & StoredAnswer)
  /** Somebody is working on it, at most until `leaseUntil`. */
  | { readonly state: 'in-progress'; readonly leaseUntil: Instant }
  /** The key was used for another act or body. */
  | { readonly state: 'other-body' };

interface ClaimRow {
  claimed: boolean;
  received_at: string;
  body_hash: string;
  lease_until: string | null;
  answered_at: string | null;
  status: number | null;
  answer: string | null;
  problem: boolean | null;
}

const CLAIM = `
  with claimed as (
    insert into request_key as held (caller, key, body_hash, received_at, act, case_id, lease_until)
    values (?, ?, ?, ?::timestamptz, ?, ?::uuid, ?::timestamptz)
    on conflict (caller, key) do update set lease_until = excluded.lease_until
      where held.answered_at is null and held.body_hash = excluded.body_hash
        and (held.lease_until is null or held.lease_until <= excluded.received_at)
    returning true as claimed, received_at, body_hash, lease_until, answered_at, status, answer, problem
  )
  select * from claimed
  union all
  select false, received_at, body_hash, lease_until, answered_at, status, answer, problem
  from request_key
  where caller = ? and key = ? and not exists (select from claimed)`;

/** Claims a request for the time of a lease, or says why it cannot be. */
export async function claimRequest(em: EntityManager, claim: RequestClaim): Promise<ClaimAnswer> {
  const { caller, key, bodyHash, act, caseId, now, leaseUntil } = claim;
  const [row] = await select<ClaimRow>(em, CLAIM, [caller, key, bodyHash, now, act, caseId, leaseUntil, caller, key]);
  // Nothing: another's first claim was committed while this statement ran, which therefore does not see it.
  if (row === undefined) return { state: 'in-progress', leaseUntil };
  const receivedAt = toInstant(row.received_at);
  if (row.claimed) return { state: 'claimed', receivedAt, repeated: receivedAt !== now };
  if (row.body_hash !== bodyHash) return { state: 'other-body' };
  const answer = answerOf(em, row);
  if (answer !== null) return { state: 'answered', ...answer };
  return { state: 'in-progress', leaseUntil: row.lease_until === null ? now : toInstant(row.lease_until) };
}

/**
 * The stored answer of a request; null while it has none.
 * @param bodyHash of this act and body alone; absent: whatever was asked under the key
 */
export async function findAnswer(
  em: EntityManager,
  { caller, key }: RequestName,
  bodyHash: string | null = null,
): Promise<StoredAnswer | null> {
  const [row] = await select<ClaimRow>(
    em,
    `select status, answer, problem from request_key
     where caller = ? and key = ? and (?::text is null or body_hash = ?)`,
    [caller, key, bodyHash, bodyHash],
  );
  return row === undefined ? null : answerOf(em, row);
}

/**
 * Stores the answer of a request for good and returns what is to be sent. Where somebody else, after the lease ran
 * out, was first, theirs is kept and returned: every repeat gets the same bytes. Throws for a request never claimed.
 */
export async function storeAnswer(
  em: EntityManager,
  { caller, key }: RequestName,
  answer: StoredAnswer,
  now: Instant,
): Promise<StoredAnswer> {
  const stored = getCipher(em).encrypt('request_key.answer', answer.body);
  const [row] = await select<ClaimRow>(
    em,
    `update request_key set
       answered_at = coalesce(answered_at, ?::timestamptz), status = coalesce(status, ?),
       answer = coalesce(answer, ?), problem = coalesce(problem, ?), lease_until = null
     where caller = ? and key = ?
     returning status, answer, problem`,
    [now, answer.status, stored, answer.problem, caller, key],
  );
  const kept = row === undefined ? null : answerOf(em, row);
  if (kept === null) throw new Error('an answer to a request that was never claimed');
  return kept;
}

/**
 * Gives a lease back, so that a repeat need not wait for it to run out: the outcome is unknown, or nothing was begun.
 * Without effect where the lease is no longer this one, or there is an answer.
 */
export async function giveBack(em: EntityManager, { caller, key }: RequestName, leaseUntil: Instant): Promise<void> {
  await select(
    em,
    `update request_key set lease_until = null
     where caller = ? and key = ? and answered_at is null and lease_until = ?::timestamptz`,
    [caller, key, leaseUntil],
  );
}

/**
 * How many acts that could save a case the service received before an instant and has not answered: nothing adverse
 * may rest on their absence.
 */
export async function countUnansweredActs(
  em: EntityManager,
  caseId: string,
  { before }: { before: Instant },
): Promise<number> {
  const [row] = await select<{ count: number }>(
    em,
    `select count(*)::integer as count from request_key
     where case_id = ?::uuid and act = any(?::text[]) and answered_at is null and received_at < ?::timestamptz`,
    [caseId, `{${SAVING_ACTS.join(',')}}`, before],
  );
  return row?.count ?? 0;
}

const SAVING_ACTS = [
  'accept-first.supply',
  'accept-first.extend',
  'accept-first.withdraw',
  'commitment.report',
  'commitment.confirm',
  'commitment.extend',
  'commitment.amend',
  'commitment.release',
  'repair-withdrawal.state',
  'repair-withdrawal.ask-hearing',
  'rectification.report',
  'rectification.confirm',
  'rectification.extend',
  'rectification.cancel',
  'determination.state',
  'determination.ask-hearing',
  'voluntary-registration.state',
  'voluntary-registration.correct',
  'voluntary-registration.withdraw',
];

function answerOf(em: EntityManager, { status, answer, problem }: ClaimRow): StoredAnswer | null {
  if (status === null || answer === null || problem === null) return null;
  return { status, problem, body: getCipher(em).decrypt('request_key.answer', answer) };
}
