import { defineUpdate } from '@temporalio/workflow';
import type { InterviewResult, MinutesSigned } from '../../domain/rectification/rectification-interview.ts';
import type { RectificationVerdict } from '../../domain/rectification/rectification-report.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Day } from '../../domain/time.ts';
import type { ActAnswer, ActHeader, NextDeadline } from './case.ts';

/** Workflow type, as started by the API and by the case whose promise was broken. */
export const RECTIFICATION_WORKFLOW = 'rectification';

/** The one place that makes the workflow id of a rectification. `caseId` is a UUID without meaning. */
export function rectificationWorkflowId(caseId: string): string {
  return `rectification/${caseId}`;
}

/** What an officer asks to be put right, after an inspection or a broken promise. */
export interface RectificationOrder extends ActHeader {
  subjectId: string;
  /** Id of the case of the promise that was not kept; null: an inspection. */
  sourceCaseId: string | null;
  /** The day of the inspection; null: it comes from a promise. */
  inspectedOn: Day | null;
  /** What it is about, in a few words. */
  title: string;
  facts: string;
  /** The rule that was broken. */
  clause: string;
  /** What is to be put right. */
  toDo: string;
  /** null: the rule's term. */
  rectifyBy: Day | null;
}

export type OrderAnswer =
  | { outcome: 'opened'; number: string; status: string; next: NextDeadline | null }
  // Nothing was registered: a rule speaks against it. There is no case.
  | { outcome: 'not-registered'; refusals: Refusal[] };

/** 报告整改: by the subject's people, or on paper with the day the authority had it. */
export interface ReportRectifiedAct extends ActHeader {
  text: string;
  evidence: string | null;
  receivedOn: Day | null;
}

export interface ConfirmRectifiedAct extends ActHeader {
  verdict: RectificationVerdict;
  reason: string | null;
}

/** 约谈通知: number, reason, time, place, people, purpose, papers to bring. */
export interface CallInterviewAct extends ActHeader {
  document: string;
  reason: string;
  on: Day;
  /** Time of day, as people write it. */
  time: string;
  place: string;
  people: string;
  purpose: string;
  papers: string;
}

/** 约谈记录. */
export interface MinuteInterviewAct extends ActHeader {
  result: InterviewResult;
  on: Day;
  participants: string;
  content: string;
  promises: string | null;
  signed: MinutesSigned | null;
  signedNote: string | null;
  /** null: the rule's term. */
  rectifyBy: Day | null;
}

export interface ExtendRectificationAct extends ActHeader {
  until: Day;
  reason: string;
  proof: string;
}

export interface CancelRectificationAct extends ActHeader {
  reason: string;
}

/** A report that came by the last date and was not written down before the end. */
export interface ReopenRectificationAct extends ReportRectifiedAct {
  reason: string;
}

export const orderRectificationUpdate = defineUpdate<OrderAnswer, [RectificationOrder]>('order-rectification');
export const reportRectifiedUpdate = defineUpdate<ActAnswer, [ReportRectifiedAct]>('report');
export const confirmRectifiedUpdate = defineUpdate<ActAnswer, [ConfirmRectifiedAct]>('confirm');
export const callInterviewUpdate = defineUpdate<ActAnswer, [CallInterviewAct]>('call');
export const minuteInterviewUpdate = defineUpdate<ActAnswer, [MinuteInterviewAct]>('minute');
export const extendRectificationUpdate = defineUpdate<ActAnswer, [ExtendRectificationAct]>('extend');
export const cancelRectificationUpdate = defineUpdate<ActAnswer, [CancelRectificationAct]>('cancel');
export const reopenRectificationUpdate = defineUpdate<ActAnswer, [ReopenRectificationAct]>('reopen');
