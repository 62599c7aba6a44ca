import type { EntityManager } from '@mikro-orm/postgresql';
import { select } from './sql.ts';

/**
 * Ids of the credit service agencies that are to be told of a record: those that can be told now, and those that were
 * ever told of this one. An agency whose address is switched off for a while still shows its copy. One statement.
 */
export async function copyHolders(em: EntityManager, recordId: string): Promise<string[]> {
  const rows = await select<{ id: string }>(
    em,
    `select a.id from webhook_endpoint w join authority a on a.id = w.authority_id
     where a.kind = 'credit-agency'
       and (w.active or exists (select from push where push.authority_id = a.id and push.record_id = ?::uuid))
     order by a.code`,
    [recordId],
  );
  return rows.map(({ id }) => id);
}
