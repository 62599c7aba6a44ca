import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyRequest } from 'fastify';
import { Authority } from '../db/entities/authority.ts';
import { Subject } from '../db/entities/subject.ts';
import { findProcedure, type ProcedureDetail } from '../db/queries/procedures.ts';
import type { Instant } from '../domain/time.ts';
import type { AppDeps } from './app-types.ts';
import { audit, type AuditedAction } from './audit.ts';
import { getRole } from './plugins/auth.ts';
import { invalidField, Problem } from './problems.ts';

/**
 * Writes reference data: the change and its audit entry in one transaction. `write` returns what it answers and the
 * entry, or no entry where nothing was changed.
 */
export async function writeReference<T>(
  { orm, clock }: Pick<AppDeps, 'orm' | 'clock'>,
  request: FastifyRequest,
  write: (em: EntityManager, at: Instant) => Promise<{ answer: T; entry: AuditedAction | null }>,
): Promise<T> {
  const at = await clock();
  const role = getRole(request);
  return orm.em.fork().transactional(async (em) => {
    const { answer, entry } = await write(em, at);
    if (entry !== null) audit(em, request, role, at, entry);
    await em.flush();
    return answer;
  });
}

/** The order of fields does not matter. */
export function isSame(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a, b);
}

/** Takes turns for one row, before there is one too, until the transaction ends. */
export async function takeTurn(em: EntityManager, kind: string, key: string): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`${kind}/${key}`]);
}

/** @throws Problem `version-changed` where the caller has read another version than this */
export function checkIfMatch(request: FastifyRequest, version: number | null): void {
  const header = request.headers['if-match'];
  if (header === undefined || header === `"${version ?? 0}"`) return;
  throw new Problem('version-changed', {
    zh: '内容已被他人修改，请重新读取后再改。',
    en: 'It was changed meanwhile; read it again before you change it.',
  });
}

/** @throws Problem `authority-unknown` */
export async function getAuthority(em: EntityManager, code: string): Promise<Authority> {
  const authority = await em.findOne(Authority, { code });
  if (authority !== null) return authority;
  throw new Problem('authority-unknown', {
    zh: `没有代码为“${code}”的机关，请先录入。`,
    en: `There is no authority "${code}"; enter it first.`,
  });
}

/** @throws Problem `procedure-unknown` */
export async function getProcedure(em: EntityManager, code: string): Promise<ProcedureDetail> {
  const procedure = await findProcedure(em, code);
  if (procedure !== null) return procedure;
  throw new Problem('procedure-unknown', {
    zh: `没有编码为“${code}”的事项，请核对。`,
    en: `There is no procedure "${code}"; check its code.`,
  });
}

/** @throws Problem `subject-unknown` */
export async function getSubject(em: EntityManager, id: string): Promise<Subject> {
  const subject = await em.findOne(Subject, { id });
  if (subject !== null) return subject;
  throw subjectUnknown();
}

/** Told alike of a subject that is not there and of one that is not the caller's. */
export function subjectUnknown(): Problem {
  return new Problem('subject-unknown', {
    zh: '没有该主体，请核对编号。',
    en: 'There is no such subject; check its id.',
  });
}

/** A day that ends something before it has begun. */
export function beforeItsStart(pointer: string): Problem {
  return invalidField(pointer, 'before-start', {
    zh: `“${pointer}”不得早于起始日期。`,
    en: `"${pointer}" may not lie before the start.`,
  });
}
