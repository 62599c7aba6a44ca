import type { EntityManager } from '@mikro-orm/postgresql';
import { select } from './sql.ts';

/** The case that follows a record: null where it has none, undefined where there is no such record. */
export async function caseOfRecord(em: EntityManager, recordId: string): Promise<string | null | undefined> {
  const rows = await select<{ caseId: string | null }>(
    em,
    `select case_id as "caseId" from record where id = ?::uuid`,
    [recordId],
  );
  return rows[0]?.caseId;
}
