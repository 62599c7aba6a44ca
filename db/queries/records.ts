import type { EntityManager } from '@mikro-orm/postgresql';
import type { RecordHold } from '../../domain/record/record-hold.ts';
import type { RecordFacts, RecordMeasure, RecordState } from '../../domain/record/record.ts';
import { recordState } from '../../domain/record/record.ts';
import type { Instant } from '../../domain/time.ts';
import { CreditRecord } from '../entities/record.ts';
import { RecordHoldRow } from '../entities/record-hold.ts';
import { RecordMeasureRow } from '../entities/record-measure.ts';

/** A record with all that its state follows from. */
export interface RecordRows {
  row: CreditRecord;
  /** In the order in which they were set. */
  holds: RecordHoldRow[];
  /** By their codes. */
  measures: RecordMeasureRow[];
}

/** The records of a subject, newest decision first, ended ones too. Three statements. */
export async function recordsOfSubject(em: EntityManager, subjectId: string): Promise<RecordRows[]> {
  const rows = await em.find(CreditRecord, { subjectId }, { orderBy: { decidedOn: 'desc', id: 'asc' } });
  return await withTheirOwn(em, rows);
}

/** One record; null where there is none. Three statements. */
export async function findRecordRows(em: EntityManager, id: string): Promise<RecordRows | null> {
  const row = await em.findOne(CreditRecord, { id });
  return row === null ? null : ((await withTheirOwn(em, [row]))[0] ?? null);
}

async function withTheirOwn(em: EntityManager, rows: CreditRecord[]): Promise<RecordRows[]> {
  if (rows.length === 0) return [];
  const recordId = rows.map(({ id }) => id);
  const holds = await em.find(RecordHoldRow, { recordId }, { orderBy: { from: 'asc', id: 'asc' } });
  const measures = await em.find(RecordMeasureRow, { recordId }, { orderBy: { code: 'asc' } });
  return rows.map((row) => ({
    row,
    holds: holds.filter((hold) => hold.recordId === row.id),
    measures: measures.filter((measure) => measure.recordId === row.id),
  }));
}

/** What counts of a stored record at a moment. */
export function stateOfRecord({ row, holds, measures }: RecordRows, now: Instant): RecordState {
  return recordState(factsOf(row), holds.map(holdOf), measures.map(measureOf), now);
}

/** A stored record as the rules know it. */
export function factsOf(row: CreditRecord): RecordFacts {
  const { kind, decidedOn, severity, sector, publishedFrom, published, ruleSet } = row;
  return {
    kind,
    decidedOn,
    severity,
    sector,
    publishedFrom,
    published,
    ruleSet,
    minimumEnds: row.minimumEnds ?? null,
    applyFrom: row.applyFrom ?? null,
    endsBy: row.endsBy ?? null,
    correctedOn: row.correctedOn ?? null,
    dutiesDoneOn: row.dutiesDoneOn ?? null,
    dutiesOpenAtMaximum: row.dutiesOpenAtMaximum ?? null,
    endedOn: row.endedOn ?? null,
    endedHow: row.endedHow ?? null,
    voidedOn: row.voidedOn ?? null,
  };
}

/** A stored hold as the rules know it. */
export function holdOf(row: RecordHoldRow): RecordHold {
  const { reason, from, stopsPublicity: publicity, stopsSharing: sharing, stopsMeasures: measures } = row;
  const stops = { publicity, sharing, measures, onlyMeasures: row.onlyMeasures ?? null };
  return { reason, stops, from, until: row.until ?? null };
}

/** A stored measure as the rules know it. */
export function measureOf({ code, name, basis, force, from, until, liftedOn }: RecordMeasureRow): RecordMeasure {
  return { code, name, basis, force, from, until: until ?? null, liftedOn: liftedOn ?? null };
}
