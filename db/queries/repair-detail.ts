import type { EntityManager } from '@mikro-orm/postgresql';
import type { Day } from '../../domain/time.ts';
import { Authority } from '../entities/authority.ts';
import { Push } from '../entities/push.ts';
import { CreditRecord } from '../entities/record.ts';
import { Repair } from '../entities/repair.ts';
import { RepairItem } from '../entities/repair-item.ts';
import { RepairMaterialRow } from '../entities/repair-material.ts';
import { RepairPart } from '../entities/repair-part.ts';
import { select } from './sql.ts';

/** What only an application for repair has, personal data in clear. */
export interface RepairDetail {
  readonly repair: Repair;
  /** In the order of the application, each with its authority. */
  readonly parts: readonly { readonly row: RepairPart; readonly authority: Authority }[];
  /** In the order of the application, each with its record and who determined it. */
  readonly items: readonly {
    readonly row: RepairItem;
    readonly record: CreditRecord;
    readonly authority: Authority;
    /** The case that withdrew this repair later, and the day on which the record came back; null: it stands. */
    readonly withdrawn: { readonly caseNumber: string; readonly on: Day } | null;
  }[];
  /** In the order in which they were handed in. */
  readonly materials: readonly RepairMaterialRow[];
  /** What credit service agencies were told of the records that ended, oldest first. */
  readonly copies: readonly { readonly push: Push; readonly agency: Authority }[];
}

/** The application, its parts, records and materials, and the copies elsewhere. Eight statements. */
export async function getRepairDetail(em: EntityManager, caseId: string): Promise<RepairDetail> {
  const parts = await em.find(RepairPart, { caseId }, { orderBy: { position: 'asc' } });
  const items = await em.find(RepairItem, { caseId }, { orderBy: { position: 'asc' } });
  const records = await em.find(CreditRecord, { id: { $in: items.map(({ recordId }) => recordId) } });
  const pushes = await em.find(
    Push,
    { caseId, kind: { $in: ['record.ended', 'record.withdrawn'] } },
    { orderBy: { at: 'asc', id: 'asc' } },
  );
  const withdrawn = await withdrawalsOf(em, caseId);
  const authorities = await em.find(Authority, {
    id: { $in: [...parts, ...records, ...pushes].map(({ authorityId }) => authorityId) },
  });
  const authorityOf = ({ authorityId }: { authorityId: string }) => get(authorities, authorityId);
  return {
    repair: await em.findOneOrFail(Repair, { caseId }),
    parts: parts.map((row) => ({ row, authority: authorityOf(row) })),
    items: items.map((row) => {
      const record = get(records, row.recordId);
      const { caseNumber, on } = withdrawn.find(({ recordId }) => recordId === row.recordId) ?? {};
      const later = caseNumber === undefined || on === undefined ? null : { caseNumber, on };
      return { row, record, authority: authorityOf(record), withdrawn: later };
    }),
    materials: await em.find(RepairMaterialRow, { caseId }, { orderBy: { position: 'asc' } }),
    copies: pushes.map((push) => ({ push, agency: authorityOf(push) })),
  };
}

/** The records of a repair that came back because it was withdrawn and is so still, with the case that withdrew it. */
async function withdrawalsOf(
  em: EntityManager,
  caseId: string,
): Promise<{ recordId: string; caseNumber: string; on: Day }[]> {
  return await select(
    em,
    `select w.record_id as "recordId", c.number as "caseNumber", w.restored_on as "on"
     from repair_withdrawal r
     join repair_withdrawal_record w on w.case_id = r.case_id
     join case_file c on c.id = r.case_id
     where r.repair_case_id = ?::uuid and w.restored_on is not null and r.undone_on is null`,
    [caseId],
  );
}

function get<T extends { id: string }>(rows: readonly T[], wanted: string): T {
  const row = rows.find(({ id }) => id === wanted);
  if (row === undefined) throw new Error(`there is no row ${wanted}`);
  return row;
}
