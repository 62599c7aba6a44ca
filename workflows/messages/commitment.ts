import { defineUpdate } from '@temporalio/workflow';
import type { SupplyMeans } from '../../domain/accept-first/accept-first-supply.ts';
import type { CommitmentStatus } from '../../domain/commitment/commitment.ts';
import type { CommitmentKind } from '../../domain/commitment/commitment-kinds.ts';
import type { ObligationText } from '../../domain/commitment/obligation.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Day } from '../../domain/time.ts';
import type { ActAnswer, ActHeader, NextDeadline } from './case.ts';

/** Workflow type, as started by the API. */
export const COMMITMENT_WORKFLOW = 'commitment';

/** The one place that makes the workflow id of a commitment. `caseId` is a UUID without meaning. */
export function commitmentWorkflowId(caseId: string): string {
  return `commitment/${caseId}`;
}

/** A promise as handed in. */
export interface CommitmentApplication extends ActHeader {
  kind: CommitmentKind;
  /** Who promises. */
  subjectId: string;
  /** Code of the authority that it is promised to, and that follows it. */
  authority: string;
  /** Code of the procedure that is decided on the promise; null: none. */
  procedure: string | null;
  /** Code of the authority that promises; null: not one of government. */
  promisorAuthority: string | null;
  /** What it is about. */
  title: string;
  obligations: ObligationText[];
  /** A paper registered later: the day it was received; null: the day of `receivedAt`. */
  receivedOn: Day | null;
  /** Issuer's subject of the person the case belongs to; null for a paper of somebody without an account. */
  applicantSub: string | null;
  commitment: { version: number; sha256: string; signer: string; means: 'online' | 'paper' };
  contact: { name: string; email: string | null; phone: string | null };
}

export type CommitmentOpeningAnswer =
  | { outcome: 'taken'; number: string; status: CommitmentStatus; next: NextDeadline | null }
  | { outcome: 'refused'; number: string; status: 'refused'; refusals: Refusal[] }
  // Nothing was registered: the receipt day, the obligations or the signed text do not hold. There is no case.
  | { outcome: 'not-registered'; refusals: Refusal[] };

/** Fulfilment reported, by the promisor online or from a paper; of whole obligations, or of parts of them. */
export interface ReportAct extends ActHeader {
  items: ReportedItem[];
  means: SupplyMeans;
  receivedOn: Day | null;
  dispatchedOn: Day | null;
}

export interface ReportedItem {
  /** Code of the obligation. */
  obligation: string;
  /** All of it is done. */
  complete: boolean;
  /** The part that is done, in the obligation's own unit. */
  quantity: number | null;
  note: string | null;
  reference: string | null;
}

/** The starting event of an obligation has happened. */
export interface ReportEventAct extends ActHeader {
  obligation: string;
  on: Day;
  proof: string;
}

/** 确认未履行: the promisor's own word, or its signed paper by its reference. */
export interface ConcedeAct extends ActHeader {
  /** Codes. */
  obligations: string[];
  statement: string;
  receivedOn: Day | null;
}

export interface ConfirmAct extends ActHeader {
  items: { obligation: string; verdict: 'accepted' | 'rejected'; reason: string | null }[];
}

/** The check after a decision that was made on the promise. */
export interface CheckAct extends ActHeader {
  items: { obligation: string; found: 'true' | 'untrue'; reason: string | null }[];
  /** By when what is untrue is to be rectified; null: within the procedure's term. */
  rectifyBy: Day | null;
}

/** Force majeure with proof. */
export interface ExtendObligationAct extends ActHeader {
  obligation: string;
  until: Day;
  reason: string;
  proof: string;
}

/** Obligations in the words and terms asked for: a code that is known is changed, another one added. */
export interface AmendAct extends ActHeader {
  obligations: ObligationText[];
  reason: string;
}

export interface AnswerAmendmentAct extends ActHeader {
  consented: boolean;
  reason: string | null;
}

export interface ReleaseAct extends ActHeader {
  /** Codes; null: the whole commitment. */
  obligations: string[] | null;
  reason: string;
}

export interface WithdrawCommitmentAct extends ActHeader {
  reason: string | null;
}

/** Whether what was decided on an untrue promise is revoked. */
export interface DecideApprovalAct extends ActHeader {
  revoked: boolean;
  wilful: boolean;
  reason: string;
}

/** A report in time that came to light after the case had ended. */
export interface ReopenCommitmentAct extends ReportAct {
  reason: string;
}

/** What was not kept was done later: the broken promise is made good (补救). */
export interface MakeGoodCommitmentAct extends ReportAct {
  reason: string;
}

/** Whether a promise was broken on purpose. */
export interface GradeAct extends ActHeader {
  wilful: boolean;
  reason: string;
}

export const openCommitmentUpdate = defineUpdate<CommitmentOpeningAnswer, [CommitmentApplication]>('open');
export const reportUpdate = defineUpdate<ActAnswer, [ReportAct]>('report');
export const reportEventUpdate = defineUpdate<ActAnswer, [ReportEventAct]>('report-event');
export const concedeUpdate = defineUpdate<ActAnswer, [ConcedeAct]>('concede');
export const confirmUpdate = defineUpdate<ActAnswer, [ConfirmAct]>('confirm');
export const checkUpdate = defineUpdate<ActAnswer, [CheckAct]>('check');
export const extendObligationUpdate = defineUpdate<ActAnswer, [ExtendObligationAct]>('extend');
export const amendUpdate = defineUpdate<ActAnswer, [AmendAct]>('amend');
export const answerAmendmentUpdate = defineUpdate<ActAnswer, [AnswerAmendmentAct]>('answer-amendment');
export const releaseUpdate = defineUpdate<ActAnswer, [ReleaseAct]>('release');
export const withdrawCommitmentUpdate = defineUpdate<ActAnswer, [WithdrawCommitmentAct]>('withdraw');
export const decideApprovalUpdate = defineUpdate<ActAnswer, [DecideApprovalAct]>('decide-approval');
export const reopenCommitmentUpdate = defineUpdate<ActAnswer, [ReopenCommitmentAct]>('reopen');
export const makeGoodCommitmentUpdate = defineUpdate<ActAnswer, [MakeGoodCommitmentAct]>('make-good');
export const gradeUpdate = defineUpdate<ActAnswer, [GradeAct]>('grade');
