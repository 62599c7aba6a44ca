/** Workflow type of a push (系统推送): one message to one other system, followed until it is confirmed. */
export const PUSH_WORKFLOW = 'push';

/** The one place that makes the workflow id of a push from the id of its row. */
export function pushWorkflowId(pushId: string): string {
  return `push/${pushId}`;
}

/** The id of the push that a workflow follows; null for the workflow of something else. */
export function pushIdOf(workflowId: string): string | null {
  return /^push\/(.+)$/.exec(workflowId)?.[1] ?? null;
}

export interface PushInput {
  pushId: string;
}
