import type { EntityManager } from '@mikro-orm/postgresql';
import { HIDDEN_FROM_SUBJECT } from '../../domain/case/case-kinds.ts';
import { LOGGED_QUERIES } from '../../domain/consent/query-log.ts';
import type { Instant } from '../../domain/time.ts';
import { toInstant } from '../types.ts';
import { checkedLimit, NUMBER_PATTERN, type Page, type PageRequest, readCursor, toPage } from './page.ts';
import { select } from './sql.ts';

/** One look at a subject's information, as its people are told of it: which office, never which person of it. */
export interface LoggedQuery {
  readonly id: string;
  readonly at: Instant;
  readonly action: string;
  readonly role: string;
  readonly authority: { readonly code: string; readonly name: string } | null;
  /** What was looked at, where it has a number that people know. */
  readonly number: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * Who looked at a subject's information: at the subject, at one of its records, cases or reports; newest first. Lists of
 * many subjects' cases are not in it, nor cases that the subject has not been told of. One statement. Throws BadCursorError.
 */
export async function queriesOfSubject(
  em: EntityManager,
  subjectId: string,
  page: PageRequest,
): Promise<Page<LoggedQuery>> {
  const limit = checkedLimit(page.limit);
  const [before] = page.cursor === null ? [] : readCursor(page.cursor, [NUMBER_PATTERN]);
  const hidden = HIDDEN_FROM_SUBJECT.map(() => '(?, ?)').join(', ');
  const rows = await select<Omit<LoggedQuery, 'authority'> & { code: string | null; name: string | null }>(
    em,
    `with objects (kind, id, number) as (
       select 'subject', ?::text, null
       union all select 'record', r.id::text, r.document_number from record r where r.subject_id = ?::uuid
       union all select 'case', c.number, c.number from case_file c
         where c.subject_id = ?::uuid and (c.kind, c.status) not in (${hidden})
     )
     select e.id::text, e.at, e.action, e.actor_role as role, a.code, a.name,
       coalesce(o.number, e.detail ->> 'number') as number, e.detail
     from objects o
     join audit_entry e on e.object_kind = o.kind and e.object_id = o.id
     left join authority a on a.code = e.authority
     where e.action in (?) and (?::bigint is null or e.id < ?::bigint)
     order by e.id desc
     limit ?`,
    [
      subjectId,
      subjectId,
      subjectId,
      ...HIDDEN_FROM_SUBJECT.flatMap(({ kind, status }) => [kind, status]),
      Object.keys(LOGGED_QUERIES),
      before ?? null,
      before ?? null,
      limit + 1,
    ],
  );
  return toPage(
    rows,
    limit,
    ({ id }) => [id],
    ({ code, name, at, ...rest }) => ({
      ...rest,
      at: toInstant(at),
      authority: code === null || name === null ? null : { code, name },
    }),
  );
}
