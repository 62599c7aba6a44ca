import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyRequest } from 'fastify';
import { CalendarChange } from '../db/entities/calendar-change.ts';
import { type CalendarYear, calendarWith, loadCalendar } from '../db/queries/calendar.ts';
import { type CaseToRecount, casesToRecount, casesTouched } from '../db/queries/calendar-change.ts';
import { type Page, type PageRequest, readCursor, UUID_PATTERN } from '../db/queries/page.ts';
import { getCaseTable, waitText } from '../domain/case/case-kinds.ts';
import { recountMovable } from '../domain/case/recount.ts';
import type { Calendar } from '../domain/deadline/calendar.ts';
import { type ChangedDay, changedDays, whyMoved } from '../domain/deadline/calendar-change.ts';
import type { Instant } from '../domain/time.ts';
import { CALENDAR_CHANGE_WORKFLOW, calendarChangeWorkflowId } from '../workflows/messages/calendar-change.ts';
import type { AppDeps } from './app-types.ts';
import { startStored } from './start-stored.ts';

/** Cases that one answer looks through: of a year's change most cases do not move. */
const LOOKED_THROUGH = 2_000;
const AT_ONCE = 200;

/**
 * Stores what a load of this year changes, in the transaction of the load and before its days are written.
 * @returns its id; null where no day is known otherwise than before
 */
export async function storeCalendarChange(em: EntityManager, year: CalendarYear, at: Instant): Promise<string | null> {
  const days = changedDays(await loadCalendar(em), await calendarWith(em, year));
  const [first, last] = [days.at(0), days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const id = randomUUID();
  const span = { firstDay: first.day, lastDay: last.day };
  em.create(CalendarChange, { id, year: year.year, ...span, at, startedAt: null, finishedAt: null });
  return id;
}

/** Starts the workflow that takes a stored change to the running deadlines. */
export async function startCalendarChange(deps: AppDeps, request: FastifyRequest, changeId: string): Promise<void> {
  const input = { changeId, round: 1, after: null };
  const workflow = { type: CALENDAR_CHANGE_WORKFLOW, workflowId: calendarChangeWorkflowId(changeId), input };
  if (!(await startStored(deps, request, workflow))) return;
  const em = deps.orm.em.fork();
  await em.nativeUpdate(CalendarChange, { id: changeId, startedAt: null }, { startedAt: await deps.clock() });
}

/** A case whose dates a calendar would move. */
type CaseMoved = ReturnType<typeof movesOf>;

/**
 * The cases whose running deadlines the calendar would move or settle if it were loaded now, as the change itself
 * counts them; a page of them. One that looked through many cases may hold fewer than the limit.
 * @throws BadCursorError
 */
export async function previewCalendar(
  em: EntityManager,
  year: CalendarYear,
  { limit, cursor, now }: PageRequest & { now: Instant },
): Promise<Page<CaseMoved> & { days: ChangedDay[] }> {
  const calendar = await calendarWith(em, year);
  const days = changedDays(await loadCalendar(em), calendar);
  const [first, last] = [days.at(0), days.at(-1)];
  const items: CaseMoved[] = [];
  let after = cursor === null ? null : (readCursor(cursor, [UUID_PATTERN])[0] ?? null);
  if (first === undefined || last === undefined) return { items, nextCursor: null, days };
  const span = { firstDay: first.day, lastDay: last.day };
  for (let looked = 0; looked < LOOKED_THROUGH && items.length < limit; looked += AT_ONCE) {
    const caseIds = await casesTouched(em, span, { after, limit: AT_ONCE });
    for (const one of await casesToRecount(em, caseIds)) {
      if (items.length === limit) break;
      after = one.id;
      const moved = movesOf(one, calendar, days, now);
      if (moved.deadlines.length > 0) items.push(moved);
    }
    if (caseIds.length < AT_ONCE && after === (caseIds.at(-1) ?? after)) return { items, nextCursor: null, days };
  }
  const nextCursor = Buffer.from(JSON.stringify([after]), 'utf8').toString('base64url');
  return { items, nextCursor, days };
}

function movesOf(one: CaseToRecount, calendar: Calendar, days: readonly ChangedDay[], now: Instant) {
  const { number, kind } = one;
  const recounted = recountMovable(getCaseTable(kind), one, calendar, now);
  const deadlines = recounted.map(({ deadline, counted }) => {
    const { due: from, provisional: wasProvisional, about, ledger } = deadline;
    const { due: to, provisional } = counted;
    const confirmed = wasProvisional && !provisional;
    const why = whyMoved({ startDay: ledger.startDay, from, to, confirmed }, days);
    return { kind: deadline.kind, text: waitText(deadline.kind), about: about || null, from, to, provisional, why };
  });
  return { number, kind, deadlines };
}
