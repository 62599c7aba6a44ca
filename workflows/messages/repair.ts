import { defineUpdate } from '@temporalio/workflow';
import type { PauseCause } from '../../domain/repair/repair-pause.ts';
import type { RepairStatus } from '../../domain/repair/repair.ts';
import type { RepairMaterialKind } from '../../domain/repair/repair-door.ts';
import type { RecordAnswer } from '../../domain/repair/repair-answer.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Day } from '../../domain/time.ts';
import type { ActAnswer, ActHeader, NextDeadline } from './case.ts';

/** Workflow type of an application for repair, as started by the API. */
export const REPAIR_WORKFLOW = 'repair';

/** The one place that makes the workflow id of an application for repair. `caseId` is a UUID without meaning. */
export function repairWorkflowId(caseId: string): string {
  return `repair/${caseId}`;
}

/** The one place that makes the workflow id of a part from the id of its row. */
export function repairPartWorkflowId(partId: string): string {
  return `repair-part/${partId}`;
}

/** What the workflow of one authority's part is started with. */
export interface RepairPartInput {
  caseId: string;
  partId: string;
}

/** A paper or a reference to one; the file itself lies elsewhere. */
export interface RepairMaterial {
  kind: RepairMaterialKind;
  /** The record it belongs to; null: to the whole application. */
  recordId: string | null;
  name: string;
  reference: string | null;
}

/** An application as handed in. In which capacity the applicant acts is looked up when it is written. */
export interface RepairApplication extends ActHeader {
  subjectId: string;
  recordIds: string[];
  /** A paper application registered later: the day the window received it; null: the day of `receivedAt`. */
  receivedOn: Day | null;
  /** Issuer's subject of the person who applies; null for a paper application of somebody without an account. */
  applicantSub: string | null;
  /** Code of the window that took a paper application in; null: the one window there is for applications online. */
  window: string | null;
  commitment: { version: number; sha256: string; signer: string; means: 'online' | 'paper' };
  contact: { name: string; email: string | null; phone: string | null };
  materials: RepairMaterial[];
}

/** One record and every reason against its repair now. */
export interface RefusedRecord {
  recordId: string;
  documentNumber: string;
  refusals: Refusal[];
}

/** One authority's part, as the applicant is told of it at once. */
export interface ForwardedPart {
  /** Code and name of the authority. */
  authority: string;
  authorityName: string;
  withCourt: boolean;
  recordIds: string[];
}

/** A record that is applied for before the day that its authority advised when it last refused. */
export interface AdvisedRecord {
  recordId: string;
  documentNumber: string;
  from: Day;
}

export type RepairOpeningAnswer =
  | {
      outcome: 'forwarded';
      number: string;
      status: RepairStatus;
      next: NextDeadline | null;
      parts: ForwardedPart[];
      refused: RefusedRecord[];
      /** Absent in answers that were stored before it was told. */
      advised?: AdvisedRecord[];
    }
  | { outcome: 'refused'; number: string; status: 'refused'; refused: RefusedRecord[] }
  // Nothing was registered: the receipt day, the representation or the signed text does not hold. There is no case.
  | { outcome: 'not-registered'; refusals: Refusal[] };

/** An act on one authority's part. */
export interface PartActHeader extends ActHeader {
  /** Code of the authority whose part it is. */
  authority: string;
}

export type AcceptAct = PartActHeader;

export interface NotAcceptAct extends PartActHeader {
  reason: string;
  clause: string;
  whatToDo: string | null;
}

/** 补正: asked once, all that is missing at once. */
export interface AskCompletionAct extends PartActHeader {
  items: string[];
}

export interface CompleteAct extends PartActHeader {
  materials: RepairMaterial[];
}

export interface AnswerAct extends PartActHeader {
  answers: RecordAnswer[];
}

/** One extension, told before the term ends. */
export interface ExtendAnswerAct extends PartActHeader {
  /** null: as long as the rule allows. */
  workingDays: number | null;
  reason: string;
}

export interface PauseAct extends PartActHeader {
  cause: PauseCause;
  /** The time the hearing or the check needs, told in writing. */
  workingDays: number;
  reason: string;
}

export type ResumeAct = PartActHeader;

/** A supervisor of the authority gives its part to a person, also one that another has. */
export interface AssignPartAct extends PartActHeader {
  /** Issuer's subject identifier of the handler. */
  to: string;
}

/** What is not yet answered is taken back: the parts named, or all of them. */
export interface WithdrawRepairAct extends ActHeader {
  /** Codes of authorities; null: every part that is still open. */
  authorities: string[] | null;
  reason: string | null;
}

export const openRepairUpdate = defineUpdate<RepairOpeningAnswer, [RepairApplication]>('open');
export const acceptUpdate = defineUpdate<ActAnswer, [AcceptAct]>('accept');
export const notAcceptUpdate = defineUpdate<ActAnswer, [NotAcceptAct]>('not-accept');
export const askCompletionUpdate = defineUpdate<ActAnswer, [AskCompletionAct]>('ask-completion');
export const completeUpdate = defineUpdate<ActAnswer, [CompleteAct]>('complete');
export const answerUpdate = defineUpdate<ActAnswer, [AnswerAct]>('answer');
export const extendAnswerUpdate = defineUpdate<ActAnswer, [ExtendAnswerAct]>('extend-answer');
export const pauseUpdate = defineUpdate<ActAnswer, [PauseAct]>('pause');
export const resumeUpdate = defineUpdate<ActAnswer, [ResumeAct]>('resume');
export const claimPartUpdate = defineUpdate<ActAnswer, [PartActHeader]>('claim-part');
export const assignPartUpdate = defineUpdate<ActAnswer, [AssignPartAct]>('assign-part');
export const handBackPartUpdate = defineUpdate<ActAnswer, [PartActHeader]>('hand-back-part');
export const withdrawRepairUpdate = defineUpdate<ActAnswer, [WithdrawRepairAct]>('withdraw');
