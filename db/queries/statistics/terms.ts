import type { EntityManager } from '@mikro-orm/postgresql';
import { AWAITED_DEADLINE_KINDS } from '../../../domain/case/case-kinds.ts';
import type { Day, Instant } from '../../../domain/time.ts';
import { Conditions, select } from '../sql.ts';
import { type CountedAuthority, ofAuthority, type StatisticsQuestion } from './period.ts';

export interface TermsOfAuthority {
  readonly authority: CountedAuthority;
  /** Kind of the deadline: the step of the procedure. */
  readonly step: string;
  readonly inTime: number;
  /** Done after its date, or not yet. */
  readonly late: number;
}

export interface OutstandingOfAuthority {
  readonly authority: CountedAuthority;
  readonly step: string;
  readonly count: number;
  /** The day that is past longest. */
  readonly oldestDue: Day;
}

/** A term is the authority's that it began for, also where the case has gone on to another since. */
const TERMS = 'from deadline d join authority a on a.id = d.authority_id';
/** By a day that rests on a calendar not loaded yet nobody was late. */
const CERTAIN = 'd.kind in (?) and not d.provisional';
const BY_STEP = 'group by a.id, a.code, a.name, d.kind order by a.code, d.kind';
const NAMED = `json_build_object('code', a.code, 'name', a.name) as authority, d.kind as step`;

/**
 * Of the terms that an authority must end by acting, and that ran out in the period and by `now`: how many were ended
 * before, by authority and step. One statement.
 */
export async function countTerms(
  em: EntityManager,
  { from, before, authority }: StatisticsQuestion,
  now: Instant,
): Promise<TermsOfAuthority[]> {
  const conditions = new Conditions();
  conditions.add(`${CERTAIN} and d.state <> 'closed'`, AWAITED_DEADLINE_KINDS);
  conditions.add('d.due >= ?::date and d.due < ?::date and d.due_at <= ?::timestamptz', from, before, now);
  ofAuthority(conditions, authority);
  return await select<TermsOfAuthority>(
    em,
    `select ${NAMED},
       (count(*) filter (where d.state = 'met'))::integer as "inTime",
       (count(*) filter (where d.state <> 'met'))::integer as late
     ${TERMS} ${conditions.where} ${BY_STEP}`,
    conditions.values,
  );
}

/** The terms that an authority must end by acting, past at `now` and still open, by authority and step. One statement. */
export async function countOutstanding(
  em: EntityManager,
  authority: string | null,
  now: Instant,
): Promise<OutstandingOfAuthority[]> {
  const conditions = new Conditions();
  conditions.add(`${CERTAIN} and d.state = 'running'`, AWAITED_DEADLINE_KINDS);
  conditions.add('d.due_at <= ?::timestamptz', now);
  ofAuthority(conditions, authority);
  return await select<OutstandingOfAuthority>(
    em,
    `select ${NAMED}, count(*)::integer as count, min(d.due) as "oldestDue" ${TERMS} ${conditions.where} ${BY_STEP}`,
    conditions.values,
  );
}
