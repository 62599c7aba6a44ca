import { defineUpdate } from '@temporalio/workflow';
import type { AcceptFirstStatus } from '../../domain/accept-first/accept-first.ts';
import type { SupplyMeans } from '../../domain/accept-first/accept-first-supply.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Day } from '../../domain/time.ts';
import type { ActAnswer, ActHeader, NextDeadline } from './case.ts';

/** Workflow type, as started by the API. */
export const ACCEPT_FIRST_WORKFLOW = 'acceptFirst';

/** The one place that makes the workflow id of an accept-first case. `caseId` is a UUID without meaning. */
export function acceptFirstWorkflowId(caseId: string): string {
  return `accept-first/${caseId}`;
}

/** An application as handed in; what the applicant may know only by reading the rows is not in here. */
export interface Application extends ActHeader {
  procedure: string;
  subjectId: string;
  /** Codes of the materials that are missing. */
  missing: string[];
  /** A paper application registered later: the day it was received; null: the day of `receivedAt`. */
  receivedOn: Day | null;
  /** On paper: the day on which the notice was handed over; null: not before the registration. Absent in older ones. */
  noticeHandedOn?: Day | null;
  /** Issuer's subject of the person the case belongs to; null for a paper application of somebody without an account. */
  applicantSub: string | null;
  commitment: { version: number; sha256: string; signer: string; means: 'online' | 'paper' };
  contact: { name: string; email: string | null; phone: string | null };
}

export type OpeningAnswer =
  | { outcome: 'accepted-first'; number: string; status: AcceptFirstStatus; next: NextDeadline | null }
  | { outcome: 'refused'; number: string; status: 'refused'; refusals: Refusal[] }
  // Nothing was registered: the receipt day or the signed text does not hold. There is no case.
  | { outcome: 'not-registered'; refusals: Refusal[] };

export interface SupplyAct extends ActHeader {
  items: { material: string; reference: string | null }[];
  means: SupplyMeans;
  receivedOn: Day | null;
  dispatchedOn: Day | null;
}

export interface VerifyAct extends ActHeader {
  items: { material: string; verdict: 'accepted' | 'wrong'; reason: string | null }[];
}

export interface DecideAct extends ActHeader {
  granted: boolean;
  reason: string | null;
  /** Number of the written decision; null: none is given. Absent in older ones. */
  document?: string | null;
  /** Day of a decision made on paper before; null: it is made now. Absent in older ones. */
  decidedOn?: Day | null;
}

/** Force majeure with proof: the new supply-by is a day, given by the authority. */
export interface ExtendAct extends ActHeader {
  until: Day;
  reason: string;
  proof: string;
}

export interface WithdrawAct extends ActHeader {
  reason: string | null;
}

/** A receipt in time that came to light after the case had ended. */
export interface ReopenAct extends SupplyAct {
  reason: string;
}

/** The missing papers came late, and were right: the promise that was not kept is made good (补救). */
export interface MakeGoodAct extends SupplyAct {
  reason: string;
}

export const openUpdate = defineUpdate<OpeningAnswer, [Application]>('open');
export const supplyUpdate = defineUpdate<ActAnswer, [SupplyAct]>('supply');
export const verifyUpdate = defineUpdate<ActAnswer, [VerifyAct]>('verify');
export const decideUpdate = defineUpdate<ActAnswer, [DecideAct]>('decide');
export const extendUpdate = defineUpdate<ActAnswer, [ExtendAct]>('extend');
export const withdrawUpdate = defineUpdate<ActAnswer, [WithdrawAct]>('withdraw');
export const reopenUpdate = defineUpdate<ActAnswer, [ReopenAct]>('reopen');
export const makeGoodUpdate = defineUpdate<ActAnswer, [MakeGoodAct]>('make-good');
