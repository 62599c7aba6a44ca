import type { EntityManager } from '@mikro-orm/postgresql';
import { Subject } from '../entities/subject.ts';
import { getCipher } from '../types.ts';

/** The blind index by which a credit code or resident id is found: what `identifierIndex` must hold. */
export function identifierIndex(em: EntityManager, identifier: string): string {
  return getCipher(em).blindIndex('subject.identifier', identifier);
}

/** The subject with this credit code or resident id. */
export async function findSubjectByIdentifier(em: EntityManager, identifier: string): Promise<Subject | null> {
  return em.findOne(Subject, { identifierIndex: identifierIndex(em, identifier) });
}
