import { ApplicationFailure } from '@temporalio/common';
import { type AcceptFirstAct, type Objection, objectionTo } from '../domain/accept-first.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Instant } from '../domain/time.ts';
import { type ActAnswer, type ActHeader, WRITE_REFUSED } from '../workflows/messages/case.ts';
import { type AcceptFirstState, nextDeadlineOf, stateOf, writeDown } from './accept-first-state.ts';
import { audit, type CaseInHand, takeInHand } from './case-in-hand.ts';
import { type ActivityDeps, once } from './transaction.ts';

export interface ActInput<A extends ActHeader> {
  caseId: string;
  act: A;
  now: Instant;
}

/** What became of an act: answered, or thrown back because it is not this person's to do. */
export interface ActResult {
  state: AcceptFirstState;
  result: { answer: ActAnswer } | { objection: Exclude<Objection, 'status'> };
}

/**
 * Runs an act in its transaction: the writer refuses with reasons and changes nothing, or writes and returns none.
 * The validator saw the case before another act or the service's own step was written; here its row is locked,
 * so the table is asked again, and an act that was overtaken is refused.
 */
export async function act<A extends ActHeader>(
  deps: ActivityDeps,
  { caseId, act: header, now }: ActInput<A>,
  name: AcceptFirstAct,
  write: (hand: CaseInHand) => Refusal[] | Promise<Refusal[]>,
): Promise<ActResult> {
  const step = { caseId, key: header.id, now };
  return await once<ActResult>(deps, step, async (em) => {
    const hand = await takeInHand(em, caseId, header.by, now, header.requestId ?? null);
    const objection = objectionTo(name, header.by, {
      status: hand.file.status,
      assignedTo: hand.file.assignedTo ?? null,
    });
    if (objection === 'role' || objection === 'assigned') {
      return { answer: { state: stateOf(hand), result: { objection } }, keep: false };
    }
    const refusals = objection === 'status' ? [movedOn(hand)] : await write(hand);
    audit(hand, `accept-first.${name}`, refusals.length > 0 ? { refused: refusals.map(({ code }) => code) } : {});
    const state = stateOf(hand);
    const answer: ActAnswer =
      refusals.length > 0
        ? { accepted: false, refusals }
        : { accepted: true, status: state.status, next: nextDeadlineOf(hand) };
    await writeDown(hand);
    return { answer: { state, result: { answer } }, keep: true };
  }).catch(throwWhatCanNeverWork);
}

/**
 * A write that the tables' constraints refuse is refused every time: tried for ever it would keep the case from
 * its other acts and dates. A key that collides (23505) or a row not yet there (23503) may be gone the next time.
 */
export function throwWhatCanNeverWork(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isRefused = /^(22...|23502|23514|23P01)$/.test(code);
  if (isRefused) throw ApplicationFailure.nonRetryable(`The tables refused a write (SQLSTATE ${code})`, WRITE_REFUSED);
  throw error;
}

function movedOn(hand: CaseInHand): Refusal {
  return {
    code: 'case-moved-on',
    clause: hand.procedure.acceptFirst?.clause ?? '',
    text: {
      zh: '办件状态已变化，本次操作未生效，请刷新后再办。',
      en: 'The case has moved on meanwhile; nothing was recorded. Look at it again.',
    },
  };
}
