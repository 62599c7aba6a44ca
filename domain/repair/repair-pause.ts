import { type Calendar, isWorkingDay } from '../deadline/calendar.ts';
import type { Ledger, Pause } from '../deadline/ledger.ts';
import type { Refusal } from '../refusal.ts';
import type { Bilingual } from '../text.ts';
import { addDays, type Day, type Instant, shanghaiDay } from '../time.ts';
import { type Term, workingDaysLedger } from './repair-deadlines.ts';

const LICENSING_45 = '行政许可法第四十五条';

/**
 * Causes for which an authority's time is not counted: the listed ones and no other (行政许可法 45). Each is a pause of
 * its own, one at a time. The law gives no longest time but asks that the time needed be told in writing, so:
 * the notice goes out in the transaction in which the pause begins; when the told time is over the clock goes on by
 * itself, and both sides are told; all pauses of a part together have a maximum, and from the second on the supervisor
 * of the authority hears of each (both are defaults of the rule set). A term that is over cannot be paused. A look at
 * the place (现场核查) is none of them: it is the check that the term is given for.
 */
export const PAUSE_CAUSES = ['hearing', 'expert-check', 'inspection', 'appraisal'] as const;
export type PauseCause = (typeof PAUSE_CAUSES)[number];

export const PAUSE_CAUSE_TEXT = {
  hearing: { zh: '听证', en: 'hearing' },
  'expert-check': { zh: '专家评审', en: 'expert check' },
  inspection: { zh: '检验、检测、检疫', en: 'testing, inspection or quarantine' },
  appraisal: { zh: '鉴定', en: 'appraisal' },
} as const satisfies Record<PauseCause, Bilingual>;

/** Pause-until (暂停期限): the time told for a hearing or a check; when it is over the clock goes on. */
export function pauseUntilLedger(from: Day, cause: PauseCause, workingDays: number): Ledger {
  const term = { workingDays, clause: LICENSING_45, isDefault: false };
  return workingDaysLedger('pause-until', PAUSE_CAUSE_TEXT[cause], from, term);
}

/** A hearing or a check as a pause that begins. */
export function hearingPause(from: Day, cause: PauseCause): Pause {
  return { from, until: null, reason: PAUSE_CAUSE_TEXT[cause].zh, clause: LICENSING_45 };
}

/** The pause still going on ends; the day on which it ends is not counted either. */
export function endPause(pauses: readonly Pause[], until: Day): Pause[] {
  return pauses.map((pause) =>
    pause.until === null ? { ...pause, until: until < pause.from ? pause.from : until } : pause,
  );
}

/** What a pause is judged by: the pauses before it, the end of the answer as stored, and the most that all may take. */
export interface PauseQuestion {
  pauses: readonly Pause[];
  answerBy: { due: Day; dueAt: Instant };
  most: Term;
  calendar: Calendar;
}

/**
 * What speaks against a pause: the term is over, and there is nothing left to stop; or all the pauses of the part
 * would take longer than the rule allows. The causes, and one at a time, are held by the schema and the table.
 * Source: 行政许可法 45; the maximum is the rule set's.
 */
export function reasonsAgainstPause(
  { receivedAt, workingDays }: { receivedAt: Instant; workingDays: number },
  { pauses, answerBy, most, calendar }: PauseQuestion,
): Refusal[] {
  if (receivedAt >= answerBy.dueAt) {
    return [
      {
        code: 'pause-late',
        clause: LICENSING_45,
        text: {
          zh: `答复期限已于${answerBy.due}届满，不能再以听证、鉴定等暂停计时，请尽快答复。`,
          en: `The answer was due on ${answerBy.due}; a term that is over cannot be paused. Answer as soon as you can.`,
        },
      },
    ];
  }
  const first = shanghaiDay(receivedAt);
  const lost = pausedWorkingDays(pauses, calendar);
  // Beside the days told the one on which it begins is lost, unless nobody works on it or it was lost before.
  const withFirst = lost.has(first) || !isWorkingDay(calendar, first) ? lost.size : lost.size + 1;
  const left = Math.max(0, most.workingDays - withFirst);
  if (workingDays <= left) return [];
  return [
    {
      code: 'pause-too-long',
      clause: most.clause,
      text: {
        zh: `同一单位听证、鉴定等不计入期限的时间合计不超过${most.workingDays}个工作日，开始当日计入在内，还可暂停${left}个工作日。`,
        en: `Hearings and checks of one authority may take ${most.workingDays} working days in all, the day on which one begins too; ${left} are left.`,
      },
    },
  ];
}

/** How many hearings and checks there were. */
export function countHearings(pauses: readonly Pause[]): number {
  return pauses.filter(isHearing).length;
}

/**
 * The working days that hearings and checks took: the first and the last of each too, for neither is counted; one on
 * which two of them fall, once.
 */
function pausedWorkingDays(pauses: readonly Pause[], calendar: Calendar): Set<Day> {
  const days = new Set<Day>();
  for (const { from, until } of pauses.filter(isHearing)) {
    if (until === null) continue;
    for (let day = from; day <= until; day = addDays(day, 1)) {
      if (isWorkingDay(calendar, day)) days.add(day);
    }
  }
  return days;
}

/** The time in which the applicant completes is not the authority's. */
function isHearing({ clause }: Pause): boolean {
  return clause === LICENSING_45;
}
