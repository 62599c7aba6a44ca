/** Workflow type and id of the sweep: there is one, and it never ends. */
export const SWEEP_WORKFLOW = 'sweep';
export const SWEEP_WORKFLOW_ID = 'sweep';

export interface SweepInput {
  /** Rounds that runs before this one have made: for the eye of an operator only. */
  rounds: number;
}
