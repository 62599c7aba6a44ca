import type { EntityManager } from '@mikro-orm/postgresql';
import type { Instant } from '../../domain/time.ts';
import type { DeskRole } from '../entities/notice.ts';
import { getCipher, toInstant } from '../types.ts';
import {
  checkedLimit,
  INSTANT_PATTERN,
  NUMBER_PATTERN,
  type Page,
  type PageRequest,
  readCursor,
  toPage,
} from './page.ts';
import { Conditions, select } from './sql.ts';

/** Whose inbox: what was written to the person, and to every desk they sit at. */
export interface Reader {
  readonly sub: string;
  /** The desks of the admin and of the auditors have no authority. */
  readonly desks: readonly (
    | { readonly role: Exclude<DeskRole, CountyDesk>; readonly authority: string }
    | { readonly role: CountyDesk }
  )[];
}

type CountyDesk = Extract<DeskRole, 'admin' | 'auditor'>;

export interface InboxItem {
  readonly id: string;
  readonly kind: string;
  readonly caseNumber: string;
  readonly title: string;
  /** In clear: personal data. */
  readonly body: string;
  /** The desk it was written to; null: to the person. */
  readonly deskRole: DeskRole | null;
  readonly at: Instant;
  /** When this reader first read it. */
  readonly readAt: Instant | null;
}

/** The notices a reader may read, newest first; of one instant, what was written last. One statement. Throws BadCursorError. */
export async function listInbox(
  em: EntityManager,
  reader: Reader,
  filter: { unread?: boolean },
  page: PageRequest,
): Promise<Page<InboxItem>> {
  const limit = checkedLimit(page.limit);
  const conditions = writtenTo(reader);
  if (filter.unread !== undefined) conditions.add(filter.unread ? 'r.at is null' : 'r.at is not null');
  if (page.cursor !== null) {
    conditions.add(
      '(n.at, n.seq) < (?::timestamptz, ?::bigint)',
      ...readCursor(page.cursor, [INSTANT_PATTERN, NUMBER_PATTERN]),
    );
  }
  const rows = await select<Omit<InboxItem, 'at' | 'readAt'> & { at: string; readAt: string | null; seq: string }>(
    em,
    `select n.id, n.kind, c.number as "caseNumber", n.title, n.body, n.desk_role as "deskRole", n.at, r.at as "readAt",
       n.seq::text
     from notice n
     join case_file c on c.id = n.case_id
     left join notice_read r on r.notice_id = n.id and r.reader_sub = ?
     ${conditions.where}
     order by n.at desc, n.seq desc
     limit ?`,
    [reader.sub, ...conditions.values, limit + 1],
  );
  const cipher = getCipher(em);
  return toPage(
    rows,
    limit,
    ({ at, seq }) => [toInstant(at), seq],
    ({ at, readAt, body, seq: _, ...rest }) => ({
      ...rest,
      body: cipher.decrypt('notice.body', body),
      at: toInstant(at),
      readAt: readAt === null ? null : toInstant(readAt),
    }),
  );
}

/**
 * Notes that a reader has read a notice; the first time counts. False where there is no such notice in their inbox:
 * whether it exists elsewhere is not theirs to learn. One statement.
 */
export async function markRead(em: EntityManager, reader: Reader, noticeId: string, now: Instant): Promise<boolean> {
  const conditions = writtenTo(reader);
  conditions.add('n.id = ?::uuid', noticeId);
  const rows = await select<{ id: string }>(
    em,
    `with readable as (select n.id from notice n ${conditions.where}),
       noted as (
         insert into notice_read (notice_id, reader_sub, at) select id, ?, ?::timestamptz from readable
         on conflict on constraint notice_read_pkey do nothing
       )
     select id from readable`,
    [...conditions.values, reader.sub, now],
  );
  return rows.length > 0;
}

function writtenTo({ sub, desks }: Reader): Conditions {
  const to = new Conditions();
  const texts = ["(n.recipient_kind = 'person' and n.recipient_sub = ?)"];
  const values: unknown[] = [sub];
  for (const desk of desks) {
    if (!('authority' in desk)) {
      texts.push("(n.recipient_kind = 'desk' and n.desk_role = ?)");
      values.push(desk.role);
    } else {
      texts.push(
        "(n.recipient_kind = 'desk' and n.desk_role = ? and n.authority_id = (select id from authority where code = ?))",
      );
      values.push(desk.role, desk.authority);
    }
  }
  to.add(`(${texts.join(' or ')})`, ...values);
  return to;
}
