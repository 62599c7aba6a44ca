import type { EntityManager } from '@mikro-orm/postgresql';
import { PUBLIC_COMMITMENT_KINDS } from '../../domain/commitment/commitment-kinds.ts';
import { Authority } from '../entities/authority.ts';
import { CaseFile } from '../entities/case-file.ts';
import { Commitment } from '../entities/commitment.ts';
import { CommitmentStandardText } from '../entities/commitment-standard-text.ts';
import { CaseDeadline } from '../entities/deadline.ts';
import { Obligation } from '../entities/obligation.ts';
import { ObligationReport } from '../entities/obligation-report.ts';
import { PerformanceRecord } from '../entities/performance-result.ts';

/** A commitment of a kind that anybody may see, with the rows that what is shown follows from. */
export interface PublicCommitmentRows {
  readonly file: CaseFile;
  readonly commitment: Commitment;
  readonly authorityName: string;
  readonly standardText: CommitmentStandardText;
  readonly obligations: readonly Obligation[];
  readonly reports: readonly ObligationReport[];
  readonly deadlines: readonly CaseDeadline[];
  readonly performance: PerformanceRecord | null;
}

/**
 * The public commitments of a subject, newest first; those refused at the door or withdrawn are nobody's business. The
 * caller looks up organisations only: a person's promise is not public. Eight statements.
 */
export async function publicCommitmentsOf(em: EntityManager, subjectId: string): Promise<PublicCommitmentRows[]> {
  const followed = { $nin: ['refused', 'withdrawn'] };
  const files = await em.find(
    CaseFile,
    { subjectId, kind: 'commitment', status: followed },
    { orderBy: { openedAt: 'desc', id: 'desc' } },
  );
  const caseId = files.map(({ id }) => id);
  const commitments = await em.find(Commitment, { caseId, kind: [...PUBLIC_COMMITMENT_KINDS] });
  const authorities = await em.find(Authority, { id: files.map(({ authorityId }) => authorityId) });
  const texts = await em.find(CommitmentStandardText, { id: commitments.map(({ standardTextId }) => standardTextId) });
  const obligations = await em.find(Obligation, { caseId }, { orderBy: { position: 'asc' } });
  const reports = await em.find(ObligationReport, { caseId }, { orderBy: { seq: 'asc' } });
  const deadlines = await em.find(CaseDeadline, { caseId }, { orderBy: { openedAt: 'asc' } });
  const performances = await em.find(PerformanceRecord, { caseId });
  return files.flatMap((file) => {
    const commitment = commitments.find((row) => row.caseId === file.id);
    const standardText = texts.find(({ id }) => id === commitment?.standardTextId);
    if (commitment === undefined || standardText === undefined) return [];
    const ofCase = (row: { caseId: string }) => row.caseId === file.id;
    return [
      {
        file,
        commitment,
        standardText,
        authorityName: authorities.find(({ id }) => id === file.authorityId)?.name ?? '',
        obligations: obligations.filter(ofCase),
        reports: reports.filter(ofCase),
        deadlines: deadlines.filter(ofCase),
        performance: performances.find(ofCase) ?? null,
      },
    ];
  });
}
