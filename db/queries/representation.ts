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

/** Ids of the subjects that a person acts for on a day. */
export async function subjectsRepresentedBy(em: EntityManager, personSub: string, day: Day): Promise<string[]> {
  const rows = await select<{ id: string }>(
    em,
    `select distinct subject_id as id from representation where person_sub = ? and ${IN_FORCE} order by 1`,
    [personSub, day, day],
  );
  return rows.map(({ id }) => id);
}
