import { DESK_STEPS, type WaitCourse } from '../case/waits.ts';
import type { Bilingual } from '../text.ts';
import type { Day, Instant } from '../time.ts';

/** The deadlines of a part; each row names its part. */
export type RepairDeadline = 'accept-by' | 'complete-by' | 'check-by' | 'answer-by' | 'pause-until';

/** What the service does by itself on a part. */
export const REPAIR_STEPS = [...DESK_STEPS, 'end-completion', 'end-pause'] as const;
export type RepairStep = (typeof REPAIR_STEPS)[number];

/**
 * What each wait is for. The silence of an authority is told to its supervisor, again and again, and shown to the
 * applicant; it is never taken for an acceptance or an answer. The applicant's own date and the time told for a
 * hearing end something: the clock of the authority goes on.
 */
export const REPAIR_WAITS = {
  'accept-by': {
    text: { zh: '决定是否受理修复申请', en: 'decision on acceptance of the repair' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
    cappedBy: 'answer-by',
  },
  'complete-by': {
    text: { zh: '补正申请材料', en: 'completion of the application' },
    remind: 'remind-applicant',
    atDue: 'end-completion',
    repeats: 'once',
  },
  'check-by': {
    text: { zh: '核查修复条件', en: 'check of the repair' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
    cappedBy: 'answer-by',
  },
  'answer-by': {
    text: { zh: '答复修复申请', en: 'answer to the repair application' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
  },
  'pause-until': {
    text: { zh: '完成听证、核查等程序', en: 'hearing or expert check' },
    remind: 'remind-handler',
    atDue: 'end-pause',
    repeats: 'once',
  },
} as const satisfies Record<RepairDeadline, WaitCourse<RepairStep> & { text: Bilingual }>;

/**
 * One silence is told once. An authority that has not accepted, or not checked, by the day on which the whole answer is
 * due has not answered either, which says all of it: from that day on only the answer is reminded of and told; before
 * it each wait speaks for itself. The day of a wait that is spoken for stays on its row, with whether it was met.
 * @param nextAt when the wait would remind or tell next
 * @param answerBy the day of the whole answer of the same part, which runs
 */
export function isSpokenForByAnswer(
  wait: { kind: RepairDeadline; due: Day },
  nextAt: Instant,
  answerBy: { due: Day; dueAt: Instant },
): boolean {
  if (wait.kind !== 'accept-by' && wait.kind !== 'check-by') return false;
  return wait.due >= answerBy.due || nextAt >= answerBy.dueAt;
}
