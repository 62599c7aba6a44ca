import { type Objection, objectionTo } from '../../domain/case/case-kind.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { objectionToPartAct, type PartAct } from '../../domain/repair/repair-part.ts';
import { REPAIR } from '../../domain/repair/repair.ts';
import { repairAcceptedNotice, repairNotAcceptedNotice } from '../../domain/repair/repair-notices.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import type { AcceptAct, NotAcceptAct, PartActHeader } from '../../workflows/messages/repair.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { note } from '../case/case-in-hand.ts';
import { closeClock, endOpenPause, runClocks, setStatus, answerByOf } from './repair-clocks.ts';
import {
  findPart,
  getPart,
  noticeOfPart,
  type PartInHand,
  repairCourse,
  type RepairInHand,
  standingOfPart,
} from './repair-course.ts';
import { decideItem, endPart, partMoved, undecided } from './repair-endings.ts';
import { serveApplicant } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';

/** Runs an act on one authority's part: the tables of the application and of the part are both asked. */
export function partAct<A extends PartActHeader>(
  deps: ActivityDeps,
  input: ActInput<A>,
  name: PartAct,
  write: (hand: RepairInHand, part: PartInHand) => Refusal[] | Promise<Refusal[]>,
): Promise<ActResult> {
  const { authority, by } = input.act;
  return act(
    repairCourse,
    deps,
    input,
    name,
    (hand) => write(hand, getPart(hand, authority)),
    (hand) => objectionOnPart(hand, name, by, authority),
  );
}

/** What the tables say against an act on the part of an authority. */
export function objectionOnPart(
  hand: RepairInHand,
  name: PartAct,
  by: PartActHeader['by'],
  authority: string,
): Objection | null {
  const { status, assignedTo = null } = hand.file;
  const part = findPart(hand, authority);
  const ofCase = objectionTo(REPAIR, name, by, { status, assignedTo });
  if (ofCase !== null || part === null) return ofCase;
  return objectionToPartAct(name, by, standingOfPart(part), hand.authority.code);
}

export function recordRepairAcceptance(deps: ActivityDeps, input: ActInput<AcceptAct>): Promise<ActResult> {
  return partAct(deps, input, 'accept', (hand, part) => {
    accept(hand, part, input.act.receivedAt);
    return [];
  });
}

/** The authority accepts: the check begins, the whole answer goes on. What it had asked for is no longer waited for. */
export function accept(hand: RepairInHand, part: PartInHand, at: Instant): void {
  enterCheck(hand, part, at);
  const { due } = answerByOf(hand, part);
  note(hand, { kind: 'repair-accepted', authority: part.authority.code, implied: false, answerBy: due }, at);
  serveApplicant(hand, repairAcceptedNotice(noticeOfPart(hand, part), part.authority.name, due), part.authority);
}

/** Puts a part that was not accepted yet into check. */
export function enterCheck(hand: RepairInHand, part: PartInHand, at: Instant): void {
  const on = shanghaiDay(at);
  closeClock(hand, part, 'accept-by', 'met', at);
  closeClock(hand, part, 'complete-by', 'closed', at);
  endOpenPause(part, on);
  part.row.acceptedOn = on;
  setStatus(hand, part, 'in-check');
  runClocks(hand, part);
  partMoved(hand, part);
}

export function recordRepairNotAcceptance(deps: ActivityDeps, input: ActInput<NotAcceptAct>): Promise<ActResult> {
  const { reason, clause, whatToDo, receivedAt } = input.act;
  return partAct(deps, input, 'not-accept', (hand, part) => {
    notAccept(hand, part, { reason, clause, whatToDo }, receivedAt);
    return [];
  });
}

/** The authority does not accept: reasons, clause, what to do, remedies; the other parts go on. */
export function notAccept(
  hand: RepairInHand,
  part: PartInHand,
  why: { reason: string; clause: string; whatToDo: string | null },
  at: Instant,
): void {
  Object.assign(part.row, why);
  for (const item of undecided(part)) decideItem(hand, item, 'not-accepted', { clause: why.clause });
  note(hand, { kind: 'repair-not-accepted', authority: part.authority.code, clause: why.clause }, at);
  serveApplicant(hand, repairNotAcceptedNotice(noticeOfPart(hand, part), part.authority.name, why), part.authority);
  endPart(hand, part, { status: 'not-accepted', clocks: 'met' }, at);
}
