import type { RecordHold } from '../record/record-hold.ts';
import { type RecordFacts, type RecordMeasure, recordState, type RecordState } from '../record/record.ts';
import type { Sector } from '../record/sectors.ts';
import type { Severity } from '../record/severity.ts';
import type { Day, Instant } from '../time.ts';

/** What is asked for. Both ends of the period count. */
export interface ReportRange {
  readonly from: Day;
  readonly until: Day;
  /** Only records of these fields of law; null: of all. */
  readonly fields: readonly Sector[] | null;
}

/** 本人声明 beside a record, from `at` on and before `endedAt` (null: still). */
export interface ReportDeclaration {
  readonly text: string;
  readonly at: Instant;
  readonly endedAt: Instant | null;
}

/** A record with all that a report may say of it, at any moment. */
export interface ReportRecord {
  readonly id: string;
  readonly facts: RecordFacts;
  readonly holds: readonly RecordHold[];
  /** Every measure of the record. */
  readonly measures: readonly RecordMeasure[];
  /** Every statement of the subject beside it. */
  readonly declarations: readonly ReportDeclaration[];
  /** When it was entered, put right, held, ended or brought back, oldest first. */
  readonly changedAt: readonly Instant[];
  readonly documentKind: string;
  readonly documentNumber: string;
  readonly authority: string;
}

/** A record as it stands in a report of one moment. */
export interface ShownRecord {
  readonly record: ReportRecord;
  readonly state: RecordState;
  /** What the subject says beside it then. */
  readonly declaration: ReportDeclaration | null;
}

/**
 * The records that a report of a moment lists: determined in the period, of the fields asked for, and published then.
 * What is repaired, annulled, run out, held or not published is not in it: a report that is shown around shows what may
 * be shown (2025 opinion (8): one publicity standard everywhere; 国办发〔2020〕49号（十一）).
 */
export function recordsInReport(records: readonly ReportRecord[], range: ReportRange, at: Instant): ShownRecord[] {
  return records.flatMap((record) => showRecord(record, range, at) ?? []);
}

/** How a report of that moment shows a record; null: it does not list it. */
export function showRecord(record: ReportRecord, range: ReportRange, at: Instant): ShownRecord | null {
  const { facts, holds, measures, declarations } = record;
  const { from, until, fields } = range;
  const isAskedFor =
    from <= facts.decidedOn && facts.decidedOn <= until && (fields === null || fields.includes(facts.sector));
  if (!isAskedFor) return null;
  const state = recordState(facts, holds, measures, at);
  if (!state.published) return null;
  const declaration = declarations.find((one) => one.at <= at && (one.endedAt === null || at < one.endedAt));
  return { record, state, declaration: declaration ?? null };
}

/** What was printed of a record that can come to differ: by it a later check knows whether the paper still is right. */
export interface ListedRecord {
  readonly id: string;
  readonly decidedOn: Day;
  readonly severity: Severity;
  /** Codes of those in force. */
  readonly measures: readonly string[];
  readonly underObjection: boolean;
  /** When the statement beside it was made; null: there was none. */
  readonly declaredAt: Instant | null;
}

/** What is kept of a record that a report lists. */
export function listedRecord({ record: { id, facts }, state, declaration }: ShownRecord): ListedRecord {
  return {
    id,
    decidedOn: facts.decidedOn,
    severity: facts.severity,
    measures: [...state.measuresInForce].sort(),
    underObjection: state.underObjection,
    declaredAt: declaration?.at ?? null,
  };
}

/** Whether the same is printed of a record; null stands for one that is not listed. */
export function isPrintedAlike(a: ListedRecord | null, b: ListedRecord | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.decidedOn === b.decidedOn &&
    a.severity === b.severity &&
    a.measures.join() === b.measures.join() &&
    a.underObjection === b.underObjection &&
    a.declaredAt === b.declaredAt
  );
}
