import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Authority } from '../../db/entities/authority.ts';
import { CaseStep } from '../../db/entities/case-step.ts';
import { CreditRecord } from '../../db/entities/record.ts';
import { RecordDeclaration } from '../../db/entities/record-declaration.ts';
import { Subject } from '../../db/entities/subject.ts';
import { caseOfRecord } from '../../db/queries/record-case.ts';
import {
  factsOf,
  findRecordRows,
  holdOf,
  measureOf,
  type RecordRows,
  stateOfRecord,
} from '../../db/queries/records.ts';
import type { RecordHold } from '../../domain/record/record-hold.ts';
import type { RecordFacts, RecordMeasure, RecordState } from '../../domain/record/record.ts';
import { showNext } from '../case/case-course.ts';
import { type CaseInHand, takeAlongside } from '../case/case-in-hand.ts';
import { publicityCourse, type PublicityInHand, rowsOf } from '../publicity/publicity-course.ts';

/** A record that a step of any case holds locked until its transaction ends. */
export interface LockedRecord extends RecordRows {
  /** The case that follows the record; null: entered before there were such cases. */
  publicity: PublicityInHand | null;
}

/** A locked record as the rules know it. */
export interface RecordInHand {
  row: CreditRecord;
  facts: RecordFacts;
  holds: RecordHold[];
  measures: RecordMeasure[];
  /** What counts of it at this step's moment. */
  state: RecordState;
}

/** One lock and one copy of the rows a transaction, so that two effects on one record see each other. */
const LOCKED = new WeakMap<EntityManager, Map<string, LockedRecord>>();

/**
 * Locks a record and reads it, in the transaction of any case's step. The lock is that of the case that follows it: an
 * effect and the case's own steps come one after the other. Who locks several does it in the order of their ids.
 * Throws where there is no such record.
 */
export async function lockRecord(hand: CaseInHand, recordId: string): Promise<LockedRecord> {
  const known = ownRecord(hand, recordId) ?? lockedIn(hand.em).get(recordId);
  if (known !== undefined) return known;
  const { em } = hand;
  const caseId = await caseOfRecord(em, recordId);
  if (caseId === undefined) throw new Error(`There is no record ${recordId}`);
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [caseId ?? recordId]);
  // Whoever read it before the lock was given may have read what is no longer so.
  await em.findOneOrFail(CreditRecord, { id: recordId }, { refresh: true });
  const locked = await readLocked(hand, recordId, caseId);
  lockedIn(em).set(recordId, locked);
  return locked;
}

async function readLocked(hand: CaseInHand, recordId: string, caseId: string | null): Promise<LockedRecord> {
  const { em } = hand;
  if (caseId === null) {
    const rows = await findRecordRows(em, recordId);
    if (rows === null) throw new Error(`There is no record ${recordId}`);
    return { ...rows, publicity: null };
  }
  const publicity = await publicityCourse.take(await takeAlongside(hand, caseId));
  return { ...rowsOf(publicity), publicity };
}

function ownRecord(hand: CaseInHand, recordId: string): LockedRecord | undefined {
  if (hand.file.kind !== 'publicity' || !('record' in hand)) return undefined;
  const own = hand as PublicityInHand;
  return own.record.id === recordId ? { ...rowsOf(own), publicity: own } : undefined;
}

/** Remembers a record that this transaction itself entered. */
export function rememberRecord(publicity: PublicityInHand): void {
  lockedIn(publicity.em).set(publicity.record.id, { ...rowsOf(publicity), publicity });
}

function lockedIn(em: EntityManager): Map<string, LockedRecord> {
  const known = LOCKED.get(em) ?? new Map<string, LockedRecord>();
  LOCKED.set(em, known);
  return known;
}

/** A locked record as the rules know it, with what this transaction changed. */
export function inHand(locked: LockedRecord, hand: CaseInHand): RecordInHand {
  const { row, holds, measures } = locked;
  return {
    row,
    facts: factsOf(row),
    holds: holds.map(holdOf),
    measures: measures.map(measureOf),
    state: stateOfRecord(locked, hand.now),
  };
}

/**
 * After the rows of a record's publicity were changed by a step of another case: what people see next is put right, the
 * step is counted as one of the publicity's too, and its workflow is told once all is committed.
 */
export function passToPublicity(hand: CaseInHand, { publicity }: LockedRecord): void {
  if (publicity === null || publicity === hand) return;
  const { em, now, file } = hand;
  showNext(publicityCourse, publicity);
  em.persist(publicity.begun.splice(0));
  em.create(CaseStep, { caseId: publicity.file.id, key: `told:${file.id}:${randomUUID()}`, result: {}, at: now });
  hand.deliveries.push(...publicity.deliveries.splice(0));
  const { workflowId } = publicity.file;
  if (!hand.tell.includes(workflowId)) hand.tell.push(workflowId);
}

/** How other systems know a record: its document, whose it is, and its days. */
export async function describeForPush(em: EntityManager, row: CreditRecord) {
  const { identifier, name } = await em.findOneOrFail(Subject, { id: row.subjectId });
  const authority = await em.findOneOrFail(Authority, { id: row.authorityId });
  return {
    documentNumber: row.documentNumber,
    kind: row.kind,
    authority: { code: authority.code, name: authority.name },
    subject: { identifier, name },
    severity: row.severity,
    decidedOn: row.decidedOn,
    publishedFrom: row.publishedFrom,
    endsBy: row.endsBy ?? null,
  };
}

/**
 * What everybody is shown of a record beside how it is known, for its copies: wherever it is published, it has the same
 * content. Nothing that was written freely about a person. Source: 2025年意见（八）.
 */
export async function contentForCopies(hand: CaseInHand, { row, holds, measures }: RecordRows) {
  const { kind } = await hand.em.findOneOrFail(Subject, { id: row.subjectId });
  const { measuresInForce } = stateOfRecord({ row, holds, measures }, hand.now);
  const declaration = await hand.em.findOne(RecordDeclaration, { recordId: row.id, endedAt: null });
  return {
    documentKind: row.documentKind,
    sector: row.sector,
    facts: kind === 'person' ? null : (row.facts ?? null),
    measures: measures
      .filter(({ code }) => measuresInForce.includes(code))
      .map((measure) => {
        const { code, name, force, from, until } = measureOf(measure);
        return { code, name, force, from, until };
      }),
    declaration: declaration?.body ?? null,
  };
}
