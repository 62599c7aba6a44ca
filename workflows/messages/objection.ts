import { defineUpdate } from '@temporalio/workflow';
import type { ObjectionAbout } from '../../domain/objection/objection.ts';
import type { InspectionCause } from '../../domain/objection/objection-check.ts';
import type { Correction } from '../../domain/objection/objection-correction.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Day } from '../../domain/time.ts';
import type { ActAnswer, ActHeader, NextDeadline } from './case.ts';

/** Workflow type, as started by the API. */
export const OBJECTION_WORKFLOW = 'objection';

/** The one place that makes the workflow id of an objection. `caseId` is a UUID without meaning. */
export function objectionWorkflowId(caseId: string): string {
  return `objection/${caseId}`;
}

/** An objection as it is handed in, online or on paper at a desk. */
export interface ObjectionAct extends ActHeader {
  recordId: string;
  about: ObjectionAbout;
  /** Code of the measure; null where it is not about one. */
  measure: string | null;
  reasons: string;
  evidence: string | null;
  /** What is new since the same was answered; null: nothing is named. */
  newFacts: string | null;
  contact: { name: string; email: string | null; phone: string | null } | null;
  /** Code of the window that passes it on; null: handed in at the authority that determined the record. */
  window: string | null;
  /** Who objected, at the identity provider; null: on paper by somebody without an account. */
  applicantSub: string | null;
  /** On paper: the day it was received; null: the day of `receivedAt`. */
  receivedOn: Day | null;
}

export type ObjectionOpening =
  | { outcome: 'registered'; number: string; status: string; next: NextDeadline | null }
  // There is no case.
  | { outcome: 'not-registered'; refusals: Refusal[] };

/** Grounds and evidence that are added while the objection is open. */
export interface SupplementObjectionAct extends ActHeader {
  text: string;
  evidence: string | null;
  /** On paper: the day it was received; null: the day of `receivedAt`. */
  receivedOn: Day | null;
}

/** For an inspection, an appraisal or an expert review the authority's time stands still. */
export interface InspectAct extends ActHeader {
  cause: InspectionCause;
  /** The time that it needs, as it is told. */
  workingDays: number;
  reason: string;
}

export interface ExtendObjectionAct extends ActHeader {
  /** null: by as much as the rule allows. */
  workingDays: number | null;
  reason: string;
}

/** An answer is given by who has read all that was added. */
interface AnswerAct extends ActHeader {
  reason: string;
  /** How many supplements were read; absent: none. */
  supplementsRead?: number;
}

export interface CorrectAct extends AnswerAct {
  correction: Correction;
}

export type RejectObjectionAct = AnswerAct;

export interface WithdrawObjectionAct extends ActHeader {
  /** Of a withdrawal that is registered for somebody: the paper, and its day. */
  reason: string | null;
}

export const openObjectionUpdate = defineUpdate<ObjectionOpening, [ObjectionAct]>('open-objection');
export const forwardObjectionUpdate = defineUpdate<ActAnswer, [ActHeader]>('forward');
export const supplementObjectionUpdate = defineUpdate<ActAnswer, [SupplementObjectionAct]>('supplement');
export const inspectUpdate = defineUpdate<ActAnswer, [InspectAct]>('inspect');
export const endInspectionUpdate = defineUpdate<ActAnswer, [ActHeader]>('end-inspection');
export const extendObjectionUpdate = defineUpdate<ActAnswer, [ExtendObjectionAct]>('extend');
export const correctUpdate = defineUpdate<ActAnswer, [CorrectAct]>('correct');
export const rejectObjectionUpdate = defineUpdate<ActAnswer, [RejectObjectionAct]>('reject');
export const withdrawObjectionUpdate = defineUpdate<ActAnswer, [WithdrawObjectionAct]>('withdraw');
