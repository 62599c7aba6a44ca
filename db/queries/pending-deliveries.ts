import type { EntityManager } from '@mikro-orm/postgresql';
import { select } from './sql.ts';

/** Ids of a case's deliveries that nobody has delivered or given up yet, oldest first. One statement. */
export async function pendingDeliveries(em: EntityManager, caseId: string): Promise<string[]> {
  const rows = await select<{ id: string }>(
    em,
    `select d.id from delivery d left join notice n on n.id = d.notice_id left join push p on p.id = d.push_id
     where coalesce(n.case_id, p.case_id) = ?::uuid and d.state = 'pending' order by d.first_at, d.id`,
    [caseId],
  );
  return rows.map(({ id }) => id);
}
