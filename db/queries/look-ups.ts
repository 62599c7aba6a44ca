import type { EntityManager } from '@mikro-orm/postgresql';
import { LookUp } from '../entities/look-up.ts';

/** The look-ups of a case, in the order of its decisions. One statement. */
export async function lookUpsOfCase(em: EntityManager, caseId: string): Promise<LookUp[]> {
  return await em.find(LookUp, { caseId }, { orderBy: { at: 'asc', id: 'asc' } });
}
