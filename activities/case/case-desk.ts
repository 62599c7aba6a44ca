import { assignedNotice } from '../../domain/case/desk-notices.ts';
import { alreadyClaimed, notClaimed } from '../../domain/case/desk-refusals.ts';
import type { ActHeader, AssignAct } from '../../workflows/messages/case.ts';
import { act, type ActInput, type ActResult } from './act.ts';
import { courseOfCase } from './courses.ts';
import { note, noticeCase } from './case-in-hand.ts';
import { serveHandler } from './serve.ts';
import type { ActivityDeps } from './transaction.ts';

/** An officer takes a case that nobody has. */
export async function recordClaim(deps: ActivityDeps, input: ActInput<ActHeader>): Promise<ActResult> {
  return await act(await courseOfCase(deps, input.caseId), deps, input, 'claim', (hand) => {
    if (hand.file.assignedTo !== null) return [alreadyClaimed('case')];
    hand.file.assignedTo = input.act.by.sub;
    note(hand, { kind: 'claimed' });
    return [];
  });
}

/** A supervisor gives a case to an officer, also one that another has. */
export async function recordAssignment(deps: ActivityDeps, input: ActInput<AssignAct>): Promise<ActResult> {
  return await act(await courseOfCase(deps, input.caseId), deps, input, 'assign', (hand) => {
    hand.file.assignedTo = input.act.to;
    note(hand, { kind: 'assigned', to: input.act.to });
    serveHandler(hand, assignedNotice(noticeCase(hand)));
    return [];
  });
}

/** The handler gives a case back to the desk. */
export async function recordHandBack(deps: ActivityDeps, input: ActInput<ActHeader>): Promise<ActResult> {
  return await act(await courseOfCase(deps, input.caseId), deps, input, 'hand-back', (hand) => {
    if (hand.file.assignedTo === null) return [notClaimed('case')];
    hand.file.assignedTo = null;
    note(hand, { kind: 'handed-back' });
    return [];
  });
}
