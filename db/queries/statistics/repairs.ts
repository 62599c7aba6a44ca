import type { EntityManager } from '@mikro-orm/postgresql';
import { type Instant, startOfDay } from '../../../domain/time.ts';
import { toInstant } from '../../types.ts';
import { Conditions, select } from '../sql.ts';
import { type CountedAuthority, ofAuthority, type StatisticsQuestion } from './period.ts';

/** An authority's part of an application, from its forwarding to its end. */
export interface EndedRepair {
  readonly authority: CountedAuthority;
  readonly subjectId: string;
  readonly forwardedAt: Instant;
  readonly closedAt: Instant;
}

/** The parts that authorities answered or did not accept in the period, by authority. One statement. */
export async function endedRepairs(
  em: EntityManager,
  { from, before, authority }: StatisticsQuestion,
): Promise<EndedRepair[]> {
  const conditions = new Conditions();
  conditions.add(
    `rp.status in ('answered', 'not-accepted') and rp.closed_at >= ?::timestamptz and rp.closed_at < ?::timestamptz`,
    startOfDay(from),
    startOfDay(before),
  );
  ofAuthority(conditions, authority);
  const rows = await select<Omit<EndedRepair, 'forwardedAt' | 'closedAt'> & { forwarded: string; closed: string }>(
    em,
    `select json_build_object('code', a.code, 'name', a.name) as authority, c.subject_id as "subjectId",
       rp.forwarded_at as forwarded, rp.closed_at as closed
     from repair_part rp
     join case_file c on c.id = rp.case_id
     join authority a on a.id = rp.authority_id
     ${conditions.where} order by a.code, rp.id`,
    conditions.values,
  );
  return rows.map(({ forwarded, closed, ...row }) => ({
    ...row,
    forwardedAt: toInstant(forwarded),
    closedAt: toInstant(closed),
  }));
}
