/** What people say and do while a subject is heard: the same in every kind of case that hears one. */
import { defineUpdate } from '@temporalio/workflow';
import type { HearingResult } from '../../domain/hearing/hearing.ts';
import type { ServiceMeans } from '../../domain/hearing/service.ts';
import type { PaperMeans } from '../../domain/hearing/reopening.ts';
import type { Day } from '../../domain/time.ts';
import type { ActAnswer, ActHeader } from './case.ts';

/** 送达: how, when and by which proof the notice was served. */
export interface ServeAct extends ActHeader {
  means: ServiceMeans;
  on: Day;
  proof: string;
  consent: string | null;
}

/** 陈述、申辩, by the subject's people, or on paper with the day the authority had it. */
export interface StateAct extends ActHeader {
  text: string;
  evidence: string | null;
  receivedOn: Day | null;
  /** Of a posted paper: the postmark. Absent in acts of before. */
  dispatchedOn?: Day | null;
}

export interface AskHearingAct extends ActHeader {
  receivedOn: Day | null;
  /** Of a posted paper: the postmark. Absent in acts of before. */
  dispatchedOn?: Day | null;
}

/** 放弃陈述、申辩和听证: the subject's own words, or the signed paper by its reference. */
export interface WaiveAct extends ActHeader {
  text: string;
  receivedOn: Day | null;
}

export interface CallHearingAct extends ActHeader {
  on: Day;
  /** Time of day, as people write it. */
  time: string;
  place: string;
  /** Issuer's subject of who presides. */
  presiding: string;
  /** The name of who presides, as the subject is told. Absent in acts of before. */
  presidingName?: string;
}

export interface RecordHearingAct extends ActHeader {
  result: HearingResult;
  on: Day;
  /** The minutes, or how the hearing was given up. */
  minutes: string;
  /** Given up in writing: the subject's signed paper, by its reference. Absent in acts of before. */
  declaration?: string | null;
}

/** 补登、重新办理: a paper of the subject that came in time, and is written down after it was decided. */
export interface ReopenHearingAct extends ActHeader {
  /** What it states; null: it only asks for a hearing. */
  text: string | null;
  evidence: string | null;
  asksHearing: boolean;
  means: PaperMeans;
  receivedOn: Day;
  /** Of a posted paper: the postmark. */
  dispatchedOn: Day | null;
  /** Why it was not on file when it was decided, and how its day is known. */
  reason: string;
}

export const serveUpdate = defineUpdate<ActAnswer, [ServeAct]>('serve');
export const acknowledgeUpdate = defineUpdate<ActAnswer, [ActHeader]>('acknowledge');
export const stateUpdate = defineUpdate<ActAnswer, [StateAct]>('state');
export const askHearingUpdate = defineUpdate<ActAnswer, [AskHearingAct]>('ask-hearing');
export const waiveUpdate = defineUpdate<ActAnswer, [WaiveAct]>('waive');
export const callHearingUpdate = defineUpdate<ActAnswer, [CallHearingAct]>('call-hearing');
export const recordHearingUpdate = defineUpdate<ActAnswer, [RecordHearingAct]>('record-hearing');
export const reopenHearingUpdate = defineUpdate<ActAnswer, [ReopenHearingAct]>('reopen');
