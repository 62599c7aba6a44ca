import { type Calendar, dayKind, type DayKind } from './calendar.ts';
import type { Bilingual } from '../text.ts';
import { addDays, type Day, dayText } from '../time.ts';

/** A day that two calendars know otherwise: worked in one and not in the other, or certain in one only. */
export interface ChangedDay {
  readonly day: Day;
  readonly before: DayKind;
  readonly after: DayKind;
}

/**
 * The days that a loaded or changed notice changes, in order; a name that is spelled otherwise changes nothing.
 * Only the years that one of the calendars has not, and the days listed by either, can differ.
 */
export function changedDays(before: Calendar, after: Calendar): ChangedDay[] {
  const candidates = new Set<Day>([...before.days.keys(), ...after.days.keys()]);
  for (const year of yearsOfOne(before, after)) {
    for (let day: Day = `${year}-01-01`; day.startsWith(String(year)); day = addDays(day, 1)) candidates.add(day);
  }
  return [...candidates]
    .sort()
    .map((day) => ({ day, before: dayKind(before, day), after: dayKind(after, day) }))
    .filter((one) => one.before.working !== one.after.working || one.before.loaded !== one.after.loaded);
}

function yearsOfOne(before: Calendar, after: Calendar): number[] {
  const has = ({ years }: Calendar, year: number) => years.some((notice) => notice.year === year);
  return [...before.years, ...after.years]
    .map(({ year }) => year)
    .filter((year) => has(before, year) !== has(after, year));
}

/** Why a date is another by the changed calendar: the days on its way that are worked now and were not, or not now. */
export function whyMoved(
  { startDay, from, to, confirmed }: { startDay: Day; from: Day; to: Day; confirmed: boolean },
  changed: readonly ChangedDay[],
): Bilingual[] {
  // The day of the event is not counted; it is on the way only where the term ends on it.
  const isOnTheWay = (day: Day) => (day > startDay || day === from) && day <= to;
  const reasons = changed
    .filter(({ day, before, after }) => before.working !== after.working && isOnTheWay(day))
    .map(({ day, after }) => {
      // The reason names the weekday.
      const told = dayText(day);
      return { zh: `${told.zh}：${after.reason.zh}`, en: `${told.en}: ${after.reason.en}` };
    });
  if (!confirmed) return reasons;
  return [
    ...reasons,
    {
      zh: '该年度放假安排已公布，暂定日期予以确定',
      en: "the year's calendar is known: the provisional date is settled",
    },
  ];
}
