import type { EntityManager } from '@mikro-orm/postgresql';
import type { RepairedRecord } from '../../domain/repair-withdrawal/repair-withdrawal-door.ts';
import { select } from './sql.ts';

/**
 * Of the records named, those that a repair holds, with who repaired them and whether a withdrawal already runs. A
 * repair that was withdrawn repaired nothing, whatever has repaired the record since, unless that withdrawal fell.
 * One statement.
 */
export async function findRepairedRecords(
  em: EntityManager,
  repairCaseId: string,
  recordIds: readonly string[],
): Promise<RepairedRecord[]> {
  return select<RepairedRecord>(
    em,
    `select r.id, r.document_number as "documentNumber",
       case when i.outcome = 'repaired' and not exists (
         select from repair_withdrawal_record b join repair_withdrawal o on o.case_id = b.case_id
         where b.record_id = r.id and b.restored_on is not null and o.undone_on is null
           and o.repair_case_id = i.case_id
       ) then a.code end as "repairedBy",
       r.ended_how as "endedHow", r.ended_on as "endedOn",
       (select c.number from repair_withdrawal_record w join case_file c on c.id = w.case_id
        where w.record_id = r.id and w.open) as "openWithdrawal"
     from repair_item i
     join record r on r.id = i.record_id
     left join repair_part p on p.id = i.part_id
     left join authority a on a.id = p.authority_id
     where i.case_id = ?::uuid and i.record_id = any(?::uuid[])`,
    [repairCaseId, `{${recordIds.join(',')}}`],
  );
}
