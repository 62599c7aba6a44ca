import type { EntityManager } from '@mikro-orm/postgresql';
import type { Static } from 'typebox';
import type { Authority } from '../db/entities/authority.ts';
import { Subject } from '../db/entities/subject.ts';
import { findLetterToSign, findStandardText } from '../db/queries/commitment-texts.ts';
import type { ProcedureDetail } from '../db/queries/procedures.ts';
import { findRepresentation } from '../db/queries/representation.ts';
import type { TextToSign } from '../db/queries/text-to-sign.ts';
import type { ObligationText } from '../domain/commitment/obligation.ts';
import type { Role } from '../domain/case/roles.ts';
import type { Day } from '../domain/time.ts';
import { refusePaperFields, roleAtDoor } from './applications.ts';
import { Problem } from './problems.ts';
import { getAuthority, getProcedure } from './reference.ts';
import type { CommitmentOpeningBody, CommitmentPreviewBody } from './schemas/commitment.ts';
import type { Caller } from './token.ts';

type PromiseBody = Static<typeof CommitmentPreviewBody> | Static<typeof CommitmentOpeningBody>;

/** What a promise is about, looked up, and the role in which the caller hands it in. */
export interface PromiseSetting {
  authority: Authority;
  procedure: ProcedureDetail | null;
  subject: Subject;
  /** The authority that promises; null: the promise names none. */
  promisor: Authority | null;
  role: Role;
  receivedOn: Day;
  obligations: ObligationText[];
}

/**
 * Looks up what a promise is about. The promisor acts for the subject on the day on which they promise; a paper is
 * registered by the people of the authority that it is promised to.
 * @throws Problem `invalid-input`, `authority-unknown`, `procedure-unknown`, `subject-unknown`, `role-not-allowed`
 */
export async function getPromiseSetting(
  em: EntityManager,
  caller: Caller,
  body: PromiseBody,
  onPaper: boolean | null,
  receivedOn: Day,
): Promise<PromiseSetting> {
  const authority = await getAuthority(em, body.authority);
  const procedureCode = body.procedure ?? null;
  const procedure = procedureCode === null ? null : await getProcedure(em, procedureCode);
  const promisorCode = body.promisorAuthority ?? null;
  const promisor = promisorCode === null ? null : await getAuthority(em, promisorCode);
  const role = roleAtDoor(caller, authority.code, onPaper);
  if (role === 'applicant') refusePaperFields(body);
  const subject = await em.findOne(Subject, { id: body.subjectId });
  const isTheirs =
    role !== 'applicant' || (await findRepresentation(em, caller.sub, body.subjectId, receivedOn)) !== null;
  if (subject === null || !isTheirs) {
    throw new Problem('subject-unknown', {
      zh: '没有该主体，或您当日不是其代表人，请核对或先登记代表关系。',
      en: 'There is no such subject, or you do not act for it on that day; check it, or have the representation registered first.',
    });
  }
  return { authority, procedure, subject, promisor, role, receivedOn, obligations: obligationsOf(body.obligations) };
}

/** Obligations as they are passed on: what was left out is null. */
export function obligationsOf(obligations: PromiseBody['obligations']): ObligationText[] {
  return obligations.map(({ content = null, evidence = null, event = null, quantity = null, ...rest }) => ({
    ...rest,
    content,
    evidence,
    event,
    quantity,
  }));
}

/**
 * The letter that is signed with this promise, from the standard text in use on the day of receipt.
 * @throws Problem `commitment-text-unknown`
 */
export async function getLetterToSign(
  em: EntityManager,
  { kind, title }: Pick<PromiseBody, 'kind' | 'title'>,
  { authority, subject, obligations, receivedOn }: PromiseSetting,
): Promise<TextToSign> {
  const standard = await findStandardText(em, kind, { on: receivedOn });
  const names = { authorityName: authority.name, promisorName: subject.name };
  const toSign =
    standard === null ? null : await findLetterToSign(em, standard.version, { kind, title, obligations, ...names });
  if (toSign !== null) return toSign;
  throw new Problem('commitment-text-unknown', {
    zh: '该种承诺尚未发布标准文本，暂不能受理。',
    en: 'There is no standard text of this kind of commitment yet; it cannot be taken.',
  });
}
