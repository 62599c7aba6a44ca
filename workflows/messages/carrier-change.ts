/** Workflow type of a change of carriers: takes it to the records that stand with the measure. */
export const CARRIER_CHANGE_WORKFLOW = 'carrierChange';

/** The one place that makes the workflow id of a change of carriers from the id of its row. */
export function carrierChangeWorkflowId(changeId: string): string {
  return `carrier-change/${changeId}`;
}

export interface CarrierChangeInput {
  changeId: string;
}
