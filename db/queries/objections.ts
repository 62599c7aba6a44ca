import type { EntityManager } from '@mikro-orm/postgresql';
import type { ObjectionAbout } from '../../domain/objection/objection.ts';
import { select } from './sql.ts';

/** The open objection to a record; null where there is none. One statement. */
export async function findOpenObjection(
  em: EntityManager,
  recordId: string,
): Promise<{ caseId: string; number: string } | null> {
  const [row] = await select<{ caseId: string; number: string }>(
    em,
    `select o.case_id as "caseId", c.number from objection o join case_file c on c.id = o.case_id
     where o.record_id = ?::uuid and o.open`,
    [recordId],
  );
  return row ?? null;
}

/** Number of the latest objection about the same that was answered as not founded; null: there was none. One statement. */
export async function findRejectedObjection(
  em: EntityManager,
  { recordId, about, measure }: { recordId: string; about: ObjectionAbout; measure: string | null },
): Promise<string | null> {
  const [row] = await select<{ number: string }>(
    em,
    `select c.number from objection o join case_file c on c.id = o.case_id
     where o.record_id = ?::uuid and o.about = ? and o.measure is not distinct from ?::text and c.status = 'rejected'
     order by c.closed_at desc limit 1`,
    [recordId, about, measure],
  );
  return row?.number ?? null;
}
