import { defineUpdate } from '@temporalio/workflow';
import type { WithdrawalGround } from '../../domain/repair-withdrawal/repair-withdrawal.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Day } from '../../domain/time.ts';
import type { ActAnswer, ActHeader, NextDeadline } from './case.ts';

/** Workflow type, as started by the API. */
export const REPAIR_WITHDRAWAL_WORKFLOW = 'repairWithdrawal';

/** The one place that makes the workflow id of a withdrawal. `caseId` is a UUID without meaning. */
export function repairWithdrawalWorkflowId(caseId: string): string {
  return `repair-withdrawal/${caseId}`;
}

/** What an officer proposes: which repair, of whom, on which ground, with what was found. */
export interface WithdrawalProposal extends ActHeader {
  /** Id of the repair's case. */
  repairCaseId: string;
  subjectId: string;
  ground: WithdrawalGround;
  findings: string;
  evidence: string;
  /** Ids of the records that are to come back. */
  records: string[];
  /** The day of a notice that was made on paper before it is entered here; null: the day of `receivedAt`. */
  madeOn: Day | null;
}

export type ProposalAnswer =
  | { outcome: 'opened'; number: string; status: string; next: NextDeadline | null }
  // Nothing was registered: a rule speaks against it. There is no case.
  | { outcome: 'not-registered'; refusals: Refusal[] };

export interface UpholdAct extends ActHeader {
  /** Number of the decision's document. */
  document: string;
  reason: string;
  answerToStatement: string | null;
  /** Ids of the records that come back; null: all of the notice. */
  records: string[] | null;
}

export interface DropAct extends ActHeader {
  reason: string;
}

export const proposeWithdrawalUpdate = defineUpdate<ProposalAnswer, [WithdrawalProposal]>('propose-withdrawal');
export const upholdUpdate = defineUpdate<ActAnswer, [UpholdAct]>('uphold');
export const dropUpdate = defineUpdate<ActAnswer, [DropAct]>('drop');
