import type { EntityManager } from '@mikro-orm/postgresql';
import { AcceptFirst } from '../entities/accept-first.ts';
import { CaseMaterial } from '../entities/case-material.ts';
import { MaterialSupply } from '../entities/material-supply.ts';
import { findPermitOfCase, type PermitRows } from './permits.ts';

/** What only an accept-first case has, personal data in clear. */
export interface AcceptFirstDetail {
  readonly acceptFirst: AcceptFirst;
  /** In the order of the list; each with its hand-ins, oldest first. */
  readonly materials: readonly (CaseMaterial & { readonly supplies: readonly MaterialSupply[] })[];
  /** What was granted in it; null: nothing. */
  readonly permit: PermitRows | null;
}

/** The promise and the materials of an accept-first case, and what was granted. Six statements at most. */
export async function getAcceptFirstDetail(em: EntityManager, caseId: string): Promise<AcceptFirstDetail> {
  const materials = await em.find(CaseMaterial, { caseId }, { orderBy: { position: 'asc', code: 'asc' } });
  const supplies = await em.find(MaterialSupply, { caseId }, { orderBy: { receivedAt: 'asc', id: 'asc' } });
  return {
    acceptFirst: await em.findOneOrFail(AcceptFirst, { caseId }),
    permit: await findPermitOfCase(em, caseId),
    materials: materials.map((material) => ({
      ...material,
      supplies: supplies.filter(({ materialCode }) => materialCode === material.code),
    })),
  };
}
