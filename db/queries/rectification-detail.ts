import type { EntityManager } from '@mikro-orm/postgresql';
import { CaseFile } from '../entities/case-file.ts';
import { Rectification } from '../entities/rectification.ts';
import { RectificationReport } from '../entities/rectification-report.ts';
import { RectificationRung } from '../entities/rectification-rung.ts';

/** What only a rectification has, personal data in clear. */
export interface RectificationDetail {
  readonly rectification: Rectification;
  /** Number of the case of the promise; null: an inspection. */
  readonly promise: string | null;
  readonly rungs: readonly RectificationRung[];
  /** In the order in which they were written down. */
  readonly reports: readonly RectificationReport[];
}

/** What is to be put right, the interviews and the reports of a rectification. Four statements. */
export async function getRectificationDetail(em: EntityManager, caseId: string): Promise<RectificationDetail> {
  const rectification = await em.findOneOrFail(Rectification, { caseId });
  const sourceCaseId = rectification.sourceCaseId ?? null;
  const source = sourceCaseId === null ? null : await em.findOneOrFail(CaseFile, { id: sourceCaseId });
  return {
    rectification,
    promise: source?.number ?? null,
    rungs: await em.find(RectificationRung, { caseId }, { orderBy: { rung: 'asc' } }),
    reports: await em.find(RectificationReport, { caseId }, { orderBy: { seq: 'asc' } }),
  };
}
