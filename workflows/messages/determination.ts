import { defineUpdate } from '@temporalio/workflow';
import type { Completion } from '../../domain/determination/determination-door.ts';
import type { Leniency } from '../../domain/determination/determination-leniency.ts';
import type { Severity } from '../../domain/record/severity.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Day } from '../../domain/time.ts';
import type { ActAnswer, ActHeader, NextDeadline } from './case.ts';

/** Workflow type, as started by the API and by other cases. */
export const DETERMINATION_WORKFLOW = 'determination';

/** The one place that makes the workflow id of a determination. `caseId` is a UUID without meaning. */
export function determinationWorkflowId(caseId: string): string {
  return `determination/${caseId}`;
}

/** What an officer proposes: against whom, and what happened. It becomes a draft of the officer's own authority. */
export interface DeterminationProposal extends ActHeader {
  subjectId: string;
  /** The day of the act, or the last day of one that went on. */
  actOn: Day;
  facts: string;
  /** The clause that the officer thinks of; null: none yet. */
  clause: string | null;
}

export type DeterminationProposed =
  | { outcome: 'opened'; number: string; status: string; next: NextDeadline | null }
  // Nothing was registered: a rule speaks against it. There is no case.
  | { outcome: 'not-registered'; refusals: Refusal[] };

/** An officer completes the draft: from then on the subject knows. */
export interface CompleteAct extends ActHeader {
  completion: Completion;
}

export interface ReviewAct extends ActHeader {
  /** What the authority says to the statements that nobody has answered. */
  answer: string;
}

export interface ExtendDecisionAct extends ActHeader {
  reason: string;
}

export interface DetermineAct extends ActHeader {
  /** Number of the decision. */
  document: string;
  reason: string;
  /** Lighter than told; null: as told. */
  severity: Severity | null;
  /** Fewer than told; null: as told. */
  measures: readonly string[] | null;
  /** How it was considered that the subject was under age on the day of the act; null: nothing is said of it. */
  leniencyConsidered: string | null;
}

export interface SpareAct extends ActHeader {
  ground: Leniency;
  reason: string;
}

export interface DropDeterminationAct extends ActHeader {
  reason: string;
}

export const proposeDeterminationUpdate = defineUpdate<DeterminationProposed, [DeterminationProposal]>(
  'propose-determination',
);
export const completeDeterminationUpdate = defineUpdate<ActAnswer, [CompleteAct]>('complete');
export const reviewUpdate = defineUpdate<ActAnswer, [ReviewAct]>('review');
export const extendDecisionUpdate = defineUpdate<ActAnswer, [ExtendDecisionAct]>('extend-decision');
export const determineUpdate = defineUpdate<ActAnswer, [DetermineAct]>('determine');
export const spareUpdate = defineUpdate<ActAnswer, [SpareAct]>('spare');
export const dropDeterminationUpdate = defineUpdate<ActAnswer, [DropDeterminationAct]>('drop');
