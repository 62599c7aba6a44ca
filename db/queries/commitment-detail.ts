import type { EntityManager } from '@mikro-orm/postgresql';
import { Authority } from '../entities/authority.ts';
import { Commitment } from '../entities/commitment.ts';
import { CommitmentAmendment } from '../entities/commitment-amendment.ts';
import { Obligation } from '../entities/obligation.ts';
import { ObligationReport } from '../entities/obligation-report.ts';
import { findPermitOfCase, type PermitRows } from './permits.ts';

/** What only a commitment has, personal data in clear. */
export interface CommitmentDetail {
  readonly commitment: Commitment;
  /** The authority that promises; null where it is not one of government. */
  readonly promisorAuthority: { readonly code: string; readonly name: string } | null;
  /** In the order of the letter. */
  readonly obligations: readonly Obligation[];
  /** Of all obligations, in the order in which they were written down. */
  readonly reports: readonly ObligationReport[];
  /** In the order in which they were asked for. */
  readonly amendments: readonly CommitmentAmendment[];
  /** What was granted on it; null: nothing. */
  readonly permit: PermitRows | null;
}

/** The promise, its obligations with their reports, how it was changed, and what was granted on it. Eight statements at most. */
export async function getCommitmentDetail(em: EntityManager, caseId: string): Promise<CommitmentDetail> {
  const commitment = await em.findOneOrFail(Commitment, { caseId });
  const promisorId = commitment.promisorAuthorityId ?? null;
  const promisor = promisorId === null ? null : await em.findOneOrFail(Authority, { id: promisorId });
  return {
    commitment,
    promisorAuthority: promisor === null ? null : { code: promisor.code, name: promisor.name },
    obligations: await em.find(Obligation, { caseId }, { orderBy: { position: 'asc' } }),
    reports: await em.find(ObligationReport, { caseId }, { orderBy: { seq: 'asc' } }),
    amendments: await em.find(CommitmentAmendment, { caseId }, { orderBy: { seq: 'asc' } }),
    permit: await findPermitOfCase(em, caseId),
  };
}
