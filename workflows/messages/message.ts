import {
  mayStartAnew,
  type MessageData,
  type MessageKind,
  type MessageState,
  type MessageTarget,
} from '../../domain/messages/messages.ts';
import type { CaseInput } from './case.ts';
import { PUBLICITY_WORKFLOW, publicityWorkflowId } from './publicity.ts';
import { PUSH_WORKFLOW, type PushInput, pushIdOf, pushWorkflowId } from './push.ts';

/** What the row of a message says of where it goes. */
export interface MessagePlace {
  state: Extract<MessageState, 'stored' | 'unknown-case' | 'closed-case'>;
  targetWorkflowId: string | null;
  caseId: string | null;
}

/** The workflow that a message is told to, and how it is started where it does not run. */
export interface MessageCall {
  workflowId: string;
  /** null: it runs, or the message cannot be told. */
  start: {
    workflow: string;
    input: CaseInput | PushInput;
    /** Whether one that has ended is started anew. */
    again: boolean;
  } | null;
}

/** Where a message goes, for its row. A case that it opens has the message's own id: however often it comes, there is one. */
export function placeOf(target: MessageTarget, messageId: string): MessagePlace {
  switch (target.found) {
    case 'case':
      return { state: 'stored', targetWorkflowId: target.workflowId, caseId: target.caseId };
    case 'push':
      return { state: 'stored', targetWorkflowId: pushWorkflowId(target.pushId), caseId: null };
    case 'opens':
      return { state: 'stored', targetWorkflowId: `${target.kind}/${messageId}`, caseId: messageId };
    case 'closed':
      return { state: 'closed-case', targetWorkflowId: null, caseId: target.caseId };
    case 'nothing':
      return { state: 'unknown-case', targetWorkflowId: null, caseId: null };
    default:
      return target satisfies never;
  }
}

/** How a stored message is told; null for one that has no place. */
export function callOf({
  id,
  kind,
  data,
  targetWorkflowId,
  caseId,
}: {
  id: string;
  kind: MessageKind;
  data: MessageData[MessageKind];
  targetWorkflowId?: string | null | undefined;
  caseId?: string | null | undefined;
}): MessageCall | null {
  if (targetWorkflowId == null) return null;
  const pushId = pushIdOf(targetWorkflowId);
  if (pushId !== null) {
    // Its workflow may have given up long before the confirmation comes.
    return { workflowId: targetWorkflowId, start: { workflow: PUSH_WORKFLOW, input: { pushId }, again: true } };
  }
  if (caseId != null && targetWorkflowId === publicityWorkflowId(caseId) && mayStartAnew({ kind, data })) {
    // Heard also after the end: it starts the run that takes it.
    const input = { caseId, begin: 'stored-rows' } as const;
    return { workflowId: targetWorkflowId, start: { workflow: PUBLICITY_WORKFLOW, input, again: true } };
  }
  if (caseId !== id) return { workflowId: targetWorkflowId, start: null };
  const [workflow = ''] = targetWorkflowId.split('/');
  return { workflowId: targetWorkflowId, start: { workflow, input: { caseId: id, begin: 'door' }, again: false } };
}
