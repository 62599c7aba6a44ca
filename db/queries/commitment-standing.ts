import type { EntityManager } from '@mikro-orm/postgresql';
import type { PromisorStanding } from '../../domain/commitment/commitment-door.ts';
import type { Instant } from '../../domain/time.ts';
import { shanghaiDay } from '../../domain/time.ts';
import { select } from './sql.ts';

/**
 * What stands against a subject that promises: records of serious dishonesty that have neither ended nor are held back
 * (from sharing) at `now`, and promises not kept and not made good. One statement.
 */
export async function getPromisorStanding(
  em: EntityManager,
  subjectId: string,
  now: Instant,
): Promise<PromisorStanding> {
  const [standing] = await select<PromisorStanding>(
    em,
    `select
       (select coalesce(json_agg(json_build_object('documentNumber', r.document_number, 'authority', a.name)
                                 order by r.decided_on, r.id), '[]')
        from record r join authority a on a.id = r.authority_id
        where r.subject_id = ?::uuid and r.severity = 'serious' and r.ended_on is null
          and (r.ends_by is null or r.ends_by >= ?::date or (r.duties_open_at_maximum = 'stays-published'
            and (r.corrected_on is null or r.duties_done_on is null)))
          and not exists (select from record_hold h where h.record_id = r.id and h.stops_sharing
            and h.from_at <= ?::timestamptz and (h.until_at is null or h.until_at > ?::timestamptz))) as "seriousRecords",
       (select coalesce(json_agg(json_build_object('caseNumber', c.number, 'decidedOn', p.decided_on)
                                 order by p.decided_on, p.id), '[]')
        from performance_result p join case_file c on c.id = p.case_id
        where p.subject_id = ?::uuid and p.result = 'not-kept' and p.made_good_on is null) as "brokenPromises"`,
    [subjectId, shanghaiDay(now), now, now, subjectId],
  );
  if (standing === undefined) throw new Error('a select without from gives one row');
  return standing;
}
