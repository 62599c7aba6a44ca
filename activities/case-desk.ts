import { assignedNotice } from '../domain/notices.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { AssignAct } from '../workflows/messages/accept-first.ts';
import type { ActHeader } from '../workflows/messages/case.ts';
import { act, type ActInput, type ActResult } from './act.ts';
import { note, noticeCase, serveHandler } from './case-in-hand.ts';
import type { ActivityDeps } from './transaction.ts';

const DESK_CLAUSE = '系统默认：一件一人承办';

/** An officer takes a case that nobody has. */
export function recordClaim(deps: ActivityDeps, input: ActInput<ActHeader>): Promise<ActResult> {
  return act(deps, input, 'claim', (hand) => {
    if (hand.file.assignedTo !== null) return [alreadyClaimed];
    hand.file.assignedTo = input.act.by.sub;
    note(hand, { kind: 'claimed' });
    return [];
  });
}

/** A supervisor gives a case to an officer, also one that another has. */
export function recordAssignment(deps: ActivityDeps, input: ActInput<AssignAct>): Promise<ActResult> {
  return act(deps, input, 'assign', (hand) => {
    hand.file.assignedTo = input.act.to;
    note(hand, { kind: 'assigned', to: input.act.to });
    serveHandler(hand, assignedNotice(noticeCase(hand)));
    return [];
  });
}

/** The handler gives a case back to the desk. */
export function recordHandBack(deps: ActivityDeps, input: ActInput<ActHeader>): Promise<ActResult> {
  return act(deps, input, 'hand-back', (hand) => {
    if (hand.file.assignedTo === null) return [notClaimed];
    hand.file.assignedTo = null;
    note(hand, { kind: 'handed-back' });
    return [];
  });
}

const alreadyClaimed: Refusal = {
  code: 'already-claimed',
  clause: DESK_CLAUSE,
  text: {
    zh: '本件已有承办人。如需换人，请主管人员分派。',
    en: 'The case has a handler; a supervisor can assign it anew.',
  },
};

const notClaimed: Refusal = {
  code: 'not-claimed',
  clause: DESK_CLAUSE,
  text: { zh: '本件无承办人，无需退回。', en: 'The case has no handler; there is nothing to hand back.' },
};
