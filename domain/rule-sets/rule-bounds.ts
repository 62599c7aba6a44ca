import type { RuleCode } from './rule-set.ts';

/** What an administrator may set a rule to: a slip of the hand must not stop a term, nor make one without end. */
export const RULE_BOUNDS = {
  'accept-first.supply-by-less-than-handling-working-days': { least: 0, most: 60 },
  'accept-first.supply-by-at-most-working-days': { least: 1, most: 250 },
  'accept-first.registration-grace-working-days': { least: 0, most: 60 },
  'accept-first.registration-grace-when-dispatch-counts-working-days': { least: 0, most: 60 },
  'accept-first.reminders-before-working-days': { least: 1, most: 250 },
  'accept-first.verify-within-working-days': { least: 1, most: 250 },
  'accept-first.decide-within-working-days': { least: 1, most: 250 },
  'case.officer-reminders-before-working-days': { least: 1, most: 250 },
  'case.escalate-every-working-days': { least: 1, most: 250 },
  'case.backdating-by-officer-working-days': { least: 0, most: 60 },
  'case.wake-spread-seconds': { least: 0, most: 3600 },
  'case.reminder-hour': { least: 0, most: 23 },
  'licensing.correction-notice-working-days': { least: 1, most: 250 },
  'penalty.annulled-withdrawal-working-days': { least: 1, most: 250 },
  'publication.decisions-within-working-days': { least: 1, most: 250 },
  'repair.accept-within-working-days': { least: 1, most: 250 },
  'repair.check-within-working-days': { least: 1, most: 250 },
  'repair.answer-within-working-days': { least: 1, most: 250 },
  'repair.extension-working-days': { least: 1, most: 250 },
  'repair.copies-within-working-days': { least: 1, most: 250 },
  'repair.false-materials-bar-years': { least: 0, most: 10 },
  'objection.pass-on-within-working-days': { least: 1, most: 250 },
} as const satisfies Record<RuleCode, { least: number; most: number }>;
