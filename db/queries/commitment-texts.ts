import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { CommitmentKind } from '../../domain/commitment/commitment-kinds.ts';
import { commitmentLetter, type LetterFacts } from '../../domain/commitment/commitment-letter.ts';
import type { Day } from '../../domain/time.ts';
import { CommitmentStandardText } from '../entities/commitment-standard-text.ts';
import type { TextToSign } from './text-to-sign.ts';

/** The standard text of a kind: the newest in use on a day, or a certain version; null where there is none. One statement. */
export async function findStandardText(
  em: EntityManager,
  kind: CommitmentKind,
  which: { on: Day } | { version: number },
): Promise<CommitmentStandardText | null> {
  const where = 'version' in which ? { version: which.version } : { validFrom: { $lte: which.on } };
  return await em.findOne(CommitmentStandardText, { kind, ...where }, { orderBy: { version: 'desc' } });
}

/** Every version of the standard texts, newest first within a kind; in use by a day where one is given. One statement. */
export async function listStandardTexts(
  em: EntityManager,
  filter: { kind?: CommitmentKind },
): Promise<CommitmentStandardText[]> {
  const where = filter.kind === undefined ? {} : { kind: filter.kind };
  return await em.find(CommitmentStandardText, where, { orderBy: { kind: 'asc', version: 'desc' } });
}

/**
 * The letter that a promisor signs, from one version of the kind's standard text; null where there is no such version.
 * The preview shows it and the opening checks it: one place for both. One statement.
 */
export async function findLetterToSign(
  em: EntityManager,
  version: number,
  facts: LetterFacts,
): Promise<TextToSign | null> {
  const standard = await findStandardText(em, facts.kind, { version });
  if (standard === null) return null;
  const text = commitmentLetter(standard.text, facts);
  const sha256 = createHash('sha256').update(text, 'utf8').digest('hex');
  return { standardTextId: standard.id, version, text, sha256 };
}
