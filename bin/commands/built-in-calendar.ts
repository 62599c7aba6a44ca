import { readFileSync } from 'node:fs';
import { parseCalendarCsv, parseCalendarNoticesCsv } from '../../domain/deadline/calendar-csv.ts';
import type { Calendar } from '../../domain/deadline/calendar.ts';
import { buildCalendar } from '../../domain/deadline/calendar.ts';

/** The calendar that comes with the program, for commands that run without a database. */
export function builtInCalendar(): Calendar {
  const read = (name: string): string => readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8');
  return buildCalendar(
    '2013-2026',
    parseCalendarNoticesCsv(read('calendar-notices.csv')),
    parseCalendarCsv(read('calendar-2013-2026.csv')),
  );
}
