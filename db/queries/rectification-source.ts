import type { EntityManager } from '@mikro-orm/postgresql';
import { select } from './sql.ts';

/** The case of a promise, as it stands when a rectification of it is to be opened. */
export interface RectificationSource {
  subjectId: string;
  /** It ended with a promise to this authority that was not kept, and not made good. */
  broken: boolean;
  /** Number of a rectification of it that was not taken back; null: there is none. */
  openedAs: string | null;
}

/** What became of the promise of a case of an authority. One statement. Nothing is broken where there is no such case. */
export async function findRectificationSource(
  em: EntityManager,
  caseId: string,
  authorityId: string,
): Promise<RectificationSource> {
  const [row] = await select<RectificationSource>(
    em,
    `select c.subject_id as "subjectId",
       c.authority_id = ?::uuid and exists (select from performance_result p
         where p.case_id = c.id and p.result = 'not-kept' and p.made_good_on is null) as "broken",
       (select o.number from rectification r join case_file o on o.id = r.case_id
        where r.source_case_id = c.id and r.cancelled_by is null) as "openedAs"
     from case_file c where c.id = ?::uuid`,
    [authorityId, caseId],
  );
  return row ?? { subjectId: '', broken: false, openedAs: null };
}
