import type { EntityManager } from '@mikro-orm/postgresql';
import type { Day, Instant } from '../../domain/time.ts';
import type { CaseKind } from '../../domain/case/case-kind.ts';
import type { GreenGround } from '../../domain/green-channel/green-channel.ts';
import type { SubjectKind } from '../entities/subject.ts';
import { getCipher, toInstant } from '../types.ts';
import { type CaseFilter, conditionsOf, overdueOf } from './case-list-filter.ts';
import {
  checkedLimit,
  DAY_PATTERN,
  INSTANT_PATTERN,
  type Page,
  type PageRequest,
  readCursor,
  toPage,
  UUID_PATTERN,
} from './page.ts';
import { select } from './sql.ts';

export const CASE_SORTS = ['desk', 'next-due', 'overdue', 'newest', 'oldest'] as const;
/**
 * As a desk works: what goes first by the green channel, then as by the next deadline. By the next deadline, cases without one last; by what is past its date, the longest first and the others last; by the
 * instant of opening.
 */
export type CaseSort = (typeof CASE_SORTS)[number];

export interface CaseItem {
  readonly id: string;
  readonly number: string;
  readonly kind: CaseKind;
  readonly status: string;
  readonly subject: { readonly id: string; readonly kind: SubjectKind; readonly name: string };
  readonly authority: { readonly code: string; readonly name: string };
  /** Null for a case that is about no procedure. */
  readonly procedure: { readonly code: string; readonly name: string } | null;
  /** Null: it does not go through the green channel. */
  readonly greenChannel: { readonly ground: GreenGround; readonly goesFirst: boolean } | null;
  readonly receivedOn: Day;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  /** Handler of the case; for an authority that has a part of it only, of that part. */
  readonly assignedTo: string | null;
  /** What has been past its date for longest and is still awaited; of the authority or handler that was asked for. */
  readonly overdue: {
    readonly kind: string;
    readonly due: Day;
    readonly provisional: boolean;
    readonly authority: { readonly code: string; readonly name: string };
  } | null;
  readonly next: {
    readonly kind: string;
    readonly due: Day;
    readonly at: Instant;
    readonly provisional: boolean;
  } | null;
}

interface CaseRow
  extends Omit<
    CaseItem,
    'openedAt' | 'closedAt' | 'next' | 'overdue' | 'subject' | 'authority' | 'procedure' | 'greenChannel'
  > {
  ground: GreenGround | null;
  goesFirst: boolean;
  openedAt: string;
  closedAt: string | null;
  nextKind: string | null;
  nextDue: Day | null;
  nextAt: string | null;
  nextProvisional: boolean | null;
  overdueKind: string | null;
  overdueDue: Day | null;
  overdueProvisional: boolean | null;
  overdueCode: string | null;
  overdueName: string | null;
  subjectId: string;
  subjectKind: SubjectKind;
  subjectName: string;
  authorityCode: string;
  authorityName: string;
  procedureCode: string | null;
  procedureName: string | null;
}

interface Sorting {
  /** What is sorted by ahead of that; `false` comes first. */
  readonly ahead?: { readonly by: string; readonly position: (row: CaseRow) => string };
  /** What is sorted by, ahead of the id. */
  readonly by: string;
  readonly type: 'timestamptz' | 'date';
  readonly descending?: true;
  readonly pattern: RegExp;
  readonly position: (row: CaseRow) => string;
}

// As in the indexes: cases without a next deadline come last.
const BY_NEXT: Sorting = {
  by: "coalesce(c.next_at, 'infinity'::timestamptz)",
  type: 'timestamptz',
  pattern: new RegExp(`^infinity$|${INSTANT_PATTERN.source}`),
  position: ({ nextAt }) => (nextAt === null ? 'infinity' : toInstant(nextAt)),
};

const SORTINGS: Readonly<Record<CaseSort, Sorting>> = {
  desk: {
    ...BY_NEXT,
    ahead: {
      by: '(not (c.goes_first and c.next_at is not null))',
      position: ({ goesFirst, nextAt }) => String(!(goesFirst && nextAt !== null)),
    },
  },
  'next-due': BY_NEXT,
  overdue: {
    by: "coalesce(o.due, 'infinity'::date)",
    type: 'date',
    pattern: new RegExp(`^infinity$|${DAY_PATTERN.source}`),
    position: ({ overdueDue }) => overdueDue ?? 'infinity',
  },
  newest: {
    by: 'c.opened_at',
    type: 'timestamptz',
    descending: true,
    pattern: INSTANT_PATTERN,
    position: ({ openedAt }) => toInstant(openedAt),
  },
  oldest: {
    by: 'c.opened_at',
    type: 'timestamptz',
    pattern: INSTANT_PATTERN,
    position: ({ openedAt }) => toInstant(openedAt),
  },
};

/**
 * Cases in the order asked for, then by id. `today`: what was due before it is past its date. One statement; nothing is
 * counted. Throws BadCursorError.
 */
export async function listCases(
  em: EntityManager,
  filter: CaseFilter,
  page: PageRequest & { readonly sort?: CaseSort },
  today: Day,
): Promise<Page<CaseItem>> {
  const limit = checkedLimit(page.limit);
  const { sort = 'next-due' } = page;
  const { ahead, by, type, descending = false, pattern, position } = SORTINGS[sort];
  const conditions = conditionsOf(em, filter, today);
  if (page.cursor !== null) {
    const places = [...(ahead === undefined ? [] : [/^(true|false)$/]), pattern, UUID_PATTERN];
    const [, ...place] = readCursor(page.cursor, [new RegExp(`^${sort}$`), ...places]);
    const first = ahead === undefined ? { keys: '', values: '' } : { keys: `${ahead.by}, `, values: '?::boolean, ' };
    const than = descending ? '<' : '>';
    conditions.add(`(${first.keys}${by}, c.id) ${than} (${first.values}?::${type}, ?::uuid)`, ...place);
  }
  const { overdue, values } = overdueOf(filter, today);
  const way = descending ? 'desc' : 'asc';
  const rows = await select<CaseRow>(
    em,
    `select c.id, c.number, c.kind, c.status, c.green_channel as ground,
       c.goes_first as "goesFirst", c.received_on as "receivedOn", c.opened_at as "openedAt",
       c.closed_at as "closedAt", case when own.id is null or own.id = c.authority_id then c.assigned_to
         else (select rp.assigned_to from repair_part rp where rp.case_id = c.id and rp.authority_id = own.id)
       end as "assignedTo",
       c.next_kind as "nextKind", c.next_due as "nextDue", c.next_at as "nextAt", c.next_provisional as "nextProvisional",
       o.kind as "overdueKind", o.due as "overdueDue", o.provisional as "overdueProvisional",
       o.code as "overdueCode", o.name as "overdueName",
       s.id as "subjectId", s.kind as "subjectKind", s.name as "subjectName",
       a.code as "authorityCode", a.name as "authorityName", p.code as "procedureCode", p.name as "procedureName"
     from case_file c
     join subject s on s.id = c.subject_id
     join authority a on a.id = c.authority_id
     left join authority own on own.code = ?::text
     left join procedure p on p.id = c.procedure_id
     left join lateral (${overdue}) o on true
     ${conditions.where}
     order by ${ahead === undefined ? '' : `${ahead.by}, `}${by} ${way}, c.id ${way}
     limit ?`,
    [filter.authority ?? null, ...values, ...conditions.values, limit + 1],
  );
  const cipher = getCipher(em);
  return toPage(
    rows,
    limit,
    (row) => [sort, ...(ahead === undefined ? [] : [ahead.position(row)]), position(row), row.id],
    (row) => itemOf(row, cipher.decrypt('subject.name', row.subjectName)),
  );
}

function itemOf(row: CaseRow, subjectName: string): CaseItem {
  const { nextKind, nextDue, nextAt, nextProvisional } = row;
  const { overdueKind, overdueDue, overdueProvisional, overdueCode, overdueName } = row;
  const hasNext = nextKind !== null && nextDue !== null && nextAt !== null && nextProvisional !== null;
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    status: row.status,
    subject: { id: row.subjectId, kind: row.subjectKind, name: subjectName },
    authority: { code: row.authorityCode, name: row.authorityName },
    procedure:
      row.procedureCode === null || row.procedureName === null
        ? null
        : { code: row.procedureCode, name: row.procedureName },
    greenChannel: row.ground === null ? null : { ground: row.ground, goesFirst: row.goesFirst },
    receivedOn: row.receivedOn,
    openedAt: toInstant(row.openedAt),
    closedAt: row.closedAt === null ? null : toInstant(row.closedAt),
    assignedTo: row.assignedTo,
    overdue:
      overdueKind === null || overdueDue === null || overdueCode === null || overdueName === null
        ? null
        : {
            kind: overdueKind,
            due: overdueDue,
            provisional: overdueProvisional === true,
            authority: { code: overdueCode, name: overdueName },
          },
    next: hasNext ? { kind: nextKind, due: nextDue, at: toInstant(nextAt), provisional: nextProvisional } : null,
  };
}
