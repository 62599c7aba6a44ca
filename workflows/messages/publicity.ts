import { defineUpdate } from '@temporalio/workflow';
import type { Direction } from '../../domain/joint-action/measure-execution.ts';
import type { HeardBefore } from '../../domain/record/heard-before.ts';
import type { NamedMeasure } from '../../domain/record/measures.ts';
import type { RecordKind } from '../../domain/record/record-kind.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Sector } from '../../domain/record/sectors.ts';
import type { Severity } from '../../domain/record/severity.ts';
import type { Day } from '../../domain/time.ts';
import type { ActAnswer, ActHeader, NextDeadline } from './case.ts';

/** Workflow type, as started by the API and by other cases. */
export const PUBLICITY_WORKFLOW = 'publicity';

/** The one place that makes the workflow id of a record's publicity. `caseId` is a UUID without meaning. */
export function publicityWorkflowId(caseId: string): string {
  return `publicity/${caseId}`;
}

/** A record as its authority enters it, from an effective document. */
export interface EnterRecordAct extends ActHeader {
  subjectId: string;
  kind: RecordKind;
  documentKind: string;
  documentNumber: string;
  decidedOn: Day;
  severity: Severity;
  sector: Sector;
  /** What is shown of the facts; null: nothing. */
  facts: string | null;
  /** The first day on which it was shown; null: the day of `receivedAt`. */
  publishedFrom: Day | null;
  /** The authority found it necessary to show what is not shown in principle. */
  foundNecessary: boolean;
  warningOnly: boolean;
  measures: NamedMeasure[];
  /** How the subject was heard before the decision, where it was taken outside this service; absent or null: not said. */
  heard?: HeardBefore | null;
}

export type RecordEntered =
  | { outcome: 'entered'; number: string; recordId: string; status: string; next: NextDeadline | null }
  // Nothing was registered: there is no record.
  | { outcome: 'not-registered'; refusals: Refusal[] };

/** Correction and performance, as the authority registers them; each on its own day. */
export interface DutiesDoneAct extends ActHeader {
  correctedOn: Day | null;
  dutiesDoneOn: Day | null;
  proof: string;
}

/** Somebody says that the decision was annulled, changed or held unlawful by this document. */
export interface ReportAnnulmentAct extends ActHeader {
  annulledOn: Day;
  documentNumber: string;
}

export interface DismissAnnulmentAct extends ActHeader {
  reason: string;
}

export interface AnnulAct extends ReportAnnulmentAct {
  /** Public, where the record was and its subject is no person. */
  reason: string;
}

/** The record should never have been entered. */
export interface WithdrawRecordAct extends ActHeader {
  reason: string;
}

/** What the subject itself says beside its record; takes the place of what it said before. */
export interface DeclareAct extends ActHeader {
  text: string;
  /** Of one that is registered for the subject: the paper, and its day. */
  reason?: string | null;
  /** On paper: the day it was received; null or absent: the day of `receivedAt`. */
  receivedOn?: Day | null;
}

export interface WithdrawDeclarationAct extends ActHeader {
  /** Of one that is registered for the subject: the paper. */
  reason?: string | null;
  /** As of a statement. */
  receivedOn?: Day | null;
}

/** An authority says what it does about a measure it was asked to apply or to undo. */
export interface MeasureAct extends ActHeader {
  measure: string;
  direction: Direction;
}

export interface ExecuteMeasureAct extends MeasureAct {
  /** The day on which it was carried out; null: the day of `receivedAt`. */
  executedOn: Day | null;
}

export interface FeedBackMeasureAct extends MeasureAct {
  note: string;
}

/** The measure is not this authority's to carry out. */
export interface DeclineMeasureAct extends MeasureAct {
  reason: string;
}

/** Who determined the record does without an authority that declined a measure. */
export interface WithdrawMeasureRequestAct extends ActHeader {
  measure: string;
  /** Code of the authority that declined. */
  authority: string;
}

export const enterRecordUpdate = defineUpdate<RecordEntered, [EnterRecordAct]>('enter-record');
export const dutiesDoneUpdate = defineUpdate<ActAnswer, [DutiesDoneAct]>('duties-done');
export const reportAnnulmentUpdate = defineUpdate<ActAnswer, [ReportAnnulmentAct]>('report-annulment');
export const dismissAnnulmentUpdate = defineUpdate<ActAnswer, [DismissAnnulmentAct]>('dismiss-annulment');
export const annulUpdate = defineUpdate<ActAnswer, [AnnulAct]>('annul');
export const withdrawRecordUpdate = defineUpdate<ActAnswer, [WithdrawRecordAct]>('withdraw-record');
export const declareUpdate = defineUpdate<ActAnswer, [DeclareAct]>('declare');
export const withdrawDeclarationUpdate = defineUpdate<ActAnswer, [WithdrawDeclarationAct]>('withdraw-declaration');
export const respondMeasureUpdate = defineUpdate<ActAnswer, [MeasureAct]>('respond-measure');
export const executeMeasureUpdate = defineUpdate<ActAnswer, [ExecuteMeasureAct]>('execute-measure');
export const feedBackMeasureUpdate = defineUpdate<ActAnswer, [FeedBackMeasureAct]>('feed-back-measure');
export const declineMeasureUpdate = defineUpdate<ActAnswer, [DeclineMeasureAct]>('decline-measure');
export const withdrawMeasureRequestUpdate = defineUpdate<ActAnswer, [WithdrawMeasureRequestAct]>(
  'withdraw-measure-request',
);
