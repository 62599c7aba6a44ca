import type { EntityManager } from '@mikro-orm/postgresql';
import type { Standing } from '../../domain/accept-first-door.ts';
import { select } from './sql.ts';

/**
 * What stands against a subject at the door of accept-first: unrepaired records, promises not kept and not made
 * good, open cases (one that is just being opened does not count itself). One statement.
 */
export async function getStanding(em: EntityManager, subjectId: string): Promise<Standing> {
  const [standing] = await select<Standing>(
    em,
    `select
       (select coalesce(json_agg(json_build_object('documentNumber', r.document_number, 'authority', a.name)
                                 order by r.decided_on, r.id), '[]')
        from record r join authority a on a.id = r.authority_id
        where r.subject_id = ?::uuid and r.repaired_on is null) as "unrepairedRecords",
       (select coalesce(json_agg(json_build_object('caseNumber', c.number, 'decidedOn', p.decided_on)
                                 order by p.decided_on, p.id), '[]')
        from performance_result p join case_file c on c.id = p.case_id
        where p.subject_id = ?::uuid and p.result = 'not-kept' and p.made_good_on is null) as "brokenPromises",
       (select count(*)::integer from case_file
        where subject_id = ?::uuid and kind = 'accept-first' and closed_at is null and status <> 'opening') as "openCases"`,
    [subjectId, subjectId, subjectId],
  );
  if (standing === undefined) throw new Error('a select without from gives one row');
  return standing;
}
