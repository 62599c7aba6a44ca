import type { EntityManager } from '@mikro-orm/postgresql';
import { Authority } from '../entities/authority.ts';
import { Permit } from '../entities/permit.ts';
import { PermitChange } from '../entities/permit-change.ts';

/** A permit with the rows that its state follows from. */
export interface PermitRows {
  readonly permit: Permit;
  readonly authority: { readonly code: string; readonly name: string };
  /** In the order in which they were written down. */
  readonly changes: readonly PermitChange[];
}

/** The published permits of a subject, newest decision first. Three statements. */
export async function publishedPermitsOf(em: EntityManager, subjectId: string): Promise<PermitRows[]> {
  const permits = await em.find(
    Permit,
    { subjectId, withheld: null },
    { orderBy: { decidedOn: 'desc', at: 'desc', id: 'desc' } },
  );
  const authorities = await em.find(Authority, { id: permits.map(({ authorityId }) => authorityId) });
  const permitId = permits.map(({ id }) => id);
  const changes = await em.find(PermitChange, { permitId }, { orderBy: { seq: 'asc' } });
  return permits.flatMap((permit) => {
    const authority = authorities.find(({ id }) => id === permit.authorityId);
    if (authority === undefined) return [];
    const { code, name } = authority;
    return [{ permit, authority: { code, name }, changes: changes.filter((row) => row.permitId === permit.id) }];
  });
}

/** What a case granted, published or not; null where it granted nothing. Three statements at most. */
export async function findPermitOfCase(em: EntityManager, caseId: string): Promise<PermitRows | null> {
  const permit = await em.findOne(Permit, { caseId });
  return permit === null ? null : await withChanges(em, permit);
}

/** A permit by its id, published or not; null where there is none. Three statements at most. */
export async function findPermit(em: EntityManager, id: string): Promise<PermitRows | null> {
  const permit = await em.findOne(Permit, { id });
  return permit === null ? null : await withChanges(em, permit);
}

/** Takes turns for what becomes of a permit, in its case and outside of it, until the transaction ends. */
export async function lockPermit(em: EntityManager, id: string): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`permit/${id}`]);
}

async function withChanges(em: EntityManager, permit: Permit): Promise<PermitRows> {
  const { code, name } = await em.findOneOrFail(Authority, { id: permit.authorityId });
  const changes = await em.find(PermitChange, { permitId: permit.id }, { orderBy: { seq: 'asc' } });
  return { permit, authority: { code, name }, changes };
}
