import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyRequest } from 'fastify';
import { AuditEntry } from '../db/entities/audit-entry.ts';
import type { Role } from '../domain/case/roles.ts';
import type { Instant } from '../domain/time.ts';
import { getCaller } from './plugins/auth.ts';

/** What was done to what, without personal data. */
export interface AuditedAction {
  action: string;
  objectKind: string;
  objectId: string;
  detail?: Readonly<Record<string, unknown>>;
}

/**
 * Adds an audit entry to the EntityManager's unit of work: it is written by the same flush, and in the same
 * transaction, as what it speaks of.
 */
export function audit(
  em: EntityManager,
  request: FastifyRequest,
  role: Role,
  at: Instant,
  { action, objectKind, objectId, detail }: AuditedAction,
): void {
  const caller = getCaller(request);
  em.create(AuditEntry, {
    at,
    actorSub: caller.sub,
    actorRole: role,
    authority: caller.authority,
    action,
    objectKind,
    objectId,
    requestId: request.id,
    detail: detail ?? {},
  });
}

/** Writes the entry of a read of personal data, before it is answered: no entry, no answer. */
export async function auditRead(
  em: EntityManager,
  request: FastifyRequest,
  role: Role,
  at: Instant,
  read: AuditedAction,
): Promise<void> {
  const own = em.fork();
  audit(own, request, role, at, read);
  await own.flush();
}
