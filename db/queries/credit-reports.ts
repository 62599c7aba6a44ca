import type { EntityManager } from '@mikro-orm/postgresql';
import { reportStanding, type ReportStanding } from '../../domain/report/report-standing.ts';
import type { Day, Instant } from '../../domain/time.ts';
import { CreditReport } from '../entities/credit-report.ts';
import {
  checkedLimit,
  INSTANT_PATTERN,
  type Page,
  type PageRequest,
  readCursor,
  toPage,
  UUID_PATTERN,
} from './page.ts';
import { heldOfSubject } from './held-of-subject.ts';
import { select } from './sql.ts';

/** The next number of a report, `BG-2026-000123`; one that is drawn and not used stays unused. One statement. */
export async function drawReportNumber(em: EntityManager, on: Day): Promise<string> {
  const [row] = await select<{ drawn: string }>(em, `select nextval('credit_report_number_sequence')::text as drawn`);
  if (row === undefined) throw new Error('a sequence gives a number');
  return `BG-${on.slice(0, 4)}-${row.drawn.padStart(6, '0')}`;
}

/** Whether stored reports of one subject hold at a moment, in their order. Ten statements, however many there are. */
export async function standingsOfReports(
  em: EntityManager,
  subjectId: string,
  reports: readonly CreditReport[],
  now: Instant,
): Promise<ReportStanding[]> {
  if (reports.length === 0) return [];
  const held = await heldOfSubject(em, subjectId);
  return reports.map(({ issuedAt, validUntil, periodFrom: from, periodUntil: until, listed }) =>
    reportStanding({ issuedAt, validUntil, from, until, listed }, held, now),
  );
}

/** The reports of a subject, newest first; of one issuer where it is given. One statement. Throws BadCursorError. */
export async function listReports(
  em: EntityManager,
  { subjectId, authorityId }: { subjectId: string; authorityId: string | null },
  page: PageRequest,
): Promise<Page<CreditReport>> {
  const limit = checkedLimit(page.limit);
  const [at, id] = page.cursor === null ? [] : readCursor(page.cursor, [INSTANT_PATTERN, UUID_PATTERN]);
  const rows = await em.find(
    CreditReport,
    {
      subjectId,
      ...(authorityId === null ? {} : { authorityId }),
      ...(at == null || id == null ? {} : { $or: [{ issuedAt: { $lt: at } }, { issuedAt: at, id: { $lt: id } }] }),
    },
    { orderBy: { issuedAt: 'desc', id: 'desc' }, limit: limit + 1 },
  );
  return toPage(
    rows,
    limit,
    (row) => [row.issuedAt, row.id],
    (row) => row,
  );
}
