import type { EntityManager } from '@mikro-orm/postgresql';
import { VoluntaryRegistration } from '../entities/voluntary-registration.ts';
import { VoluntaryRegistrationStatement } from '../entities/voluntary-registration-statement.ts';
import { VoluntaryRegistrationVersion } from '../entities/voluntary-registration-version.ts';

/** What only a registration has, in clear. */
export interface VoluntaryRegistrationDetail {
  readonly registration: VoluntaryRegistration;
  /** Oldest first. */
  readonly versions: readonly VoluntaryRegistrationVersion[];
  readonly statements: readonly VoluntaryRegistrationStatement[];
}

/** A registration with its versions and what was said to its doubts. Three statements. */
export async function getVoluntaryRegistrationDetail(
  em: EntityManager,
  caseId: string,
): Promise<VoluntaryRegistrationDetail> {
  return {
    registration: await em.findOneOrFail(VoluntaryRegistration, { caseId }),
    versions: await em.find(VoluntaryRegistrationVersion, { caseId }, { orderBy: { version: 'asc' } }),
    statements: await em.find(VoluntaryRegistrationStatement, { caseId }, { orderBy: { seq: 'asc' } }),
  };
}
