import type { EntityManager } from '@mikro-orm/postgresql';
import type { DELIVERY_STATES } from '../entities/delivery.ts';
import type { CopyPushKind } from '../../domain/messages/pushes.ts';
import type { Day, Instant } from '../../domain/time.ts';
import { toInstant } from '../types.ts';
import { select } from './sql.ts';

/** What one credit service agency was last told of a record, and what it made of it. */
export interface RecordCopy {
  readonly recordId: string;
  readonly agency: { readonly code: string; readonly name: string };
  readonly kind: CopyPushKind;
  /** When it was told; and when it first took it. */
  readonly toldAt: Instant;
  readonly receivedAt: Instant | null;
  /** Day by which it must confirm; null: no confirmation is asked. */
  readonly confirmBy: Day | null;
  readonly dueAt: Instant | null;
  readonly confirmedAt: Instant | null;
  readonly delivery: (typeof DELIVERY_STATES)[number];
}

/**
 * The copies of records at credit service agencies, by agency: the latest push to each, for a later one takes the place
 * of all before it. One statement; none without records.
 */
export async function copiesOfRecords(em: EntityManager, recordIds: readonly string[]): Promise<RecordCopy[]> {
  if (recordIds.length === 0) return [];
  type Row = Omit<RecordCopy, 'agency'> & { code: string; name: string };
  const rows = await select<Row>(
    em,
    `select distinct on (p.record_id, a.code) p.record_id as "recordId", a.code, a.name, p.kind, p.at as "toldAt",
       p.received_at as "receivedAt", p.due as "confirmBy", p.due_at as "dueAt", p.confirmed_at as "confirmedAt",
       d.state as delivery
     from push p
     join authority a on a.id = p.authority_id
     join delivery d on d.push_id = p.id
     where p.record_id in (?) and p.kind like 'record.%'
     order by p.record_id, a.code, p.sequence desc`,
    [recordIds],
  );
  const instantOf = (text: string | null) => (text === null ? null : toInstant(text));
  return rows.map(({ code, name, toldAt, receivedAt, dueAt, confirmedAt, ...row }) => ({
    ...row,
    agency: { code, name },
    toldAt: toInstant(toldAt),
    receivedAt: instantOf(receivedAt),
    dueAt: instantOf(dueAt),
    confirmedAt: instantOf(confirmedAt),
  }));
}
