import type { EntityManager } from '@mikro-orm/postgresql';
import type { AcceptFirstStatus, DeadlineKind } from '../../domain/accept-first.ts';
import type { Day, Instant } from '../../domain/time.ts';
import type { CaseKind } from '../entities/case-file.ts';
import type { SubjectKind } from '../entities/subject.ts';
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

/** Every part that is given must hold. Who may see what is in here too: the caller narrows it before asking. */
export interface CaseFilter {
  readonly kind?: CaseKind;
  readonly statuses?: readonly AcceptFirstStatus[];
  readonly open?: boolean;
  /** Code of the authority in charge. */
  readonly authority?: string;
  /** Handler. */
  readonly assignedTo?: string;
  /** Open and without a handler; false: with one. */
  readonly unclaimed?: boolean;
  readonly subjectId?: string;
  /** Cases of one of these subjects; of none where the list is empty. */
  readonly ofSubjects?: readonly string[];
  /** The next deadline is due before this day. */
  readonly dueBefore?: Day;
}

export interface CaseItem {
  readonly id: string;
  readonly number: string;
  readonly kind: CaseKind;
  readonly status: AcceptFirstStatus;
  readonly subject: { readonly id: string; readonly kind: SubjectKind; readonly name: string };
  readonly authority: { readonly code: string; readonly name: string };
  readonly procedure: { readonly code: string; readonly name: string };
  readonly receivedOn: Day;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly assignedTo: string | null;
  readonly next: {
    readonly kind: DeadlineKind;
    readonly due: Day;
    readonly at: Instant;
    readonly provisional: boolean;
  } | null;
}

interface CaseRow extends Omit<CaseItem, 'openedAt' | 'closedAt' | 'next' | 'subject' | 'authority' | 'procedure'> {
  openedAt: string;
  closedAt: string | null;
  nextKind: DeadlineKind | null;
  nextDue: Day | null;
  nextAt: string | null;
  nextProvisional: boolean | null;
  subjectId: string;
  subjectKind: SubjectKind;
  subjectName: string;
  authorityCode: string;
  authorityName: string;
  procedureCode: string;
  procedureName: string;
}

// As in the indexes: cases without a next deadline come last.
const SORTED_BY = "(coalesce(c.next_at, 'infinity'::timestamptz), c.id)";

/** Cases by their next deadline, then by id. One statement; nothing is counted. Throws BadCursorError. */
export async function listCases(em: EntityManager, filter: CaseFilter, page: PageRequest): Promise<Page<CaseItem>> {
  const limit = checkedLimit(page.limit);
  const conditions = conditionsOf(filter);
  if (page.cursor !== null) {
    const position = readCursor(page.cursor, [new RegExp(`^infinity$|${INSTANT_PATTERN.source}`), UUID_PATTERN]);
    conditions.add(`${SORTED_BY} > (?::timestamptz, ?::uuid)`, ...position);
  }
  const rows = await select<CaseRow>(
    em,
    `select c.id, c.number, c.kind, c.status, c.received_on as "receivedOn", c.opened_at as "openedAt",
       c.closed_at as "closedAt", c.assigned_to as "assignedTo", c.next_kind as "nextKind", c.next_due as "nextDue",
       c.next_at as "nextAt", c.next_provisional as "nextProvisional",
       s.id as "subjectId", s.kind as "subjectKind", s.name as "subjectName",
       a.code as "authorityCode", a.name as "authorityName", p.code as "procedureCode", p.name as "procedureName"
     from case_file c
     join subject s on s.id = c.subject_id
     join authority a on a.id = c.authority_id
     join procedure p on p.id = c.procedure_id
     ${conditions.where}
     order by coalesce(c.next_at, 'infinity'::timestamptz), c.id
     limit ?`,
    [...conditions.values, limit + 1],
  );
  const cipher = getCipher(em);
  return toPage(
    rows,
    limit,
    ({ nextAt, id }) => [nextAt === null ? 'infinity' : toInstant(nextAt), id],
    (row) => itemOf(row, cipher.decrypt('subject.name', row.subjectName)),
  );
}

function conditionsOf(filter: CaseFilter): Conditions {
  const conditions = new Conditions();
  if (filter.kind !== undefined) conditions.add('c.kind = ?', filter.kind);
  if (filter.statuses?.length === 0) conditions.add('false');
  else if (filter.statuses !== undefined) conditions.add('c.status in (?)', filter.statuses);
  if (filter.open !== undefined) conditions.add(filter.open ? 'c.closed_at is null' : 'c.closed_at is not null');
  if (filter.authority !== undefined)
    conditions.add('c.authority_id = (select id from authority where code = ?)', filter.authority);
  if (filter.assignedTo !== undefined) conditions.add('c.assigned_to = ?', filter.assignedTo);
  if (filter.unclaimed !== undefined) {
    conditions.add(filter.unclaimed ? 'c.assigned_to is null and c.closed_at is null' : 'c.assigned_to is not null');
  }
  if (filter.subjectId !== undefined) conditions.add('c.subject_id = ?::uuid', filter.subjectId);
  if (filter.dueBefore !== undefined) conditions.add('c.next_due < ?::date', filter.dueBefore);
  if (filter.ofSubjects?.length === 0) conditions.add('false');
  else if (filter.ofSubjects !== undefined) conditions.add('c.subject_id in (?)', filter.ofSubjects);
  return conditions;
}

function itemOf(row: CaseRow, subjectName: string): CaseItem {
  const { nextKind, nextDue, nextAt, nextProvisional } = row;
  const hasNext = nextKind !== null && nextDue !== null && nextAt !== null && nextProvisional !== null;
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    status: row.status,
    subject: { id: row.subjectId, kind: row.subjectKind, name: subjectName },
    authority: { code: row.authorityCode, name: row.authorityName },
    procedure: { code: row.procedureCode, name: row.procedureName },
    receivedOn: row.receivedOn,
    openedAt: toInstant(row.openedAt),
    closedAt: row.closedAt === null ? null : toInstant(row.closedAt),
    assignedTo: row.assignedTo,
    next: hasNext ? { kind: nextKind, due: nextDue, at: toInstant(nextAt), provisional: nextProvisional } : null,
  };
}
