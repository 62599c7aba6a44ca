import type { EntityManager } from '@mikro-orm/postgresql';
import type { RepairBar } from '../../domain/repair/repair-door.ts';
import type { Day } from '../../domain/time.ts';
import { select } from './sql.ts';

/**
 * The bar on applying for repair that counts for a subject on a day, the one with the latest last day; null: none. A bar
 * falls with the record of the decision that made it: annulled, corrected or withdrawn, it bars no more. One statement.
 */
export async function findRepairBar(em: EntityManager, subjectId: string, on: Day): Promise<RepairBar | null> {
  const [row] = await select<{ until: Day; caseNumber: string; clause: string }>(
    em,
    `select b.until_day as until, c.number as "caseNumber", b.clause
     from repair_bar b
     join repair_withdrawal w on w.case_id = b.case_id
     join case_file c on c.id = b.case_id
     join record r on r.id = w.false_repair_record_id
     where b.subject_id = ?::uuid and b.from_day <= ?::date and b.until_day >= ?::date
       and not (r.ended_on is not null and r.ended_on <= ?::date and r.ended_how in ('annulled', 'corrected', 'withdrawn'))
     order by b.until_day desc
     limit 1`,
    [subjectId, on, on, on],
  );
  return row ?? null;
}
