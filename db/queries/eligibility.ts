import type { EntityManager } from '@mikro-orm/postgresql';
import type { Standing } from '../../domain/accept-first/accept-first-door.ts';
import type { Instant } from '../../domain/time.ts';
import { Authority } from '../entities/authority.ts';
import { recordsOfSubject, stateOfRecord } from './records.ts';
import { select } from './sql.ts';

/**
 * What stands against a subject at the door of accept-first: records that still count at that moment, promises not kept
 * and not made good, open cases (one that is just being opened does not count itself). Two statements, five where there
 * are records.
 */
export async function getStanding(em: EntityManager, subjectId: string, now: Instant): Promise<Standing> {
  const [standing] = await select<Omit<Standing, 'unrepairedRecords'>>(
    em,
    `select
       (select coalesce(json_agg(json_build_object('caseNumber', c.number, 'decidedOn', p.decided_on)
                                 order by p.decided_on, p.id), '[]')
        from performance_result p join case_file c on c.id = p.case_id
        where p.subject_id = ?::uuid and p.result = 'not-kept' and p.made_good_on is null) as "brokenPromises",
       (select count(*)::integer from case_file
        where subject_id = ?::uuid and kind = 'accept-first' and closed_at is null and status <> 'opening') as "openCases"`,
    [subjectId, subjectId],
  );
  if (standing === undefined) throw new Error('a select without from gives one row');
  return { unrepairedRecords: await standingRecords(em, subjectId, now), ...standing };
}

/** Records that authorities may rest on: not repaired or annulled, not past their last day, not held. Oldest first. */
async function standingRecords(em: EntityManager, subjectId: string, now: Instant) {
  const records = await recordsOfSubject(em, subjectId);
  const standing = records.filter((record) => stateOfRecord(record, now).shared).reverse();
  if (standing.length === 0) return [];
  const authorities = await em.find(Authority, { id: standing.map(({ row }) => row.authorityId) });
  return standing.map(({ row: { documentNumber, authorityId } }) => ({
    documentNumber,
    authority: authorities.find(({ id }) => id === authorityId)?.name ?? '',
  }));
}
