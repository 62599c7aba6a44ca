import type { EntityManager } from '@mikro-orm/postgresql';
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

export interface OutstandingDelivery {
  readonly id: string;
  readonly caseNumber: string;
  readonly noticeId: string;
  readonly noticeKind: string;
  readonly title: string;
  readonly channel: 'mail';
  /** In clear: personal data. */
  readonly address: string;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly firstAt: Instant;
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
  const rows = await select<OutstandingDelivery>(
    em,
    `select d.id, c.number as "caseNumber", n.id as "noticeId", n.kind as "noticeKind", n.title, d.channel, d.address,
       d.attempts, d.last_error as "lastError", d.first_at as "firstAt"
     from delivery d
     join notice n on n.id = d.notice_id
     join case_file c on c.id = n.case_id
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
    (row) => ({ ...row, address: cipher.decrypt('delivery.address', row.address), firstAt: toInstant(row.firstAt) }),
  );
}
