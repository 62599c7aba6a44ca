import { defineUpdate } from '@temporalio/workflow';
import type { Refusal } from '../../domain/refusal.ts';
import type { ReorganisationKind, ReorganisationStatus } from '../../domain/reorganisation/reorganisation.ts';
import type { Day } from '../../domain/time.ts';
import type { ActAnswer, ActHeader, NextDeadline } from './case.ts';

/** Workflow type, as started by the API and by the court's message. */
export const REORGANISATION_WORKFLOW = 'reorganisation';

/** The one place that makes the workflow id of a reorganisation. `caseId` is a UUID without meaning. */
export function reorganisationWorkflowId(caseId: string): string {
  return `reorganisation/${caseId}`;
}

/** An application of the enterprise or its administrator, which names the court's ruling. */
export interface ReorganisationApplication extends ActHeader {
  subjectId: string;
  /** Code of the court. */
  court: string;
  kind: ReorganisationKind;
  rulingNumber: string;
  ruledOn: Day;
  /** Last day of the term that the ruling gives; null: none. */
  planUntil: Day | null;
  contact: { name: string; email: string | null; phone: string | null };
}

export type ReorganisationOpening =
  | { outcome: 'registered'; number: string; status: ReorganisationStatus; next: NextDeadline | null }
  // There is no case.
  | { outcome: 'not-registered'; refusals: Refusal[] };

export interface WithdrawReorganisationAct extends ActHeader {
  reason: string | null;
}

export interface AddStatementAct extends ActHeader {
  text: string;
}

export const openReorganisationUpdate = defineUpdate<ReorganisationOpening, [ReorganisationApplication]>(
  'open-reorganisation',
);
export const withdrawReorganisationUpdate = defineUpdate<ActAnswer, [WithdrawReorganisationAct]>('withdraw');
export const addStatementUpdate = defineUpdate<ActAnswer, [AddStatementAct]>('add-statement');
