import type { EntityManager } from '@mikro-orm/postgresql';
import type { PublishedKind } from '../../../domain/statistics/published.ts';
import type { Day } from '../../../domain/time.ts';
import { checkedLimit, DAY_PATTERN, type Page, type PageRequest, readCursor, toPage, UUID_PATTERN } from '../page.ts';
import { Conditions, select } from '../sql.ts';
import { type CountedAuthority, ofAuthority, type StatisticsQuestion } from './period.ts';

/** What is to be published within a term from its decision: records, and the permits that are not withheld. */
const DECISIONS = `(
  select id, id as record_id, case_id, authority_id, kind, document_kind, document_number, decided_on, publish_by, at,
    published_from, entered_by
  from record
  union all
  select id, null, case_id, authority_id, 'permit', '准予行政许可决定', document, decided_on, publish_by, at,
    (at at time zone 'Asia/Shanghai')::date, by
  from permit where withheld is null
) r`;
/** The day on which it was entered, in Asia/Shanghai. */
const ENTERED_ON = `(r.at at time zone 'Asia/Shanghai')::date`;
const IS_LATE = `${ENTERED_ON} > r.publish_by`;
const NAMED = `json_build_object('code', a.code, 'name', a.name) as authority`;

export interface PublicationOfAuthority {
  readonly authority: CountedAuthority;
  readonly inTime: number;
  readonly late: number;
}

/** How many of the decisions that were to be published in the period were entered by that day, by authority. One statement. */
export async function countPublications(
  em: EntityManager,
  asked: StatisticsQuestion,
): Promise<PublicationOfAuthority[]> {
  const conditions = inPeriod(asked);
  return await select<PublicationOfAuthority>(
    em,
    `select ${NAMED}, (count(*) filter (where not ${IS_LATE}))::integer as "inTime",
       (count(*) filter (where ${IS_LATE}))::integer as late
     from ${DECISIONS} join authority a on a.id = r.authority_id
     ${conditions.where} group by a.id, a.code, a.name order by a.code`,
    conditions.values,
  );
}

/** A record or a permit that was entered after the last day on which its decision was to be published. */
export interface LateEntry {
  readonly authority: CountedAuthority;
  /** Null: a permit. */
  readonly recordId: string | null;
  /** The case of its publicity, or in which the permit was granted. */
  readonly number: string;
  readonly kind: PublishedKind;
  readonly documentKind: string;
  /** Null: a permit whose decision has none. */
  readonly documentNumber: string | null;
  readonly decidedOn: Day;
  readonly publishBy: Day;
  readonly enteredOn: Day;
  /** The day from which its authority says that it was shown, here or elsewhere. */
  readonly publishedFrom: Day;
  readonly enteredBy: string;
}

/** Late entries, by the day on which they were due, the longest ago first. One statement. Throws BadCursorError. */
export async function listLateEntries(
  em: EntityManager,
  asked: StatisticsQuestion,
  page: PageRequest,
): Promise<Page<LateEntry>> {
  const limit = checkedLimit(page.limit);
  const conditions = inPeriod(asked);
  conditions.add(IS_LATE);
  if (page.cursor !== null) {
    const place = readCursor(page.cursor, [DAY_PATTERN, UUID_PATTERN]);
    conditions.add('(r.publish_by, r.id) > (?::date, ?::uuid)', ...place);
  }
  const rows = await select<LateEntry & { id: string }>(
    em,
    `select ${NAMED}, r.id, r.record_id as "recordId", c.number, r.kind, r.document_kind as "documentKind",
       r.document_number as "documentNumber", r.decided_on::text as "decidedOn", r.publish_by::text as "publishBy",
       ${ENTERED_ON}::text as "enteredOn", r.published_from::text as "publishedFrom", r.entered_by as "enteredBy"
     from ${DECISIONS} join authority a on a.id = r.authority_id join case_file c on c.id = r.case_id
     ${conditions.where} order by r.publish_by, r.id limit ?`,
    [...conditions.values, limit + 1],
  );
  return toPage(
    rows,
    limit,
    ({ publishBy, id }) => [publishBy, id],
    ({ id: _, ...row }) => row,
  );
}

function inPeriod({ from, before, authority }: StatisticsQuestion): Conditions {
  const conditions = new Conditions();
  conditions.add('r.publish_by >= ?::date and r.publish_by < ?::date', from, before);
  ofAuthority(conditions, authority);
  return conditions;
}
