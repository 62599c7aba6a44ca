/** The State Council's calendar, year by year, from the data files through the API. */
import { readFileSync } from 'node:fs';
import { parseCalendarCsv, parseCalendarNoticesCsv } from '../../domain/deadline/calendar-csv.ts';
import type { Day } from '../../domain/time.ts';
import type { Session } from './api-client.ts';

/** Every year of the data files, each as the API takes it. */
export function officialYears(): { readonly year: number; readonly body: object }[] {
  const days = parseCalendarCsv(read('calendar-2013-2026.csv'));
  return parseCalendarNoticesCsv(read('calendar-notices.csv')).map(({ year, ...notice }) => {
    return { year, body: { ...notice, days: days.filter(({ day }) => day.startsWith(`${year}-`)) } };
  });
}

/** Enters every year of the data files; returns the last day that is loaded. */
export async function enterCalendar(admin: Session): Promise<Day> {
  for (const { year, body } of officialYears()) await admin.put(`/v1/calendar/${year}`, body);
  return lastLoadedDay();
}

/** The last day of the calendar that the data files hold. */
export function lastLoadedDay(): Day {
  const years = parseCalendarNoticesCsv(read('calendar-notices.csv')).map(({ year }) => year);
  return `${Math.max(...years)}-12-31`;
}

function read(file: string): string {
  return readFileSync(new URL(`../../data/${file}`, import.meta.url), 'utf8');
}
