import type { DeadlineRule, Ledger } from '../deadline/ledger.ts';
import type { RuleAnswer } from '../deadline/rule-value.ts';
import { DESK_STEPS, type WaitCourse } from '../case/waits.ts';
import type { Bilingual } from '../text.ts';
import type { Day, Instant } from '../time.ts';

/**
 * How a subject is heard before anything is decided against it, in every kind of case that could harm it: the notice is
 * served, a period runs from service, a hearing stops it, and the subject may give both up.
 * Source: 国办发〔2020〕49号（八）; 行政处罚法第四十四、四十五、六十四条（参照）.
 */
export interface HeardStanding {
  served: boolean;
  /** `pending`: asked for, and neither held nor given up. */
  hearing: 'none' | 'pending' | 'over';
  /** The subject gave up statement and hearing, and has not taken it back. */
  waived: boolean;
  /** The statement period as stored; null: not begun, or stopped by a hearing. */
  statementBy: { dueAt: Instant; provisional: boolean } | null;
}

/** Where the hearing of a subject stands; `heard`: its time is over, and it can be decided. */
export type HeardStage = 'awaiting-service' | 'statement-period' | 'hearing' | 'heard';

/** The stage that follows from the rows and the stored date at `now`. A provisional date never passes. */
export function heardStage({ served, hearing, waived, statementBy }: HeardStanding, now: Instant): HeardStage {
  if (!served) return 'awaiting-service';
  if (hearing === 'pending') return 'hearing';
  if (waived) return 'heard';
  if (statementBy === null || statementBy.provisional || now < statementBy.dueAt) return 'statement-period';
  return 'heard';
}

/** How a subject spoke before the decision: in writing and in time, in person at a hearing, both ways, or not. */
export type HowHeard = 'not' | 'in-writing' | 'at-hearing' | 'both';

/** From what is on file: what was said at a hearing counts as much as a paper (行政处罚法第四十五、六十五条，参照). */
export function howHeardBy({ inWriting, heldHearing }: { inWriting: boolean; heldHearing: boolean }): HowHeard {
  if (inWriting) return heldHearing ? 'both' : 'in-writing';
  return heldHearing ? 'at-hearing' : 'not';
}

export type HearingDeadline = 'serve-by' | 'statement-by' | 'hearing-by';

/** The steps that the service takes by itself while a subject is heard. */
export const HEARING_STEPS = [...DESK_STEPS, 'close-statements'] as const;
export type HearingStep = (typeof HEARING_STEPS)[number];

/** What each wait is for, and what the service does when nobody acts: only the statement period is the subject's. */
export const HEARING_WAITS = {
  'serve-by': {
    text: { zh: '送达告知书', en: 'service of the notice' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
  },
  'statement-by': {
    text: { zh: '陈述、申辩', en: 'statement' },
    remind: 'remind-applicant',
    atDue: 'close-statements',
    repeats: 'once',
  },
  'hearing-by': {
    text: { zh: '举行听证', en: 'hearing' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
  },
} as const satisfies Record<HearingDeadline, WaitCourse<HearingStep> & { text: Bilingual }>;

/** Serve-by (送达期限), from the day the notice was made. @param term in working days */
export function serveByFrom(madeOn: Day, startEvent: Bilingual, term: RuleAnswer<number>): Ledger {
  return workingDaysFrom(startEvent, madeOn, 'serve-by', term);
}

/** The time of a hearing that is over, as the statement period leaves it out. */
export interface HearingTime {
  /** The day it was asked for. */
  from: Day;
  /** The day it was held or given up. */
  until: Day;
  /** The day on which its end was written down, and the subject told. */
  recordedOn: Day;
}

/**
 * Statement-by (陈述申辩期限), from the day of service. The time of a hearing, from the day it was asked for to the
 * day it ended, is not counted; and what is left is never less than some working days after its end was written down,
 * for nobody uses a period of which it has not been told that it runs again.
 * @param term in working days
 * @param leastAfterRecord in working days
 */
export function statementByFrom(
  servedOn: Day,
  hearing: HearingTime | null,
  term: RuleAnswer<number>,
  leastAfterRecord: RuleAnswer<number>,
): Ledger {
  const started = workingDaysFrom({ zh: '告知书送达', en: 'the notice was served' }, servedOn, 'statement-by', term);
  if (hearing === null) return started;
  const { value: workingDays, clause } = leastAfterRecord;
  const notEarlierThan = {
    day: hearing.recordedOn,
    reason: {
      zh: `听证结果登记后至少${workingDays}个工作日（${clause}）`,
      en: `at least ${workingDays} working days after the end of the hearing was written down (${clause})`,
    },
    least: { from: hearing.recordedOn, workingDays },
  };
  const from = hearing.from < servedOn ? servedOn : hearing.from;
  const until = hearing.until < from ? from : hearing.until;
  const pause = { from, until, reason: '听证', clause: '行政许可法第四十五条（参照）' };
  return { ...started, pauses: [pause], notEarlierThan };
}

/**
 * Hearing-by (听证期限), from the day it was asked for, or the day of service where it was asked for before.
 * @param term in working days
 */
export function hearingByFrom(askedOn: Day, term: RuleAnswer<number>): Ledger {
  return workingDaysFrom({ zh: '当事人申请听证', en: 'the subject asked for a hearing' }, askedOn, 'hearing-by', term);
}

/** What the term to decide runs from: the end of the statement period, or the day on which it was waived. */
export function hearingEnded(waived: boolean): Bilingual {
  return waived
    ? { zh: '当事人放弃陈述、申辩和听证', en: 'the subject gave up statement and hearing' }
    : { zh: '陈述申辩期限届满', en: 'the statement period ended' };
}

/** A term of working days in which something must be done. @param term in working days */
export function workingDaysFrom(
  startEvent: Ledger['startEvent'],
  startDay: Day,
  code: string,
  { value: count, clause, isDefault }: RuleAnswer<number>,
): Ledger {
  const rule: DeadlineRule = { code, count, unit: 'working-days', last: 'act', clause, isDefault };
  return { startEvent, startDay, rule, pauses: [], extensions: [] };
}
