import { CaseFile } from '../../db/entities/case-file.ts';
import { Determination } from '../../db/entities/determination.ts';
import { originUnfounded } from '../../domain/determination/determination-door.ts';
import { isOpen } from '../../domain/case/case-kind.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { CaseInHand } from '../case/case-in-hand.ts';
import { determinationCourse, type DeterminationInHand } from './determination-course.ts';

/** What speaks against going on: the rectification that it came from does not stand as not rectified any more. */
export async function reasonsAgainstOrigin({ em, determination }: DeterminationInHand): Promise<Refusal[]> {
  const { originCaseId = null } = determination;
  if (originCaseId === null) return [];
  const { number, kind, status } = await em.findOneOrFail(CaseFile, { id: originCaseId }, { refresh: true });
  return kind === 'rectification' && status !== 'not-rectified' ? [originUnfounded(number)] : [];
}

/** Number of the determination that came from this case and is still open; null: there is none. */
export async function findOpenOf({ em, file }: CaseInHand): Promise<string | null> {
  const rows = await em.find(Determination, { originCaseId: file.id });
  const files = await em.find(CaseFile, { id: { $in: rows.map(({ caseId }) => caseId) } });
  return files.find(({ status }) => isOpen(determinationCourse.table, status))?.number ?? null;
}
