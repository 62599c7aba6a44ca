import type { EntityManager } from '@mikro-orm/postgresql';
import type { CaseKind } from '../../../domain/case/case-kind.ts';
import type { PromisesCounted } from '../../../domain/statistics/figures.ts';
import { Conditions, select } from '../sql.ts';
import { type CountedAuthority, ofAuthority, type StatisticsQuestion } from './period.ts';

export interface PromisesOfAuthority extends PromisesCounted {
  readonly authority: CountedAuthority;
  readonly kind: CaseKind;
}

/**
 * How many promises with a result of the period were kept and not kept, by authority and kind of case. As the results
 * stand now: one that was corrected since counts as corrected. One statement.
 */
export async function countPromises(
  em: EntityManager,
  { from, before, authority }: StatisticsQuestion,
): Promise<PromisesOfAuthority[]> {
  const conditions = new Conditions();
  conditions.add(
    `p.result in ('kept', 'not-kept') and p.decided_on >= ?::date and p.decided_on < ?::date`,
    from,
    before,
  );
  ofAuthority(conditions, authority);
  return await select<PromisesOfAuthority>(
    em,
    `select json_build_object('code', a.code, 'name', a.name) as authority, c.kind,
       (count(*) filter (where p.result = 'kept'))::integer as kept,
       (count(*) filter (where p.result = 'not-kept'))::integer as "notKept",
       (count(*) filter (where p.result = 'not-kept' and p.made_good_on is not null))::integer as "madeGood",
       count(distinct p.subject_id)::integer as subjects
     from performance_result p
     join case_file c on c.id = p.case_id
     join authority a on a.id = p.authority_id
     ${conditions.where} group by a.id, a.code, a.name, c.kind order by a.code, c.kind`,
    conditions.values,
  );
}
