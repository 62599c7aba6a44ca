import type { EntityManager } from '@mikro-orm/postgresql';
import { advisedFrom, type EarlierRefusal } from '../../domain/repair/repair-answer.ts';
import type { DoorQuestion, RepairMaterialKind } from '../../domain/repair/repair-door.ts';
import type { Day } from '../../domain/time.ts';
import { Authority } from '../entities/authority.ts';
import { CreditRecord } from '../entities/record.ts';
import { RecordMeasureRow } from '../entities/record-measure.ts';
import { factsOf, measureOf } from './records.ts';
import { findRepairBar } from './repair-bar.ts';
import { select } from './sql.ts';

/** A material as far as the door looks at it. */
export interface MaterialAtDoor {
  kind: RepairMaterialKind;
  /** null: it belongs to the whole application. */
  recordId: string | null;
}

/** One record that is applied for, with who determined it and what the door is asked. */
export interface RecordToRepair {
  row: CreditRecord;
  authority: Authority;
  question: DoorQuestion;
  /** From when its authority advised to apply again, where that day lies ahead; advice, and no bar. */
  advisedFrom: Day | null;
}

/**
 * The records that are applied for, in the order asked for, as they stand at the door; those that are not the
 * subject's are left out. Six statements.
 */
export async function recordsToRepair(
  em: EntityManager,
  subjectId: string,
  recordIds: readonly string[],
  materials: readonly MaterialAtDoor[],
  appliedOn: Day,
): Promise<RecordToRepair[]> {
  const rows = await em.find(CreditRecord, { id: { $in: [...recordIds] }, subjectId });
  if (rows.length === 0) return [];
  const authorities = await em.find(Authority, { id: { $in: rows.map(({ authorityId }) => authorityId) } });
  const measures = await em.find(
    RecordMeasureRow,
    { recordId: rows.map(({ id }) => id) },
    { orderBy: { code: 'asc' } },
  );
  const open = await openRepairsOf(em, recordIds);
  const bar = await findRepairBar(em, subjectId, appliedOn);
  const refusals = await latestRefusalsOf(em, recordIds);
  return recordIds.flatMap((id) => {
    const row = rows.find((record) => record.id === id);
    const authority = authorities.find((one) => one.id === row?.authorityId);
    if (row === undefined || authority === undefined) return [];
    const own = materials.filter(({ recordId }) => recordId === null || recordId === id).map(({ kind }) => kind);
    const record = {
      facts: factsOf(row),
      measures: measures.filter((measure) => measure.recordId === id).map(measureOf),
      openRepair: open.get(id) ?? null,
      materials: own,
    };
    const advised = advisedFrom(refusals.get(id) ?? null, appliedOn);
    return [{ row, authority, question: { record, bar, appliedOn }, advisedFrom: advised }];
  });
}

/** The open application for repair that each of these records is in, by record: the number of its case. One statement. */
async function openRepairsOf(em: EntityManager, recordIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await select<{ recordId: string; number: string }>(
    em,
    `select i.record_id as "recordId", c.number from repair_item i join case_file c on c.id = i.case_id
     where i.outcome is null and i.record_id in (?)`,
    [recordIds],
  );
  return new Map(rows.map(({ recordId, number }) => [recordId, number]));
}

/** The latest refusal of each of these records by its authority, by record. One statement. */
async function latestRefusalsOf(
  em: EntityManager,
  recordIds: readonly string[],
): Promise<ReadonlyMap<string, EarlierRefusal>> {
  const rows = await select<EarlierRefusal & { recordId: string }>(
    em,
    `select distinct on (record_id) record_id as "recordId", earliest,
       (decided_at at time zone 'Asia/Shanghai')::date as "refusedOn"
     from repair_item where outcome = 'refused' and earliest is not null and record_id in (?)
     order by record_id, decided_at desc`,
    [recordIds],
  );
  return new Map(rows.map(({ recordId, ...refusal }) => [recordId, refusal]));
}
