import type { EntityManager } from '@mikro-orm/postgresql';
import type { Static } from 'typebox';
import { CalendarDay } from '../../db/entities/calendar-day.ts';
import { CalendarNotice } from '../../db/entities/calendar-notice.ts';
import { AS_OF_ONE_MOMENT } from '../../db/snapshot.ts';
import { ROLES } from '../../domain/case/roles.ts';
import type { ChangedDay } from '../../domain/deadline/calendar-change.ts';
import type { App, AppDeps } from '../app-types.ts';
import { auditRead } from '../audit.ts';
import { previewCalendar, startCalendarChange, storeCalendarChange } from '../calendar-changes.ts';
import { pageOf } from '../pages.ts';
import { getRole } from '../plugins/auth.ts';
import { invalidField, Problem } from '../problems.ts';
import { checkIfMatch, isSame, takeTurn, writeReference } from '../reference.ts';
import { CalendarPreview, CalendarPreviewQuery } from '../schemas/calendar.ts';
import { CalendarBody, CalendarSchema, IfMatchHeader, YearParams } from '../schemas/reference.ts';

type Body = Static<typeof CalendarBody>;
type View = Static<typeof CalendarSchema>;

/** 全国年节及纪念日放假办法 has had eleven or more since 2014, and ten before. */
const FEWEST_DAYS_OFF = 10;

/** 放假安排: the State Council's calendar of a year, entered as a whole. */
export function calendarRoutes(app: App, deps: AppDeps): void {
  app.get(
    '/v1/calendar/:year',
    {
      config: { access: ROLES, problems: ['calendar-unknown'] },
      schema: {
        operationId: 'getCalendar',
        tags: ['reference'],
        summary: '年度放假安排 · The calendar of a year',
        params: YearParams,
        response: { 200: CalendarSchema },
      },
    },
    async ({ params: { year } }, reply) => {
      const calendar = await deps.orm.em.fork().transactional((em) => findYear(em, year), AS_OF_ONE_MOMENT);
      if (calendar === null)
        throw new Problem('calendar-unknown', {
          zh: `${year}年的放假安排尚未载入。`,
          en: `The calendar of ${year} is not loaded.`,
        });
      reply.header('etag', `"${calendar.version}"`);
      return calendar;
    },
  );

  app.put(
    '/v1/calendar/:year',
    {
      config: { access: ['admin'], problems: ['version-changed', 'conflict'] },
      schema: {
        operationId: 'putCalendar',
        tags: ['reference'],
        summary: '载入年度放假安排 · Load the calendar of a year',
        headers: IfMatchHeader,
        params: YearParams,
        body: CalendarBody,
        response: { 200: CalendarSchema },
      },
    },
    async (request, reply) => {
      const { year } = request.params;
      checkDays(year, request.body);
      checkHolidays(year, request.body);
      const { changeId, stored } = await writeReference(deps, request, async (em, at) => {
        // One turn for all years: they share the days about the New Year, and one version.
        await takeTurn(em, 'calendar', 'all-years');
        const known = await findYear(em, year);
        checkIfMatch(request, known?.version ?? null);
        if (known !== null && isSame(bodyOf(known), sorted(request.body)))
          return { answer: { changeId: null, stored: known }, entry: null };
        await checkOtherYears(em, year, request.body);
        const changeId = await storeCalendarChange(em, { year, ...request.body }, at);
        const { days, ...notice } = request.body;
        // The notice is written before the change that names its year.
        if (known === null) em.create(CalendarNotice, { year, ...notice, loadedAt: at });
        // The days are part of the version, though they stand in a table of their own.
        else await em.nativeUpdate(CalendarNotice, { year }, { ...notice, loadedAt: at, version: known.version + 1 });
        await em.flush();
        await em.nativeDelete(CalendarDay, { year });
        // Not through the unit of work: it has read the days of before, and would take those that stay for stored.
        await em.insertMany(
          CalendarDay,
          days.map((day) => ({ year, ...day })),
        );
        // While it is this load's turn, and from the rows: what was read before has changed.
        em.clear();
        const stored = await findYear(em, year);
        if (stored === null) throw new Error('a calendar that was just written is gone');
        return {
          answer: { changeId, stored },
          entry: {
            action: 'calendar.put',
            objectKind: 'calendar',
            objectId: String(year),
            detail: { days: days.length },
          },
        };
      });
      if (changeId !== null) await startCalendarChange(deps, request, changeId);
      reply.header('etag', `"${stored.version}"`);
      return stored;
    },
  );

  app.post(
    '/v1/calendar/:year/preview',
    {
      config: { access: ['admin'], problems: ['conflict'] },
      schema: {
        operationId: 'previewCalendar',
        tags: ['reference'],
        summary:
          '预览：载入该放假安排将变更哪些办理期限 · Which running deadlines a calendar would move, were it loaded now',
        params: YearParams,
        querystring: CalendarPreviewQuery,
        body: CalendarBody,
        response: { 200: CalendarPreview },
      },
    },
    async (request) => {
      const { body, params, query } = request;
      checkDays(params.year, body);
      checkHolidays(params.year, body);
      const now = await deps.clock();
      const em = deps.orm.em.fork();
      await checkOtherYears(em, params.year, body);
      await auditRead(em, request, getRole(request), now, {
        action: 'calendar.preview',
        objectKind: 'calendar',
        objectId: String(params.year),
      });
      const changed: ChangedDay[] = [];
      const page = await pageOf(query, async (asked) => {
        const { days, ...found } = await previewCalendar(em, { year: params.year, ...body }, { ...asked, now });
        changed.push(...days.filter(({ before, after }) => before.working !== after.working));
        return found;
      });
      return {
        days: changed.map(({ day, after }) => ({ day, working: after.working, reason: after.reason })),
        ...page,
      };
    },
  );
}

async function findYear(em: EntityManager, year: number): Promise<View | null> {
  const notice = await em.findOne(CalendarNotice, { year });
  if (notice === null) return null;
  const days = await em.find(CalendarDay, { year }, { orderBy: { day: 'asc' } });
  const { number, issuedOn, source, version, loadedAt } = notice;
  return {
    year,
    number: number ?? null,
    issuedOn: issuedOn ?? null,
    source,
    version,
    loadedAt,
    days: days.map(({ day, kind, name }) => ({ day, kind, name })),
  };
}

function bodyOf({ number, issuedOn, source, days }: View): Body {
  return { number, issuedOn, source, days };
}

function sorted(body: Body): Body {
  return { ...body, days: body.days.toSorted((a, b) => (a.day < b.day ? -1 : 1)) };
}

/** A notice speaks of its own year, and of days beside it that were swapped. */
function checkDays(year: number, { days }: Body): void {
  const index = days.findIndex(({ day }) => Math.abs(Number(day.slice(0, 4)) - year) > 1);
  if (index < 0) return;
  const pointer = `/days/${index}/day`;
  throw invalidField(pointer, 'outside-year', {
    zh: `“${pointer}”不在${year}年及其前后一年内，请核对。`,
    en: `"${pointer}" is not in or beside ${year}; check it.`,
  });
}

/** A year without its holidays is a slip that would move every date in it. */
function checkHolidays(year: number, { days }: Body): void {
  const off = days.filter(({ kind }) => kind === 'off');
  const hasNewYear = off.some(({ day }) => day === `${year}-01-01`);
  if (hasNewYear && off.length >= FEWEST_DAYS_OFF) return;
  throw invalidField('/days', 'implausible-calendar', {
    zh: `“/days”应列出${year}年全部放假日：含1月1日，且不少于${FEWEST_DAYS_OFF}天（放假期间的周末一并列出）。`,
    en: `"/days" must list all days off of ${year}: 1 January among them, ${FEWEST_DAYS_OFF} or more (with the weekends within a holiday).`,
  });
}

/** @throws Problem `conflict` that names a day which another year's notice has, and that year */
async function checkOtherYears(em: EntityManager, year: number, { days }: Body): Promise<void> {
  const taken = await em.findOne(
    CalendarDay,
    { day: days.map(({ day }) => day), year: { $ne: year } },
    { orderBy: { day: 'asc' } },
  );
  if (taken === null) return;
  throw new Problem('conflict', {
    zh: `${taken.day}已在${taken.year}年的放假安排中，请先从其中一年删去。`,
    en: `${taken.day} is in the calendar of ${taken.year} already; take it out of one of the two.`,
  });
}
