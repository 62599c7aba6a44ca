import type { EntityManager } from '@mikro-orm/postgresql';
import type { Consent } from '../../domain/consent/consent.ts';
import { CASES_OF_THE_PERSON } from '../../domain/consent/query-bases.ts';
import { DataConsent } from '../entities/data-consent.ts';
import { select } from './sql.ts';

/** A stored consent as the rules know it. */
export function consentOf(row: DataConsent): Consent {
  const { id, purpose, kinds, validFrom: from, validUntil: until } = row;
  return { id, purpose, kinds, from, until, withdrawnOn: row.withdrawnOn ?? null };
}

/** The consents that a person ever gave, newest first; to one authority, by its code, where it is named. One statement. */
export async function consentsOf(
  em: EntityManager,
  subjectId: string,
  authority: string | null,
): Promise<DataConsent[]> {
  const ids =
    authority === null
      ? null
      : (await select<{ id: string }>(em, 'select id from authority where code = ?', [authority])).map(({ id }) => id);
  return await em.find(
    DataConsent,
    { subjectId, ...(ids === null ? {} : { authorityId: ids }) },
    { orderBy: { givenAt: 'desc', id: 'desc' } },
  );
}

/** Whether an authority has an open case that the person applied for, or a part of one. One statement. */
export async function handlesCaseOf(em: EntityManager, subjectId: string, authority: string): Promise<boolean> {
  const rows = await select<{ id: string }>(
    em,
    `select c.id from case_file c join authority a on a.code = ?
     where c.subject_id = ?::uuid and c.closed_at is null and c.status <> 'opening' and c.kind in (?)
       and (c.authority_id = a.id
         or exists (select from repair_part rp where rp.case_id = c.id and rp.authority_id = a.id))
     limit 1`,
    [authority, subjectId, [...CASES_OF_THE_PERSON]],
  );
  return rows.length > 0;
}
