import { readFileSync } from 'node:fs';
import { buildCalendar, type Calendar } from '../../domain/deadline/calendar.ts';
import { parseCalendarCsv, parseCalendarNoticesCsv } from '../../domain/deadline/calendar-csv.ts';

const read = (name: string): string => readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8');

/** The real calendar of 2013–2026. */
export const CALENDAR: Calendar = buildCalendar(
  'test-1',
  parseCalendarNoticesCsv(read('calendar-notices.csv')),
  parseCalendarCsv(read('calendar-2013-2026.csv')),
);
