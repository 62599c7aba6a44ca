import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { ProcedureTerms } from '../../domain/accept-first/accept-first.ts';
import { commitmentFacts, signedText } from '../../domain/commitment/commitment-text.ts';
import type { RuleLookup } from '../../domain/deadline/rule-value.ts';
import { Authority } from '../entities/authority.ts';
import { CommitmentText } from '../entities/commitment-text.ts';
import { Procedure } from '../entities/procedure.ts';
import { Subject } from '../entities/subject.ts';

/** The exact text that is signed with an application, and its SHA-256 in hex. */
export interface TextToSign {
  standardTextId: string;
  version: number;
  text: string;
  sha256: string;
}

export interface SigningQuestion {
  procedureId: string;
  terms: ProcedureTerms;
  rule: RuleLookup;
  subjectId: string;
  missing: readonly string[];
  version: number;
}

/**
 * The text that an applicant of this subject signs for these missing materials, from one version of the procedure's
 * standard text; null where there is no such version. The preview shows it and the opening checks it: one place for
 * both. Four statements.
 */
export async function findTextToSign(em: EntityManager, question: SigningQuestion): Promise<TextToSign | null> {
  const { procedureId, terms, rule, subjectId, missing, version } = question;
  const standard = await em.findOne(CommitmentText, { procedureId, version });
  if (standard === null) return null;
  const { authorityId } = await em.findOneOrFail(Procedure, { id: procedureId });
  const authority = await em.findOneOrFail(Authority, { id: authorityId });
  const subject = await em.findOneOrFail(Subject, { id: subjectId });
  const names = { authorityName: authority.name, subjectName: subject.name };
  const text = signedText(standard.text, commitmentFacts(terms, names, missing, rule));
  const sha256 = createHash('sha256').update(text, 'utf8').digest('hex');
  return { standardTextId: standard.id, version: standard.version, text, sha256 };
}
