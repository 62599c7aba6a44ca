import type { EntityManager } from '@mikro-orm/postgresql';
import type { Instant } from '../../domain/time.ts';
import { toInstant } from '../types.ts';
import { checkedLimit, NUMBER_PATTERN, type Page, type PageRequest, readCursor, toPage } from './page.ts';
import { Conditions, select } from './sql.ts';

export interface AuditFilter {
  readonly actorSub?: string;
  readonly authority?: string;
  readonly action?: string;
  readonly objectKind?: string;
  readonly objectId?: string;
  /** From this instant on. */
  readonly from?: Instant;
  /** Before this instant. */
  readonly before?: Instant;
}

export interface AuditItem {
  /** Position in the log: a number, as text. */
  readonly id: string;
  readonly at: Instant;
  readonly actorSub: string;
  readonly actorRole: string;
  readonly authority: string | null;
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly requestId: string | null;
  readonly detail: Record<string, unknown>;
}

/** Audit entries, newest first. One statement. Throws BadCursorError. */
export async function listAudit(em: EntityManager, filter: AuditFilter, page: PageRequest): Promise<Page<AuditItem>> {
  const limit = checkedLimit(page.limit);
  const conditions = new Conditions();
  if (filter.actorSub !== undefined) conditions.add('actor_sub = ?', filter.actorSub);
  if (filter.authority !== undefined) conditions.add('authority = ?', filter.authority);
  if (filter.action !== undefined) conditions.add('action = ?', filter.action);
  if (filter.objectKind !== undefined) conditions.add('object_kind = ?', filter.objectKind);
  if (filter.objectId !== undefined) conditions.add('object_id = ?', filter.objectId);
  if (filter.from !== undefined) conditions.add('at >= ?::timestamptz', filter.from);
  if (filter.before !== undefined) conditions.add('at < ?::timestamptz', filter.before);
  if (page.cursor !== null) conditions.add('id < ?::bigint', ...readCursor(page.cursor, [NUMBER_PATTERN]));
  const rows = await select<AuditItem>(
    em,
    `select id::text, at, actor_sub as "actorSub", actor_role as "actorRole", authority, action,
       object_kind as "objectKind", object_id as "objectId", request_id as "requestId", detail
     from audit_entry ${conditions.where}
     order by audit_entry.id desc limit ?`,
    [...conditions.values, limit + 1],
  );
  return toPage(
    rows,
    limit,
    ({ id }) => [id],
    (row) => ({ ...row, at: toInstant(row.at) }),
  );
}
