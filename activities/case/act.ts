import { ApplicationFailure } from '@temporalio/common';
import { findRepresentation } from '../../db/queries/representation.ts';
import { type Objection, objectionTo } from '../../domain/case/case-kind.ts';
import { RECUSAL } from '../../domain/case/recusal.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { AUTHORITY_ROLES } from '../../domain/case/roles.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import { type ActAnswer, type ActHeader, WRITE_REFUSED } from '../../workflows/messages/case.ts';
import { type CaseCourse, type CaseState, nextDeadlineOf, stateOf, writeDown } from './case-course.ts';
import { audit, type ServedCase, takeInHand } from './case-in-hand.ts';
import { keepLookUp, lookUpFor } from './look-up.ts';
import { type ActivityDeps, once } from './transaction.ts';

export interface ActInput<A extends ActHeader> {
  caseId: string;
  act: A;
  now: Instant;
}

/** What became of an act: answered, or thrown back because it is not this person's to do. */
export interface ActResult {
  state: CaseState;
  result: { answer: ActAnswer } | { objection: Exclude<Objection, 'status'> };
}

/**
 * Runs an act in its transaction: the writer refuses with reasons and changes nothing, or writes and returns none.
 * The validator saw the case before another act or the service's own step was written; here its row is locked,
 * so the table is asked again, and an act that was overtaken is refused.
 * @param objects asks the table; given where an act is on a part of the case, which has a status of its own
 */
export async function act<A extends ActHeader, H extends ServedCase>(
  course: CaseCourse<H>,
  deps: ActivityDeps,
  { caseId, act: header, now }: ActInput<A>,
  name: string,
  write: (hand: H) => Refusal[] | Promise<Refusal[]>,
  objects: (hand: H) => Objection | null = (hand) => objectionOf(course, hand, name, header),
): Promise<ActResult> {
  const step = { caseId, key: header.id, now };
  return await once<ActResult>(deps, step, async (em) => {
    const { by, receivedAt, requestId = null } = header;
    const hand = await course.take({ ...(await takeInHand(em, caseId, by, now, requestId)), receivedAt });
    const objection = objects(hand);
    if (objection === 'role' || objection === 'assigned') {
      // Nothing was written: a state that counted this step would hide that of the next one.
      const state = { ...stateOf(course, hand), version: hand.steps };
      return { answer: { state, result: { objection } }, keep: false };
    }
    hand.inForce = objection === null ? await lookUpFor(hand, course.table, name) : null;
    const refusals = objection === 'status' ? [movedOn(course.clauseOf(hand))] : await refusedOrWritten(hand, write);
    if (hand.inForce !== null && refusals.length === 0) keepLookUp(hand, name, hand.inForce);
    const detail = refusals.length > 0 ? { refused: refusals.map(({ code }) => code) } : {};
    audit(hand, `${course.table.kind}.${name}`, detail);
    const state = stateOf(course, hand);
    const answer: ActAnswer =
      refusals.length > 0
        ? { accepted: false, refusals }
        : { accepted: true, status: state.status, next: nextDeadlineOf(course, hand) };
    await writeDown(course, hand);
    return { answer: { state, result: { answer } }, keep: true };
  }).catch(throwWhatCanNeverWork);
}

async function refusedOrWritten<H extends ServedCase>(
  hand: H,
  write: (hand: H) => Refusal[] | Promise<Refusal[]>,
): Promise<Refusal[]> {
  const { em, by, file, now } = hand;
  const isOfDesk = AUTHORITY_ROLES.some((role) => role === by.role);
  if (isOfDesk && (await findRepresentation(em, by.sub, file.subjectId, shanghaiDay(now))) !== null) return [RECUSAL];
  return await write(hand);
}

/** People of another authority may have a part of the case; the case itself is handled where it is. */
function objectionOf(
  { table }: Pick<CaseCourse, 'table'>,
  { file, authority }: ServedCase,
  name: string,
  { by }: ActHeader,
): Objection | null {
  if (AUTHORITY_ROLES.some((role) => role === by.role) && by.authority !== authority.code) return 'role';
  return objectionTo(table, name, by, { status: file.status, assignedTo: file.assignedTo ?? null });
}

/**
 * A write that the tables' constraints refuse is refused every time, and what the rules cannot reckon they never can:
 * tried for ever it would keep the case from its other acts and dates. A key that collides (23505) or a row not yet there
 * (23503) may be gone the next time.
 */
export function throwWhatCanNeverWork(error: unknown): never {
  if (error instanceof RangeError) throw ApplicationFailure.nonRetryable(error.message, WRITE_REFUSED);
  if (!canNeverWork(error)) throw error;
  throw ApplicationFailure.nonRetryable(`The tables refused a write (SQLSTATE ${sqlStateOf(error)})`, WRITE_REFUSED);
}

/** Whether the tables refused a write that they refuse every time; see `throwWhatCanNeverWork`. */
export function canNeverWork(error: unknown): boolean {
  return /^(22...|23502|23514|23P01)$/.test(sqlStateOf(error));
}

function sqlStateOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Another act, or a date, came first. */
function movedOn(clause: string): Refusal {
  return {
    code: 'case-moved-on',
    clause,
    text: {
      zh: '办件当前状态不能进行此操作，或者状态已变化；本次操作未生效，请查看办件现状和现在可办事项。',
      en: 'The case is not, or no longer, where this may be done; nothing was recorded. See what may be done now.',
    },
  };
}
