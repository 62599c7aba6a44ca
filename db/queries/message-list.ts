import type { EntityManager } from '@mikro-orm/postgresql';
import type { MessageKind, MessageOutcome, MessageState } from '../../domain/messages/messages.ts';
import type { Instant } from '../../domain/time.ts';
import { getCipher, toInstant } from '../types.ts';
import {
  checkedLimit,
  INSTANT_PATTERN,
  type Page,
  type PageRequest,
  readCursor,
  toPage,
  UUID_PATTERN,
} from './page.ts';
import { Conditions, select } from './sql.ts';

/** What became of a message. */
export interface MessageItem {
  readonly id: string;
  readonly eventId: string;
  readonly kind: MessageKind;
  /** Code of the authority that sent it. */
  readonly sender: string;
  readonly occurredAt: Instant;
  readonly receivedAt: Instant;
  readonly state: MessageState;
  readonly takenAt: Instant | null;
  readonly caseNumber: string | null;
  readonly outcome: MessageOutcome | null;
  /** The case, document, ruling or push that it names. */
  readonly reference: string | null;
}

export interface MessageFilter {
  readonly state?: MessageState;
  readonly kind?: MessageKind;
  /** Code of the authority that sent it. */
  readonly sender?: string;
  /** The sender's own id of what happened. */
  readonly eventId?: string;
  /** The case to which it went. */
  readonly caseNumber?: string;
}

export const MESSAGE_SORTS = ['oldest', 'newest'] as const;
export type MessageSort = (typeof MESSAGE_SORTS)[number];

interface Row extends Omit<MessageItem, 'reference'> {
  data: string;
}

const COLUMNS = `
  m.id, m.event_id as "eventId", m.kind, a.code as sender, m.occurred_at as "occurredAt",
  m.received_at as "receivedAt", m.state, m.taken_at as "takenAt", c.number as "caseNumber", m.outcome, m.data
  from inbound_message m join authority a on a.id = m.sender_id left join case_file c on c.id = m.case_id`;

/** Messages by the instant of receipt, the oldest first: those that wait are the operator's. One statement. Throws BadCursorError. */
export async function listMessages(
  em: EntityManager,
  { state, kind, sender, eventId, caseNumber }: MessageFilter,
  page: PageRequest & { readonly sort?: MessageSort },
): Promise<Page<MessageItem>> {
  const limit = checkedLimit(page.limit);
  const { sort = 'oldest' } = page;
  const conditions = new Conditions();
  if (state !== undefined) conditions.add('m.state = ?', state);
  if (kind !== undefined) conditions.add('m.kind = ?', kind);
  if (sender !== undefined) conditions.add('a.code = ?', sender);
  if (eventId !== undefined) conditions.add('m.event_id = ?', eventId);
  if (caseNumber !== undefined) conditions.add('c.number = ?', caseNumber);
  if (page.cursor !== null) {
    const [, ...place] = readCursor(page.cursor, [new RegExp(`^${sort}$`), INSTANT_PATTERN, UUID_PATTERN]);
    conditions.add(`(m.received_at, m.id) ${sort === 'newest' ? '<' : '>'} (?::timestamptz, ?::uuid)`, ...place);
  }
  const way = sort === 'newest' ? 'desc' : 'asc';
  const rows = await select<Row>(
    em,
    `select ${COLUMNS} ${conditions.where} order by m.received_at ${way}, m.id ${way} limit ?`,
    [...conditions.values, limit + 1],
  );
  return toPage(
    rows,
    limit,
    ({ receivedAt, id }) => [sort, toInstant(receivedAt), id],
    (row) => itemOf(em, row),
  );
}

/** One message; null where there is none. One statement. */
export async function findMessage(em: EntityManager, id: string): Promise<MessageItem | null> {
  const [row] = await select<Row>(em, `select ${COLUMNS} where m.id = ?::uuid`, [id]);
  return row === undefined ? null : itemOf(em, row);
}

function itemOf(em: EntityManager, { data, ...row }: Row): MessageItem {
  const named = JSON.parse(getCipher(em).decrypt('inbound_message.data', data)) as Record<string, unknown>;
  const reference = ['caseNumber', 'documentNumber', 'rulingNumber', 'pushId'].map((name) => named[name]).find(isText);
  return {
    ...row,
    occurredAt: toInstant(row.occurredAt),
    receivedAt: toInstant(row.receivedAt),
    takenAt: row.takenAt === null ? null : toInstant(row.takenAt),
    reference: reference ?? null,
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
