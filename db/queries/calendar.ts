import type { EntityManager } from '@mikro-orm/postgresql';
import { buildCalendar, type Calendar, type CalendarDay } from '../../domain/deadline/calendar.ts';
import type { Day } from '../../domain/time.ts';
import { select } from './sql.ts';

interface NoticeRow {
  year: number;
  number: string | null;
  issuedOn: Day | null;
  source: string;
  version: number;
  days: (CalendarDay & { day: Day })[];
}

// The last calendar read, for each ORM: some hundred days that change once a year and are asked for at every step.
const lastRead = new WeakMap<object, { stamp: string; calendar: Calendar }>();

/**
 * The calendar as it is loaded. Its version, `<first year>-<last year>.<n>`, changes with every load of a year.
 * One statement; a second one where something was loaded since the last time.
 */
export async function loadCalendar(em: EntityManager): Promise<Calendar> {
  const [row] = await select<{ stamp: string | null }>(
    em,
    "select string_agg(year || ':' || version || ':' || loaded_at, ',' order by year) as stamp from calendar_notice",
  );
  const stamp = row?.stamp ?? '';
  const known = lastRead.get(em.getDriver());
  if (known?.stamp === stamp) return known.calendar;
  const calendar = assemble(await readNotices(em));
  lastRead.set(em.getDriver(), { stamp, calendar });
  return calendar;
}

/** A notice with its days, as an administrator enters it. */
export type CalendarYear = Omit<NoticeRow, 'version'>;

/** The calendar as it would be with this year in the stead of what is loaded of it. Never kept. */
export async function calendarWith(em: EntityManager, year: CalendarYear): Promise<Calendar> {
  const others = (await readNotices(em)).filter((notice) => notice.year !== year.year);
  return assemble([...others, { ...year, version: 1 }]);
}

async function readNotices(em: EntityManager): Promise<NoticeRow[]> {
  return await select<NoticeRow>(
    em,
    `select n.year, n.number, n.issued_on as "issuedOn", n.source, n.version, coalesce(d.days, '[]') as days
     from calendar_notice n
     left join lateral (
       select json_agg(json_build_object('day', day, 'kind', kind, 'name', name) order by day) as days
       from calendar_day where year = n.year
     ) d on true
     order by n.year`,
  );
}

function assemble(notices: readonly NoticeRow[]): Calendar {
  const loads = notices.reduce((sum, { version }) => sum + version, 0);
  const version = `${notices.at(0)?.year ?? 0}-${notices.at(-1)?.year ?? 0}.${loads}`;
  return buildCalendar(
    version,
    notices.map(({ year, number, issuedOn, source }) => ({ year, number, issuedOn, source })),
    notices.flatMap(({ days }) => days),
  );
}
