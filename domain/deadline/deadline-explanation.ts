import type { Calendar } from './calendar.ts';
import { holidayName } from './calendar.ts';
import type { TermCount } from './deadline-count.ts';
import type { Cap, DayLine, Extension, Ledger, Pause, TermUnit } from './ledger.ts';
import type { Bilingual } from '../text.ts';
import { asBilingual, plural } from '../text.ts';
import type { Day } from '../time.ts';
import { addDays, describeDay, describeDays } from '../time.ts';

const UNITS: Readonly<Record<TermUnit, { readonly zh: string; readonly en: string }>> = {
  'working-days': { zh: '个工作日', en: 'working day' },
  'calendar-days': { zh: '日（自然日）', en: 'calendar day' },
  months: { zh: '个月', en: 'month' },
  years: { zh: '年', en: 'year' },
};

/** A term in words: 3个工作日, 3 working days. */
export function describeTerm(term: { readonly count: number; readonly unit: TermUnit }): Bilingual {
  return { zh: `${term.count}${UNITS[term.unit].zh}`, en: plural(term.count, UNITS[term.unit].en) };
}

/** The sentences that tell the person concerned how the due day came about, in the order of counting. */
export function explainDeadline(
  ledger: Ledger,
  counted: TermCount,
  provisional: boolean,
  calendar: Calendar,
): Bilingual[] {
  const ended = ledger.pauses.filter((pause) => pause.until !== null);
  return [
    ...opening(ledger),
    ...daysPassedOver(ledger, counted.days, calendar),
    ...daysWorkedOnWeekends(ledger, counted.days, calendar),
    ...ended.map(explainPause),
    ...(ledger.notLaterThan === undefined ? [] : [explainCap(ledger.notLaterThan, counted.days)]),
    ...ledger.extensions.map(explainExtension),
    ...explainFloor(ledger, counted.days),
    ...explainMove(counted.days, calendar),
    conclusion(ledger, counted.due),
    ...calendarBasis(counted, provisional, calendar),
  ];
}

/** As `explainDeadline`, for a deadline that a pause still going on has stopped. */
export function explainSuspension(ledger: Ledger, pause: Pause, days: readonly DayLine[]): Bilingual[] {
  const counted = days.reduce((most, line) => Math.max(most, line.counted ?? 0), 0);
  const since = describeDay(pause.from);
  return [
    ...opening(ledger),
    {
      zh: `自${since.zh}起中止计算：${pause.reason}（${pause.clause}）。中止前已计至第${counted}${UNITS[ledger.rule.unit].zh}，中止结束后的次日起继续计算；届满日届时确定。`,
      en: `Paused since ${since.en}: ${pause.reason} (${pause.clause}). ${plural(counted, UNITS[ledger.rule.unit].en)} had been counted; counting goes on the day after the pause ends, and only then is there a due day.`,
    },
  ];
}

function opening({ startEvent, startDay, rule }: Ledger): Bilingual[] {
  const event = asBilingual(startEvent);
  const day = describeDay(startDay);
  const term = describeTerm(rule);
  return [
    {
      zh: `起算：${event.zh}，${day.zh}；当日不计入，自次日起计算。`,
      en: `Start: ${event.en}, ${day.en}; that day is not counted, counting begins on the next.`,
    },
    {
      zh: `期限：${term.zh}，依据：${rule.clause}${rule.isDefault ? '（该数值为默认值，可由管理员调整）' : ''}。`,
      en: `Term: ${term.en}, by ${rule.clause}${rule.isDefault ? ' (a default, which an administrator may change)' : ''}.`,
    },
  ];
}

function daysPassedOver(ledger: Ledger, days: readonly DayLine[], calendar: Calendar): Bilingual[] {
  const off = days.filter(
    (line) => line.counted === null && byWorkingDays(ledger, line) && !isPaused(ledger, line.day),
  );
  if (off.length === 0) return [];
  const runs = groupRuns(
    off.map(({ day }) => day),
    calendar,
  );
  return [
    {
      zh: `以下日期不是工作日，不计入：${runs.map((run) => run.zh).join('、')}。`,
      en: `Not working days, not counted: ${runs.map((run) => run.en).join('; ')}.`,
    },
  ];
}

function daysWorkedOnWeekends(ledger: Ledger, days: readonly DayLine[], calendar: Calendar): Bilingual[] {
  return days
    .filter((line) => line.counted !== null && byWorkingDays(ledger, line))
    .flatMap(({ day }) => {
      const listed = calendar.days.get(day);
      return listed?.kind === 'workday' ? [{ told: describeDay(day), holiday: holidayName(listed.name) }] : [];
    })
    .map(({ told, holiday }) => ({
      zh: `${told.zh}为${holiday.zh}调休上班日，计入。`,
      en: `${told.en} is worked to make up for ${holiday.en}, and counts.`,
    }));
}

function explainPause(pause: Pause): Bilingual {
  const [from, until] = [describeDay(pause.from), describeDay(pause.until ?? pause.from)];
  return {
    zh: `${from.zh}至${until.zh}（含首尾两日）中止计算：${pause.reason}（${pause.clause}）。`,
    en: `Paused from ${from.en} to ${until.en}, both days included: ${pause.reason} (${pause.clause}).`,
  };
}

function explainCap(cap: Cap, days: readonly DayLine[]): Bilingual {
  const cut = days.some((line) => line.part === 'cap');
  return {
    zh: `上限：${cap.reason.zh}（${cap.clause}），${cut ? '届满日因此提前' : '未超过'}。`,
    en: `Limit: ${cap.reason.en} (${cap.clause}); ${cut ? 'the due day is earlier because of it' : 'not exceeded'}.`,
  };
}

function explainExtension(extension: Extension): Bilingual {
  const to = 'until' in extension ? describeDay(extension.until) : describeTerm(extension);
  const on = describeDay(extension.on);
  return {
    zh: `${on.zh}经${extension.by}批准延长${'until' in extension ? '至' : ''}${to.zh}：${extension.reason}（${extension.clause}）。`,
    en: `Extended ${'until' in extension ? 'to' : 'by'} ${to.en}, granted by ${extension.by} on ${on.en}: ${extension.reason} (${extension.clause}).`,
  };
}

function explainFloor({ notEarlierThan: floor }: Ledger, days: readonly DayLine[]): Bilingual[] {
  const line = days.findLast(({ part }) => part === 'floor');
  if (floor === undefined || line === undefined) return [];
  const day = describeDay(line.day);
  const reason = asBilingual(floor.reason);
  return [{ zh: `不早于${day.zh}：${reason.zh}。`, en: `Not earlier than ${day.en}: ${reason.en}.` }];
}

function explainMove(days: readonly DayLine[], calendar: Calendar): Bilingual[] {
  const last = days.at(-1);
  if (last?.part !== 'moved') return [];
  const before = days.findLast((line) => line.part !== 'moved');
  const runs = groupRuns([before?.day ?? last.day], calendar);
  return [
    {
      zh: `期限最后一日为${runs[0]?.zh ?? ''}，顺延至其后第一个工作日（民法典第203条）。`,
      en: `The last day would be ${runs[0]?.en ?? ''}: the term ends on the next working day (Civil Code, article 203).`,
    },
  ];
}

function conclusion({ rule }: Ledger, due: Day): Bilingual {
  const day = describeDay(due);
  return rule.last === 'act'
    ? {
        zh: `届满日：${day.zh}，当日24时前办理即为按时。`,
        en: `Due: ${day.en}; in time until that day ends (24:00, Beijing time).`,
      }
    : { zh: `期间最后一日：${day.zh}，不因休息日顺延。`, en: `Last day: ${day.en}; a day of rest does not move it.` };
}

function calendarBasis({ unloaded, due }: TermCount, provisional: boolean, calendar: Calendar): Bilingual[] {
  if (!provisional) return [];
  const years = [...new Set(unloaded.filter((day) => day <= due).map((day) => day.slice(0, 4)))];
  return [
    {
      zh: `暂定：${years.join('、')}年放假安排尚未载入（现行日历版本${calendar.version}），暂按周一至周五为工作日推算；载入后重新计算，在此之前不作任何不利处理。`,
      en: `Provisional: the calendar of ${years.join(', ')} is not loaded (version ${calendar.version}); Monday to Friday are taken as working days for now. It is computed again once loaded, and nothing adverse happens before.`,
    },
  ];
}

/** Whether the line was counted by working days, so that the kind of the day is worth telling. */
function byWorkingDays({ rule, extensions }: Ledger, { part }: DayLine): boolean {
  if (part === 'term') return rule.unit === 'working-days';
  return (
    part === 'extension' && extensions.some((extension) => 'unit' in extension && extension.unit === 'working-days')
  );
}

function isPaused({ pauses }: Ledger, day: Day): boolean {
  return pauses.some(({ from, until }) => from <= day && (until === null || day <= until));
}

/** Runs of neighbouring days off with the same cause: 2026年10月1日至7日（国庆节放假）. */
function groupRuns(days: readonly Day[], calendar: Calendar): Bilingual[] {
  const runs: { from: Day; to: Day; name: string | null }[] = [];
  for (const day of days) {
    const name = calendar.days.get(day)?.name ?? null;
    const last = runs.at(-1);
    if (last !== undefined && last.name === name && addDays(last.to, 1) === day) last.to = day;
    else runs.push({ from: day, to: day, name });
  }
  return runs.map(({ from, to, name }) => {
    const days = describeDays(from, to);
    if (name === null) return { zh: `${days.zh}（周末）`, en: `${days.en} (weekend)` };
    const holiday = holidayName(name);
    return { zh: `${days.zh}（${holiday.zh}放假）`, en: `${days.en} (off for ${holiday.en})` };
  });
}
