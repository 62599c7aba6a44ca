import type { EntityManager } from '@mikro-orm/postgresql';
import type { Direction, MeasureExecution } from '../../domain/joint-action/measure-execution.ts';
import { UNDOING_STATUSES } from '../../domain/publicity/publicity.ts';
import type { Day, Instant } from '../../domain/time.ts';
import { toInstant } from '../types.ts';
import { executionOf } from './measure-executions.ts';
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

/**
 * `outstanding`: to be done or said, and not held; `overdue`: past its day, too; `held`: what stands still, held or
 * suspended; `declined`: of a measure that stands, and neither is another authority named for it nor the request
 * withdrawn.
 */
export const EXECUTION_FILTERS = ['outstanding', 'overdue', 'held', 'declined', 'all'] as const;
export type ExecutionFilter = (typeof EXECUTION_FILTERS)[number];

export interface ExecutionQuestion {
  readonly state: ExecutionFilter;
  readonly direction?: Direction;
  /** Code of the authority that carries out. */
  readonly carriedOutBy?: string;
  /** Code of the authority that determined the record. */
  readonly determinedBy?: string;
  /** Whether what was declined counts as outstanding: for whoever has to settle it. */
  readonly withDeclined: boolean;
}

/** What one authority was asked about a measure, with where it belongs. No personal data. */
export interface ExecutionItem {
  readonly execution: MeasureExecution;
  readonly executedAt: Instant | null;
  readonly isLatest: boolean;
  readonly caseNumber: string;
  readonly record: { readonly id: string; readonly documentNumber: string };
  readonly determinedBy: { readonly code: string; readonly name: string };
  readonly authority: { readonly code: string; readonly name: string };
  readonly measureName: string;
  /** Day by which it is to be fed back; null: it is not chased, or not any more. */
  readonly due: Day | null;
}

interface Row {
  id: string;
  measure: string;
  authorityId: string;
  direction: Direction;
  round: number;
  named: boolean;
  pushedAt: string;
  respondedAt: string | null;
  executedOn: Day | null;
  executedAt: string | null;
  fedBackAt: string | null;
  heldAt: string | null;
  calledOffAt: string | null;
  declinedAt: string | null;
  isLatest: boolean;
  caseNumber: string;
  recordId: string;
  documentNumber: string;
  determinedBy: ExecutionItem['determinedBy'];
  authority: ExecutionItem['authority'];
  measureName: string;
  due: Day | null;
}

const LATEST = `not exists (select from measure_execution later where later.record_id = e.record_id
  and later.measure = e.measure and later.authority_id = e.authority_id and later.round > e.round)`;

const DECLINED = 'e.declined_at is not null and e.executed_on is null';

/** Held before it was applied or resumed, or to be suspended after: done or not, it is not in force. */
const STANDS_STILL = "(e.held_at is not null or e.direction = 'suspend')";

/** Declined, and nobody has settled it; what a record that is over asked of anybody needs no settling. */
const UNSETTLED = `${DECLINED} and r.ended_on is null and c.closed_at is null and c.status not in (?)
  and m.lifted_on is null and (m.until_day is null or m.until_day >= ?::date)`;

/**
 * What authorities were asked about measures, the oldest first. `today`: what was due before it is overdue. One
 * statement. Throws BadCursorError.
 */
export async function listMeasureExecutions(
  em: EntityManager,
  { state, direction, carriedOutBy, determinedBy, withDeclined }: ExecutionQuestion,
  page: PageRequest,
  today: Day,
): Promise<Page<ExecutionItem>> {
  const limit = checkedLimit(page.limit);
  const conditions = new Conditions();
  if (carriedOutBy !== undefined) conditions.add('a.code = ?', carriedOutBy);
  if (determinedBy !== undefined) conditions.add('ra.code = ?', determinedBy);
  if (direction !== undefined) conditions.add('e.direction = ?', direction);
  if (state !== 'all') {
    conditions.add('e.called_off_at is null');
    // What stands still does so also after it was fed back.
    if (state !== 'held') conditions.add('e.fed_back_at is null');
    conditions.add(LATEST);
    const unsettled = [[...UNDOING_STATUSES], today];
    if (state === 'declined') conditions.add(UNSETTLED, ...unsettled);
    else if (state === 'outstanding' && withDeclined)
      conditions.add(`e.held_at is null and (not (${DECLINED}) or (${UNSETTLED}))`, ...unsettled);
    else conditions.add(`${state === 'held' ? STANDS_STILL : 'e.held_at is null'} and not (${DECLINED})`);
  }
  if (state === 'overdue') conditions.add('d.due < ?::date', today);
  if (page.cursor !== null) {
    const place = readCursor(page.cursor, [INSTANT_PATTERN, UUID_PATTERN]);
    conditions.add('(e.pushed_at, e.id) > (?::timestamptz, ?::uuid)', ...place);
  }
  const rows = await select<Row>(
    em,
    `select e.id, e.measure, e.authority_id as "authorityId", e.direction, e.round, e.named, e.pushed_at as "pushedAt",
       e.responded_at as "respondedAt", e.executed_on as "executedOn", e.executed_at as "executedAt",
       e.fed_back_at as "fedBackAt", e.held_at as "heldAt", e.called_off_at as "calledOffAt", e.declined_at as "declinedAt", ${LATEST} as "isLatest",
       c.number as "caseNumber", r.id as "recordId", r.document_number as "documentNumber",
       json_build_object('code', ra.code, 'name', ra.name) as "determinedBy",
       json_build_object('code', a.code, 'name', a.name) as authority, m.name as "measureName", d.due
     from measure_execution e
     join record r on r.id = e.record_id
     join case_file c on c.id = r.case_id
     join record_measure m on m.record_id = e.record_id and m.code = e.measure
     join authority a on a.id = e.authority_id
     join authority ra on ra.id = r.authority_id
     left join deadline d on d.case_id = r.case_id and d.about = e.id::text and d.state = 'running'
     ${conditions.where}
     order by e.pushed_at, e.id
     limit ?`,
    [...conditions.values, limit + 1],
  );
  return toPage(rows, limit, ({ pushedAt, id }) => [toInstant(pushedAt), id], itemOf);
}

function itemOf(row: Row): ExecutionItem {
  const at = (text: string | null): Instant | null => (text === null ? null : toInstant(text));
  const { isLatest, caseNumber, determinedBy, authority, measureName, due } = row;
  return {
    execution: executionOf({
      ...row,
      pushedAt: toInstant(row.pushedAt),
      respondedAt: at(row.respondedAt),
      fedBackAt: at(row.fedBackAt),
      heldAt: at(row.heldAt),
      calledOffAt: at(row.calledOffAt),
      declinedAt: at(row.declinedAt),
    }),
    executedAt: at(row.executedAt),
    isLatest,
    caseNumber,
    record: { id: row.recordId, documentNumber: row.documentNumber },
    determinedBy,
    authority,
    measureName,
    due,
  };
}
