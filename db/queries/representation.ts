import type { EntityManager } from '@mikro-orm/postgresql';
import type { Day } from '../../domain/time.ts';
import type { RepresentationKind } from '../entities/representation.ts';
import { select } from './sql.ts';

const IN_FORCE = 'valid_from <= ?::date and (valid_until is null or valid_until >= ?::date)';

/** In which capacity a person acts for a subject on a day; null: not at all. Both ends of a period count. */
export async function findRepresentation(
  em: EntityManager,
  personSub: string,
  subjectId: string,
  day: Day,
): Promise<RepresentationKind | null> {
  const [row] = await select<{ kind: RepresentationKind }>(
    em,
    `select kind from representation
     where person_sub = ? and subject_id = ?::uuid and ${IN_FORCE}
     order by array_position(array['self', 'legal-representative', 'administrator', 'agent'], kind), valid_from
     limit 1`,
    [personSub, subjectId, day, day],
  );
  return row?.kind ?? null;
}

/** Everybody who acts for a subject on a day, by the issuer's subject. */
export async function peopleActingFor(em: EntityManager, subjectId: string, day: Day): Promise<string[]> {
  const rows = await select<{ sub: string }>(
    em,
    `select distinct person_sub as sub from representation where subject_id = ?::uuid and ${IN_FORCE} order by 1`,
    [subjectId, day, day],
  );
  return rows.map(({ sub }) => sub);
}

/**
 * Who acts for a subject now in the stead of a person whose representation of it has ended; null where that person acts
 * for it still, or was never registered for it. One statement, and a second where it has ended.
 */
export async function peopleInSteadOf(
  em: EntityManager,
  personSub: string,
  subjectId: string,
  day: Day,
): Promise<string[] | null> {
  const [row] = await select<{ had: boolean; has: boolean }>(
    em,
    `select count(*) filter (where valid_until < ?::date) > 0 as had, count(*) filter (where ${IN_FORCE}) > 0 as has
     from representation where person_sub = ? and subject_id = ?::uuid`,
    [day, day, day, personSub, subjectId],
  );
  if (row === undefined || row.has || !row.had) return null;
  return await peopleActingFor(em, subjectId, day);
}

/** Ids of the subjects that a person acts for on a day. */
export async function subjectsRepresentedBy(em: EntityManager, personSub: string, day: Day): Promise<string[]> {
  const rows = await select<{ id: string }>(
    em,
    `select distinct subject_id as id from representation where person_sub = ? and ${IN_FORCE} order by 1`,
    [personSub, day, day],
  );
  return rows.map(({ id }) => id);
}
