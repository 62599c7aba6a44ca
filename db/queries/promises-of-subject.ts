import type { EntityManager } from '@mikro-orm/postgresql';
import type { PerformanceResult } from '../../domain/case/performance.ts';
import type { ReportPerformance } from '../../domain/report/credit-report.ts';
import type { Day } from '../../domain/time.ts';
import { select } from './sql.ts';

/**
 * How many promises a subject kept, by results of `from` or later, and how many it has not kept and not made good, of any
 * day. One statement.
 */
export async function promisesOfSubject(
  em: EntityManager,
  subjectId: string,
  from: Day,
): Promise<{ kept: number; broken: number }> {
  const [counted] = await select<{ kept: number; broken: number }>(
    em,
    `select (count(*) filter (where result = 'kept' and decided_on >= ?::date))::integer as kept,
       (count(*) filter (where result = 'not-kept' and made_good_on is null))::integer as broken
     from performance_result where subject_id = ?::uuid`,
    [from, subjectId],
  );
  if (counted === undefined) throw new Error('counting gives one row');
  return counted;
}

/** What became of the promises of a subject, newest first, with how it was put right. One statement. */
export async function performancesOfSubject(
  em: EntityManager,
  subjectId: string,
): Promise<(ReportPerformance & { correctedOn: Day | null })[]> {
  return await select<ReportPerformance & { result: PerformanceResult; correctedOn: Day | null }>(
    em,
    `select p.id, c.number as "caseNumber", a.name as authority, p.decided_on as "decidedOn", p.result,
       p.made_good_on as "madeGoodOn", p.corrected_on as "correctedOn"
     from performance_result p join case_file c on c.id = p.case_id join authority a on a.id = p.authority_id
     where p.subject_id = ?::uuid order by p.decided_on desc, p.id`,
    [subjectId],
  );
}
