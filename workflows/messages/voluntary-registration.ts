import { defineUpdate } from '@temporalio/workflow';
import type { Refusal } from '../../domain/refusal.ts';
import type { Day } from '../../domain/time.ts';
import type { RegisteredContent } from '../../domain/voluntary-registration/voluntary-registration-info.ts';
import type { ActAnswer, ActHeader, NextDeadline } from './case.ts';

/** Workflow type, as started by the API. */
export const VOLUNTARY_REGISTRATION_WORKFLOW = 'voluntaryRegistration';

/** The one place that makes the workflow id of a registration. `caseId` is a UUID without meaning. */
export function voluntaryRegistrationWorkflowId(caseId: string): string {
  return `voluntary-registration/${caseId}`;
}

/** What a subject says of itself, with its promise that it is true, as signed. */
interface Signed {
  content: RegisteredContent;
  validUntil: Day;
  commitment: { version: number; sha256: string; signer: string };
}

export interface RegistrationApplication extends ActHeader, Signed {
  subjectId: string;
  /** Code of the window where it is registered. */
  window: string;
  contact: { name: string; email: string | null; phone: string | null };
}

export type RegistrationOpening =
  | { outcome: 'registered'; number: string; status: string; next: NextDeadline | null }
  // There is no case.
  | { outcome: 'not-registered'; refusals: Refusal[] };

export type CorrectRegistrationAct = ActHeader & Signed;

export interface VerifyRegistrationAct extends ActHeader {
  /** How it was verified. */
  how: string;
}

export interface DoubtRegistrationAct extends ActHeader {
  reason: string;
  evidence: string | null;
}

export interface StateOnRegistrationAct extends ActHeader {
  text: string;
  evidence: string | null;
  /** On paper: the day it was received; null: the day of `receivedAt`. */
  receivedOn: Day | null;
  /** The subject says that it has said all. */
  final: boolean;
}

export interface ClearRegistrationAct extends ActHeader {
  reason: string;
}

export interface FindFalseAct extends ActHeader {
  reason: string;
  /** What is said to the subject's statement; null: it made none. */
  answerToStatement: string | null;
}

export interface WithdrawRegistrationAct extends ActHeader {
  /** Of a withdrawal that is registered for somebody: the paper, and its day. */
  reason: string | null;
}

export interface MakeRegistrationGoodAct extends ActHeader {
  /** How the false word was put right in public. */
  how: string;
  /** The day on which it was; null: the day of `receivedAt`. */
  receivedOn: Day | null;
}

export const openRegistrationUpdate = defineUpdate<RegistrationOpening, [RegistrationApplication]>('open-registration');
export const correctRegistrationUpdate = defineUpdate<ActAnswer, [CorrectRegistrationAct]>('correct');
export const verifyRegistrationUpdate = defineUpdate<ActAnswer, [VerifyRegistrationAct]>('verify');
export const doubtRegistrationUpdate = defineUpdate<ActAnswer, [DoubtRegistrationAct]>('doubt');
export const stateOnRegistrationUpdate = defineUpdate<ActAnswer, [StateOnRegistrationAct]>('state');
export const clearRegistrationUpdate = defineUpdate<ActAnswer, [ClearRegistrationAct]>('clear');
export const findFalseUpdate = defineUpdate<ActAnswer, [FindFalseAct]>('find-false');
export const withdrawRegistrationUpdate = defineUpdate<ActAnswer, [WithdrawRegistrationAct]>('withdraw');
export const makeRegistrationGoodUpdate = defineUpdate<ActAnswer, [MakeRegistrationGoodAct]>('make-good');
