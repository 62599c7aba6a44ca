import type { EntityManager } from '@mikro-orm/postgresql';
import type { StandingDetermination } from '../../domain/determination/determination-door.ts';
import { select } from './sql.ts';

/**
 * The determination that was completed on this document against a subject and still counts: open, or with a record that
 * was not voided since. null: there is none. One statement.
 */
export async function findStandingDetermination(
  em: EntityManager,
  { subjectId, documentNumber, except }: { subjectId: string; documentNumber: string; except: string },
): Promise<StandingDetermination | null> {
  const [row] = await select<StandingDetermination>(
    em,
    `select c.number, c.closed_at is not null as made
     from determination d
     join case_file c on c.id = d.case_id
     left join record r on r.id = d.record_id
     where c.subject_id = ?::uuid and d.document_number = ? and c.id <> ?::uuid
       and (c.closed_at is null or (r.id is not null
         and (r.ended_how is null or r.ended_how not in ('annulled', 'corrected', 'withdrawn'))))
     order by c.opened_at, c.id limit 1`,
    [subjectId, documentNumber, except],
  );
  return row ?? null;
}
