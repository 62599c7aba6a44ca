import type { EntityManager } from '@mikro-orm/postgresql';
import type { PushKind } from '../../domain/messages/pushes.ts';
import type { Day, Instant } from '../../domain/time.ts';
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

/** What was given up on: a notice by mail, or a push to another system. */
export interface OutstandingDelivery {
  readonly id: string;
  readonly caseNumber: string;
  readonly channel: 'mail' | 'push';
  /** In clear: personal data where it is a mail's. */
  readonly address: string;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly firstAt: Instant;
  /** Of a mail; null: a push. */
  readonly noticeId: string | null;
  readonly noticeKind: string | null;
  readonly title: string | null;
  /** null: a mail. */
  readonly push: {
    readonly id: string;
    readonly kind: PushKind;
    /** Code of the authority that was to be told. */
    readonly authority: string;
    /** Day by which it was to be confirmed; null: no confirmation is asked. */
    readonly confirmBy: Day | null;
    /** When the other system first took it; null: it never did. */
    readonly receivedAt: Instant | null;
  } | null;
}

interface Row {
  id: string;
  caseNumber: string;
  channel: 'mail' | 'push';
  address: string;
  attempts: number;
  lastError: string | null;
  firstAt: string;
  noticeId: string | null;
  noticeKind: string | null;
  title: string | null;
  pushId: string | null;
  pushKind: PushKind;
  authority: string;
  confirmBy: Day | null;
  receivedAt: string | null;
}

/** Deliveries that were given up on and must be chased by a person, oldest first. One statement. Throws BadCursorError. */
export async function listOutstandingDeliveries(
  em: EntityManager,
  page: PageRequest,
): Promise<Page<OutstandingDelivery>> {
  const limit = checkedLimit(page.limit);
  const conditions = new Conditions();
  conditions.add("d.state = 'outstanding'");
  if (page.cursor !== null) {
    conditions.add(
      '(d.first_at, d.id) > (?::timestamptz, ?::uuid)',
      ...readCursor(page.cursor, [INSTANT_PATTERN, UUID_PATTERN]),
    );
  }
  const rows = await select<Row>(
    em,
    `select d.id, c.number as "caseNumber", d.channel, d.address, d.attempts, d.last_error as "lastError",
       d.first_at as "firstAt", n.id as "noticeId", n.kind as "noticeKind", n.title,
       p.id as "pushId", p.kind as "pushKind", a.code as authority, p.due as "confirmBy", p.received_at as "receivedAt"
     from delivery d
     left join notice n on n.id = d.notice_id
     left join push p on p.id = d.push_id
     left join authority a on a.id = p.authority_id
     join case_file c on c.id = coalesce(n.case_id, p.case_id)
     ${conditions.where}
     order by d.first_at, d.id
     limit ?`,
    [...conditions.values, limit + 1],
  );
  const cipher = getCipher(em);
  return toPage(
    rows,
    limit,
    ({ firstAt, id }) => [toInstant(firstAt), id],
    (row) => itemOf({ ...row, address: cipher.decrypt('delivery.address', row.address) }),
  );
}

function itemOf(row: Row): OutstandingDelivery {
  const { pushId, pushKind: kind, authority, confirmBy, receivedAt, firstAt, ...common } = row;
  const received = receivedAt === null ? null : toInstant(receivedAt);
  return {
    ...common,
    firstAt: toInstant(firstAt),
    push: pushId === null ? null : { id: pushId, kind, authority, confirmBy, receivedAt: received },
  };
}
