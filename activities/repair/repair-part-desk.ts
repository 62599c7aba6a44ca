import { assignedNotice } from '../../domain/case/desk-notices.ts';
import { alreadyClaimed, notClaimed } from '../../domain/case/desk-refusals.ts';
import type { AssignPartAct, PartActHeader } from '../../workflows/messages/repair.ts';
import type { ActInput, ActResult } from '../case/act.ts';
import { note } from '../case/case-in-hand.ts';
import { serveHandler } from '../case/serve.ts';
import { deskOfPart, noticeOfPart } from './repair-course.ts';
import { partAct } from './repair-part-acts.ts';
import type { ActivityDeps } from '../case/transaction.ts';

/** One officer of the authority takes a part that nobody there has. */
export function recordPartClaim(deps: ActivityDeps, input: ActInput<PartActHeader>): Promise<ActResult> {
  return partAct(deps, input, 'claim-part', (hand, part) => {
    if ((part.row.assignedTo ?? null) !== null) return [alreadyClaimed('part')];
    part.row.assignedTo = input.act.by.sub;
    note(hand, { kind: 'repair-part-claimed', authority: part.authority.code });
    return [];
  });
}

/** A supervisor of the authority gives its part to an officer there, also one that another has. */
export function recordPartAssignment(deps: ActivityDeps, input: ActInput<AssignPartAct>): Promise<ActResult> {
  return partAct(deps, input, 'assign-part', (hand, part) => {
    part.row.assignedTo = input.act.to;
    note(hand, { kind: 'repair-part-assigned', authority: part.authority.code, to: input.act.to });
    serveHandler(hand, assignedNotice(noticeOfPart(hand, part)), deskOfPart(part));
    return [];
  });
}

export function recordPartHandBack(deps: ActivityDeps, input: ActInput<PartActHeader>): Promise<ActResult> {
  return partAct(deps, input, 'hand-back-part', (hand, part) => {
    if ((part.row.assignedTo ?? null) === null) return [notClaimed('part')];
    part.row.assignedTo = null;
    note(hand, { kind: 'repair-part-handed-back', authority: part.authority.code });
    return [];
  });
}
