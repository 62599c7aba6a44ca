/** The State Council's calendar, year by year, from the data files through the API. */
import { readFileSync } from 'node:fs';
import { parseCalendarCsv, parseCalendarNoticesCsv } from '../../domain/calendar-csv.ts';
import type { Day } from '../../domain/time.ts';
import type { Session } from './api-client.ts';

/** Enters every year of the data files; returns the last day that is loaded. */
export async function enterCalendar(admin: Session): Promise<Day> {
  const days = parseCalendarCsv(read('calendar-2013-2026.csv'));
  const notices = parseCalendarNoticesCsv(read('calendar-notices.csv'));
  for (const { year, ...notice } of notices) {
    const own = days.filter(({ day }) => day.startsWith(`${year}-`));
    await admin.put(`/v1/calendar/${year}`, { ...notice, days: own });
  }
  return `${Math.max(...notices.map(({ year }) => year))}-12-31`;
}

function read(file: string): string {
  return readFileSync(new URL(`../../data/${file}`, import.meta.url), 'utf8');
}
