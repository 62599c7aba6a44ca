import type { EntityManager } from '@mikro-orm/postgresql';
import type { Subject } from '../db/entities/subject.ts';
import { consentOf, consentsOf, handlesCaseOf } from '../db/queries/consents.ts';
import { accessToPerson, type PersonalAccess, type QueryReason } from '../domain/consent/consent.ts';
import type { QueryPurpose } from '../domain/consent/query-bases.ts';
import type { RecordKind } from '../domain/record/record-kind.ts';
import type { Refusal } from '../domain/refusal.ts';
import { type Instant, shanghaiDay } from '../domain/time.ts';
import { invalidField, Problem } from './problems.ts';
import type { Caller } from './token.ts';

/** What a query may say of its reason. */
export interface ReasonGiven {
  purpose?: QueryPurpose;
  basis?: string;
  reference?: string;
}

/** @throws Problem `invalid-input`: a basis stands with the document that it rests on, and a document with its basis */
export function readReason({ purpose, basis, reference }: ReasonGiven): QueryReason {
  if ((basis === undefined) !== (reference === undefined)) {
    const missing = basis === undefined ? 'basis' : 'reference';
    throw invalidField(`/query/${missing}`, 'required', {
      zh: '法定依据（basis）和文书编号（reference）应一并填写。',
      en: 'A basis and its reference are given together.',
    });
  }
  return { purpose: purpose ?? null, basis: basis ?? null, reference: reference ?? null };
}

/**
 * Whether the people of an authority may query what others have determined of a subject; null: no consent is asked, for
 * it is no natural person, or they do not ask for an authority. Two statements.
 */
export async function findPersonalAccess(
  em: EntityManager,
  { authority }: Caller,
  subject: Subject,
  reason: QueryReason,
  now: Instant,
): Promise<PersonalAccess | null> {
  if (subject.kind !== 'person' || authority === null) return null;
  const handlesCase = await handlesCaseOf(em, subject.id, authority);
  const consents = (await consentsOf(em, subject.id, authority)).map(consentOf);
  return accessToPerson(reason, { handlesCase, consents, today: shanghaiDay(now) });
}

/** Whether a record of a kind is within what may be queried. */
export function covers(access: PersonalAccess | null, kind: RecordKind): boolean {
  return access === null || (access.ok && (access.kinds?.includes(kind) ?? true));
}

/** What the log of queries keeps of its reason. */
export function groundOf(access: PersonalAccess | null): Readonly<Record<string, unknown>> {
  return access?.ok === true ? { ground: access.ground } : {};
}

export function refusedQuery(refusal: Refusal): Problem {
  return new Problem(
    'refused-by-rule',
    {
      zh: '未经本人同意，也没有法定依据，不予查询；理由见 refusals。',
      en: 'There is neither the person’s consent nor a basis in law for this query; see refusals.',
    },
    { refusals: [refusal] },
  );
}
