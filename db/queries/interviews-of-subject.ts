import type { EntityManager } from '@mikro-orm/postgresql';
import type { RectificationStatus, Rung } from '../../domain/rectification/rectification.ts';
import type { InterviewResult } from '../../domain/rectification/rectification-interview.ts';
import type { Day } from '../../domain/time.ts';
import { select } from './sql.ts';

/** An interview that was held, or that the subject missed. */
export interface MinutedInterview {
  caseNumber: string;
  /** Of the rectification that it belongs to, as it stands today. */
  status: RectificationStatus;
  authority: { code: string; name: string };
  rung: Rung;
  result: InterviewResult;
  on: Day;
}

/**
 * The interviews of a subject that were minuted, newest first; not those of a rectification that had no ground. One
 * statement.
 * @param byAuthority code of the authority that called them; null: of every one
 */
export async function interviewsOfSubject(
  em: EntityManager,
  subjectId: string,
  byAuthority: string | null,
): Promise<MinutedInterview[]> {
  return await select<MinutedInterview>(
    em,
    `select c.number as "caseNumber", c.status, json_build_object('code', a.code, 'name', a.name) as authority,
       r.rung, r.result, coalesce(r.held_on, r.called_for)::text as "on"
     from rectification_rung r
     join case_file c on c.id = r.case_id
     join authority a on a.id = c.authority_id
     where c.subject_id = ?::uuid and r.result is not null and c.status <> 'cancelled'
       and (?::text is null or a.code = ?::text)
     order by coalesce(r.held_on, r.called_for) desc, c.number desc, r.rung desc`,
    [subjectId, byAuthority, byAuthority],
  );
}
