import type { EntityManager } from '@mikro-orm/postgresql';
import { CaseFile } from '../entities/case-file.ts';
import { DecisionSetAside } from '../entities/decision-set-aside.ts';
import { Determination } from '../entities/determination.ts';
import { DeterminationHearing } from '../entities/determination-hearing.ts';
import { DeterminationStatement } from '../entities/determination-statement.ts';
import { Measure } from '../entities/measure.ts';

/** What only a determination has, personal data in clear. */
export interface DeterminationDetail {
  readonly determination: Determination;
  /** Number of the case that the draft came from; null: an officer proposed it. */
  readonly originNumber: string | null;
  /** Number of the case of the organisation that the person answers for; null: it is no such person's. */
  readonly organisationNumber: string | null;
  /** Numbers of the cases of the persons who answer for it. */
  readonly personNumbers: readonly string[];
  /** The measures told, in their order. */
  readonly measures: readonly Measure[];
  /** In the order in which they were written down. */
  readonly statements: readonly DeterminationStatement[];
  readonly hearing: DeterminationHearing | null;
  /** Decisions that were set aside, oldest first. */
  readonly setAside: readonly DecisionSetAside[];
}

/** Draft, completion, service, statements, hearing and decision of a determination. Eight statements. */
export async function getDeterminationDetail(em: EntityManager, caseId: string): Promise<DeterminationDetail> {
  const determination = await em.findOneOrFail(Determination, { caseId });
  const { originCaseId = null, organisationCaseId = null, measures: codes } = determination;
  const persons = await em.find(Determination, { organisationCaseId: caseId });
  const ids = [originCaseId, organisationCaseId, ...persons.map((person) => person.caseId)].filter((id) => id !== null);
  const files = await em.find(CaseFile, { id: { $in: ids } }, { orderBy: { number: 'asc' } });
  const numberOf = (id: string | null) => files.find((file) => file.id === id)?.number ?? null;
  const list = await em.find(Measure, { code: { $in: [...codes] } });
  return {
    determination,
    originNumber: numberOf(originCaseId),
    organisationNumber: numberOf(organisationCaseId),
    personNumbers: files.filter(({ id }) => persons.some((one) => one.caseId === id)).map(({ number }) => number),
    measures: codes.flatMap((code) => list.filter((row) => row.code === code)),
    statements: await em.find(DeterminationStatement, { caseId }, { orderBy: { seq: 'asc' } }),
    hearing: await em.findOne(DeterminationHearing, { caseId }),
    setAside: await em.find(DecisionSetAside, { caseId }, { orderBy: { round: 'asc' } }),
  };
}
