import { randomUUID } from 'node:crypto';
import { CalendarChange } from '../../db/entities/calendar-change.ts';
import { CalendarDay } from '../../db/entities/calendar-day.ts';
import { CalendarNotice } from '../../db/entities/calendar-notice.ts';
import { calendarWith, loadCalendar } from '../../db/queries/calendar.ts';
import { changedDays } from '../../domain/deadline/calendar-change.ts';
import type { Day } from '../../domain/time.ts';
import { createWorkflowCalls } from '../../worker/workflow-calls.ts';
import type { BenchParts } from './bench-parts.ts';

export type ListedDays = Readonly<Record<Day, 'off' | 'workday'>>;

/** Loads more days into the calendar of a year, as the API does; null where that changes nothing. */
export async function loadDays(
  bench: Pick<BenchParts, 'orm' | 'now'>,
  year: number,
  days: ListedDays,
): Promise<string | null> {
  const em = bench.orm.em.fork();
  const known = await em.find(CalendarDay, { year });
  const all = [
    ...known.filter(({ day }) => days[day] === undefined).map(({ day, kind, name }) => ({ day, kind, name })),
    ...Object.entries(days).map(([day, kind]) => ({ day, kind, name: '特别安排' })),
  ];
  const notice = { number: null, issuedOn: null, source: 'test' };
  const changed = changedDays(await loadCalendar(em), await calendarWith(em, { year, ...notice, days: all }));
  const at = await bench.now();
  const id = randomUUID();
  await em.fork().transactional(async (own) => {
    const loaded = await own.nativeUpdate(CalendarNotice, { year }, { loadedAt: at });
    if (loaded === 0) await own.insert(CalendarNotice, { year, ...notice, loadedAt: at, version: 1 });
    else await own.execute('update calendar_notice set version = version + 1 where year = ?', [year]);
    await own.nativeDelete(CalendarDay, { year });
    if (all.length > 0)
      await own.insertMany(
        CalendarDay,
        all.map((day) => ({ year, ...day })),
      );
    const [first, last] = [changed.at(0), changed.at(-1)];
    if (first !== undefined && last !== undefined) {
      own.create(CalendarChange, {
        id,
        year,
        firstDay: first.day,
        lastDay: last.day,
        at,
        startedAt: null,
        finishedAt: null,
      });
      await own.flush();
    }
  });
  return changed.length === 0 ? null : id;
}

/** Starts the workflow of a stored change. */
export async function startChange(
  { env, taskQueue }: Pick<BenchParts, 'env' | 'taskQueue'>,
  id: string,
): Promise<void> {
  await createWorkflowCalls(env.client.workflow, taskQueue).startCalendarChange(id);
}

/** Longer than the pause before the second round. */
const BEFORE_THE_SECOND_ROUND_MS = 61_000;

/** Moves the clock until every running deadline was looked at, and no further: what is due in an hour is not due then. */
export async function changeTaken(bench: Pick<BenchParts, 'later' | 'sql'>, id: string): Promise<void> {
  for (let tries = 0; tries < 30; tries += 1) {
    await bench.later(tries === 0 ? BEFORE_THE_SECOND_ROUND_MS : 10_000);
    const done = await bench.sql('select 1 from calendar_change where id = ? and finished_at is not null', [id]);
    if (done.length === 1) return;
  }
  throw new Error(`the calendar change ${id} is not taken`);
}

/** Loads days, and has them taken to the running deadlines. */
export async function changeCalendar(
  bench: Pick<BenchParts, 'orm' | 'now' | 'env' | 'taskQueue' | 'sql' | 'later'>,
  year: number,
  days: ListedDays,
): Promise<string> {
  const id = await loadDays(bench, year, days);
  if (id === null) throw new Error('this changes no day');
  await startChange(bench, id);
  await changeTaken(bench, id);
  return id;
}
